//! Files for boards, made and opened in the page. What is wrong with one is data: the page says it in the reader's language.

use crate::answer::Answer;
use crate::object::object;
use js_sys::{Array, Uint8Array};
use pyrite_image::{Board, Error, Memory, Project, build, firmware, foreign::Foreign, open};
use wasm_bindgen::prelude::*;

/// One file for boards that share it: `bases` is `[[board, firmware]…]`, `files` the project's `[[path, bytes]…]`. Throws
/// `{name, text, …}`.
#[wasm_bindgen]
pub fn assemble(bases: &Array, files: &Array) -> Result<Vec<u8>, JsValue> {
    made(bases, files).map_err(|error| fault(&error))
}

fn made(bases: &Array, files: &Array) -> Result<Vec<u8>, Error> {
    let mut memories: Vec<(&'static Board, Memory)> = Vec::new();
    for (name, bytes) in pairs(bases) {
        let (stamp, memory) = firmware(&bytes)?;
        let wanted = Board::named(&name).unwrap_or(stamp.board);
        if wanted != stamp.board {
            let found = stamp.board;
            return Err(Error::OtherBoard { found, wanted });
        }
        memories.push((stamp.board, memory));
    }
    let mut project = Project::default();
    for (path, bytes) in pairs(files) {
        project.insert(&path, bytes)?;
    }
    let parts = memories.iter().map(|(board, memory)| (*board, memory));
    build(&parts.collect::<Vec<_>>(), &project)
}

/// Opens a file that was made here, or a program of MicroPython: `{boards, version, files, foreign}`, `foreign` being its kind
/// or null. Throws `{name, text, …}`.
#[wasm_bindgen(js_name = openFile)]
pub fn open_file(bytes: &[u8]) -> Result<JsValue, JsValue> {
    match open(bytes) {
        Ok(opened) => {
            let boards = opened.parts.iter().map(|(stamp, _)| stamp.board.name);
            let version = opened
                .parts
                .first()
                .map(|(stamp, _)| stamp.version.as_str());
            let version = version.unwrap_or_default();
            Ok(content(boards, version, &opened.project, None))
        }
        Err(Error::Foreign(Foreign::MicroPython {
            board,
            version,
            files,
        })) if !files.is_empty() => {
            let boards = board.iter().map(|board| board.name);
            Ok(content(boards, &version, &files, Some("MicroPython")))
        }
        Err(error) => Err(fault(&error)),
    }
}

fn content<'b>(
    boards: impl Iterator<Item = &'b str>,
    version: &str,
    project: &Project,
    foreign: Option<&str>,
) -> JsValue {
    let files = Array::new();
    for (path, content) in project.files() {
        files.push(&Array::of2(&path.into(), &Uint8Array::from(content).into()));
    }
    object([
        (
            "boards",
            boards.map(JsValue::from).collect::<Array>().into(),
        ),
        ("version", version.into()),
        ("files", files.into()),
        ("foreign", foreign.map_or(JsValue::NULL, JsValue::from)),
    ])
}

fn pairs(list: &Array) -> impl Iterator<Item = (String, Vec<u8>)> {
    list.iter().map(|pair| {
        let pair = Array::from(&pair);
        let name = pair.get(0).as_string().unwrap_or_default();
        (name, Uint8Array::new(&pair.get(1)).to_vec())
    })
}

/// `{name, text}`, and what the words of a language need to say it.
fn fault(error: &Error) -> JsValue {
    let text = |text: &str| Answer::Text(text.to_owned());
    let (name, details): (_, Vec<(&str, Answer)>) = match error {
        Error::NoRoom { needed, room } => (
            "NoRoom",
            vec![
                ("needed", Answer::Number(*needed as f64)),
                ("room", Answer::Number(*room as f64)),
            ],
        ),
        Error::Name { name } => ("Name", vec![("file", text(name))]),
        Error::NameTwice { name } => ("NameTwice", vec![("file", text(name))]),
        Error::OtherBoard { found, .. } => ("OtherBoard", vec![("board", text(found.title))]),
        Error::Foreign(foreign) => foreign_fault(foreign),
        Error::HexCutOff { .. } | Error::DfuCutOff { .. } => ("CutOff", vec![]),
        Error::NoFirmware | Error::NoFiles | Error::UnknownFirmware { .. } => ("NoProject", vec![]),
        _ => ("BadFile", vec![]),
    };
    let fields = [
        ("name", text(name)),
        ("text", Answer::Text(error.to_string())),
    ];
    let fields = fields.into_iter().chain(details);
    object(fields.map(|(name, value)| (name, JsValue::from(value))))
}

fn foreign_fault(foreign: &Foreign) -> (&'static str, Vec<(&'static str, Answer)>) {
    match foreign {
        Foreign::MakeCode { name } => {
            let name = name.clone().unwrap_or_default();
            ("MakeCode", vec![("file", Answer::Text(name))])
        }
        Foreign::MicroPython { version, .. } => {
            ("MicroPython", vec![("file", Answer::Text(version.clone()))])
        }
        Foreign::Program { .. } => ("Program", vec![]),
        _ => ("NotForBoards", vec![]),
    }
}
