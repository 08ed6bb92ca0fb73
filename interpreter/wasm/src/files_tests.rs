use super::*;

fn write(drive: &mut Drive, path: &str, text: &[u8]) {
    let handle = drive.open(path, Access::WRITE).unwrap();
    assert_eq!(drive.write(handle, text), Ok(text.len()));
    drive.close(handle).unwrap();
}

fn read(drive: &mut Drive, path: &str) -> Result<Vec<u8>, Errno> {
    let handle = drive.open(path, Access::READ)?;
    let mut buffer = [0; 64];
    let count = drive.read(handle, &mut buffer)?;
    drive.close(handle)?;
    Ok(buffer[..count].to_vec())
}

fn list(drive: &mut Drive, path: &str) -> Vec<String> {
    let handle = drive.open_folder(path).unwrap();
    let mut name = [0; 255];
    let mut names = Vec::new();
    while let Some((length, _)) = drive.next_entry(handle, &mut name).unwrap() {
        names.push(String::from_utf8(name[..length].to_vec()).unwrap());
    }
    drive.close(handle).unwrap();
    names
}

#[test]
fn files_of_the_project_bring_their_folders() {
    let mut drive = Drive::default();
    drive.0.borrow_mut().put("lib/sub/a.py", b"1").unwrap();
    drive.0.borrow_mut().put("main.py", b"2").unwrap();
    assert_eq!(list(&mut drive, "."), ["lib", "main.py"]);
    assert_eq!(read(&mut drive, "lib/../lib/./sub//a.py").unwrap(), b"1");
    drive.change_folder("lib/sub").unwrap();
    assert_eq!(read(&mut drive, "a.py").unwrap(), b"1");
    assert_eq!(read(&mut drive, "/main.py").unwrap(), b"2");
    assert_eq!(read(&mut drive, "../../../../main.py").unwrap(), b"2");
    // What the page put there is no news for it.
    assert_eq!(drive.0.borrow_mut().take_changes(true), (vec![], vec![]));
}

#[test]
fn a_program_s_changes_are_told_once_a_file_is_closed() {
    let mut drive = Drive::default();
    let handle = drive.open("data 'ü'\u{1f600}.txt", Access::WRITE).unwrap();
    drive.write(handle, b"one").unwrap();
    assert!(drive.0.borrow_mut().take_changes(false).0.is_empty());
    drive.close(handle).unwrap();
    let (changed, removed) = drive.0.borrow_mut().take_changes(false);
    assert_eq!(
        changed,
        [("data 'ü'\u{1f600}.txt".to_owned(), b"one".to_vec())]
    );
    assert!(removed.is_empty());
    drive.make_folder("logs").unwrap();
    drive.rename("data 'ü'\u{1f600}.txt", "logs/data").unwrap();
    let (changed, removed) = drive.0.borrow_mut().take_changes(false);
    assert_eq!(changed.len(), 2);
    assert_eq!(changed[0].0, "logs/");
    assert_eq!(removed, ["data 'ü'\u{1f600}.txt"]);
}

#[test]
fn what_is_not_possible_has_its_number() {
    let mut drive = Drive::default();
    write(&mut drive, "file", b"abc");
    drive.make_folder("folder").unwrap();
    write(&mut drive, "folder/inside", b"abc");
    assert_eq!(drive.open("missing", Access::READ), Err(Errno::ENOENT));
    assert_eq!(drive.open("", Access::READ), Err(Errno::ENOENT));
    assert_eq!(drive.open("folder", Access::READ), Err(Errno::EISDIR));
    assert_eq!(
        drive.open("file/deeper", Access::WRITE),
        Err(Errno::ENOTDIR)
    );
    assert_eq!(
        drive.open("nowhere/file", Access::WRITE),
        Err(Errno::ENOENT)
    );
    assert_eq!(drive.remove_folder("folder"), Err(NOT_EMPTY));
    assert_eq!(drive.rename("folder", "folder/itself"), Err(Errno::EINVAL));
    assert_eq!(drive.rename("file", "folder"), Err(Errno::EISDIR));
    assert_eq!(drive.make_folder("file"), Err(Errno::EEXIST));
    assert_eq!(drive.stat(&"n".repeat(300)), Err(NAME_TOO_LONG));
    assert_eq!(drive.close(Handle(77)), Err(Errno::EBADF));
    let exclusive = Access {
        exclusive: true,
        ..Access::WRITE
    };
    assert_eq!(drive.open("file", exclusive), Err(Errno::EEXIST));
}

#[test]
fn the_room_is_limited_and_comes_back() {
    let mut drive = Drive::default();
    let handle = drive.open("big", Access::WRITE).unwrap();
    drive.truncate(handle, TOTAL as u64).unwrap();
    assert_eq!(drive.write(handle, b"x"), Ok(1));
    drive.seek(handle, 0, Whence::End).unwrap();
    assert_eq!(drive.write(handle, b"x"), Err(Errno::ENOSPC));
    assert_eq!(drive.truncate(handle, u64::MAX), Err(Errno::ENOSPC));
    drive.close(handle).unwrap();
    assert_eq!(drive.room("/").unwrap().free, 0);
    drive.remove("big").unwrap();
    assert_eq!(
        drive.room("/").unwrap().free,
        drive.room("/").unwrap().blocks
    );
    let mut opened = Vec::new();
    for _ in 0..OPEN {
        opened.push(drive.open("f", Access::WRITE).unwrap());
    }
    assert_eq!(drive.open("f", Access::WRITE), Err(Errno::EMFILE));
}

#[test]
fn a_removed_file_can_be_read_by_who_has_it_open() {
    let mut drive = Drive::default();
    write(&mut drive, "file", b"abc");
    let handle = drive.open("file", Access::READ).unwrap();
    drive.remove("file").unwrap();
    let mut buffer = [0; 8];
    assert_eq!(drive.read(handle, &mut buffer), Ok(3));
    assert_eq!(drive.write(handle, b"x"), Err(Errno::EBADF));
}
