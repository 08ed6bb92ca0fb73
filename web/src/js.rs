//! The JavaScript the page leans on (`web/js`), as Rust sees it, and small helpers for its values.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{
    closure::{IntoWasmClosure, WasmClosure},
    prelude::*,
};
use web_sys::HtmlElement;

#[wasm_bindgen(raw_module = "page/editor.js")]
extern "C" {
    #[derive(Clone)]
    pub type Editor;
    #[wasm_bindgen(js_name = makeEditor)]
    pub fn make_editor(parent: &HtmlElement, ask: &JsValue) -> Editor;
    #[wasm_bindgen(method)]
    pub fn open(this: &Editor, path: &str, text: &str, python: bool, label: &str);
    #[wasm_bindgen(method)]
    pub fn update(this: &Editor, path: &str, text: &str);
    #[wasm_bindgen(method)]
    pub fn rename(this: &Editor, from: &str, to: &str);
    #[wasm_bindgen(method)]
    pub fn forget(this: &Editor, path: &str);
    #[wasm_bindgen(method, js_name = forgetAll)]
    pub fn forget_all(this: &Editor);
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Editor, line: u32, column: u32);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Editor);
    #[wasm_bindgen(method)]
    pub fn command(this: &Editor, name: &str);
    #[wasm_bindgen(method, js_name = setSize)]
    pub fn set_size(this: &Editor, pixels: u32);
    #[wasm_bindgen(method, js_name = setWrap)]
    pub fn set_wrap(this: &Editor, on: bool);
    #[wasm_bindgen(method, js_name = showError)]
    pub fn show_error(this: &Editor, path: &str, mark: &JsValue);
    #[wasm_bindgen(method, js_name = clearError)]
    pub fn clear_error(this: &Editor);
    #[wasm_bindgen(method)]
    pub fn insert(this: &Editor, code: &str);
    #[wasm_bindgen(method)]
    pub fn settle(this: &Editor);
}

#[wasm_bindgen(raw_module = "page/terminal.js")]
extern "C" {
    #[derive(Clone)]
    pub type Terminal;
    #[wasm_bindgen(js_name = makeTerminal)]
    pub fn make_terminal(parent: &HtmlElement, ask: &JsValue, label: &str, name: &str) -> Terminal;
    #[wasm_bindgen(method)]
    pub fn write(this: &Terminal, data: &JsValue, shown: Option<&Function>);
    #[wasm_bindgen(method)]
    pub fn clear(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn reset(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn copy(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn paste(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn recolour(this: &Terminal);
    #[wasm_bindgen(method)]
    pub fn fit(this: &Terminal);
    #[wasm_bindgen(method, js_name = setSize)]
    pub fn set_size(this: &Terminal, pixels: u32);
    #[wasm_bindgen(method, js_name = setReader)]
    pub fn set_reader(this: &Terminal, on: bool);
}

#[wasm_bindgen(raw_module = "page/store.js")]
extern "C" {
    pub fn save(record: &JsValue, base: f64) -> Promise;
    pub fn load(id: &str) -> Promise;
    pub fn list() -> Promise;
    pub fn remove(id: &str) -> Promise;
    pub fn restore(record: &JsValue) -> Promise;
    pub fn listen(heard: &Function);
    pub fn persist();
}

#[wasm_bindgen(raw_module = "page/files.js")]
extern "C" {
    pub fn dropped(transfer: &JsValue) -> Promise;
    pub fn choose(folder: bool) -> Promise;
    pub fn download(name: &str, bytes: &[u8], kind: &str);
    #[wasm_bindgen(js_name = dragOut)]
    pub fn drag_out(transfer: &JsValue, name: &str, bytes: &[u8]);
    #[wasm_bindgen(js_name = copyText)]
    pub fn copy_text(text: &str) -> Promise;
}

#[wasm_bindgen(raw_module = "page/sound.js")]
extern "C" {
    /// A change of what sounds, as the interpreter tells it.
    pub fn hear(change: &JsValue);
    pub fn silence();
    pub fn mute(on: bool);
}

#[wasm_bindgen(raw_module = "page/icons.js")]
extern "C" {
    #[wasm_bindgen(js_name = install)]
    pub fn install_icons();
}

#[wasm_bindgen(raw_module = "page/device.js")]
extern "C" {
    #[derive(Clone)]
    pub type Worker;
    #[wasm_bindgen(js_name = startWorker)]
    pub fn start_worker(heard: &Function) -> Worker;
    #[wasm_bindgen(method, js_name = postMessage)]
    pub fn post(this: &Worker, message: &JsValue);
    #[wasm_bindgen(method)]
    pub fn terminate(this: &Worker);
    /// Memory shared with the worker; null where the page is not isolated.
    #[wasm_bindgen(js_name = sharedMemory)]
    pub fn shared_memory() -> JsValue;
    #[wasm_bindgen(js_name = pressStop)]
    pub fn press_stop(worker: &Worker, shared: &JsValue);
    #[wasm_bindgen(js_name = typeKeys)]
    pub fn type_keys(worker: &Worker, shared: &JsValue, bytes: &[u8]);
    /// The terminal has shown so many bytes more.
    pub fn shown(worker: &Worker, shared: &JsValue, bytes: u32);
    /// A message for the board at the cable; what comes back is heard.
    #[wasm_bindgen(js_name = tellCable)]
    pub fn tell_cable(heard: &Function, message: &JsValue);
    #[wasm_bindgen(js_name = watchBoards)]
    pub fn watch_boards(heard: &Function);
    #[wasm_bindgen(js_name = offersUsb)]
    pub fn offers_usb() -> bool;
    #[wasm_bindgen(js_name = offersSerial)]
    pub fn offers_serial() -> bool;
    pub fn offline(news: &Function);
    pub fn renew();
    #[wasm_bindgen(js_name = canInstall)]
    pub fn can_install() -> bool;
    #[wasm_bindgen(js_name = installApp)]
    pub fn install_app() -> Promise;
    #[wasm_bindgen(js_name = prefersDark)]
    pub fn prefers_dark() -> bool;
    #[wasm_bindgen(js_name = onSchemeChange)]
    pub fn on_scheme_change(changed: &Function);
}

/// An object of these fields.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let made = Object::new();
    for (name, value) in fields {
        set(&made, name, value);
    }
    made.into()
}

pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Plain objects take every field.
    let _ = Reflect::set(object, &name.into(), value);
}

pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

pub fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name).as_f64()
}

/// The items of an array or a typed array.
pub fn items(value: &JsValue) -> Vec<JsValue> {
    if value.is_null() || value.is_undefined() {
        return Vec::new();
    }
    Array::from(value).to_vec()
}

pub fn numbers(value: &JsValue) -> Vec<f64> {
    items(value).iter().filter_map(JsValue::as_f64).collect()
}

pub fn bytes(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => array.to_vec(),
        None => value.as_string().unwrap_or_default().into_bytes(),
    }
}

/// A function that lives as long as the page.
pub fn function<T, F>(body: F) -> Function
where
    T: ?Sized + WasmClosure,
    F: IntoWasmClosure<T> + 'static,
{
    Closure::<T>::new(body).into_js_value().unchecked_into()
}
