//! Compiled files: what begins as one is loaded as it is; from anything else, taken as a program, a file is made and then
//! damaged in a few places. Whatever the loader accepts must run without harm.

use crate::{
    arena::{attempt, execute, with_machine},
    program::compile,
    random::Random,
};
use pyrite_core::compile::{Mode, Source};

const ARENA: usize = 200 * 1024;
/// Magic, version, flags, checksum: without the right ones a file is not even read.
const MAGIC: &[u8] = b"PYRC";
const CHECKSUM: usize = 6;
const HEADER: usize = 10;

pub fn run(data: &[u8]) {
    let mut file = if data.starts_with(MAGIC) {
        Some(data.to_vec())
    } else {
        damaged(data)
    };
    if let Some(file) = &mut file {
        mend(file);
        with_machine(ARENA, |m| {
            attempt(m, |m| {
                let code = m.load_code(Source::Text(file))?;
                m.keep(code);
                if let Some(code) = code.as_ref() {
                    m.disassemble(code)?;
                }
                execute(m, code)
            });
        });
    }
}

/// The file of a program, with one to four bytes changed; the program's text says which.
fn damaged(source: &[u8]) -> Option<Vec<u8>> {
    let mut file = None;
    with_machine(ARENA, |m| {
        attempt(m, |m| {
            let code = compile(m, source, Mode::File)?;
            m.keep(code);
            let bytes = m.write_code(code)?;
            file = m.buffer_bytes(bytes).map(<[u8]>::to_vec);
            Ok(bytes)
        });
    });
    let mut file = file?;
    let seed = source.iter().fold(7u64, |seed, byte| {
        (seed ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    });
    let mut random = Random::new(seed);
    for _ in 0..1 + random.below(4) {
        let place = HEADER + random.below(file.len().saturating_sub(HEADER));
        if let Some(byte) = file.get_mut(place) {
            *byte = if random.once_in(2) {
                random.byte()
            } else {
                *byte ^ 1 << random.below(8)
            };
        }
    }
    Some(file)
}

/// Writes the right checksum, so that the damage is looked at.
fn mend(file: &mut [u8]) {
    if let Some((header, body)) = file.split_at_mut_checked(HEADER) {
        let mut crc = !0u32;
        for byte in body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 {
                    0xEDB8_8320 ^ crc >> 1
                } else {
                    crc >> 1
                };
            }
        }
        header[CHECKSUM..].copy_from_slice(&(!crc).to_le_bytes());
    }
}
