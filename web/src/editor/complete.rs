//! What may stand at the cursor: completion, the signature of the open call, and the explanation of a name. From the
//! project's own code first, then from the documented names of the interpreter.

use super::{
    api::{Api, Entry},
    code::{self, Definition, Kind},
};
use crate::project::Project;

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub label: String,
    /// Signature or origin.
    pub detail: String,
    pub doc: String,
    pub kind: &'static str,
    /// Whether it is a function, to be followed by brackets.
    pub call: bool,
    pub boost: i32,
}

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Most choices at once.
const MOST: usize = 200;

pub struct Context<'a> {
    pub api: &'a Api,
    pub project: &'a Project,
    pub source: &'a str,
}

impl Context<'_> {
    /// Choices for what `before` (the line up to the cursor) ends with, and how much of that is typed already.
    pub fn complete(&self, before: &str) -> (Vec<Choice>, usize) {
        let chars: Vec<char> = before.chars().collect();
        let path = code::dotted_before(&chars);
        let (base, typed) = path
            .rsplit_once('.')
            .map_or((None, path.as_str()), |(base, typed)| (Some(base), typed));
        let start = before.trim_start();
        if code::in_text(before) || start.starts_with("def ") || start.starts_with("class ") {
            return (Vec::new(), 0);
        }
        let mut choices = if let Some((module, _)) = start
            .strip_prefix("from ")
            .and_then(|rest| rest.split_once(" import"))
        {
            self.members_of_module(module.trim())
        } else if start.starts_with("from ") || start.starts_with("import ") {
            self.modules()
        } else if let Some(base) = base {
            self.members(base)
        } else {
            self.names()
        };
        let wanted = typed.to_lowercase();
        choices.retain(|choice| fits(&choice.label.to_lowercase(), &wanted));
        if !typed.starts_with('_') {
            choices.retain(|choice| !choice.label.starts_with('_'));
        }
        choices.sort_by(|a, b| (b.boost, &a.label).cmp(&(a.boost, &b.label)));
        choices.dedup_by(|a, b| a.label == b.label);
        choices.truncate(MOST);
        (choices, typed.encode_utf16().count())
    }

    /// Signature and explanation of the call that a text ends inside of.
    pub fn signature(&self, before: &str) -> Option<Entry> {
        let (name, _) = code::open_call(before)?;
        let entry = self.describe(&name)?;
        entry.is_call().then_some(entry)
    }

    /// What is known about a dotted name.
    pub fn describe(&self, name: &str) -> Option<Entry> {
        if let Some(entry) = self.own(name) {
            return Some(entry);
        }
        let path = self.resolve(name)?;
        let entry = self.api.get(&path)?.clone();
        let signature = if entry.signature.is_empty() {
            path
        } else {
            entry.signature
        };
        (!entry.doc.is_empty() || signature.contains('(')).then_some(Entry {
            signature,
            doc: entry.doc,
        })
    }

    fn own(&self, name: &str) -> Option<Entry> {
        let (base, last) = name
            .rsplit_once('.')
            .map_or((None, name), |(base, last)| (Some(base), last));
        let found = code::definitions(self.source);
        let owner = base.and_then(|base| class_of(&found, base));
        let module = base.and_then(|base| self.module_source(base));
        let others = module.map(code::definitions).unwrap_or_default();
        let definition = match base {
            Some(_) => found
                .iter()
                .find(|d| d.name == last && owner.is_some() && d.owner == owner)
                .or_else(|| others.iter().find(|d| d.name == last && d.owner.is_none())),
            None => found.iter().find(|d| d.name == last && d.owner.is_none()),
        }?;
        match definition.kind {
            Kind::Function | Kind::Class => Some(Entry {
                signature: signature_of(definition, &found),
                doc: definition.doc.clone(),
            }),
            _ => None,
        }
    }

    /// The documented path that a dotted name of the program stands for.
    fn resolve(&self, name: &str) -> Option<String> {
        let (first, rest) = name
            .split_once('.')
            .map_or((name, ""), |(first, rest)| (first, rest));
        let found = code::definitions(self.source);
        let join = |base: &str| {
            if rest.is_empty() {
                base.to_owned()
            } else {
                format!("{base}.{rest}")
            }
        };
        let known = |path: &String| self.api.get(path).is_some() || self.api.has_members(path);
        if let Some(definition) = found.iter().find(|d| d.name == first && d.owner.is_none()) {
            let maker = definition.made_by.as_deref()?;
            if definition.kind == Kind::Import {
                return Some(join(maker)).filter(known);
            }
            if maker == name {
                return None;
            }
            return Some(join(&self.resolve(maker)?)).filter(known);
        }
        let stars = found
            .iter()
            .filter(|d| d.name == "*")
            .filter_map(|d| d.made_by.as_deref());
        stars
            .chain(["builtins"])
            .map(|module| join(&format!("{module}.{first}")))
            .find(known)
    }

    fn names(&self) -> Vec<Choice> {
        let found = code::definitions(self.source);
        let mut choices: Vec<Choice> = found
            .iter()
            .filter(|d| d.owner.is_none() && d.name != "*")
            .map(|d| self.choice_of(d, 3, &found))
            .collect();
        for star in found.iter().filter(|d| d.name == "*") {
            let mut members = self.members_of_module(star.made_by.as_deref().unwrap_or_default());
            members.iter_mut().for_each(|choice| choice.boost = 2);
            choices.extend(members);
        }
        choices.extend(
            self.api
                .members("builtins")
                .map(|(name, entry)| choice(name, entry, 0)),
        );
        choices.extend(KEYWORDS.iter().map(|word| Choice {
            label: (*word).to_owned(),
            detail: String::new(),
            doc: String::new(),
            kind: "keyword",
            call: false,
            boost: 1,
        }));
        choices
    }

    fn members(&self, base: &str) -> Vec<Choice> {
        let found = code::definitions(self.source);
        let owner = class_of(&found, base);
        if owner.is_some() {
            let of_class = found.iter().filter(|d| d.owner == owner);
            return of_class.map(|d| self.choice_of(d, 1, &found)).collect();
        }
        if let Some(path) = self.resolve(base) {
            return self
                .api
                .members(&path)
                .map(|(name, entry)| choice(name, entry, 0))
                .collect();
        }
        self.members_of_module(base)
    }

    fn members_of_module(&self, module: &str) -> Vec<Choice> {
        match self.module_source(module) {
            Some(source) => {
                let found = code::definitions(source);
                let top = found
                    .iter()
                    .filter(|d| d.owner.is_none() && !matches!(d.kind, Kind::Import | Kind::Local));
                top.map(|d| self.choice_of(d, 1, &found)).collect()
            }
            None => self
                .api
                .members(module)
                .map(|(name, entry)| choice(name, entry, 0))
                .collect(),
        }
    }

    fn modules(&self) -> Vec<Choice> {
        let own = self
            .project
            .files
            .keys()
            .filter_map(|path| path.strip_suffix(".py"));
        let own = own
            .filter(|module| *module != "main")
            .map(|module| (module.replace('/', "."), 1));
        let documented = self.api.modules().map(|module| (module.to_owned(), 0));
        own.chain(documented)
            .map(|(label, boost)| Choice {
                label,
                detail: String::new(),
                doc: String::new(),
                kind: "namespace",
                call: false,
                boost,
            })
            .collect()
    }

    fn module_source(&self, module: &str) -> Option<&str> {
        self.project
            .text(&format!("{}.py", module.replace('.', "/")))
    }

    fn choice_of(&self, definition: &Definition, boost: i32, all: &[Definition]) -> Choice {
        let is_call = matches!(definition.kind, Kind::Function | Kind::Class);
        Choice {
            label: definition.name.clone(),
            detail: if is_call {
                signature_of(definition, all)
            } else {
                String::new()
            },
            doc: definition.doc.clone(),
            kind: match definition.kind {
                Kind::Function => "function",
                Kind::Class => "class",
                Kind::Variable | Kind::Local => "variable",
                Kind::Import => "namespace",
            },
            call: is_call,
            boost,
        }
    }
}

