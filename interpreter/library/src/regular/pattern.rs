//! `re.Pattern`: a compiled pattern, its methods, and the iterator that `finditer` gives.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::native::Native;
use pyrite_core::ops::CompareOp;
use pyrite_core::types;
use pyrite_core::value::WORD;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, property};

use super::subject::{Subject, span};
use super::{matches, substitute};
use crate::re::{self, Failure, Mode, Program, flag};

pub(super) mod field {
    /// A buffer: the program, and the stack it runs on.
    pub const WORKSPACE: usize = 1;
    /// What was compiled: a str or a bytes object.
    pub const SOURCE: usize = 2;
    /// Bytes of the program, a small int.
    pub const LENGTH: usize = 3;
}

/// Words of stack that a new pattern has room for.
const STACK: usize = 48;

pub static PATTERN: Space = Space::class(n::Pattern, types::OBJECT, MEMBERS).of_module(n::re);

const fn ranged(call: fn(&mut Machine, Args) -> R) -> Item {
    const PARAMS: &[Name] = &[n::__, n::string, n::pos, n::endpos];
    Item::Method(Native::new(call, 2, 4).named(PARAMS, 4))
}

const fn substituting(call: fn(&mut Machine, Args) -> R) -> Item {
    const PARAMS: &[Name] = &[n::__, n::repl, n::string, n::count];
    Item::Method(Native::new(call, 3, 4).named(PARAMS, 4))
}

static MEMBERS: &[Member] = &[
    (n::r#match, ranged(do_match)),
    (n::fullmatch, ranged(fullmatch)),
    (n::search, ranged(search)),
    (n::findall, ranged(findall)),
    (n::finditer, ranged(finditer)),
    (
        n::split,
        Item::Method(Native::new(split, 2, 3).named(&[n::__, n::string, n::maxsplit], 3)),
    ),
    (n::sub, substituting(sub)),
    (n::subn, substituting(subn)),
    property(n::pattern, |m, v| {
        own(m, v).map(|p| m.heap.value(p, field::SOURCE))
    }),
    property(n::flags, |m, v| {
        let p = own(m, v)?;
        m.new_int(i64::from(program(m, p).flags()))
    }),
    property(n::groups, |m, v| {
        let p = own(m, v)?;
        m.new_int(i64::from(program(m, p).groups()))
    }),
    property(n::groupindex, groupindex),
    method(n::__repr__, repr, 1, 1),
    method(n::__eq__, |m, a| same(m, a, false), 2, 2),
    method(n::__ne__, |m, a| same(m, a, true), 2, 2),
    method(n::__hash__, hash, 1, 1),
    method(n::__copy__, itself, 1, 1),
    method(n::__deepcopy__, itself, 2, 2),
];

pub static FINDER: Space = Space::class(n::callable_iterator, types::OBJECT, FINDER_MEMBERS);

static FINDER_MEMBERS: &[Member] = &[
    method(n::__iter__, itself, 1, 1),
    method(n::__next__, next, 1, 1),
];

/// Compiles a str or bytes-like source.
pub fn new(m: &mut Machine, source: Value, flags: u32) -> R<Ref> {
    let bytes = m.str_bytes(source).is_none();
    let own = m.payload(source);
    let kept = match m.as_native(own, Kind::ByteArray) {
        Some(_) => {
            let len = m.buffer_bytes(own).map_or(0, <[u8]>::len);
            let mut copy = Text::with_capacity(m, len)?;
            copy.push_all(m, own)?;
            copy.finish_bytes(m)?
        }
        None => own,
    };
    let length = super::source_bytes(m, kept).len();
    let mut count = 64 + length.saturating_mul(20);
    loop {
        let mark = m.mark();
        let scratch = m.alloc(Kind::Buffer, count * 4, 1 + (count * 4).div_ceil(WORD))?;
        match compile_in(m, kept, bytes, flags, scratch, count) {
            Ok((from, to)) => return finish(m, kept, scratch, from * 4, to * 4),
            Err(Failure::Error(error)) => return Err(super::raise(m, error, source)),
            Err(Failure::Full) => {
                m.release(mark);
                count *= 2;
            }
        }
    }
}

fn compile_in(
    m: &mut Machine,
    source: Value,
    bytes: bool,
    flags: u32,
    scratch: Ref,
    count: usize,
) -> Result<(usize, usize), Failure> {
    let end = 1 + (count * 4).div_ceil(WORD);
    if let Some(text) = pyrite_core::machine::immediate_text(source) {
        let words = bytemuck::cast_slice_mut(m.heap.words_mut(scratch, 1, end));
        let range = re::compile(text.as_bytes(), bytes, flags, words)?;
        return Ok((range.start, range.end));
    }
    let length = super::source_bytes(m, source).len();
    let Some((r, first)) = types::bytes_place(m, source) else {
        return Err(Failure::Full);
    };
    let (text, words) = m
        .heap
        .two((r, first, first + length.div_ceil(WORD)), (scratch, 1, end));
    let text: &[u8] = bytemuck::cast_slice(text);
    let text = text.get(..length).unwrap_or_default();
    let range = re::compile(text, bytes, flags, bytemuck::cast_slice_mut(words))?;
    Ok((range.start, range.end))
}

/// Moves the program, bytes `from..to` of the scratch, into a workspace of its own.
fn finish(m: &mut Machine, source: Value, scratch: Ref, from: usize, to: usize) -> R<Ref> {
    let length = to - from;
    let slots = {
        let all = m.heap.bytes(scratch, 1, to);
        Program::new(all.get(from..).unwrap_or_default()).slots()
    };
    let n = length + (slots + STACK) * 4;
    let workspace = m.alloc(Kind::Buffer, n, 1 + n.div_ceil(WORD))?;
    m.copy_bytes(scratch, 1, from, workspace, 1, 0, length);
    let length = m.new_int(length as i64)?;
    let fields = [Value::reference(workspace), source, length];
    let pattern = m.new_record(crate::RE_PATTERN, &fields)?;
    match pattern.as_ref() {
        Some(pattern) => Ok(pattern),
        None => Err(m.out_of_memory()),
    }
}

pub fn workspace(m: &Machine, pattern: Ref) -> Ref {
    m.heap
        .value(pattern, field::WORKSPACE)
        .as_ref()
        .unwrap_or(Ref(0))
}

pub fn program_length(m: &Machine, pattern: Ref) -> usize {
    let length = m.heap.value(pattern, field::LENGTH).as_small();
    length.and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

pub fn program<'m>(m: &'m Machine, pattern: Ref) -> Program<'m> {
    Program::new(
        m.heap
            .bytes(workspace(m, pattern), 1, program_length(m, pattern)),
    )
}

