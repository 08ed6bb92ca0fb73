//! What modules about pins and chips ask of the outside: small traits that a chip's drivers or a simulated board answer,
//! in the shape of embedded-hal. Knows no Python: numbers, bytes, and a few kinds of failure.

mod bus;

pub use bus::{I2c, Parity, Spi, SpiSettings, Uart, UartSettings};

/// Why a part did not do what it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The board has no such part, or the part cannot do this.
    Absent,
    /// Nothing answers at the address (I2C without acknowledge).
    NoAnswer,
    /// Nothing happened in time.
    Timeout,
    /// A number is out of the range that the part takes.
    Range,
    /// What was received is damaged, or lost.
    Damaged,
    /// There is no room left.
    Full,
    /// Something else uses it.
    Busy,
}

/// What a part answers.
pub type Answer<T = ()> = Result<T, Fault>;

/// A board: its parts, each of them optional.
pub trait Board {
    /// What the board is called, as `os.uname().machine` says it.
    fn name(&self) -> &'static str {
        "board"
    }

    /// A number of its own, at most 16 bytes: how many it has.
    fn unique_id(&mut self, _id: &mut [u8; 16]) -> usize {
        0
    }

    /// The clock of the processor, in hertz; 0 when it has none that could be told.
    fn frequency(&mut self) -> u32 {
        0
    }

    /// Gives the processor another clock.
    fn set_frequency(&mut self, _hertz: u32) -> Answer {
        Err(Fault::Absent)
    }

    /// The program is over and another begins: its parts are as at the start again.
    fn soft_reset(&mut self) {}

    fn started_by(&mut self) -> Start {
        Start::PowerOn
    }

    /// What stands at an address of the chip: 8, 16 or 32 bits, aligned to them.
    fn read_memory(&mut self, _address: u32, _bits: u8) -> Answer<u32> {
        Err(Fault::Absent)
    }

    fn write_memory(&mut self, _address: u32, _bits: u8, _value: u32) -> Answer {
        Err(Fault::Absent)
    }

    /// A voltage that the chip can measure in itself, in millivolts.
    fn voltage(&mut self, _of: Voltage) -> Answer<u32> {
        Err(Fault::Absent)
    }

    /// Has the clock that knows the date run quicker (above 0) or slower, in steps of the chip: some parts in a million.
    fn calibrate_clock(&mut self, _steps: i16) -> Answer {
        Err(Fault::Absent)
    }

    /// What the clock that goes on without the program says: milliseconds since 1970.
    fn clock(&mut self) -> Option<u64> {
        None
    }

    /// Sets that clock. Absent: there is none.
    fn set_clock(&mut self, _millis: u64) -> Answer {
        Err(Fault::Absent)
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        None
    }

    fn matrix(&mut self) -> Option<&mut dyn Matrix> {
        None
    }

    fn leds(&mut self) -> Option<&mut dyn Leds> {
        None
    }

    fn buttons(&mut self) -> Option<&mut dyn Buttons> {
        None
    }

    fn motion(&mut self) -> Option<&mut dyn Motion> {
        None
    }

    fn compass(&mut self) -> Option<&mut dyn Compass> {
        None
    }

    /// Temperature of the chip, in thousandths of a degree Celsius.
    fn temperature(&mut self) -> Answer<i32> {
        Err(Fault::Absent)
    }

    /// Light on the display: 0 (dark) to 255.
    fn light(&mut self) -> Answer<u8> {
        Err(Fault::Absent)
    }

    fn sound(&mut self) -> Option<&mut dyn Sound> {
        None
    }

    fn microphone(&mut self) -> Option<&mut dyn Microphone> {
        None
    }

    fn radio(&mut self) -> Option<&mut dyn Radio> {
        None
    }

    /// Bus `id`; boards count them as their documentation does.
    fn i2c(&mut self, _id: u8) -> Option<&mut dyn I2c> {
        None
    }

    fn spi(&mut self, _id: u8) -> Option<&mut dyn Spi> {
        None
    }

    fn uart(&mut self, _id: u8) -> Option<&mut dyn Uart> {
        None
    }

    fn log(&mut self) -> Option<&mut dyn Log> {
        None
    }

    /// The USB connector, where the board itself knows it: not where the console is a pipe.
    fn usb(&mut self) -> Option<&mut dyn Usb> {
        None
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        None
    }
}

/// Why a board began to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Start {
    #[default]
    PowerOn,
    /// The reset button, or a program.
    Reset,
    Watchdog,
    DeepSleep,
    /// Ctrl-D: the interpreter alone.
    Soft,
}

