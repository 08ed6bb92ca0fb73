//! Timers, clocks and sleep of a pyboard.

use super::World;
use crate::simulated::{Ended, Pyboard};

fn world() -> World<Pyboard> {
    World::new(Pyboard::new(7))
}

#[test]
fn counters_and_channels_follow_their_timer() {
    let mut world = world();
    let wrote = world.run(
        "
import pyb
from pyb import Timer, Pin
t = Timer(2, prescaler=83, period=999)
a = t.counter()
pyb.delay(5)
print(0 <= a <= 999, t.counter() == a)
t.counter(500)
print(500 <= t.counter() <= 510)
calls = []
c = t.channel(1, Timer.OC_TIMING, callback=calls.append)
pyb.delay(5)
print(len(calls) in (4, 5), calls[0] is t)
c.callback(None)
calls.clear()
pyb.delay(5)
print(len(calls), c.compare())
p = t.channel(2, Timer.PWM, pin=Pin('X2'), pulse_width_percent=50)
print(p.pulse_width())
t.freq(100)
x = t.channel(3, Timer.OC_TOGGLE, pin=Pin('X3'))
t.channel(4, Timer.OC_FORCED_ACTIVE, pin=Pin('X4'))
print(Pin('X4').value())
try:
    t.channel(1, 8, pin=Pin('X1'))
except NotImplementedError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "True True
True
True True
0 0
500
1
not possible here: a timer that measures: see machine.time_pulse_us()"
    );
    let states = &world.board.pins.states;
    assert_eq!(states[1].pulse.1, 10_000_000);
    assert_eq!(states[2].pulse, (10_000_000, 20_000_000));
    let mut world = self::world();
    let wrote = world.run(
        "
import pyb
t = pyb.Timer(2, freq=50)
t.channel(1, pyb.Timer.PWM, pin=pyb.Pin('X1'), pulse_width_percent=25)
t.deinit()
",
    );
    assert_eq!(wrote, "");
    assert_eq!(world.board.pins.states[0].pulse.0, 0);
}

#[test]
fn the_clock_is_corrected_and_wakes() {
    let mut world = world();
    let wrote = world.run(
        "
import pyb, machine
rtc = pyb.RTC()
print(rtc.calibration(), rtc.calibration(-20), rtc.calibration(), hex(rtc.info()), rtc.init())
rtc.wakeup(100)
machine.lightsleep()
print(pyb.millis() // 10 * 10)
rtc.wakeup(None)
machine.lightsleep(50)
print(pyb.millis() // 10 * 10)
print(machine.reset_cause() == machine.PWRON_RESET, machine.freq())
machine.freq(84000000)
print(machine.freq(), pyb.freq()[0])
for hertz in (1, 169000000, 0):
    try:
        machine.freq(hertz)
    except ValueError as e:
        print(e)
rtc.wakeup(200)
pyb.standby()
print('not here')
",
    );
    assert_eq!(
        wrote,
        "0 None -20 0x10000 None
100
150
True 168000000
84000000 84000000
the processor cannot run at 1 Hz
the processor cannot run at 169000000 Hz
freq must be from 1 to 4294967295"
    );
    assert_eq!(world.board.supply.ended, Some(Ended::Reset));
}

#[test]
fn a_pin_ends_the_sleep() {
    let mut world = world().at(70, |b| b.press(true));
    let wrote = world.run(
        "
import pyb
pyb.ExtInt(pyb.Pin('SW'), pyb.ExtInt.IRQ_FALLING, pyb.Pin.PULL_UP, lambda line: print('woken'))
pyb.stop()
print(pyb.millis() // 20 * 20)
print(pyb.usb_mode(), pyb.repl_uart(), pyb.usb_mode('VCP'), pyb.fault_debug(True))
for f in (lambda: pyb.main('other.py'), lambda: pyb.usb_mode('MSC'), pyb.bootloader):
    try:
        f()
    except NotImplementedError as e:
        print(e)
",
    );
    assert_eq!(
        wrote,
        "woken
60
VCP None None None
PYBv1.1 with STM32F405RG has no main program but main.py
not possible here: USB modes but 'VCP'
PYBv1.1 with STM32F405RG has no loader"
    );
}

#[test]
fn several_pins_are_measured_at_once() {
    let mut world = world();
    world.board.pins.set_voltage(0, 0xffff);
    world.board.pins.set_voltage(1, 0x8000);
    let wrote = world.run(
        "
import pyb, array
adcs = (pyb.ADC('X1'), pyb.ADC('X2'))
bufs = (bytearray(3), bytearray(3))
print(pyb.ADC.read_timed_multi(adcs, bufs, pyb.Timer(6, freq=100)), bufs, pyb.millis())
try:
    pyb.ADC.read_timed_multi(adcs, (bytearray(3), bytearray(2)), 100)
except ValueError as e:
    print(e)
every = pyb.ADCAll(12)
print(every.read_core_vbat(), every.read_vref(), every.read_core_vref(), every.read_channel(17), every.read_channel(18))
",
    );
    assert_eq!(
        wrote,
        "True (bytearray(b'\\xff\\xff\\xff'), bytearray(b'\\x80\\x80\\x80')) 20
all buffers must have the same length
3.0 3.3 1.21 1501 1861"
    );
}
