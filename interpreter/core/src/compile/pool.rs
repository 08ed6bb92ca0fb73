//! The constants of a unit: each is kept once. A unit with many finds them by a table of hashes, not by looking at all.

use super::Compiler;
use crate::memory::Kind;
use crate::native::R;
use crate::value::Value;

/// Up to so many are looked at one by one.
const FEW: u32 = 32;

impl Compiler<'_, '_, '_> {
    /// Index of a constant of the unit.
    pub(super) fn constant(&mut self, v: Value) -> R<u16> {
        let base = self.u.constants;
        let count = self.constants.len() - base;
        let known = if v
            .as_ref()
            .is_some_and(|r| self.m.heap.kind(r) == Kind::Code)
        {
            None
        } else if count > FEW {
            self.placed(v)
        } else {
            self.constants.find(self.m, base, v).or_else(|| {
                let alone = v.as_ref().is_none() || self.is_interned(v);
                let mut all = base..if alone { base } else { self.constants.len() };
                all.find(|&i| self.same_constant(self.constants.get(self.m, i), v, 0))
            })
        };
        if let Some(i) = known {
            return Ok((i - base).min(0xffff) as u16);
        }
        if count >= 0xffff {
            return Err(self.too_large(
                "code too long: a module, class or function has at most 65535 constants and names",
            ));
        }
        self.constants.push(self.m, v)?;
        if count >= FEW {
            self.place(base + count)?;
        }
        Ok(count as u16)
    }

    /// Where the constant is, by the table.
    fn placed(&self, v: Value) -> Option<u32> {
        let size = self.u.placed;
        let hash = self.constant_hash(v, 0);
        for step in 0..size {
            let at = hash.wrapping_add(step) & (size - 1);
            let i = self.places.get(self.m, self.u.places + at).checked_sub(1)?;
            if i < self.constants.len() && self.same_constant(self.constants.get(self.m, i), v, 0) {
                return Some(i);
            }
        }
        None
    }

    /// Enters constant `i`, the last, into the table, which grows when half of it is taken.
    fn place(&mut self, i: u32) -> R<()> {
        let count = i + 1 - self.u.constants;
        if count * 2 <= self.u.placed && self.put_place(i) {
            return Ok(());
        }
        self.u.placed = (count * 4).next_power_of_two();
        self.places.truncate(self.u.places);
        for _ in 0..self.u.placed {
            self.places.push(self.m, 0)?;
        }
        for i in self.u.constants..=i {
            self.put_place(i);
        }
        Ok(())
    }

    /// Whether there was room: statements that were given up leave their entries behind.
    fn put_place(&mut self, i: u32) -> bool {
        let size = self.u.placed;
        let hash = self.constant_hash(self.constants.get(self.m, i), 0);
        for step in 0..size {
            let at = self.u.places + (hash.wrapping_add(step) & (size - 1));
            if self.places.get(self.m, at) == 0 {
                self.places.set(self.m, at, i + 1);
                return true;
            }
        }
        false
    }

    /// The same for constants that are the same.
    fn constant_hash(&self, v: Value, depth: u32) -> u32 {
        let mix = |hash: u64, part: u64| {
            (hash ^ part)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(31)
        };
        let heap = &self.m.heap;
        let hash = match v.as_ref() {
            Some(r) if !self.is_interned(v) => {
                let header = heap.header(r);
                let bytes = match header.kind() {
                    Kind::Str => self.m.str_bytes(v).unwrap_or(b""),
                    Kind::Bytes => heap.bytes(r, 1, header.n()),
                    _ => b"",
                };
                let start = mix(header.n() as u64, bytes.len() as u64);
                match header.kind() {
                    Kind::Float | Kind::Complex | Kind::BigInt => heap
                        .words(r, 1, header.size())
                        .iter()
                        .fold(start, |hash, &w| mix(hash, u64::from(w))),
                    Kind::Tuple if depth < 8 => (0..header.n()).fold(start, |hash, i| {
                        let part = self.constant_hash(heap.value(r, 1 + i), depth + 1);
                        mix(hash, u64::from(part))
                    }),
                    Kind::Str | Kind::Bytes => {
                        bytes.iter().fold(start, |hash, &b| mix(hash, u64::from(b)))
                    }
                    // A function's code is the same only as itself.
                    _ => mix(start, u64::from(v.word())),
                }
            }
            _ => mix(0, u64::from(v.word())),
        };
        // The upper half of the product, where all bits of the value have had their say.
        hash as u32
    }

    /// Whether two constants are the same in every respect, type and sign of zero included.
    fn same_constant(&self, a: Value, b: Value, depth: u32) -> bool {
        if a == b {
            return true;
        }
        let (Some(x), Some(y)) = (a.as_ref(), b.as_ref()) else {
            return false;
        };
        let heap = &self.m.heap;
        let header = heap.header(x);
        if header != heap.header(y) {
            return false;
        }
        match header.kind() {
            Kind::Str => self.m.str_bytes(a) == self.m.str_bytes(b),
            Kind::Bytes => heap.bytes(x, 1, header.n()) == heap.bytes(y, 1, header.n()),
            Kind::Float | Kind::Complex | Kind::BigInt => {
                heap.words(x, 1, header.size()) == heap.words(y, 1, header.size())
            }
            Kind::Tuple if depth < 8 => (0..header.n())
                .all(|i| self.same_constant(heap.value(x, 1 + i), heap.value(y, 1 + i), depth + 1)),
            _ => false,
        }
    }
}
