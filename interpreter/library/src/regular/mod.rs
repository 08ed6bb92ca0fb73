//! The module `re`: its functions, its cache of patterns, its error. What patterns can do is in `pattern`, what matches know in
//! `matches`; the engine is `crate::re`.

pub(crate) mod matches;
pub(crate) mod pattern;
mod subject;
mod substitute;
#[cfg(test)]
mod tests;

use pyrite_core::machine::{Machine, Piece, Root, Text};
use pyrite_core::memory::Kind;
use pyrite_core::native::{ANY, Native};
use pyrite_core::types::sys::once;
use pyrite_core::types::{self, exceptions};
use pyrite_core::{Args, Item, Member, Name, R, Raised, Ref, Space, Value, n};

use crate::re::{self, ErrorKind, flag};

/// How many compiled patterns are remembered.
const REMEMBERED: usize = if cfg!(target_pointer_width = "64") {
    64
} else {
    8
};

const fn with_flags(call: fn(&mut Machine, Args) -> R, params: &'static [Name], min: u8) -> Item {
    let mut native = Native::new(call, min, params.len() as u8);
    native = native.named(params, params.len() as u8);
    Item::Function(native)
}

macro_rules! members {
    ($($name:ident = $item:expr;)*) => { &[$((n::$name, $item)),*] };
}

pub static MODULE: Space = Space::module(
    n::re,
    members! {
        compile = with_flags(compile, &[n::pattern, n::flags], 1);
        r#match = with_flags(do_match, &[n::pattern, n::string, n::flags], 2);
        fullmatch = with_flags(fullmatch, &[n::pattern, n::string, n::flags], 2);
        search = with_flags(search, &[n::pattern, n::string, n::flags], 2);
        findall = with_flags(findall, &[n::pattern, n::string, n::flags], 2);
        finditer = with_flags(finditer, &[n::pattern, n::string, n::flags], 2);
        split = with_flags(split, &[n::pattern, n::string, n::maxsplit, n::flags], 2);
        sub = with_flags(sub, &[n::pattern, n::repl, n::string, n::count, n::flags], 3);
        subn = with_flags(subn, &[n::pattern, n::repl, n::string, n::count, n::flags], 3);
        escape = with_flags(escape, &[n::pattern], 1);
        purge = Item::Function(Native::new(purge, 0, 0));
        error = Item::Type(crate::RE_ERROR);
        Pattern = Item::Type(crate::RE_PATTERN);
        Match = Item::Type(crate::RE_MATCH);
        RegexFlag = Item::Getter(flag_class);
        NOFLAG = Item::Getter(|m| flag_value(m, 0));
        A = Item::Getter(|m| flag_value(m, flag::ASCII as i64));
        ASCII = Item::Getter(|m| flag_value(m, flag::ASCII as i64));
        DEBUG = Item::Getter(|m| flag_value(m, flag::DEBUG as i64));
        I = Item::Getter(|m| flag_value(m, flag::IGNORECASE as i64));
        IGNORECASE = Item::Getter(|m| flag_value(m, flag::IGNORECASE as i64));
        L = Item::Getter(|m| flag_value(m, flag::LOCALE as i64));
        LOCALE = Item::Getter(|m| flag_value(m, flag::LOCALE as i64));
        M = Item::Getter(|m| flag_value(m, flag::MULTILINE as i64));
        MULTILINE = Item::Getter(|m| flag_value(m, flag::MULTILINE as i64));
        S = Item::Getter(|m| flag_value(m, flag::DOTALL as i64));
        DOTALL = Item::Getter(|m| flag_value(m, flag::DOTALL as i64));
        U = Item::Getter(|m| flag_value(m, flag::UNICODE as i64));
        UNICODE = Item::Getter(|m| flag_value(m, flag::UNICODE as i64));
        X = Item::Getter(|m| flag_value(m, flag::VERBOSE as i64));
        VERBOSE = Item::Getter(|m| flag_value(m, flag::VERBOSE as i64));
    },
);

/// `re.RegexFlag`: an int that knows the names of its bits.
fn flag_class(m: &mut Machine) -> R {
    once(m, Value::name(n::RegexFlag), |m| {
        let module = m.intern(b"_regex_flag")?;
        let module = m.import(None, module, Value::NONE, 0)?;
        m.getattr(module, Value::name(n::RegexFlag))
    })
}

fn flag_value(m: &mut Machine, bits: i64) -> R {
    let class = flag_class(m)?;
    m.call(class, &[Value::small_wrapping(bits)])
}

static ERROR_MEMBERS: &[Member] = &[];

/// `re.error`: an exception with `msg`, `pattern`, `pos`, `lineno` and `colno`.
pub static ERROR: Space = Space::class(n::error, types::EXCEPTION, ERROR_MEMBERS)
    .new(Native::new(new_error, 1, ANY).collect())
    .subclassable()
    .of_module(n::re);

