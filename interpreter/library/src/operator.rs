//! The module `operator`: the operators as functions, and functions that get items, attributes and methods.

use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::{ANY, Native};
use pyrite_core::ops::{BinaryOp, CompareOp};
use pyrite_core::{Args, Item, Member, Name, NativeFn, R, Space, Value, method, n, types};

const fn two(name: Name, call: NativeFn) -> Member {
    (name, Item::Function(Native::new(call, 2, 2)))
}

const fn one(name: Name, call: NativeFn) -> Member {
    (name, Item::Function(Native::new(call, 1, 1)))
}

macro_rules! binary {
    ($op:ident) => {
        |m, a| {
            let (x, y) = (a.at(m, 0), a.at(m, 1));
            m.binary(BinaryOp::$op, x, y)
        }
    };
}

macro_rules! in_place {
    ($op:ident) => {
        |m, a| {
            let (x, y) = (a.at(m, 0), a.at(m, 1));
            m.binary_in_place(BinaryOp::$op, x, y)
        }
    };
}

macro_rules! compare {
    ($op:ident) => {
        |m, a| {
            let (x, y) = (a.at(m, 0), a.at(m, 1));
            m.compare(CompareOp::$op, x, y)
        }
    };
}

macro_rules! unary {
    ($method:ident) => {
        |m, a| {
            let v = a.at(m, 0);
            m.unary(n::$method, v)
        }
    };
}

pub static OPERATOR: Space = Space::module(
    n::operator,
    &[
        two(n::add, binary!(Add)),
        two(n::sub, binary!(Sub)),
        two(n::mul, binary!(Mul)),
        two(n::truediv, binary!(TrueDiv)),
        two(n::floordiv, binary!(FloorDiv)),
        two(n::r#mod, binary!(Mod)),
        two(n::pow, binary!(Pow)),
        two(n::matmul, binary!(MatMul)),
        two(n::lshift, binary!(LShift)),
        two(n::rshift, binary!(RShift)),
        two(n::and_, binary!(And)),
        two(n::or_, binary!(Or)),
        two(n::xor, binary!(Xor)),
        two(n::concat, concat),
        two(n::__add__, binary!(Add)),
        two(n::__sub__, binary!(Sub)),
        two(n::__mul__, binary!(Mul)),
        two(n::__truediv__, binary!(TrueDiv)),
        two(n::__floordiv__, binary!(FloorDiv)),
        two(n::__mod__, binary!(Mod)),
        two(n::__pow__, binary!(Pow)),
        two(n::__matmul__, binary!(MatMul)),
        two(n::__lshift__, binary!(LShift)),
        two(n::__rshift__, binary!(RShift)),
        two(n::__and__, binary!(And)),
        two(n::__or__, binary!(Or)),
        two(n::__xor__, binary!(Xor)),
        two(n::iadd, in_place!(Add)),
        two(n::isub, in_place!(Sub)),
        two(n::imul, in_place!(Mul)),
        two(n::itruediv, in_place!(TrueDiv)),
        two(n::ifloordiv, in_place!(FloorDiv)),
        two(n::imod, in_place!(Mod)),
        two(n::ipow, in_place!(Pow)),
        two(n::imatmul, in_place!(MatMul)),
        two(n::ilshift, in_place!(LShift)),
        two(n::irshift, in_place!(RShift)),
        two(n::iand, in_place!(And)),
        two(n::ior, in_place!(Or)),
        two(n::ixor, in_place!(Xor)),
        two(n::iconcat, in_place!(Add)),
        two(n::lt, compare!(Lt)),
        two(n::le, compare!(Le)),
        two(n::eq, compare!(Eq)),
        two(n::ne, compare!(Ne)),
        two(n::ge, compare!(Ge)),
        two(n::gt, compare!(Gt)),
        two(n::__lt__, compare!(Lt)),
        two(n::__le__, compare!(Le)),
        two(n::__eq__, compare!(Eq)),
        two(n::__ne__, compare!(Ne)),
        two(n::__ge__, compare!(Ge)),
        two(n::__gt__, compare!(Gt)),
        one(n::neg, unary!(__neg__)),
        one(n::pos, unary!(__pos__)),
        one(n::invert, unary!(__invert__)),
        one(n::inv, unary!(__invert__)),
        one(n::__neg__, unary!(__neg__)),
        one(n::__pos__, unary!(__pos__)),
        one(n::__invert__, unary!(__invert__)),
        one(n::abs, |m, a| {
            let v = a.at(m, 0);
            types::number::absolute(m, v)
        }),
        one(n::truth, |m, a| {
            let v = a.at(m, 0);
            m.truth(v).map(Value::bool)
        }),
        one(n::not_, |m, a| {
            let v = a.at(m, 0);
            m.truth(v).map(|t| Value::bool(!t))
        }),
        one(n::index, |m, a| {
            let v = a.at(m, 0);
            m.index(v)
        }),
        two(n::is_, |m, a| Ok(Value::bool(a.at(m, 0) == a.at(m, 1)))),
        two(n::is_not, |m, a| Ok(Value::bool(a.at(m, 0) != a.at(m, 1)))),
        two(n::contains, contains),
        two(n::__contains__, contains),
        two(n::countOf, count_of),
        two(n::indexOf, index_of),
        two(n::getitem, get_item),
        two(n::__getitem__, get_item),
        two(n::delitem, del_item),
        (
            n::setitem,
            Item::Function(Native::new(set_item, 3, 3).doc("setitem(a, b, c) -- a[b] = c")),
        ),
        (
            n::length_hint,
            Item::Function(Native::new(length_hint, 1, 2)),
        ),
        (
            n::call,
            Item::Function(
                Native::new(call, 1, ANY)
                    .collect()
                    .doc("call(obj, *args, **kwargs) -- obj(*args, **kwargs)"),
            ),
        ),
        (n::attrgetter, Item::Type(crate::ATTRGETTER)),
        (n::itemgetter, Item::Type(crate::ITEMGETTER)),
        (n::methodcaller, Item::Type(crate::METHODCALLER)),
    ],
);

fn concat(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    if m.special(a, n::__getitem__).is_none() {
        return Err(m.type_error(&[
            Piece::S("'"),
            Piece::T(a),
            Piece::S("' object can't be concatenated"),
        ]));
    }
    m.binary(BinaryOp::Add, a, b)
}

fn contains(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    m.contains(a, b).map(Value::bool)
}

fn count_of(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let mut count = 0;
    m.for_each(args.at(m, 0), |m, x| {
        count += i64::from(m.equal(x, v)?);
        Ok(true)
    })?;
    m.new_int(count)
}

fn index_of(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 1);
    let (mut at, mut found) = (0, false);
    m.for_each(args.at(m, 0), |m, x| {
        found = m.equal(x, v)?;
        at += i64::from(!found);
        Ok(!found)
    })?;
    if found {
        return m.new_int(at);
    }
    Err(m.value_error(&[Piece::S("sequence.index(x): x not in sequence")]))
}

