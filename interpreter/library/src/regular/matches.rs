//! `re.Match`: what a match found, as bounds in the text; texts and indices of characters are made when they are asked for.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::{ANY, Native};
use pyrite_core::types;
use pyrite_core::{Args, Item, Member, R, Ref, Space, Value, method, n, property, told};

use super::pattern;
use super::subject::{Subject, span_at};
use super::substitute;
use crate::re::Matcher;

pub(super) mod field {
    pub const PATTERN: usize = 1;
    /// As it was given.
    pub const STRING: usize = 2;
    /// A bytes object: two 32-bit numbers per group, in bytes of the text.
    pub const SPANS: usize = 3;
    /// Where the search started and ended, in bytes.
    pub const START: usize = 4;
    pub const END: usize = 5;
    /// The group that was closed last.
    pub const LAST: usize = 6;
}

pub static MATCH: Space = Space::class(n::Match, types::OBJECT, MEMBERS).of_module(n::re);

static MEMBERS: &[Member] = &[
    told(
        n::group,
        group,
        1,
        ANY,
        "group(*groups) -- the text that matched: all of it (0), or a group by number or name",
    ),
    method(n::__getitem__, group, 2, 2),
    (
        n::groups,
        Item::Method(
            Native::new(groups, 1, 2)
                .named(&[n::__, n::default], 2)
                .doc("groups(default=None) -- the texts of all groups"),
        ),
    ),
    (
        n::groupdict,
        Item::Method(
            Native::new(groupdict, 1, 2)
                .named(&[n::__, n::default], 2)
                .doc("groupdict(default=None) -- the texts of the named groups"),
        ),
    ),
    told(n::start, start, 1, 2, "start(group=0) -- where it begins"),
    told(n::end, end, 1, 2, "end(group=0) -- where it ends"),
    told(
        n::span,
        span,
        1,
        2,
        "span(group=0) -- where it begins and ends",
    ),
    told(
        n::expand,
        expand,
        2,
        2,
        "expand(template) -- the template with \\1 or \\g<name> filled in",
    ),
    property(n::re, |m, v| {
        own(m, v).map(|r| m.heap.value(r, field::PATTERN))
    }),
    property(n::string, |m, v| {
        own(m, v).map(|r| m.heap.value(r, field::STRING))
    }),
    property(n::pos, |m, v| bound(m, v, field::START)),
    property(n::endpos, |m, v| bound(m, v, field::END)),
    property(n::lastindex, lastindex),
    property(n::lastgroup, lastgroup),
    property(n::regs, regs),
    method(n::__repr__, repr, 1, 1),
    method(n::__copy__, itself, 1, 1),
    method(n::__deepcopy__, itself, 2, 2),
];

/// The match whose bounds are in the pattern's workspace.
pub fn new(m: &mut Machine, pattern: Ref, subject: Subject, string: Value) -> R {
    let count = pattern::program(m, pattern).groups() as usize + 1;
    let length = pattern::program_length(m, pattern);
    let spans = m.new_bytes_sized(count * 8)?;
    let workspace = pattern::workspace(m, pattern);
    m.copy_bytes(workspace, 1, length, spans, 1, 0, count * 8);
    let last = {
        let n = m.heap.header(workspace).n();
        let all = m.heap.bytes(workspace, 1, n);
        let slots = bytemuck::cast_slice(all.get(length..n / 4 * 4).unwrap_or_default());
        Matcher::last_group(pattern::program(m, pattern), slots)
    };
    let (start, end) = (
        m.new_int(subject.start as i64)?,
        m.new_int(subject.end as i64)?,
    );
    let last = match last {
        0 => Value::NONE,
        last => m.new_int(i64::from(last))?,
    };
    let fields = [
        Value::reference(pattern),
        string,
        Value::reference(spans),
        start,
        end,
        last,
    ];
    m.new_record(crate::RE_MATCH, &fields)
}

