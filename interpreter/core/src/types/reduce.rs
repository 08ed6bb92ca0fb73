//! `object.__reduce__`: how an object could be made again. What copies or stores objects asks for it.

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, R};
use crate::types;
use crate::value::{TypeId, Value};

/// `(class.__new__, (class, …), state, items, pairs)`; what has a state that nobody can see is a TypeError.
pub fn reduce(m: &mut Machine, args: Args) -> R {
    if !cfg!(feature = "copying") {
        return Err(m.left_out());
    }
    let v = args.at(m, 0);
    let class = m.type_of(v);
    let own = m.payload(v);
    let layout = m.layout_of(class);
    if let Some(parts) = call_parts(m, own, layout)? {
        let given = m.tuple_of(parts)?;
        let state = m.call_method(v, n::__getstate__, &[])?;
        return if matches!(layout, types::RANGE | types::SLICE) {
            m.new_tuple(&[class, given])
        } else {
            m.new_tuple(&[class, given, state])
        };
    }
    let plain = v.is_small()
        || matches!(
            layout,
            types::OBJECT
                | types::INT
                | types::FLOAT
                | types::COMPLEX
                | types::STR
                | types::BYTES
                | types::TUPLE
                | types::LIST
                | types::DICT
        );
    if !plain {
        return Err(m.type_error(&[
            Piece::S("cannot pickle '"),
            Piece::T(v),
            Piece::S("' object"),
        ]));
    }
    let new = m.getattr(class, Value::name(n::__new__))?;
    let given = match (layout, m.special(v, n::__getnewargs__)) {
        (_, Some(method)) => {
            let more = m.call_special(method, v, &[])?;
            let list = m.new_list(&[class])?;
            if let Some(l) = list.as_ref() {
                m.list_extend(l, more)?;
                m.list_to_tuple(l)?
            } else {
                list
            }
        }
        (types::OBJECT | types::LIST | types::DICT, None) => m.new_tuple(&[class])?,
        _ => m.new_tuple(&[class, own])?,
    };
    let state = m.call_method(v, n::__getstate__, &[])?;
    let items = match layout {
        types::LIST => m.iter(own)?,
        _ => Value::NONE,
    };
    let pairs = match layout {
        types::DICT => {
            let view = m.call_method(own, n::items, &[])?;
            m.iter(view)?
        }
        _ => Value::NONE,
    };
    m.new_tuple(&[new, given, state, items, pairs])
}

/// A list of what the class of such a value is called with to make it again: it has no other way to be filled.
fn call_parts(m: &mut Machine, own: Value, layout: TypeId) -> R<Option<Value>> {
    let list = match layout {
        types::SET | types::FROZENSET => {
            let items = m.new_list(&[])?;
            if let Some(l) = items.as_ref() {
                m.list_extend(l, own)?;
            }
            m.new_list(&[items])?
        }
        types::BYTEARRAY => {
            let bytes = m.call(Value::builtin_type(types::BYTES), &[own])?;
            m.new_list(&[bytes])?
        }
        types::RANGE | types::SLICE => {
            let parts = [n::start, n::stop, n::step];
            let list = m.new_list(&[])?;
            for name in parts {
                let part = m.getattr(own, Value::name(name))?;
                if let Some(l) = list.as_ref() {
                    m.list_push(l, part)?;
                }
            }
            list
        }
        _ => return Ok(None),
    };
    Ok(Some(list))
}

/// `object.__getstate__`: a copy of the attributes, `None` if there are none.
pub fn getstate(m: &mut Machine, args: Args) -> R {
    if !cfg!(feature = "copying") {
        return Err(m.left_out());
    }
    let v = args.at(m, 0);
    let Some(dict) = m.find_attr(v, Value::name(n::__dict__))? else {
        return Ok(Value::NONE);
    };
    let copy = m.new_dict()?;
    types::dict::update(m, copy, dict)?;
    match m.heap.as_kind(copy, Kind::Dict) {
        Some(d) if m.table_len(d) > 0 => Ok(copy),
        _ => Ok(Value::NONE),
    }
}
