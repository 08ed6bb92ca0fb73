//! What a simulated board shows (messages of the interpreter, read leniently), and what a person set on it.

use super::motion::{self, Tilt};
use crate::js;
use std::{collections::BTreeMap, rc::Rc};
use wasm_bindgen::JsValue;

/// A pin, as the program uses it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct PinShown {
    /// `input`, `output`, `analog_in`, `analog_out`, `pwm`, or another word; empty for unused.
    pub mode: String,
    /// 0 to 65535.
    pub level: f64,
}

impl PinShown {
    pub fn drives(&self) -> bool {
        matches!(
            self.mode.as_str(),
            "output" | "open_drain" | "analog_out" | "pwm"
        )
    }

    /// The level as people read it: 0 or 1, or a share of the supply.
    pub fn value(&self) -> String {
        match self.mode.as_str() {
            "output" | "input" | "open_drain" => {
                String::from(if self.level > 0.0 { "1" } else { "0" })
            }
            _ => format!("{:.0}", self.level / 64.06),
        }
    }
}

/// A screen that is attached to a board.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Screen {
    pub width: usize,
    /// 0 or 1, row by row.
    pub pixels: Rc<[u8]>,
}

impl Screen {
    /// Height in pixels.
    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// What is lit, as the outline of a drawing: a stroke for each run of pixels in a row.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (y, row) in self.pixels.chunks(self.width.max(1)).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, other| one == other) {
                if run[0] != 0 {
                    path.push_str(&format!("M{x} {y}.5h{}", run.len()));
                }
                x += run.len();
            }
        }
        path
    }
}

/// What a board shows.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Shown {
    /// Brightness 0 to 9, row by row.
    pub matrix: [u8; 25],
    /// Brightness 0 to 255.
    pub leds: [u8; 4],
    pub pins: BTreeMap<String, PinShown>,
    /// Colours of the strip on each pin.
    pub neopixels: BTreeMap<String, Vec<[u8; 3]>>,
    /// Degrees of each servo.
    pub servos: BTreeMap<String, f64>,
    pub sounding: bool,
    pub radio: Vec<String>,
    pub radio_on: bool,
    /// The screen on the I2C bus, once the program has switched it on.
    pub screen: Option<Screen>,
    /// The program has spoken to the I2C bus.
    pub uses_i2c: bool,
    /// The program has asked a sensor on one wire.
    pub uses_wire: bool,
    /// Comma-separated lines.
    pub log: String,
}

/// Lines of the radio that are kept.
const HEARD: usize = 40;

impl Shown {
    /// Takes what changed.
    pub fn take(&mut self, message: &JsValue) {
        let matrix = js::numbers(&js::get(message, "matrix"));
        for (led, brightness) in self.matrix.iter_mut().zip(matrix) {
            *led = brightness as u8;
        }
        for (led, brightness) in self
            .leds
            .iter_mut()
            .zip(js::numbers(&js::get(message, "leds")))
        {
            *led = brightness as u8;
        }
        for pin in js::items(&js::get(message, "pins")) {
            let shown = PinShown {
                mode: js::text(&pin, "mode"),
                level: js::number(&pin, "level").unwrap_or_default(),
            };
            self.pins.insert(js::text(&pin, "name"), shown);
        }
        for strip in js::items(&js::get(message, "neopixels")) {
            let colours = js::bytes(&js::get(&strip, "colours"));
            let pixels = colours
                .chunks_exact(3)
                .map(|c| [c[0], c[1], c[2]])
                .collect();
            self.neopixels.insert(js::text(&strip, "pin"), pixels);
        }
        for servo in js::items(&js::get(message, "servos")) {
            let angle = js::number(&servo, "angle").unwrap_or_default();
            self.servos.insert(js::text(&servo, "name"), angle);
        }
        let radio = js::get(message, "radio");
        if let Some(on) = js::get(&radio, "on").as_bool() {
            self.radio_on = on;
        }
        let log = js::get(message, "log");
        if js::get(&log, "clear").is_truthy() {
            self.log.clear();
        }
        self.log.push_str(&js::text(&log, "text"));
        let screen = js::get(message, "screen");
        if let Some(width) = js::number(&screen, "width") {
            self.screen = Some(Screen {
                width: width as usize,
                pixels: js::bytes(&js::get(&screen, "pixels")).into(),
            });
        }
        if let Some(used) = js::get(&js::get(message, "i2c"), "used").as_bool() {
            self.uses_i2c = used;
        }
        if let Some(used) = js::get(&js::get(message, "wire"), "used").as_bool() {
            self.uses_wire = used;
        }
        for packet in js::items(&js::get(&radio, "sent")) {
            let bytes = js::get(&packet, "bytes");
            let bytes = if bytes.is_undefined() { packet } else { bytes };
            self.radio.push(readable(&js::bytes(&bytes)));
            if self.radio.len() > HEARD {
                self.radio.remove(0);
            }
        }
    }

    /// The picture on the display as words for a screen reader: rows of digits.
    pub fn picture(&self) -> String {
        let row = |row: &[u8]| {
            row.iter()
                .map(|led| char::from(b'0' + led.min(&9)))
                .collect::<String>()
        };
        self.matrix.chunks(5).map(row).collect::<Vec<_>>().join(" ")
    }
}