fn get_item(m: &mut Machine, args: Args) -> R {
    let (v, i) = (args.at(m, 0), args.at(m, 1));
    m.get_item(v, i)
}

fn set_item(m: &mut Machine, args: Args) -> R {
    let (v, i, x) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    m.set_item(v, i, x)?;
    Ok(Value::NONE)
}

fn del_item(m: &mut Machine, args: Args) -> R {
    let (v, i) = (args.at(m, 0), args.at(m, 1));
    m.set_item(v, i, Value::UNBOUND)?;
    Ok(Value::NONE)
}

fn length_hint(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if let Some(len) = m.try_len(v)? {
        return m.new_int(len as i64);
    }
    let default = args.get(m, 1).unwrap_or(Value::small_wrapping(0));
    let Some(method) = m.special(v, n::__length_hint__) else {
        return Ok(default);
    };
    let hint = m.call_special(method, v, &[])?;
    Ok(if hint == Value::NOT_IMPLEMENTED {
        default
    } else {
        hint
    })
}

/// `call(f, *args, **keywords)`.
fn call(m: &mut Machine, args: Args) -> R {
    let last = args.len() - 1;
    let keywords = args.get(m, last).unwrap_or(Value::NONE);
    let positional = m.new_tuple_of(args.rest(1), last - 1)?;
    m.call_spread(args.at(m, 0), positional, keywords)
}

pub static ITEMGETTER: Space = Space::class(
    n::itemgetter,
    types::OBJECT,
    &[
        method(n::__call__, call_itemgetter, 2, 2),
        method(n::__repr__, repr, 1, 1),
    ],
)
.new(
    Native::new(new_itemgetter, 2, ANY)
        .doc("itemgetter(*items) -- f(v) gives v[item], or a tuple of several"),
)
.of_module(n::operator);

fn new_itemgetter(m: &mut Machine, args: Args) -> R {
    let items = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    m.new_record(crate::ITEMGETTER, &[items])
}

/// What the record behind argument 0 was made with.
fn field(m: &mut Machine, args: Args, class: pyrite_core::TypeId, i: usize) -> R {
    let r = types::receiver::record(m, args, class)?;
    Ok(m.heap.value(r, i))
}

