//! `onewire`, `ds18x20` and `dht`, with sensors at pins.

use super::{World, world};
use crate::simulated::Pyboard;
use crate::simulated::wire::{Ds18b20, Sensor, Weather};

const OUTSIDE: Weather = Weather {
    temperature: -7.3,
    humidity: 61.4,
};

#[test]
fn thermometers_are_found_and_measure() {
    let mut world = World::new(Pyboard::new(1));
    let wires = &mut world.board.pins.wires;
    for (number, degrees) in [(1, 21.5), (2, -10.125), (5, 85.0), (6, 0.0)] {
        let mut thermometer = Ds18b20::new(number);
        thermometer.temperature = Some(degrees);
        wires.attach_thermometer(9, thermometer);
    }
    let wrote = world.run(
        "
import onewire, ds18x20, machine, time
ow = onewire.OneWire(machine.Pin('X10'))
print(ow.reset(), ow.SKIP_ROM == 0xcc)
ds = ds18x20.DS18X20(ow)
roms = ds.scan()
print(len(roms), all(type(r) is bytearray and ow.crc8(r) == 0 and r[0] == 0x28 for r in roms))
roms.sort(key=lambda r: r[1])
print([r[1] for r in roms], ds.read_temp(roms[0]))
ds.convert_temp()
time.sleep_ms(750)
print([ds.read_temp(r) for r in roms])
ds.write_scratch(roms[1], b'\\x00\\x00\\x1f')
ds.convert_temp()
print(ds.read_temp(roms[1]), ds.read_scratch(roms[1])[2:5])
try:
    ds.read_temp(b'\\x28123456\\x00')
except Exception as e:
    print(type(e).__name__, e)
",
    );
    assert_eq!(
        wrote,
        "True True
4 True
[1, 2, 5, 6] 85.0
[21.5, -10.125, 85.0, 0.0]
-10.5 bytearray(b'\\x00\\x00\\x1f')
Exception CRC error"
    );
}

#[test]
fn an_empty_wire_says_so() {
    let wrote = world().run(
        "
import onewire, ds18x20, dht
from microbit import pin1, pin2
ow = onewire.OneWire(pin1)
print(ow.reset(), ow.scan(), ow.readbyte(), ow.readbit())
for f in (lambda: ow.reset(True), ds18x20.DS18X20(ow).convert_temp):
    try:
        f()
    except onewire.OneWireError as e:
        print(e)
try:
    dht.DHT11(pin2).measure()
except OSError as e:
    print(e.errno)
print(onewire.crc8(b'\\x02\\x1c\\xb8\\x01\\x00\\x00\\x00\\xa2'))
try:
    ow.select_rom(b'short')
except ValueError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "False [] 255 1
nothing answers on the wire
nothing answers on the wire
110
0
the address of a device has 8 bytes"
    );
}

#[test]
fn bits_and_bytes_go_both_ways() {
    let mut world = world();
    world
        .board
        .pins
        .wires
        .attach_thermometer(0, Ds18b20::new(0x0605_0403_0201));
    let wrote = world.run(
        "
import onewire
from microbit import pin0
ow = onewire.OneWire(pin0)
ow.reset()
ow.writebyte(0x33)
buf = bytearray(7)
buf[0] = ow.readbyte()
rest = bytearray(7)
ow.readinto(rest)
print(hex(buf[0]), rest[:6])
ow.reset(True)
for i in range(8):
    ow.writebit(0xcc >> i & 1)
ow.write(bytes([0xbe]))
bits = [ow.readbit() for i in range(8)]
print(bits)
",
    );
    assert_eq!(
        wrote,
        "0x28 bytearray(b'\\x01\\x02\\x03\\x04\\x05\\x06')\n[0, 0, 0, 0, 1, 0, 1, 0]"
    );
}

#[test]
fn sensors_tell_temperature_and_humidity() {
    let mut world = world();
    let wires = &mut world.board.pins.wires;
    wires.weather = OUTSIDE;
    wires.sensors.insert(0, Sensor::Dht22);
    wires.sensors.insert(1, Sensor::Dht11);
    let wrote = world.run(
        "
import dht
from microbit import pin0, pin1
fine = dht.DHT22(pin0)
print(fine.temperature(), fine.humidity())
fine.measure()
print(fine.temperature(), fine.humidity())
coarse = dht.DHT11(pin1)
coarse.measure()
print(coarse.temperature(), coarse.humidity())
",
    );
    assert_eq!(wrote, "0.0 0.0\n-7.3 61.4\n0 61");
}

#[test]
fn where_a_sensor_is_sought_there_is_one() {
    let mut world = world();
    world.board.pins.wires.found_where_sought = true;
    world.board.pins.wires.weather.temperature = 33.5;
    let wrote = world.run(
        "
import dht, onewire, ds18x20
from microbit import pin8, pin12
d = dht.DHT11(pin8)
d.measure()
ds = ds18x20.DS18X20(onewire.OneWire(pin12))
ds.convert_temp()
print(d.temperature(), [ds.read_temp(r) for r in ds.scan()])
",
    );
    assert_eq!(wrote, "34 [33.5]");
    assert!(world.board.pins.wires.used);
}

#[test]
fn a_strip_with_white_tells_how_many_bytes_an_led_has() {
    let mut world = world();
    world.run(
        "
import neopixel
from microbit import pin0, pin1, ws2812_write
strip = neopixel.NeoPixel(pin0, 3, bpp=4)
strip[0] = (1, 2, 3, 4)
strip.show()
ws2812_write(pin1, bytes(12))
",
    );
    let strips = &world.board.pins.strips;
    assert_eq!((strips[&0].each, strips[&1].each), (4, 3));
    assert_eq!(strips[&0].bytes[..4], [2, 1, 3, 4]);
}
