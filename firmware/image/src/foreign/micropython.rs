//! The programs in a HEX file of MicroPython for the micro:bit, so that a lesson can move: the script that older editors append, and
//! the small file system of later ones ("Hex format" in the developers' guide of micro:bit MicroPython; for the second board the
//! flash layout table of micropython-microbit-v2).

use crate::boards::Board;
use crate::memory::position;
use crate::{Memory, Project};
use std::ops::Range;

/// Where older editors put one script: two letters, its length, its text.
const SCRIPT: u32 = 0x3_e000;
/// Above the files of the first board: the page of the compass.
const COMPASS: u32 = 0x400;
/// In the settings of the first board's chip: a mark, then how large the firmware is.
const SETTINGS: u32 = 0x1000_10c0;
const SETTINGS_MARK: u32 = 0x17ee_b07c;
/// Around the head of the second board's table, at the end of a page.
const TABLE_MARKS: [u32; 2] = [0x597f_30fe, 0xc1b1_d79d];
/// The row of the table for files.
const TABLE_FILES: u8 = 3;
/// Bytes of a row, and of the head.
const ROW: u32 = 16;

/// Bytes of a piece of a file, with one in front and one behind: from where it comes and where it goes on.
const CHUNK: usize = 128;
const DATA: usize = CHUNK - 2;
/// In front of a file's first piece.
const START: u8 = 0xfe;
/// Behind its last one.
const END: u8 = 0xff;

/// The version that firmware names at its start: `MicroPython v1.9.2-34 on 2017-09-01`.
pub fn version(memory: &Memory) -> Option<String> {
    const NAME: &[u8] = b"MicroPython ";
    let mut versions = memory.ranges().flat_map(|(_, bytes)| {
        let mut from = 0;
        std::iter::from_fn(move || {
            from += position(bytes.get(from..)?, NAME)? + NAME.len();
            let rest = bytes.get(from..)?;
            let length = rest.iter().take(40).take_while(|byte| **byte != b' ');
            let (word, after) = rest.split_at(length.count());
            let is_version = word.iter().any(u8::is_ascii_digit) && after.starts_with(b" on 2");
            Some(is_version.then(|| String::from_utf8_lossy(word).into_owned()))
        })
    });
    versions.find_map(|version| version)
}

/// All files, or none where one of them is damaged.
pub fn files(memory: &Memory) -> Project {
    let script = script(memory);
    let files = region(memory, script.is_some()).and_then(|region| in_region(memory, region));
    match (files, script) {
        (Some(files), _) if !files.is_empty() => files,
        (_, Some(script)) => script,
        _ => Project::default(),
    }
}

fn script(memory: &Memory) -> Option<Project> {
    let [m, p, low, high] = *memory.get(SCRIPT, 4)? else {
        return None;
    };
    let length = usize::from(u16::from_le_bytes([low, high]));
    if [m, p] != *b"MP" || length == 0 {
        return None;
    }
    let mut project = Project::default();
    let content = memory.get(SCRIPT + 4, length)?.to_vec();
    project.insert("main.py", content).ok()?;
    Some(project)
}

/// Where files lie.
fn region(memory: &Memory, has_script: bool) -> Option<Range<u32>> {
    if memory.word(SETTINGS) != Some(SETTINGS_MARK) {
        return table(memory);
    }
    let page = 1u32.checked_shl(memory.word(SETTINGS + 8)?)?;
    let pages = memory.word(SETTINGS + 12)? >> 16;
    let flash = Board::named("microbit-v1")?.flash.end;
    let end = if has_script { SCRIPT } else { flash };
    Some(pages.checked_mul(page)?..end - COMPASS)
}

/// Where the second board's table says that files lie.
fn table(memory: &Memory) -> Option<Range<u32>> {
    let board = Board::named("microbit-v2")?;
    let page = board.sectors.first()?.size;
    let heads =
        (board.flash.start / page + 1..=board.flash.end / page).map(|number| number * page - ROW);
    let is_head = |head: &u32| {
        let [first, last] = TABLE_MARKS;
        memory.word(*head) == Some(first) && memory.word(*head + 12) == Some(last)
    };
    let head = heads.into_iter().find(is_head)?;
    let rows = memory.word(head + 8)? & 0xffff;
    let size = 1u32.checked_shl(memory.word(head + 8)? >> 16)?;
    let mut rows = (1..=rows.min(16)).filter_map(|row| head.checked_sub(row * ROW));
    let row = rows.find(|row| memory.get(*row, 1) == Some(&[TABLE_FILES]))?;
    let start = (memory.word(row)? >> 16).checked_mul(size)?;
    Some(start..start.checked_add(memory.word(row + 4)?)?)
}

fn in_region(memory: &Memory, region: Range<u32>) -> Option<Project> {
    // Pieces are numbered from 1, in a byte.
    let chunk = |number: u8| -> Option<&[u8; CHUNK]> {
        let at = region
            .start
            .checked_add((u32::from(number).checked_sub(1)?) * CHUNK as u32)?;
        let bytes = memory.get(at, CHUNK)?.try_into().ok()?;
        region.contains(&at).then_some(bytes)
    };
    let mut project = Project::default();
    for first in 1..START {
        let Some(start) = chunk(first).filter(|bytes| bytes[0] == START) else {
            continue;
        };
        let (last, name) = (usize::from(start[1]), usize::from(start[2]));
        let (mut data, mut number, mut bytes) = (Vec::new(), first, start);
        // Fewer than there are numbers, or they lead in a circle.
        for _ in 0..START {
            data.extend_from_slice(bytes.get(1..=DATA)?);
            let next = bytes[CHUNK - 1];
            if next == END {
                break;
            }
            bytes = chunk(next).filter(|bytes| bytes[0] == number)?;
            number = next;
        }
        let end = data.len() - DATA + last;
        let content = data.get(2 + name..end)?.to_vec();
        let name = std::str::from_utf8(data.get(2..2 + name)?).ok()?;
        project.insert(name, content).ok()?;
    }
    Some(project)
}
