//! What converters do by themselves, the chip's names of pins, the console as an object, and what a simulated pyboard has not.

use super::World;
use crate::simulated::Pyboard;

fn world() -> World<Pyboard> {
    World::new(Pyboard::new(7))
}

#[test]
fn a_buffer_is_filled_with_measurements() {
    let mut world = world().at(25, |b| b.pins.set_voltage(14, 0xffff));
    world.board.pins.set_voltage(14, 0x8000);
    let wrote = world.run(
        "
import pyb, array
adc = pyb.ADC('X19')
buf = bytearray(5)
start = pyb.millis()
print(adc.read_timed(buf, 100), list(buf), pyb.millis() - start)
wide = array.array('H', [0] * 2)
adc.read_timed(wide, pyb.Timer(6, freq=1000))
print(list(wide))
all = pyb.ADCAll(12)
print(all.read_channel(10), all.read_core_temp(), all.read_channel(16), all.read_core_vref(), all.read_vref())
try:
    adc.read_timed(buf, 0)
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "5 [128, 128, 128, 255, 255] 40
[4095, 4095]
4095 25.0 943 1.21 3.3
freq must be from 1 to 1000000"
    );
}

#[test]
fn waves_come_out_by_themselves() {
    let mut world = world();
    world.run(
        "
import pyb
dac = pyb.DAC(1)
dac.write_timed(bytes([0, 100, 200]), 100, mode=pyb.DAC.CIRCULAR)
pyb.delay(45)
",
    );
    assert_eq!(world.board.pins.states[4].voltage_out, 100 * 257);
    let wrote = world.run(
        "
import pyb
dac = pyb.DAC(2, bits=12)
dac.triangle(2048)
pyb.delay(500)
",
    );
    assert_eq!(wrote, "");
    assert!(world.board.pins.states[5].voltage_out.abs_diff(0x8000) < 2000);
    let wrote = world.run(
        "
import pyb
dac = pyb.DAC(2)
dac.write_timed(b'\\x01\\x02', 10)
pyb.delay(1000)
dac.noise(500)
dac.write(255)
try:
    dac.write_timed([1, 2], 10)
except TypeError as e:
    print(e)
try:
    pyb.DAC(3)
except (ValueError, NotImplementedError) as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "a bytes-like object is required, not 'list'\nPYBv1.1 with STM32F405RG has no pin that can do this"
    );
    assert_eq!(world.board.pins.states[5].voltage_out, 0xffff);
}

#[test]
fn pins_have_names_of_the_chip() {
    let wrote = world().run(
        "
from pyb import Pin
p = Pin('A0')
print(p == Pin.board.X1 == Pin.cpu.A0, Pin('PC13').name(), p.names(), Pin('Y12').port(), Pin('Y12').pin())
try:
    Pin('D1')
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "True X18 ['A0', 'X1'] 1 1
this board has no pin 'D1'"
    );
}

#[test]
fn the_console_is_an_object_and_what_is_not_there_says_so() {
    let wrote = world().run(
        "
import pyb, machine
vcp = pyb.USB_VCP()
print(vcp.isconnected(), vcp.any(), vcp.write('hi\\n'), vcp.send(b'there'), vcp.send(10), pyb.have_cdc())
for make in pyb.CAN, pyb.LCD, pyb.USB_HID, machine.I2S, machine.SDCard, machine.Counter:
    try:
        make()
    except NotImplementedError as e:
        print(e)
",
    );
    assert_eq!(
        wrote,
        "hi
there
True False 3 5 1 True
not possible here: a CAN bus
not possible here: the skin with a display
not possible here: a keyboard or mouse on USB
not possible here: a bus for sound
not possible here: an SD card
not possible here: a counter of edges: use Pin.irq()"
    );
}
