//! The documented names of the interpreter: what completion, signatures and explanations are made of.
//!
//! The table comes from the interpreter itself, one name a line: the dotted path, a tab, and its documentation, which
//! is a signature, ` -- `, and one line of explanation. A class or module without one has an empty documentation.

use std::collections::BTreeMap;

/// What is known about one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// `show(image, delay=400, …)`, or the name alone.
    pub signature: String,
    pub doc: String,
}

impl Entry {
    fn read(documentation: &str) -> Entry {
        let (signature, doc) = documentation
            .split_once(" -- ")
            .unwrap_or((documentation, ""));
        Entry {
            signature: signature.trim().to_owned(),
            doc: doc.trim().to_owned(),
        }
    }

    pub fn is_call(&self) -> bool {
        self.signature.contains('(')
    }
}

/// All documented names, by dotted path; what needs no import begins with `builtins.`.
#[derive(Clone, Debug, Default)]
pub struct Api {
    entries: BTreeMap<String, Entry>,
}

impl Api {
    pub fn read(table: &str) -> Api {
        let line = |line: &str| {
            let (path, documentation) = line.split_once('\t')?;
            Some((path.to_owned(), Entry::read(documentation)))
        };
        Api {
            entries: table.lines().filter_map(line).collect(),
        }
    }

    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// The names right below a path.
    pub fn members<'a>(&'a self, path: &str) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        let prefix = format!("{path}.");
        let len = prefix.len();
        self.entries
            .range(prefix.clone()..)
            .take_while(move |(name, _)| name.starts_with(&prefix))
            .filter(move |(name, _)| !name[len..].contains('.'))
            .map(move |(name, entry)| (&name[len..], entry))
    }

    /// Modules that can be imported.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        let mut last = "";
        self.entries.keys().filter_map(move |path| {
            let module = path.split('.').next().unwrap_or_default();
            let is_new = module != last && module != "builtins";
            last = module;
            is_new.then_some(module)
        })
    }

    /// Whether anything lies below a path.
    pub fn has_members(&self, path: &str) -> bool {
        self.members(path).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table() {
        let api = Api::read(
            "builtins.print\tprint(*values, sep=' ') -- writes them\nmath.pi\t\nmicrobit.display\t\nmicrobit.display.show\tshow(image) -- shows it\nmicrobit.sleep\tsleep(ms)\n",
        );
        let modules: Vec<&str> = api.modules().collect();
        assert_eq!(modules, ["math", "microbit"]);
        let members: Vec<&str> = api.members("microbit").map(|(name, _)| name).collect();
        assert_eq!(members, ["display", "sleep"]);
        assert_eq!(
            api.get("builtins.print").map(|e| e.doc.as_str()),
            Some("writes them")
        );
        assert!(api.has_members("microbit.display"));
    }
}
