//! A view taken apart: which bytes of which object it shows, and how many views show a bytearray.

use super::item;
use crate::machine::{Machine, Piece};
use crate::memory::{Header, Kind};
use crate::native::{R, Raised};
use crate::types;
use crate::types::text::Source;
use crate::value::{Ref, Value};

/// Fields of the record. A released view has no base.
const BASE: usize = 1;
const FROM: usize = 2;
const COUNT: usize = 3;
const STRIDE: usize = 4;
const FORMAT: usize = 5;
const READONLY: usize = 6;
const OBJECT: usize = 7;

#[derive(Clone, Copy)]
pub struct View {
    /// A bytes or bytearray.
    pub base: Value,
    /// The first item's first byte.
    pub from: i64,
    pub count: usize,
    /// From item to item, in bytes.
    pub stride: i64,
    /// A str: one type code.
    pub format: Value,
    /// Bytes of an item.
    pub size: usize,
    pub readonly: bool,
    /// What the view was made of.
    pub object: Value,
}

pub fn is_view(m: &Machine, v: Value) -> bool {
    if !cfg!(feature = "memoryview") {
        return false;
    }
    m.as_record(v, types::MEMORYVIEW).is_some()
}

impl View {
    /// A view on all of something bytes-like, or the view that `v` is.
    pub fn over(m: &mut Machine, v: Value) -> R<Option<View>> {
        if is_view(m, v) {
            return View::of(m, v).map(Some);
        }
        let own = m.payload(v);
        let Some(source) = Source::of_bytes(m, own) else {
            return Ok(None);
        };
        let buffer = own
            .as_ref()
            .filter(|r| m.heap.kind(*r) == Kind::Record)
            .and_then(|r| {
                let id = (m.heap.header(r).n() >> 8) as u16;
                m.space(id).class.and_then(|c| c.buffer)?(m, r)
            });
        let (base, from, format) = match buffer {
            Some(b) => (b.base, b.from as i64, b.format),
            None => (own, 0, Value::character(b'B')),
        };
        let size = item::size_of(m, format).unwrap_or(1);
        Ok(Some(View {
            base,
            from,
            count: source.len / size,
            stride: size as i64,
            format,
            size,
            readonly: m.heap.is(base, Kind::Bytes),
            object: v,
        }))
    }

    /// What a record says; `None` when it is released.
    pub fn read(m: &Machine, record: Ref) -> Option<View> {
        let small = |i: usize| m.heap.value(record, i).as_small().unwrap_or(0);
        let base = m.heap.value(record, BASE);
        let format = m.heap.value(record, FORMAT);
        base.as_ref()?;
        Some(View {
            base,
            from: small(FROM),
            count: small(COUNT) as usize,
            stride: small(STRIDE),
            format,
            size: item::size_of(m, format)?,
            readonly: m.heap.value(record, READONLY) == Value::TRUE,
            object: m.heap.value(record, OBJECT),
        })
    }

    /// The view that `v` is; an error when it is released.
    pub fn of(m: &mut Machine, v: Value) -> R<View> {
        let Some(record) = m.as_record(v, types::MEMORYVIEW) else {
            return Err(m.type_error(&[
                Piece::S("descriptor requires a 'memoryview' object but received a '"),
                Piece::T(v),
                Piece::S("'"),
            ]));
        };
        match View::read(m, record) {
            Some(view) => Ok(view),
            None => Err(released(m)),
        }
    }

    /// A memoryview object.
    pub fn make(&self, m: &mut Machine) -> R {
        let int = |i: i64| Value::small(i).unwrap_or(Value::small_wrapping(0));
        let record = m.new_record(
            types::MEMORYVIEW,
            &[
                self.base,
                int(self.from),
                int(self.count as i64),
                int(self.stride),
                self.format,
                Value::bool(self.readonly),
                self.object,
            ],
        )?;
        if let Some(array) = m.heap.as_kind(self.base, Kind::ByteArray) {
            let exports = m.heap.header(array).n();
            set_exports(m, array, exports + 1);
        }
        Ok(record)
    }

    pub fn is_contiguous(&self) -> bool {
        self.count == 1 || self.stride == self.size as i64
    }

    /// Where item `i` starts.
    pub fn place(&self, i: usize) -> usize {
        self.from
            .saturating_add((i as i64).saturating_mul(self.stride))
            .max(0) as usize
    }

    /// The bytes of item `i`, and how many there are. The base may have become shorter.
    pub fn bytes(&self, m: &mut Machine, i: usize) -> R<[u8; 8]> {
        let mut bytes = [0; 8];
        let at = self.place(i);
        let found = Source::of_bytes(m, self.base).and_then(|s| {
            s.bytes(m)
                .get(at..at + self.size)
                .map(|found| bytes[..self.size].copy_from_slice(found))
        });
        match found {
            Some(()) => Ok(bytes),
            None => Err(too_short(m)),
        }
    }

