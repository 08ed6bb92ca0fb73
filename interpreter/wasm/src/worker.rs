//! The interpreter as the worker's script sees it: one class, and what it calls of the script.

use crate::board::{Given, Kind, News};
use crate::driver::{Interpreter as Driver, Wake};
use crate::page::{Doing, Page};
use js_sys::{Array, Object, Reflect, Uint8Array};
use pyrite_core::board::RadioSettings;
use pyrite_hardware::simulated::Ended;
use pyrite_hardware::simulated::sound::Heard;
use pyrite_session::Report;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Loads the second part of this module, see xtask/src/web/split.rs.
    #[wasm_bindgen(js_namespace = globalThis, js_name = loadRest)]
    fn fetch_rest();

    /// What the script offers, see web/js/worker.js.
    pub type Script;

    #[wasm_bindgen(method)]
    fn millis(this: &Script) -> f64;
    #[wasm_bindgen(method)]
    fn date(this: &Script) -> f64;
    #[wasm_bindgen(method)]
    fn zone(this: &Script, moment: f64) -> i32;
    #[wasm_bindgen(method)]
    fn random(this: &Script) -> f64;
    #[wasm_bindgen(method)]
    fn interrupted(this: &Script) -> bool;
    #[wasm_bindgen(method)]
    fn typed(this: &Script) -> Option<Vec<u8>>;
    #[wasm_bindgen(method)]
    fn block(this: &Script, millis: f64) -> bool;
    #[wasm_bindgen(method)]
    fn output(this: &Script, bytes: &[u8]);
    #[wasm_bindgen(method, js_name = keepsUp)]
    fn keeps_up(this: &Script) -> bool;
    #[wasm_bindgen(method)]
    fn doing(this: &Script, state: &str, seconds: f64);
    #[wasm_bindgen(method)]
    fn error(this: &Script, kind: &str, message: &str, frames: Array);
    #[wasm_bindgen(method, js_name = fileChanged)]
    fn file_changed(this: &Script, path: &str, content: &[u8]);
    #[wasm_bindgen(method, js_name = fileRemoved)]
    fn file_removed(this: &Script, path: &str);
    #[wasm_bindgen(method)]
    fn board(this: &Script, news: Object);
}

impl Page for Script {
    fn millis(&self) -> f64 {
        self.millis()
    }

    fn date(&self) -> f64 {
        self.date()
    }

    fn zone(&self, moment: f64) -> i32 {
        self.zone(moment)
    }

    fn random(&self) -> f64 {
        self.random()
    }

    fn interrupted(&self) -> bool {
        self.interrupted()
    }

    fn typed(&self) -> Vec<u8> {
        self.typed().unwrap_or_default()
    }

    fn block(&self, millis: f64) -> bool {
        self.block(millis)
    }

    fn output(&self, bytes: &[u8]) {
        self.output(bytes);
    }

    fn keeps_up(&self) -> bool {
        self.keeps_up()
    }

    fn doing(&self, doing: Doing, seconds: f64) {
        self.doing(doing.name(), seconds);
    }

    fn error(&self, report: &Report) {
        let frames = Array::new();
        for frame in &report.frames {
            let column = if frame.column > 0 {
                frame.column.into()
            } else {
                JsValue::UNDEFINED
            };
            frames.push(&object(&[
                ("file", frame.file.as_str().into()),
                ("line", frame.line.into()),
                ("column", column),
                ("function", frame.function.as_str().into()),
            ]));
        }
        self.error(&report.kind, &report.message, frames);
    }

    fn file_changed(&self, path: &str, content: &[u8]) {
        self.file_changed(path, content);
    }

    fn file_removed(&self, path: &str) {
        self.file_removed(path);
    }

    fn board(&self, news: &News) {
        self.board(board_news(news));
    }
}