/// What a chip measures in itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Voltage {
    /// What the board runs on.
    Supply,
    /// What keeps the clock running.
    Battery,
    /// The reference that does not change.
    Reference,
}

/// A pin, by the board's own numbers. `Pins::find` gives the number for a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pin(pub u8);

/// The resistor behind an input.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pull {
    #[default]
    None,
    Up,
    Down,
}

/// What a pin is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PinMode {
    /// Nothing: high impedance.
    #[default]
    Unused,
    Input(Pull),
    Output,
    /// Drives low or lets go.
    OpenDrain(Pull),
    /// Voltage in.
    AnalogIn,
    /// Voltage out, from a converter.
    AnalogOut,
    /// Pulses of a width and a period.
    Pwm,
    /// A function of the chip: a bus, a timer.
    Function,
}

/// How a touch is felt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Touch {
    /// Between the pin and ground, through the finger.
    #[default]
    Resistive,
    /// By the finger alone.
    Capacitive,
}

/// What a converter for voltages puts out by itself, `rate` levels in a second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wave<'a> {
    Noise {
        rate: u32,
    },
    /// From ground to supply in 2048 steps, and back.
    Triangle {
        rate: u32,
    },
    /// Levels of 8 bits, or of 12 in two bytes each (`wide`), once or again and again.
    Levels {
        rate: u32,
        bytes: &'a [u8],
        wide: bool,
        again: bool,
    },
}

/// The pins of a board.
pub trait Pins {
    /// How many there are: numbers go from 0 to one less.
    fn count(&self) -> u8;

    /// The pin with this name (`"X1"`, `"P0"`, the name of the chip's port).
    fn find(&self, name: &str) -> Option<Pin>;

    /// What the board calls the pin.
    fn name(&self, pin: Pin) -> &'static str;

    fn set_mode(&mut self, pin: Pin, mode: PinMode) -> Answer;

    fn mode(&self, pin: Pin) -> PinMode;

    /// The level at the pin.
    fn read(&mut self, pin: Pin) -> Answer<bool>;

    /// The level that an output drives.
    fn write(&mut self, pin: Pin, high: bool) -> Answer;

    /// Voltage at the pin: 0 (ground) to 65535 (supply).
    fn read_analog(&mut self, _pin: Pin) -> Answer<u16> {
        Err(Fault::Absent)
    }

    /// Voltage that a converter puts out, on the same scale.
    fn write_analog(&mut self, _pin: Pin, _level: u16) -> Answer {
        Err(Fault::Absent)
    }

    /// A wave that a converter puts out by itself, until it is written to.
    fn wave(&mut self, _pin: Pin, _wave: Wave) -> Answer {
        Err(Fault::Absent)
    }

    /// The chip's port (0 for A) and the number in it.
    fn port(&self, _pin: Pin) -> Option<(u8, u8)> {
        None
    }

    /// Pulses: high for `width` nanoseconds of every `period` nanoseconds.
    fn pwm(&mut self, _pin: Pin, _width: u32, _period: u32) -> Answer {
        Err(Fault::Absent)
    }

    /// Whether the pin is touched.
    fn touched(&mut self, _pin: Pin, _how: Touch) -> Answer<bool> {
        Err(Fault::Absent)
    }

    /// Counts edges from now on, of these kinds; none: of neither. Busy: something else uses the pin's interrupt.
    fn watch(&mut self, _pin: Pin, _rising: bool, _falling: bool) -> Answer {
        Ok(())
    }

    /// How often the level rose and fell since the start, both wrapping around: what interrupts counted.
    fn edges(&mut self, _pin: Pin) -> (u32, u32) {
        (0, 0)
    }

    /// How often a touch began since the start, wrapping around.
    fn touches(&mut self, _pin: Pin) -> u32 {
        0
    }

    /// Sends bytes as pulses of four lengths in nanoseconds: high and low for a 0, high and low for a 1.
    fn send_bits(&mut self, _pin: Pin, _timing: [u32; 4], _bytes: &[u8]) -> Answer {
        Err(Fault::Absent)
    }

    /// Microseconds for which the level stays at `high`, once it is so; `None` when that begins or ends too late.
    fn time_pulse(&mut self, _pin: Pin, _high: bool, _timeout: u32) -> Answer<Option<u32>> {
        Err(Fault::Absent)
    }

    /// Tells that a strip of LEDs is at the pin, and how many of the bytes sent are for each: for boards that draw it.
    fn note_strip(&mut self, _pin: Pin, _bytes_each: u8) {}

