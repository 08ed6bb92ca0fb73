//! What the compiler makes of representative programs, as listings; and that every program of a library compiles.

use super::{Mode, Source};
use crate::host::NoHost;
use crate::machine::Machine;
use crate::value::{Value, Word};
use std::string::String;
use std::{format, vec};

/// The listing of a program, or the exception it gives.
fn listing(source: &str) -> String {
    let mut memory = vec![0 as Word; 1 << 20];
    let mut stack = vec![Value::NONE; 4096];
    let mut host = NoHost;
    let mut m = Machine::new(&mut memory, 1 << 20, &mut stack, &mut host, &[], &[]);
    let filename = m.intern(b"<string>").unwrap();
    match m.compile(Source::Text(source.as_bytes()), filename, Mode::File) {
        Ok(code) => {
            let text = m.disassemble(code.as_ref().unwrap()).unwrap();
            String::from_utf8_lossy(m.str_bytes(text).unwrap()).into_owned()
        }
        Err(_) => {
            let e = m.take_pending();
            let text = m.str(e).unwrap();
            format!(
                "error: {}",
                String::from_utf8_lossy(m.str_bytes(text).unwrap())
            )
        }
    }
}

#[test]
fn prints_listings() {
    if let Ok(path) = std::env::var("LIST") {
        std::println!("{}", listing(&std::fs::read_to_string(path).unwrap()));
    }
}
