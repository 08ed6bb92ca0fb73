//! From firmware and project to a file and back, for every board; and all that a person may drop on the page instead.

use pyrite_image::boards::{BOARDS, Board, Format};
use pyrite_image::foreign::Foreign;
use pyrite_image::hex::{intel, universal};
use pyrite_image::{Error, Memory, Project, Stamp, assemble, build, dfuse, open};

/// What stands for a board's firmware: a vector table, some code, the stamp, and settings of the chip.
fn firmware(board: &'static Board) -> Memory {
    let stamp = Stamp::of(board, "0.1.0");
    let stack = if board.name == "microbit-v1" {
        0x2000_4000u32
    } else {
        0x2002_0000
    };
    let mut code: Vec<u8> = (0..3000u32)
        .flat_map(|word| word.wrapping_mul(0x9E37_79B9).to_le_bytes())
        .collect();
    code[..4].copy_from_slice(&stack.to_le_bytes());
    let mut memory = Memory::default();
    memory.write(board.flash.start, &code).unwrap();
    let rest = if board.format == Format::DfuSe {
        0x0802_0000
    } else {
        0x4000
    };
    memory
        .write(rest, format!("..{}\0", stamp.line()).as_bytes())
        .unwrap();
    if let Some(settings) = &board.settings {
        memory
            .write(settings.start + 0x20c, &[0xfe, 0xff, 0xff, 0xff])
            .unwrap();
    }
    memory
}

fn board(name: &str) -> &'static Board {
    Board::named(name).unwrap()
}

fn project() -> Project {
    let mut project = Project::default();
    let lesson = "from microbit import *\ndisplay.scroll('Grüße')\n";
    project
        .insert("main.py", lesson.as_bytes().to_vec())
        .unwrap();
    project.insert("lib/colours.py", vec![b'#'; 4000]).unwrap();
    // A project may hold what looks like firmware.
    let stamp = Stamp {
        board: &BOARDS[1],
        version: "9".to_owned(),
        files: BOARDS[0].files,
    };
    project
        .insert("notes.txt", stamp.line().into_bytes())
        .unwrap();
    project
}

/// Both micro:bits in one file.
fn both(project: &Project) -> Vec<u8> {
    let (small, large) = (board("microbit-v1"), board("microbit-v2"));
    build(
        &[(small, &firmware(small)), (large, &firmware(large))],
        project,
    )
    .unwrap()
}

#[test]
fn every_board_gives_its_project_back() {
    for board in &BOARDS {
        let base = firmware(board);
        for project in [project(), Project::default()] {
            let file = build(&[(board, &base)], &project).unwrap();
            let opened = open(&file).unwrap();
            assert_eq!(opened.project, project, "{}", board.name);
            let memory = opened.part(board).unwrap();
            assert_eq!(*memory, assemble(board, &base, &project).unwrap());
            // The firmware is in it as it was.
            for (start, bytes) in base.ranges() {
                assert_eq!(memory.get(start, bytes.len()), Some(bytes));
            }
        }
    }
    let opened = open(&both(&project())).unwrap();
    assert_eq!(opened.project, project());
    let boards: Vec<_> = opened
        .parts
        .iter()
        .map(|(stamp, _)| stamp.board.name)
        .collect();
    assert_eq!(boards, ["microbit-v1", "microbit-v2"]);
    assert_eq!(
        opened.part(board("pyboard")),
        Err(Error::OtherBoard {
            found: board("microbit-v1"),
            wanted: board("pyboard")
        })
    );
}

#[test]
fn firmware_must_fit_the_board() {
    let (small, large) = (board("microbit-v1"), board("microbit-v2"));
    let build = |board, memory: &Memory| build(&[(board, memory)], &project()).unwrap_err();
    assert_eq!(
        build(small, &firmware(large)),
        Error::OtherBoard {
            found: large,
            wanted: small
        }
    );
    let mut base = firmware(small);
    base.write(small.files.start - 2, b"long").unwrap();
    assert_eq!(
        build(small, &base),
        Error::FirmwareTooLarge {
            board: small,
            address: small.files.start
        }
    );
    let mut base = firmware(small);
    base.write(0x2000_0000, b"x").unwrap();
    assert_eq!(
        build(small, &base),
        Error::OutsideBoard {
            board: small,
            address: 0x2000_0000
        }
    );
    let line = "PYRITE-FIRMWARE/1 board=toaster version=2 end";
    let unknown = Memory::from_pieces(vec![(0, line.into())]).unwrap();
    assert_eq!(
        build(small, &unknown),
        Error::UnknownFirmware {
            line: line.to_owned()
        }
    );
    assert_eq!(build(small, &Memory::default()), Error::NoFirmware);
    let mut large = Project::default();
    large.insert("main.py", vec![b'#'; 40_000]).unwrap();
    let error = pyrite_image::build(&[(small, &firmware(small))], &large).unwrap_err();
    assert!(matches!(error, Error::NoRoom { .. }), "{error}");
}

