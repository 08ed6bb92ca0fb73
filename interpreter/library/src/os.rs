//! `os`: folders, names and sizes of files, the environment.

use crate::errno;
use crate::mount;
use crate::system::{Path, ask, no_path};
use pyrite_core::files::{Errno, Handle, Stat};
use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::memory::Kind;
use pyrite_core::types::named::NamedTuple;
use pyrite_core::{Args, Item, Member, Name, Native, R, Space, Value, does, function, n, types};

pub static OS: Space = Space::module(n::os, MEMBERS);

static MEMBERS: &[Member] = &[
    does(
        n::getcwd,
        getcwd,
        0,
        0,
        "getcwd() -- the folder that names are relative to",
    ),
    does(n::chdir, chdir, 1, 1, "chdir(path) -- change it"),
    (
        n::mkdir,
        Item::Function(
            Native::new(mkdir, 1, 2)
                .named(&[n::path, n::mode], 2)
                .doc("mkdir(path, mode=0o777) -- make a folder"),
        ),
    ),
    does(
        n::rmdir,
        rmdir,
        1,
        1,
        "rmdir(path) -- remove an empty folder",
    ),
    does(n::remove, remove, 1, 1, "remove(path) -- remove a file"),
    does(n::unlink, remove, 1, 1, "unlink(path) -- remove a file"),
    does(
        n::rename,
        rename,
        2,
        2,
        "rename(src, dst) -- give a file or folder another name",
    ),
    does(
        n::replace,
        rename,
        2,
        2,
        "replace(src, dst) -- the same, over what is there",
    ),
    does(
        n::listdir,
        listdir,
        0,
        1,
        "listdir(path='.') -- the names in a folder",
    ),
    does(
        n::ilistdir,
        ilistdir,
        0,
        1,
        "ilistdir(path='.') -- tuples (name, kind, inode, size) of what is in a folder",
    ),
    does(
        n::stat,
        stat,
        1,
        1,
        "stat(path) -- size, times and kind of a file",
    ),
    does(
        n::statvfs,
        statvfs,
        1,
        1,
        "statvfs(path) -- size and free room of the file system",
    ),
    does(
        n::strerror,
        strerror,
        1,
        1,
        "strerror(code) -- the text of an error number",
    ),
    (n::getenv, Item::Getter(|m| more(m, n::getenv))),
    function(n::_variable, variable, 1, 1),
    does(
        n::putenv,
        putenv,
        2,
        2,
        "putenv(name, value) -- set a variable of the environment",
    ),
    does(
        n::unsetenv,
        unsetenv,
        1,
        1,
        "unsetenv(name) -- remove a variable of the environment",
    ),
    does(
        n::system,
        system,
        1,
        1,
        "system(command) -- run a command of the operating system; its status",
    ),
    does(n::urandom, urandom, 1, 1, "urandom(size) -- random bytes"),
    does(
        n::uname,
        uname,
        0,
        0,
        "uname() -- names and versions of board and system",
    ),
    does(
        n::sync,
        sync,
        0,
        0,
        "sync() -- write to storage what is held back",
    ),
    #[cfg(feature = "usual")]
    (n::mount, Item::Function(
        Native::new(mount::mount, 0, 3)
            .named(&[n::fs, n::mount_point, n::readonly], 3)
            .doc("mount(fs, mount_point, readonly=False) -- give folders from an object with open, stat, ilistdir, ..."),
    )),
    #[cfg(feature = "usual")]
    does(n::umount, mount::umount, 1, 1, "umount(mount_point) -- take what is mounted there away"),
    (n::sep, Item::Str("/")),
    (n::name, Item::Str("posix")),
    (n::curdir, Item::Str(".")),
    (n::pardir, Item::Str("..")),
    (n::linesep, Item::Str("\n")),
    (n::pathsep, Item::Str(":")),
    (n::extsep, Item::Str(".")),
    (n::altsep, Item::Value(Value::NONE)),
    (n::devnull, Item::Str("/dev/null")),
    (n::error, Item::Type(types::OS_ERROR)),
    (n::SEEK_SET, Item::Int(0)),
    (n::SEEK_CUR, Item::Int(1)),
    (n::SEEK_END, Item::Int(2)),
    function(n::_variables, variables, 0, 0),
    does(
        n::isatty,
        isatty,
        1,
        1,
        "isatty(fd) -- whether a person is at the other end",
    ),
    function(n::_size, size, 1, 1),
    (n::size, Item::Getter(size_of_boards)),
    (n::stat_result, Item::Getter(|m| STAT.class(m))),
    (n::path, Item::Getter(path)),
    (n::environ, Item::Getter(|m| more(m, n::environ))),
    (n::makedirs, Item::Getter(|m| more(m, n::makedirs))),
    (n::removedirs, Item::Getter(|m| more(m, n::removedirs))),
    (n::walk, Item::Getter(|m| more(m, n::walk))),
    (n::scandir, Item::Getter(|m| more(m, n::scandir))),
    does(n::fspath, fspath, 1, 1, "fspath(path) -- the str or bytes that a path is"),
    (n::fsencode, Item::Getter(|m| more(m, n::fsencode))),
    (n::fsdecode, Item::Getter(|m| more(m, n::fsdecode))),
    (n::PathLike, Item::Getter(|m| more(m, n::PathLike))),
];

