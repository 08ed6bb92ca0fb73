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

pub fn terminal(link: &Scope<App>) -> JsValue {
    let ask = object(&[]);
    let to = link.clone();
    set(
        &ask,
        "typed",
        &function::<dyn Fn(String), _>(move |text: String| to.send_message(Msg::Typed(text))),
    );
    let to = link.clone();
    set(
        &ask,
        "resized",
        &function::<dyn Fn(u32, u32), _>(move |columns: u32, rows: u32| {
            to.send_message(Msg::Resized { columns, rows })
        }),
    );
    let to = link.clone();
    set(
        &ask,
        "jump",
        &function::<dyn Fn(String, u32), _>(move |path: String, line: u32| {
            to.send_message(Msg::Jump { path, line })
        }),
    );
    let to = link.clone();
    set(
        &ask,
        "copied",
        &function::<dyn Fn(), _>(move || to.send_message(Msg::Copied)),
    );
    ask
}

pub fn editor(link: &Scope<App>, knowledge: &Rc<RefCell<Knowledge>>) -> JsValue {
    let ask = object(&[]);
    let to = link.clone();
    set(
        &ask,
        "changed",
        &function::<dyn Fn(String, String), _>(move |path: String, text: String| {
            to.send_message(Msg::Changed { path, text })
        }),
    );
    let to = link.clone();
    set(
        &ask,
        "cursor",
        &function::<dyn Fn(u32, u32), _>(move |line: u32, column: u32| {
            to.send_message(Msg::Cursor { line, column })
        }),
    );
    let to = link.clone();
    set(
        &ask,
        "jump",
        &function::<dyn Fn(String, u32), _>(move |path: String, line: u32| {
            to.send_message(Msg::Jump { path, line })
        }),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "check",
        &function::<dyn Fn(String, String) -> JsValue, _>(move |path: String, text: String| {
            findings(&known, &path, &text)
        }),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "complete",
        &function::<dyn Fn(String, u32, String) -> JsValue, _>(
            move |source: String, _: u32, before: String| choices(&known, &source, &before),
        ),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "signature",
        &function::<dyn Fn(String) -> JsValue, _>(move |before: String| {
            with_context(&known, &before, |context| context.signature(&before))
        }),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "describe",
        &function::<dyn Fn(String, String) -> JsValue, _>(move |name: String, source: String| {
            with_context(&known, &source, |context| context.describe(&name))
        }),
    );
    set(
        &ask,
        "place",
        &function::<dyn Fn(String, u32, String) -> JsValue, _>(
            |source: String, line: u32, code: String| insertion(&source, line, &code),
        ),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "word",
        &function::<dyn Fn(String) -> String, _>(move |name: String| {
            word(&known, &name).to_owned()
        }),
    );
    let known = knowledge.clone();
    set(
        &ask,
        "phrases",
        &function::<dyn Fn() -> JsValue, _>(move || phrases(&known)),
    );
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
