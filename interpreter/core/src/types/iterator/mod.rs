//! Iterators that builtin functions and types give: records, stepped here without a call.

mod adaptor;
mod sequence;
mod table;

use crate::machine::{Machine, Piece, Root};
use crate::memory::Kind;
use crate::names::{Name, n};
use crate::native::{Args, Item, Member, Native, R, Space, method};
use crate::types::{self, receiver};
use crate::value::{TypeId, Value};

pub use sequence::reversed;
pub use table::{TableView, over_table};

/// `__iter__` of an iterator.
pub const ITER: Member = method(n::__iter__, receiver::own, 1, 1);
/// `__next__` of an iterator that `step` steps.
pub const NEXT: Member = (
    n::__next__,
    Item::Method(Native::new(next, 1, 1).doc("__next__() -- the next item")),
);

/// What every iterator has.
const MEMBERS: &[Member] = &[ITER, NEXT, method(n::__length_hint__, length_hint, 1, 1)];

/// Iterators that cannot know how much is left.
pub const ENDLESS: &[Member] = &[ITER, NEXT];

const fn plain(name: Name) -> Space {
    Space::class(name, types::OBJECT, MEMBERS)
}

pub static ENUMERATE: Space = Space::class(n::enumerate, types::OBJECT, ENDLESS)
    .new(
        Native::new(adaptor::new_enumerate, 2, 3)
            .named(&[n::__, n::iterable, n::start], 3)
            .doc("enumerate(iterable, start=0) -- pairs of a count and an item"),
    )
    .subclassable();
pub static ZIP: Space = Space::class(n::zip, types::OBJECT, ENDLESS).new(
    Native::new(adaptor::new_zip, 1, crate::native::ANY)
        .collect()
        .doc("zip(*iterables, strict=False) -- tuples of an item from each, until the first ends"),
)
.subclassable();
pub static MAP: Space = Space::class(n::map, types::OBJECT, ENDLESS)
    .new(
        Native::new(adaptor::new_map, 1, crate::native::ANY)
            .doc("map(function, *iterables) -- what the function gives for an item from each"),
    )
    .subclassable();
pub static FILTER: Space = Space::class(n::filter, types::OBJECT, ENDLESS)
    .new(
        Native::new(adaptor::new_filter, 3, 3)
            .doc("filter(function or None, iterable) -- items for which it is true"),
    )
    .subclassable();
pub static REVERSED: Space = Space::class(n::reversed, types::OBJECT, MEMBERS).new(
    Native::new(sequence::new_reversed, 2, 2)
        .doc("reversed(sequence) -- its items from the last to the first"),
);
pub static SEQUENCE_ITERATOR: Space = plain(n::iterator);
pub static LIST_ITERATOR: Space = plain(n::list_iterator);
pub static LIST_REVERSE_ITERATOR: Space = plain(n::list_reverseiterator);
pub static TUPLE_ITERATOR: Space = plain(n::tuple_iterator);
pub static STR_ITERATOR: Space = plain(n::str_iterator);
pub static ASCII_ITERATOR: Space = plain(n::str_ascii_iterator);
pub static BYTES_ITERATOR: Space = plain(n::bytes_iterator);
pub static BYTEARRAY_ITERATOR: Space = plain(n::bytearray_iterator);
pub static RANGE_ITERATOR: Space = plain(n::range_iterator);
pub static LONG_RANGE_ITERATOR: Space = plain(n::longrange_iterator);
pub static SET_ITERATOR: Space = plain(n::set_iterator);
pub static DICT_KEY_ITERATOR: Space = plain(n::dict_keyiterator);
pub static DICT_VALUE_ITERATOR: Space = plain(n::dict_valueiterator);
pub static DICT_ITEM_ITERATOR: Space = plain(n::dict_itemiterator);
pub static DICT_REVERSE_KEY_ITERATOR: Space = plain(n::dict_reversekeyiterator);
pub static DICT_REVERSE_VALUE_ITERATOR: Space = plain(n::dict_reversevalueiterator);
pub static DICT_REVERSE_ITEM_ITERATOR: Space = plain(n::dict_reverseitemiterator);
pub static CALL_ITERATOR: Space = Space::class(n::callable_iterator, types::OBJECT, ENDLESS);

/// An iterator over a builtin container, or over anything with `__getitem__`.
pub fn over(m: &mut Machine, v: Value) -> R {
    let zero = Value::small_wrapping(0);
    let Some(r) = v.as_ref() else {
        return m.new_record(types::ASCII_ITERATOR, &[v, zero]);
    };
    let class = match m.heap.kind(r) {
        Kind::List => types::LIST_ITERATOR,
        Kind::Tuple => types::TUPLE_ITERATOR,
        Kind::Str if m.is_ascii(v) => types::ASCII_ITERATOR,
        Kind::Str => types::STR_ITERATOR,
        Kind::Bytes => types::BYTES_ITERATOR,
        Kind::ByteArray => types::BYTEARRAY_ITERATOR,
        Kind::Range => return sequence::over_range(m, v),
        Kind::Dict | Kind::Set | Kind::FrozenSet => {
            return over_table(m, r, TableView::Keys, false);
        }
        _ => types::SEQUENCE_ITERATOR,
    };
    m.new_record(class, &[v, zero])
}

/// `iter(callable, sentinel)`.
pub fn over_call(m: &mut Machine, callable: Value, sentinel: Value) -> R {
    m.new_record(types::CALL_ITERATOR, &[callable, sentinel])
}

