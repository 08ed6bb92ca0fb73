//! The simulated board of a machine: what a person does to it comes in by the name of a part, what changed on it goes
//! out as news. See web/js/worker.js for both.

use pyrite_core::Space;
use pyrite_core::board::{Board, PinMode, RadioSettings};
use pyrite_hardware::simulated::bme280::Bme280;
use pyrite_hardware::simulated::bus::I2cBus;
use pyrite_hardware::simulated::microbit::LOGO;
use pyrite_hardware::simulated::pins::SimulatedPins;
use pyrite_hardware::simulated::radio::Sent;
use pyrite_hardware::simulated::sound::Heard;
use pyrite_hardware::simulated::ssd1306::Ssd1306;
use pyrite_hardware::simulated::{Changed, Ended, MicroBit, Pyboard};

/// Which board is simulated.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    #[default]
    Microbit,
    Pyboard,
}

impl Kind {
    pub fn find(name: &str) -> Kind {
        match name {
            "pyboard" => Kind::Pyboard,
            _ => Kind::Microbit,
        }
    }

    /// The modules of this board.
    pub fn spaces(self) -> &'static [&'static Space] {
        match self {
            Kind::Microbit => pyrite_hardware::MICROBIT_SPACES,
            Kind::Pyboard => pyrite_hardware::PYBOARD_SPACES,
        }
    }
}

/// What a person gives a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Switch(bool),
    Number(f64),
    Vector([f64; 3]),
    Word(String),
    /// A packet in the air; without settings it is heard by everyone.
    Packet(Vec<u8>, Option<RadioSettings>),
}

/// A pin as the page draws it.
#[derive(Clone, Debug, PartialEq)]
pub struct PinNews {
    pub name: String,
    pub mode: &'static str,
    /// 0 to 65535.
    pub level: u16,
}

/// What has changed; what has not is empty.
#[derive(Debug, Default)]
pub struct News {
    pub matrix: Option<[u8; 25]>,
    pub leds: Option<[u8; 4]>,
    pub pins: Vec<PinNews>,
    /// Name of the pin, red, green and blue of each pixel.
    pub strips: Vec<(String, Vec<u8>)>,
    /// Number and degrees.
    pub servos: Vec<(usize, f64)>,
    pub sound: Vec<Heard>,
    pub radio: Option<Option<RadioSettings>>,
    pub sent: Vec<Sent>,
    /// Whether the log begins anew, and what is added to it.
    pub log: Option<(bool, Vec<u8>)>,
    /// 128 by 64 pixels, row by row.
    pub screen: Option<Vec<u8>>,
    pub uses_i2c: bool,
    /// A sensor on one wire is asked for the first time.
    pub uses_wire: bool,
    pub ended: Option<Ended>,
}

enum Device {
    Microbit(Box<MicroBit>),
    Pyboard(Box<Pyboard>),
}

pub struct Simulated {
    device: Device,
    pins: Vec<PinNews>,
    servos: [Option<f64>; 4],
    radio: Option<RadioSettings>,
    log: Vec<u8>,
    used_i2c: bool,
    used_wire: bool,
    is_first: bool,
}

impl Simulated {
    /// A board that was just switched on; its log is as it was before.
    pub fn new(kind: Kind, id: u64, log: Vec<u8>) -> Simulated {
        let device = match kind {
            Kind::Microbit => {
                let mut board = Box::new(MicroBit::new(id));
                board.log.text.clone_from(&log);
                board.attach_devices();
                Device::Microbit(board)
            }
            Kind::Pyboard => {
                let mut board = Box::new(Pyboard::new(id));
                board.attach_devices();
                Device::Pyboard(board)
            }
        };
        let mut simulated = Simulated {
            device,
            pins: Vec::new(),
            servos: [None; 4],
            radio: None,
            log,
            used_i2c: false,
            used_wire: false,
            is_first: true,
        };
        // A sensor on one wire is at whichever pin a program looks for it.
        simulated.pins().wires.found_where_sought = true;
        simulated
    }