/// `error(msg, pattern=None, pos=None)`.
fn new_error(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    // The last argument is the dict of keywords.
    let given = args.len().saturating_sub(2);
    let tuple = m.new_tuple_of(args.rest(1), given)?;
    let e = m.new_exception_object(class, tuple)?;
    for (i, name) in [n::msg, n::pattern, n::pos].into_iter().enumerate() {
        let v = if i < given {
            args.at(m, 1 + i)
        } else {
            Value::NONE
        };
        exceptions::set_attr(m, e, Value::name(name), v)?;
    }
    for name in [n::lineno, n::colno] {
        exceptions::set_attr(m, e, Value::name(name), Value::NONE)?;
    }
    Ok(e)
}

/// Raises what is wrong with a pattern or a template.
#[cold]
pub(super) fn raise(m: &mut Machine, error: re::Error, source: Value) -> Raised {
    match raise_or_fail(m, error, source) {
        Ok(raised) | Err(raised) => raised,
    }
}

fn raise_or_fail(m: &mut Machine, error: re::Error, source: Value) -> R<Raised> {
    let message = {
        let text = source_bytes(m, source);
        let mut buffer = Written {
            bytes: [0; 200],
            len: 0,
        };
        // A message too long for the buffer is cut short.
        let _ = error.write_message(text, &mut buffer);
        let end = floor(&buffer.bytes, buffer.len);
        m.new_str(buffer.bytes.get(..end).unwrap_or_default())?
    };
    let class = match error.kind {
        ErrorKind::RepetitionTooLarge => types::OVERFLOW_ERROR,
        ErrorKind::LocaleWithStr
        | ErrorKind::UnicodeWithBytes
        | ErrorKind::AsciiAndUnicode
        | ErrorKind::AsciiAndLocale => types::VALUE_ERROR,
        _ => crate::RE_ERROR,
    };
    if class != crate::RE_ERROR {
        return Ok(m.raise_with(class, message));
    }
    let place = error.at.map(|at| {
        let text = source_bytes(m, source);
        let before = text.get(..at as usize).unwrap_or(text);
        let str = m.str_bytes(source).is_some();
        let count = |part: &[u8]| match str {
            true => pyrite_core::utf8::count(part),
            false => part.len(),
        };
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let column = count(before.get(line_start..).unwrap_or_default()) + 1;
        let lines = memchr::memchr(b'\n', text).is_some();
        (count(before) as i64, line as i64, column as i64, lines)
    });
    let mut pieces = [Piece::S(""); 8];
    pieces[0] = Piece::V(message);
    let mut fields = [Value::NONE; 3];
    if let Some((pos, line, column, lines)) = place {
        pieces[1] = Piece::S(" at position ");
        pieces[2] = Piece::I(pos);
        if lines {
            pieces[3] = Piece::S(" (line ");
            pieces[4] = Piece::I(line);
            pieces[5] = Piece::S(", column ");
            pieces[6] = Piece::I(column);
            pieces[7] = Piece::S(")");
        }
        fields = [m.new_int(pos)?, m.new_int(line)?, m.new_int(column)?];
    }
    let text = m.message(&pieces)?;
    let e = m.new_exception(crate::RE_ERROR, text)?;
    let [pos, line, column] = fields;
    for (name, v) in [
        (n::msg, message),
        (n::pattern, source),
        (n::pos, pos),
        (n::lineno, line),
        (n::colno, column),
    ] {
        exceptions::set_attr(m, e, Value::name(name), v)?;
    }
    Ok(m.raise(e))
}

struct Written {
    bytes: [u8; 200],
    len: usize,
}

impl core::fmt::Write for Written {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        for byte in text.bytes() {
            *self.bytes.get_mut(self.len).ok_or(core::fmt::Error)? = byte;
            self.len += 1;
        }
        Ok(())
    }
}

/// The end of the last whole character in the first `end` bytes.
fn floor(bytes: &[u8], end: usize) -> usize {
    let text = bytes.get(..end).unwrap_or_default();
    match core::str::from_utf8(text) {
        Ok(_) => end,
        Err(error) => error.valid_up_to(),
    }
}

/// The bytes of a str or bytes-like source.
fn source_bytes<'m>(m: &'m Machine, source: Value) -> &'m [u8] {
    m.str_bytes(source)
        .or_else(|| m.buffer_bytes(source))
        .unwrap_or_default()
}

fn flags_of(m: &mut Machine, flags: Option<Value>) -> R<u32> {
    match flags {
        Some(v) => Ok(m.to_i64(v)? as u32),
        None => Ok(0),
    }
}