#[test]
fn a_cut_or_changed_file_is_never_half_accepted() {
    let project = project();
    let dfu = build(&[(board("pyboard"), &firmware(board("pyboard")))], &project).unwrap();
    for file in [both(&project), dfu] {
        let end = file.trim_ascii_end().len();
        for cut in (0..end).step_by(197).chain(end - 20..end) {
            let error = open(&file[..cut]).unwrap_err();
            assert!(!error.to_string().is_empty());
        }
        for at in (0..end).step_by(161) {
            let mut changed = file.clone();
            changed[at] ^= 0x11;
            if let Ok(opened) = open(&changed) {
                assert_eq!(opened.project, project, "{at}");
            }
        }
    }
    // Whole lines that are gone, out of the files' part.
    let file = both(&project);
    let text = std::str::from_utf8(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for gone in (0..lines.len()).step_by(5) {
        let rest = lines.iter().enumerate().filter(|(index, _)| *index != gone);
        let rest: Vec<&str> = rest.map(|(_, line)| *line).collect();
        if let Ok(opened) = open(rest.join("\n").as_bytes()) {
            assert_eq!(opened.project, project, "line {gone}");
        }
    }
}

#[test]
fn the_same_program_in_both_boards() {
    let (small, large) = (board("microbit-v1"), board("microbit-v2"));
    let part = |board: &'static Board, number, project: &Project| universal::Part {
        board: number,
        hex: intel::Hex {
            memory: assemble(board, &firmware(board), project).unwrap(),
            start: None,
        },
    };
    let open = |parts: &[universal::Part]| open(universal::write(parts).as_bytes());
    let one = part(small, 0x9901, &project());
    assert_eq!(
        open(&[one.clone(), part(large, 0x9903, &Project::default())]),
        Err(Error::PartsDiffer)
    );
    assert_eq!(
        open(&[one.clone(), part(small, 0x9903, &project())]),
        Err(Error::OtherBoard {
            found: small,
            wanted: large
        })
    );
    assert!(open(&[one, part(large, 0x9906, &project())]).is_ok());
}

fn foreign(bytes: &[u8]) -> Foreign {
    match open(bytes).unwrap_err() {
        Error::Foreign(foreign) => foreign,
        error => panic!("{error:?}"),
    }
}

#[test]
fn files_of_other_tools_are_named() {
    assert_eq!(foreign(b"\x7fELF\x01\x01\x01"), Foreign::Elf);
    assert_eq!(foreign(b"UF2\n\x57\x51\x5d\x9e"), Foreign::Uf2);
    assert_eq!(foreign(b"PK\x03\x04..."), Foreign::Zip);
    assert_eq!(foreign(b"<!DOCTYPE html><html>"), Foreign::WebPage);
    assert_eq!(foreign(b"from microbit import *\n"), Foreign::Text);
    assert_eq!(foreign(&[0; 100]), Foreign::Unknown);
    assert_eq!(open(b""), Err(Error::Empty));

    let plain = |bytes: Vec<u8>| {
        let memory = Memory::from_pieces(vec![(0, bytes)]).unwrap();
        intel::write(&intel::Hex {
            memory,
            start: None,
        })
    };
    let mut program = 0x2000_4000u32.to_le_bytes().to_vec();
    assert_eq!(
        foreign(plain(program.clone()).as_bytes()),
        Foreign::Program {
            board: Some(board("microbit-v1"))
        }
    );
    program.extend_from_slice(b"....micro:bit v1.0.1-18 on 2020; MicroPython v1.9.2-34 on 2017\0");
    assert_eq!(
        foreign(plain(program).as_bytes()),
        Foreign::MicroPython {
            board: Some(board("microbit-v1")),
            version: "v1.9.2-34".to_owned(),
            files: Project::default()
        }
    );
}

