//! The micro:bit's machines against the model of DAPLink: what is written, how much moves, and thousands of schedules of
//! faults, each of which ends in a success that the flash confirms or in a named error.

use pyrite_flash::microbit::{Way, flash, identify, serial};
use pyrite_flash::{Failure, Link, Stage};
use pyrite_image::{Board, Memory};
use pyrite_models::chip::Chip;
use pyrite_models::daplink::DapLink;
use pyrite_models::{Driver, Faults, Mishap, Random};

const LINK: Link = Link::Reports { interface: 4 };

/// A small board, so that thousands of runs take seconds.
fn small() -> DapLink {
    DapLink::new("9900000031864e45", Chip::new(1024, 8, 16))
}

fn image(seed: u64, pages: usize, page: usize) -> Memory {
    let mut random = Random::new(seed);
    let mut image = Memory::default();
    image.write(0, &random.bytes(pages * page - 100)).unwrap();
    image.write(0x1000_1014, &[0, 0, 4, 0]).unwrap();
    image
}

type Parts = Vec<(&'static Board, Memory)>;

fn for_board(name: &str, image: &Memory) -> Parts {
    vec![(Board::named(name).unwrap(), image.clone())]
}

fn v1(image: &Memory) -> Parts {
    for_board("microbit-v1", image)
}

fn v2(image: &Memory) -> Parts {
    for_board("microbit-v2", image)
}

#[test]
fn a_board_says_what_it_is() {
    let outcome = Driver::default().run(&mut identify(LINK), &mut DapLink::v2());
    let (id, board) = outcome.outcome.unwrap().unwrap();
    assert!(id.starts_with("9904"));
    assert_eq!(board, Board::named("microbit-v2"));
}

#[test]
fn a_first_flash_and_a_change_of_one_line() {
    for (mut device, page, board) in [
        (DapLink::v1(), 1024, "microbit-v1"),
        (DapLink::v2(), 4096, "microbit-v2"),
    ] {
        let mut random = Random::new(7);
        let mut bytes = random.bytes(180 * 1024);
        let program = |bytes: &[u8]| {
            let mut image = Memory::default();
            image.write(0, bytes).unwrap();
            let program = for_board(board, &image);
            (image, program)
        };
        for change in 0..3 {
            bytes[100_000] = change;
            let (image, program) = program(&bytes);
            let mut machine = flash(LINK, program, Way::Changes);
            let ended = Driver::default().run(&mut machine, &mut device);
            let done = ended.outcome.unwrap().unwrap();
            assert!(device.chip.holds(image.ranges()));
            assert!(device.chip.is_free());
            assert_eq!(done.board.name, board);
            assert_eq!(done.written, if change == 0 { done.pages } else { 1 });
            let traffic = machine.traffic();
            println!(
                "{board}: {} of {} pages of {page} bytes, {} transfers, {} bytes out, {} in",
                done.written, done.pages, traffic.transfers, traffic.sent, traffic.received
            );
            assert_eq!(machine.progress().note, None);
        }
    }
}

#[test]
fn the_whole_file_is_taken_too() {
    let mut device = DapLink::v1();
    device.chip.flash_mut()[200_000] = 0;
    let image = image(3, 40, 1024);
    let ended = Driver::default().run(&mut flash(LINK, v1(&image), Way::Whole), &mut device);
    assert_eq!(ended.outcome.unwrap().unwrap().way, Way::Whole);
    assert!(device.chip.holds(image.ranges()));
    assert_eq!(device.chip.flash()[200_000], 0xFF);
}

#[test]
fn a_locked_chip_gets_the_whole_file_and_says_so() {
    let mut device = DapLink::v2();
    device.chip.locked = true;
    let image = image(4, 10, 4096);
    let mut machine = flash(LINK, v2(&image), Way::Changes);
    let ended = Driver::default().run(&mut machine, &mut device);
    assert_eq!(ended.outcome.unwrap().unwrap().way, Way::Whole);
    assert!(device.chip.holds(image.ranges()));
    assert!(machine.progress().note.unwrap().contains("locked"));
}

#[test]
fn old_firmware_that_cannot_flash_is_named() {
    let mut device = DapLink::v2();
    device.chip.locked = true;
    device.can_flash = false;
    let image = image(4, 2, 4096);
    let ended = Driver::default().run(&mut flash(LINK, v2(&image), Way::Changes), &mut device);
    assert_eq!(ended.outcome, Some(Err(Failure::Unsupported)));
}

#[test]
fn settings_are_written_and_erased_when_they_must_be() {
    let mut device = small();
    device.chip.settings_mut()[0x80] = 0x12;
    for word in [[0, 0, 4, 0], [0, 0, 0, 0], [0, 0, 7, 0]] {
        let mut image = Memory::default();
        image.write(0, &[1; 64]).unwrap();
        image.write(0x1000_1014, &word).unwrap();
        let ended = Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
        ended.outcome.unwrap().unwrap();
        assert_eq!(device.chip.settings()[0x14..0x18], word);
        assert_eq!(device.chip.settings()[0x80], 0x12);
    }
}

#[test]
fn images_for_other_boards_are_refused() {
    let mut device = small();
    let image = image(5, 2, 1024);
    let run = |program, device: &mut DapLink| {
        let ended = Driver::default().run(&mut flash(LINK, program, Way::Changes), device);
        ended.outcome.unwrap().unwrap_err()
    };
    assert!(matches!(
        run(v2(&image), &mut device),
        Failure::WrongBoard { .. }
    ));
    assert_eq!(
        run(v1(&Memory::default()), &mut device),
        Failure::EmptyImage
    );
    let mut far = Memory::default();
    far.write(8 * 1024, &[0]).unwrap();
    assert_eq!(
        run(v1(&far), &mut device),
        Failure::OutsideFlash { address: 8192 }
    );
}

#[test]
fn stale_replies_are_passed_over() {
    let mut device = small();
    for _ in 0..5 {
        device.leave_stale(&[0x80, 4, b'9', b'9', b'0', b'4']);
        device.leave_stale(&[5, 3, 1]);
    }
    let image = image(6, 4, 1024);
    let ended = Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
    ended.outcome.unwrap().unwrap();
    assert!(device.chip.holds(image.ranges()));
}

#[test]
fn a_cancelled_run_leaves_a_board_that_runs_and_can_be_flashed() {
    let image = image(8, 8, 1024);
    let mut cancelled = 0;
    for cancel in 0..1500 {
        let mut device = small();
        let way = if cancel % 2 == 0 {
            Way::Changes
        } else {
            Way::Whole
        };
        let driver = Driver {
            cancel: Some(cancel),
            ..Driver::default()
        };
        let ended = driver.run(&mut flash(LINK, v1(&image), way), &mut device);
        match ended.outcome.unwrap() {
            Ok(_) => assert!(device.chip.holds(image.ranges())),
            Err(Failure::Cancelled) => cancelled += 1,
            Err(failure) => panic!("{failure}"),
        }
        assert!(device.chip.is_free(), "cancelled at {cancel}");
        if cancel % 50 == 0 {
            let ended =
                Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
            ended.outcome.unwrap().unwrap();
            assert!(device.chip.holds(image.ranges()));
        }
    }
    assert!(cancelled > 500);
}

#[test]
fn every_moment_of_unplugging_is_survived() {
    let image = image(9, 8, 1024);
    for transfers in (0..1400).step_by(3) {
        let mut device = small();
        device.set_faults(Faults::unplugged_after(transfers));
        let ended = Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
        match ended.outcome.unwrap() {
            Ok(_) => assert!(device.chip.holds(image.ranges())),
            Err(failure) => assert_eq!(failure, Failure::Disconnected),
        }
    }
}

/// The heart of the matter: whatever goes wrong, it ends, it never lies, and the board can be flashed afterwards.
#[test]
fn thousands_of_fault_schedules() {
    let image = image(10, 8, 1024);
    let (mut good, mut bad) = (0, 0);
    for seed in 0..2000u64 {
        let mut device = small();
        let old = Random::new(seed).bytes(8 * 1024);
        device.chip.flash_mut().copy_from_slice(&old);
        device.set_faults(Faults::seeded(seed));
        let way = if seed % 3 == 0 {
            Way::Whole
        } else {
            Way::Changes
        };
        let driver = Driver {
            limit: 60_000,
            now: seed,
            cancel: (seed % 7 == 0).then_some(seed % 900),
        };
        let ended = driver.run(&mut flash(LINK, v1(&image), way), &mut device);
        match ended
            .outcome
            .unwrap_or_else(|| panic!("seed {seed} does not end"))
        {
            Ok(_) => {
                good += 1;
                assert!(device.chip.holds(image.ranges()), "seed {seed} lies");
            }
            Err(failure) => {
                bad += 1;
                assert!(!failure.to_string().is_empty() && !failure.advice().is_empty());
                device.replug();
                let again =
                    Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
                again
                    .outcome
                    .unwrap()
                    .unwrap_or_else(|failure| panic!("seed {seed}: {failure}"));
                assert!(device.chip.holds(image.ranges()));
            }
        }
    }
    println!("{good} succeeded, {bad} ended in a named error");
    assert!(good > 700 && bad > 300);
}

#[test]
fn rare_mishaps_are_overcome() {
    let image = image(11, 8, 1024);
    for kind in [
        Mishap::LostRequest,
        Mishap::LostReply,
        Mishap::Late,
        Mishap::Doubled,
        Mishap::Damaged,
        Mishap::Busy,
    ] {
        let mut good = 0;
        for seed in 0..100 {
            let mut device = small();
            device.set_faults(Faults::only(kind, 5, seed));
            let ended =
                Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
            match ended.outcome.unwrap() {
                Ok(_) => good += 1,
                Err(failure) => println!("{kind:?}, seed {seed}: {failure}"),
            }
        }
        assert!(good >= 97, "{kind:?}: {good} of 100");
    }
}

#[test]
fn the_first_line_of_the_program_is_not_lost() {
    let mut device = small();
    device.greeting = b"Pyrite on micro:bit\r\n>>> ".to_vec();
    let image = image(12, 4, 1024);
    let ended = Driver::default().run(&mut flash(LINK, v1(&image), Way::Changes), &mut device);
    ended.outcome.unwrap().unwrap();
    let mut machine = serial(LINK);
    machine.type_in(&[b'x'; 100]);
    let driver = Driver {
        cancel: Some(40),
        ..Driver::default()
    };
    let ended = driver.run(&mut machine, &mut device);
    assert_eq!(ended.outcome, Some(Err(Failure::Cancelled)));
    assert!(
        machine
            .take_output()
            .ends_with(b"Pyrite on micro:bit\r\n>>> ")
    );
    assert_eq!(machine.progress().stage, Stage::Running);
    assert_eq!(device.typed, [b'x'; 100]);
}
