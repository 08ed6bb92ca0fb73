//! Names for the Tab key: what the program has defined, attributes of values, modules that can be imported.

use crate::path::Path;
use pyrite_core::files::Stat;
use pyrite_core::machine::{Machine, Root};
use pyrite_core::memory::Kind;
use pyrite_core::{Name, R, Ref, Value, n, types};
use pyrite_repl::Question;

/// Keywords, with a blank where one must follow.
const KEYWORDS: &[&str] = &[
    "False",
    "None",
    "True",
    "and ",
    "as ",
    "assert ",
    "async ",
    "await ",
    "break",
    "class ",
    "continue",
    "def ",
    "del ",
    "elif ",
    "else",
    "except ",
    "finally",
    "for ",
    "from ",
    "global ",
    "if ",
    "import ",
    "in ",
    "is ",
    "lambda ",
    "match ",
    "nonlocal ",
    "not ",
    "or ",
    "pass",
    "raise ",
    "return ",
    "try",
    "while ",
    "with ",
    "yield ",
];

/// Calls `found` with every name that answers a question of the prompt, sorted. What an attribute's code raises counts as
/// nothing found.
pub fn names(m: &mut Machine, question: Question<'_>, found: &mut dyn FnMut(&str)) {
    let mark = m.mark();
    if tell(m, question, found).is_err() {
        m.take_pending();
    }
    m.release(mark);
}

fn tell(m: &mut Machine, question: Question<'_>, found: &mut dyn FnMut(&str)) -> R<()> {
    let list = m.new_list_sized(0)?;
    let mut names = Names {
        list,
        prefix: question.prefix(),
    };
    let answer = match question {
        Question::Name { prefix } => of_program(m, prefix, &mut names),
        Question::Attribute { of, .. } => attributes(m, of, &mut names),
        Question::Member { module, .. } => members(m, module, &mut names),
        Question::Module { package, .. } => modules(m, package, &mut names),
    };
    if answer.is_err() {
        m.take_pending();
    }
    m.call_method(Value::reference(list), n::sort, &[])?;
    let mut last = Value::UNBOUND;
    for i in 0..m.list_len(list) {
        let name = m.list_item(list, i);
        // What stands there several times is one name.
        if last.given().is_some() && m.equal(last, name)? {
            continue;
        }
        last = name;
        if let Some(Ok(name)) = m.str_bytes(name).map(core::str::from_utf8) {
            found(name);
        }
    }
    Ok(())
}

/// Names found so far, in a list of the machine: there is no other memory on a board.
struct Names<'q> {
    list: Ref,
    /// Other names are not worth a place.
    prefix: &'q str,
}

impl Names<'_> {
    fn add(&mut self, m: &mut Machine, name: &str) -> R<()> {
        if name.starts_with(self.prefix) {
            let name = m.new_str(name.as_bytes())?;
            m.list_push(self.list, name)?;
        }
        Ok(())
    }

    fn add_value(&mut self, m: &mut Machine, name: Value) -> R<()> {
        let fits = m
            .str_bytes(name)
            .is_some_and(|bytes| bytes.starts_with(self.prefix.as_bytes()));
        if fits {
            m.list_push(self.list, name)?;
        }
        Ok(())
    }
}

fn of_program(m: &mut Machine, prefix: &str, names: &mut Names) -> R<()> {
    if let Some(globals) = m.root(Root::Main).as_ref() {
        keys(m, globals, names)?;
    }
    // Without anything typed, only what the program defined is of interest.
    if !prefix.is_empty() {
        for keyword in KEYWORDS {
            names.add(m, keyword)?;
        }
        for (name, _) in m.space(types::BUILTINS.0).members {
            names.add_value(m, Value::name(*name))?;
        }
        if let Some(dict) = m.root(Root::Builtins).as_ref() {
            keys(m, dict, names)?;
        }
    }
    Ok(())
}

/// The keys of a namespace.
fn keys(m: &mut Machine, dict: Ref, names: &mut Names) -> R<()> {
    let mut i = 0;
    while let Some((key, _)) = m.table_next(dict, &mut i) {
        names.add_value(m, key)?;
    }
    Ok(())
}

