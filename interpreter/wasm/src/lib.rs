//! The worker's side of the browser.

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the interpreter.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
