//! The files of a board: list, read, write, remove. What is written is compared by its checksum on the board.

use super::command::Helper;
use super::helper::{Argument, checksum};
use super::raw::Raw;
use super::wire::{Port, Wire};
use crate::{Failure, Machine, Stage};

/// Bytes moved by one call.
const SHARE: usize = 256;
/// How often a file is moved anew that did not arrive.
const ATTEMPTS: usize = 4;
/// How long a call may take, in milliseconds.
const PATIENCE: u32 = 4000;
/// Larger files are not read.
const LARGEST: usize = 16 << 20;

/// What to do with a board's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The entries of a folder; the empty text is where the board is.
    List(String),
    Read(String),
    /// A new file, or a new content.
    Write(String, Vec<u8>),
    Remove(String),
    RemoveFolder(String),
    MakeFolder(String),
}

/// What a request gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Entries(Vec<Entry>),
    Content(Vec<u8>),
    Done,
}

/// A file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub size: u64,
    pub is_folder: bool,
}

/// Does the requests in their order, and gives an answer to each. Ends at the first that fails.
pub fn files(port: Port, requests: Vec<Request>) -> Machine<Vec<Found>> {
    Machine::new(move |line| async move {
        let mut helper = Helper::new(Raw::new(Wire::new(line, port)));
        helper.raw.line().report(Stage::Connecting, 0, 0);
        let outcome = all(&mut helper, &requests).await;
        super::leave(&mut helper.raw, outcome.is_err()).await;
        outcome
    })
}

async fn all(helper: &mut Helper, requests: &[Request]) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for request in requests {
        found.push(match request {
            Request::List(path) => Found::Entries(list(helper, path).await?),
            Request::Read(path) => Found::Content(read(helper, path).await?),
            Request::Write(path, content) => {
                write(helper, path, content).await?;
                Found::Done
            }
            Request::Remove(path) => simply(helper, "remove", path).await?,
            Request::RemoveFolder(path) => simply(helper, "rmdir", path).await?,
            Request::MakeFolder(path) => simply(helper, "mkdir", path).await?,
        });
    }
    Ok(found)
}

async fn simply(helper: &mut Helper, name: &str, path: &str) -> Result<Found, Failure> {
    helper.call(name, &[Argument::Text(path)], PATIENCE).await?;
    Ok(Found::Done)
}

async fn list(helper: &mut Helper, path: &str) -> Result<Vec<Entry>, Failure> {
    let text = helper
        .call("list", &[Argument::Text(path)], PATIENCE)
        .await?;
    let text = String::from_utf8(text).map_err(|_| Failure::Garbled)?;
    let mut entries = Vec::new();
    for line in text.lines() {
        let mut fields = line.splitn(3, ' ');
        let (Some(kind), Some(size), Some(name)) = (fields.next(), fields.next(), fields.next())
        else {
            return Err(Failure::Garbled);
        };
        entries.push(Entry {
            name: name.to_owned(),
            size: size.parse().map_err(|_| Failure::Garbled)?,
            is_folder: kind == "d",
        });
    }
    Ok(entries)
}

/// Whether a file is worth another beginning: the line was bad, or the board has forgotten the open file.
fn again(failure: &Failure) -> bool {
    match failure {
        Failure::NoAnswer | Failure::Garbled | Failure::Damaged { .. } => true,
        Failure::Raised(text) => text.starts_with("NameError"),
        _ => false,
    }
}

async fn read(helper: &mut Helper, path: &str) -> Result<Vec<u8>, Failure> {
    let mut last = Failure::NoAnswer;
    for _ in 0..ATTEMPTS {
        match read_once(helper, path).await {
            Err(failure) if again(&failure) => last = failure,
            outcome => return outcome,
        }
    }
    Err(last)
}

async fn read_once(helper: &mut Helper, path: &str) -> Result<Vec<u8>, Failure> {
    let size = check(helper, path).await?;
    let mut content = Vec::new();
    let open = [Argument::Text(path), Argument::Text("rb")];
    helper.call("open", &open, PATIENCE).await?;
    while content.len() < LARGEST {
        let line = helper.raw.line();
        line.report(Stage::Transferring, content.len(), size.size);
        let share = [Argument::Number(SHARE)];
        let part = helper.call("read", &share, PATIENCE).await?;
        if part.is_empty() {
            break;
        }
        content.extend(part);
    }
    helper.call("close", &[], PATIENCE).await?;
    compare(path, &content, size)?;
    Ok(content)
}

async fn write(helper: &mut Helper, path: &str, content: &[u8]) -> Result<(), Failure> {
    let mut last = Failure::NoAnswer;
    for _ in 0..ATTEMPTS {
        match write_once(helper, path, content).await {
            Err(failure) if again(&failure) => last = failure,
            outcome => return outcome,
        }
    }
    Err(last)
}

async fn write_once(helper: &mut Helper, path: &str, content: &[u8]) -> Result<(), Failure> {
    let open = [Argument::Text(path), Argument::Text("wb")];
    helper.call("open", &open, PATIENCE).await?;
    for (index, part) in content.chunks(SHARE).enumerate() {
        let line = helper.raw.line();
        line.report(Stage::Transferring, index * SHARE, content.len());
        let part = [Argument::Bytes(part)];
        helper.call("write", &part, PATIENCE).await?;
    }
    helper.call("close", &[], PATIENCE).await?;
    let line = helper.raw.line();
    line.report(Stage::Verifying, content.len(), content.len());
    compare(path, content, check(helper, path).await?)
}

/// Size and checksum of a file, as the board finds them.
struct Check {
    size: usize,
    checksum: (u32, u32),
}

async fn check(helper: &mut Helper, path: &str) -> Result<Check, Failure> {
    // In Python, on the slowest board, a byte takes 100 microseconds.
    let text = helper
        .call("check", &[Argument::Text(path)], 60_000)
        .await?;
    let text = String::from_utf8(text).map_err(|_| Failure::Garbled)?;
    let mut fields = text.split(' ').map(str::parse::<u32>);
    let mut field = || fields.next()?.ok();
    match (field(), field(), field()) {
        (Some(size), Some(a), Some(b)) => Ok(Check {
            size: size as usize,
            checksum: (a, b),
        }),
        _ => Err(Failure::Garbled),
    }
}

fn compare(path: &str, content: &[u8], found: Check) -> Result<(), Failure> {
    if content.len() == found.size && checksum(content, (1, 0)) == found.checksum {
        return Ok(());
    }
    Err(Failure::Damaged {
        name: path.to_owned(),
    })
}