/// Bytes that a workspace has at least.
pub fn least_workspace(m: &Machine, pattern: Ref) -> usize {
    program_length(m, pattern) + (program(m, pattern).slots() + STACK) * 4
}

fn own(m: &mut Machine, v: Value) -> R<Ref> {
    match m.as_record(v, crate::RE_PATTERN) {
        Some(pattern) => Ok(pattern),
        None => Err(m.type_error(&[
            Piece::S("a 're.Pattern' object is needed, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn itself(m: &mut Machine, args: Args) -> R {
    Ok(args.at(m, 0))
}

fn do_match(m: &mut Machine, args: Args) -> R {
    one_of(m, args, Mode::Match)
}

fn fullmatch(m: &mut Machine, args: Args) -> R {
    one_of(m, args, Mode::Full)
}

fn search(m: &mut Machine, args: Args) -> R {
    one_of(m, args, Mode::Search)
}

fn one_of(m: &mut Machine, args: Args, mode: Mode) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let (string, pos, endpos) = (args.at(m, 1), args.get(m, 2), args.get(m, 3));
    one(m, pattern, string, mode, pos, endpos)
}

/// A match, or `None`.
pub fn one(
    m: &mut Machine,
    pattern: Ref,
    string: Value,
    mode: Mode,
    pos: Option<Value>,
    endpos: Option<Value>,
) -> R {
    let subject = Subject::new(m, pattern, string, pos, endpos)?;
    if subject.find(m, pattern, mode, subject.start, false)? {
        matches::new(m, pattern, subject, string)
    } else {
        Ok(Value::NONE)
    }
}

fn findall(m: &mut Machine, args: Args) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let (string, pos, endpos) = (args.at(m, 1), args.get(m, 2), args.get(m, 3));
    all(m, pattern, string, pos, endpos)
}

/// The list of all matches: texts, or the groups' texts if there are groups.
pub fn all(
    m: &mut Machine,
    pattern: Ref,
    string: Value,
    pos: Option<Value>,
    endpos: Option<Value>,
) -> R {
    let subject = Subject::new(m, pattern, string, pos, endpos)?;
    let groups = program(m, pattern).groups() as usize;
    let list = m.new_list_sized(0)?;
    let mark = m.mark();
    let (mut at, mut not_empty) = (subject.start, false);
    while subject.find(m, pattern, Mode::Search, at, not_empty)? {
        let Some((from, to)) = span(m, pattern, 0) else {
            break;
        };
        let item = match groups {
            0 | 1 => group_text(m, pattern, subject, groups)?,
            _ => {
                let tuple = m.new_tuple_sized(groups)?;
                for group in 1..=groups {
                    let text = group_text(m, pattern, subject, group)?;
                    m.heap.set_value(tuple, group, text);
                }
                Value::reference(tuple)
            }
        };
        m.list_push(list, item)?;
        m.release(mark);
        (at, not_empty) = (to, from == to);
    }
    Ok(Value::reference(list))
}

/// The text of a group, empty if it took no part.
fn group_text(m: &mut Machine, pattern: Ref, subject: Subject, group: usize) -> R {
    let (from, to) = span(m, pattern, group).unwrap_or((0, 0));
    subject.part(m, from, to)
}

fn split(m: &mut Machine, args: Args) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let (string, most) = (args.at(m, 1), args.get(m, 2));
    split_text(m, pattern, string, most)
}

/// The parts between matches, and the groups of the matches.
pub fn split_text(m: &mut Machine, pattern: Ref, string: Value, most: Option<Value>) -> R {
    let most = match most {
        Some(most) => m.index_clamped(most)?,
        None => 0,
    };
    let subject = Subject::new(m, pattern, string, None, None)?;
    let groups = program(m, pattern).groups() as usize;
    let list = m.new_list_sized(0)?;
    let mark = m.mark();
    let (mut at, mut not_empty, mut done, mut count) = (0, false, 0, 0);
    while (most == 0 || count < most) && subject.find(m, pattern, Mode::Search, at, not_empty)? {
        let Some((from, to)) = span(m, pattern, 0) else {
            break;
        };
        let part = subject.part(m, done, from)?;
        m.list_push(list, part)?;
        for group in 1..=groups {
            let text = match span(m, pattern, group) {
                Some((from, to)) => subject.part(m, from, to)?,
                None => Value::NONE,
            };
            m.list_push(list, text)?;
        }
        m.release(mark);
        count += 1;
        done = to;
        (at, not_empty) = (to, from == to);
    }
    let rest = subject.part(m, done, subject.end)?;
    m.list_push(list, rest)?;
    Ok(Value::reference(list))
}

fn sub(m: &mut Machine, args: Args) -> R {
    let (text, _) = substituted(m, args)?;
    Ok(text)
}

fn subn(m: &mut Machine, args: Args) -> R {
    let (text, count) = substituted(m, args)?;
    m.new_tuple(&[text, count])
}

fn substituted(m: &mut Machine, args: Args) -> R<(Value, Value)> {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let (replacement, string, count) = (args.at(m, 1), args.at(m, 2), args.get(m, 3));
    substitute::substitute(m, pattern, replacement, string, count)
}

fn groupindex(m: &mut Machine, v: Value) -> R {
    let pattern = own(m, v)?;
    let dict = m.new_dict()?;
    let Some(r) = dict.as_ref() else {
        return Ok(dict);
    };
    let mut at = 0;
    while let Some((group, name)) = name_at(m, pattern, at)? {
        let group = m.new_int(i64::from(group))?;
        m.dict_set(r, name, group)?;
        at += 1;
    }
    Ok(dict)
}

/// The `at`-th name of the pattern, and its group.
pub fn name_at(m: &mut Machine, pattern: Ref, at: usize) -> R<Option<(u32, Value)>> {
    let source = m.heap.value(pattern, field::SOURCE);
    let Some((group, name)) = program(m, pattern).names().nth(at) else {
        return Ok(None);
    };
    // A name is short: it is copied out of the arena before the str is made.
    let mut buffer = [0; 64];
    let length = name.len();
    if let Some(place) = buffer.get_mut(..length) {
        place.copy_from_slice(name);
        let name = m.intern(buffer.get(..length).unwrap_or_default())?;
        return Ok(Some((group, name)));
    }
    let found = memchr::memmem::find(super::source_bytes(m, source), name).unwrap_or(0);
    let name = m.new_str_from(source, found, found + length)?;
    Ok(Some((group, name)))
}

const FLAG_NAMES: &[(u32, &str)] = &[
    (flag::IGNORECASE, "re.IGNORECASE"),
    (flag::LOCALE, "re.LOCALE"),
    (flag::MULTILINE, "re.MULTILINE"),
    (flag::DOTALL, "re.DOTALL"),
    (flag::VERBOSE, "re.VERBOSE"),
    (flag::DEBUG, "re.DEBUG"),
    (flag::ASCII, "re.ASCII"),
];

fn repr(m: &mut Machine, args: Args) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let source = m.heap.value(pattern, field::SOURCE);
    let flags = program(m, pattern).flags();
    let mut text = Text::new(m)?;
    text.push_str(m, "re.compile(")?;
    let shown = m.repr(source)?;
    m.keep(shown);
    // A long pattern is cut off.
    let length = m.str_bytes(shown).map_or(0, <[u8]>::len);
    let cut = m
        .str_bytes(shown)
        .filter(|bytes| bytes.len() > 200)
        .map(|bytes| pyrite_core::utf8::offset(bytes, 200).min(bytes.len()));
    text.push_from(m, shown, 0, cut.unwrap_or(length))?;
    let mut separator = ", ";
    for (bit, name) in FLAG_NAMES {
        if flags & bit != 0 {
            text.push_str(m, separator)?;
            text.push_str(m, name)?;
            separator = "|";
        }
    }
    text.push_str(m, ")")?;
    text.finish(m)
}

fn same(m: &mut Machine, args: Args, negate: bool) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let a = own(m, a)?;
    let Some(b) = m.as_record(b, crate::RE_PATTERN) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let alike = program(m, a).flags() == program(m, b).flags()
        && program(m, a).is_bytes() == program(m, b).is_bytes();
    let (x, y) = (
        m.heap.value(a, field::SOURCE),
        m.heap.value(b, field::SOURCE),
    );
    let equal = alike && m.compare_true(CompareOp::Eq, x, y)?;
    Ok(Value::bool(equal != negate))
}

