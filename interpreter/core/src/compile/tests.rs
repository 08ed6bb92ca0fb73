//! What the compiler makes of representative programs, as listings; and that every program of a library compiles.

use super::{Mode, Source};
use crate::host::NoHost;
use crate::machine::Machine;
use crate::value::{Ref, Value, Word};
use std::string::String;
use std::{format, vec};

/// Runs `work` on the code object of a program; or the text of the exception.
fn with_code<T>(source: &str, work: impl FnOnce(&mut Machine, Ref) -> T) -> Result<T, String> {
    let mut memory = vec![0 as Word; 1 << 23];
    let mut stack = vec![Value::NONE; 1 << 16];
    let mut host = NoHost;
    let mut m = Machine::new(&mut memory, 1 << 18, &mut stack, &mut host, &[], &[]);
    let filename = m.intern(b"<string>").unwrap();
    match m.compile(Source::Text(source.as_bytes()), filename, Mode::File) {
        Ok(code) => Ok(work(&mut m, code.as_ref().unwrap())),
        Err(_) => {
            let e = m.take_pending();
            let args = m
                .heap
                .value(e.as_ref().unwrap(), crate::object::exception::ARGS);
            let text = m.repr(args).unwrap();
            Err(String::from_utf8_lossy(m.str_bytes(text).unwrap()).into_owned())
        }
    }
}

fn outcome(source: &str) -> Result<(), String> {
    with_code(source, |_, _| ())
}

/// The listing of a program, or the exception it gives.
fn listing(source: &str) -> String {
    let list = |m: &mut Machine, code| {
        let text = m.disassemble(code).unwrap();
        String::from_utf8_lossy(m.str_bytes(text).unwrap()).into_owned()
    };
    with_code(source, list).unwrap_or_else(|text| format!("error: {text}"))
}

#[test]
fn prints_listings() {
    if let Ok(path) = std::env::var("LIST") {
        std::println!("{}", listing(&std::fs::read_to_string(path).unwrap()));
    }
}

/// Compiles every Python file below the folder that `PYTHON_LIBRARY` names, where it is set.
#[test]
fn compiles_a_library() {
    let Ok(root) = std::env::var("PYTHON_LIBRARY") else {
        return;
    };
    let mut folders = vec![std::path::PathBuf::from(root)];
    let (mut files, mut bytes, mut faults) = (0, 0, 0);
    let start = std::time::Instant::now();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let found = outcome(&text);
                files += 1;
                bytes += text.len();
                if let Err(text) = found {
                    faults += 1;
                    std::println!("{}: {text}", path.display());
                }
            }
        }
    }
    std::println!(
        "{files} files, {bytes} bytes, {faults} faults, {:?}",
        start.elapsed()
    );
}