    /// Writes the bytes of item `i`.
    pub fn write(&self, m: &mut Machine, i: usize, bytes: &[u8]) -> R<()> {
        let at = self.place(i);
        let place = types::bytes_place(m, self.base);
        let len = m.buffer_bytes(self.base).map_or(0, <[u8]>::len);
        match place {
            Some((r, word)) if at + bytes.len() <= len => {
                m.heap.bytes_mut(r, word, len)[at..at + bytes.len()].copy_from_slice(bytes);
                Ok(())
            }
            _ => Err(too_short(m)),
        }
    }
}

fn too_short(m: &mut Machine) -> Raised {
    m.error(
        types::INDEX_ERROR,
        &[Piece::S("memoryview: the object became too short")],
    )
}

#[cold]
pub fn released(m: &mut Machine) -> Raised {
    m.value_error(&[Piece::S(
        "operation forbidden on released memoryview object",
    )])
}

/// Lets go of the object.
pub fn release(m: &mut Machine, v: Value) {
    let Some(record) = m.as_record(v, types::MEMORYVIEW) else {
        return;
    };
    let base = m.heap.value(record, BASE);
    if let Some(array) = m.heap.as_kind(base, Kind::ByteArray) {
        let exports = m.heap.header(array).n();
        set_exports(m, array, exports.saturating_sub(1));
    }
    m.heap.set_value(record, BASE, Value::NONE);
    m.heap.set_value(record, OBJECT, Value::NONE);
}

/// A bytearray counts its views in its header. Views that nobody holds any more are still counted.
fn set_exports(m: &mut Machine, array: Ref, exports: usize) {
    m.heap
        .set_header(array, Header::new(Kind::ByteArray, exports));
}

/// Whether a view that somebody holds shows this bytearray. Where views were made and not released, this collects, to
/// see which are left.
pub fn is_exported(m: &mut Machine, array: Ref) -> bool {
    if !cfg!(feature = "memoryview") {
        return false;
    }
    if m.heap.header(array).n() == 0 {
        return false;
    }
    m.collect(false);
    let mut exports = 0;
    m.heap.for_each(|heap, r, header| {
        let view = header.is(Kind::Record)
            && header.n() >> 8 == usize::from(types::MEMORYVIEW.0)
            && heap.is_marked(Value::reference(r));
        if view && heap.value(r, BASE) == Value::reference(array) {
            exports += 1;
        }
    });
    set_exports(m, array, exports);
    exports > 0
}

/// A view's items as bytes, one after the other.
pub fn to_bytes(m: &mut Machine, v: Value) -> R {
    if !cfg!(feature = "memoryview") {
        return Err(m.left_out());
    }
    let view = View::of(m, v)?;
    if view.is_contiguous() {
        let len = view.count * view.size;
        return match Source::of_bytes(m, v) {
            Some(_) => types::bytes::copy_of(m, v, len),
            None => Err(too_short(m)),
        };
    }
    let r = m.new_bytes_sized(view.count * view.size)?;
    let len = view.count * view.size;
    for i in 0..view.count {
        let bytes = view.bytes(m, i)?;
        let at = i * view.size;
        m.heap.bytes_mut(r, 1, len)[at..at + view.size].copy_from_slice(&bytes[..view.size]);
    }
    Ok(Value::reference(r))
}

/// Whether two bytes-like objects have equal items; `None` if one of them is not bytes-like.
pub fn equal(m: &mut Machine, a: Value, b: Value) -> R<Option<bool>> {
    if a == b {
        return Ok(Some(true));
    }
    let mut views = [None, None];
    for (view, v) in views.iter_mut().zip([a, b]) {
        *view = match m.as_record(v, types::MEMORYVIEW) {
            // A released view equals only itself.
            Some(r) if View::read(m, r).is_none() => return Ok(Some(false)),
            _ => View::over(m, v)?,
        };
    }
    let [Some(x), Some(y)] = views else {
        return Ok(None);
    };
    if x.count != y.count {
        return Ok(Some(false));
    }
    for i in 0..x.count {
        let (p, q) = (x.bytes(m, i)?, y.bytes(m, i)?);
        if x.format == y.format && item::is_integral(m, x.format) {
            if p != q {
                return Ok(Some(false));
            }
            continue;
        }
        let mark = m.mark();
        let p = item::unpack(m, x.format, &p)?;
        m.keep(p);
        let q = item::unpack(m, y.format, &q)?;
        m.keep(q);
        let same = m.equal(p, q)?;
        m.release(mark);
        if !same {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}
