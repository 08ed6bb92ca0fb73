//! What editor and terminal ask the page: objects of functions, as `web/js` calls them.

use super::{App, Knowledge, Msg};
use crate::{
    editor::{check, complete, place},
    js::{self, function, object, set},
};
use js_sys::Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use yew::html::Scope;

/// A function of the object `$ask` that sends a message to the page.
macro_rules! tell {
    ($ask:ident, $name:literal, $link:ident, fn($($given:ident: $kind:ty),*) => $message:expr) => {{
        let to = $link.clone();
        let tell = move |$($given: $kind),*| to.send_message($message);
        set(&$ask, $name, &function::<dyn Fn($($kind),*), _>(tell));
    }};
}

/// A function of the object `$ask` that answers from what the page knows.
macro_rules! answer {
    ($ask:ident, $name:literal, $known:ident, fn($($given:ident: $kind:ty),*) -> $result:ty $answer:block) => {{
        let $known = $known.clone();
        let answer = move |$($given: $kind),*| -> $result { $answer };
        set(&$ask, $name, &function::<dyn Fn($($kind),*) -> $result, _>(answer));
    }};
}

pub fn terminal(link: &Scope<App>) -> JsValue {
    let ask = object(&[]);
    tell!(ask, "typed", link, fn(text: String) => Msg::Typed(text));
    tell!(ask, "resized", link, fn(columns: u32, rows: u32) => {
        Msg::Resized { columns, rows }
    });
    tell!(ask, "jump", link, fn(path: String, line: u32) => Msg::Jump {
        path,
        line
    });
    tell!(ask, "copied", link, fn() => Msg::Copied);
    ask
}

/// The terminal of the board at the cable.
pub fn device(link: &Scope<App>) -> JsValue {
    let ask = object(&[]);
    tell!(ask, "typed", link, fn(text: String) => Msg::DeviceTyped(text));
    set(&ask, "resized", &function::<dyn Fn(u32, u32), _>(|_, _| ()));
    tell!(ask, "jump", link, fn(path: String, line: u32) => Msg::Jump {
        path,
        line
    });
    tell!(ask, "copied", link, fn() => Msg::Copied);
    ask
}

pub fn editor(link: &Scope<App>, known: &Rc<RefCell<Knowledge>>) -> JsValue {
    let ask = object(&[]);
    tell!(ask, "changed", link, fn(path: String, text: String) => {
        Msg::Changed { path, text }
    });
    tell!(ask, "cursor", link, fn(line: u32, column: u32) => Msg::Cursor {
        line,
        column
    });
    tell!(ask, "jump", link, fn(path: String, line: u32) => Msg::Jump {
        path,
        line
    });
    answer!(ask, "check", known, fn(path: String, text: String) -> JsValue {
        findings(&known, &path, &text)
    });
    answer!(ask, "complete", known, fn(source: String, _line: u32, before: String) -> JsValue {
        choices(&known, &source, &before)
    });
    answer!(ask, "signature", known, fn(before: String) -> JsValue {
        with_context(&known, &before, |context| context.signature(&before))
    });
    answer!(ask, "describe", known, fn(name: String, source: String) -> JsValue {
        with_context(&known, &source, |context| context.describe(&name))
    });
    set(
        &ask,
        "place",
        &function::<dyn Fn(String, u32, String) -> JsValue, _>(
            |source: String, line: u32, code: String| insertion(&source, line, &code),
        ),
    );
    answer!(ask, "word", known, fn(name: String) -> String {
        word(&known, &name).to_owned()
    });
    answer!(ask, "phrases", known, fn() -> JsValue { phrases(&known) });
    ask
}

fn findings(knowledge: &RefCell<Knowledge>, path: &str, text: &str) -> JsValue {
    let found = Array::new();
    if path.ends_with(".py") {
        if let Some(finding) = check::check(knowledge.borrow().language, text) {
            found.push(&object(&[
                ("kind", "typing".into()),
                ("line", finding.line.into()),
                ("column", finding.column.into()),
                ("to", finding.end.into()),
                ("plain", finding.plain.what.into()),
                ("hint", finding.plain.hint.into()),
                ("python", finding.python.into()),
            ]));
        }
    }
    found.into()
}

fn choices(knowledge: &RefCell<Knowledge>, source: &str, before: &str) -> JsValue {
    let knowledge = knowledge.borrow();
    let context = complete::Context {
        api: &knowledge.api,
        project: &knowledge.project,
        source,
    };
    let (choices, typed) = context.complete(before);
    let option = |choice: complete::Choice| {
        object(&[
            ("label", choice.label.into()),
            ("detail", choice.detail.into()),
            ("doc", choice.doc.into()),
            ("kind", choice.kind.into()),
            ("call", choice.call.into()),
            ("boost", choice.boost.into()),
        ])
    };
    let options: Array = choices.into_iter().map(option).collect();
    object(&[
        ("options", options.into()),
        ("typed", (typed as u32).into()),
    ])
}

fn with_context(
    knowledge: &RefCell<Knowledge>,
    source: &str,
    find: impl Fn(&complete::Context) -> Option<crate::editor::api::Entry>,
) -> JsValue {
    let knowledge = knowledge.borrow();
    let context = complete::Context {
        api: &knowledge.api,
        project: &knowledge.project,
        source,
    };
    match find(&context) {
        Some(entry) => object(&[("text", entry.signature.into()), ("doc", entry.doc.into())]),
        None => JsValue::NULL,
    }
}

fn insertion(source: &str, line: u32, code: &str) -> JsValue {
    let (changes, cursor) = place::place(source, line as usize, code);
    let change = |change: place::Insertion| {
        object(&[
            ("from", (change.at as u32).into()),
            ("insert", change.text.into()),
        ])
    };
    let changes: Array = changes.into_iter().map(change).collect();
    object(&[
        ("changes", changes.into()),
        ("cursor", (cursor as u32).into()),
    ])
}

fn word(knowledge: &RefCell<Knowledge>, name: &str) -> &'static str {
    let texts = knowledge.borrow().texts;
    match name {
        "empty-file" => texts.empty_file,
        _ => texts.close,
    }
}

/// The editor's own words in German; its English ones are its own.
const GERMAN: [(&str, &str); 15] = [
    ("Find", "Suchen"),
    ("Replace", "Ersetzen"),
    ("next", "weiter"),
    ("previous", "zurück"),
    ("all", "alle"),
    ("match case", "Groß/klein"),
    ("by word", "ganze Wörter"),
    ("regexp", "Muster"),
    ("replace", "ersetzen"),
    ("replace all", "alle ersetzen"),
    ("close", "schließen"),
    ("Go to line", "Gehe zu Zeile"),
    ("go", "los"),
    ("Completions", "Vorschläge"),
    ("Unfold line", "Zeile aufklappen"),
];

fn phrases(knowledge: &RefCell<Knowledge>) -> JsValue {
    let made = object(&[]);
    if knowledge.borrow().language == crate::texts::Language::German {
        for (english, german) in GERMAN {
            js::set(&made, english, &german.into());
        }
    }
    made
}