    /// Lets microseconds go by without doing anything else: what the three below are made of, where a board has no
    /// better way.
    fn spin(&mut self, _micros: u32) -> Answer {
        Err(Fault::Absent)
    }

    /// Resets the devices on a 1-Wire line: whether one answered. Times are those of Maxim's application note 126. The
    /// pin is open drain.
    fn wire_reset(&mut self, pin: Pin) -> Answer<bool> {
        self.write(pin, false)?;
        self.spin(480)?;
        self.write(pin, true)?;
        self.spin(70)?;
        let answered = !self.read(pin)?;
        self.spin(410)?;
        Ok(answered)
    }

    /// A bit on a 1-Wire line: what is there when `bit` is sent. To read, send a 1.
    fn wire_bit(&mut self, pin: Pin, bit: bool) -> Answer<bool> {
        self.write(pin, false)?;
        self.spin(if bit { 6 } else { 60 })?;
        self.write(pin, true)?;
        self.spin(9)?;
        let there = self.read(pin)?;
        self.spin(55)?;
        Ok(there && bit)
    }

    /// Wakes a sensor on an open-drain line by holding it low for some microseconds, waits until the sensor pulls it low, and
    /// measures how long each of the pulses is that are high then, in microseconds.
    fn pulses(&mut self, pin: Pin, low: u32, lengths: &mut [u8]) -> Answer {
        self.write(pin, false)?;
        self.spin(low)?;
        self.write(pin, true)?;
        let mut left = 100;
        while self.read(pin)? {
            self.spin(1)?;
            left -= 1;
            if left == 0 {
                return Err(Fault::Timeout);
            }
        }
        for length in lengths {
            match self.time_pulse(pin, true, 255)? {
                Some(micros) => *length = micros.min(255) as u8,
                None => return Err(Fault::Timeout),
            }
        }
        Ok(())
    }

    /// Functions of the chip that the pin can have: numbers, and names such as `"TIM2_CH1"`.
    fn functions(&self, _pin: Pin) -> &'static [(u8, &'static str)] {
        &[]
    }

    /// Gives the pin one of them.
    fn set_function(&mut self, _pin: Pin, _number: u8) -> Answer {
        Err(Fault::Absent)
    }

    /// The number of the function that the pin has.
    fn function(&self, _pin: Pin) -> u8 {
        0
    }

    /// Address of the registers of the pin's port.
    fn registers(&self, _pin: Pin) -> Option<u32> {
        None
    }
}

/// A display of LEDs in rows and columns.
pub trait Matrix {
    /// Columns and rows.
    fn size(&self) -> (u8, u8);

    /// Sets the brightness of one LED: 0 (off) to 9. Outside of the display nothing happens.
    fn set(&mut self, x: u8, y: u8, brightness: u8);

    /// The brightness that was set; 0 outside.
    fn get(&self, x: u8, y: u8) -> u8;

    /// Drives the display or frees its pins.
    fn set_on(&mut self, on: bool);

    fn is_on(&self) -> bool;
}

/// Single LEDs.
pub trait Leds {
    fn count(&self) -> u8;

    /// Brightness of LED `i`, from 0: 0 (off) to 255. One that knows only on and off is on from 1.
    fn set(&mut self, i: u8, brightness: u8) -> Answer;

    fn get(&self, i: u8) -> u8;
}

/// Buttons, counted from 0.
pub trait Buttons {
    fn count(&self) -> u8;

    fn is_pressed(&mut self, i: u8) -> bool;

    /// How often it was pressed since the start, wrapping around.
    fn presses(&mut self, i: u8) -> u32;
}

/// An accelerometer.
pub trait Motion {
    /// Acceleration in thousandths of the earth's, along x, y and z. A board that lies flat, face up, says (0, 0, -1000) if
    /// it is a micro:bit.
    fn acceleration(&mut self) -> Answer<[i32; 3]>;

    /// Sets the range to at least this many times the earth's acceleration: the range it has then.
    fn set_range(&mut self, g: u8) -> Answer<u8>;

    /// A number of a gesture that the part itself has recognised, as `gesture` numbers them in the hardware crate.
    fn recognised(&mut self) -> Option<u8> {
        None
    }
}

/// A magnetometer.
pub trait Compass {
    /// Field in nanotesla along x, y and z, corrected by what calibration found.
    fn field(&mut self) -> Answer<[i32; 3]>;

    fn is_calibrated(&mut self) -> bool;