    /// Whether something on the board changes by itself.
    pub fn is_moving(&mut self) -> bool {
        self.pins().is_moving()
    }

    fn pins(&mut self) -> &mut SimulatedPins {
        match &mut self.device {
            Device::Microbit(board) => &mut board.pins,
            Device::Pyboard(board) => &mut board.pins,
        }
    }

    pub fn board(&mut self) -> &mut dyn Board {
        match &mut self.device {
            Device::Microbit(board) => &mut **board,
            Device::Pyboard(board) => &mut **board,
        }
    }

    pub fn set_time(&mut self, now: u64) {
        match &mut self.device {
            Device::Microbit(board) => board.set_time(now),
            Device::Pyboard(board) => board.set_time(now),
        }
    }

    /// What is in the log.
    pub fn log(&self) -> &[u8] {
        match &self.device {
            Device::Microbit(board) => &board.log.text,
            Device::Pyboard(_) => &[],
        }
    }

    /// A person does something. A part that the board does not have feels nothing.
    pub fn set(&mut self, part: &str, given: Given) {
        match &mut self.device {
            Device::Microbit(board) => set_microbit(board, part, given),
            Device::Pyboard(board) => set_pyboard(board, part, given),
        }
    }

    /// What has changed since the last call; None: nothing.
    pub fn take_news(&mut self) -> Option<News> {
        let mut news = News::default();
        let first = std::mem::take(&mut self.is_first);
        let changed = match &mut self.device {
            Device::Microbit(board) => {
                let changed = board.take_changed();
                if changed.matrix || first {
                    let off = board.leds.off;
                    let dark = [0; 25];
                    news.matrix = Some(if off { dark } else { board.leds.brightness });
                }
                news.sound = board.speaker.take_heard();
                news.sent = board.radio.take_sent();
                news.ended = board.supply.ended.filter(|_| changed.power);
                if board.radio.settings != self.radio {
                    self.radio = board.radio.settings;
                    news.radio = Some(self.radio);
                }
                changed
            }
            Device::Pyboard(board) => {
                let changed = board.take_changed();
                if changed.leds || first {
                    news.leds = Some(board.leds.brightness);
                }
                news.ended = board.supply.ended.filter(|_| changed.power);
                for (number, known) in (1..).zip(&mut self.servos) {
                    let angle = board.servo(number);
                    if let Some(degrees) = angle.filter(|_| angle != *known) {
                        news.servos.push((number, degrees));
                    }
                    *known = angle;
                }
                changed
            }
        };
        self.tell_pins(&changed, &mut news);
        self.tell_log(&changed, &mut news);
        self.tell_bus(&changed, &mut news);
        news.uses_wire = self.pins().wires.used && !self.used_wire;
        self.used_wire |= news.uses_wire;
        let any = first
            || changed.any()
            || news.radio.is_some()
            || news.uses_i2c
            || news.uses_wire
            || !news.servos.is_empty();
        any.then_some(news)
    }

    fn tell_pins(&mut self, changed: &Changed, news: &mut News) {
        let (pins, is_microbit) = match &self.device {
            Device::Microbit(board) => (&board.pins, true),
            Device::Pyboard(board) => (&board.pins, false),
        };
        if changed.pins {
            let now = pin_news(pins, is_microbit);
            news.pins = now
                .iter()
                .filter(|pin| !self.pins.contains(pin))
                .cloned()
                .collect();
            self.pins = now;
        }
        if changed.strips {
            for (pin, strip) in &pins.strips {
                let colours = colours(&strip.bytes, usize::from(strip.each));
                news.strips
                    .push((pin_name(pins, *pin, is_microbit), colours));
            }
        }
    }

    fn tell_log(&mut self, changed: &Changed, news: &mut News) {
        if !changed.log {
            return;
        }
        let text = self.log().to_vec();
        let clear = !text.starts_with(&self.log);
        let from = if clear { 0 } else { self.log.len() };
        news.log = Some((clear, text[from..].to_vec()));
        self.log = text;
    }

