//! The device as a computer sees it, byte by byte: enumeration, the serial line, the disk's commands, and what is no command.

mod bus;
mod shared;

use super::*;
use crate::chip::SECTOR;
use bus::{Computer, DISK, DISK_IN, Data, LINE, LINE_IN, RESTARTED, block};
use std::vec;
use std::vec::Vec;
use usb_device::UsbDirection;

/// Sectors in memory.
struct Plain {
    sectors: Vec<[u8; SECTOR]>,
    protected: bool,
    broken: bool,
    keeps: usize,
}

impl Plain {
    fn new(count: usize) -> Plain {
        Plain {
            sectors: (0..count).map(|i| [i as u8; SECTOR]).collect(),
            protected: false,
            broken: false,
            keeps: 0,
        }
    }
}

impl Medium for Plain {
    fn sectors(&self) -> u32 {
        self.sectors.len() as u32
    }

    fn is_protected(&self) -> bool {
        self.protected
    }

    fn read(&mut self, sector: u32, into: &mut [u8; SECTOR]) -> Result<(), Refusal> {
        if self.broken {
            return Err(Refusal::Broken);
        }
        *into = self.sectors[sector as usize];
        Ok(())
    }

    fn write(&mut self, sector: u32, from: &[u8; SECTOR]) -> Result<(), Refusal> {
        if self.broken {
            return Err(Refusal::Broken);
        }
        self.sectors[sector as usize] = *from;
        Ok(())
    }

    fn keep(&mut self) -> Result<(), Refusal> {
        self.keeps += 1;
        if self.broken {
            return Err(Refusal::Broken);
        }
        Ok(())
    }

    fn is_stale(&self) -> bool {
        false
    }

    fn forget(&mut self) {}
}

fn computer() -> Computer<Plain> {
    Computer::with(Plain::new(96))
}

#[test]
fn a_computer_finds_a_serial_line_and_a_disk() {
    let mut computer = computer();
    let device = computer
        .control(&[0x80, 6, 0, 1, 0, 0, 18, 0], &[])
        .unwrap();
    assert_eq!(device.len(), 18);
    // A device of several functions; vendor and product; strings 1 to 3; one configuration.
    assert_eq!(device[4..7], [0xef, 2, 1]);
    assert_eq!(device[8..12], [0x09, 0x12, 0x01, 0x00]);
    assert_eq!(device[14..], [1, 2, 3, 1]);
    let number = computer
        .control(&[0x80, 6, 3, 3, 9, 4, 255, 0], &[])
        .unwrap();
    let digits: Vec<u8> = number[2..].chunks(2).map(|pair| pair[0]).collect();
    assert_eq!(digits, b"0123456789AB");
    let told = computer
        .control(&[0x80, 6, 0, 2, 0, 0, 255, 0], &[])
        .unwrap();
    assert_eq!(
        usize::from(u16::from_le_bytes([told[2], told[3]])),
        told.len()
    );
    assert_eq!(told[4], 3, "interfaces");
    let mut rest = &told[..];
    let (mut interfaces, mut endpoints) = (vec![], vec![]);
    while let [length, kind, ..] = rest {
        match kind {
            4 => interfaces.push((rest[5], rest[6], rest[7])),
            5 => endpoints.push((rest[2], rest[3], rest[4])),
            _ => {}
        }
        rest = &rest[usize::from(*length)..];
    }
    assert_eq!(interfaces, [(2, 2, 0), (10, 0, 0), (8, 6, 0x50)]);
    // Interrupt; then bulk both ways, twice.
    assert_eq!(
        endpoints,
        [
            (0x81, 3, 8),
            (0x82, 2, 64),
            (0x01, 2, 64),
            (0x83, 2, 64),
            (0x02, 2, 64)
        ]
    );
    // One disk.
    assert_eq!(
        computer.control(&[0xa1, 0xfe, 0, 0, 2, 0, 1, 0], &[]),
        Some(vec![0])
    );
    assert_eq!(computer.control(&[0xa1, 0xfd, 0, 0, 2, 0, 1, 0], &[]), None);
}

