//! Sensors, buses, radio, power, and the functions of the module.

use super::{run, world};
use crate::simulated::Ended;
use crate::simulated::bme280::Bme280;
use crate::simulated::ssd1306::Ssd1306;

#[test]
fn sensors_are_read() {
    let mut world = world();
    world.board.senses.acceleration = [100, -200, -950];
    world.board.senses.field = [-30_000, 0, -40_000];
    world.board.temperature = -3600;
    let wrote = world.run("
from microbit import *
print(accelerometer.get_x(), accelerometer.get_values(), accelerometer.get_strength())
print(compass.heading(), compass.get_x(), compass.get_field_strength(), compass.is_calibrated())
print(temperature(), microphone.sound_level(), scale(512, from_=(0, 1023), to=(0, 10)), scale(0.5, (0, 1), to=(0.0, 3.0)))
");
    assert_eq!(
        wrote,
        "100 (100, -200, -950) 975\n102 -30000 50000 True\n-4 20 5 1.5"
    );
}

#[test]
fn gestures_are_recognised() {
    let mut world = world()
        .at(1000, |b| b.senses.acceleration = [-1000, 0, 0])
        .at(2000, |b| b.senses.acceleration = [0, 0, -1000])
        .at(2500, |b| assert!(b.make_gesture("shake")));
    let wrote = world.run("
from microbit import *
accelerometer.current_gesture()
sleep(500)
print(accelerometer.current_gesture(), accelerometer.is_gesture('face up'), accelerometer.was_gesture('shake'))
sleep(1000)
print(accelerometer.current_gesture())
sleep(1100)
print(accelerometer.is_gesture('shake'))
sleep(1000)
print(accelerometer.was_gesture('shake'), accelerometer.was_gesture('shake'), accelerometer.get_gestures())
try:
    accelerometer.is_gesture('wave')
except ValueError as e:
    print(e)
");
    assert_eq!(
        wrote,
        "face up True False\nleft\nTrue\nTrue False ('face up', 'left', 'face up', 'shake', 'face up')\nthere is no gesture 'wave'"
    );
}

#[test]
fn sound_events_are_noticed() {
    let mut world = world()
        .at(100, |b| b.senses.sound_level = 200)
        .at(200, |b| b.senses.sound_level = 10);
    let wrote = world.run(
        "
from microbit import *
print(microphone.current_event())
sleep(150)
print(microphone.current_event() == SoundEvent.LOUD, microphone.is_event(SoundEvent.QUIET))
sleep(100)
print(microphone.current_event(), microphone.get_events())
print(microphone.was_event(SoundEvent.LOUD))
",
    );
    assert_eq!(
        wrote,
        "None\nTrue False\nSoundEvent('quiet') (SoundEvent('loud'), SoundEvent('quiet'))\nFalse"
    );
}

#[test]
fn devices_answer_on_the_bus() {
    let mut world = world();
    world.board.attach_devices();
    let wrote = world.run(
        "
from microbit import *
print(i2c.scan())
i2c.write(0x76, b'\\xd0', repeat=True)
print(i2c.read(0x76, 1))
i2c.write(0x3c, b'\\x00\\xaf\\x20\\x00')
i2c.write(0x3c, b'\\x40\\x81')
try:
    i2c.read(0x10, 1)
except OSError as e:
    print(e.errno)
spi.init(baudrate=500000, mode=3)
b = bytearray(3)
spi.write_readinto(b'abc', b)
print(b, spi.read(2), pin13.get_mode())
",
    );
    assert_eq!(
        wrote,
        "[60, 118]\nb'`'\n19\nbytearray(b'\\x00\\x00\\x00') b'\\x00\\x00' spi"
    );
    assert!(world.board.i2c.find::<Bme280>().is_some());
    assert!(
        world
            .board
            .i2c
            .find::<Ssd1306>()
            .is_some_and(|s| s.is_lit(0, 0) && s.is_lit(0, 7) && !s.is_lit(0, 1))
    );
    assert!(world.board.spi.settings.polarity && world.board.spi.settings.frequency == 500_000);
}

#[test]
fn the_serial_line_carries_bytes() {
    let mut world = world().at(50, |b| {
        b.serial.receive(b"one\ntwo");
    });
    let wrote = world.run(
        "
from microbit import *
uart.init(115200, tx=pin0, rx=pin1)
print(uart.any(), uart.read())
sleep(100)
print(uart.any(), uart.readline(), uart.read(2), uart.read())
print(uart.write('hello'), uart.write(b'\\x01'))
",
    );
    assert_eq!(wrote, "False None\nTrue b'one\\n' b'tw' b'o'\n5 1");
    assert_eq!(world.board.serial.take_written(), b"hello\x01");
}

#[test]
fn two_boards_talk_by_radio() {
    let mut first = world();
    let wrote = first.run(
        "
import radio
radio.off()
try:
    radio.send('too early')
except ValueError as e:
    print(e)
radio.on()
radio.config(group=7)
radio.send('hello')
radio.send_bytes(b'\\x05\\x06')
radio.config(group=8)
radio.send('others')
try:
    radio.send('x' * 30)
except ValueError as e:
    print(e)
try:
    radio.config(channel=84)
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "the radio is off: call radio.on() first\nthe message has 33 bytes, the longest packet 32\nchannel must be from 0 to 83"
    );
    let sent = first.board.radio.take_sent();
    assert_eq!(sent.len(), 3);
    let mut second = world().at(10, move |b| {
        for packet in &sent {
            b.radio.hear(packet, -42);
        }
    });
    let wrote = second.run(
        "
import radio, microbit
radio.config(group=7)
radio.on()
print(radio.receive())
microbit.sleep(20)
print(radio.receive())
message, strength, time = radio.receive_full()
print(message, strength, time // 1000)
print(radio.receive_bytes())
",
    );
    assert_eq!(wrote, "None\nhello\nb'\\x05\\x06' -42 10\nNone");
}

#[test]
fn the_board_can_be_ended() {
    let mut panicked = world();
    assert_eq!(
        panicked.run("import microbit\nmicrobit.panic(42)\nprint('not reached')"),
        ""
    );
    assert_eq!(panicked.board.supply.ended, Some(Ended::Panic(42)));
    let mut off = world();
    assert_eq!(
        off.run("import power\npower.off()\nprint('not reached')"),
        ""
    );
    assert_eq!(off.board.supply.ended, Some(Ended::Off));
}

#[test]
fn a_deep_sleep_ends_by_time_or_button() {
    let mut world = world().at(700, |b| b.buttons.0[1].press(true));
    let wrote = world.run(
        "
from microbit import *
import power
n = 0
@run_every(ms=50)
def count():
    global n
    n += 1
power.deep_sleep(ms=200, run_every=False)
print(running_time(), n)
power.deep_sleep(wake_on=(button_a, button_b))
print(running_time() // 20 * 20, n > 5)
",
    );
    let lines: Vec<&str> = wrote.lines().collect();
    assert!(
        lines[0].starts_with("200 ") && lines[1] == "700 True",
        "{wrote}"
    );
}

#[test]
fn what_belongs_to_another_board_cannot_be_imported() {
    assert!(run("import pyb").contains("ModuleNotFoundError: No module named 'pyb'"));
}
