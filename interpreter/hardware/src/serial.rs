//! Lines that carry bytes: a UART, or the console. What `uart` of the micro:bit, `UART` and `USB_VCP` read and write, and how long
//! they wait for it.

use pyrite_core::machine::{Machine, Progress, Text, Wait};
use pyrite_core::{Args, Member, R, Space, Value, n, types};

use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{bytes_len, copy_bytes, fill_buffer, given, int_in, number, told};

/// Where bytes come from and go to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The board's line with this number.
    Uart(u8),
    /// What is typed while a program runs, and where `print` writes.
    Console,
}

/// Of a `UART`: the line's number, and how long it waits for the first byte and for each other, in milliseconds.
const NUMBER: usize = 1;
pub const TIMEOUT: usize = 2;
pub const TIMEOUT_CHAR: usize = 3;

pub const READ: Member = told(
    n::read,
    read,
    1,
    2,
    "read([nbytes]) -- the bytes that wait, at most nbytes; None if there are none",
);
pub const READ_INTO: Member = told(
    n::readinto,
    read_into,
    2,
    3,
    "readinto(buf[, nbytes]) -- read into a buffer: how many bytes, None if there are none",
);
pub const READ_LINE: Member = told(
    n::readline,
    read_line,
    1,
    1,
    "readline() -- the bytes up to the end of a line; None if there are none",
);
pub const WRITE: Member = told(
    n::write,
    write,
    2,
    2,
    "write(buf) -- write bytes or a text: how many bytes",
);

impl Line {
    pub fn waiting(self, m: &mut Machine) -> R<usize> {
        match self {
            Line::Uart(id) => part::uart(m, id, |line| Ok(line.waiting())),
            Line::Console => Ok(m.host.keys_waiting()),
        }
    }

    fn take(self, m: &mut Machine, into: &mut [u8]) -> R<usize> {
        match self {
            Line::Uart(id) => part::uart(m, id, |line| Ok(line.read(into))),
            Line::Console => Ok(m.host.read_keys(into)),
        }
    }

    /// Writes bytes: how many were taken.
    pub fn put(self, m: &mut Machine, bytes: &[u8]) -> R<usize> {
        match self {
            Line::Uart(id) => part::uart(m, id, |line| line.write(bytes)),
            Line::Console => {
                m.host.write(bytes, false);
                Ok(bytes.len())
            }
        }
    }

    /// As a number that can be kept.
    fn code(self) -> i32 {
        match self {
            Line::Uart(id) => i32::from(id),
            Line::Console => -1,
        }
    }

    fn of_code(code: i32) -> Line {
        u8::try_from(code).map_or(Line::Console, Line::Uart)
    }
}

/// The line of the object whose method this is.
pub fn own(m: &mut Machine, args: Args) -> R<Line> {
    line_of(m, args.at(m, 0)).ok_or_else(|| types::receiver::wrong_receiver(m, args))
}

fn line_of(m: &Machine, v: Value) -> Option<Line> {
    if let Some(r) = m.as_record(v, crate::UART) {
        return Some(Line::Uart(number(m, r, NUMBER) as u8));
    }
    if m.as_record(v, crate::MICROBIT_UART).is_some() {
        // Without pins it is the console.
        let pins = state::get(m, at::UART_PINS) != 0;
        return Some(if pins { Line::Uart(0) } else { Line::Console });
    }
    m.as_record(v, crate::USB_VCP).map(|_| Line::Console)
}

/// What a reader gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// A bytes object, or None.
    Bytes,
    /// A bytes object, maybe empty.
    Whole,
    /// How many went into the buffer, or None.
    Filled,
    /// How many went into the buffer.
    Count,
    /// A byte as an int, or -1.
    Byte,
}

const KINDS: [As; 5] = [As::Bytes, As::Whole, As::Filled, As::Count, As::Byte];

/// What is to be read.
pub struct Wanted {
    pub most: usize,
    /// Not past the end of a line.
    pub to_line_end: bool,
    pub into: Option<Value>,
    pub result: As,
    /// Microseconds for the first byte, and for each other.
    pub first: u64,
    pub other: u64,
}

impl Wanted {
    /// So many bytes, in the time that the object of the method gives.
    fn by(m: &Machine, args: Args, most: usize, result: As) -> Wanted {
        let r = m.as_record(args.at(m, 0), crate::UART);
        let micros = |at| r.map_or(0, |r| number(m, r, at) as u64 * 1000);
        Wanted {
            most,
            to_line_end: false,
            into: None,
            result,
            first: micros(TIMEOUT),
            other: micros(TIMEOUT_CHAR),
        }
    }
}