/// The pattern behind a first argument: a compiled one as it is, a text compiled or remembered.
fn pattern_of(m: &mut Machine, v: Value, flags: Option<Value>) -> R<Ref> {
    if let Some(pattern) = m.as_record(v, crate::RE_PATTERN) {
        return match flags_of(m, flags)? {
            0 => Ok(pattern),
            _ => Err(m.value_error(&[Piece::S(
                "cannot process flags argument with a compiled pattern",
            )])),
        };
    }
    let flags = flags_of(m, flags)?;
    let key = match flags {
        0 => v,
        _ => {
            let flags = m.new_int(i64::from(flags))?;
            m.new_tuple(&[v, flags])?
        }
    };
    let text = m.str_bytes(v).is_some();
    if !text && m.buffer_bytes(v).is_none() {
        return Err(m.type_error(&[Piece::S(
            "first argument must be string or compiled pattern",
        )]));
    }
    // A bytearray may change: it is no key.
    let fixed = text || m.as_native(v, Kind::Bytes).is_some();
    let cache = cache(m)?;
    if fixed
        && let Some(found) = m.dict_get(cache, key)?
        && let Some(pattern) = m.as_record(found, crate::RE_PATTERN)
    {
        m.keep(found);
        return Ok(pattern);
    }
    let pattern = pattern::new(m, v, flags)?;
    if fixed && flags & flag::DEBUG == 0 {
        if m.table_len(cache) >= REMEMBERED {
            m.table_clear(cache);
        }
        m.dict_set(cache, key, Value::reference(pattern))?;
    }
    Ok(pattern)
}

/// The dict of remembered patterns.
fn cache(m: &mut Machine) -> R<Ref> {
    let Some(state) = m.root(Root::State).as_ref() else {
        return Err(m.out_of_memory());
    };
    let name = Value::name(n::re);
    if let Some(dict) = m.name_get(state, name).and_then(Value::as_ref) {
        return Ok(dict);
    }
    let dict = m.new_dict()?;
    m.name_set(state, name, dict)?;
    match dict.as_ref() {
        Some(dict) => Ok(dict),
        None => Err(m.out_of_memory()),
    }
}

fn compile(m: &mut Machine, args: Args) -> R {
    let (pattern, flags) = (args.at(m, 0), args.get(m, 1));
    pattern_of(m, pattern, flags).map(Value::reference)
}

fn purge(m: &mut Machine, _: Args) -> R {
    let cache = cache(m)?;
    m.table_clear(cache);
    Ok(Value::NONE)
}

fn do_match(m: &mut Machine, args: Args) -> R {
    one(m, args, re::Mode::Match)
}

fn fullmatch(m: &mut Machine, args: Args) -> R {
    one(m, args, re::Mode::Full)
}

fn search(m: &mut Machine, args: Args) -> R {
    one(m, args, re::Mode::Search)
}

fn one(m: &mut Machine, args: Args, mode: re::Mode) -> R {
    let (pattern, string, flags) = (args.at(m, 0), args.at(m, 1), args.get(m, 2));
    let pattern = pattern_of(m, pattern, flags)?;
    pattern::one(m, pattern, string, mode, None, None)
}

fn findall(m: &mut Machine, args: Args) -> R {
    let (pattern, string, flags) = (args.at(m, 0), args.at(m, 1), args.get(m, 2));
    let pattern = pattern_of(m, pattern, flags)?;
    pattern::all(m, pattern, string, None, None)
}

fn finditer(m: &mut Machine, args: Args) -> R {
    let (pattern, string, flags) = (args.at(m, 0), args.at(m, 1), args.get(m, 2));
    let pattern = pattern_of(m, pattern, flags)?;
    pattern::finder(m, pattern, string, None, None)
}

fn split(m: &mut Machine, args: Args) -> R {
    let (pattern, string) = (args.at(m, 0), args.at(m, 1));
    let (most, flags) = (args.get(m, 2), args.get(m, 3));
    let pattern = pattern_of(m, pattern, flags)?;
    pattern::split_text(m, pattern, string, most)
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
    let (pattern, replacement, string) = (args.at(m, 0), args.at(m, 1), args.at(m, 2));
    let (count, flags) = (args.get(m, 3), args.get(m, 4));
    let pattern = pattern_of(m, pattern, flags)?;
    substitute::substitute(m, pattern, replacement, string, count)
}

/// Puts a backslash before every character that means something.
fn escape(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let text = m.str_bytes(v).is_some();
    let Some(len) = m
        .str_bytes(v)
        .or_else(|| m.buffer_bytes(v))
        .map(<[u8]>::len)
    else {
        return Err(m.type_error(&[
            Piece::S("decoding to str: need a bytes-like object, "),
            Piece::T(v),
            Piece::S(" found"),
        ]));
    };
    let mut out = Text::with_capacity(m, len + len / 4)?;
    for at in 0..len {
        let byte = source_bytes(m, v).get(at).copied().unwrap_or(0);
        if b"()[]{}?*+-|^$\\.&~# \t\n\r\x0b\x0c".contains(&byte) {
            out.push_byte(m, b'\\')?;
        }
        out.push_byte(m, byte)?;
    }
    if text {
        out.finish(m)
    } else {
        out.finish_bytes(m)
    }
}