#[test]
fn programs_of_micropython_can_move() {
    let micropython = |pieces: &[(u32, &[u8])]| {
        let mut memory = Memory::default();
        let banner = b"MicroPython v1.9.2-34 on 2017-09-01; micro:bit";
        memory.write(0x100, banner).unwrap();
        let settings = [0x17ee_b07c, u32::MAX, 10, 227 << 16, u32::MAX, 0x100, 0];
        memory
            .write(0x1000_10c0, &settings.map(u32::to_le_bytes).concat())
            .unwrap();
        for (address, bytes) in pieces {
            memory.write(*address, bytes).unwrap();
        }
        match foreign(
            intel::write(&intel::Hex {
                memory,
                start: None,
            })
            .as_bytes(),
        ) {
            Foreign::MicroPython { files, .. } => files,
            other => panic!("{other}"),
        }
    };
    let mut script = b"MP\x05\0x = 1".to_vec();
    assert_eq!(
        micropython(&[(0x3_e000, &script)]).get("main.py"),
        Some(&b"x = 1"[..])
    );
    script[2] = 6;
    assert!(micropython(&[(0x3_e000, &script)]).is_empty());

    // Two pieces that know of each other, with 126 bytes in each.
    let files = 227 * 1024;
    let mut first = [b'a'; 128];
    first[..7].copy_from_slice(b"\xfe\x02\x04a.py");
    first[127] = 3;
    let mut second = [b'b'; 128];
    (second[0], second[127]) = (1, 0xff);
    let content = [&[b'a'; 120][..], b"bb"].concat();
    let found = micropython(&[(files, &first), (files + 256, &second)]);
    assert_eq!(found.get("a.py"), Some(content.as_slice()));
    second[0] = 2;
    assert!(micropython(&[(files, &first), (files + 256, &second)]).is_empty());
    assert!(micropython(&[(files, &first)]).is_empty());
}

#[test]
fn makecode_is_named_whatever_its_file_looks_like() {
    let json = br#"{"compression":"LZMA","headerSize":99,"textSize":12,"name":"Flashing heart","eURL":"https://x"}"#;
    let mut source = vec![0x41, 0x14, 0x0E, 0x2F, 0xB8, 0x2F, 0xA2, 0xBB];
    source.extend_from_slice(&(json.len() as u16).to_le_bytes());
    source.extend_from_slice(&[9, 0, 0, 0, 0, 0]);
    source.extend_from_slice(json);
    source.extend_from_slice(&[0xAA; 100]);
    for kind in ["00", "0E"] {
        let lines = source.chunks(16).enumerate().map(|(index, data)| {
            let mut bytes = vec![
                data.len() as u8,
                0,
                0,
                u8::from_str_radix(kind, 16).unwrap(),
            ];
            bytes[1..3].copy_from_slice(&(index as u16 * 16).to_be_bytes());
            bytes.extend_from_slice(data);
            let sum = bytes.iter().fold(0u8, |sum, byte| sum.wrapping_sub(*byte));
            bytes.push(sum);
            let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            format!(":{digits}\r\n")
        });
        // Some of these files go on after their end.
        let text = format!(
            ":0100000061009E\r\n:00000001FF\r\n{}",
            lines.collect::<String>()
        );
        assert_eq!(
            foreign(text.as_bytes()),
            Foreign::MakeCode {
                name: Some("Flashing heart".to_owned())
            }
        );
    }
}

#[test]
fn errors_say_what_to_do() {
    let samples = [
        Error::HexCutOff { line: 7 },
        Error::OtherBoard {
            found: board("microbit-v1"),
            wanted: board("microbit-v2"),
        },
        Error::Foreign(Foreign::MakeCode { name: None }),
    ];
    let texts = samples.map(|error| error.to_string());
    assert_eq!(
        texts,
        [
            "The HEX file is cut off in line 7: its end is missing. Download or copy it again.",
            "This file is for micro:bit V1, not for micro:bit V2. Choose that board, or make a file for this one.",
            "This is a MakeCode project. Open it at makecode.microbit.org."
        ]
    );
}

#[test]
fn a_dfu_file_for_something_else() {
    let mut file = dfuse::read(
        &build(
            &[(board("pyboard"), &firmware(board("pyboard")))],
            &project(),
        )
        .unwrap(),
    )
    .unwrap();
    file.product = 1;
    assert_eq!(
        open(&dfuse::write(&file).unwrap()),
        Err(Error::DfuDevice {
            vendor: 0x0483,
            product: 1
        })
    );
}
