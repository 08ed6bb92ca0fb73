//! Programs as pupils write them, each run on a simulated board while somebody presses, tilts and turns.

use super::{World, world};
use crate::simulated::radio::Sent;
use crate::simulated::sound::Heard;
use crate::simulated::ssd1306::Ssd1306;
use crate::simulated::{MicroBit, Pyboard};

const HEART: &str = ".9.9. 99999 99999 .999. ..9..";

fn hold(a: bool, b: bool) -> impl FnMut(&mut MicroBit) {
    move |board| {
        board.buttons.0[0].press(a);
        board.buttons.0[1].press(b);
    }
}

/// What a program wrote that only an interrupt ended.
fn lines(wrote: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = wrote.lines().collect();
    assert_eq!(lines.pop(), Some("KeyboardInterrupt"), "{wrote}");
    lines
}

#[test]
fn a_name_badge() {
    let mut world = world()
        .until(6000)
        .at(900, hold(true, false))
        .at(1000, hold(false, false))
        .at(3500, hold(true, true))
        .at(3800, hold(false, false))
        .at(5000, hold(true, true))
        .at(5100, hold(false, false));
    let wrote = world.run(include_str!("programs/name_badge.py"));
    assert!(lines(&wrote).is_empty());
    let pictures = world.pictures();
    assert!(
        pictures.iter().filter(|p| **p == HEART).count() > 5,
        "{:?}",
        world.frames
    );
    let dark = ". . . . .".replace('.', ".....");
    let asleep = world.frames.iter().position(|f| f.1 == dark && f.0 > 3500);
    let (from, _) = world.frames[asleep.unwrap()];
    assert!((3780..3900).contains(&from), "{from}");
}

#[test]
fn a_dice() {
    let mut world = world()
        .until(5000)
        .at(500, |b| assert!(b.make_gesture("shake")))
        .at(2500, |b| assert!(b.make_gesture("shake")))
        .at(4500, hold(true, false));
    let wrote = world.run(include_str!("programs/dice.py"));
    let lines = lines(&wrote);
    assert!(
        lines[0].starts_with("thrown ") && lines[0].ends_with("so far 1"),
        "{wrote}"
    );
    assert!(lines[1].ends_with("so far 2"), "{wrote}");
    let stars: usize = lines[2..].iter().map(|l| l.matches('*').count()).sum();
    assert_eq!(stars, 2, "{wrote}");
    assert!(world.frames.len() >= 8);
}

#[test]
fn a_compass() {
    let mut world = world()
        .until(3000)
        .at(1000, |b| b.senses.field = [30_000, 0, -40_000])
        .at(2000, |b| b.senses.field = [0, 20_000, -40_000]);
    world.board.senses.field = [0, -20_000, -40_000];
    let wrote = world.run(include_str!("programs/compass.py"));
    assert_eq!(lines(&wrote), ["0 N", "270 W", "180 S"]);
    assert_eq!(world.pictures()[0], "..9.. ..9.. ..9.. ..... .....");
}

#[test]
fn a_step_counter() {
    let mut world = world().until(4000);
    for step in 0..6 {
        world = world
            .at(500 + 400 * step, |b| {
                b.senses.acceleration = [0, 1200, -1400]
            })
            .at(560 + 400 * step, |b| b.senses.acceleration = [0, 0, -1000]);
    }
    let mut world = world.at(3500, hold(false, true));
    let wrote = world.run(include_str!("programs/step_counter.py"));
    let lines = lines(&wrote);
    assert_eq!(
        lines,
        ["step 1", "step 2", "step 3", "step 4", "step 5", "step 6"]
    );
    assert_eq!(
        world.pictures().last(),
        Some(&"..... ..... ..... ..... .....")
    );
}

#[test]
fn a_chat_by_radio() {
    let mut first = world()
        .until(2000)
        .at(300, hold(true, false))
        .at(400, hold(false, false))
        .at(600, hold(false, true));
    first.run(include_str!("programs/radio_chat.py"));
    let sent: Vec<Sent> = first.board.radio.take_sent();
    assert_eq!(sent.len(), 1);
    let mut second = world().until(4000).at(500, move |b| {
        b.radio.hear(&sent[0], -50);
        let mut bytes = sent[0].clone();
        bytes.bytes = vec![1, 2, 3];
        b.radio.hear(&bytes, -70);
    });
    let wrote = second.run(include_str!("programs/radio_chat.py"));
    assert_eq!(
        lines(&wrote),
        ["Mia says lunch?", "3 more bytes at -70 dBm True"]
    );
    assert!(second.frames.len() > 10);
}

