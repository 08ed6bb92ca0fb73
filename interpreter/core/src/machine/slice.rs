//! Slices of lists with plain bounds, as most are: read and copied without asking anybody.

use super::Machine;
use crate::memory::Kind;
use crate::native::R;
use crate::value::{Ref, Value, Word};

/// The items that a slice names.
#[derive(Clone, Copy)]
struct Part {
    /// The first of them in the list, also when they are taken from the last to the first.
    from: usize,
    count: usize,
    backwards: bool,
}

impl Machine<'_> {
    /// `v[start:stop:step]`, as `load_item`.
    #[inline(never)]
    pub(super) fn load_slice(&mut self, v: Value, parts: [Value; 3]) -> R {
        if let Some(r) = self.heap.as_kind(v, Kind::List)
            && let Some(part) = plain_part(parts, self.heap.word(r, 1) as usize)
        {
            return self.copy_list(r, part);
        }
        let slice = self.build_slice(parts[0], parts[1], parts[2])?;
        self.load_item(v, slice)
    }

    /// `v[start:stop:step] = x`.
    #[inline(never)]
    pub(super) fn store_slice(&mut self, v: Value, parts: [Value; 3], x: Value) -> R<()> {
        if let Some(r) = self.heap.as_kind(v, Kind::List)
            && x != v
            && let Some(new) = x.as_ref()
            && matches!(self.heap.kind(new), Kind::List | Kind::Tuple)
            && let Some(part) = plain_part(parts, self.heap.word(r, 1) as usize)
            && !part.backwards
        {
            return crate::types::list::splice(self, r, part.from, part.count, Some(new));
        }
        let slice = self.build_slice(parts[0], parts[1], parts[2])?;
        self.store_item(v, slice, x)
    }

    /// A new list of these items of a list. It is no temporary root.
    fn copy_list(&mut self, list: Ref, part: Part) -> R {
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

/// What a slice names, by start, stop and step, whose bounds are small ints or absent and whose step is 1 or -1.
#[inline]
fn plain_part([start, stop, step]: [Value; 3], len: usize) -> Option<Part> {
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