fn choice(name: &str, entry: &Entry, boost: i32) -> Choice {
    let is_class = name.starts_with(char::is_uppercase) && name.chars().any(char::is_lowercase);
    Choice {
        label: name.to_owned(),
        detail: entry.signature.clone(),
        doc: entry.doc.clone(),
        kind: if is_class {
            "class"
        } else if entry.is_call() {
            "function"
        } else {
            "variable"
        },
        call: entry.is_call(),
        boost,
    }
}

/// The class of the project that a name is, or is an instance of; `self` is of the class nearest above.
fn class_of(found: &[Definition], name: &str) -> Option<String> {
    if name == "self" {
        let last = found.iter().rfind(|d| d.kind == Kind::Class)?;
        return Some(last.name.clone());
    }
    let definition = found.iter().find(|d| d.name == name)?;
    let class = match definition.kind {
        Kind::Class => Some(name),
        _ => definition.made_by.as_deref(),
    }?;
    found
        .iter()
        .any(|d| d.kind == Kind::Class && d.name == class)
        .then(|| class.to_owned())
}

fn signature_of(definition: &Definition, all: &[Definition]) -> String {
    let parameters = match definition.kind {
        Kind::Class => all
            .iter()
            .find(|d| d.name == "__init__" && d.owner.as_deref() == Some(&definition.name))
            .map_or("", |d| d.parameters.as_str()),
        _ => definition.parameters.as_str(),
    };
    let parameters = parameters.strip_prefix("self").unwrap_or(parameters);
    format!(
        "{}({})",
        definition.name,
        parameters.trim_start_matches([',', ' '])
    )
}

