//! The layout of a stream and what moves its bytes: reading ahead, taking, putting, closing.
//! Knows positions in bytes; that Python counts characters in a StringIO is the business of `methods`.

use super::scan::{Scan, Tail};
use crate::errno;
use crate::system::ask;
use pyrite_core::files::{Errno, Handle, Whence};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::types::codec;
use pyrite_core::{R, Ref, TypeId, Value, n, types};

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
/// The Python object that the bytes go to and come from; None: the host's file.
pub const OBJECT: usize = 8;
/// A text's encoding and how errors in it are treated, as they were given.
pub const ENCODING: usize = 9;
pub const ERRORS: usize = 10;

pub const READ: i64 = 1;
pub const WRITE: i64 = 2;
pub const TEXT: i64 = 4;
pub const CLOSED: i64 = 8;
/// `\r\n` and `\r` are read as `\n`.
pub const TRANSLATE: i64 = 16;
pub const MEMORY: i64 = 32;
/// Closing the stream leaves the file open.
pub const BORROWED: i64 = 64;
/// Lines end at `\n`, `\r` or `\r\n`, and keep that.
pub const ANY_END: i64 = 128;
/// Lines end at `\r`; `\n` is written so.
pub const RETURN_END: i64 = 256;
/// Lines end at `\r\n`; `\n` is written so.
pub const BOTH_END: i64 = 512;
/// The text is not plain UTF-8: it is decoded whole and encoded piece by piece.
pub const CODED: i64 = 1024;
/// The buffer holds what is still to be written to the object.
const WAITING: i64 = 2048;
/// The next reading finds the end of the input, which was seen already.
const AT_END: i64 = 4096;

/// A stream object. References stay good while a native function runs.
#[derive(Clone, Copy)]
pub struct Stream(pub Ref);

/// What is behind a new stream.
pub struct Source {
    /// A file; the size of the buffer where an object is behind the stream.
    pub handle: Handle,
    pub flags: i64,
    pub name: Value,
    pub mode: Value,
    pub object: Value,
    pub encoding: Value,
    pub errors: Value,
}

impl Source {
    pub fn file(handle: Handle, flags: i64, name: Value, mode: Value) -> Source {
        Source {
            handle,
            flags,
            name,
            mode,
            object: Value::NONE,
            encoding: Value::NONE,
            errors: Value::NONE,
        }
    }
}

/// Where the bytes of a stream are.
pub enum Backing {
    Memory,
    Object(Value),
    File(Handle),
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
            source.object,
            source.encoding,
            source.errors,
        ],
    )
}

