//! UART1 for programs: what comes in waits in a ring that its interrupt fills.
//!
//! `unsafe`, and why it is sound: the driver is made of a copy of its peripheral when the last driver is gone; the original stays
//! here, unused.
#![allow(unsafe_code)]

use crate::pins;
use core::sync::atomic::AtomicU8;
use esp_hal::Blocking;
use esp_hal::interrupt::{InterruptHandler, Priority};
use esp_hal::peripherals::UART1;
use esp_hal::uart::{Config, DataBits, Parity, RxConfig, StopBits, UartInterrupt};
use pyrite_core::board::{self, Answer, Fault, Pin, Uart, UartSettings};
use pyrite_port::Input;

static BYTES: [AtomicU8; 1024] = [const { AtomicU8::new(0) }; 1024];
static RECEIVED: Input = Input::new(&BYTES);

/// Pins where the program names none: out and in.
const OUT: Pin = Pin(10);
const IN: Pin = Pin(5);
/// Bytes after which the interrupt comes; for fewer, after a pause.
const HEAP: u16 = 32;

pub struct Line {
    own: UART1<'static>,
    line: Option<esp_hal::uart::Uart<'static, Blocking>>,
}

impl Line {
    pub fn new(own: UART1<'static>) -> Line {
        Line { own, line: None }
    }

    pub fn free(&mut self) {
        self.line = None;
        while RECEIVED.pop().is_some() {}
    }
}

extern "C" fn arrived() {
    let line = UART1::regs();
    while line.status().read().rxfifo_cnt().bits() > 0 {
        RECEIVED.push(line.fifo().read().rxfifo_rd_byte().bits());
    }
    line.int_clr().write(|w| {
        w.rxfifo_full().clear_bit_by_one();
        w.rxfifo_tout().clear_bit_by_one()
    });
}

impl Uart for Line {
    fn set_up(&mut self, settings: UartSettings) -> Answer {
        if settings.ready_out || settings.ready_in {
            return Err(Fault::Absent);
        }
        self.free();
        let out = pins::take(settings.out.unwrap_or(OUT))?;
        let input = pins::take(settings.input.unwrap_or(IN))?;
        let bits = match settings.bits {
            5 => DataBits::_5,
            6 => DataBits::_6,
            7 => DataBits::_7,
            8 => DataBits::_8,
            _ => return Err(Fault::Range),
        };
        let parity = match settings.parity {
            None => Parity::None,
            Some(board::Parity::Odd) => Parity::Odd,
            Some(board::Parity::Even) => Parity::Even,
        };
        let stop = match settings.stop {
            1 => StopBits::_1,
            2 => StopBits::_2,
            _ => return Err(Fault::Range),
        };
        let config = Config::default()
            .with_baudrate(settings.baud)
            .with_data_bits(bits)
            .with_parity(parity)
            .with_stop_bits(stop)
            .with_rx(RxConfig::default().with_fifo_full_threshold(HEAP));
        // SAFETY: see above.
        let own = unsafe { self.own.clone_unchecked() };
        let line = esp_hal::uart::Uart::new(own, config);
        let mut line = line.map_err(|_| Fault::Range)?.with_rx(input).with_tx(out);
        line.set_interrupt_handler(InterruptHandler::new(arrived, Priority::Priority2));
        line.listen(UartInterrupt::RxFifoFull | UartInterrupt::RxTimeout);
        self.line = Some(line);
        Ok(())
    }

    fn waiting(&mut self) -> usize {
        RECEIVED.waiting()
    }

    fn read(&mut self, into: &mut [u8]) -> usize {
        let mut count = 0;
        while let Some(place) = into.get_mut(count)
            && let Some(byte) = RECEIVED.pop()
        {
            *place = byte;
            count += 1;
        }
        count
    }

    fn write(&mut self, bytes: &[u8]) -> Answer<usize> {
        let line = self.line.as_mut().ok_or(Fault::Absent)?;
        line.write(bytes).map_err(|_| Fault::Damaged)
    }

    fn is_sent(&mut self) -> bool {
        let line = UART1::regs();
        self.line.is_none()
            || line.status().read().txfifo_cnt().bits() == 0
                && line.fsm_status().read().st_utx_out().bits() == 0
    }

    fn send_break(&mut self) -> Answer {
        let line = self.line.as_mut().ok_or(Fault::Absent)?;
        line.send_break(13);
        Ok(())
    }
}
