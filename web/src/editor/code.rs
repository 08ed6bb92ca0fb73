//! What a program defines and imports, read line by line: it has to work on text that is not yet right.

/// A name that a program makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub name: String,
    pub kind: Kind,
    /// From 1.
    pub line: u32,
    /// What stands in the brackets of a function.
    pub parameters: String,
    /// First line of the docstring.
    pub doc: String,
    /// Class it belongs to.
    pub owner: Option<String>,
    /// For an instance, the class that made it, or the module function: `servo = Servo(pin0)`.
    pub made_by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Function,
    Class,
    Variable,
    /// A parameter, or a name made inside of a block: not to be had from outside.
    Local,
    /// `made_by` is the module, dotted with the name for `from module import name`.
    Import,
}

/// Everything defined in a text, in its order; each name once per owner.
pub fn definitions(source: &str) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    let mut class: Option<(usize, String)> = None;
    let lines: Vec<&str> = source.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let indent = line.len() - text.len();
        if class.as_ref().is_some_and(|(at, _)| indent <= *at) {
            class = None;
        }
        let owner = class.as_ref().map(|(_, name)| name.clone());
        let own = if indent == 0 {
            Kind::Variable
        } else {
            Kind::Local
        };
        let mut add = |name: &str,
                       kind: Kind,
                       parameters: &str,
                       made_by: Option<String>,
                       owner: Option<String>| {
            let name = name.trim();
            let known = |old: &Definition| old.name == name && old.owner == owner;
            let is_star = name == "*";
            if !is_star && (!is_identifier(name) || found.iter().any(known)) {
                return;
            }
            let is_block = matches!(kind, Kind::Function | Kind::Class);
            found.push(Definition {
                name: name.to_owned(),
                kind,
                line: index as u32 + 1,
                parameters: parameters.to_owned(),
                doc: if is_block {
                    docstring(lines.get(index + 1))
                } else {
                    String::new()
                },
                owner,
                made_by,
            });
        };
        let text = text.strip_prefix("async ").unwrap_or(text);
        if let Some(rest) = text.strip_prefix("def ") {
            let (name, rest) = rest.split_once('(').unwrap_or((rest, ""));
            let parameters = rest.rsplit_once(')').map_or(rest, |(inside, _)| inside);
            add(name, Kind::Function, parameters, None, owner);
            for parameter in parameters.split(',') {
                let name = parameter.split([':', '=']).next().unwrap_or_default();
                add(name.trim_start_matches('*'), Kind::Local, "", None, None);
            }
        } else if let Some(rest) = text.strip_prefix("class ") {
            let name = rest.split(['(', ':']).next().unwrap_or_default().trim();
            add(name, Kind::Class, "", None, None);
            class = Some((indent, name.to_owned()));
        } else if let Some(rest) = text.strip_prefix("import ") {
            for part in rest.split(',') {
                let (module, name) = part.split_once(" as ").unwrap_or((part, part));
                let name = name.trim().split('.').next().unwrap_or_default();
                add(name, Kind::Import, "", Some(module.trim().to_owned()), None);
            }
        } else if let Some((module, names)) = text
            .strip_prefix("from ")
            .and_then(|rest| rest.split_once(" import "))
        {
            for part in names.trim_matches(['(', ')']).split(',') {
                let (item, name) = part.split_once(" as ").unwrap_or((part, part));
                let made_by = format!("{}.{}", module.trim(), item.trim());
                let made_by = if item.trim() == "*" {
                    module.trim().to_owned()
                } else {
                    made_by
                };
                add(name, Kind::Import, "", Some(made_by), None);
            }
        } else if let Some(rest) = text.strip_prefix("for ") {
            let targets = rest.split(" in ").next().unwrap_or_default();
            for name in targets.split(',') {
                add(name.trim_matches(['(', ')', ' ']), own, "", None, None);
            }
        } else if let Some((target, value)) = assignment(text) {
            let made_by = value
                .split_once('(')
                .map(|(maker, _)| maker.trim().to_owned())
                .filter(|maker| maker.split('.').all(is_identifier));
            if let Some(name) = target.strip_prefix("self.") {
                add(name, Kind::Variable, "", made_by, owner);
            } else {
                for name in target.split(',') {
                    let name = name.split(':').next().unwrap_or_default();
                    add(
                        name,
                        own,
                        "",
                        made_by.clone(),
                        owner.clone().filter(|_| {
                            indent > 0 && class.as_ref().is_some_and(|(at, _)| indent == at + 4)
                        }),
                    );
                }
            }
        } else if let Some((_, name)) = text.trim_end_matches(':').rsplit_once(" as ") {
            add(name, own, "", None, None);
        }
    }
    found
}

