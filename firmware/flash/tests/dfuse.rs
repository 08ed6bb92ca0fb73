//! The pyboard's machine against the model of its bootloader.

use pyrite_flash::{Failure, dfuse};
use pyrite_image::Memory;
use pyrite_models::dfuse::DfuSe;
use pyrite_models::{Driver, Faults, Random};

const BASE: u32 = 0x0800_0000;

fn small() -> DfuSe {
    DfuSe::new(BASE, vec![1024, 1024, 2048, 4096], 256)
}

fn image(seed: u64, size: usize) -> Memory {
    let mut image = Memory::default();
    image.write(BASE, &Random::new(seed).bytes(size)).unwrap();
    image
}

fn machine(device: &DfuSe, image: &Memory) -> pyrite_flash::Machine<dfuse::Flashed> {
    dfuse::flash(0, &device.name(), image.clone())
}

#[test]
fn a_pyboard_and_a_change_of_one_line() {
    let mut device = DfuSe::pyboard();
    device.flash_mut()[0xF_0000] = 7;
    let mut image = Memory::default();
    let mut random = Random::new(1);
    // As MicroPython's: vectors in the first sector, the rest behind the file system's.
    image.write(BASE, &random.bytes(15_000)).unwrap();
    image
        .write(BASE + 0x2_0000, &random.bytes(300_000))
        .unwrap();
    let mut bytes = random.bytes(9000);
    for change in 0..2 {
        bytes[100] = change;
        let mut image = image.clone();
        image.write(BASE + 0x1_0000, &bytes).unwrap();
        device.replug();
        let mut machine = machine(&device, &image);
        let ended = Driver::default().run(&mut machine, &mut device);
        let done = ended.outcome.unwrap().unwrap();
        assert!(device.holds(image.ranges()));
        assert_eq!(device.started, Some(BASE));
        assert!(done.started);
        assert_eq!(done.written, if change == 0 { 5 } else { 1 });
        let traffic = machine.traffic();
        println!(
            "{} of {} sectors, {} transfers, {} bytes out, {} in, {} ms",
            done.written,
            done.sectors,
            traffic.transfers,
            traffic.sent,
            traffic.received,
            ended.time
        );
    }
    assert_eq!(device.flash()[0xF_0000], 7);
}

#[test]
fn what_does_not_fit_is_refused_before_anything_is_erased() {
    let mut device = small();
    let run = |device: &mut DfuSe, image: &Memory| {
        let mut machine = machine(device, image);
        let ended = Driver::default().run(&mut machine, device);
        ended.outcome.unwrap().unwrap_err()
    };
    assert_eq!(run(&mut device, &Memory::default()), Failure::EmptyImage);
    let large = image(1, 8193);
    assert_eq!(
        run(&mut device, &large),
        Failure::OutsideFlash {
            address: BASE + 8192
        }
    );
    let mut machine = dfuse::flash(0, "@Option Bytes  /0x08000000/01*016 e", image(1, 4));
    let ended = Driver::default().run(&mut machine, &mut device);
    assert_eq!(
        ended.outcome.unwrap().unwrap_err(),
        Failure::ReadOnly { address: BASE }
    );
    let mut machine = dfuse::flash(0, "CircuitPython", image(1, 4));
    let ended = Driver::default().run(&mut machine, &mut device);
    assert_eq!(ended.outcome.unwrap().unwrap_err(), Failure::MemoryMap);
    device.locked = true;
    assert_eq!(run(&mut device, &image(1, 400)), Failure::Locked);
    assert_eq!(device.erased, 0);
}

#[test]
fn cancelled_and_unplugged_at_every_moment() {
    let image = image(2, 5000);
    for moment in 0..400 {
        let mut device = small();
        let driver = Driver {
            cancel: Some(moment),
            ..Driver::default()
        };
        let mut first = machine(&device, &image);
        match driver.run(&mut first, &mut device).outcome.unwrap() {
            Ok(_) => assert!(device.holds(image.ranges())),
            Err(failure) => {
                assert_eq!(failure, Failure::Cancelled);
                // The bootloader is still there and takes the next run, without a new cable.
                let mut second = machine(&device, &image);
                let ended = Driver::default().run(&mut second, &mut device);
                ended.outcome.unwrap().unwrap();
                assert!(device.holds(image.ranges()));
            }
        }
        let mut device = small();
        device.set_faults(Faults::unplugged_after(moment));
        let mut machine = machine(&device, &image);
        match Driver::default()
            .run(&mut machine, &mut device)
            .outcome
            .unwrap()
        {
            Ok(_) => assert!(device.holds(image.ranges())),
            Err(failure) => assert_eq!(failure, Failure::Disconnected),
        }
    }
}

#[test]
fn thousands_of_fault_schedules() {
    let image = image(3, 6000);
    let (mut good, mut bad) = (0, 0);
    for seed in 0..4000u64 {
        let mut device = small();
        device
            .flash_mut()
            .copy_from_slice(&Random::new(seed).bytes(8192));
        device.set_faults(Faults::seeded(seed));
        let driver = Driver {
            limit: 20_000,
            now: seed,
            cancel: (seed % 9 == 0).then_some(seed % 300),
        };
        let mut first = machine(&device, &image);
        let ended = driver.run(&mut first, &mut device);
        match ended
            .outcome
            .unwrap_or_else(|| panic!("seed {seed} does not end"))
        {
            Ok(_) => {
                good += 1;
                assert!(device.holds(image.ranges()), "seed {seed} lies");
            }
            Err(failure) => {
                bad += 1;
                assert!(!failure.to_string().is_empty() && !failure.advice().is_empty());
                device.replug();
                let mut second = machine(&device, &image);
                let again = Driver::default().run(&mut second, &mut device);
                again
                    .outcome
                    .unwrap()
                    .unwrap_or_else(|failure| panic!("seed {seed}: {failure}"));
                assert!(device.holds(image.ranges()));
            }
        }
    }
    println!("{good} succeeded, {bad} ended in a named error");
    assert!(good > 1500 && bad > 500);
}