    /// Begins or forgets a calibration.
    fn calibrate(&mut self, on: bool) -> Answer;
}

/// Where sound goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outputs {
    /// A pin, if any.
    pub pin: Option<Pin>,
    /// The speaker on the board.
    pub speaker: bool,
}

/// Something that sounds.
pub trait Sound {
    /// A steady tone: frequency in hertz (0: silence) and loudness 0 to 255.
    fn tone(&mut self, frequency: u32, loudness: u8, outputs: Outputs) -> Answer;

    /// Samples of 8 bits without sign, 128 is silence, at a rate in hertz: how many it took. The others come again later.
    fn samples(
        &mut self,
        samples: &[u8],
        rate: u32,
        loudness: u8,
        outputs: Outputs,
    ) -> Answer<usize>;

    /// Samples that are not played yet.
    fn waiting(&mut self) -> usize;

    /// Silence; samples that wait are dropped.
    fn stop(&mut self);
}

/// Something that hears.
pub trait Microphone {
    /// Sound level: 0 to 255.
    fn level(&mut self) -> Answer<u8>;

    /// What was heard from a moment on (microseconds of the host's clock): samples of 8 bits without sign, 128 is silence, at
    /// a rate in hertz. How many there are.
    fn samples(&mut self, _from: u64, _rate: u32, _into: &mut [u8]) -> Answer<usize> {
        Err(Fault::Absent)
    }
}

/// How a radio is set up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RadioSettings {
    /// Megahertz above 2400.
    pub channel: u8,
    /// Strength, 0 to 7.
    pub power: u8,
    pub address: u32,
    pub group: u8,
    /// Thousands of bits in a second.
    pub rate: u16,
    /// The longest packet, in bytes.
    pub length: u8,
    /// How many packets wait for the program.
    pub queue: u8,
}

/// A packet that was received.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Packet {
    /// Its bytes in the buffer.
    pub len: usize,
    /// Strength in dBm, -255 to 0.
    pub strength: i16,
    /// The host's clock when it came, in microseconds.
    pub time: u64,
}

/// A radio for packets.
pub trait Radio {
    /// Turns it on with these settings, or off. What waits is dropped.
    fn set_up(&mut self, settings: Option<RadioSettings>) -> Answer;

    fn send(&mut self, packet: &[u8]) -> Answer;

    /// The next packet that waits.
    fn receive(&mut self, into: &mut [u8]) -> Option<Packet>;
}

/// A place for a table of measurements that stays when the power goes.
pub trait Log {
    /// Adds text: whole rows, comma-separated values.
    fn append(&mut self, text: &[u8]) -> Answer;

    /// Empties it; `full` also erases what lies there.
    fn erase(&mut self, full: bool) -> Answer;

    /// Bytes in it.
    fn size(&mut self) -> usize;

    /// Reads from byte `from`: bytes read.
    fn read(&mut self, from: usize, into: &mut [u8]) -> usize;
}

/// What the board is on USB.
pub trait Usb {
    /// As `pyb.usb_mode()` says it: `VCP` a serial line, `MSC` a disk. None: nothing.
    fn mode(&mut self) -> Option<&'static str>;

    /// Whether somebody has opened the serial line.
    fn is_open(&mut self) -> bool;
}

/// Starting anew, and sleeping deeper than between two instructions.
pub trait Power {
    /// Starts the board anew. A simulated one returns, and the program is stopped by its host.
    fn reset(&mut self);

    /// Shows a number and stops for good.
    fn panic(&mut self, number: u16);

    /// Turns off until the reset button.
    fn off(&mut self);

    /// Tells that the program sleeps deeply (true), or is awake again.
    fn deep_sleep(&mut self, _on: bool) {}

    /// Sleeps so many microseconds, or until a reset, with the chip off as far as it can be; then the board starts anew. A
    /// simulated one returns, and the program is stopped by its host.
    fn sleep_deeply(&mut self, _micros: Option<u64>) -> Answer {
        Err(Fault::Absent)
    }

    /// Starts the board anew when `feed` is not called for so many milliseconds; nothing ends that.
    fn watch(&mut self, _millis: u32) -> Answer {
        Err(Fault::Absent)
    }

    fn feed(&mut self) -> Answer {
        Err(Fault::Absent)
    }

    /// Starts the loader that takes new firmware.
    fn bootloader(&mut self) -> Answer {
        Err(Fault::Absent)
    }

    /// Which file runs after `boot.py`.
    fn set_main(&mut self, _name: &str) -> Answer {
        Err(Fault::Absent)
    }
}