/// Opens the line, or lets it go.
fn set_line(computer: &mut Computer<Plain>, open: bool) {
    let request = [0x21, 0x22, u8::from(open), 0, 0, 0, 0, 0];
    assert!(computer.control(&request, &[]).is_some());
    computer.go();
}

#[test]
fn the_line_carries_bytes_both_ways() {
    let mut computer = computer();
    computer.wire.output.push(b"nobody listens");
    computer.go();
    assert!(computer.wire.output.is_empty());
    assert!(!computer.wire.is_open());
    set_line(&mut computer, true);
    assert!(computer.wire.is_open() && !computer.wire.is_first());
    assert!(computer.send(LINE, b"print(1)\r"));
    assert!(computer.wire.is_first());
    let typed: Vec<u8> = core::iter::from_fn(|| computer.input.pop()).collect();
    assert_eq!(typed, b"print(1)\r");
    let text: Vec<u8> = (0..200).collect();
    assert_eq!(computer.wire.output.push(&text), 200);
    let mut shown = vec![];
    computer.go();
    while let Some(packet) = computer.take(LINE_IN) {
        // A full packet would make the computer wait for more.
        assert!(packet.len() < 64);
        shown.extend(packet);
    }
    assert_eq!(shown, text);
    computer.wire.typed_elsewhere();
    assert!(computer.wire.is_open() && !computer.wire.is_first());
    computer.unplug();
    assert!(!computer.wire.is_open());
}

#[test]
fn what_finds_no_room_waits_and_control_c_does_not() {
    let mut computer = computer();
    set_line(&mut computer, true);
    // The prompt has room for 127 bytes.
    for _ in 0..2 {
        assert!(computer.send(LINE, &[b'a'; 64]));
    }
    assert!(computer.usb.is_held());
    assert!(computer.send(LINE, &[b'b'; 64]));
    assert!(!computer.send(LINE, b"c"), "the endpoint is full as well");
    computer.wait(10_000);
    let mut typed: Vec<u8> = core::iter::from_fn(|| computer.input.pop()).collect();
    computer.go();
    typed.extend(core::iter::from_fn(|| computer.input.pop()));
    assert_eq!(typed.len(), 192, "nothing is lost");
    assert!(!computer.usb.is_held());
    // A program runs and reads nothing.
    computer.input.begin();
    for _ in 0..3 {
        assert!(computer.send(LINE, &[b'd'; 64]));
    }
    computer.wait(100);
    assert!(computer.usb.is_held());
    computer.wait(150);
    assert!(!computer.usb.is_held());
    for _ in 0..5 {
        assert!(computer.send(LINE, &[b'e'; 64]));
    }
    assert!(!computer.input.is_interrupted());
    assert!(computer.send(LINE, b"\x03"));
    assert!(computer.input.take_interrupt());
    // At once, where it comes in the packet that waits.
    assert!(computer.send(LINE, &[b'f'; 64]));
    assert!(computer.send(LINE, &[b'f'; 63]));
    assert!(computer.send(LINE, b"ff\x03g"));
    assert!(computer.input.take_interrupt());
    computer.go();
    assert_eq!(computer.input.pop(), Some(b'g'));
}

