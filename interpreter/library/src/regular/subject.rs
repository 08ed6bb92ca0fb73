//! The text a pattern runs on, and the run: program, stack and text lie in the arena, and the engine sees them as slices for a while.

use pyrite_core::machine::{Machine, Piece, immediate_text};
use pyrite_core::memory::Kind;
use pyrite_core::types;
use pyrite_core::value::WORD;
use pyrite_core::{R, Ref, Value, utf8};

use super::pattern::{self, field};
use crate::re::{Matcher, Mode, NONE, Outcome, Program};

/// Steps between two looks at the keyboard.
const STEPS: u32 = 50_000;

/// Bytes of a workspace that a pattern keeps.
const KEPT: usize = 4096;

/// A text, with its bounds in bytes.
#[derive(Clone, Copy)]
pub struct Subject {
    /// A str, a bytes or a bytearray.
    pub value: Value,
    pub bytes: bool,
    /// Characters are bytes.
    pub narrow: bool,
    pub start: usize,
    pub end: usize,
}

impl Subject {
    /// What to match `pattern` on; `pos` and `endpos` count characters.
    pub fn new(
        m: &mut Machine,
        pattern: Ref,
        string: Value,
        pos: Option<Value>,
        endpos: Option<Value>,
    ) -> R<Subject> {
        let wants_bytes = pattern::program(m, pattern).is_bytes();
        let text = m.str_bytes(string).is_some();
        if !text && m.buffer_bytes(string).is_none() {
            return Err(m.type_error(&[
                Piece::S("expected string or bytes-like object, got '"),
                Piece::T(string),
                Piece::S("'"),
            ]));
        }
        if text == wants_bytes {
            return Err(m.type_error(&[Piece::S(match text {
                true => "cannot use a bytes pattern on a string-like object",
                false => "cannot use a string pattern on a bytes-like object",
            })]));
        }
        let value = if text {
            m.str_payload(string)
        } else {
            fixed_place(m, string)?
        };
        let mut subject = Subject {
            value,
            bytes: wants_bytes,
            narrow: wants_bytes || m.is_ascii(value),
            start: 0,
            end: 0,
        };
        subject.end = subject.slice(m).len();
        if let Some(end) = endpos {
            let end = m.index_clamped(end)?;
            subject.end = subject.offset(m, end);
        }
        if let Some(start) = pos {
            let start = m.index_clamped(start)?;
            subject.start = subject.offset(m, start);
        }
        Ok(subject)
    }

