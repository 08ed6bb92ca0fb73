//! The module `itertools`: iterators as records, stepped by the machine.

mod combine;
mod endless;
mod group;
mod select;

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, R, Raised, Space, Value, n};

pub use combine::{COMBINATIONS, COMBINATIONS_WITH_REPLACEMENT, PERMUTATIONS, PRODUCT};
pub use endless::{ACCUMULATE, CHAIN, COUNT, CYCLE, PAIRWISE, REPEAT, STARMAP, ZIP_LONGEST};
pub use group::{BATCHED, GROUP, GROUPBY, TEE};
pub use select::{COMPRESS, DROPWHILE, FILTERFALSE, ISLICE, TAKEWHILE};

pub static ITERTOOLS: Space = Space::module(
    n::itertools,
    &[
        (n::accumulate, Item::Type(crate::ACCUMULATE)),
        (n::batched, Item::Type(crate::BATCHED)),
        (n::chain, Item::Type(crate::CHAIN)),
        (n::combinations, Item::Type(crate::COMBINATIONS)),
        (
            n::combinations_with_replacement,
            Item::Type(crate::COMBINATIONS_WITH_REPLACEMENT),
        ),
        (n::compress, Item::Type(crate::COMPRESS)),
        (n::count, Item::Type(crate::COUNT)),
        (n::cycle, Item::Type(crate::CYCLE)),
        (n::dropwhile, Item::Type(crate::DROPWHILE)),
        (n::filterfalse, Item::Type(crate::FILTERFALSE)),
        (n::groupby, Item::Type(crate::GROUPBY)),
        (n::islice, Item::Type(crate::ISLICE)),
        (n::pairwise, Item::Type(crate::PAIRWISE)),
        (n::permutations, Item::Type(crate::PERMUTATIONS)),
        (n::product, Item::Type(crate::PRODUCT)),
        (n::repeat, Item::Type(crate::REPEAT)),
        (n::starmap, Item::Type(crate::STARMAP)),
        (n::takewhile, Item::Type(crate::TAKEWHILE)),
        (
            n::tee,
            Item::Function(
                Native::new(group::tee, 1, 2)
                    .doc("tee(iterable, n=2) -- n iterators over the same items"),
            ),
        ),
        (n::zip_longest, Item::Type(crate::ZIP_LONGEST)),
    ],
);

/// A tuple of iterators over the `count` arguments from `first` on.
fn iterators(m: &mut Machine, args: Args, first: usize, count: usize) -> R {
    if count == 0 {
        return m.new_tuple(&[]);
    }
    let tuple = m.new_tuple_sized(count)?;
    for i in 0..count {
        let v = args.at(m, first + i);
        let iterator = m.iter(v)?;
        m.heap.set_value(tuple, 1 + i, iterator);
    }
    Ok(Value::reference(tuple))
}

/// The only keyword that may be given, of those a native collected as its last argument.
fn only_keyword(m: &mut Machine, args: Args, name: &str) -> R<Option<Value>> {
    let Some(dict) = args.get(m, args.len() - 1).and_then(Value::as_ref) else {
        return Ok(None);
    };
    let (mut at, mut found) = (0, None);
    while let Some((k, v)) = m.table_next(dict, &mut at) {
        if m.str_bytes(k) != Some(name.as_bytes()) {
            return Err(m.type_error(&[
                Piece::V(k),
                Piece::S(" is an invalid keyword argument for this function"),
            ]));
        }
        found = Some(v);
    }
    Ok(found)
}

fn must_not_be_negative(m: &mut Machine, name: &str) -> Raised {
    m.value_error(&[Piece::S(name), Piece::S(" must be non-negative")])
}

/// An argument that is a count of things.
fn size(m: &mut Machine, v: Value, name: &str) -> R<usize> {
    if !m.is_index(v) {
        return Err(m.type_error(&[Piece::S("expected int as "), Piece::S(name)]));
    }
    let i = m.to_i64(v)?;
    usize::try_from(i).map_err(|_| must_not_be_negative(m, name))
}
