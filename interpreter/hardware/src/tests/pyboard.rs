//! `pyb` and `machine` on a pyboard.

use super::World;
use crate::simulated::{Ended, Pyboard};

fn world() -> World<Pyboard> {
    World::new(Pyboard::new(7))
}

fn run(program: &str) -> String {
    world().run(program)
}

#[test]
fn leds_shine() {
    let mut world = world();
    let wrote = world.run(
        "
import pyb
led = pyb.LED(1)
led.on()
print(led.intensity(), led)
led.toggle()
print(led.intensity())
pyb.LED(4).intensity(100)
pyb.LED(3).toggle()
try:
    pyb.LED(5)
except ValueError as e:
    print(e)
",
    );
    assert_eq!(wrote, "255 LED(1)\n0\nid must be from 1 to 4");
    assert_eq!(world.board.leds.brightness, [0, 0, 255, 100]);
}

#[test]
fn the_switch_calls_its_function() {
    let mut world = world()
        .at(100, |b| b.press(true))
        .at(200, |b| b.press(false))
        .at(300, |b| b.press(true));
    let wrote = world.run(
        "
import pyb
sw = pyb.Switch()
n = 0
def pressed():
    global n
    n += 1
    print('pressed', pyb.millis() // 50 * 50)
sw.callback(pressed)
pyb.delay(150)
print(sw(), sw.value(), pyb.Pin('SW').value())
pyb.delay(100)
print(sw())
sw.callback(None)
pyb.delay(100)
print(n, sw())
",
    );
    assert_eq!(wrote, "pressed 100\nTrue True 0\nFalse\n1 True");
}

#[test]
fn pins_are_set_up_and_watched() {
    let mut world = world()
        .at(50, |b| b.pins.drive(1, Some(true)))
        .at(60, |b| b.pins.drive(1, Some(false)))
        .at(80, |b| b.pins.drive(1, Some(true)));
    let wrote = world.run(
        "
from machine import Pin, Signal
import pyb
p = Pin('X1', Pin.OUT, value=1)
print(p.value(), p(), p, p.name(), p.mode() == Pin.OUT_PP, Pin.board.X1 == p)
p.off()
print(p.value())
q = Pin('X2', Pin.IN, Pin.PULL_DOWN)
rising = []
q.irq(lambda pin: rising.append((pin.name(), pin.value())), Pin.IRQ_RISING)
pyb.delay(100)
print(rising)
q.irq(None)
r = Pin('X3', mode=Pin.IN, pull=Pin.PULL_UP)
print(r.value(), r.pull() == Pin.PULL_UP)
s = Signal(Pin('X4', Pin.OUT), invert=True)
s.on()
print(s.value(), Pin('X4').value())
try:
    Pin('Z9')
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "1 1 Pin(Pin.board.X1, mode=Pin.OUT) X1 True True
0
[('X2', 1), ('X2', 1)]
1 True
1 0
this board has no pin 'Z9'"
    );
}

#[test]
fn external_interrupts_are_enabled_and_disabled() {
    let mut world = world()
        .at(10, |b| b.pins.drive(0, Some(false)))
        .at(20, |b| b.pins.drive(0, Some(true)))
        .at(30, |b| b.pins.drive(0, Some(false)));
    let wrote = world.run(
        "
from pyb import ExtInt, Pin, delay
lines = []
e = ExtInt(Pin('X1'), ExtInt.IRQ_FALLING, Pin.PULL_UP, lines.append)
delay(15)
e.disable()
delay(20)
e.enable()
e.swint()
print(lines, e.line())
",
    );
    assert_eq!(wrote, "[0, 0] 0");
}

#[test]
fn voltages_come_and_go() {
    let mut world = world();
    world.board.pins.set_voltage(0, 32_768);
    let wrote = world.run(
        "
import pyb, machine
a = pyb.ADC(pyb.Pin('X1'))
print(a.read(), a.read_u16(), machine.ADC('X1').read_uv())
d = pyb.DAC(1)
d.write(128)
pyb.DAC(pyb.Pin('X6'), bits=12).write(4095)
p = machine.PWM('X3', freq=50, duty_u16=32768)
print(p.freq(), p.duty_u16(), p.duty_ns())
p.duty_ns(1500000)
for f in (lambda: pyb.DAC(1).noise(0), lambda: pyb.ADC('Y1'), lambda: d.write(256)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
",
    );
    assert_eq!(
        wrote,
        "2048 32768 1650025
50 32768 10000152
ValueError freq must be from 1 to 1000000
NotImplementedError PYBv1.1 with STM32F405RG has no pin that can do this
ValueError value must be from 0 to 255"
    );
    assert_eq!(
        (
            world.board.pins.states[4].voltage_out,
            world.board.pins.states[5].voltage_out
        ),
        (32_896, 65_535)
    );
    assert_eq!(world.board.pins.states[2].pulse.0 / 100_000, 14);
}

#[test]
fn timers_call_functions() {
    let wrote = run("
import pyb, machine
n = 0
def tick(t):
    global n
    n += 1
t = pyb.Timer(4, freq=10)
t.callback(tick)
print(t.freq(), t)
pyb.delay(1050)
t.deinit()
print(n)
pyb.delay(500)
print(n)
once = machine.Timer(-1, mode=machine.Timer.ONE_SHOT, period=100, callback=lambda t: print('once', pyb.millis() // 10 * 10))
every = machine.Timer(period=200, callback=lambda t: print('every'))
pyb.delay(450)
every.deinit()
ch = pyb.Timer(2, freq=1000).channel(1, pyb.Timer.PWM, pin=pyb.Pin('X1'), pulse_width_percent=25)
print(ch.pulse_width_percent())
state = pyb.disable_irq()
t = machine.Timer(period=10, callback=lambda t: print('no'))
pyb.delay(50)
t.deinit()
pyb.enable_irq(state)
");
    assert_eq!(
        wrote,
        "10 Timer(4, prescaler=139, period=59999)\n10\n10\nonce 1650\nevery\nevery\n25.0"
    );
}

#[test]
fn servos_turn() {
    let mut world = world();
    let wrote = world.run(
        "
import pyb
s = pyb.Servo(1)
print(s.angle(), s.pulse_width(), s)
s.angle(45)
print(s.angle(), s.pulse_width())
s.angle(-45, 1000)
pyb.delay(500)
print(-10 < s.angle() < 10)
pyb.delay(600)
print(s.angle(), s.calibration())
pyb.Servo(2).speed(50)
",
    );
    assert_eq!(
        wrote,
        "0 1500 <Servo 1 at 1500us>\n45 1985\nTrue\n-45 (640, 2420, 1500, 2470, 2190)"
    );
    assert!(world.board.servo(1).is_some_and(|a| (a + 45.0).abs() < 1.0));
    assert_eq!(
        (world.board.pins.states[1].pulse, world.board.servo(3)),
        ((1_845_000, 20_000_000), None)
    );
}

#[test]
fn the_clock_and_the_other_functions() {
    let mut world = world();
    world.board.tilt.0 = [1000, -500, 0];
    let wrote = world.run("
import pyb, machine
start = pyb.millis()
pyb.delay(20)
pyb.udelay(500)
print(pyb.elapsed_millis(start), pyb.elapsed_micros(pyb.micros() - 7))
a = pyb.Accel()
print(a.x(), a.y(), a.z(), a.filtered_xyz(), a.tilt())
rtc = pyb.RTC()
print(rtc.datetime()[:4])
rtc.datetime((2024, 2, 29, 4, 23, 59, 59, 0))
pyb.delay(1500)
print(machine.RTC().datetime())
r = {pyb.rng() for i in range(10)}
print(len(r), all(0 <= i < 1 << 30 for i in r), len(pyb.unique_id()), pyb.freq(), machine.freq())
for f in (pyb.bootloader, lambda: machine.mem32[0], lambda: machine.freq(1), lambda: pyb.Accel().write):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
");
    assert_eq!(
        wrote,
        "20 7
21 -10 0 (84, -40, 0) 8
(1970, 1, 1, 4)
(2024, 3, 1, 5, 0, 0, 0, 127)
10 True 12 (168000000, 168000000, 42000000, 84000000) 168000000
NotImplementedError PYBv1.1 with STM32F405RG has no loader
NotImplementedError PYBv1.1 with STM32F405RG has nothing to read or write at address 0
ValueError the processor cannot run at 1 Hz
AttributeError 'Accel' object has no attribute 'write'"
    );
}

#[test]
fn buses_reach_their_devices() {
    let mut world = world();
    world.board.attach_devices();
    world.board.spi[0].wire = true;
    world.board.serial[2].receive(b"hi\nyou");
    let wrote = world.run(
        "
from machine import I2C, SoftI2C, Pin, SPI, UART
import pyb
i = I2C('X', freq=400000)
print(i.scan(), i.readfrom_mem(0x76, 0xd0, 1))
b = bytearray(2)
i.readfrom_mem_into(0x76, 0x88, b)
print(b, SoftI2C(scl=Pin('X9'), sda=Pin('X10')).writeto(0x76, b'\\xd0'))
j = pyb.I2C(1, pyb.I2C.CONTROLLER)
print(j.mem_read(1, 0x76, 0xd0), j.is_ready(0x3c), j.is_ready(0x10), j.scan())
s = SPI(1, baudrate=1000000)
s.write_readinto(b'ab', b)
print(b, s.read(2, 7), pyb.SPI(1, pyb.SPI.CONTROLLER).send_recv(b'xyz'))
u = UART(3, 9600)
u.init(115200)
print(u.any())
for f in (lambda: UART(9), lambda: I2C(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
",
    );
    assert_eq!(
        wrote,
        "[60, 118] b'`'
bytearray(b'pk') 1
b'`' True False [60, 118]
bytearray(b'ab') b'\\x07\\x07' b'xyz'
0
NotImplementedError PYBv1.1 with STM32F405RG has no UART
NotImplementedError PYBv1.1 with STM32F405RG has no I2C bus"
    );
}

#[test]
fn a_watchdog_that_is_not_fed_bites() {
    let mut world = world();
    let wrote = world.run(
        "
import machine, pyb
w = machine.WDT(timeout=1000)
for i in range(3):
    pyb.delay(800)
    w.feed()
print('fed', pyb.millis())
pyb.delay(5000)
print('not reached')
",
    );
    assert_eq!(
        (wrote.as_str(), world.board.supply.ended),
        ("fed 2400", Some(Ended::Reset))
    );
}

#[test]
fn strips_hang_on_any_pin() {
    let mut world = world();
    world.run("import neopixel, machine\nn = neopixel.NeoPixel(machine.Pin('X6'), 2)\nn.fill((1, 2, 3))\nn.write()");
    assert_eq!(world.board.pins.strips[&5].bytes, [2, 1, 3, 2, 1, 3]);
    assert!(run("import microbit").contains("No module named 'microbit'"));
}