/// Left and right side of `=`, where the line assigns.
fn assignment(text: &str) -> Option<(&str, &str)> {
    let at = text.find('=')?;
    let (target, value) = (&text[..at], &text[at + 1..]);
    let last = target.chars().next_back()?;
    if value.starts_with('=')
        || "=!<>+-*/%&|^@:".contains(last)
        || target.contains(['(', '[', '"', '\''])
    {
        return None;
    }
    Some((target.trim(), value.trim()))
}

fn docstring(line: Option<&&str>) -> String {
    let text = line.map_or("", |line| line.trim());
    let quoted = ["\"\"\"", "'''", "\"", "'"]
        .iter()
        .find_map(|quote| text.strip_prefix(quote));
    quoted.map_or(String::new(), |text| {
        text.trim_end_matches(['"', '\'']).trim().to_owned()
    })
}

pub fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}

/// The call that the end of a text is inside of: the called name, and how many commas came since.
pub fn open_call(before: &str) -> Option<(String, usize)> {
    let line_start = before.rfind("\n\n").map_or(0, |at| at + 1);
    let text = blank_strings(before.get(line_start..)?);
    let mut depth = 0usize;
    let mut commas = 0;
    for (at, char) in text.iter().enumerate().rev() {
        match char {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth > 0 => depth -= 1,
            '[' | '{' => return None,
            '(' => {
                let name: String = dotted_before(&text[..at]);
                let plain = !name.is_empty()
                    && !matches!(
                        name.as_str(),
                        "if" | "while" | "and" | "or" | "not" | "in" | "return"
                    );
                let rest: String = text[..at].iter().collect();
                let line = rest
                    .lines()
                    .next_back()
                    .unwrap_or_default()
                    .trim_start()
                    .to_owned();
                let defines = line.starts_with("def ") || line.starts_with("class ");
                return (plain && !defines).then_some((name, commas));
            }
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
    }
    None
}

/// The dotted name at the end of a text.
pub fn dotted_before(text: &[char]) -> String {
    let start = text
        .iter()
        .rposition(|c| !(c.is_alphanumeric() || *c == '_' || *c == '.'))
        .map_or(0, |at| at + 1);
    text[start..].iter().collect()
}

/// The text with what is inside strings and comments as spaces.
fn blank_strings(text: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut quote = None;
    let mut comment = false;
    for char in text.chars() {
        match (quote, char) {
            _ if comment => {
                comment = char != '\n';
                out.push(if comment { ' ' } else { char });
            }
            (Some(open), _) if char == open || char == '\n' => {
                quote = None;
                out.push(char);
            }
            (Some(_), _) => out.push(' '),
            (None, '"' | '\'') => {
                quote = Some(char);
                out.push(char);
            }
            (None, '#') => comment = true,
            (None, _) => out.push(char),
        }
    }
    out
}

/// Whether the end of a line is inside a string or a comment.
pub fn in_text(line: &str) -> bool {
    let mut quote = None;
    for char in line.chars() {
        match quote {
            Some(open) if open == char => quote = None,
            Some(_) => {}
            None if char == '"' || char == '\'' => quote = Some(char),
            None if char == '#' => return true,
            None => {}
        }
    }
    quote.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_read() {
        let source = "from microbit import *\nimport music as m, os.path\n\nclass Ball:\n    \"\"\"A ball.\"\"\"\n    size = 3\n    def move(self, dx, dy=1):\n        'Moves it.'\n        self.x = Image()\n\ndef f(a):\n    for i, k in a:\n        with open('x') as file:\n            b = Ball()\nscore = 0\nif score == 1: pass\n";
        let found = definitions(source);
        let names: Vec<&str> = found.iter().map(|d| d.name.as_str()).collect();
        let expected = [
            "*", "m", "os", "Ball", "size", "move", "self", "dx", "dy", "x", "f", "a", "i", "k",
            "file", "b", "score",
        ];
        assert_eq!(names, expected);
        let of = |name: &str| {
            found
                .iter()
                .find(|d| d.name == name)
                .cloned()
                .expect("is there")
        };
        assert_eq!(of("move").doc, "Moves it.");
        assert_eq!(of("move").owner.as_deref(), Some("Ball"));
        assert_eq!(of("Ball").doc, "A ball.");
        assert_eq!(of("b").made_by.as_deref(), Some("Ball"));
        assert_eq!(of("m").made_by.as_deref(), Some("music"));
        assert_eq!(of("x").owner.as_deref(), Some("Ball"));
    }

    #[test]
    fn calls_that_are_open() {
        let call = |text: &str| open_call(text);
        assert_eq!(call("display.show("), Some(("display.show".into(), 0)));
        assert_eq!(call("x = f(a, g(1, 2), '(,', "), Some(("f".into(), 3)));
        assert_eq!(call("f(1)"), None);
        assert_eq!(call("def f("), None);
        assert_eq!(call("f([1, "), None);
    }

    #[test]
    fn strings_and_comments() {
        assert!(in_text("x = 'abc"));
        assert!(in_text("x  # no"));
        assert!(!in_text("x = 'abc' + "));
    }
}