fn hash(m: &mut Machine, args: Args) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let source = m.heap.value(pattern, field::SOURCE);
    let flags = program(m, pattern).flags();
    let hash = m.hash(source)? ^ i64::from(flags);
    m.new_int(hash)
}

fn finditer(m: &mut Machine, args: Args) -> R {
    let pattern = args.at(m, 0);
    let pattern = own(m, pattern)?;
    let (string, pos, endpos) = (args.at(m, 1), args.get(m, 2), args.get(m, 3));
    finder(m, pattern, string, pos, endpos)
}

mod finder_field {
    pub const PATTERN: usize = 1;
    pub const STRING: usize = 2;
    /// Bounds in bytes.
    pub const FROM: usize = 3;
    pub const START: usize = 4;
    pub const END: usize = 5;
    pub const NOT_EMPTY: usize = 6;
}

/// An iterator over all matches.
pub fn finder(
    m: &mut Machine,
    pattern: Ref,
    string: Value,
    pos: Option<Value>,
    endpos: Option<Value>,
) -> R {
    let subject = Subject::new(m, pattern, string, pos, endpos)?;
    let (start, end) = (
        m.new_int(subject.start as i64)?,
        m.new_int(subject.end as i64)?,
    );
    m.new_record(
        crate::RE_FINDER,
        &[
            Value::reference(pattern),
            string,
            start,
            start,
            end,
            Value::FALSE,
        ],
    )
}