/// Whether the letters of `wanted` come in this order, the first of them at the start.
fn fits(label: &str, wanted: &str) -> bool {
    let mut rest = label.trim_start_matches('_').chars();
    let mut wanted = wanted.trim_start_matches('_').chars();
    match wanted.next() {
        None => true,
        Some(first) => {
            rest.next() == Some(first) && wanted.all(|char| rest.any(|other| other == char))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::BoardKind;

    fn labels(source: &str, before: &str) -> Vec<String> {
        let api = Api::read(
            "builtins.print\tprint(*values) -- writes them\nmicrobit.display\t\nmicrobit.display.show\tshow(image) -- shows it\nmicrobit.display.scroll\tscroll(text)\nmicrobit.Image.HEART\t\nmicrobit.sleep\tsleep(ms) -- waits\nmusic.play\tplay(tune)\nmusic.pitch\tpitch(hz)\n",
        );
        let mut project = Project::new("1".into(), "p", BoardKind::Microbit, source);
        project.add(
            "robot.py",
            b"def drive(speed):\n    'Drives.'\nwheels = 2\n",
        );
        let context = Context {
            api: &api,
            project: &project,
            source,
        };
        context
            .complete(before)
            .0
            .into_iter()
            .map(|c| c.label)
            .collect()
    }

    #[test]
    fn members_of_what_is_imported() {
        let source = "from microbit import *\nimport music as m\nimport robot\n";
        assert_eq!(labels(source, "display."), ["scroll", "show"]);
        assert_eq!(labels(source, "    Image.HE"), ["HEART"]);
        assert_eq!(labels(source, "x = m.pl"), ["play"]);
        assert_eq!(labels(source, "robot."), ["drive", "wheels"]);
        assert_eq!(labels(source, "from robot import d"), ["drive"]);
        assert_eq!(labels(source, "import m"), ["microbit", "music"]);
        assert_eq!(labels(source, "sl"), ["sleep"]);
        assert_eq!(labels(source, "x = 'sl"), [""; 0]);
    }

    #[test]
    fn own_names_come_first() {
        let source = "class Ball:\n    def pop(self, n):\n        pass\nball = Ball()\ndef printer(a):\n    pass\n";
        assert_eq!(labels(source, "pr"), ["printer", "print"]);
        assert_eq!(labels(source, "ball."), ["pop"]);
    }

    #[test]
    fn signatures() {
        let source = "def go(x, y=1):\n    'Goes.'\n";
        let project = Project::new("1".into(), "p", BoardKind::Microbit, source);
        let api = Api::read("builtins.print\tprint(*values) -- writes them\n");
        let context = Context {
            api: &api,
            project: &project,
            source,
        };
        let entry = context.signature("go(1, ");
        assert_eq!(
            entry,
            Some(Entry {
                signature: "go(x, y=1)".into(),
                doc: "Goes.".into()
            })
        );
        assert_eq!(
            context.signature("print(").map(|e| e.doc),
            Some("writes them".into())
        );
    }
}