static STAT: NamedTuple = NamedTuple {
    name: "os.stat_result",
    items: "st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime",
    more: "st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns",
};

static STATVFS: NamedTuple = NamedTuple {
    name: "os.statvfs_result",
    items: "f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax",
    more: "",
};

static UNAME: NamedTuple = NamedTuple {
    name: "posix.uname_result",
    items: "sysname nodename release version machine",
    more: "",
};

/// What of the module is Python: imported when it is first asked for.
fn more(m: &mut Machine, name: Name) -> R {
    let module = m.intern(b"_os")?;
    let module = m.import(None, module, Value::NONE, 0)?;
    m.getattr(module, Value::name(name))
}

fn path(m: &mut Machine) -> R {
    let name = m.intern(b"os.path")?;
    let names = m.new_tuple(&[Value::name(n::path)])?;
    m.import(None, name, names, 0)
}

fn fspath(m: &mut Machine, args: Args) -> R {
    let is_plain =
        |m: &Machine, v: Value| m.str_bytes(v).is_some() || m.heap.is(m.payload(v), Kind::Bytes);
    let v = args.at(m, 0);
    if is_plain(m, v) {
        return Ok(v);
    }
    let Some(method) = m.special(v, n::__fspath__) else {
        return Err(no_path(m, v));
    };
    let path = m.call_special(method, v, &[])?;
    if is_plain(m, path) {
        return Ok(path);
    }
    let (of, not) = (Piece::T(v), Piece::T(path));
    let text = Piece::S(".__fspath__() to return str or bytes, not ");
    Err(m.type_error(&[Piece::S("expected "), of, text, not]))
}

/// The names of the environment's variables.
fn variables(m: &mut Machine, _: Args) -> R {
    let names = m.new_list_sized(0)?;
    let mut name = Path::empty();
    let mut index = 0;
    while let Some(len) = m.host.variable_name(index, name.room()) {
        index += 1;
        name.set_len(len);
        let text = m.new_str(name.str().as_bytes())?;
        m.list_push(names, text)?;
    }
    Ok(Value::reference(names))
}

fn isatty(m: &mut Machine, args: Args) -> R {
    let handle = m.to_i64(args.at(m, 0))?;
    let Ok(handle) = u32::try_from(handle) else {
        return Ok(Value::FALSE);
    };
    let files = m.host.files();
    Ok(Value::bool(
        files.is_some_and(|files| files.is_terminal(Handle(handle))),
    ))
}

fn getcwd(m: &mut Machine, _: Args) -> R {
    if let Some(path) = mount::current_folder(m)? {
        return Ok(path);
    }
    let mut path = Path::empty();
    let len = ask(m, None, |files| files.current_folder(path.room()))?;
    path.set_len(len);
    m.new_str(path.str().as_bytes())
}

