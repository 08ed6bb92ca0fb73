//! Damaged programs: whatever the bytes, the parser ends with a tree or an error, and says the same again.

mod support;

use pyrite_syntax::error::Message;
use std::path::Path;

/// A small generator of pseudo-random numbers (xorshift), so that every run is the same.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

const PIECES: &[&[u8]] = &[
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b":",
    b",",
    b"=",
    b":=",
    b"'",
    b"\"",
    b"'''",
    b"f'",
    b"f'''{",
    b"\\",
    b"\n",
    b"\n    ",
    b"\t",
    b"if ",
    b"else",
    b"for x in ",
    b"lambda ",
    b"match ",
    b"case ",
    b"not ",
    b"*",
    b"**",
    b"0x",
    b"1e",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xe2\x82\xac",
    b"!r",
    b"#",
    b";",
    b".",
    b"@",
    b"async ",
    b"await ",
    b"type ",
    b"except*",
    b"with (",
    b"->",
    b"\r",
    b"\x0c",
    b"\\N{",
    b"_",
];

fn mutate(source: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(source.len() + 1);
        let end = (at + random.below(12)).min(source.len());
        match random.below(4) {
            0 => drop(source.drain(at..end)),
            1 => {
                let piece = PIECES[random.below(PIECES.len())];
                source.splice(at..at, piece.iter().copied());
            }
            2 => {
                let copy = source[at..end].to_vec();
                let to = random.below(source.len() + 1);
                source.splice(to..to, copy);
            }
            _ => source.truncate(at.max(source.len() / 2)),
        }
    }
}

#[test]
fn damaged_programs_end() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let rounds = std::env::var("ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(400);
    for folder in ["ok", "err"] {
        for entry in std::fs::read_dir(tests.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "py") {
                continue;
            }
            let text = std::fs::read(&path).unwrap();
            for _ in 0..rounds {
                let from = random.below(text.len());
                let mut source = text[from..(from + 300).min(text.len())].to_vec();
                mutate(&mut source, &mut random);
                let words = 64 + random.below(1 << 13);
                let first = support::parse(&source, words);
                assert_eq!(first, support::parse(&source, words));
                if let Err(error) = first {
                    assert!(
                        error.start <= error.end
                            && (error.column >= 1
                                || error.start as usize == source.len()
                                || matches!(error.message, Message::ExpectedBlock { .. })),
                        "{error:?}"
                    );
                }
                // Trees can be read back whatever was in the program.
                let _ = support::dump(&source);
                let mut words = vec![0; 1 << 13];
                let mut store = pyrite_syntax::SliceStore::new(&source, &mut words);
                pyrite_syntax::complete::judge(&mut store);
            }
        }
    }
}