impl Stream {
    /// The stream that `v` is, open or not.
    pub fn any(m: &mut Machine, v: Value) -> R<Stream> {
        let own = m.payload(v);
        let record = m.heap.as_kind(own, Kind::Record);
        // The types of streams follow each other in the table.
        let known = crate::FILE_IO.0..=crate::BYTES_IO.0;
        match record.filter(|r| known.contains(&((m.heap.header(*r).n() >> 8) as u16))) {
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
        let stream = Stream::any(m, v)?;
        let flags = stream.flags(m);
        if flags & what == 0 && flags & TEXT == 0 {
            // The class of such a stream has no such method in CPython, closed or not.
            let text = if what == READ { "read" } else { "write" };
            return Err(super::unsupported(m, text));
        }
        Stream::open(m, v)?;
        if flags & what != 0 {
            return Ok(stream);
        }
        let text = if what == READ {
            "not readable"
        } else {
            "not writable"
        };
        Err(super::unsupported(m, text))
    }

    pub fn backing(self, m: &Machine) -> Backing {
        let object = self.field(m, OBJECT);
        if self.has(m, MEMORY) {
            Backing::Memory
        } else if object.is_none() {
            Backing::File(self.handle(m))
        } else {
            Backing::Object(object)
        }
    }

    fn set_flag(self, m: &mut Machine, flag: i64, on: bool) {
        let flags = self.flags(m);
        let flags = if on { flags | flag } else { flags & !flag };
        m.heap
            .set_value(self.0, FLAGS, Value::small_wrapping(flags));
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
    pub fn reserve(self, m: &mut Machine, size: usize) -> R<Ref> {
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
        self.settle(m)?;
        if self.has(m, CODED) {
            return self.fill_decoded(m);
        }
        self.fill_bytes(m)
    }

    fn fill_bytes(self, m: &mut Machine) -> R<bool> {
        let handle = match self.backing(m) {
            Backing::Memory => return Ok(false),
            Backing::Object(object) => {
                let chunk = Value::small_wrapping(CHUNK as i64);
                let got = m.call_method(object, n::read, &[chunk])?;
                return self.set_ahead(m, got);
            }
            Backing::File(handle) => handle,
        };
        if self.is_at_end(m) {
            self.set_flag(m, AT_END, false);
            return Ok(false);
        }
        let buffer = self.reserve(m, CHUNK)?;
        let room = m.heap.bytes_mut(buffer, 1, CHUNK);
        let count = match m.host.files() {
            _ if handle.0 == 0 => m.host.read_line(room).ok_or(Errno::EIO),
            Some(files) => files.read(handle, room),
            None => Err(Errno::ENODEV),
        };
        let count = count.map_err(|number| errno::raise(m, number, None))?;
        if count == 0 && m.interrupted() {
            return Err(m.raise_with(types::KEYBOARD_INTERRUPT, Value::UNBOUND));
        }
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, count);
        Ok(count > 0)
    }

    pub fn is_at_end(self, m: &Machine) -> bool {
        self.has(m, AT_END)
    }

    /// Reads a line of standard input, or a part of it, behind what was read ahead.
    pub fn add_line(self, m: &mut Machine) -> R<()> {
        if self.ahead(m).is_empty() {
            self.set_number(m, AT, 0);
            self.set_number(m, LEN, 0);
        }
        let len = self.len(m);
        let buffer = self.reserve(m, len + CHUNK)?;
        let room = m.heap.bytes_mut(buffer, 1, len + CHUNK);
        let room = room.get_mut(len..).unwrap_or_default();
        let count = m.host.read_line(room).ok_or(Errno::EIO);
        let count = count.map_err(|number| errno::raise(m, number, None))?;
        if count == 0 {
            if m.interrupted() {
                return Err(m.raise_with(types::KEYBOARD_INTERRUPT, Value::UNBOUND));
            }
            self.set_flag(m, AT_END, true);
        }
        self.set_number(m, LEN, len + count);
        Ok(())
    }

    /// Makes what an object's `read` gave the bytes read ahead.
    fn set_ahead(self, m: &mut Machine, got: Value) -> R<bool> {
        let bytes = if self.has(m, CODED) {
            m.str_bytes(got)
        } else {
            m.buffer_bytes(got)
        };
        let count = match bytes {
            Some(bytes) => bytes.len(),
            None if got.is_none() => 0,
            None => {
                return Err(m.type_error(&[
                    Piece::S("underlying read() should have returned a bytes-like object, not '"),
                    Piece::T(got),
                    Piece::S("'"),
                ]));
            }
        };
        m.keep(got);
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, 0);
        let buffer = self.reserve(m, count)?;
        let mut at = 0;
        while at < count {
            let mut part = [0; PART];
            let bytes = m.str_bytes(got).or_else(|| m.buffer_bytes(got));
            let rest = bytes.and_then(|bytes| bytes.get(at..)).unwrap_or_default();
            let len = rest.len().min(PART);
            if len == 0 {
                break;
            }
            part[..len].copy_from_slice(&rest[..len]);
            m.heap.bytes_mut(buffer, 1, count)[at..at + len].copy_from_slice(&part[..len]);
            at += len;
        }
        self.set_number(m, LEN, count);
        Ok(count > 0)
    }

    /// All that is left, decoded.
    fn fill_decoded(self, m: &mut Machine) -> R<bool> {
        let mut raw = Text::new(m)?;
        while self.fill_bytes(m)? {
            let mut from = 0;
            loop {
                let mut part = [0; PART];
                let rest = self.content(m).get(from..).unwrap_or_default();
                let len = rest.len().min(PART);
                if len == 0 {
                    break;
                }
                part[..len].copy_from_slice(&rest[..len]);
                raw.push(m, &part[..len])?;
                from += len;
            }
        }
        let raw = raw.finish_bytes(m)?;
        let (encoding, errors) = self.codec(m);
        let text = codec::decode(m, raw, encoding, errors)?;
        self.set_ahead(m, text)
    }

    /// Encoding and treatment of errors, absent where they are the usual ones.
    pub fn codec(self, m: &Machine) -> (Option<Value>, Option<Value>) {
        let given = |field| Some(self.field(m, field)).filter(|v| !v.is_none());
        (given(ENCODING), given(ERRORS))
    }

    /// How many bytes of the file what was read ahead is.
    pub fn unread(self, m: &mut Machine) -> R<usize> {
        if !self.has(m, CODED) {
            return Ok(self.ahead(m).len());
        }
        let mut text = Text::new(m)?;
        let mut from = 0;
        loop {
            let mut part = [0; PART];
            let rest = self.ahead(m).get(from..).unwrap_or_default();
            let len = rest.len().min(PART);
            if len == 0 {
                break;
            }
            part[..len].copy_from_slice(&rest[..len]);
            text.push(m, &part[..len])?;
            from += len;
        }
        let text = text.finish(m)?;
        let (encoding, errors) = self.codec(m);
        let bytes = codec::encode(m, text, encoding, errors)?;
        Ok(m.buffer_bytes(bytes).map_or(0, <[u8]>::len))
    }