/// Microseconds between two looks at a line.
const STEP: u64 = 2000;

/// Reads what waits; while it is less than is wanted, waits for more as long as it may.
pub fn receive(m: &mut Machine, line: Line, wanted: Wanted) -> R {
    state::ready(m)?;
    let now = m.host.micros();
    state::set(m, at::READ_LINE, line.code());
    state::set(m, at::READ_MOST, wanted.most.min(i32::MAX as usize) as i32);
    state::set(m, at::READ_TO_END, i32::from(wanted.to_line_end));
    let kind = KINDS.iter().position(|kind| *kind == wanted.result);
    state::set(m, at::READ_AS, kind.unwrap_or(0) as i32);
    state::set_time(m, at::READ_UNTIL, now.saturating_add(wanted.first));
    state::set_time(m, at::READ_MORE, wanted.other);
    state::set_value(m, Slot::ReadInto, wanted.into.unwrap_or(Value::NONE));
    state::set_value(m, Slot::Received, Value::NONE);
    match go_on(m)? {
        Progress::Done(v) => Ok(v),
        Progress::Wait(wait) => m.wait(wait, go_on),
    }
}

/// Adds what came to what is there. Whether that is all that is wanted.
fn collect(m: &mut Machine, line: Line, most: usize, to_line_end: bool) -> R<bool> {
    let before = state::value(m, Slot::Received);
    let mut text = Text::new(m)?;
    if !before.is_none() {
        text.push_all(m, before)?;
    }
    let old = text.len();
    let mut buffer = [0; 32];
    let mut ended = false;
    while text.len() < most && !ended {
        let room = if to_line_end {
            1
        } else {
            buffer.len().min(most - text.len())
        };
        let count = line.take(m, &mut buffer[..room])?;
        if count == 0 {
            break;
        }
        text.push(m, &buffer[..count])?;
        ended = to_line_end && buffer[0] == b'\n';
    }
    let len = text.len();
    if len > old {
        let bytes = text.finish_bytes(m)?;
        state::set_value(m, Slot::Received, bytes);
        let now = m.host.micros();
        let more = state::time(m, at::READ_MORE);
        state::set_time(m, at::READ_UNTIL, now.saturating_add(more));
    }
    Ok(ended || len >= most)
}

fn go_on(m: &mut Machine) -> R<Progress> {
    let line = Line::of_code(state::get(m, at::READ_LINE));
    let most = state::get(m, at::READ_MOST) as usize;
    let to_line_end = state::get(m, at::READ_TO_END) != 0;
    let mark = m.mark();
    let all = collect(m, line, most, to_line_end)?;
    m.release(mark);
    let (now, until) = (m.host.micros(), state::time(m, at::READ_UNTIL));
    if !all && now < until {
        return Ok(Progress::Wait(Wait::Until(until.min(now + STEP))));
    }
    let received = state::value(m, Slot::Received);
    let into = state::value(m, Slot::ReadInto);
    m.keep(received);
    m.keep(into);
    state::set_value(m, Slot::Received, Value::NONE);
    state::set_value(m, Slot::ReadInto, Value::NONE);
    let kind = KINDS.get(state::get(m, at::READ_AS) as usize);
    deliver(m, received, into, kind.copied().unwrap_or(As::Bytes)).map(Progress::Done)
}

fn deliver(m: &mut Machine, received: Value, into: Value, result: As) -> R {
    match result {
        As::Whole if received.is_none() => m.new_bytes(&[]),
        As::Bytes | As::Whole => Ok(received),
        As::Byte => {
            let byte = m
                .buffer_bytes(received)
                .and_then(|bytes| bytes.first().copied());
            Ok(Value::small_wrapping(byte.map_or(-1, i64::from)))
        }
        As::Filled if received.is_none() => Ok(Value::NONE),
        As::Filled | As::Count => {
            let len = m.buffer_bytes(received).map_or(0, <[u8]>::len);
            if len > 0 {
                pour(m, received, into)?;
            }
            m.new_int(len as i64)
        }
    }
}

/// Puts the bytes of one value into another.
pub fn pour(m: &mut Machine, from: Value, into: Value) -> R<()> {
    let mut buffer = [0; 64];
    let mut at = 0;
    loop {
        let count = copy_bytes(m, from, at, &mut buffer);
        if count == 0 {
            return Ok(());
        }
        fill_buffer(m, into, at, &buffer[..count])?;
        at += count;
    }
}