fn chdir(m: &mut Machine, args: Args) -> R {
    let path = Path::of(m, args.at(m, 0))?;
    if mount::change_folder(m, args.at(m, 0))? {
        return Ok(Value::NONE);
    }
    ask(m, Some(args.at(m, 0)), |files| {
        files.change_folder(path.str())
    })?;
    mount::leave(m)?;
    Ok(Value::NONE)
}

fn mkdir(m: &mut Machine, args: Args) -> R {
    if let Some(done) = mount::ask(m, n::mkdir, args.at(m, 0), &[])? {
        return Ok(done);
    }
    let path = Path::of(m, args.at(m, 0))?;
    ask(m, Some(args.at(m, 0)), |files| {
        files.make_folder(path.str())
    })?;
    Ok(Value::NONE)
}

fn rmdir(m: &mut Machine, args: Args) -> R {
    if let Some(done) = mount::ask(m, n::rmdir, args.at(m, 0), &[])? {
        return Ok(done);
    }
    let path = Path::of(m, args.at(m, 0))?;
    ask(m, Some(args.at(m, 0)), |files| {
        files.remove_folder(path.str())
    })?;
    Ok(Value::NONE)
}

fn remove(m: &mut Machine, args: Args) -> R {
    if let Some(done) = mount::ask(m, n::remove, args.at(m, 0), &[])? {
        return Ok(done);
    }
    let path = Path::of(m, args.at(m, 0))?;
    ask(m, Some(args.at(m, 0)), |files| files.remove(path.str()))?;
    Ok(Value::NONE)
}

fn rename(m: &mut Machine, args: Args) -> R {
    if mount::rename(m, args.at(m, 0), args.at(m, 1))? {
        return Ok(Value::NONE);
    }
    let from = Path::of(m, args.at(m, 0))?;
    let to = Path::of(m, args.at(m, 1))?;
    ask(m, Some(args.at(m, 0)), |files| {
        files.rename(from.str(), to.str())
    })?;
    Ok(Value::NONE)
}

/// The folder an argument names; the current one when it is not given.
fn folder(m: &mut Machine, args: Args) -> R<(Path, Option<Value>)> {
    match args.get(m, 0).filter(|v| !v.is_none()) {
        Some(v) => Ok((Path::of(m, v)?, Some(v))),
        None => {
            let mut here = Path::empty();
            if let Some(place) = here.room().first_mut() {
                *place = b'.';
            }
            here.set_len(1);
            Ok((here, None))
        }
    }
}

/// A list of what `entry` makes of each name in a folder. Where the path is bytes, so are the names.
fn list(m: &mut Machine, args: Args, entry: fn(&mut Machine, Value, Stat) -> R) -> R {
    let (path, given) = folder(m, args)?;
    let in_bytes = given.is_some_and(|v| m.str_bytes(v).is_none());
    let folder = ask(m, given, |files| files.open_folder(path.str()))?;
    let result = list_open(m, folder, in_bytes, entry);
    // It was only read: closing it cannot lose anything.
    let _ = m.host.files().map(|files| files.close(folder));
    result
}

fn list_open(
    m: &mut Machine,
    folder: Handle,
    in_bytes: bool,
    entry: fn(&mut Machine, Value, Stat) -> R,
) -> R {
    let found = m.new_list_sized(0)?;
    let mut name = Path::empty();
    loop {
        let mark = m.mark();
        let Some((len, stat)) = ask(m, None, |files| files.next_entry(folder, name.room()))? else {
            return Ok(Value::reference(found));
        };
        name.set_len(len);
        let text = if in_bytes {
            m.new_bytes(name.str().as_bytes())
        } else {
            m.new_str(name.str().as_bytes())
        }?;
        let item = entry(m, text, stat)?;
        m.list_push(found, item)?;
        m.release(mark);
    }
}

