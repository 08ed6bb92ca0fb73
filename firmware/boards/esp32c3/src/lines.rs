//! The lines to the prompt: the chip's own USB ("USB Serial/JTAG Controller") and UART0, which many boards lead to an interface chip.
//! What comes in goes to `INPUT` from either; who is answered is `Speaker`'s decision.
//!
//! `unsafe`, and why it is sound: any byte may be written to the register that sends it.
#![allow(unsafe_code)]

use core::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use esp_hal::Blocking;
use esp_hal::interrupt::{InterruptHandler, Priority};
use esp_hal::peripherals::{GPIO20, GPIO21, UART0, USB_DEVICE};
use esp_hal::time::{Duration, Instant};
use esp_hal::uart::{Config, RxConfig, Uart, UartInterrupt};
use esp_hal::usb::usb_serial_jtag::UsbSerialJtag;
use pyrite_esp::{Line, Speaker};
use pyrite_port::Input;

static BYTES: [AtomicU8; 4096] = [const { AtomicU8::new(0) }; 4096];
pub static INPUT: Input = Input::new(&BYTES);
static SPEAKER: Speaker = Speaker::new();
/// Something arrived since the chip last slept.
static ARRIVED: AtomicBool = AtomicBool::new(false);
/// An interrupt came that background work is to be done for.
static NEWS: AtomicBool = AtomicBool::new(false);
/// No computer takes what goes to USB.
static ALONE: AtomicBool = AtomicBool::new(false);

const BAUD: u32 = 115_200;
/// Bytes after which UART0 tells; fewer are told after a pause.
const HEAP: u16 = 32;
/// Bytes of a packet of USB.
const PACKET: usize = 64;
/// A computer asks for packets every few milliseconds.
const PATIENCE: Duration = Duration::from_millis(50);

/// Both lines at work: they stay so when nobody has them any more.
pub struct Lines {
    _usb: UsbSerialJtag<'static, Blocking>,
    _serial: Option<Uart<'static, Blocking>>,
}

/// Switches the lines on.
pub fn start(
    usb: USB_DEVICE<'static>,
    serial: UART0<'static>,
    pins: (GPIO20<'static>, GPIO21<'static>),
) -> Lines {
    let mut usb = UsbSerialJtag::new(usb);
    usb.set_interrupt_handler(InterruptHandler::new(usb_arrived, Priority::Priority2));
    usb.listen_rx_packet_recv_interrupt();
    let settings = Config::default()
        .with_baudrate(BAUD)
        .with_rx(RxConfig::default().with_fifo_full_threshold(HEAP));
    // The prompt is on USB too: where this line cannot be had, that is enough.
    let serial = Uart::new(serial, settings).ok().map(|serial| {
        let mut serial = serial.with_rx(pins.0).with_tx(pins.1);
        serial.set_interrupt_handler(InterruptHandler::new(serial_arrived, Priority::Priority2));
        serial.listen(UartInterrupt::RxFifoFull | UartInterrupt::RxTimeout);
        serial
    });
    Lines {
        _usb: usb,
        _serial: serial,
    }
}

/// Whether something arrived since the last call.
pub fn take_arrived() -> bool {
    let arrived = ARRIVED.load(Ordering::Relaxed);
    ARRIVED.store(false, Ordering::Relaxed);
    arrived
}

/// Called by interrupts whose news the program waits for.
pub fn tell_news() {
    NEWS.store(true, Ordering::Relaxed);
    ARRIVED.store(true, Ordering::Relaxed);
}

pub fn has_news() -> bool {
    NEWS.load(Ordering::Relaxed)
}

pub fn take_news() -> bool {
    // One that comes in between is news too, and its work is done now.
    let news = has_news();
    NEWS.store(false, Ordering::Relaxed);
    news
}

pub fn send(bytes: &[u8]) {
    if SPEAKER.speaks_to(Line::Usb) {
        send_usb(bytes);
    }
    if SPEAKER.speaks_to(Line::Serial) {
        send_serial(bytes);
    }
}

/// Returns when all has left, or nobody takes it.
pub fn flush() {
    room_in_usb();
    let serial = UART0::regs();
    while serial.status().read().txfifo_cnt().bits() > 0
        || serial.fsm_status().read().st_utx_out().bits() != 0
    {}
}

/// Waits for room for a packet. A computer that took nothing for long is not waited for again until it does.
fn room_in_usb() -> bool {
    let usb = USB_DEVICE::regs();
    let is_free = || usb.ep1_conf().read().serial_in_ep_data_free().bit_is_set();
    if !is_free() && !ALONE.load(Ordering::Relaxed) {
        let begun = Instant::now();
        while !is_free() && begun.elapsed() < PATIENCE {}
    }
    let free = is_free();
    ALONE.store(!free, Ordering::Relaxed);
    free
}

fn send_usb(bytes: &[u8]) {
    let usb = USB_DEVICE::regs();
    for packet in bytes.chunks(PACKET) {
        if !room_in_usb() {
            return;
        }
        for byte in packet {
            // SAFETY: see above.
            usb.ep1().write(|w| unsafe { w.rdwr_byte().bits(*byte) });
        }
        usb.ep1_conf().modify(|_, w| w.wr_done().set_bit());
    }
    // Behind a full packet a computer waits for another, were it empty.
    if bytes.len() % PACKET == 0 && room_in_usb() {
        usb.ep1_conf().modify(|_, w| w.wr_done().set_bit());
    }
}

fn send_serial(bytes: &[u8]) {
    /// Bytes that wait in the chip.
    const ROOM: u16 = 120;
    let serial = UART0::regs();
    for byte in bytes {
        while serial.status().read().txfifo_cnt().bits() > ROOM {}
        // SAFETY: see above.
        serial
            .fifo()
            .write(|w| unsafe { w.rxfifo_rd_byte().bits(*byte) });
    }
}

fn told(line: Line, byte: u8) {
    SPEAKER.heard(line);
    INPUT.push(byte);
    ARRIVED.store(true, Ordering::Relaxed);
}

extern "C" fn usb_arrived() {
    let usb = USB_DEVICE::regs();
    usb.int_clr()
        .write(|w| w.serial_out_recv_pkt().clear_bit_by_one());
    while usb
        .ep1_conf()
        .read()
        .serial_out_ep_data_avail()
        .bit_is_set()
    {
        told(Line::Usb, usb.ep1().read().rdwr_byte().bits());
    }
}

extern "C" fn serial_arrived() {
    let serial = UART0::regs();
    while serial.status().read().rxfifo_cnt().bits() > 0 {
        told(Line::Serial, serial.fifo().read().rxfifo_rd_byte().bits());
    }
    serial.int_clr().write(|w| {
        w.rxfifo_full().clear_bit_by_one();
        w.rxfifo_tout().clear_bit_by_one()
    });
}