/// Whether the value is a record that `step` steps.
pub fn is_own(m: &Machine, v: Value) -> bool {
    v.as_ref().is_some_and(|r| {
        let header = m.heap.header(r);
        let class = (header.n() >> 8) as u16;
        header.is(Kind::Record)
            && ((types::ENUMERATE.0..=types::CALL_ITERATOR.0).contains(&class)
                || m.space(class).class.is_some_and(|c| c.step.is_some()))
    })
}

/// One step of an iterator of this room; `None` if `iterator` is not one of them.
#[inline]
pub fn step(m: &mut Machine, iterator: Value) -> Option<R<Option<Value>>> {
    let r = iterator.as_ref()?;
    let class = TypeId((m.heap.header(r).n() >> 8) as u16);
    Some(match class {
        types::LIST_ITERATOR | types::TUPLE_ITERATOR => sequence::step_items(m, r),
        types::DICT_KEY_ITERATOR | types::SET_ITERATOR => table::step(m, r, TableView::Keys, class),
        types::DICT_VALUE_ITERATOR => table::step(m, r, TableView::Values, class),
        types::DICT_ITEM_ITERATOR => table::step(m, r, TableView::Items, class),
        types::ASCII_ITERATOR => sequence::step_ascii(m, r),
        types::STR_ITERATOR => sequence::step_str(m, r),
        types::BYTES_ITERATOR | types::BYTEARRAY_ITERATOR => sequence::step_bytes(m, r),
        types::RANGE_ITERATOR => Ok(sequence::step_range(m, r)),
        types::LONG_RANGE_ITERATOR => sequence::step_long_range(m, r),
        types::LIST_REVERSE_ITERATOR => sequence::step_back(m, r),
        types::ENUMERATE => m.deeper(|m| adaptor::step_enumerate(m, r)),
        types::ZIP => m.deeper(|m| adaptor::step_zip(m, r)),
        types::MAP => m.deeper(|m| adaptor::step_map(m, r)),
        types::FILTER => m.deeper(|m| adaptor::step_filter(m, r)),
        types::CALL_ITERATOR => m.deeper(|m| adaptor::step_call(m, r)),
        types::REVERSED => m.deeper(|m| sequence::step_reversed(m, r)),
        types::SEQUENCE_ITERATOR => m.deeper(|m| sequence::step_getitem(m, r)),
        types::DICT_REVERSE_KEY_ITERATOR => table::step_back(m, r, TableView::Keys),
        types::DICT_REVERSE_VALUE_ITERATOR => table::step_back(m, r, TableView::Values),
        types::DICT_REVERSE_ITEM_ITERATOR => table::step_back(m, r, TableView::Items),
        _ => {
            let step = m.space(class.0).class.as_ref()?.step?;
            m.deeper(|m| step(m, r))
        }
    })
}

/// Whether an iterator ends as the one behind it does, by the very same exception.
fn hands_on(m: &Machine, iterator: Value) -> bool {
    [types::ENUMERATE, types::MAP, types::FILTER, types::ZIP]
        .iter()
        .any(|class| m.as_record(iterator, *class).is_some())
}

/// `iterator.__next__()`.
pub fn next(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    if !is_own(m, own) {
        return Err(receiver::wrong_receiver(m, args));
    }
    m.set_root(Root::Stopped, Value::NONE);
    match step(m, own) {
        Some(result) => match result? {
            Some(v) => Ok(v),
            None if !m.root(Root::Stopped).is_none() && hands_on(m, own) => {
                let e = m.root(Root::Stopped);
                Err(m.raise(e))
            }
            None => Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND)),
        },
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

/// `iterator.__length_hint__()`: how many items are left.
fn length_hint(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let (Some(r), true) = (own.as_ref(), is_own(m, own)) else {
        return Err(receiver::wrong_receiver(m, args));
    };
    let class = TypeId((m.heap.header(r).n() >> 8) as u16);
    let of = m.heap.value(r, 1);
    if of.is_none() {
        return Ok(Value::small_wrapping(0));
    }
    let at = m.heap.value(r, 2).as_small().unwrap_or(0);
    let left = match class {
        types::RANGE_ITERATOR => at,
        types::LONG_RANGE_ITERATOR => return sequence::long_range_left(m, r),
        types::LIST_REVERSE_ITERATOR | types::REVERSED => at + 1,
        types::STR_ITERATOR => {
            let rest = m.str_bytes(of).and_then(|b| b.get(at as usize..));
            rest.map_or(0, crate::utf8::count) as i64
        }
        types::SET_ITERATOR
        | types::DICT_KEY_ITERATOR
        | types::DICT_VALUE_ITERATOR
        | types::DICT_ITEM_ITERATOR
        | types::DICT_REVERSE_KEY_ITERATOR
        | types::DICT_REVERSE_VALUE_ITERATOR
        | types::DICT_REVERSE_ITEM_ITERATOR => table::left(m, r),
        _ => m.len(of)? as i64 - at,
    };
    m.new_int(left.max(0))
}

/// `next(iterator[, default])` for the builtin function.
pub fn next_or(m: &mut Machine, iterator: Value, default: Option<Value>) -> R {
    match m.next(iterator)? {
        Some(v) => Ok(v),
        None => match default {
            Some(v) => Ok(v),
            None => Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND)),
        },
    }
}

/// The TypeError for something that cannot be walked backwards.
pub(crate) fn not_reversible(m: &mut Machine, v: Value) -> crate::native::Raised {
    m.type_error(&[
        Piece::S("'"),
        Piece::T(v),
        Piece::S("' object is not reversible"),
    ])
}
