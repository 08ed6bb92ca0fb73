//! What modules ask of the lines that a board speaks over to others: I2C, SPI, serial lines.

use super::{Answer, Fault, Pin};

/// A bus for chips with addresses of 7 bits.
pub trait I2c {
    /// Clock in hertz; pins where the board leaves a choice.
    fn set_up(&mut self, frequency: u32, data: Option<Pin>, clock: Option<Pin>) -> Answer;

    /// Writes, and ends the transfer when `stop`.
    fn write(&mut self, address: u8, bytes: &[u8], stop: bool) -> Answer;

    fn read(&mut self, address: u8, into: &mut [u8], stop: bool) -> Answer;

    /// Begins a transfer, or the next part of one: what the two above are made of, for programs that do it themselves.
    fn start(&mut self) -> Answer {
        Err(Fault::Absent)
    }

    fn stop(&mut self) -> Answer {
        Err(Fault::Absent)
    }

    /// Sends bytes, the address first, up to one that is not acknowledged: how many were.
    fn send(&mut self, _bytes: &[u8]) -> Answer<usize> {
        Err(Fault::Absent)
    }

    /// Receives bytes, each acknowledged, the last one only with `more`.
    fn receive(&mut self, _into: &mut [u8], _more: bool) -> Answer {
        Err(Fault::Absent)
    }
}

/// How an SPI is set up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SpiSettings {
    /// Clock in hertz.
    pub frequency: u32,
    /// Level of the clock when idle.
    pub polarity: bool,
    /// Data is taken at the second edge of the clock.
    pub phase: bool,
    pub least_bit_first: bool,
    pub clock: Option<Pin>,
    /// Data to the other.
    pub out: Option<Pin>,
    /// Data from the other.
    pub input: Option<Pin>,
}

pub trait Spi {
    fn set_up(&mut self, settings: SpiSettings) -> Answer;

    /// Exchanges as many bytes as the buffer has: what it holds goes out, what came in is in it then.
    fn exchange(&mut self, bytes: &mut [u8]) -> Answer;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parity {
    Odd,
    Even,
}

/// How a serial line is set up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UartSettings {
    /// Bits in a second.
    pub baud: u32,
    pub bits: u8,
    pub parity: Option<Parity>,
    pub stop: u8,
    pub out: Option<Pin>,
    pub input: Option<Pin>,
    /// A line says when this side can take more.
    pub ready_out: bool,
    /// A line says when the other side can take more.
    pub ready_in: bool,
}

/// A serial line.
pub trait Uart {
    fn set_up(&mut self, settings: UartSettings) -> Answer;

    /// Bytes that wait to be read.
    fn waiting(&mut self) -> usize;

    /// Reads what waits: bytes read, 0 if there are none.
    fn read(&mut self, into: &mut [u8]) -> usize;

    /// Bytes taken.
    fn write(&mut self, bytes: &[u8]) -> Answer<usize>;

    /// Whether all that was written has left.
    fn is_sent(&mut self) -> bool {
        true
    }

    /// Holds the line at rest for longer than a byte lasts.
    fn send_break(&mut self) -> Answer {
        Err(Fault::Absent)
    }
}
