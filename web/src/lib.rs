//! The page: editor, terminal, simulated boards, projects. Runs in the browser; Python runs beside it in a worker.
#![forbid(unsafe_code)]

pub mod app;
pub mod board;
pub mod device;
pub mod editor;
pub mod icon;
pub mod js;
pub mod learn;
pub mod number;
pub mod plotter;
pub mod project;
pub mod rail;
pub mod settings;
pub mod splitter;
pub mod texts;
pub mod top_bar;

/// Draws the page.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<app::App>::new().render();
}
