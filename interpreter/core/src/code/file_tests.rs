//! Round trips of compiled modules, and what damage does to them.

use super::*;
use crate::compile::Mode;
use crate::host::NoHost;
use std::vec;
use std::vec::Vec;

const PROGRAM: &str = "\
import os
def f(a, b=2, *c, d='x', **e) -> int:
    'what it says'
    try:
        return [x * 1.5 for x in a if x not in (1, 'two', b'three', None, 4j)]
    except (ValueError, KeyError) as e:
        raise OSError(123456789012345678901234567890, -5000000000) from e
class C(f, k=1):
    def g(self):
        return super().g() + f'{self!r:>10}'
async def h():
    async for x in y:
        await x
lambda: '\\ud800 caf\\u00e9'
";

fn with_machine<T>(work: impl FnOnce(&mut Machine) -> T) -> T {
    let mut memory = vec![0 as Word; 1 << 18];
    let mut stack = vec![Value::NONE; 1 << 14];
    let mut host = NoHost;
    work(&mut Machine::new(
        &mut memory,
        1 << 18,
        &mut stack,
        &mut host,
        &[],
        &[],
    ))
}

fn file_of(m: &mut Machine) -> (Vec<u8>, Vec<u8>) {
    let name = m.intern(b"<string>").unwrap();
    let code = m
        .compile(Source::Text(PROGRAM.as_bytes()), name, Mode::File)
        .unwrap();
    m.keep(code);
    let listing = m.disassemble(code.as_ref().unwrap()).unwrap();
    let listing = m.str_bytes(listing).unwrap().to_vec();
    let file = m.write_code(code).unwrap();
    (m.buffer_bytes(file).unwrap().to_vec(), listing)
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn a_file_gives_the_code_it_was_made_of() {
    let (file, listing) = with_machine(file_of);
    with_machine(|m| {
        for in_heap in [false, true] {
            let source = if in_heap {
                Source::Str(m.new_bytes(&file).unwrap())
            } else {
                Source::Text(&file)
            };
            let code = m.load_code(source).unwrap();
            let again = m.disassemble(code.as_ref().unwrap()).unwrap();
            assert_eq!(m.str_bytes(again).unwrap(), listing);
            let file_again = m.write_code(code).unwrap();
            assert_eq!(m.buffer_bytes(file_again).unwrap(), file);
        }
    });
}

/// Gives a damaged file its checksum, so that the damage is met further inside.
fn repair(file: &mut [u8]) {
    let crc = !crc32(!0, &file[HEADER..]);
    file[6..10].copy_from_slice(&crc.to_le_bytes());
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn damage_is_an_error() {
    let (file, _) = with_machine(file_of);
    for at in 0..file.len() {
        let mut damaged = file.clone();
        damaged[at] ^= 0x10;
        with_machine(|m| assert!(m.load_code(Source::Text(&damaged)).is_err()));
    }
    for length in 0..file.len() {
        with_machine(|m| assert!(m.load_code(Source::Text(&file[..length])).is_err()));
    }
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn damage_behind_the_checksum_is_an_error_or_harmless() {
    let (file, _) = with_machine(file_of);
    let mut seed = 1u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize
    };
    let mut refused = 0;
    for _ in 0..3000 {
        let mut damaged = file.clone();
        for _ in 0..1 + random() % 4 {
            let at = HEADER + random() % (file.len() - HEADER);
            damaged[at] = random() as u8;
        }
        repair(&mut damaged);
        refused += usize::from(with_machine(|m| {
            m.load_code(Source::Text(&damaged)).is_err()
        }));
    }
    assert!(refused > 500, "{refused}");
}
