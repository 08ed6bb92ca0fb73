//! The Python modules of the boards, written once over the traits of `pyrite_core::board`: here is the table of them, one row
//! for each module and for every type it has. The feature `simulated` adds boards to draw and to move.
#![cfg_attr(not(any(test, feature = "simulated")), no_std)]
#![forbid(unsafe_code)]
// What only a micro:bit has is not asked for elsewhere, and does not get into the image.
#![cfg_attr(not(feature = "microbit"), allow(dead_code, unused_imports))]

mod audio;
mod background;
mod dht;
mod ds18x20;
mod esp32;
pub mod facts;
mod fun;
mod log;
mod machine;
mod microbit;
mod music;
mod neopixel;
mod onewire;
mod part;
mod power;
mod pyb;
mod radio;
mod recording;
mod serial;
#[cfg(any(test, feature = "simulated"))]
pub mod simulated;
mod speech;
mod state;
mod stm;
mod table;
#[cfg(test)]
mod tests;

use pyrite_core::machine::Machine;
use pyrite_core::{R, Space, TypeId, n};

/// The id of the first space here: those of the core and of the library come before.
const FIRST: u16 = pyrite_library::NEXT;

/// Stands where a board has no such module.
static NOTHING: Space = Space::module(n::_hardware, &[]);

macro_rules! on {
    (microbit, microbit, $path:path) => {
        &$path
    };
    (pyboard, pyboard, $path:path) => {
        &$path
    };
    (esp32, esp32, $path:path) => {
        &$path
    };
    (chip, pyboard, $path:path) => {
        &$path
    };
    (chip, esp32, $path:path) => {
        &$path
    };
    (all, $board:ident, $path:path) => {
        &$path
    };
    (sensors, microbit, $path:path) => {
        if cfg!(feature = "sensors") {
            &$path
        } else {
            &NOTHING
        }
    };
    (sensors, $board:ident, $path:path) => {
        &$path
    };
    ($boards:ident, $board:ident, $path:path) => {
        &NOTHING
    };
}