/// What changed on the board, as the page reads it.
fn board_news(news: &News) -> Object {
    let told = Object::new();
    let put = |name: &str, value: JsValue| {
        // A fresh object takes every property.
        let _ = Reflect::set(&told, &name.into(), &value);
    };
    if let Some(matrix) = &news.matrix {
        put("matrix", Uint8Array::from(&matrix[..]).into());
    }
    if let Some(leds) = &news.leds {
        put("leds", Uint8Array::from(&leds[..]).into());
    }
    let list = |name: &str, items: Array| {
        if items.length() > 0 {
            put(name, items.into());
        }
    };
    let pins = news.pins.iter().map(|pin| {
        object(&[
            ("name", pin.name.as_str().into()),
            ("mode", pin.mode.into()),
            ("level", pin.level.into()),
        ])
    });
    list("pins", pins.collect());
    let strips = news.strips.iter().map(|(pin, colours)| {
        let colours = Uint8Array::from(&colours[..]);
        object(&[("pin", pin.as_str().into()), ("colours", colours.into())])
    });
    list("neopixels", strips.collect());
    let servos = news.servos.iter().map(|(number, angle)| {
        object(&[
            ("name", number.to_string().into()),
            ("angle", (*angle).into()),
        ])
    });
    list("servos", servos.collect());
    list("sound", news.sound.iter().map(sounding).collect());
    if news.radio.is_some() || !news.sent.is_empty() {
        let radio = Object::new();
        let put = |name: &str, value: JsValue| {
            let _ = Reflect::set(&radio, &name.into(), &value);
        };
        if let Some(settings) = &news.radio {
            put("on", settings.is_some().into());
            if let Some(settings) = settings {
                put("channel", settings.channel.into());
                put("group", settings.group.into());
            }
        }
        let sent = news.sent.iter().map(|sent| {
            let settings = sent.settings;
            object(&[
                ("bytes", Uint8Array::from(&sent.bytes[..]).into()),
                ("channel", settings.channel.into()),
                ("group", settings.group.into()),
                ("address", settings.address.into()),
                ("rate", settings.rate.into()),
            ])
        });
        put("sent", sent.collect::<Array>().into());
        put_object(&told, "radio", radio);
    }
    if let Some((clear, text)) = &news.log {
        let text = String::from_utf8_lossy(text);
        let log = object(&[("clear", (*clear).into()), ("text", (*text).into())]);
        put_object(&told, "log", log);
    }
    if let Some(pixels) = &news.screen {
        let screen = object(&[
            ("width", 128.into()),
            ("height", 64.into()),
            ("pixels", Uint8Array::from(&pixels[..]).into()),
        ]);
        put_object(&told, "screen", screen);
    }
    if news.uses_i2c {
        put_object(&told, "i2c", object(&[("used", true.into())]));
    }
    if news.uses_wire {
        put_object(&told, "wire", object(&[("used", true.into())]));
    }
    if let Some(ended) = news.ended {
        let how = match ended {
            Ended::Reset => "reset".to_owned(),
            Ended::Off => "off".to_owned(),
            Ended::Panic(number) => format!("panic {number}"),
        };
        put_object(&told, "power", object(&[("ended", how.into())]));
    }
    told
}

fn put_object(object: &Object, name: &str, value: Object) {
    // A fresh object takes every property.
    let _ = Reflect::set(object, &name.into(), &value);
}

/// A change of what sounds; `time` in seconds of the board's clock.
fn sounding(heard: &Heard) -> Object {
    let seconds = |micros: u64| JsValue::from(micros as f64 / 1e6);
    match heard {
        Heard::Tone {
            time,
            frequency,
            loudness,
            ..
        } => object(&[
            ("time", seconds(*time)),
            ("frequency", (*frequency).into()),
            ("volume", (*loudness).into()),
        ]),
        Heard::Samples {
            time,
            rate,
            loudness,
            samples,
        } => object(&[
            ("time", seconds(*time)),
            ("rate", (*rate).into()),
            ("volume", (*loudness).into()),
            ("samples", Uint8Array::from(&samples[..]).into()),
        ]),
        Heard::Stop { time } => object(&[("time", seconds(*time)), ("stop", true.into())]),
    }
}

