//! What literals say: characters of strings, digits of numbers, parts of dotted names. Everything is read piece by piece
//! from the source, nothing is stored.

mod number;
mod string;

pub use number::{Digits, float, float_digits, integer, small_integer};
pub use string::{DecodeError, Unit, Units, content, decode_string, decode_text};

use crate::store::Store;
use crate::tree::Text;

/// The identifiers of a dotted name, which may have white space around its dots.
pub fn dotted_parts<S: Store + ?Sized>(store: &S, name: Text) -> DottedParts<'_, S> {
    DottedParts {
        store,
        at: name.start,
        end: name.end(),
    }
}

/// Iterator of [`dotted_parts`].
pub struct DottedParts<'a, S: ?Sized> {
    store: &'a S,
    at: u32,
    end: u32,
}

impl<S: Store + ?Sized> Iterator for DottedParts<'_, S> {
    type Item = Text;

    fn next(&mut self) -> Option<Text> {
        let separates =
            |byte: u8| matches!(byte, b'.' | b' ' | b'\t' | 0x0C | b'\\' | b'\n' | b'\r');
        while self.at < self.end && separates(self.store.byte(self.at)) {
            self.at += 1;
        }
        let start = self.at;
        while self.at < self.end && !separates(self.store.byte(self.at)) {
            self.at += 1;
        }
        (self.at > start).then_some(Text {
            start,
            len: self.at - start,
        })
    }
}