#[test]
fn the_disk_says_what_it_is() {
    let mut computer = computer();
    let told = computer.do_well(&[0x12, 0, 0, 0, 36, 0], Data::In(36));
    assert_eq!(
        (told[0], told[1], usize::from(told[4])),
        (0, 0x80, told.len() - 5)
    );
    assert_eq!(told[8..], *b"Pyrite  Files on a board1.00");
    let told = computer.do_well(&[0x25; 1], Data::In(8));
    assert_eq!(told, [0, 0, 0, 95, 0, 0, 2, 0]);
    let told = computer.do_well(&block(0x23, 0, 12), Data::In(12));
    assert_eq!(told, [0, 0, 0, 8, 0, 0, 0, 96, 2, 0, 2, 0]);
    for protected in [false, true] {
        computer.disk.protected = protected;
        let bit = u8::from(protected) << 7;
        let told = computer.do_well(&[0x1a, 0, 0x3f, 0, 24, 0], Data::In(24));
        assert_eq!(told[..7], [23, 0, bit, 0, 8, 18, 4]);
        let told = computer.do_well(&[0x1a, 0, 0x08, 0, 4, 0], Data::In(4));
        assert_eq!(told, [23, 0, bit, 0]);
        let told = computer.do_well(&block(0x5a, 0x0800_0000, 28), Data::In(28));
        assert_eq!(told[..11], [0, 26, 0, bit, 0, 0, 0, 0, 8, 18, 4]);
    }
    // More room than there is to say is filled up.
    let (told, status, residue) = computer
        .command(&[0x12, 0, 0, 0, 255], Data::In(255))
        .unwrap();
    assert_eq!((told.len(), status, residue), (255, 0, 255 - 36));
    for fails in [
        // Pages that there are not, and a command that there is not.
        &[0x12, 1, 0x80, 0, 36, 0][..],
        &[0x1a, 0, 0x1c, 0, 192, 0],
        &[0xff; 16],
        &[],
    ] {
        let (told, status, residue) = computer.command(fails, Data::In(192)).unwrap();
        // No command at all is TEST UNIT READY, which fails never here.
        let wanted = u8::from(!fails.is_empty());
        assert_eq!((told, status, residue), (vec![0; 192], wanted, 192));
    }
    computer.command(&[0xff; 6], Data::None);
    assert_eq!(computer.sense(), (5, 0x20, 0));
    assert_eq!(computer.sense(), (0, 0, 0));
    let broken = Computer::with(NoMedium).command(&[0; 6], Data::None);
    assert_eq!(broken, Some((vec![], 1, 0)));
}

#[test]
fn sectors_are_read_and_written() {
    let mut computer = computer();
    let told = computer.read_sectors(3, 4);
    assert!(
        told.iter()
            .enumerate()
            .all(|(at, byte)| usize::from(*byte) == 3 + at / 512)
    );
    let content: Vec<u8> = (0..3 * 512).map(|i| (i / 7) as u8).collect();
    assert_eq!(computer.write_sectors(93, &content), None);
    assert_eq!(computer.read_sectors(93, 3), content);
    // Kept when nothing came for a while, or at the computer's wish.
    assert_eq!(computer.disk.keeps, 0);
    computer.wait(100);
    assert_eq!(computer.disk.keeps, 0);
    computer.wait(150);
    computer.wait(1000);
    assert_eq!(computer.disk.keeps, 1);
    computer.do_well(&[0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0], Data::None);
    assert_eq!(computer.disk.keeps, 2);
    assert_eq!(computer.write_sectors(1, &content[..512]), None);
    computer.unplug();
    assert_eq!(computer.disk.keeps, 3);
    computer.plug_in();

    for (sector, count) in [(94, 3), (96, 1), (u32::MAX, 2), (0, u16::MAX)] {
        for code in [0x28, 0x2a] {
            let outcome = computer.command(&block(code, sector, count), Data::None);
            assert_eq!(outcome, Some((vec![], 1, 0)));
            assert_eq!(computer.sense(), (5, 0x21, 0));
        }
    }
    computer.disk.protected = true;
    assert_eq!(computer.write_sectors(1, &content), Some((7, 0x27, 0)));
    computer.disk.protected = false;
    computer.disk.broken = true;
    assert_eq!(computer.write_sectors(1, &content), Some((3, 0x0c, 0)));
    let (told, status, residue) = computer
        .command(&block(0x28, 0, 2), Data::In(1024))
        .unwrap();
    assert_eq!((told.len(), status, residue), (1024, 1, 1024));
    assert_eq!(computer.sense(), (3, 0x11, 0));
    computer.disk.broken = false;
    // That it could not be kept is said with the next command.
    assert_eq!(computer.write_sectors(1, &content), None);
    computer.disk.broken = true;
    computer.wait(500);
    assert_eq!(computer.command(&[0; 6], Data::None), Some((vec![], 1, 0)));
    assert_eq!(computer.sense(), (3, 0x0c, 0));
    assert_eq!(computer.command(&[0; 6], Data::None), Some((vec![], 0, 0)));
}

