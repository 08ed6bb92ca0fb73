//! The layout of a stream and what moves its bytes: reading ahead, taking, putting, going to a place.
//! Knows positions in bytes; that Python counts characters in a StringIO is the business of `methods`.

use crate::errno;
use crate::system::ask;
use pyrite_core::files::{Errno, Handle, Whence};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::{R, Ref, TypeId, Value, types, utf8};

/// Bytes read ahead from a file.
pub const CHUNK: usize = if cfg!(target_pointer_width = "64") {
    8192
} else {
    512
};

/// Bytes that pass over the native stack at a time, between the heap and the host.
pub const PART: usize = 256;

/// Words of the record.
const HANDLE: usize = 1;
const FLAGS: usize = 2;
pub const NAME: usize = 3;
pub const MODE: usize = 4;
/// A buffer: all of a stream in memory, what was read ahead of a file.
const CONTENT: usize = 5;
/// Where the next byte is taken from the buffer, and where its bytes end.
const AT: usize = 6;
const LEN: usize = 7;

pub const READ: i64 = 1;
pub const WRITE: i64 = 2;
pub const TEXT: i64 = 4;
pub const CLOSED: i64 = 8;
/// `\r\n` and `\r` are read as `\n`.
pub const TRANSLATE: i64 = 16;
pub const MEMORY: i64 = 32;
/// Closing the stream leaves the file open.
pub const BORROWED: i64 = 64;

/// A stream object. References stay good while a native function runs.
#[derive(Clone, Copy)]
pub struct Stream(pub Ref);

/// What the file behind a new stream is.
pub struct Source {
    pub handle: Handle,
    pub flags: i64,
    pub name: Value,
    pub mode: Value,
}

pub fn new(m: &mut Machine, class: TypeId, source: &Source) -> R {
    let zero = Value::small_wrapping(0);
    let handle = Value::small_wrapping(i64::from(source.handle.0));
    let flags = Value::small_wrapping(source.flags);
    m.new_record(
        class,
        &[
            handle,
            flags,
            source.name,
            source.mode,
            Value::NONE,
            zero,
            zero,
        ],
    )
}

impl Stream {
    /// The stream that `v` is, open or not.
    pub fn any(m: &mut Machine, v: Value) -> R<Stream> {
        let classes = [
            crate::TEXT_FILE,
            crate::BINARY_FILE,
            crate::STRING_IO,
            crate::BYTES_IO,
        ];
        match classes.iter().find_map(|class| m.as_record(v, *class)) {
            Some(r) => Ok(Stream(r)),
            None => Err(m.type_error(&[Piece::S("expected a stream, not "), Piece::T(v)])),
        }
    }

    /// The stream that `v` is; a ValueError when it is closed.
    pub fn open(m: &mut Machine, v: Value) -> R<Stream> {
        let stream = Stream::any(m, v)?;
        if stream.has(m, CLOSED) {
            return Err(m.value_error(&[Piece::S("I/O operation on closed file.")]));
        }
        Ok(stream)
    }

    /// The open stream that `v` is; an OSError when it was not opened for this (`READ` or `WRITE`).
    pub fn open_for(m: &mut Machine, v: Value, what: i64) -> R<Stream> {
        let stream = Stream::open(m, v)?;
        if stream.has(m, what) {
            return Ok(stream);
        }
        let text = if what == READ {
            "not readable"
        } else {
            "not writable"
        };
        Err(m.error(types::OS_ERROR, &[Piece::S(text)]))
    }

    fn number(self, m: &Machine, field: usize) -> usize {
        let number = m.heap.value(self.0, field).as_small();
        number
            .and_then(|number| usize::try_from(number).ok())
            .unwrap_or(0)
    }

    fn set_number(self, m: &mut Machine, field: usize, number: usize) {
        m.heap
            .set_value(self.0, field, Value::small_wrapping(number as i64));
    }

    pub fn handle(self, m: &Machine) -> Handle {
        Handle(u32::try_from(self.number(m, HANDLE)).unwrap_or(u32::MAX))
    }

