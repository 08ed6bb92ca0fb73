//! Frame objects: a function and the line where it stood when it was asked, and who had called it. They are pictures: the
//! running frames are registers on the machine's stack.

use super::code;
use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Member, R, Space, part, property};
use crate::object;
use crate::types;
use crate::value::{Ref, Value};

pub static FRAME: Space = Space::class(
    n::frame,
    types::OBJECT,
    part(cfg!(feature = "introspection"), MEMBERS),
);

/// Fields.
pub const FUNCTION: usize = 1;
const LINE: usize = 2;
const BACK: usize = 3;

static MEMBERS: &[Member] = &[
    property(n::f_code, |m, v| {
        let function = field(m, v, FUNCTION);
        Ok(code::of(m, function))
    }),
    property(n::f_lineno, |m, v| Ok(field(m, v, LINE))),
    property(n::f_back, |m, v| Ok(field(m, v, BACK))),
    property(n::f_lasti, |_, _| Ok(Value::small_wrapping(0))),
    property(n::f_globals, globals),
    property(n::f_locals, |m, v| {
        let own = code::of(m, field(m, v, FUNCTION));
        let name = m
            .heap
            .as_kind(own, Kind::Code)
            .map(|c| m.heap.value(c, object::code::NAME));
        match name.and_then(|name| m.str_bytes(name)) {
            Some(b"<module>") => globals(m, v),
            _ => m.new_dict(),
        }
    }),
    property(n::f_builtins, |m, _| {
        Ok(m.root(crate::machine::Root::Builtins))
    }),
];

/// A frame object for a place in a function.
pub fn new(m: &mut Machine, function: Value, line: Value) -> R {
    m.new_record(types::FRAME, &[function, line, Value::NONE])
}

fn field(m: &Machine, v: Value, i: usize) -> Value {
    m.as_record(v, types::FRAME)
        .map_or(Value::NONE, |r| m.heap.value(r, i))
}

fn globals(m: &mut Machine, v: Value) -> R {
    let function = field(m, v, FUNCTION);
    if m.heap.is(function, Kind::Function) {
        return Ok(Value::reference(m.globals_of(function)));
    }
    m.new_dict()
}

/// `sys._getframe([depth])`: the frame of the caller, or of who called it so many times removed.
pub fn of_caller(m: &mut Machine, args: Args) -> R {
    let depth = match args.get(m, 0) {
        Some(v) => m.index(v)?.as_small().unwrap_or(i64::MAX).max(0),
        None => 0,
    };
    m.at_place(picture, usize::try_from(depth).unwrap_or(usize::MAX))
}

/// The frames from the `depth`th on, each linked to its caller.
fn picture(m: &mut Machine, depth: usize) -> R {
    let mut place = Some(m.place());
    for _ in 0..depth {
        place = place.and_then(|at| m.place_behind(at));
        if place.is_none() {
            break;
        }
    }
    let Some(first) = place else {
        return Err(m.value_error(&[Piece::S("call stack is not deep enough")]));
    };
    let innermost = at(m, first)?;
    let (mut inner, mut place) = (innermost, first);
    for _ in 0..LONGEST {
        let Some(behind) = m.place_behind(place) else {
            break;
        };
        let outer = at(m, behind)?;
        m.heap.set_value(inner, BACK, Value::reference(outer));
        (inner, place) = (outer, behind);
    }
    Ok(Value::reference(innermost))
}

/// Frames that a picture shows at most: an endless recursion must not fill the arena.
const LONGEST: usize = 1000;

fn at(m: &mut Machine, place: crate::machine::Place) -> R<Ref> {
    let (function, line) = m.function_at(place);
    let frame = new(m, function, Value::small_wrapping(i64::from(line)))?;
    Ok(frame.as_ref().unwrap_or(Ref(0)))
}