    /// Takes up to `limit` characters (or bytes), or up to the end of a line.
    pub fn take(self, m: &mut Machine, limit: Option<usize>, line: bool) -> R<Text> {
        let flags = self.flags(m);
        let mut taken = Text::new(m)?;
        let mut scan = Scan::new(flags, limit, line);
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
        let tail = scan.tail();
        if tail != Tail::None
            && (!self.ahead(m).is_empty() || self.fill(m)?)
            && self.ahead(m).first() == Some(&b'\n')
        {
            let at = self.at(m) + 1;
            self.set_at(m, at);
            if tail == Tail::Take {
                taken.push_byte(m, b'\n')?;
            }
        }
        Ok(taken)
    }

    /// What was read ahead is forgotten, and the file's position is where the stream's is.
    pub fn drop_ahead(self, m: &mut Machine) -> R<()> {
        self.settle(m)?;
        let unread = match self.ahead(m).is_empty() {
            true => 0,
            false => self.unread(m)?,
        };
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, 0);
        if unread == 0 {
            return Ok(());
        }
        match self.backing(m) {
            Backing::File(handle) if handle.0 > 2 => {
                ask(m, None, |files| {
                    files.seek(handle, -(unread as i64), Whence::Current)
                })?;
            }
            Backing::Object(object) => {
                let back = Value::small_wrapping(-(unread as i64));
                m.call_method(object, n::seek, &[back, Value::small_wrapping(1)])?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Writes bytes at the position.
    pub fn put(self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        let handle = match self.backing(m) {
            Backing::Memory => return self.put_in_memory(m, bytes),
            Backing::Object(_) => return self.queue(m, bytes),
            Backing::File(handle) => handle,
        };
        if let 1 | 2 = handle.0 {
            match handle.0 == 1 && !self.has(m, TEXT) {
                true => m.host.send(bytes),
                false => m.host.write(bytes, handle.0 == 2),
            }
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

    /// Puts bytes into the buffer for the object; what is full goes to it.
    fn queue(self, m: &mut Machine, bytes: &[u8]) -> R<()> {
        if !self.has(m, WAITING) {
            self.drop_ahead(m)?;
            self.set_flag(m, WAITING, true);
        }
        let size = (self.handle(m).0 as usize).clamp(1, CHUNK);
        let mut rest = bytes;
        while !rest.is_empty() {
            let len = self.len(m);
            if len >= size {
                self.settle(m)?;
                self.set_flag(m, WAITING, true);
                continue;
            }
            let count = rest.len().min(size - len);
            let buffer = self.reserve(m, len + count)?;
            m.heap.bytes_mut(buffer, 1, len + count)[len..].copy_from_slice(&rest[..count]);
            self.set_number(m, LEN, len + count);
            self.set_at(m, len + count);
            rest = &rest[count..];
        }
        if self.len(m) >= size {
            self.settle(m)?;
        }
        Ok(())
    }

    /// Writes what waits in the buffer to the object.
    pub fn settle(self, m: &mut Machine) -> R<()> {
        if !self.has(m, WAITING) {
            return Ok(());
        }
        let Backing::Object(object) = self.backing(m) else {
            return Ok(());
        };
        let mut from = 0;
        while from < self.len(m) {
            let mut part = Text::new(m)?;
            let mut at = from;
            while at < self.len(m) {
                let mut some = [0; PART];
                let rest = self.content(m).get(at..).unwrap_or_default();
                let len = rest.len().min(PART);
                some[..len].copy_from_slice(&rest[..len]);
                part.push(m, &some[..len])?;
                at += len.max(1);
            }
            let part = part.finish_bytes(m)?;
            let taken = m.call_method(object, n::write, &[part])?;
            let taken = match taken.as_small() {
                Some(count) => usize::try_from(count).unwrap_or(0),
                None => return Err(errno::raise(m, Errno::EIO, None)),
            };
            if taken == 0 {
                return Err(errno::raise(m, Errno::EIO, None));
            }
            from += taken;
        }
        self.set_flag(m, WAITING, false);
        self.set_number(m, AT, 0);
        self.set_number(m, LEN, 0);
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
        if self.has(m, CLOSED) {
            return Ok(());
        }
        let settled = self.settle(m);
        let backing = self.backing(m);
        self.set_flag(m, CLOSED, true);
        m.heap.set_value(self.0, CONTENT, Value::NONE);
        self.set_number(m, LEN, 0);
        if !self.has(m, BORROWED) {
            match backing {
                Backing::Memory => {}
                Backing::Object(object) => {
                    m.call_method(object, n::close, &[])?;
                }
                Backing::File(handle) => ask(m, None, |files| files.close(handle))?,
            }
        }
        settled
    }

    /// The stream has nothing behind it any more.
    pub fn detach(self, m: &mut Machine) {
        self.set_flag(m, CLOSED, true);
        m.heap.set_value(self.0, OBJECT, Value::NONE);
    }
}
