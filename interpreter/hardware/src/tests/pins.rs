//! Pins and buttons.

use super::{run, world};
use crate::simulated::microbit::LOGO;

#[test]
fn buttons_tell_what_was_pressed() {
    let mut world = world()
        .at(100, |b| b.buttons.0[0].press(true))
        .at(200, |b| b.buttons.0[0].press(false))
        .at(300, |b| b.buttons.0[0].press(true))
        .at(310, |b| b.buttons.0[0].press(false));
    let wrote = world.run("
from microbit import *
print(button_a.is_pressed(), button_a.was_pressed(), button_a.get_presses())
sleep(150)
print(button_a.is_pressed(), button_b.is_pressed())
sleep(250)
print(button_a.is_pressed(), button_a.was_pressed(), button_a.was_pressed(), button_a.get_presses(), button_a.get_presses(), button_b.was_pressed())
");
    assert_eq!(
        wrote,
        "False False 0\nTrue False\nFalse True False 2 0 False"
    );
}

#[test]
fn a_loop_waits_for_a_button() {
    let mut world = world().at(250, |b| b.buttons.0[1].press(true));
    let wrote = world.run("from microbit import *\nwhile not button_b.is_pressed():\n    pass\nprint(running_time() // 50 * 50)");
    assert_eq!(wrote, "250");
}

#[test]
fn pins_are_read_and_written() {
    let mut world = world()
        .at(10, |b| b.pins.set_voltage(2, 32_768))
        .at(10, |b| b.pins.drive(8, Some(true)));
    let wrote = world.run(
        "
from microbit import *
print(pin0.get_mode(), pin3.get_mode(), pin5.get_mode(), pin19.get_mode())
pin0.write_digital(1)
print(pin0.get_mode())
sleep(20)
print(pin2.read_analog(), pin8.read_digital(), pin16.read_digital())
pin16.set_pull(pin16.PULL_UP)
print(pin16.read_digital(), pin16.get_pull() == pin16.PULL_UP, pin16.get_mode())
pin1.set_analog_period(10)
pin1.write_analog(512)
print(pin1.get_analog_period_microseconds(), pin1.get_mode())
print(pin0 == pin0, pin0 == pin1, pin0, pin_logo)
",
    );
    assert_eq!(
        wrote,
        "unused display button i2c
write_digital
512 1 0
1 True read_digital
10000 analog
True False <pin0> <pin_logo>"
    );
    assert!(world.board.pins.states[0].level);
    assert_eq!(world.board.pins.states[1].pulse, (5_000_000, 10_000_000));
}

#[test]
fn a_pin_that_is_in_use_is_not_given_away() {
    let wrote = run("
from microbit import *
for f in (lambda: pin3.read_digital(), lambda: pin5.write_digital(1), lambda: pin20.read_digital(), lambda: pin0.write_digital(2),
          lambda: pin0.write_analog(1024)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
display.off()
print(pin3.read_digital(), hasattr(pin8, 'read_analog'), hasattr(pin8, 'is_touched'), hasattr(pin10, 'read_analog'))
");
    assert_eq!(
        wrote,
        "ValueError pin 3 is used as 'display'
ValueError pin 5 is used as 'button'
ValueError pin 20 is used as 'i2c'
ValueError value must be from 0 to 1
ValueError value must be from 0 to 1023
0 False False True"
    );
}

#[test]
fn touches_are_felt() {
    let mut world = world()
        .at(10, |b| b.pins.touch(LOGO, true))
        .at(30, |b| b.pins.touch(LOGO, false))
        .at(40, |b| b.pins.touch(1, true));
    let wrote = world.run(
        "
from microbit import *
sleep(20)
print(pin_logo.is_touched(), pin1.is_touched())
sleep(30)
print(pin_logo.is_touched(), pin_logo.was_touched(), pin_logo.get_touches(), pin1.is_touched())
pin1.set_touch_mode(pin1.CAPACITIVE)
print(pin1.get_mode())
",
    );
    assert_eq!(wrote, "True False\nFalse True 1 True\ntouch");
}

#[test]
fn neopixels_get_their_colours() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import neopixel
np = neopixel.NeoPixel(pin0, 3)
np[0] = (255, 0, 1)
np[-1] = (1, 2, 3)
print(len(np), np[0], np[2], list(np))
np.show()
white = neopixel.NeoPixel(pin1, 1, bpp=4)
white.fill((1, 2, 3, 4))
white.write()
try:
    np[3] = (0, 0, 0)
except IndexError as e:
    print('IndexError')
try:
    np[0] = (256, 0, 0)
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "3 (255, 0, 1) (1, 2, 3) [(255, 0, 1), (0, 0, 0), (1, 2, 3)]\nIndexError\na part of a colour must be from 0 to 255"
    );
    assert_eq!(
        world.board.pins.strips[&0].bytes,
        [0, 255, 1, 0, 0, 0, 2, 1, 3]
    );
    assert_eq!(world.board.pins.strips[&1].bytes, [2, 1, 3, 4]);
}
