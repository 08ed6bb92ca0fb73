//! Projects as records of the browser's database (`web/js/store.js`).

use super::model::{BoardKind, Bytes, Project};
use crate::js;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A line of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub id: String,
    pub name: String,
    pub board: BoardKind,
    pub changed: f64,
    pub count: u32,
}

/// What came of keeping a project.
pub enum Kept {
    /// The record's new revision.
    Revision(f64),
    /// Another window has kept another revision meanwhile.
    Other(Box<Project>, f64),
    /// The browser has no room, or no storage at all.
    Failed,
}

pub async fn save(project: Project, base: f64) -> Kept {
    match JsFuture::from(js::save(&to_record(&project), base)).await {
        Ok(answer) => match js::number(&answer, "revision") {
            Some(revision) => Kept::Revision(revision),
            None => {
                let other = js::get(&answer, "other");
                let revision = js::number(&other, "revision").unwrap_or_default();
                Kept::Other(Box::new(from_record(&other)), revision)
            }
        },
        Err(_) => Kept::Failed,
    }
}

/// A project and its revision.
pub async fn load(id: String) -> Option<(Project, f64)> {
    let record = JsFuture::from(js::load(&id)).await.ok()?;
    if record.is_null() {
        return None;
    }
    let revision = js::number(&record, "revision").unwrap_or_default();
    Some((from_record(&record), revision))
}

pub async fn list() -> Vec<Listed> {
    let Ok(all) = JsFuture::from(js::list()).await else {
        return Vec::new();
    };
    let line = |record: &JsValue| Listed {
        id: js::text(record, "id"),
        name: js::text(record, "name"),
        board: BoardKind::from_id(&js::text(record, "board")),
        changed: js::number(record, "changed").unwrap_or_default(),
        count: js::number(record, "count").unwrap_or_default() as u32,
    };
    js::items(&all).iter().map(line).collect()
}

/// Takes a project out of the library: its record, to be put back.
pub async fn remove(id: String) -> Option<JsValue> {
    let record = JsFuture::from(js::remove(&id)).await.ok()?;
    (!record.is_null()).then_some(record)
}

pub async fn restore(record: JsValue) {
    // What could be read before can be written again.
    let _ = JsFuture::from(js::restore(&record)).await;
}

fn to_record(project: &Project) -> JsValue {
    let files = files(&project.files);
    js::object(&[
        ("id", project.id.as_str().into()),
        ("name", project.name.as_str().into()),
        ("board", project.board.id().into()),
        ("changed", project.changed.into()),
        ("files", files),
    ])
}

/// Files as the database and the worker take them: pairs of path and bytes.
pub fn files<'a>(files: impl IntoIterator<Item = (&'a String, &'a Bytes)>) -> JsValue {
    let pairs = files.into_iter().map(|(path, bytes)| {
        Array::of2(&path.as_str().into(), &Uint8Array::from(&bytes[..]).into())
    });
    pairs.collect::<Array>().into()
}

/// Pairs of path and bytes, read back.
pub fn read_files(pairs: &JsValue) -> Vec<(String, Vec<u8>)> {
    let pair = |pair: &JsValue| {
        let parts = js::items(pair);
        Some((parts.first()?.as_string()?, js::bytes(parts.get(1)?)))
    };
    js::items(pairs).iter().filter_map(pair).collect()
}

fn from_record(record: &JsValue) -> Project {
    let files = read_files(&js::get(record, "files"));
    Project {
        id: js::text(record, "id"),
        name: js::text(record, "name"),
        board: BoardKind::from_id(&js::text(record, "board")),
        changed: js::number(record, "changed").unwrap_or_default(),
        files: files
            .into_iter()
            .map(|(path, bytes)| (path, Bytes::from(bytes)))
            .collect(),
    }
}
