//! The interpreter as the worker's script sees it: one class, and what it calls of the script.

use crate::driver::{Interpreter as Driver, Wake};
use crate::page::{Doing, Page};
use js_sys::{Array, Object, Reflect, Uint8Array};
use pyrite_session::Report;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
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