/// What a program's file system says of a folder, where it is in one.
fn entries_of_program(m: &mut Machine, args: Args) -> R<Option<Value>> {
    let path = match args.get(m, 0).filter(|v| !v.is_none()) {
        Some(path) => path,
        // MicroPython's file systems know the current folder so.
        None => m.new_str(b"")?,
    };
    mount::ask(m, n::ilistdir, path, &[])
}

fn listdir(m: &mut Machine, args: Args) -> R {
    let Some(entries) = entries_of_program(m, args)? else {
        return list(m, args, |_, name, _| Ok(name));
    };
    m.keep(entries);
    let names = m.new_list_sized(0)?;
    m.for_each(entries, |m, entry| {
        let entry = m.tuple_of(entry)?;
        if m.tuple_len(entry) > 0 {
            let name = m.tuple_item(entry, 0);
            m.list_push(names, name)?;
        }
        Ok(true)
    })?;
    Ok(Value::reference(names))
}

/// An iterator of (name, type, inode, size).
fn ilistdir(m: &mut Machine, args: Args) -> R {
    if let Some(entries) = entries_of_program(m, args)? {
        return Ok(entries);
    }
    let entries = list(m, args, |m, name, stat| {
        let inode = m.new_int(i64::try_from(stat.inode).unwrap_or(0))?;
        let size = m.new_int(i64::try_from(stat.size).unwrap_or(0))?;
        m.new_tuple(&[
            name,
            Value::small_wrapping(i64::from(stat.mode & 0xf000)),
            inode,
            size,
        ])
    })?;
    m.iter(entries)
}

fn numbers<const N: usize>(m: &mut Machine, numbers: [u64; N]) -> R<[Value; N]> {
    let mut values = [Value::NONE; N];
    for (value, number) in values.iter_mut().zip(numbers) {
        *value = m.new_int(i64::try_from(number).unwrap_or(i64::MAX))?;
        m.keep(*value);
    }
    Ok(values)
}

/// (mode, inode, device, links, owner, group, size, accessed, modified, changed), and the times as floats and in nanoseconds.
fn stat(m: &mut Machine, args: Args) -> R {
    let path = args.at(m, 0);
    let whole = match mount::ask(m, n::stat, path, &[])? {
        Some(stat) => stat_of_program(m, stat)?,
        None => stat_of_host(m, path)?,
    };
    let times = [whole[7], whole[8], whole[9]];
    let mut items = [Value::NONE; 16];
    let whole = numbers(m, whole)?;
    let fine = numbers(
        m,
        times.map(|seconds| seconds.saturating_mul(1_000_000_000)),
    )?;
    items[..10].copy_from_slice(&whole);
    for (item, seconds) in items[10..].iter_mut().zip(times) {
        *item = m.new_float(seconds as f64)?;
        m.keep(*item);
    }
    items[13..].copy_from_slice(&fine);
    STAT.make(m, &items)
}

fn stat_of_host(m: &mut Machine, file: Value) -> R<[u64; 10]> {
    let path = Path::of(m, file)?;
    let stat = ask(m, Some(file), |files| files.stat(path.str()))?;
    let time = |seconds: i64| u64::try_from(seconds).unwrap_or(0);
    Ok([
        u64::from(stat.mode),
        stat.inode,
        stat.device,
        stat.links,
        u64::from(stat.owner),
        u64::from(stat.group),
        stat.size,
        time(stat.accessed),
        time(stat.modified),
        time(stat.changed),
    ])
}

fn stat_of_program(m: &mut Machine, stat: Value) -> R<[u64; 10]> {
    let stat = m.tuple_of(stat)?;
    m.keep(stat);
    let mut whole = [0; 10];
    for (i, number) in whole.iter_mut().enumerate().take(m.tuple_len(stat)) {
        *number = u64::try_from(m.to_i64(m.tuple_item(stat, i))?).unwrap_or(0);
    }
    Ok(whole)
}

