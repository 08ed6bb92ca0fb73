//! Makes the texts of the modules in Python smaller, as they lie in a board's flash: one blank for each level of
//! indentation, comments gone. Lines keep their numbers.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=src/python");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    for entry in fs::read_dir("src/python").expect("the modules are there") {
        let path = entry.expect("a folder can be read").path();
        let text = fs::read_to_string(&path).expect("the modules are text");
        let name = path.file_name().expect("a file has a name");
        fs::write(Path::new(&out).join(name), small(&text)).expect("cargo's folder can be written");
    }
}

fn small(text: &str) -> String {
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