fn next(m: &mut Machine, args: Args) -> R {
    use finder_field::*;
    let finder = args.at(m, 0);
    let Some(r) = m.as_record(finder, crate::RE_FINDER) else {
        return Err(m.type_error(&[Piece::S("not an iterator of matches")]));
    };
    let number = |m: &Machine, field| {
        let small = m.heap.value(r, field).as_small();
        small.and_then(|n| usize::try_from(n).ok())
    };
    let string = m.heap.value(r, STRING);
    let (Some(from), Some(pattern)) = (number(m, FROM), m.heap.value(r, PATTERN).as_ref()) else {
        return Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND));
    };
    let mut subject = Subject::new(m, pattern, string, None, None)?;
    subject.start = number(m, START).unwrap_or(0);
    subject.end = number(m, END).unwrap_or(0).min(subject.end);
    let not_empty = m.heap.value(r, NOT_EMPTY) == Value::TRUE;
    if !subject.find(m, pattern, Mode::Search, from, not_empty)? {
        m.heap.set_value(r, FROM, Value::NONE);
        return Err(m.raise_with(types::STOP_ITERATION, Value::UNBOUND));
    }
    let (from, to) = span(m, pattern, 0).unwrap_or((0, 0));
    let after = m.new_int(to as i64)?;
    m.heap.set_value(r, FROM, after);
    m.heap.set_value(r, NOT_EMPTY, Value::bool(from == to));
    matches::new(m, pattern, subject, string)
}