#[test]
fn an_ejected_disk_comes_back_with_the_cable() {
    let mut computer = computer();
    computer.do_well(&[0x1e, 0, 0, 0, 0, 0], Data::None);
    computer.do_well(&[0x1b, 0, 0, 0, 2, 0], Data::None);
    assert_eq!(computer.disk.keeps, 1);
    for _ in 0..3 {
        assert_eq!(computer.command(&[0; 6], Data::None), Some((vec![], 1, 0)));
        assert_eq!(computer.sense(), (2, 0x3a, 0));
    }
    computer.plug_in();
    computer.do_well(&[0; 6], Data::None);
    // Or at the computer's wish.
    computer.do_well(&[0x1b, 0, 0, 0, 2, 0], Data::None);
    computer.command(&[0x1b, 0, 0, 0, 3, 0], Data::None);
    assert_eq!(computer.sense(), (6, 0x28, 0));
    computer.do_well(&[0; 6], Data::None);
}

/// The thirteen cases of section 6.7, as far as they differ from what was meant.
#[test]
fn the_sides_disagree_on_data() {
    let content = [9; 2048];
    let mut computer = computer();
    let (read, write) = (block(0x28, 4, 2), block(0x2a, 4, 2));
    for (block, data, wanted) in [
        (&read[..], Data::None, (0, 2, 0)),
        (&write, Data::None, (0, 2, 0)),
        (&[0; 6], Data::In(100), (100, 0, 100)),
        (&[0; 6], Data::Out(&content[..100]), (0, 0, 100)),
        (&read, Data::In(1100), (1100, 0, 76)),
        (&read, Data::In(1000), (1000, 2, 1000)),
        (&read, Data::Out(&content), (0, 2, 2048)),
        (&write, Data::In(1024), (1024, 2, 1024)),
        (&write, Data::Out(&content[..1000]), (0, 2, 1000)),
        (&[0x12, 0, 0, 0, 36], Data::In(10), (10, 2, 10)),
    ] {
        let (came, status, residue) = computer.command(block, data).unwrap();
        assert_eq!((came.len(), status, residue), wanted, "{block:?}");
    }
    assert_eq!(
        computer.read_sectors(4, 2)[511..513],
        [4, 5],
        "nothing was written"
    );
    let (_, status, residue) = computer.command(&write, Data::Out(&content)).unwrap();
    assert_eq!((status, residue), (0, 1024));
    assert_eq!(computer.read_sectors(4, 3)[1023..1025], [9, 6]);
}

#[test]
fn what_is_no_command_halts_until_the_transport_is_reset() {
    let mut good = [0; 31];
    good[..4].copy_from_slice(b"USBC");
    good[14] = 6;
    let mut wrong = good;
    wrong[3] = b'S';
    for packet in [&wrong[..], &good[..30], &[0; 64], &[]] {
        let mut computer = computer();
        computer.send(DISK, packet);
        let halted = |computer: &Computer<Plain>| {
            computer.is_halted(UsbDirection::Out, DISK)
                && computer.is_halted(UsbDirection::In, DISK_IN)
        };
        assert!(halted(&computer));
        let clear = |computer: &mut Computer<Plain>| {
            for endpoint in [DISK as u8, 0x80 | DISK_IN as u8] {
                assert!(
                    computer
                        .control(&[2, 1, 0, 0, endpoint, 0, 0, 0], &[])
                        .is_some()
                );
            }
            computer.go();
        };
        clear(&mut computer);
        assert!(halted(&computer), "not without the reset");
        assert!(
            computer
                .control(&[0x21, 0xff, 0, 0, 2, 0, 0, 0], &[])
                .is_some()
        );
        clear(&mut computer);
        assert!(!halted(&computer));
        computer.do_well(&[0; 6], Data::None);
    }
}

