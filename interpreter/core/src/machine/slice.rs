//! Slices of lists with plain bounds, as most are: read and copied without asking anybody.

use super::Machine;
use crate::memory::Kind;
use crate::native::R;
use crate::value::{Ref, Value, Word};

/// The items that a slice names.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// The first of them in the list, also when they are taken from the last to the first.
    pub from: usize,
    pub count: usize,
    pub backwards: bool,
}

impl Machine<'_> {
    /// What a slice names whose bounds are small ints or absent and whose step is 1 or -1.
    #[inline]
    pub(super) fn plain_slice(&self, slice: Value, len: usize) -> Option<Part> {
        let r = self.heap.as_kind(slice, Kind::Slice)?;
        let words = self.heap.view().few::<4>(r);
        let [start, stop, step] =
            [words.get::<1>(), words.get::<2>(), words.get::<3>()].map(Value::from_word);
        let backwards = match step.as_small() {
            None if step.is_none() => false,
            Some(1) => false,
            Some(-1) => true,
            _ => return None,
        };
        let len = len as i64;
        let (low, high) = if backwards { (-1, len - 1) } else { (0, len) };
        let bound = |v: Value, default: i64| {
            if v.is_none() {
                return Some(default);
            }
            let at = v.as_small()?;
            Some((if at < 0 { at + len } else { at }).clamp(low, high))
        };
        let (from, to) = if backwards {
            let (start, stop) = (bound(start, high)?, bound(stop, low)?);
            (stop + 1, start + 1)
        } else {
            (bound(start, low)?, bound(stop, high)?)
        };
        Some(Part {
            from: from as usize,
            count: (to - from).max(0) as usize,
            backwards,
        })
    }

    /// A new list of these items of a list. It is no temporary root.
    pub(super) fn copy_list(&mut self, list: Ref, part: Part) -> R {
        let count = part.count;
        let mut items = Value::NONE;
        if count > 0 {
            let r = self.alloc_unkept(Kind::Items, count, 1 + count)?;
            if let Some(source) = self.heap.value(list, 2).as_ref() {
                let from = 1 + part.from;
                let (read, write) = self
                    .heap
                    .two((source, from, from + count), (r, 1, 1 + count));
                if part.backwards {
                    for (to, item) in write.iter_mut().zip(read.iter().rev()) {
                        *to = *item;
                    }
                } else {
                    write.copy_from_slice(read);
                }
            }
            items = Value::reference(r);
            self.keep(items);
        }
        let copy = self.alloc_unkept(Kind::List, 0, 3)?;
        self.heap.set_word(copy, 1, count as Word);
        self.heap.set_value(copy, 2, items);
        Ok(Value::reference(copy))
    }
}
