//! How the texts of the modules in Python lie in a program: one blank for each level of indentation, comments gone. Lines
//! keep their numbers. For the build script, and for whoever looks for these texts in what was built.

pub fn small(text: &str) -> String {
    let mut small = String::new();
    // Inside of a text over several lines nothing is changed.
    let mut quoted = false;
    for line in text.lines() {
        let code = line.trim_start_matches(' ');
        let indent = line.len() - code.len();
        if quoted {
            small.push_str(line);
        } else if !code.starts_with('#') {
            let blanks = if indent % 4 == 0 { indent / 4 } else { indent };
            small.extend(std::iter::repeat_n(' ', blanks));
            small.push_str(code);
        }
        small.push('\n');
        quoted ^= line.matches("\"\"\"").count() % 2 == 1;
    }
    small
}