/// A packet as text: `radio.send` puts three bytes before it (1, 0, 1).
pub fn readable(packet: &[u8]) -> String {
    let body = packet.strip_prefix(&[1, 0, 1]).unwrap_or(packet);
    match std::str::from_utf8(body) {
        Ok(text) if !text.chars().any(char::is_control) => text.to_owned(),
        _ => body.iter().map(|byte| format!("{byte:02x} ")).collect(),
    }
}

/// A packet of a text, as `radio.send` makes it.
pub fn packet(text: &str) -> Vec<u8> {
    [&[1, 0, 1], text.as_bytes()].concat()
}

/// What a person set on a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub tilt: Tilt,
    pub light: f64,
    pub temperature: f64,
    pub sound: f64,
    pub heading: f64,
    /// What the sensors beside the board feel, on the I2C bus or on one wire: degrees Celsius, per cent, hectopascal.
    pub probe: [f64; 3],
    /// Levels given to pins, 0 to 1023.
    pub pins: BTreeMap<String, f64>,
    /// What is pressed or touched now.
    pub pressed: Vec<String>,
}

impl Default for Given {
    fn default() -> Self {
        Given {
            tilt: Tilt::default(),
            light: 128.0,
            temperature: 21.0,
            sound: 0.0,
            heading: 0.0,
            probe: [21.5, 45.0, 1013.0],
            pins: BTreeMap::new(),
            pressed: Vec::new(),
        }
    }
}

/// Parts of messages for what the sensors beside the board feel.
const PROBES: [&str; 3] = ["probe_temperature", "probe_humidity", "probe_pressure"];

/// Something a person does to a board.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    Tilt(Tilt),
    Light(f64),
    Temperature(f64),
    Sound(f64),
    Heading(f64),
    /// Which of `PROBES`, and what it feels.
    Probe(usize, f64),
    Pin(String, f64),
    /// A button, the logo or a pin.
    Press(String, bool),
    Gesture(&'static str),
    Radio(String),
}

impl Given {
    /// Takes what was done: the messages that tell the interpreter, as part and value.
    pub fn take(&mut self, set: Set) -> Vec<(String, JsValue)> {
        let vector = |axes: [f64; 3]| -> JsValue {
            axes.into_iter()
                .map(JsValue::from)
                .collect::<js_sys::Array>()
                .into()
        };
        let one = |part: &str, value: JsValue| vec![(part.to_owned(), value)];
        match set {
            Set::Tilt(tilt) => {
                self.tilt = tilt;
                one("accelerometer", vector(tilt.acceleration()))
            }
            Set::Light(light) => {
                self.light = light;
                one("light", light.into())
            }
            Set::Temperature(temperature) => {
                self.temperature = temperature;
                one("temperature", temperature.into())
            }
            Set::Sound(sound) => {
                self.sound = sound;
                one("sound", sound.into())
            }
            Set::Heading(heading) => {
                self.heading = heading;
                one("compass", vector(motion::field(heading)))
            }
            Set::Probe(index, value) => {
                let (Some(part), Some(place)) = (PROBES.get(index), self.probe.get_mut(index))
                else {
                    return Vec::new();
                };
                *place = value;
                one(part, value.into())
            }
            Set::Pin(name, level) => {
                self.pins.insert(name.clone(), level);
                one(&name, level.into())
            }
            Set::Press(part, down) => {
                if self.is_pressed(&part) == down {
                    return Vec::new();
                }
                self.pressed.retain(|other| *other != part);
                if down {
                    self.pressed.push(part.clone());
                }
                one(&part, down.into())
            }
            Set::Gesture(name) => one("gesture", name.into()),
            Set::Radio(text) => {
                let bytes = js_sys::Uint8Array::from(&packet(&text)[..]);
                one("radio", bytes.into())
            }
        }
    }

    pub fn is_pressed(&self, part: &str) -> bool {
        self.pressed.iter().any(|other| other == part)
    }

    /// Everything as messages, for a board that was just started.
    pub fn all(&self) -> Vec<(String, JsValue)> {
        let mut copy = self.clone();
        let mut sets = vec![
            Set::Tilt(self.tilt),
            Set::Light(self.light),
            Set::Temperature(self.temperature),
            Set::Sound(self.sound),
            Set::Heading(self.heading),
        ];
        sets.extend(
            (0..)
                .zip(self.probe)
                .map(|(index, value)| Set::Probe(index, value)),
        );
        sets.extend(
            self.pins
                .iter()
                .map(|(name, level)| Set::Pin(name.clone(), *level)),
        );
        sets.into_iter().flat_map(|set| copy.take(set)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_are_read_back() {
        assert_eq!(readable(&packet("hi ü")), "hi ü");
        assert_eq!(readable(&[0xFF, 1]), "ff 01 ");
    }

    #[test]
    fn screens_are_drawn_in_strokes() {
        let screen = Screen {
            width: 4,
            pixels: [0, 1, 1, 0, 1, 0, 0, 1].into(),
        };
        assert_eq!(screen.height(), 2);
        assert_eq!(screen.path(), "M1 0.5h2M0 1.5h1M3 1.5h1");
    }

    #[test]
    fn pictures_in_words() {
        let mut shown = Shown::default();
        shown.matrix[6] = 9;
        assert_eq!(shown.picture(), "00000 09000 00000 00000 00000");
    }
}
