//! Serial lines and the console: bytes that are read as they come.

use super::{Simulated, World, world};
use crate::simulated::Pyboard;
use pyrite_core::Space;
use pyrite_core::board::{Board, Usb};

#[test]
fn keys_are_read_while_a_microbit_runs() {
    let mut world = world();
    world.typed = vec![(0, b"ab"), (20, b"one\ntw"), (40, b"o\r")];
    let wrote = world.run(
        "
from microbit import *
print(uart.any(), uart.read(1), uart.read(), uart.read(), uart.any())
sleep(30)
print(uart.readline(), uart.readline(), uart.readline())
sleep(20)
buf = bytearray(5)
print(uart.readinto(buf), buf, uart.readinto(buf), uart.write('hi'))
uart.init(tx=pin1, rx=pin2)
print(uart.any(), uart.read())
",
    );
    assert_eq!(
        wrote,
        "True b'a' b'b' None False
b'one\\n' b'tw' None
hi2 bytearray(b'o\\r\\x00\\x00\\x00') None 2
False None"
    );
}

#[test]
fn the_console_of_a_pyboard_carries_bytes() {
    let mut world = World::new(Pyboard::new(7));
    world.typed = vec![(0, b"x\ny\nz"), (50, b"12"), (100, b"34")];
    let wrote = world.run(
        "
import pyb
usb = pyb.USB_VCP()
print(usb.any(), usb.isconnected(), usb.readline(), usb.readlines(), usb.read())
print(usb.recv(4), pyb.millis() // 50 * 50)
buf = bytearray(3)
print(usb.recv(buf, timeout=10), usb.recv(2, timeout=10))
print(usb.send('ok'), usb.send(33), usb.write(b'.'))
calls = []
usb.irq(lambda u: calls.append(u.read()), usb.IRQ_RX)
pyb.delay(30)
print(calls)
try:
    usb.setinterrupt(-1)
except NotImplementedError as e:
    print(e)
",
    );
    assert_eq!(
        wrote,
        "True True b'x\\n' [b'y\\n', b'z'] None
b'1234' 100
0 b''
ok!.2 1 1
[]
not possible here: another key than Ctrl-C"
    );
}

#[test]
fn lines_wait_as_long_as_they_may() {
    let mut world = World::new(Pyboard::new(7))
        .at(20, |b| {
            b.serial[0].receive(b"ab");
        })
        .at(30, |b| {
            b.serial[0].receive(b"c");
        })
        .at(600, |b| {
            b.serial[0].receive(b"d\nrest");
        });
    let wrote = world.run(
        "
from machine import UART
import pyb
u = UART(1, 9600, timeout=100, timeout_char=50)
print(u.read(10), pyb.millis() // 10 * 10)
print(u.read(1), u.readchar())
pyb.delay(150)
u.init(9600, timeout=300, flow=UART.RTS | UART.CTS)
print(u.readline(), u.any(), u.read(2), u.read(), u.txdone(), u.flush())
u.sendbreak()
got = []
u.irq(lambda line: got.append(line.read()))
pyb.delay(10)
print(got)
",
    );
    assert_eq!(
        wrote,
        "b'abc' 80
None -1
b'd\\n' 4 b're' b'st' True None
[]"
    );
    let settings = world.board.serial[0].settings.unwrap();
    assert!(settings.ready_out && settings.ready_in);
    assert_eq!(world.board.serial[0].breaks, 1);
}

#[test]
fn functions_are_called_when_bytes_come() {
    let mut world = World::new(Pyboard::new(7))
        .at(20, |b| {
            b.serial[1].receive(b"ab");
        })
        .at(60, |b| {
            b.serial[1].receive(b"c");
        });
    let wrote = world.run(
        "
from machine import UART
import pyb
u = UART(2, 9600)
got = []
u.irq(handler=lambda line: got.append(line.read()), trigger=UART.IRQ_RX)
pyb.delay(50)
print(got)
u.irq(None)
pyb.delay(50)
print(got, u.any())
",
    );
    assert_eq!(wrote, "[b'ab']\n[b'ab'] 1");
}

/// A board that is on USB, or has none there.
struct OnUsb {
    mode: Option<&'static str>,
    open: bool,
}

impl Board for OnUsb {
    fn name(&self) -> &'static str {
        "board"
    }

    fn usb(&mut self) -> Option<&mut dyn Usb> {
        Some(self)
    }
}

impl Usb for OnUsb {
    fn mode(&mut self) -> Option<&'static str> {
        self.mode
    }

    fn is_open(&mut self) -> bool {
        self.open
    }
}

impl Simulated for OnUsb {
    fn set_time(&mut self, now: u64) {
        self.open &= now < 50_000;
    }

    fn spaces() -> &'static [&'static Space] {
        crate::PYBOARD_SPACES
    }
}

#[test]
fn usb_is_what_the_board_says() {
    let program = "
import pyb
usb = pyb.USB_VCP()
print(pyb.usb_mode(), usb.isconnected(), pyb.have_cdc())
pyb.delay(60)
print(usb.isconnected())
for mode in 'VCP+MSC', 'VCP', None:
    try:
        print(pyb.usb_mode(mode))
    except NotImplementedError as e:
        print(e)
try:
    pyb.bootloader()
except NotImplementedError as e:
    print(e)
";
    let run = |mode| {
        World::new(OnUsb {
            mode,
            open: mode.is_some(),
        })
        .run(program)
    };
    assert_eq!(
        run(Some("VCP+MSC")),
        "VCP+MSC True True
False
None
not possible here: USB modes but 'VCP+MSC'
not possible here: USB modes but 'VCP+MSC'
board has no loader"
    );
    assert_eq!(
        run(None),
        "None False False
False
not possible here: USB
not possible here: USB
None
board has no loader"
    );
}