fn read(m: &mut Machine, args: Args) -> R {
    let line = own(m, args)?;
    let most = match given(m, args, 1) {
        Some(_) => int_in(m, args, 1, 0, 0, i64::MAX, "nbytes")?,
        None => i64::MAX,
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let wanted = Wanted::by(m, args, most, As::Bytes);
    receive(m, line, wanted)
}

fn read_line(m: &mut Machine, args: Args) -> R {
    let line = own(m, args)?;
    let wanted = Wanted {
        to_line_end: true,
        ..Wanted::by(m, args, usize::MAX, As::Bytes)
    };
    receive(m, line, wanted)
}

fn read_into(m: &mut Machine, args: Args) -> R {
    let (line, into) = (own(m, args)?, args.at(m, 1));
    let len = bytes_len(m, into)?;
    let most = int_in(m, args, 2, len as i64, 0, i64::MAX, "nbytes")?;
    let most = usize::try_from(most).unwrap_or(usize::MAX).min(len);
    let wanted = Wanted {
        into: Some(into),
        ..Wanted::by(m, args, most, As::Filled)
    };
    receive(m, line, wanted)
}

/// `readchar()`: the next byte as an int.
pub fn read_byte(m: &mut Machine, args: Args) -> R {
    let line = own(m, args)?;
    let wanted = Wanted::by(m, args, 1, As::Byte);
    receive(m, line, wanted)
}

fn write(m: &mut Machine, args: Args) -> R {
    let (line, v) = (own(m, args)?, args.at(m, 1));
    write_value(m, line, v)
}

/// Writes the bytes of an argument to a line: how many were taken.
pub fn write_value(m: &mut Machine, line: Line, v: Value) -> R {
    bytes_len(m, v)?;
    let mut buffer = [0; 64];
    let mut from = 0;
    loop {
        let count = copy_bytes(m, v, from, &mut buffer);
        let taken = match count {
            0 => 0,
            _ => line.put(m, &buffer[..count])?,
        };
        if taken == 0 {
            return m.new_int(from as i64);
        }
        from += taken;
    }
}

// ---- functions that are called when bytes come

/// The record's type, which no program can name.
pub static LISTENER: Space = Space::class(n::_hardware, types::OBJECT, &[]).of_module(n::_hardware);

/// Of a listener: the object whose line it is, the function, and how many bytes waited when it was looked at last.
const OWNER: usize = 1;
const FUNCTION: usize = 2;
const SEEN: usize = 3;

/// `irq(handler=None, trigger=..., hard=False)`: calls handler(object) when bytes have come.
pub fn irq(m: &mut Machine, args: Args) -> R {
    own(m, args)?;
    let owner = args.at(m, 0);
    let list = state::list(m, Slot::Listeners)?;
    for i in 0..m.list_len(list) {
        let v = m.list_item(list, i);
        if let Some(listener) = m.as_record(v, crate::LISTENER)
            && m.heap.value(listener, OWNER) == owner
        {
            m.list_set(list, i, Value::NONE);
        }
    }
    let Some(function) = given(m, args, 1) else {
        return Ok(Value::NONE);
    };
    crate::microbit::timer::callable(m, function)?;
    let listener = m.new_record(
        crate::LISTENER,
        &[owner, function, Value::small_wrapping(0)],
    )?;
    m.list_push(list, listener)?;
    let now = m.host.micros();
    m.tick_by(now);
    Ok(Value::NONE)
}

/// Calls functions for bytes that have come.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let Some(list) = state::value(m, Slot::Listeners).as_ref() else {
        return Ok(u64::MAX);
    };
    let mut next = u64::MAX;
    let mut i = 0;
    while i < m.list_len(list) {
        let v = m.list_item(list, i);
        i += 1;
        let Some(listener) = m.as_record(v, crate::LISTENER) else {
            continue;
        };
        next = now + STEP;
        let owner = m.heap.value(listener, OWNER);
        let Some(line) = line_of(m, owner) else {
            continue;
        };
        let waiting = line.waiting(m)? as i64;
        let seen = number(m, listener, SEEN);
        if state::get(m, at::MASKED) == 0 {
            m.heap
                .set_value(listener, SEEN, Value::small_wrapping(waiting));
            if waiting > seen {
                let mark = m.mark();
                m.keep(v);
                let function = m.heap.value(listener, FUNCTION);
                let called = m.call(function, &[owner]);
                m.release(mark);
                called?;
                let left = line.waiting(m)? as i64;
                m.heap
                    .set_value(listener, SEEN, Value::small_wrapping(left));
            }
        }
    }
    Ok(next)
}