    fn tell_bus(&mut self, changed: &Changed, news: &mut News) {
        let bus = match &mut self.device {
            Device::Microbit(board) => &mut board.i2c,
            Device::Pyboard(board) => &mut board.i2c[0],
        };
        if let Some(screen) = bus.find::<Ssd1306>().filter(|screen| screen.on) {
            news.uses_i2c = !self.used_i2c;
            self.used_i2c = true;
            if changed.screen {
                let place = |at: usize| u8::from(screen.is_lit(at % 128, at / 128));
                news.screen = Some((0..128 * 64).map(place).collect());
            }
        }
        if bus.frequency != 0 && !self.used_i2c {
            self.used_i2c = true;
            news.uses_i2c = true;
        }
    }
}

/// Red, green and blue of each LED of a strip: green comes first on the wire, white after the others.
fn colours(bytes: &[u8], each: usize) -> Vec<u8> {
    let pixels = bytes.chunks_exact(each.max(3));
    pixels
        .flat_map(|pixel| {
            let white = pixel.get(3).copied().unwrap_or(0);
            [pixel[1], pixel[0], pixel[2]].map(|part| part.saturating_add(white))
        })
        .collect()
}

/// A number of the page as a level of a pin: 0 to 1023.
fn voltage(number: f64) -> u16 {
    // A cast from float to int stops at the ends of the range.
    (number.clamp(0.0, 1023.0) * 65_535.0 / 1023.0).round() as u16
}

fn whole(axes: [f64; 3]) -> [i32; 3] {
    axes.map(|axis| axis as i32)
}

fn set_microbit(board: &mut MicroBit, part: &str, given: Given) {
    match (part, given) {
        ("button_a", Given::Switch(down)) => board.buttons.0[0].press(down),
        ("button_b", Given::Switch(down)) => board.buttons.0[1].press(down),
        ("logo", Given::Switch(touched)) => board.pins.touch(LOGO, touched),
        ("accelerometer", Given::Vector(axes)) => board.senses.acceleration = whole(axes),
        ("compass", Given::Vector(axes)) => board.senses.field = whole(axes),
        ("gesture", Given::Word(name)) => {
            board.make_gesture(&name);
        }
        ("light", Given::Number(light)) => board.light = light as u8,
        ("temperature", Given::Number(degrees)) => board.temperature = (degrees * 1000.0) as i32,
        ("sound", Given::Number(level)) => board.senses.sound_level = level as u8,
        ("radio", Given::Packet(bytes, settings)) => {
            if let Some(settings) = settings.or(board.radio.settings) {
                board.radio.hear(&Sent { settings, bytes }, -60);
            }
        }
        (pin, given) if pin.starts_with("pin") => {
            if let Ok(number) = pin[3..].parse() {
                match given {
                    Given::Switch(touched) => board.pins.touch(number, touched),
                    Given::Number(level) => board.pins.set_voltage(number, voltage(level)),
                    _ => {}
                }
            }
        }
        (probe, Given::Number(number)) => {
            set_probe(&mut board.i2c, &mut board.pins, probe, number);
        }
        _ => {}
    }
}

fn set_pyboard(board: &mut Pyboard, part: &str, given: Given) {
    use pyrite_core::board::Pins;

    match (part, given) {
        ("user", Given::Switch(down)) => board.press(down),
        // Its sensor lies the other way up than the micro:bit's.
        ("accelerometer", Given::Vector([x, y, z])) => board.tilt.0 = whole([x, y, -z]),
        ("temperature", Given::Number(degrees)) => board.temperature = (degrees * 1000.0) as i32,
        (name, Given::Number(number)) => match board.pins.find(name) {
            Some(pin) => board.pins.set_voltage(pin.0, voltage(number)),
            None => set_probe(&mut board.i2c[0], &mut board.pins, name, number),
        },
        (name, Given::Switch(high)) => {
            if let Some(pin) = board.pins.find(name) {
                board.pins.drive(pin.0, Some(high));
            }
        }
        _ => {}
    }
}