/// The value of a dotted name.
fn resolve(m: &mut Machine, dotted: &str) -> R<Option<Value>> {
    let mut parts = dotted.split('.');
    let first = m.intern(parts.next().unwrap_or_default().as_bytes())?;
    let global = m
        .root(Root::Main)
        .as_ref()
        .and_then(|globals| m.name_get(globals, first));
    let mut value = match global {
        Some(value) => Some(value),
        None => m.space_member(types::BUILTINS.0, first)?,
    };
    for part in parts {
        let Some(owner) = value else { break };
        m.keep(owner);
        let name = m.intern(part.as_bytes())?;
        value = m.find_attr(owner, name)?;
    }
    Ok(value)
}

fn attributes(m: &mut Machine, of: &str, names: &mut Names) -> R<()> {
    match resolve(m, of)? {
        Some(value) => dir(m, value, names),
        None => Ok(()),
    }
}

fn dir(m: &mut Machine, value: Value, names: &mut Names) -> R<()> {
    m.keep(value);
    let Some(dir) = m.space_member(types::BUILTINS.0, Value::name(n::dir))? else {
        return Ok(());
    };
    let list = m.call(dir, &[value])?;
    m.for_each(list, |m, name| {
        names.add_value(m, name)?;
        Ok(true)
    })
}

/// Names in a module that is imported already, or that is part of the interpreter: completing runs no program.
fn members(m: &mut Machine, module: &str, names: &mut Names) -> R<()> {
    let name = m.intern(module.as_bytes())?;
    if let Some(modules) = m.as_native(m.root(Root::Modules), Kind::Dict)
        && let Some(module) = m.dict_get(modules, name)?
    {
        return dir(m, module, names);
    }
    let space = m
        .all_spaces()
        .find(|(_, space)| space.class.is_none() && Some(space.name) == name.as_name());
    if let Some((_, space)) = space {
        for (name, _) in space.members {
            names.add_value(m, Value::name(*name))?;
        }
    }
    Ok(())
}

fn modules(m: &mut Machine, package: &str, names: &mut Names) -> R<()> {
    if package.is_empty() {
        for (_, space) in m.all_spaces() {
            if space.class.is_none() {
                names.add_value(m, Value::name(space.name))?;
            }
        }
        for (name, _) in m.frozen.modules {
            names.add(m, name)?;
        }
    }
    let path = m.root(Root::Path);
    m.for_each(path, |m, folder| {
        let mut base = Path::default();
        match m.str_bytes(folder) {
            Some(b"") => base.push(b"."),
            Some(folder) => base.push(folder),
            None => return Ok(true),
        }
        for part in package.split('.').filter(|part| !part.is_empty()) {
            base.push(b"/");
            base.push(part.as_bytes());
        }
        modules_in(m, base, names)?;
        Ok(true)
    })
}

/// Files and packages of a folder that can be imported.
fn modules_in(m: &mut Machine, folder: Path, names: &mut Names) -> R<()> {
    let Some(Ok(handle)) = m.host.files().map(|files| files.open_folder(folder.str())) else {
        return Ok(());
    };
    let mut result = Ok(());
    while result.is_ok() {
        let mut name = [0; 128];
        let entry = m
            .host
            .files()
            .map(|files| files.next_entry(handle, &mut name));
        let Some(Ok(Some((length, stat)))) = entry else {
            break;
        };
        let Some(Ok(entry)) = name.get(..length).map(core::str::from_utf8) else {
            continue;
        };
        if stat.mode & 0xf000 == Stat::FOLDER {
            let mut main = folder;
            for part in ["/", entry, "/__init__.py"] {
                main.push(part.as_bytes());
            }
            let is_package = |m: &mut Machine| m.host.files()?.stat(main.str()).ok();
            if is_package(m).is_some() {
                result = names.add(m, entry);
            }
            continue;
        }
        let stem = entry
            .strip_suffix(".py")
            .or_else(|| entry.strip_suffix(".mpyc"));
        if let Some(stem) = stem.filter(|stem| *stem != "__init__") {
            result = names.add(m, stem);
        }
    }
    // It was only read.
    let _ = m.host.files().map(|files| files.close(handle));
    result
}

/// A member that a program has set in a module of the interpreter.
pub fn module_member(m: &mut Machine, module: Name, member: Name) -> Option<Value> {
    let modules = m.as_native(m.root(Root::Modules), Kind::Dict)?;
    let module = m.dict_get(modules, Value::name(module)).ok()??;
    let module = m.heap.as_kind(module, Kind::Module)?;
    let dict = m.heap.value(module, 2).as_ref()?;
    m.name_get(dict, Value::name(member))
}