#[test]
fn a_game_of_reaction() {
    let mut world = world();
    // Somebody presses A again and again, a bit after each star.
    for i in 0..60 {
        world = world
            .at(1600 + 400 * i, hold(i % 2 == 0, false))
            .at(1700 + 400 * i, hold(false, false));
    }
    let wrote = world.run(include_str!("programs/reaction.py"));
    let last = wrote.lines().last().unwrap();
    assert!(last.starts_with("winner: A {'A': "), "{wrote}");
    assert!(
        wrote.contains(": A in ") || wrote.contains("too early!"),
        "{wrote}"
    );
    let heard = world.board.speaker.take_heard();
    assert!(
        heard
            .iter()
            .any(|h| matches!(h, Heard::Tone { frequency: 880, .. }))
    );
}

#[test]
fn a_thermometer() {
    let mut world = world()
        .until(4000)
        .at(1000, |b| b.temperature = 29_600)
        .at(2000, |b| b.temperature = -3_000)
        .at(3000, hold(true, false));
    let wrote = world.run(include_str!("programs/thermometer.py"));
    assert_eq!(
        lines(&wrote),
        ["between 21 and 30 °C", "between -3 and 30 °C"]
    );
    let pictures = world.pictures();
    assert!(pictures.contains(&"..... ..... ..... 99999 99999"));
    assert!(pictures.contains(&"..... ..... 99999 99999 99999"));
}

#[test]
fn a_music_box() {
    let mut world = world()
        .until(6000)
        .at(500, |b| assert!(b.make_gesture("right")))
        .at(1500, |b| b.light = 200)
        .at(2500, |b| b.pins.set_voltage(1, 0x8000))
        .at(4000, |b| b.light = 10);
    world.board.light = 0;
    let wrote = world.run(include_str!("programs/music_box.py"));
    assert_eq!(
        lines(&wrote),
        ["chosen: birthday", "open: birthday", "closed"]
    );
    let heard = world.board.speaker.take_heard();
    let loud = |l: u8| {
        heard
            .iter()
            .any(|h| matches!(h, Heard::Tone { frequency: 262, loudness, .. } if *loudness == l))
    };
    assert!(loud(0), "{heard:?}");
    assert!(
        heard.iter().any(|h| matches!(
            h,
            Heard::Tone {
                frequency: 1..,
                loudness: 127..129,
                ..
            }
        )),
        "{heard:?}"
    );
    assert!(matches!(
        heard.last(),
        Some(Heard::Tone { frequency: 0, .. } | Heard::Stop { .. })
    ));
}

#[test]
fn a_rainbow() {
    let mut world = world().at(500, hold(true, false));
    let wrote = world.run(include_str!("programs/rainbow.py"));
    assert_eq!(wrote, "8 (0, 0, 10) (10, 0, 0)");
    let strip = &world.board.pins.strips[&0].bytes;
    assert_eq!(
        (strip.len(), &strip[..3], &strip[21..]),
        (24, &[0, 0, 10][..], &[0, 10, 0][..])
    );
}

#[test]
fn a_data_logger() {
    let mut world = world()
        .until(9000)
        .at(5000, hold(true, false))
        .at(5200, hold(false, false))
        .at(6500, |b| b.light = 7);
    let wrote = world.run(include_str!("programs/data_logger.py"));
    assert_eq!(lines(&wrote), ["marked after 2"]);
    let text = String::from_utf8_lossy(&world.board.log.text).into_owned();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows[0], "Time (seconds),light,temperature,mark");
    assert_eq!(rows.len(), 6, "{text}");
    assert!(
        rows[1].ends_with(",120,21,") && rows[3].ends_with(",,,xxx"),
        "{text}"
    );
    assert!(
        rows[4].contains(",120,21,") || rows[4].contains(",7,21,"),
        "{text}"
    );
    assert!(rows[5].ends_with(",7,21,"), "{text}");
}