/// (block, fragment, blocks, free, available, files, ffree, favail, flags, longest name).
fn statvfs(m: &mut Machine, args: Args) -> R {
    if let Some(done) = mount::ask(m, n::statvfs, args.at(m, 0), &[])? {
        return Ok(done);
    }
    let path = Path::of(m, args.at(m, 0))?;
    let room = ask(m, Some(args.at(m, 0)), |files| files.room(path.str()))?;
    let items = [
        room.block,
        room.block,
        room.blocks,
        room.free,
        room.free,
        0,
        0,
        0,
        0,
        room.longest_name,
    ];
    let items = numbers(m, items)?;
    STATVFS.make(m, &items)
}

fn strerror(m: &mut Machine, args: Args) -> R {
    let number = m.to_i64(args.at(m, 0))?;
    match u16::try_from(number)
        .ok()
        .and_then(|number| errno::text(Errno(number)))
    {
        Some(text) => m.new_str(text.as_bytes()),
        None => m.message(&[Piece::S("Unknown error "), Piece::I(number)]),
    }
}

/// The value of a variable of the environment now; `os.environ` is what it was at first.
fn variable(m: &mut Machine, args: Args) -> R {
    let name = Path::of(m, args.at(m, 0))?;
    let mut value = Path::empty();
    match m.host.variable(name.str(), value.room()) {
        Some(len) => {
            value.set_len(len);
            m.new_str(value.str().as_bytes())
        }
        None => Ok(Value::NONE),
    }
}

fn putenv(m: &mut Machine, args: Args) -> R {
    let name = Path::of(m, args.at(m, 0))?;
    let value = Path::of(m, args.at(m, 1))?;
    m.host.set_variable(name.str(), Some(value.str()));
    Ok(Value::NONE)
}

fn unsetenv(m: &mut Machine, args: Args) -> R {
    let name = Path::of(m, args.at(m, 0))?;
    m.host.set_variable(name.str(), None);
    Ok(Value::NONE)
}

fn system(m: &mut Machine, args: Args) -> R {
    let command = Path::of(m, args.at(m, 0))?;
    m.host.flush();
    match m.host.command(command.str()) {
        Some(status) => Ok(Value::small_wrapping(i64::from(status))),
        None => Err(errno::raise(m, Errno(38), None)),
    }
}

fn urandom(m: &mut Machine, args: Args) -> R {
    let count = m.to_i64(args.at(m, 0))?;
    let Ok(count) = usize::try_from(count) else {
        return Err(m.value_error(&[Piece::S("negative argument not allowed")]));
    };
    let mut bytes = Text::with_capacity(m, count)?;
    while bytes.len() < count {
        let random = m.host.seed().to_le_bytes();
        let wanted = (count - bytes.len()).min(random.len());
        bytes.push(m, random.get(..wanted).unwrap_or_default())?;
    }
    bytes.finish_bytes(m)
}

/// (sysname, nodename, release, version, machine).
fn uname(m: &mut Machine, _: Args) -> R {
    let version = env!("CARGO_PKG_VERSION");
    let machine = m.host.board().map_or("pyrite", |board| board.name());
    let mut fields = [Value::NONE; 5];
    for (field, text) in fields
        .iter_mut()
        .zip(["pyrite", "pyrite", version, version, machine])
    {
        *field = m.intern(text.as_bytes())?;
        m.keep(*field);
    }
    UNAME.make(m, &fields)
}

/// `os.size(path)`, which only boards have: the bytes of a file.
fn size_of_boards(m: &mut Machine) -> R {
    if m.host.board().is_none() {
        let text = "module 'os' has no attribute 'size'";
        return Err(m.error(types::ATTRIBUTE_ERROR, &[Piece::S(text)]));
    }
    let module = m.import(None, Value::name(n::os), Value::NONE, 0)?;
    m.getattr(module, Value::name(n::_size))
}

fn size(m: &mut Machine, args: Args) -> R {
    let stat = stat_of_host(m, args.at(m, 0))?;
    m.new_int(i64::try_from(stat[6]).unwrap_or(i64::MAX))
}

fn sync(m: &mut Machine, _: Args) -> R {
    m.host.flush();
    Ok(Value::NONE)
}
