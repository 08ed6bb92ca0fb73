//! Results as JavaScript sees them.

use crate::object::object;
use js_sys::{Array, Uint8Array};
use pyrite_flash::repl::Found;
use wasm_bindgen::JsValue;

pub(crate) enum Answer {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Answer>),
    Object(Vec<(&'static str, Answer)>),
}

impl From<Found> for Answer {
    fn from(found: Found) -> Answer {
        match found {
            Found::Done => Answer::Null,
            Found::Content(bytes) => Answer::Bytes(bytes),
            Found::Entries(entries) => Answer::List(
                entries
                    .into_iter()
                    .map(|entry| {
                        Answer::Object(vec![
                            ("name", Answer::Text(entry.name)),
                            ("size", Answer::Number(entry.size as f64)),
                            ("isFolder", Answer::Flag(entry.is_folder)),
                        ])
                    })
                    .collect(),
            ),
        }
    }
}

impl From<Answer> for JsValue {
    fn from(answer: Answer) -> JsValue {
        match answer {
            Answer::Null => JsValue::NULL,
            Answer::Flag(flag) => flag.into(),
            Answer::Number(number) => number.into(),
            Answer::Text(text) => text.into(),
            Answer::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
            Answer::List(items) => {
                let list = Array::new();
                for item in items {
                    list.push(&item.into());
                }
                list.into()
            }
            Answer::Object(fields) => object(
                fields
                    .into_iter()
                    .map(|(name, value)| (name, JsValue::from(value))),
            ),
        }
    }
}