#[test]
fn a_knob_for_a_servo() {
    let mut world = world()
        .until(2000)
        .at(500, |b| b.pins.set_voltage(1, 0xffff))
        .at(1000, |b| b.pins.set_voltage(1, 0x8000));
    let wrote = world.run(include_str!("programs/servo_knob.py"));
    assert_eq!(lines(&wrote), ["angle 0", "angle 180", "angle 90"]);
    let (width, period) = world.board.pins.states[0].pulse;
    assert_eq!(period, 20_000_000);
    assert!(width.abs_diff(1_500_000) < 20_000, "{width}");
}

#[test]
fn lines_for_the_plotter() {
    let mut world = world()
        .until(1050)
        .at(450, |b| b.senses.acceleration = [1000, 0, -100]);
    let wrote = world.run(include_str!("programs/plotter.py"));
    let lines = lines(&wrote);
    assert_eq!(lines.len(), 11, "{wrote}");
    assert_eq!(
        (lines[0], lines[5], lines[10]),
        ("(0, 0, 0)", "(1000, 200, 200)", "(1000, 738, 1000)")
    );
}

#[test]
fn a_knob_of_a_pyboard() {
    let mut world = World::new(Pyboard::new(1))
        .at(300, |b| b.pins.set_voltage(14, 0xffff))
        .at(600, |b| b.pins.set_voltage(14, 0x6000))
        .at(1000, |b| b.press(true));
    let wrote = world.run(include_str!("programs/knob_of_a_pyboard.py"));
    assert_eq!(wrote, "stopped at 0 1600");
    assert_eq!(world.board.leds.brightness, [255, 255, 0, 0]);
    assert_eq!(world.board.servo(1).map(f64::round), Some(0.0));
}

/// The examples of the page, each for some seconds in shares, as the browser runs them, while things happen around.
#[test]
fn examples_of_the_page_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../web/examples");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if path.extension().is_none_or(|e| e != "py") || text.contains("input(") {
            continue;
        }
        let wrote = if text.contains("pyb") || text.contains("from machine") {
            let mut world = World::new(Pyboard::new(1)).until(4000);
            world.board.attach_devices();
            world.board.pins.wires.found_where_sought = true;
            world = world
                .at(500, |b| b.press(true))
                .at(700, |b| b.press(false))
                .at(1000, |b| b.tilt.0 = [700, -300, 600])
                .at(1500, |b| b.pins.set_voltage(14, 0x9000));
            world.run_in_shares(&text)
        } else {
            let mut world = super::world().until(8000);
            world.board.attach_devices();
            world.board.pins.wires.found_where_sought = true;
            for i in 0..6 {
                world = world
                    .at(500 + 1000 * i, hold(i % 2 == 0, i % 3 == 1))
                    .at(700 + 1000 * i, hold(false, false))
                    .at(800 + 1000 * i, |b| assert!(b.make_gesture("shake")))
                    .at(850 + 1000 * i, move |b| {
                        b.senses.sound_level = 200 * (i % 2) as u8
                    })
                    .at(900 + 1000 * i, move |b| {
                        b.pins.touch(i as u8 % 3, i % 2 == 0)
                    })
                    .at(950 + 1000 * i, move |b| {
                        b.senses.acceleration = [300 * i as i32 - 900, 400, -700]
                    });
            }
            world.run_in_shares(&text)
        };
        count += 1;
        let last = wrote.lines().last().unwrap_or("");
        let failed = last != "KeyboardInterrupt"
            && last.split(':').next().is_some_and(|w| w.ends_with("Error"));
        assert!(!failed, "{}: {wrote}", path.display());
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_display_on_the_bus() {
    let mut world = world();
    assert_eq!(world.run(include_str!("programs/oled.py")), "no display");
    world = super::world();
    world.board.attach_devices();
    let wrote = world.run(include_str!("programs/oled.py"));
    assert_eq!(wrote, "ball at 80 56");
    let screen: &mut Ssd1306 = world.board.i2c.find().unwrap();
    let row = |y: usize, from: usize| -> String {
        let lit = |x: usize| if screen.is_lit(x, y) { '#' } else { '.' };
        (from..from + 16).map(lit).collect()
    };
    assert_eq!(row(0, 0), "################");
    // The digits of the temperature, 21.
    assert_eq!(row(4, 4), ".###......#.....");
    assert_eq!(row(10, 4), "#####....###....");
    assert!(screen.is_lit(77, 56));
}
