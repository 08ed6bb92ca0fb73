//! Files that a person drops on the page: any bytes, and images with a damaged file system whose outer checksums hold.

use crate::choices::Choices;
use pyrite_image::boards::{BOARDS, Board, Format};
use pyrite_image::hex::{intel, universal};
use pyrite_image::{Memory, Project, Stamp, bin, dfuse, files, open, write};

pub fn run(data: &[u8]) {
    let _ = open(data);
    let _ = intel::read(data);
    let _ = universal::read(data);
    with_checksum(data);
    let mut choices = Choices::new(data);
    if choices.once_in(8) {
        let _ = micropython(&mut choices);
        return;
    }
    let board = &BOARDS[choices.below(BOARDS.len())];
    let Some(memory) = damaged(board, &mut choices) else {
        return;
    };
    let Ok(mut file) = write(&[(board, memory)]) else {
        return;
    };
    if choices.once_in(4) {
        edit(&mut file, &mut choices);
    }
    if let Ok(opened) = open(&file) {
        again(&opened.project, board);
        for (_, memory) in &opened.parts {
            let _ = bin::write(memory);
        }
    }
}

/// A DFU file's checksum would stop nearly all of them.
fn with_checksum(data: &[u8]) {
    let mut file = b"DfuSe\x01".to_vec();
    let length = data.len() + 11 + 16 - 1;
    file.extend_from_slice(&(length as u32).to_le_bytes());
    file.extend_from_slice(data);
    file.extend_from_slice(b"\xff\xff\x11\xdf\x83\x04\x1a\x01UFD\x10");
    // Where only the checksum is wrong, the reader says which it is.
    file.extend_from_slice(&[0; 4]);
    if let Err(pyrite_image::Error::DfuChecksum { found, .. }) = dfuse::read(&file) {
        let end = file.len() - 4;
        file.splice(end.., found.to_le_bytes());
        if let Ok(dfu) = dfuse::read(&file) {
            assert_eq!(
                dfuse::write(&dfu).and_then(|file| dfuse::read(&file)),
                Ok(dfu)
            );
        }
    }
}

/// A board's memory with a project in it, some bytes of which are changed.
fn damaged(board: &'static Board, choices: &mut Choices<'_>) -> Option<Memory> {
    let mut place = board.files;
    let geometry = &mut place.geometry;
    if choices.once_in(4) {
        geometry.block >>= choices.below(2);
        geometry.blocks = 8 + choices.below(geometry.blocks as usize - 8) as u32;
        geometry.write = 1 << choices.below(5);
        geometry.inline = choices.below(geometry.block as usize / 8) as u32;
    }
    let stamp = Stamp {
        board,
        version: "1".to_owned(),
        files: place,
    };
    let mut project = Project::default();
    for _ in 0..choices.below(6) {
        const NAMES: [&str; 6] = [
            "main.py",
            "lib/a.py",
            "lib/b/c.txt",
            "UPPER.TXT",
            "long_name_of_a_module.py",
            "ä",
        ];
        let path = choices.pick(&NAMES).to_owned() + choices.pick(&["", "", "x", "~1"]);
        let limit = [2, 70, 700, 5000][choices.below(4)];
        let length = choices.below(limit);
        let fill = choices.below(256) as u8;
        let _ = project.insert(&path, vec![fill; length]);
    }
    let volume = files::write(place.system, place.geometry, &project).ok()?;
    let mut memory = volume.to_memory(place.start).ok()?;
    let used: Vec<u32> = memory
        .ranges()
        .flat_map(|(start, bytes)| start..start + bytes.len() as u32)
        .collect();
    for _ in 0..choices.below(6) {
        let limit = if choices.once_in(2) { 200 } else { used.len() };
        let address = used.get(choices.below(limit)).copied()?;
        let old = memory.get(address, 1)?.first().copied()?;
        let byte = match choices.below(4) {
            0 => 0,
            1 => 0xff,
            2 => old ^ 1 << choices.below(8),
            _ => choices.below(256) as u8,
        };
        memory.write(address, &[byte]).ok()?;
    }
    let line = match board.format {
        Format::Hex => board.flash.start + 0x100,
        Format::DfuSe => board.files.range().end,
    };
    memory.write(line, stamp.line().as_bytes()).ok()?;
    Some(memory)
}

/// Firmware of another kind, whose files are looked for too.
fn micropython(choices: &mut Choices<'_>) -> Result<(), pyrite_image::Error> {
    let board = &BOARDS[choices.below(2)];
    let mut memory = Memory::default();
    memory.write(0x100, b"MicroPython v1 on 2017")?;
    let start = if board.name == "microbit-v1" {
        let settings = [
            0x17ee_b07c,
            0,
            choices.below(40) as u32,
            (choices.below(256) as u32) << 16,
        ];
        memory.write(0x1000_10c0, &settings.map(u32::to_le_bytes).concat())?;
        settings[3] >> 16 << 10
    } else {
        let page = choices.below(128) as u32;
        let rows = [
            3 | page << 16,
            choices.below(256) as u32 * 256,
            0,
            0,
            0x597f_30fe,
            0,
            choices.below(4) as u32 | (choices.below(40) as u32) << 16,
            0xc1b1_d79d,
        ];
        memory.write(0x4_0000 - 32, &rows.map(u32::to_le_bytes).concat())?;
        page << 12
    };
    for _ in 0..choices.below(6) {
        let mut chunk = [choices.below(8) as u8; 128];
        if choices.once_in(2) {
            chunk[0] = 0xfe;
        }
        chunk[1] = choices.below(256) as u8;
        chunk[127] = if choices.once_in(3) {
            0xff
        } else {
            choices.below(8) as u8
        };
        memory.write(start + choices.below(8) as u32 * 128, &chunk)?;
    }
    if choices.once_in(4) {
        memory.write(0x3_e000, &[b'M', b'P', choices.below(8) as u8, 0, 1, 2])?;
    }
    let _ = open(&write(&[(board, memory)])?);
    Ok(())
}

fn edit(file: &mut Vec<u8>, choices: &mut Choices<'_>) {
    let length = file.len();
    match choices.below(3) {
        0 => file.truncate(choices.below(length)),
        1 => {
            let at = choices.below(length);
            if let Some(byte) = file.get_mut(at) {
                *byte = choices.below(256) as u8;
            }
        }
        _ => {
            let from = choices.below(length);
            let to = (from + choices.below(200)).min(length);
            file.drain(from..to);
        }
    }
}

/// What was read can be written, if there is room for it, and read again.
fn again(project: &Project, board: &'static Board) {
    let place = board.files;
    if let Ok(volume) = files::write(place.system, place.geometry, project) {
        assert_eq!(files::read(place.system, &volume).as_ref(), Ok(project));
    }
}