#[test]
fn a_transfer_that_breaks_off_leaves_a_disk_that_works() {
    let mut computer = computer();
    let mut command = [0; 31];
    command[..4].copy_from_slice(b"USBC");
    command[8..12].copy_from_slice(&1024u32.to_le_bytes());
    command[14] = 10;
    for (flags, code) in [(0x80, 0x28), (0, 0x2a)] {
        command[12] = flags;
        command[15..25].copy_from_slice(&block(code, 7, 2));
        for packets in 0..=16 {
            computer.send(DISK, &command);
            for _ in 0..packets {
                match flags {
                    0 => drop(computer.send(DISK, &[1; 64])),
                    _ => drop(computer.take(DISK_IN)),
                }
            }
            match packets % 2 {
                0 => computer.plug_in(),
                _ => {
                    computer
                        .control(&[0x21, 0xff, 0, 0, 2, 0, 0, 0], &[])
                        .unwrap();
                    // What was on its way in the board is taken.
                    while computer.take(DISK_IN).is_some() {}
                }
            }
            computer.do_well(&[0; 6], Data::None);
        }
    }
    // A packet that is too short ends the data.
    command[12] = 0;
    computer.send(DISK, &command);
    computer.send(DISK, &[1; 64]);
    computer.send(DISK, &[1; 10]);
    assert_eq!(computer.take(DISK_IN).map(|status| status[12]), Some(2));
    computer.do_well(&[0; 6], Data::None);
}

#[test]
fn whatever_comes_it_ends_and_goes_on() {
    let mut random = 1u32;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    let codes = [
        0, 3, 0x12, 0x1a, 0x1b, 0x1e, 0x23, 0x25, 0x28, 0x2a, 0x2f, 0x35, 0x5a,
    ];
    let mut computer = computer();
    for round in 0..20_000u32 {
        let mut packet = [0; 64];
        for byte in &mut packet {
            *byte = next(256) as u8;
        }
        match next(12) {
            0 => drop(computer.send(LINE, &packet[..next(65) as usize])),
            1 => drop(computer.send(DISK, &packet[..next(65) as usize])),
            2..7 => {
                packet[..4].copy_from_slice(b"USBC");
                packet[8..12].copy_from_slice(&next(3000).to_le_bytes());
                packet[13] = u8::from(next(50) == 0);
                packet[14] = next(17) as u8;
                packet[15] = codes[next(codes.len() as u32) as usize];
                if next(2) == 0 {
                    packet[17..20].fill(0);
                    packet[20] = next(100) as u8;
                    (packet[22], packet[23]) = (0, next(6) as u8);
                }
                computer.send(DISK, &packet[..31]);
            }
            7 => drop(computer.take(DISK_IN)),
            8 => {
                // What a computer does not do while it waits for an answer.
                let request: [u8; 8] = packet[..8].try_into().unwrap();
                let data = vec![0; usize::from(request[6]).min(128)];
                let out = request[0] & 0x80 == 0 && request[7] == 0;
                computer.control(&request, if out { &data } else { &[] });
            }
            9 => while computer.take(DISK_IN).is_some() {},
            10 => drop(computer.send(DISK, &packet)),
            _ => match next(6) {
                0 => computer.plug_in(),
                1 => computer.unplug(),
                2 => computer.wait(next(1000)),
                3 => computer.disk.broken = next(3) == 0,
                4 => computer.disk.protected = next(3) == 0,
                _ => {
                    computer.input.begin();
                    while computer.input.pop().is_some() {}
                }
            },
        }
        if round % 500 == 499 {
            computer.disk.broken = false;
            computer.plug_in();
            computer.do_well(&[0x12, 0, 0, 0, 36, 0], Data::In(36));
            computer.command(&[0; 6], Data::None);
            computer.do_well(&[0; 6], Data::None);
        }
    }
}

#[test]
fn packets_are_counted_anew_where_a_computer_asks() {
    let mut computer = computer();
    let restarted = || RESTARTED.take();
    assert_eq!(restarted(), [1, 0x81, 2, 0x82, 3, 0x83], "as it was set up");
    computer.control(&[2, 1, 0, 0, 0x83, 0, 0, 0], &[]);
    assert_eq!(restarted(), [0x83]);
    computer.control(&[0x80, 0, 0, 0, 0, 0, 2, 0], &[]);
    assert_eq!(restarted(), []);
}