/// What the sensors beside the board feel, those on the bus and those on one wire.
fn set_probe(bus: &mut I2cBus, pins: &mut SimulatedPins, part: &str, number: f64) {
    match part {
        "probe_temperature" => pins.wires.weather.temperature = number,
        "probe_humidity" => pins.wires.weather.humidity = number,
        _ => {}
    }
    let Some(probe) = bus.find::<Bme280>() else {
        return;
    };
    match part {
        "probe_temperature" => probe.temperature = number,
        "probe_humidity" => probe.humidity = number,
        "probe_pressure" => probe.pressure = number * 100.0,
        _ => {}
    }
}

/// The micro:bit's pins are `pin0` in programs and `P0` in print.
fn pin_name(pins: &SimulatedPins, pin: u8, is_microbit: bool) -> String {
    use pyrite_core::board::{Pin, Pins};

    let name = pins.name(Pin(pin));
    match name.strip_prefix('P').filter(|_| is_microbit) {
        Some(number) => format!("pin{number}"),
        None => name.to_owned(),
    }
}

/// All pins that the program uses.
fn pin_news(pins: &SimulatedPins, is_microbit: bool) -> Vec<PinNews> {
    let mut news = Vec::new();
    for (pin, state) in (0..).zip(&pins.states) {
        let high = |on: bool| if on { u16::MAX } else { 0 };
        let (mode, level) = match state.mode {
            PinMode::Unused => continue,
            PinMode::Input(_) => ("input", high(state.is_high())),
            PinMode::Output => ("output", high(state.level)),
            PinMode::OpenDrain(_) => ("open_drain", high(state.is_high())),
            PinMode::AnalogIn => ("analog_in", state.voltage),
            PinMode::AnalogOut => ("analog_out", state.voltage_out),
            PinMode::Pwm => {
                let (width, period) = state.pulse;
                let share = f64::from(width) / f64::from(period.max(1));
                ("pwm", (share.min(1.0) * 65_535.0).round() as u16)
            }
            PinMode::Function => ("function", 0),
        };
        let name = pin_name(pins, pin, is_microbit);
        if !name.is_empty() && name != "LOGO" && name != "SPEAKER" {
            news.push(PinNews { name, mode, level });
        }
    }
    news
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_felt() {
        let mut board = Simulated::new(Kind::Microbit, 1, Vec::new());
        board.set("temperature", Given::Number(33.0));
        board.set("pin0", Given::Number(1023.0));
        board.set("no such part", Given::Switch(true));
        let parts = board.board();
        assert_eq!(parts.temperature(), Ok(33_000));
        let pins = parts.pins().unwrap();
        let pin = pins.find("P0").unwrap();
        assert_eq!(pins.read_analog(pin), Ok(65_535));
    }

    #[test]
    fn news_tell_what_changed_only() {
        let mut board = Simulated::new(Kind::Microbit, 1, Vec::new());
        let first = board.take_news().unwrap();
        assert_eq!(first.matrix, Some([0; 25]));
        assert!(board.take_news().is_none());
        board.board().matrix().unwrap().set(1, 0, 9);
        let news = board.take_news().unwrap();
        assert_eq!(news.matrix.unwrap()[1], 9);
        assert!(news.pins.is_empty() && news.log.is_none());
        board.board().log().unwrap().append(b"a,b\n").unwrap();
        assert_eq!(
            board.take_news().unwrap().log,
            Some((false, b"a,b\n".to_vec()))
        );
        board.board().log().unwrap().erase(true).unwrap();
        board.board().log().unwrap().append(b"c\n").unwrap();
        assert_eq!(
            board.take_news().unwrap().log,
            Some((true, b"c\n".to_vec()))
        );
    }

    #[test]
    fn a_pyboard_has_lights_and_servos() {
        let mut board = Simulated::new(Kind::Pyboard, 1, Vec::new());
        assert_eq!(board.take_news().unwrap().leds, Some([0; 4]));
        board.board().leds().unwrap().set(3, 77).unwrap();
        assert_eq!(board.take_news().unwrap().leds, Some([0, 0, 0, 77]));
    }
}