    pub fn flags(self, m: &Machine) -> i64 {
        m.heap.value(self.0, FLAGS).as_small().unwrap_or(CLOSED)
    }

    pub fn has(self, m: &Machine, flag: i64) -> bool {
        self.flags(m) & flag != 0
    }

    pub fn field(self, m: &Machine, field: usize) -> Value {
        m.heap.value(self.0, field)
    }

    /// Position in a stream in memory.
    pub fn at(self, m: &Machine) -> usize {
        self.number(m, AT)
    }

    pub fn set_at(self, m: &mut Machine, at: usize) {
        self.set_number(m, AT, at);
    }

    /// Length of a stream in memory.
    pub fn len(self, m: &Machine) -> usize {
        self.number(m, LEN)
    }

    /// All bytes of a stream in memory, all read ahead of a file.
    pub fn content<'m>(self, m: &'m Machine) -> &'m [u8] {
        match m.heap.value(self.0, CONTENT).as_ref() {
            Some(buffer) => m.heap.bytes(buffer, 1, self.len(m)),
            None => &[],
        }
    }

    /// Bytes that can be taken without asking the host.
    pub fn ahead<'m>(self, m: &'m Machine) -> &'m [u8] {
        self.content(m).get(self.at(m)..).unwrap_or_default()
    }

    /// Gets a buffer of at least `size` bytes; its content stays.
    fn reserve(self, m: &mut Machine, size: usize) -> R<Ref> {
        let old = m.heap.value(self.0, CONTENT).as_ref();
        let had = old.map_or(0, |old| m.heap.header(old).n());
        if let Some(old) = old
            && had >= size
        {
            return Ok(old);
        }
        let size = size.max(had + had / 2).max(32);
        let new = m.alloc(
            Kind::Buffer,
            size,
            1 + size.div_ceil(pyrite_core::value::WORD),
        )?;
        if let Some(old) = old {
            let len = self.len(m);
            m.copy_bytes(old, 1, 0, new, 1, 0, len);
        }
        m.heap.set_value(self.0, CONTENT, Value::reference(new));
        Ok(new)
    }

    /// Reads ahead; false at the end.
    pub fn fill(self, m: &mut Machine) -> R<bool> {
        if self.has(m, MEMORY) {
            return Ok(false);
        }
        let buffer = self.reserve(m, CHUNK)?;
        let handle = self.handle(m);
        let room = m.heap.bytes_mut(buffer, 1, CHUNK);
        let count = match m.host.files() {
            _ if handle.0 == 0 => m.host.read_line(room).ok_or(Errno::EIO),
            Some(files) => files.read(handle, room),
            None => Err(Errno::ENODEV),
        };
        let count = count.map_err(|number| errno::raise(m, number, None))?;
        if count == 0 && m.host.interrupted() {
            return Err(m.raise_with(types::KEYBOARD_INTERRUPT, Value::UNBOUND));
        }
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, count);
        Ok(count > 0)
    }

    /// Takes up to `limit` characters (or bytes), or up to the end of a line.
    pub fn take(self, m: &mut Machine, limit: Option<usize>, line: bool) -> R<Text> {
        let flags = self.flags(m);
        let mut taken = Text::new(m)?;
        let mut scan = Scan {
            flags,
            limit,
            line,
            count: 0,
            missing: 0,
            after_return: false,
            done: limit == Some(0),
        };
        while !scan.done {
            if self.ahead(m).is_empty() && !self.fill(m)? {
                break;
            }
            let mut part = [0; PART];
            let ahead = self.ahead(m);
            let given = ahead.len().min(PART);
            part[..given].copy_from_slice(&ahead[..given]);
            let (used, kept) = scan.part(&mut part, given);
            let at = self.at(m) + used;
            self.set_at(m, at);
            taken.push(m, part.get(..kept).unwrap_or_default())?;
        }
        if scan.after_return
            && (!self.ahead(m).is_empty() || self.fill(m)?)
            && self.ahead(m).first() == Some(&b'\n')
        {
            let at = self.at(m) + 1;
            self.set_at(m, at);
        }
        Ok(taken)
    }

    /// What was read ahead is forgotten, and the file's position is where the stream's is.
    pub fn drop_ahead(self, m: &mut Machine) -> R<()> {
        let unread = self.ahead(m).len();
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, 0);
        if unread > 0 && self.handle(m).0 > 2 {
            let handle = self.handle(m);
            ask(m, None, |files| {
                files.seek(handle, -(unread as i64), Whence::Current)
            })?;
        }
        Ok(())
    }

    /// Writes bytes at the position.
    pub fn put(self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        if self.has(m, MEMORY) {
            return self.put_in_memory(m, bytes);
        }
        let handle = self.handle(m);
        if let 1 | 2 = handle.0 {
            m.host.write(bytes, handle.0 == 2);
            return Ok(());
        }
        if self.len(m) > 0 {
            self.drop_ahead(m)?;
        }
        let mut rest = bytes;
        while !rest.is_empty() {
            let count = ask(m, None, |files| files.write(handle, rest))?;
            rest = rest.get(count.max(1)..).unwrap_or_default();
        }
        Ok(())
    }

    fn put_in_memory(self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        let (at, len) = (self.at(m), self.len(m));
        let Some(end) = at.checked_add(bytes.len()) else {
            return Err(m.out_of_memory());
        };
        let buffer = self.reserve(m, end)?;
        let room = m.heap.bytes_mut(buffer, 1, end);
        if at > len {
            room[len..at].fill(0);
        }
        room[at..].copy_from_slice(bytes);
        self.set_number(m, LEN, len.max(end));
        self.set_at(m, end);
        Ok(())
    }

    /// Makes a stream in memory this long.
    pub fn set_len(self, m: &mut Machine, len: usize) {
        let len = len.min(self.len(m));
        self.set_number(m, LEN, len);
    }

    pub fn close(self, m: &mut Machine) -> R<()> {
        let flags = self.flags(m);
        if flags & CLOSED != 0 {
            return Ok(());
        }
        m.heap
            .set_value(self.0, FLAGS, Value::small_wrapping(flags | CLOSED));
        m.heap.set_value(self.0, CONTENT, Value::NONE);
        self.set_number(m, LEN, 0);
        if flags & (MEMORY | BORROWED) == 0 {
            let handle = self.handle(m);
            ask(m, None, |files| files.close(handle))?;
        }
        Ok(())
    }
}

