//! `str`: its table of members, its constructor, and what the operators ask of it.

pub mod case;
pub mod index;
pub mod predicate;
pub mod repr;
pub mod translate;
pub mod unicode;

pub use index::{char_count, character_at, get_item};
pub use repr::{ascii, repr};

use crate::machine::{Machine, Piece};
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space, rare, told};
use crate::ops::{BinaryOp, CompareOp};
use crate::types::text::{Source, affix, find, join, pad, replace, split, strip};
use crate::types::{self, codec, dunder, format};
use crate::value::Value;

pub static STR: Space = Space::class(n::str, types::OBJECT, MEMBERS)
    .new(
        Native::new(new, 1, 4)
            .named(&[n::__, n::object, n::encoding, n::errors], 4)
            .doc("str(object='', encoding='utf-8', errors='strict') -- text of an object, or bytes decoded"),
    )
    .subclassable();

static MEMBERS: &[Member] = &[
    told(
        n::capitalize,
        case::capitalize,
        1,
        1,
        "capitalize() -- first character as a title, the rest lower case",
    ),
    told(
        n::casefold,
        rare(case::casefold),
        1,
        1,
        "casefold() -- for comparison without regard to case",
    ),
    told(
        n::center,
        pad::center,
        2,
        3,
        "center(width, fillchar=' ') -- padded on both sides",
    ),
    told(
        n::count,
        find::count,
        2,
        4,
        "count(sub, start=0, end=len) -- how often sub occurs, without overlaps",
    ),
    (
        n::encode,
        Item::Method(
            Native::new(codec::encode_method, 1, 3)
                .named(&[n::__, n::encoding, n::errors], 3)
                .doc("encode(encoding='utf-8', errors='strict') -- as bytes"),
        ),
    ),
    told(
        n::endswith,
        affix::endswith,
        2,
        4,
        "endswith(suffix, start=0, end=len) -- suffix may be a tuple of them",
    ),
    (
        n::expandtabs,
        Item::Method(
            Native::new(rare(replace::expandtabs), 1, 2)
                .named(&[n::__, n::tabsize], 2)
                .doc("expandtabs(tabsize=8) -- tabs become spaces up to the next column"),
        ),
    ),
    told(
        n::find,
        find::find,
        2,
        4,
        "find(sub, start=0, end=len) -- first place of sub, -1 if there is none",
    ),
    (
        n::format,
        Item::Method(
            Native::new(format::template::format_method, 1, crate::native::ANY)
                .collect()
                .doc("format(*args, **kwargs) -- fields in braces replaced by values"),
        ),
    ),
    told(
        n::format_map,
        rare(format::template::format_map),
        2,
        2,
        "format_map(mapping) -- like format(**mapping), without a copy",
    ),
    told(
        n::index,
        find::index,
        2,
        4,
        "index(sub, start=0, end=len) -- like find, ValueError if there is none",
    ),
    told(
        n::isalnum,
        predicate::isalnum,
        1,
        1,
        "isalnum() -- only letters and digits",
    ),
    told(
        n::isalpha,
        predicate::isalpha,
        1,
        1,
        "isalpha() -- only letters",
    ),
    told(
        n::isascii,
        predicate::isascii,
        1,
        1,
        "isascii() -- only ASCII characters, or nothing",
    ),
    told(
        n::isdecimal,
        rare(predicate::isdecimal),
        1,
        1,
        "isdecimal() -- only decimal digits",
    ),
    told(
        n::isdigit,
        predicate::isdigit,
        1,
        1,
        "isdigit() -- only digits, superscripts included",
    ),
    told(
        n::isidentifier,
        rare(predicate::isidentifier),
        1,
        1,
        "isidentifier() -- could be a name",
    ),
    told(
        n::islower,
        predicate::islower,
        1,
        1,
        "islower() -- letters, none of them upper case",
    ),
    told(
        n::isnumeric,
        rare(predicate::isnumeric),
        1,
        1,
        "isnumeric() -- only numbers, fractions included",
    ),
    told(
        n::isprintable,
        rare(predicate::isprintable),
        1,
        1,
        "isprintable() -- repr would show it as it is",
    ),
    told(
        n::isspace,
        predicate::isspace,
        1,
        1,
        "isspace() -- only whitespace",
    ),
    told(
        n::istitle,
        rare(predicate::istitle),
        1,
        1,
        "istitle() -- every word starts with an upper case letter",
    ),
    told(
        n::isupper,
        predicate::isupper,
        1,
        1,
        "isupper() -- letters, none of them lower case",
    ),
    told(
        n::join,
        join::join,
        2,
        2,
        "join(iterable) -- the strings with this one between them",
    ),
    told(
        n::ljust,
        pad::ljust,
        2,
        3,
        "ljust(width, fillchar=' ') -- padded on the right",
    ),
    told(n::lower, case::lower, 1, 1, "lower() -- in lower case"),
    told(
        n::lstrip,
        strip::lstrip,
        1,
        2,
        "lstrip(chars=None) -- without whitespace at the beginning",
    ),
    (
        n::maketrans,
        Item::Function(
            Native::new(rare(translate::maketrans), 1, 3)
                .doc("maketrans(x, y=None, z=None) -- a table for translate"),
        ),
    ),
    told(
        n::partition,
        split::partition,
        2,
        2,
        "partition(sep) -- (before, sep, after) at the first sep",
    ),
    told(
        n::removeprefix,
        affix::removeprefix,
        2,
        2,
        "removeprefix(prefix) -- without it, if it is there",
    ),
    told(
        n::removesuffix,
        affix::removesuffix,
        2,
        2,
        "removesuffix(suffix) -- without it, if it is there",
    ),
    told(
        n::replace,
        replace::replace,
        3,
        4,
        "replace(old, new, count=-1) -- every old replaced by new",
    ),
    told(
        n::rfind,
        find::rfind,
        2,
        4,
        "rfind(sub, start=0, end=len) -- last place of sub, -1 if there is none",
    ),
    told(
        n::rindex,
        find::rindex,
        2,
        4,
        "rindex(sub, start=0, end=len) -- like rfind, ValueError if there is none",
    ),
    told(
        n::rjust,
        pad::rjust,
        2,
        3,
        "rjust(width, fillchar=' ') -- padded on the left",
    ),
    told(
        n::rpartition,
        split::rpartition,
        2,
        2,
        "rpartition(sep) -- (before, sep, after) at the last sep",
    ),
    (
        n::rsplit,
        Item::Method(
            Native::new(split::rsplit, 1, 3)
                .named(&[n::__, n::sep, n::maxsplit], 3)
                .doc("rsplit(sep=None, maxsplit=-1) -- list of parts, split from the end"),
        ),
    ),
    told(
        n::rstrip,
        strip::rstrip,
        1,
        2,
        "rstrip(chars=None) -- without whitespace at the end",
    ),
    (
        n::split,
        Item::Method(
            Native::new(split::split, 1, 3)
                .named(&[n::__, n::sep, n::maxsplit], 3)
                .doc(
                    "split(sep=None, maxsplit=-1) -- list of parts, split at sep or at whitespace",
                ),
        ),
    ),
    (
        n::splitlines,
        Item::Method(
            Native::new(rare(split::splitlines), 1, 2)
                .named(&[n::__, n::keepends], 2)
                .doc("splitlines(keepends=False) -- list of lines"),
        ),
    ),
    told(
        n::startswith,
        affix::startswith,
        2,
        4,
        "startswith(prefix, start=0, end=len) -- prefix may be a tuple of them",
    ),
    told(
        n::strip,
        strip::strip,
        1,
        2,
        "strip(chars=None) -- without whitespace at both ends",
    ),
    told(
        n::swapcase,
        rare(case::swapcase),
        1,
        1,
        "swapcase() -- upper case lower and lower case upper",
    ),
    told(
        n::title,
        rare(case::title),
        1,
        1,
        "title() -- every word with an upper case first letter",
    ),
    told(
        n::translate,
        rare(translate::translate),
        2,
        2,
        "translate(table) -- characters replaced as the table says",
    ),
    told(n::upper, case::upper, 1, 1, "upper() -- in upper case"),
    told(
        n::zfill,
        pad::zfill,
        2,
        2,
        "zfill(width) -- padded with zeros behind the sign",
    ),
    (n::__add__, Item::Method(Native::new(dunder::add, 2, 2))),
    (n::__mul__, Item::Method(Native::new(dunder::mul, 2, 2))),
    (n::__rmul__, Item::Method(Native::new(dunder::mul, 2, 2))),
    (n::__mod__, Item::Method(Native::new(dunder::modulo, 2, 2))),
    (
        n::__rmod__,
        Item::Method(Native::new(dunder::rmodulo, 2, 2)),
    ),
    (n::__len__, Item::Method(Native::new(dunder::len, 1, 1))),
    (
        n::__getitem__,
        Item::Method(Native::new(dunder::get_item, 2, 2)),
    ),
    (
        n::__contains__,
        Item::Method(Native::new(dunder::contains, 2, 2)),
    ),
    (n::__iter__, Item::Method(Native::new(dunder::iter, 1, 1))),
    (n::__eq__, Item::Method(Native::new(dunder::eq, 2, 2))),
    (n::__ne__, Item::Method(Native::new(dunder::ne, 2, 2))),
    (n::__lt__, Item::Method(Native::new(dunder::lt, 2, 2))),
    (n::__le__, Item::Method(Native::new(dunder::le, 2, 2))),
    (n::__gt__, Item::Method(Native::new(dunder::gt, 2, 2))),
    (n::__ge__, Item::Method(Native::new(dunder::ge, 2, 2))),
    (n::__hash__, Item::Method(Native::new(dunder::hash, 1, 1))),
    (n::__repr__, Item::Method(Native::new(dunder::repr, 1, 1))),
    (n::__str__, Item::Method(Native::new(to_str, 1, 1))),
    (
        n::__format__,
        Item::Method(Native::new(format::dunder, 2, 2)),
    ),
];

fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    let object = args.get(m, 1);
    let encoding = codec::name_argument(m, args, 2, "str() argument 'encoding'")?;
    let errors = codec::name_argument(m, args, 3, "str() argument 'errors'")?;
    let text = match object {
        None => types::text::empty_str(m)?,
        Some(v) if encoding.is_none() && errors.is_none() => m.str(v)?,
        Some(v) => {
            if Source::of_str(m, v).is_some() {
                return Err(m.type_error(&[Piece::S("decoding str is not supported")]));
            }
            if Source::of_bytes(m, v).is_none() {
                return Err(m.type_error(&[
                    Piece::S("decoding to str: need a bytes-like object, "),
                    Piece::T(v),
                    Piece::S(" found"),
                ]));
            }
            codec::decode(m, v, encoding, errors)?
        }
    };
    if class.as_type().is_some() {
        return Ok(text);
    }
    m.keep(text);
    let text = m.str_payload(text);
    types::class::wrap_payload(m, class, text)
}

fn to_str(m: &mut Machine, args: Args) -> R {
    Ok(types::text::subject(m, args)?.value)
}

/// `a op b`; `None` if the operands do not support it.
pub fn binary(m: &mut Machine, op: BinaryOp, a: Value, b: Value) -> R<Option<Value>> {
    let Some(x) = Source::of_str(m, a) else {
        return Ok(None);
    };
    match op {
        BinaryOp::Add => match Source::of_str(m, b) {
            Some(y) => join::concat(m, &x, &y).map(Some),
            None => Ok(None),
        },
        BinaryOp::Mul if m.is_index(b) => join::repeat(m, &x, b).map(Some),
        _ => Ok(None),
    }
}

/// `text % values`.
pub fn percent(m: &mut Machine, text: Value, values: Value) -> R {
    format::percent::percent(m, text, values)
}

/// `item in v`.
pub fn contains(m: &mut Machine, v: Value, item: Value) -> R<bool> {
    find::contains(m, v, item)
}

/// `a op b` for two strs.
pub fn compare(m: &Machine, op: CompareOp, a: Value, b: Value) -> bool {
    op.holds(Some(m.str_bytes(a).cmp(&m.str_bytes(b))))
}