fn own(m: &mut Machine, v: Value) -> R<Ref> {
    match m.as_record(v, crate::RE_MATCH) {
        Some(found) => Ok(found),
        None => Err(m.type_error(&[
            Piece::S("a 're.Match' object is needed, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

fn itself(m: &mut Machine, args: Args) -> R {
    Ok(args.at(m, 0))
}

/// The match in the first argument, its pattern and its text.
pub(super) fn parts(m: &mut Machine, v: Value) -> R<(Ref, Ref, Subject)> {
    let r = own(m, v)?;
    let pattern = m.heap.value(r, field::PATTERN).as_ref().unwrap_or(r);
    let string = m.heap.value(r, field::STRING);
    let subject = Subject::new(m, pattern, string, None, None)?;
    Ok((r, pattern, subject))
}

/// The bounds of a group, in bytes.
pub(super) fn bounds(m: &Machine, r: Ref, group: usize) -> Option<(usize, usize)> {
    let spans = m.heap.value(r, field::SPANS).as_ref()?;
    let bytes = m.heap.bytes(spans, 1, m.heap.header(spans).n());
    span_at(bytes, group * 8)
}

/// The number of the group that an argument names.
fn group_number(m: &mut Machine, pattern: Ref, v: Value) -> R<usize> {
    let count = pattern::program(m, pattern).groups() as usize;
    if m.is_index(v) {
        let number = m.index_clamped(v)?;
        if let Some(group) = usize::try_from(number).ok().filter(|group| *group <= count) {
            return Ok(group);
        }
    } else if let Some(name) = m.str_bytes(v)
        && let Some(group) = pattern::program(m, pattern).group(name)
    {
        return Ok(group as usize);
    }
    Err(m.error(types::INDEX_ERROR, &[Piece::S("no such group")]))
}

/// The text of a group, or the default if it took no part.
fn text_of(m: &mut Machine, r: Ref, subject: Subject, group: usize, default: Value) -> R {
    match bounds(m, r, group) {
        Some((from, to)) => subject.part(m, from, to),
        None => Ok(default),
    }
}

fn group(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let (r, pattern, subject) = parts(m, own)?;
    match args.len() {
        1 => text_of(m, r, subject, 0, Value::NONE),
        2 => {
            let which = args.at(m, 1);
            let group = group_number(m, pattern, which)?;
            text_of(m, r, subject, group, Value::NONE)
        }
        count => {
            let tuple = m.new_tuple_sized(count - 1)?;
            for i in 1..count {
                let which = args.at(m, i);
                let group = group_number(m, pattern, which)?;
                let text = text_of(m, r, subject, group, Value::NONE)?;
                m.heap.set_value(tuple, i, text);
            }
            Ok(Value::reference(tuple))
        }
    }
}

fn groups(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let default = args.get(m, 1).unwrap_or(Value::NONE);
    let (r, pattern, subject) = parts(m, own)?;
    let count = pattern::program(m, pattern).groups() as usize;
    if count == 0 {
        return m.new_tuple(&[]);
    }
    let tuple = m.new_tuple_sized(count)?;
    for group in 1..=count {
        let text = text_of(m, r, subject, group, default)?;
        m.heap.set_value(tuple, group, text);
    }
    Ok(Value::reference(tuple))
}

fn groupdict(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let default = args.get(m, 1).unwrap_or(Value::NONE);
    let (r, pattern, subject) = parts(m, own)?;
    let dict = m.new_dict()?;
    let Some(d) = dict.as_ref() else {
        return Ok(dict);
    };
    let mut at = 0;
    while let Some((group, name)) = pattern::name_at(m, pattern, at)? {
        let text = text_of(m, r, subject, group as usize, default)?;
        m.dict_set(d, name, text)?;
        at += 1;
    }
    Ok(dict)
}

/// The bounds, in characters, of the group in the second argument; -1 and -1 if it took no part.
fn place(m: &mut Machine, args: Args) -> R<(i64, i64)> {
    let own = args.at(m, 0);
    let (r, pattern, subject) = parts(m, own)?;
    let group = match args.get(m, 1) {
        Some(which) => group_number(m, pattern, which)?,
        None => 0,
    };
    Ok(place_of(m, r, subject, group))
}

fn place_of(m: &Machine, r: Ref, subject: Subject, group: usize) -> (i64, i64) {
    match bounds(m, r, group) {
        Some((from, to)) => (subject.index(m, from) as i64, subject.index(m, to) as i64),
        None => (-1, -1),
    }
}

fn start(m: &mut Machine, args: Args) -> R {
    let (from, _) = place(m, args)?;
    m.new_int(from)
}

fn end(m: &mut Machine, args: Args) -> R {
    let (_, to) = place(m, args)?;
    m.new_int(to)
}

fn span(m: &mut Machine, args: Args) -> R {
    let (from, to) = place(m, args)?;
    pair(m, from, to)
}

fn pair(m: &mut Machine, from: i64, to: i64) -> R {
    let (from, to) = (m.new_int(from)?, m.new_int(to)?);
    m.new_tuple(&[from, to])
}

fn regs(m: &mut Machine, v: Value) -> R {
    let (r, pattern, subject) = parts(m, v)?;
    let count = pattern::program(m, pattern).groups() as usize + 1;
    let tuple = m.new_tuple_sized(count)?;
    for group in 0..count {
        let (from, to) = place_of(m, r, subject, group);
        let both = pair(m, from, to)?;
        m.heap.set_value(tuple, 1 + group, both);
    }
    Ok(Value::reference(tuple))
}

fn bound(m: &mut Machine, v: Value, field: usize) -> R {
    let (r, _, subject) = parts(m, v)?;
    let at = m.heap.value(r, field).as_small();
    let at = at.and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
    m.new_int(subject.index(m, at) as i64)
}

fn lastindex(m: &mut Machine, v: Value) -> R {
    own(m, v).map(|r| m.heap.value(r, field::LAST))
}

fn lastgroup(m: &mut Machine, v: Value) -> R {
    let (r, pattern, _) = parts(m, v)?;
    let last = m.heap.value(r, field::LAST).as_small();
    let mut at = 0;
    while let Some((group, name)) = pattern::name_at(m, pattern, at)? {
        if Some(i64::from(group)) == last {
            return Ok(name);
        }
        at += 1;
    }
    Ok(Value::NONE)
}

/// The template with this match's groups in it.
fn expand(m: &mut Machine, args: Args) -> R {
    let (own, template) = (args.at(m, 0), args.at(m, 1));
    let (r, pattern, subject) = parts(m, own)?;
    let pieces = substitute::pieces(m, pattern, template)?;
    let mut out = Text::new(m)?;
    substitute::fill(m, &mut out, pieces, |m, group| {
        bounds(m, r, group).map(|bounds| (subject, bounds))
    })?;
    if subject.bytes {
        out.finish_bytes(m)
    } else {
        out.finish(m)
    }
}

fn repr(m: &mut Machine, args: Args) -> R {
    let own = args.at(m, 0);
    let (r, _, subject) = parts(m, own)?;
    let (from, to) = place_of(m, r, subject, 0);
    let text = text_of(m, r, subject, 0, Value::NONE)?;
    m.message(&[
        Piece::S("<re.Match object; span=("),
        Piece::I(from),
        Piece::S(", "),
        Piece::I(to),
        Piece::S("), match="),
        Piece::R(text),
        Piece::S(">"),
    ])
}