/// What a person gives a part; None: nothing that a part could feel.
fn given(value: &JsValue) -> Option<Given> {
    if let Some(switch) = value.as_bool() {
        return Some(Given::Switch(switch));
    }
    if let Some(number) = value.as_f64() {
        return Some(Given::Number(number));
    }
    if let Some(word) = value.as_string() {
        return Some(Given::Word(word));
    }
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return Some(Given::Packet(bytes.to_vec(), None));
    }
    if let Some(axes) = value.dyn_ref::<Array>() {
        let axis = |i| axes.get(i).as_f64().unwrap_or(0.0);
        return Some(Given::Vector([axis(0), axis(1), axis(2)]));
    }
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let number = |name: &str| field(name).and_then(|v| v.as_f64()).unwrap_or(0.0);
    let bytes = field("bytes")?.dyn_into::<Uint8Array>().ok()?;
    let settings = RadioSettings {
        channel: number("channel") as u8,
        group: number("group") as u8,
        address: number("address") as u32,
        rate: number("rate") as u16,
        power: 7,
        length: 251,
        queue: 0,
    };
    Some(Given::Packet(bytes.to_vec(), Some(settings)))
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

#[wasm_bindgen]
pub struct Interpreter(Driver);

#[wasm_bindgen]
impl Interpreter {
    #[wasm_bindgen(constructor)]
    pub fn new(script: Script, columns: u16, rows: u16) -> Interpreter {
        Interpreter(Driver::new(Box::new(script), columns, rows))
    }

    /// Puts a file of the project in its place. False: there is no room, or the name is impossible.
    #[wasm_bindgen(js_name = putFile)]
    pub fn put_file(&mut self, path: &str, content: &[u8]) -> bool {
        self.0.put_file(path, content).is_ok()
    }

    #[wasm_bindgen(js_name = removeFile)]
    pub fn remove_file(&mut self, path: &str) {
        self.0.remove_file(path);
    }

    /// The machines to come are for this board: `microbit` or `pyboard`.
    #[wasm_bindgen(js_name = setBoard)]
    pub fn set_board(&mut self, name: &str) {
        self.0.set_board(Kind::find(name));
    }

    pub fn set(&mut self, part: String, value: JsValue) {
        if let Some(given) = given(&value) {
            self.0.set(part, given);
        }
    }

    /// The documented names, one a line. The machine is another one afterwards: to be asked before `start`.
    pub fn api(&mut self) -> String {
        self.0.api()
    }

    #[wasm_bindgen(js_name = setHeap)]
    pub fn set_heap(&mut self, bytes: u32) {
        self.0.set_heap(bytes as usize);
    }

    pub fn start(&mut self) {
        self.0.start();
    }

    pub fn run(&mut self, main: Option<String>) {
        self.0.run(main.as_deref());
    }

    pub fn stop(&mut self) {
        self.0.stop();
    }

    pub fn keys(&mut self, keys: Uint8Array) {
        self.0.keys(&keys.to_vec());
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.0.resize(columns, rows);
    }

    #[wasm_bindgen(js_name = isBusy)]
    pub fn is_busy(&self) -> bool {
        self.0.is_busy()
    }

    /// Works for a turn. Milliseconds until the next; 0: as soon as messages were looked at, infinite: when one came.
    pub fn work(&mut self) -> f64 {
        match self.0.work() {
            Wake::Now => 0.0,
            Wake::After(millis) => millis,
            Wake::Never => f64::INFINITY,
        }
    }
}

/// The version of the interpreter.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Called by what stands in place of functions in the second part of this module, while that is not there.
#[wasm_bindgen]
pub fn load_rest() {
    fetch_rest();
}
