//! Names for the Tab key: what the program has defined, attributes of values, modules that can be imported.

use crate::sorted::Sorted;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
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

/// Names, sorted.
pub type Names = Sorted<()>;

/// Answers a question of the prompt, sorted. What an attribute's code raises counts as nothing found.
pub fn names(m: &mut Machine, question: Question<'_>) -> Names {
    let mut names = Names::default();
    let answer = match question {
        Question::Name { prefix } => of_program(m, prefix, &mut names),
        Question::Attribute { of, .. } => attributes(m, of, &mut names),
        Question::Member { module, .. } => members(m, module, &mut names),
        Question::Module { package, .. } => modules(m, package, &mut names),
    };
    if answer.is_err() {
        m.take_pending();
    }
    names
}

fn of_program(m: &mut Machine, prefix: &str, names: &mut Names) -> R<()> {
    if let Some(globals) = m.root(Root::Main).as_ref() {
        keys(m, globals, names);
    }
    // Without anything typed, only what the program defined is of interest.
    if !prefix.is_empty() {
        for keyword in KEYWORDS {
            names.insert((*keyword).into(), ());
        }
        for (name, _) in m.space(types::BUILTINS.0).members {
            names.insert(name.text().into(), ());
        }
        if let Some(dict) = m.root(Root::Builtins).as_ref() {
            keys(m, dict, names);
        }
    }
    Ok(())
}

/// The keys of a namespace.
fn keys(m: &mut Machine, dict: Ref, names: &mut Names) {
    let mut i = 0;
    while let Some((key, _)) = m.table_next(dict, &mut i) {
        insert(m, key, names);
    }
}

fn insert(m: &Machine, name: Value, names: &mut Names) {
    if let Some(bytes) = m.str_bytes(name) {
        names.insert(String::from_utf8_lossy(bytes).into_owned(), ());
    }
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
        insert(m, name, names);
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
            names.insert(name.text().into(), ());
        }
    }
    Ok(())
}

fn modules(m: &mut Machine, package: &str, names: &mut Names) -> R<()> {
    let mut folders = Vec::new();
    if package.is_empty() {
        for (_, space) in m.all_spaces() {
            if space.class.is_none() {
                names.insert(space.name.text().into(), ());
            }
        }
        for (name, _) in m.frozen {
            names.insert((*name).into(), ());
        }
    }
    let path = m.root(Root::Path);
    m.for_each(path, |m, folder| {
        let folder = m
            .str_bytes(folder)
            .map(|folder| String::from_utf8_lossy(folder).into_owned());
        folders.extend(folder);
        Ok(true)
    })?;
    for folder in folders {
        let mut path = if folder.is_empty() {
            ".".to_owned()
        } else {
            folder
        };
        if !package.is_empty() {
            path.push('/');
            path.push_str(&package.replace('.', "/"));
        }
        modules_in(m, &path, names);
    }
    Ok(())
}

/// Files and packages of a folder that can be imported.
fn modules_in(m: &mut Machine, folder: &str, names: &mut Names) {
    let Some(files) = m.host.files() else { return };
    let Ok(handle) = files.open_folder(folder) else {
        return;
    };
    let mut name = [0; 256];
    let mut packages = Vec::new();
    while let Ok(Some((length, stat))) = files.next_entry(handle, &mut name) {
        let Some(Ok(entry)) = name.get(..length).map(core::str::from_utf8) else {
            continue;
        };
        if stat.mode & 0xf000 == Stat::FOLDER {
            packages.push(entry.to_owned());
            continue;
        }
        let stem = entry
            .strip_suffix(".py")
            .or_else(|| entry.strip_suffix(".mpyc"));
        if let Some(stem) = stem.filter(|stem| *stem != "__init__") {
            names.insert(stem.to_owned(), ());
        }
    }
    // It was only read.
    let _ = files.close(handle);
    for package in packages {
        let main = alloc::format!("{folder}/{package}/__init__.py");
        if files.stat(&main).is_ok() {
            names.insert(package, ());
        }
    }
}

/// A member that a program has set in a module of the interpreter.
pub fn module_member(m: &mut Machine, module: Name, member: Name) -> Option<Value> {
    let modules = m.as_native(m.root(Root::Modules), Kind::Dict)?;
    let module = m.dict_get(modules, Value::name(module)).ok()??;
    let module = m.heap.as_kind(module, Kind::Module)?;
    let dict = m.heap.value(module, 2).as_ref()?;
    m.name_get(dict, Value::name(member))
}