    /// All bytes of the text.
    pub fn slice<'m>(self, m: &'m Machine) -> &'m [u8] {
        m.str_bytes(self.value)
            .or_else(|| m.buffer_bytes(self.value))
            .unwrap_or_default()
    }

    /// The byte at which character `index` starts; what is out of range is brought into it.
    fn offset(self, m: &Machine, index: i64) -> usize {
        let index = usize::try_from(index).unwrap_or(0);
        let text = self.slice(m);
        match self.narrow {
            true => index.min(text.len()),
            false if index >= text.len() => text.len(),
            false => utf8::offset(text, index).min(text.len()),
        }
    }

    /// How many characters lie before byte `at`.
    pub fn index(self, m: &Machine, at: usize) -> usize {
        match self.narrow {
            true => at,
            false => utf8::count(self.slice(m).get(..at).unwrap_or_default()),
        }
    }

    /// A part of the text: a str or a bytes object.
    pub fn part(self, m: &mut Machine, from: usize, to: usize) -> R {
        if !self.bytes {
            return m.new_str_from(self.value, from, to);
        }
        let (from, to) = (from.min(self.slice(m).len()), to.min(self.slice(m).len()));
        if from >= to {
            return m.new_bytes(b"");
        }
        let Some((source, word)) = types::bytes_place(m, self.value) else {
            return m.new_bytes(b"");
        };
        let target = m.new_bytes_sized(to - from)?;
        m.copy_bytes(source, word, from, target, 1, 0, to - from);
        Ok(Value::reference(target))
    }

    /// Looks for a match from byte `from` on. Found, its bounds are in the pattern's workspace: see `span`.
    pub fn find(
        self,
        m: &mut Machine,
        pattern: Ref,
        mode: Mode,
        from: usize,
        not_empty: bool,
    ) -> R<bool> {
        if from > self.end {
            return Ok(false);
        }
        let mut matcher = Matcher::new(mode, from, not_empty);
        let found = loop {
            match self.go_on(m, pattern, &mut matcher) {
                Outcome::Found => break true,
                Outcome::NotFound => break false,
                Outcome::Paused if m.interrupted() => return Err(m.keyboard_interrupt()),
                Outcome::Paused => {}
                Outcome::Full => grow(m, pattern)?,
            }
        };
        let workspace = pattern::workspace(m, pattern);
        let size = m.heap.header(workspace).n();
        if size > KEPT {
            let n = pattern::least_workspace(m, pattern).max(KEPT);
            let old = m.heap.header(workspace).size();
            m.heap
                .set_header(workspace, pyrite_core::memory::Header::new(Kind::Buffer, n));
            let new = m.heap.header(workspace).size();
            m.heap.shrink(workspace, old, new);
        }
        Ok(found)
    }

    fn go_on(self, m: &mut Machine, pattern: Ref, matcher: &mut Matcher) -> Outcome {
        let workspace = pattern::workspace(m, pattern);
        let program = pattern::program_length(m, pattern) / 4;
        let words = 1 + m.heap.header(workspace).n() / WORD;
        if let Some(text) = immediate_text(self.value) {
            let all: &mut [u32] = bytemuck::cast_slice_mut(m.heap.words_mut(workspace, 1, words));
            let (program, words) = all.split_at_mut(program.min(all.len()));
            let text = text.as_bytes().get(..self.end).unwrap_or_default();
            let program = Program::new(bytemuck::cast_slice(program));
            return matcher.run(program, text, words, STEPS);
        }
        let Some((r, first)) = types::bytes_place(m, self.value) else {
            return Outcome::NotFound;
        };
        let text_words = self.end.div_ceil(WORD);
        let (text, all) = m
            .heap
            .two((r, first, first + text_words), (workspace, 1, words));
        let all: &mut [u32] = bytemuck::cast_slice_mut(all);
        let (program, words) = all.split_at_mut(program.min(all.len()));
        let text: &[u8] = bytemuck::cast_slice(text);
        let text = text.get(..self.end).unwrap_or_default();
        matcher.run(
            Program::new(bytemuck::cast_slice(program)),
            text,
            words,
            STEPS,
        )
    }
}

/// A bytes-like value whose bytes lie in one known place: a memoryview is copied.
fn fixed_place(m: &mut Machine, v: Value) -> R {
    let own = m.payload(v);
    if types::bytes_place(m, own).is_some() {
        return Ok(own);
    }
    let len = m.buffer_bytes(v).map_or(0, <[u8]>::len);
    if len == 0 {
        return m.new_bytes(b"");
    }
    let copy = m.new_bytes_sized(len)?;
    let mut part = [0; 64];
    for at in (0..len).step_by(part.len()) {
        let count = part.len().min(len - at);
        let from = m
            .buffer_bytes(v)
            .and_then(|bytes| bytes.get(at..at + count));
        if let (Some(to), Some(from)) = (part.get_mut(..count), from) {
            to.copy_from_slice(from);
        }
        let all = m.heap.bytes_mut(copy, 1, len);
        if let (Some(to), Some(from)) = (all.get_mut(at..at + count), part.get(..count)) {
            to.copy_from_slice(from);
        }
    }
    Ok(Value::reference(copy))
}

/// Twice the workspace, or as much more as there is.
fn grow(m: &mut Machine, pattern: Ref) -> R<()> {
    let old = pattern::workspace(m, pattern);
    let n = m.heap.header(old).n();
    let new = m.alloc(Kind::Buffer, n * 2, 1 + (n * 2).div_ceil(WORD))?;
    let old = pattern::workspace(m, pattern);
    m.copy_bytes(old, 1, 0, new, 1, 0, n);
    m.heap
        .set_value(pattern, field::WORKSPACE, Value::reference(new));
    Ok(())
}

/// The bounds of a group after a match.
pub fn span(m: &Machine, pattern: Ref, group: usize) -> Option<(usize, usize)> {
    let workspace = pattern::workspace(m, pattern);
    let at = pattern::program_length(m, pattern) + group * 8;
    let bytes = m.heap.bytes(workspace, 1, m.heap.header(workspace).n());
    span_at(bytes, at)
}

/// The bounds that eight bytes hold.
pub fn span_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let word = |at: usize| {
        let word = bytes.get(at..)?.first_chunk()?;
        Some(u32::from_ne_bytes(*word)).filter(|word| *word != NONE)
    };
    Some((word(at)? as usize, word(at + 4)? as usize))
}