fn call_itemgetter(m: &mut Machine, args: Args) -> R {
    let items = field(m, args, crate::ITEMGETTER, 1)?;
    let v = args.at(m, 1);
    let count = m.tuple_len(items);
    if count == 1 {
        return m.get_item(v, m.tuple_item(items, 0));
    }
    let result = m.new_tuple_sized(count)?;
    for i in 0..count {
        let x = m.get_item(v, m.tuple_item(items, i))?;
        m.heap.set_value(result, 1 + i, x);
    }
    Ok(Value::reference(result))
}

pub static ATTRGETTER: Space = Space::class(
    n::attrgetter,
    types::OBJECT,
    &[
        method(n::__call__, call_attrgetter, 2, 2),
        method(n::__repr__, repr, 1, 1),
    ],
)
.new(
    Native::new(new_attrgetter, 2, ANY)
        .doc("attrgetter(*names) -- f(v) gives v.name, dots allowed, or a tuple of several"),
)
.of_module(n::operator);

fn new_attrgetter(m: &mut Machine, args: Args) -> R {
    for i in 1..args.len() {
        let name = args.at(m, i);
        if m.str_bytes(name).is_none() {
            return Err(m.type_error(&[Piece::S("attribute name must be a string")]));
        }
    }
    let names = m.new_tuple_of(args.rest(1), args.len() - 1)?;
    m.new_record(crate::ATTRGETTER, &[names])
}

/// `v.a.b` for the name `a.b`.
fn get_dotted(m: &mut Machine, mut v: Value, name: Value) -> R {
    let mut from = 0;
    loop {
        let bytes = m.str_bytes(name).unwrap_or_default();
        let rest = bytes.get(from..).unwrap_or_default();
        let end = rest
            .iter()
            .position(|b| *b == b'.')
            .map_or(bytes.len(), |i| from + i);
        let last = end == bytes.len();
        let part = m.new_str_from(name, from, end)?;
        let part = m.intern_value(part)?;
        v = m.getattr(v, part)?;
        m.keep(v);
        if last {
            return Ok(v);
        }
        from = end + 1;
    }
}

fn call_attrgetter(m: &mut Machine, args: Args) -> R {
    let names = field(m, args, crate::ATTRGETTER, 1)?;
    let v = args.at(m, 1);
    let count = m.tuple_len(names);
    if count == 1 {
        return get_dotted(m, v, m.tuple_item(names, 0));
    }
    let result = m.new_tuple_sized(count)?;
    for i in 0..count {
        let x = get_dotted(m, v, m.tuple_item(names, i))?;
        m.heap.set_value(result, 1 + i, x);
    }
    Ok(Value::reference(result))
}

pub static METHODCALLER: Space = Space::class(
    n::methodcaller,
    types::OBJECT,
    &[method(n::__call__, call_methodcaller, 2, 2)],
)
.new(
    Native::new(new_methodcaller, 2, ANY)
        .collect()
        .doc("methodcaller(name, *args, **keywords) -- f(v) gives v.name(*args, **keywords)"),
)
.of_module(n::operator);

fn new_methodcaller(m: &mut Machine, args: Args) -> R {
    let name = args.at(m, 1);
    if m.str_bytes(name).is_none() {
        return Err(m.type_error(&[Piece::S("method name must be a string")]));
    }
    let name = m.intern_value(name)?;
    let last = args.len() - 1;
    let positional = m.new_tuple_of(args.rest(2), last - 2)?;
    let keywords = args.get(m, last).unwrap_or(Value::NONE);
    m.new_record(crate::METHODCALLER, &[name, positional, keywords])
}

fn call_methodcaller(m: &mut Machine, args: Args) -> R {
    let name = field(m, args, crate::METHODCALLER, 1)?;
    let positional = field(m, args, crate::METHODCALLER, 2)?;
    let keywords = field(m, args, crate::METHODCALLER, 3)?;
    let f = m.getattr(args.at(m, 1), name)?;
    m.keep(f);
    m.call_spread(f, positional, keywords)
}

/// `operator.itemgetter(1, 2)`.
fn repr(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let Some(r) = v.as_ref() else {
        return Ok(Value::NONE);
    };
    let items = m.heap.value(r, 1);
    let one = m.tuple_len(items) == 1;
    let mut text = pyrite_core::machine::Text::new(m)?;
    text.push_str(m, "operator.")?;
    let class = m.type_of(v);
    let name = m.type_name(class);
    text.push_all(m, name)?;
    if one {
        text.push_str(m, "(")?;
        let item = m.tuple_item(items, 0);
        text.push_repr(m, item)?;
        text.push_str(m, ")")?;
    } else {
        text.push_repr(m, items)?;
    }
    text.finish(m)
}
