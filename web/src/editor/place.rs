//! Where a piece of code goes in a program: as lines of its own at the depth of their place, its imports at the top.

/// A change: what stands from `from` (an offset in UTF-16 units) gets `insert` before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    pub at: usize,
    pub text: String,
}

/// How `code` goes in at `line` (from 1): the insertions, first the imports' if there are any, and where the cursor is then.
pub fn place(source: &str, line: usize, code: &str) -> (Vec<Insertion>, usize) {
    let lines: Vec<&str> = source.split('\n').collect();
    let index = line.saturating_sub(1).min(lines.len() - 1);
    let (imports, body): (Vec<&str>, Vec<&str>) = code
        .trim_matches('\n')
        .lines()
        .partition(|line| line.starts_with("import ") || line.starts_with("from "));
    let missing: Vec<&str> = imports
        .into_iter()
        .filter(|import| !lines.contains(import))
        .collect();
    let mut changes = Vec::new();
    if !missing.is_empty() {
        let text = missing.iter().map(|import| format!("{import}\n")).collect();
        changes.push(Insertion {
            at: offset(&lines, import_line(&lines)),
            text,
        });
    }
    let body: Vec<&str> = body
        .into_iter()
        .skip_while(|line| line.is_empty())
        .collect();
    let indent = " ".repeat(depth(&lines, index));
    let indented: Vec<String> = body
        .iter()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("{indent}{line}")
            }
        })
        .collect();
    // An empty line is filled; after a line with code a new one begins.
    let empty = lines[index].trim().is_empty();
    let (at, text) = if empty {
        let have = lines[index].len();
        let text = indented.join("\n");
        (
            offset(&lines, index) + have,
            text.get(have..).unwrap_or_default().to_owned(),
        )
    } else {
        (
            offset(&lines, index) + length(lines[index]),
            format!("\n{}", indented.join("\n")),
        )
    };
    let before: usize = changes
        .iter()
        .filter(|change| change.at <= at)
        .map(|change| length(&change.text))
        .sum();
    let cursor = at + length(&text) + before;
    changes.push(Insertion { at, text });
    (changes, cursor)
}

/// Spaces that a line put after `index` begins with.
fn depth(lines: &[&str], index: usize) -> usize {
    let of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let here = lines[index];
    if here.trim().is_empty() && !here.is_empty() {
        return of(here);
    }
    let above = lines[..=index]
        .iter()
        .rev()
        .find(|line| !line.trim().is_empty());
    let Some(above) = above else { return 0 };
    let code = above.split('#').next().unwrap_or_default().trim_end();
    if code.ends_with(':') {
        of(above) + 4
    } else {
        of(above)
    }
}

/// The line that a new import goes before: after the imports that are there, or after opening comments.
fn import_line(lines: &[&str]) -> usize {
    let is_import = |line: &&str| line.starts_with("import ") || line.starts_with("from ");
    if let Some(last) = lines.iter().rposition(is_import) {
        return last + 1;
    }
    lines
        .iter()
        .position(|line| !line.starts_with('#'))
        .unwrap_or(0)
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn offset(lines: &[&str], index: usize) -> usize {
    lines[..index.min(lines.len())]
        .iter()
        .map(|line| length(line) + 1)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(source: &str, line: usize, code: &str) -> String {
        let (mut changes, _) = place(source, line, code);
        let mut text: Vec<u16> = source.encode_utf16().collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.at));
        for change in changes {
            text.splice(change.at..change.at, change.text.encode_utf16());
        }
        String::from_utf16_lossy(&text)
    }

    #[test]
    fn at_the_depth_of_its_place() {
        let source = "# über\nfrom microbit import *\n\nwhile True:\n    x = 1\n";
        assert_eq!(
            placed(source, 4, "display.show(1)\nsleep(5)"),
            "# über\nfrom microbit import *\n\nwhile True:\n    display.show(1)\n    sleep(5)\n    x = 1\n"
        );
        assert_eq!(
            placed(source, 5, "import music\nmusic.play(1)"),
            "# über\nfrom microbit import *\nimport music\n\nwhile True:\n    x = 1\n    music.play(1)\n"
        );
        assert_eq!(placed("", 1, "x = 1"), "x = 1");
        assert_eq!(placed("if x:\n    ", 2, "y = 1"), "if x:\n    y = 1");
        assert_eq!(placed("import a\n", 2, "import a\nx"), "import a\nx");
    }
}
