//! A raised exception in parts, for whoever shows it in another way.

use alloc::string::String;
use alloc::vec::Vec;
use pyrite_core::machine::Machine;
use pyrite_core::memory::Kind;
use pyrite_core::object::code;
use pyrite_core::types::{self, exceptions};
use pyrite_core::{Value, n};

/// An exception in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The class: `ZeroDivisionError`.
    pub kind: String,
    pub message: String,
    /// The outermost first. A SyntaxError's own place is the last.
    pub frames: Vec<Frame>,
}

/// A place that the exception came through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    pub file: String,
    pub line: u32,
    /// Counted from 1 in characters; 0: not known.
    pub column: u32,
    /// Empty for a SyntaxError's place.
    pub function: String,
}

/// Frames of one traceback that are told; of an endless recursion the outermost and the innermost.
const FRAMES: usize = 40;

/// The parts of an exception.
pub fn report(m: &mut Machine, e: Value) -> Report {
    let mark = m.mark();
    m.keep(e);
    let class = m.type_of(e);
    let name = types::class::qualname(m, class);
    let kind = match name {
        Ok(name) => text(m, name),
        Err(_) => {
            m.take_pending();
            String::new()
        }
    };
    let is_syntax = m.is_a(e, types::SYNTAX_ERROR);
    let told = if is_syntax {
        member(m, e, n::msg)
    } else {
        m.str(e).unwrap_or_else(|_| {
            m.take_pending();
            Value::NONE
        })
    };
    let message = text(m, told);
    let mut frames = frames(m, e);
    if is_syntax {
        let file = member(m, e, n::filename);
        let frame = Frame {
            file: text(m, file),
            line: number(m, e, n::lineno),
            column: number(m, e, n::offset),
            function: String::new(),
        };
        if frame.line > 0 {
            frames.push(frame);
        }
    }
    m.release(mark);
    Report {
        kind,
        message,
        frames,
    }
}

fn text(m: &Machine, v: Value) -> String {
    let bytes = m.str_bytes(v).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

fn member(m: &mut Machine, e: Value, name: pyrite_core::Name) -> Value {
    let found = m.find_attr(e, Value::name(name));
    let v = found.unwrap_or_else(|_| {
        m.take_pending();
        None
    });
    let v = v.unwrap_or(Value::NONE);
    m.keep(v);
    v
}

fn number(m: &mut Machine, e: Value, name: pyrite_core::Name) -> u32 {
    let v = member(m, e, name).as_small().unwrap_or(0);
    u32::try_from(v).unwrap_or(0)
}

fn frames(m: &mut Machine, e: Value) -> Vec<Frame> {
    let Some((list, count)) = exceptions::entries(m, e) else {
        return Vec::new();
    };
    let told = |i: usize| count <= FRAMES || i < FRAMES / 2 || i >= count - FRAMES / 2;
    (0..count)
        .rev()
        .filter(|i| told(*i))
        .filter_map(|i| {
            let (place, line) = exceptions::place(m, list, i);
            let place = m.heap.as_kind(types::code::of(m, place), Kind::Code)?;
            Some(Frame {
                file: text(m, m.heap.value(place, code::FILENAME)),
                line: u32::try_from(line.as_small().unwrap_or(0)).unwrap_or(0),
                column: 0,
                function: text(m, m.heap.value(place, code::NAME)),
            })
        })
        .collect()
}