/// Where taking stands between two parts of a buffer.
struct Scan {
    flags: i64,
    limit: Option<usize>,
    line: bool,
    /// Characters or bytes taken.
    count: usize,
    /// Bytes that the character begun still needs.
    missing: usize,
    /// A carriage return came last and was taken as a line's end: a line feed behind it belongs to it.
    after_return: bool,
    done: bool,
}

impl Scan {
    /// Takes what is wanted of the first `given` bytes of a part, and moves it to its start: bytes used, bytes to keep.
    fn part(&mut self, part: &mut [u8; PART], given: usize) -> (usize, usize) {
        let mut kept = 0;
        for used in 0..given {
            let mut byte = part[used];
            if core::mem::replace(&mut self.after_return, false) && byte == b'\n' {
                if self.done {
                    return (used + 1, kept);
                }
                continue;
            }
            if self.done {
                return (used, kept);
            }
            if byte == b'\r' && self.flags & TRANSLATE != 0 {
                byte = b'\n';
                self.after_return = true;
            }
            part[kept] = byte;
            kept += 1;
            if self.missing > 0 && byte & 0xc0 == 0x80 {
                self.missing -= 1;
            } else {
                self.count += 1;
                self.missing = if self.flags & TEXT != 0 {
                    utf8::length(byte) - 1
                } else {
                    0
                };
            }
            self.done =
                self.missing == 0 && (self.limit == Some(self.count) || self.line && byte == b'\n');
            if self.done && !self.after_return {
                return (used + 1, kept);
            }
        }
        (given, kept)
    }
}
