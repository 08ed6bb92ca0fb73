//! `errno`: the numbers of system errors, their names and texts, as on Linux. One table for the module, for `os.strerror` and
//! for the errors that modules raise.

use pyrite_core::machine::Machine;
use pyrite_core::memory::Kind;
use pyrite_core::object::exception;
use pyrite_core::{Item, Member, R, Raised, Space, Value, n};
use pyrite_core::{files::Errno, types};

macro_rules! errors {
    ($($name:ident = $number:literal, $text:literal;)*) => {
        static TABLE: &[(u16, &str, &str)] = &[$(($number, stringify!($name), $text)),*];
        static MEMBERS: &[Member] = &[(n::errorcode, Item::Getter(errorcode)), $((n::$name, Item::Int($number))),*];
    };
}

errors! {
    EPERM = 1, "Operation not permitted";
    ENOENT = 2, "No such file or directory";
    ESRCH = 3, "No such process";
    EINTR = 4, "Interrupted system call";
    EIO = 5, "Input/output error";
    ENXIO = 6, "No such device or address";
    E2BIG = 7, "Argument list too long";
    ENOEXEC = 8, "Exec format error";
    EBADF = 9, "Bad file descriptor";
    ECHILD = 10, "No child processes";
    EAGAIN = 11, "Resource temporarily unavailable";
    ENOMEM = 12, "Cannot allocate memory";
    EACCES = 13, "Permission denied";
    EFAULT = 14, "Bad address";
    EBUSY = 16, "Device or resource busy";
    EEXIST = 17, "File exists";
    EXDEV = 18, "Invalid cross-device link";
    ENODEV = 19, "No such device";
    ENOTDIR = 20, "Not a directory";
    EISDIR = 21, "Is a directory";
    EINVAL = 22, "Invalid argument";
    ENFILE = 23, "Too many open files in system";
    EMFILE = 24, "Too many open files";
    ENOTTY = 25, "Inappropriate ioctl for device";
    EFBIG = 27, "File too large";
    ENOSPC = 28, "No space left on device";
    ESPIPE = 29, "Illegal seek";
    EROFS = 30, "Read-only file system";
    EMLINK = 31, "Too many links";
    EPIPE = 32, "Broken pipe";
    EDOM = 33, "Numerical argument out of domain";
    ERANGE = 34, "Numerical result out of range";
    EDEADLK = 35, "Resource deadlock avoided";
    ENAMETOOLONG = 36, "File name too long";
    ENOSYS = 38, "Function not implemented";
    ENOTEMPTY = 39, "Directory not empty";
    ELOOP = 40, "Too many levels of symbolic links";
    EPROTO = 71, "Protocol error";
    EOVERFLOW = 75, "Value too large for defined data type";
    EILSEQ = 84, "Invalid or incomplete multibyte or wide character";
    ENOTSOCK = 88, "Socket operation on non-socket";
    EMSGSIZE = 90, "Message too long";
    EPROTONOSUPPORT = 93, "Protocol not supported";
    EOPNOTSUPP = 95, "Operation not supported";
    ENOTSUP = 95, "Operation not supported";
    EAFNOSUPPORT = 97, "Address family not supported by protocol";
    EADDRINUSE = 98, "Address already in use";
    EADDRNOTAVAIL = 99, "Cannot assign requested address";
    ENETDOWN = 100, "Network is down";
    ENETUNREACH = 101, "Network is unreachable";
    ECONNABORTED = 103, "Software caused connection abort";
    ECONNRESET = 104, "Connection reset by peer";
    ENOBUFS = 105, "No buffer space available";
    EISCONN = 106, "Transport endpoint is already connected";
    ENOTCONN = 107, "Transport endpoint is not connected";
    ETIMEDOUT = 110, "Connection timed out";
    ECONNREFUSED = 111, "Connection refused";
    EHOSTUNREACH = 113, "No route to host";
    EALREADY = 114, "Operation already in progress";
    EINPROGRESS = 115, "Operation now in progress";
    ECANCELED = 125, "Operation canceled";
}

pub static ERRNO: Space = Space::module(n::errno, MEMBERS);

/// The text for a number.
pub fn text(number: Errno) -> Option<&'static str> {
    TABLE.iter().find(|row| row.0 == number.0).map(|row| row.2)
}

/// The number and the name of an OSError's error: tools that drive a board look for `OSError: [Errno 2] ENOENT` in a
/// traceback, which CPython's format does not have.
pub fn code_of(m: &mut Machine, e: Value) -> Option<(u16, &'static str)> {
    if !m.is_a(e, types::OS_ERROR) {
        return None;
    }
    let e = m.heap.as_kind(e, Kind::Exception)?;
    let args = m.heap.value(e, exception::ARGS);
    let number = if m.tuple_len(args) > 0 {
        m.tuple_item(args, 0).as_small()
    } else {
        None
    }?;
    let row = TABLE.iter().find(|row| i64::from(row.0) == number)?;
    Some((row.0, row.1))
}

/// The OSError (of the subclass that the number asks for) about `file`, unless that is `None`.
pub fn raise(m: &mut Machine, number: Errno, file: Option<Value>) -> Raised {
    match error(m, number, file) {
        Ok(e) => m.raise(e),
        Err(raised) => raised,
    }
}

fn error(m: &mut Machine, number: Errno, file: Option<Value>) -> R {
    let code = Value::small_wrapping(i64::from(number.0));
    let text = m.new_str(text(number).unwrap_or("Unknown error").as_bytes())?;
    let class = Value::builtin_type(types::OS_ERROR);
    match file {
        Some(file) => m.call(class, &[code, text, file]),
        None => m.call(class, &[code, text]),
    }
}

/// `errno.errorcode`: names by number.
fn errorcode(m: &mut Machine) -> R {
    let dict = m.new_dict()?;
    for (number, name, _) in TABLE {
        let name = m.intern(name.as_bytes())?;
        if let Some(dict) = dict.as_ref() {
            m.dict_set(dict, Value::small_wrapping(i64::from(*number)), name)?;
        }
    }
    Ok(dict)
}
