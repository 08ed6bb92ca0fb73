//! What the editor knows about programs; the editor itself is JavaScript (`web/js/editor.js`).

pub mod api;
pub mod check;
pub mod code;
pub mod complete;
pub mod place;
