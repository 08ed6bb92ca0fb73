//! `stm`, memory by its address, functions of pins, and what is not on these boards.

use super::{World, world};
use crate::simulated::Pyboard;

fn run(program: &str) -> String {
    World::new(Pyboard::new(7)).run(program)
}

#[test]
fn ports_are_seen_at_their_registers() {
    let mut world = World::new(Pyboard::new(7));
    world.board.pins.drive(3, Some(true));
    let wrote = world.run(
        "
import stm, machine
from machine import Pin
p = Pin('X3', Pin.OUT)
stm.mem32[stm.GPIOA + stm.GPIO_BSRR] = 1 << 2
print(p.value(), (stm.mem32[stm.GPIOA + stm.GPIO_ODR] >> 2) & 1)
stm.mem16[stm.GPIOA + stm.GPIO_BSRRH] = 1 << 2
print(p.value())
Pin('X4', Pin.IN)
print((machine.mem32[stm.GPIOA + stm.GPIO_IDR] >> 3) & 1, machine.mem8[stm.GPIOA + stm.GPIO_IDR])
machine.mem32[p.gpio() + stm.GPIO_ODR] |= 4
print(p(), hex(p.gpio()), stm.GPIOA == p.gpio())
print(bytes(stm.mem8[0x1fff7a10 + i] for i in range(12)) == machine.unique_id())
print('GPIO_IDR' in dir(stm), 'TIM2' in dir(stm), 'mem8' in dir(stm))
",
    );
    assert_eq!(
        wrote,
        "1 1\n0\n1 8\n1 0x40020000 True\nTrue\nTrue True True"
    );
}

#[test]
fn what_is_no_register_is_told() {
    let wrote = run(
        "
import stm, machine
for f in (lambda: stm.NO_SUCH, lambda: stm.mem32[2], lambda: stm.mem8[-1], lambda: machine.mem32[0x20000000],
          lambda: stm.mem32['a'], lambda: machine.mem16.x):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
from stm import GPIOB
print(hex(GPIOB))
try:
    from stm import GPIOQ
except ImportError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "AttributeError module 'stm' has no attribute 'NO_SUCH'
ValueError address 2 is not a multiple of 4
ValueError address must be from 0 to 4294967295
NotImplementedError PYBv1.1 with STM32F405RG has nothing to read or write at address 536870912
TypeError 'str' object cannot be interpreted as an integer
AttributeError 'mem' object has no attribute 'x'
0x40020400
cannot import name 'GPIOQ' from 'stm' (unknown location)"
    );
    let wrote = world().run(
        "
import machine
print(bytes(machine.mem8[0x10000060 + i] for i in range(8)) == machine.unique_id())
try:
    machine.mem32[0x20000000] = 1
except NotImplementedError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "True\nmicro:bit with nRF52833 has nothing to read or write at address 536870912"
    );
}

#[test]
fn pins_have_functions_of_the_chip() {
    let wrote = run("
import pyb, stm
from pyb import Pin
x3 = Pin('X3')
print(x3.af_list(), x3.af())
f = x3.af_list()[0]
print(f.index(), f.name(), f.reg() == stm.TIM2)
p = Pin('X3', mode=Pin.ALT, alt=f)
print(p.af(), p)
print(Pin('X3', Pin.AF_PP, af=7).af())
try:
    Pin('X3', mode=Pin.ALT, alt=5)
except ValueError as e:
    print(e)
print(Pin('X19').af_list())
");
    assert_eq!(
        wrote,
        "[Pin.AF1_TIM2, Pin.AF2_TIM5, Pin.AF3_TIM9, Pin.AF7_USART2] 0
1 AF1_TIM2 True
1 Pin(Pin.board.X3, mode=Pin.ALT)
7
out of range for pin that can do this
[]"
    );
}

#[test]
fn modules_of_other_boards_are_not_there() {
    for module in ["network", "esp32", "bluetooth"] {
        let program = format!(
            "
try:
    import {module}
except ModuleNotFoundError as e:
    print(e, e.name)
"
        );
        let message = format!("No module named '{module}' {module}");
        assert_eq!(run(&program), message);
        assert_eq!(world().run(&program), message);
    }
}

#[test]
fn a_transfer_is_made_of_its_parts() {
    let mut world = World::new(Pyboard::new(7));
    world.board.attach_devices();
    let wrote = world.run(
        "
from machine import SoftI2C, I2C, Pin
i2c = SoftI2C(scl=Pin('X9'), sda=Pin('X10'))
i2c.start()
print(i2c.write(bytes([0x76 << 1, 0xd0])))
i2c.start()
print(i2c.write(bytes([0x76 << 1 | 1])))
buf = bytearray(1)
i2c.readinto(buf)
i2c.stop()
print(hex(buf[0]))
i2c.start()
print(i2c.write(bytes([0x33 << 1, 1, 2])))
i2c.stop()
print(i2c.writevto(0x76, [b'\\xf4', b'\\x27']), i2c.readfrom_mem(0x76, 0xf4, 1))
print(hasattr(I2C(1), 'start'))
",
    );
    assert_eq!(wrote, "2\n1\n0x60\n0\n2 b\"'\"\nFalse");
}