macro_rules! spaces {
    ($($boards:ident $id:ident = $path:path;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        #[repr(u16)]
        enum Index { $($id),* }

        $(pub const $id: TypeId = TypeId(FIRST + Index::$id as u16);)*

        /// What a micro:bit has, in the order of the ids: they follow those of the library.
        #[cfg(feature = "microbit")]
        pub static MICROBIT_SPACES: &[&Space] = &[$(on!($boards, microbit, $path)),*];

        /// What a pyboard has.
        pub static PYBOARD_SPACES: &[&Space] = &[$(on!($boards, pyboard, $path)),*];

        /// What a board with a chip of the ESP32's family has.
        pub static ESP32_SPACES: &[&Space] = &[$(on!($boards, esp32, $path)),*];
    };
}

// Boards: `chip` is all but the micro:bits.
spaces! {
    all STATE = state::STATE;
    all TIMER = microbit::timer::TIMER;
    microbit MICROBIT = microbit::MICROBIT;
    microbit IMAGE = microbit::image::IMAGE;
    microbit DISPLAY = microbit::display::DISPLAY;
    microbit BUTTON = microbit::button::BUTTON;
    microbit PIN_DIGITAL = microbit::pin::DIGITAL;
    microbit PIN_ANALOG = microbit::pin::ANALOG;
    microbit PIN_TOUCH = microbit::pin::TOUCH;
    microbit ACCELEROMETER = microbit::accelerometer::ACCELEROMETER;
    microbit COMPASS = microbit::compass::COMPASS;
    microbit MICROBIT_I2C = microbit::bus::I2C;
    microbit MICROBIT_SPI = microbit::bus::SPI;
    microbit MICROBIT_UART = microbit::serial::UART;
    microbit MICROPHONE = microbit::microphone::MICROPHONE;
    microbit SPEAKER = microbit::microphone::SPEAKER;
    microbit SOUND_EVENT = microbit::microphone::SOUND_EVENT;
    microbit SOUND = audio::SOUND;
    microbit AUDIO = audio::AUDIO;
    microbit SOUND_EFFECT = audio::effect::SOUND_EFFECT;
    microbit AUDIO_FRAME = audio::frame::AUDIO_FRAME;
    microbit AUDIO_RECORDING = recording::AUDIO_RECORDING;
    microbit AUDIO_TRACK = recording::AUDIO_TRACK;
    microbit MUSIC = music::MUSIC;
    microbit RADIO = radio::RADIO;
    microbit SPEECH = speech::SPEECH;
    microbit LOG = log::LOG;
    microbit POWER = power::POWER;
    microbit LOVE = fun::LOVE;
    microbit ANTIGRAVITY = fun::ANTIGRAVITY;
    all NEOPIXEL = neopixel::NEOPIXEL;
    all NEO_PIXEL = neopixel::NEO_PIXEL;
    all MEMORY = machine::memory::MEMORY;
    microbit SMALL_MACHINE = machine::SMALL;
    pyboard MACHINE = machine::MACHINE;
    chip PIN = machine::pin::PIN;
    chip PIN_BOARD = machine::pin::PIN_BOARD;
    chip SIGNAL = machine::pin::SIGNAL;
    chip EXTINT = machine::watch::EXTINT;
    chip ADC = machine::analog::ADC;
    pyboard ADC_ALL = machine::timed::ADC_ALL;
    pyboard DAC = machine::analog::DAC;
    chip PWM = machine::analog::PWM;
    chip I2C = machine::i2c::I2C;
    chip SOFT_I2C = machine::i2c::SOFT_I2C;
    pyboard PYB_I2C = pyb::bus::PYB_I2C;
    chip SPI = machine::spi::SPI;
    chip SOFT_SPI = machine::spi::SOFT_SPI;
    pyboard PYB_SPI = pyb::bus::PYB_SPI;
    chip UART = machine::serial::UART;
    chip MACHINE_TIMER = machine::clock::TIMER;
    chip WDT = machine::clock::WDT;
    chip RTC = machine::clock::RTC;
    pyboard PYB = pyb::PYB;
    pyboard LED = pyb::parts::LED;
    pyboard SWITCH = pyb::parts::SWITCH;
    pyboard ACCEL = pyb::parts::ACCEL;
    pyboard SERVO = pyb::servo::SERVO;
    pyboard PYB_TIMER = pyb::timer::TIMER;
    pyboard USB_VCP = pyb::console::USB_VCP;
    pyboard CAN = pyb::console::CAN;
    pyboard LCD = pyb::console::LCD;
    pyboard USB_HID = pyb::console::USB_HID;
    pyboard FLASH = pyb::console::FLASH;
    pyboard I2S = pyb::console::I2S;
    pyboard SD_CARD = pyb::console::SD_CARD;
    pyboard COUNTER = pyb::console::COUNTER;
    pyboard ENCODER = pyb::console::ENCODER;
    chip PIN_CPU = machine::pin::PIN_CPU;
    pyboard TIMER_CHANNEL = pyb::channel::TIMER_CHANNEL;
    sensors ONEWIRE = onewire::ONEWIRE;
    sensors ONE_WIRE = onewire::ONE_WIRE;
    sensors ONE_WIRE_ERROR = onewire::ONE_WIRE_ERROR;
    sensors DS18X20_MODULE = ds18x20::DS18X20;
    sensors DS18X20 = ds18x20::THERMOMETERS;
    sensors DHT = dht::DHT;
    sensors DHT11 = dht::DHT11;
    sensors DHT22 = dht::DHT22;
    chip LISTENER = serial::LISTENER;
    pyboard STM = stm::STM;
    chip PIN_AF = machine::function::PIN_AF;
    esp32 ESP32_MACHINE = machine::ESP32;
    esp32 ESP32 = esp32::ESP32;
}

/// The work that goes on in the background: the machine calls it when it is due.
pub(crate) fn tick(m: &mut Machine, now: u64) -> R<u64> {
    let mut next = microbit::timer::tick(m, now)?;
    for part in [
        #[cfg(feature = "microbit")]
        microbit::display::tick,
        #[cfg(feature = "microbit")]
        music::tick,
        #[cfg(feature = "microbit")]
        audio::tick,
        #[cfg(feature = "microbit")]
        recording::tick,
        #[cfg(feature = "microbit")]
        microbit::accelerometer::tick,
        #[cfg(feature = "microbit")]
        microbit::microphone::tick,
        machine::watch::tick,
        pyb::parts::tick,
        serial::tick,
    ] {
        next = next.min(part(m, now)?);
    }
    Ok(next)
}

/// Prepares a new machine for its board: the clock of `running_time` begins.
pub fn start(m: &mut Machine) -> R<()> {
    state::ready(m).map(|_| ())
}
