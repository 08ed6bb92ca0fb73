//! Both HEX formats: as written, as other tools write them, and broken.

use super::intel::{self, Hex};
use super::record::LineFault;
use super::universal::{self, Part};
use crate::tests::Random;
use crate::{Error, Memory};

fn memory(pieces: &[(u32, &[u8])]) -> Memory {
    let pieces = pieces
        .iter()
        .map(|(address, bytes)| (*address, bytes.to_vec()));
    Memory::from_pieces(pieces.collect()).unwrap()
}

fn hex(pieces: &[(u32, &[u8])]) -> Hex {
    Hex {
        memory: memory(pieces),
        start: None,
    }
}

/// A few ranges anywhere, some across a boundary of 64 KB.
fn random(random: &mut Random) -> Hex {
    let mut memory = Memory::default();
    for _ in 0..1 + random.below(5) {
        let address = match random.below(3) {
            0 => random.next() as u32 >> random.below(32),
            1 => (random.next() as u32 & 0x7_0000).saturating_sub(random.below(300) as u32),
            _ => random.below(0x8000) as u32,
        };
        let _ = memory.write(address, &random.bytes(600));
    }
    let start = (random.below(2) == 0).then(|| random.next() as u32);
    Hex { memory, start }
}

#[test]
fn a_small_file() {
    let hex = Hex {
        memory: memory(&[(0x0001_fffe, b"abc"), (0x1000_1014, &[0, 0xe0, 3, 0])]),
        start: Some(0xc1),
    };
    let text = ":020000040001F9\n:02FFFE0061623E\n:020000040002F8\n:01000000639C\n:020000041000EA\n:0410140000E00300F5\n\
                :04000005000000C136\n:00000001FF\n";
    assert_eq!(intel::write(&hex), text);
    assert_eq!(intel::read(text.as_bytes()), Ok(hex));
}

#[test]
fn files_of_other_tools() {
    // Segments, small letters, carriage returns, empty lines, a mark at the start, no line end at the end.
    let text =
        "\u{feff}:020000021000ec\r\n:0100040061 9a\r\n\r\n:0400000300003800C1\r\n:00000001ff"
            .replace(' ', "");
    assert_eq!(intel::read(text.as_bytes()), Ok(hex(&[(0x1_0004, b"a")])));
    let old = ":10001300AC12AD13AE10AF1112002F8E0E8F0F2244\n:10000300E50B250DF509E50A350CF5081200132259\n:00000001FF\n";
    assert_eq!(intel::read(old.as_bytes()).unwrap().memory.len(), 32);
}

#[test]
fn what_is_written_is_read() {
    for seed in 0..1000 {
        let mut numbers = Random::new(seed);
        let hex = random(&mut numbers);
        assert_eq!(
            intel::read(intel::write(&hex).as_bytes()),
            Ok(hex),
            "{seed}"
        );
        let boards = [0x9900, 0x9903, 0x9901, 0x1234];
        let parts: Vec<Part> = boards[..1 + numbers.below(4)]
            .iter()
            .map(|board| Part {
                board: *board,
                hex: random(&mut numbers),
            })
            .collect();
        let text = universal::write(&parts);
        assert!(universal::is_universal(text.as_bytes()));
        let end = ":00000001FF\n";
        assert_eq!((text.len() - end.len()) % 512, 0, "{seed}");
        assert_eq!(universal::read(text.as_bytes()), Ok(parts), "{seed}");
        assert_eq!(intel::read(text.as_bytes()), Err(Error::UniversalHex));
    }
}

#[test]
fn blocks_of_512_characters() {
    // Examples of the specification of this older form.
    let text = ":020000040001F9\n:0400000A9900C0DEBB\n:1000A000DF010000E9010000F3010000FD01000094\n\
                :0C00000BDEADC0DEDEADC0DEDEADC0DE6E\n:020000040001F9\n:0400000A9903C0DEB8\n\
                :1000A00DDF010000E9010000F3010000FD01000087\n:0C00000BDEADC0DEDEADC0DEDEADC0DE6E\n\
                :020000040001F9\n:0400000A9900C0DEBB\n:1000B00007020000110200001B02000025020000E0\n\
                :0C00000BDEADC0DEDEADC0DEDEADC0DE6E\n:00000001FF\n";
    let parts = universal::read(text.as_bytes()).unwrap();
    let found: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                part.board,
                part.hex.memory.ranges().next().unwrap().0,
                part.hex.memory.len(),
            )
        })
        .collect();
    assert_eq!(found, [(0x9900, 0x1_00a0, 32), (0x9903, 0x1_00a0, 16)]);
}

#[test]
fn broken_files_are_named() {
    let read = |text: &str| intel::read(text.as_bytes()).unwrap_err();
    let good = ":0100000061009E\n";
    assert_eq!(read(""), Error::NotHex);
    assert_eq!(read("print('x')"), Error::NotHex);
    let line = ":010000006198\n";
    assert_eq!(
        read(&format!("{line}:00000001FF\n")),
        Error::HexLine {
            line: 1,
            fault: LineFault::Checksum
        }
    );
    let line = ":01000000619E\n";
    assert_eq!(
        intel::read(format!("{line}:00000001FF").as_bytes())
            .unwrap()
            .memory
            .len(),
        1
    );
    assert!(matches!(
        read(good),
        Error::HexLine {
            line: 1,
            fault: LineFault::TooLong
        }
    ));
    assert_eq!(read(line), Error::HexCutOff { line: 1 });
    assert_eq!(
        read(&format!("{line}:0000000")),
        Error::HexCutOff { line: 2 }
    );
    assert_eq!(
        read(&format!("{line}:00000001FF\n{line}")),
        Error::HexAfterEnd { line: 3 }
    );
    assert_eq!(
        read(&format!("{line}{line}:00000001FF\n")),
        Error::Overlap { address: 0 }
    );
    assert_eq!(
        read(":0100000461 9A\n:00000001FF".replace(' ', "").as_str()),
        Error::HexLine {
            line: 1,
            fault: LineFault::WrongLength
        }
    );
    let read = |text: &str| universal::read(text.as_bytes()).unwrap_err();
    let (upper, start, end) = (
        ":020000040000FA\n",
        ":0400000A9900C0DEBB\n",
        ":0000000BF5\n",
    );
    let last = ":00000001FF\n";
    assert_eq!(
        read(&format!("{upper}{start}{line}{last}")),
        Error::HexSection { line: 3 }
    );
    assert_eq!(
        read(&format!("{upper}{start}{end}{line}{last}")),
        Error::HexOutside { line: 4 }
    );
    assert_eq!(
        read(&format!("{upper}{start}{end}{start}{end}{last}")),
        Error::HexSection { line: 4 }
    );
    assert_eq!(
        read(&format!("{upper}{start}{end}")),
        Error::HexCutOff { line: 3 }
    );
}

#[test]
fn a_file_is_taken_whole_or_not_at_all() {
    for seed in 0..200 {
        let mut numbers = Random::new(seed);
        let parts: Vec<Part> = [0x9900, 0x9903]
            .map(|board| Part {
                board,
                hex: random(&mut numbers),
            })
            .into();
        let text = universal::write(&parts);
        let body = text.trim_end().len();
        for _ in 0..20 {
            let cut = numbers.below(body);
            assert!(
                universal::read(&text.as_bytes()[..cut]).is_err(),
                "{seed} {cut}"
            );
            let mut changed = text.clone().into_bytes();
            let at = numbers.below(body);
            let byte = numbers.next() as u8;
            changed[at] = byte;
            match universal::read(&changed) {
                Ok(read) => assert_eq!(read, parts, "{seed} {at} {byte}"),
                Err(_) => assert_ne!(changed, text.as_bytes()),
            }
        }
    }
}
