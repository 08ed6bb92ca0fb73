//! Files of the open project: opening, changing, naming, deleting with a way back, coming in and going out.

use super::{Action, App, HINT_EDIT, Incoming, Msg, Toast, View};
use crate::{
    js,
    project::{BoardKind, Project, model::Bytes, path, zip},
    texts::{Texts, fill},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, Event};
use yew::html::Scope;

/// Most bytes of a text that the editor takes.
const EDITABLE: usize = 2 << 20;

impl App {
    pub(super) fn update_files(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::Changed { path, text } => {
                self.used_hint(HINT_EDIT);
                if self.project.write(&path, text.as_bytes()) {
                    self.changed(link);
                    self.note_typing(&path, &text);
                }
            }
            Msg::Cursor { line, column } => self.cursor = (line, column),
            Msg::Jump { path, line } => {
                let path = path.trim_start_matches('/').to_owned();
                if self.project.text(&path).is_none() {
                    return false;
                }
                self.open_file(&path);
                self.view = View::Code;
                if let Some(editor) = &self.editor {
                    editor.reveal(line, 0);
                }
            }
            Msg::InsertCode(code) => {
                self.view = View::Code;
                self.used_hint(HINT_EDIT);
                if let Some(editor) = &self.editor {
                    editor.insert(code);
                }
            }
            Msg::Editor(command) => {
                if let Some(editor) = &self.editor {
                    editor.command(command);
                }
            }
            Msg::Open(path) => {
                self.open_file(&path);
                self.view = View::Code;
                if crate::settings::window_width() < 900.0 {
                    self.panel = None;
                }
            }
            Msg::CloseTab(path) => self.close_tab(&path),
            Msg::NewFile => {
                let path = self.project.add("new.py", b"");
                self.changed(link);
                self.open_file(&path);
            }
            Msg::Rename { from, to } => return self.rename(link, &from, &to),
            Msg::Delete(path) => self.delete(link, &path),
            Msg::SaveFile(path) => {
                if let Some(bytes) = self.project.files.get(&path) {
                    js::download(path::name(&path), bytes, "application/octet-stream");
                }
            }
            Msg::SaveProject => {
                let files = self
                    .project
                    .files
                    .iter()
                    .map(|(path, bytes)| (path.as_str(), &**bytes));
                js::download(
                    &file_name(&self.project.name, "zip"),
                    &zip::pack(files),
                    "application/zip",
                );
            }
            Msg::Choose { folder } => {
                let link = link.clone();
                spawn_local(async move {
                    if let Ok(answer) = JsFuture::from(js::choose(folder)).await {
                        link.send_message(Msg::Incoming(incoming(&answer)));
                    }
                });
            }
            Msg::Drop(transfer) => {
                self.dragging = None;
                let link = link.clone();
                let reading = JsFuture::from(js::dropped(&transfer));
                spawn_local(async move {
                    if let Ok(answer) = reading.await {
                        link.send_message(Msg::Incoming(incoming(&answer)));
                    }
                });
            }
            Msg::DragOver(dragging) => {
                let changed = self.dragging != dragging;
                self.dragging = dragging;
                return changed;
            }
            Msg::Incoming(incoming) => self.take_in(link, incoming),
            _ => return false,
        }
        true
    }

    /// Something in the project is not as it was.
    pub(super) fn changed(&mut self, link: &Scope<Self>) {
        self.know();
        self.keep_soon(link);
    }

    pub(super) fn open_file(&mut self, path: &str) {
        if !self.project.has(path) {
            return;
        }
        if !self.tabs.iter().any(|tab| tab == path) {
            self.tabs.push(path.to_owned());
        }
        self.active = Some(path.to_owned());
        self.show_active();
    }

    /// The open file's text, when the editor can show it.
    pub(super) fn active_text(&self) -> Option<&str> {
        self.project
            .text(self.active.as_deref()?)
            .filter(|text| text.len() <= EDITABLE)
    }

    pub(super) fn show_active(&self) {
        let (Some(editor), Some(path), Some(text)) =
            (&self.editor, &self.active, self.active_text())
        else {
            return;
        };
        editor.open(
            path,
            text,
            path.ends_with(".py"),
            &fill(self.texts().editor, &[path]),
        );
    }

    fn close_tab(&mut self, path: &str) {
        let Some(at) = self.tabs.iter().position(|tab| tab == path) else {
            return;
        };
        self.tabs.remove(at);
        if self.active.as_deref() == Some(path) {
            let next = self
                .tabs
                .get(at.min(self.tabs.len().saturating_sub(1)))
                .cloned();
            self.active = next;
            self.show_active();
        }
    }

    fn rename(&mut self, link: &Scope<Self>, from: &str, to: &str) -> bool {
        let to = match path::clean(to) {
            Ok(to) => to,
            Err(fault) => {
                self.warn(link, name_fault(self.texts(), fault));
                return true;
            }
        };
        if to == from {
            return true;
        }
        let pairs = self.project.rename(from, &to);
        if pairs.is_empty() {
            self.warn(link, fill(self.texts().file_exists, &[&to]));
            return true;
        }
        for (old, new) in &pairs {
            if let Some(tab) = self.tabs.iter_mut().find(|tab| *tab == old) {
                tab.clone_from(new);
            }
            if self.active.as_deref() == Some(old) {
                self.active = Some(new.clone());
            }
            if let Some(editor) = &self.editor {
                editor.rename(old, new);
            }
        }
        self.changed(link);
        true
    }

    fn delete(&mut self, link: &Scope<Self>, path: &str) {
        let tabs = self.tabs.clone();
        let removed = self.project.remove(path);
        if removed.is_empty() {
            return;
        }
        for (path, _) in &removed {
            self.close_tab(path);
            if let Some(editor) = &self.editor {
                editor.forget(path);
            }
        }
        self.changed(link);
        let toast = Toast {
            text: fill(self.texts().deleted_file, &[&path]),
            action: Some((self.texts().undo, Action::RestoreFiles(removed, tabs))),
            is_error: false,
        };
        self.toast(link, toast);
    }

    pub(super) fn restore_files(
        &mut self,
        link: &Scope<Self>,
        files: Vec<(String, Bytes)>,
        tabs: Vec<String>,
    ) {
        let mut names = Vec::new();
        for (path, bytes) in files {
            names.push(self.project.add(&path, &bytes));
        }
        self.tabs = tabs
            .into_iter()
            .filter(|tab| self.project.has(tab))
            .collect();
        self.changed(link);
        if let Some(first) = names.first() {
            self.open_file(first);
        }
    }

    fn take_in(&mut self, link: &Scope<Self>, incoming: Incoming) {
        let texts = self.texts();
        if let Some((name, reason)) = incoming.refused.first() {
            let text = if reason == "large" {
                texts.too_large
            } else {
                texts.too_many
            };
            self.warn(link, fill(text, &[name]));
        }
        let mut incoming = incoming.files;
        if let [(name, bytes)] = incoming.as_slice() {
            if name.ends_with(".zip") {
                if let Some(files) = zip::unpack(bytes) {
                    self.open_zip(link, name, files);
                    return;
                }
            }
        }
        incoming.retain(|(name, _)| !name.ends_with(".DS_Store"));
        if let Some((name, _)) = incoming.iter().find(|(name, _)| is_image(name)) {
            let name = name.clone();
            for (_, bytes) in incoming.extract_if(.., |(other, _)| *other == name) {
                link.send_message(Msg::OpenImage(name.clone(), bytes));
            }
            incoming.retain(|(name, _)| !is_image(name));
        }
        let mut added = Vec::new();
        for (name, bytes) in incoming {
            match path::clean(&name) {
                Ok(name) => added.push(self.project.add(&name, &bytes)),
                Err(fault) => self.warn(link, format!("{name}: {}", name_fault(texts, fault))),
            }
        }
        if let Some(last) = added.last() {
            self.changed(link);
            let last = last.clone();
            self.open_file(&last);
            if self.toast.as_ref().is_none_or(|toast| !toast.is_error) {
                self.say(link, fill(texts.added_files, &[&added.len()]));
            }
        }
    }

    fn open_zip(&mut self, link: &Scope<Self>, name: &str, files: Vec<(String, Vec<u8>)>) {
        // A folder that holds everything is only the archive's name.
        let root = files
            .first()
            .and_then(|(path, _)| path.split_once('/'))
            .map(|(root, _)| format!("{root}/"));
        let root = root.filter(|root| files.iter().all(|(path, _)| path.starts_with(root)));
        let mut project = Project {
            name: name.trim_end_matches(".zip").to_owned(),
            ..Project::default()
        };
        let skip = root.map_or(0, |root| root.len());
        for (path, bytes) in files {
            if let Ok(path) = path::clean(&path[skip..]) {
                project.add(&path, &bytes);
            }
        }
        let uses_pyboard = project
            .text(crate::project::MAIN)
            .is_some_and(|text| text.contains("pyb"));
        project.board = if uses_pyboard {
            BoardKind::Pyboard
        } else {
            self.project.board
        };
        self.adopt(link, project);
    }
}

/// Whether a file is what is put on a board: a program together with all that runs it.
fn is_image(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(ending.as_str(), "hex" | "uf2" | "dfu")
}

/// A project's name as a file's.
pub fn file_name(name: &str, ending: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || "-_ .".contains(c) {
            c
        } else {
            '-'
        }
    };
    let name: String = name.chars().map(plain).collect();
    format!(
        "{}.{ending}",
        if name.trim().is_empty() {
            "project"
        } else {
            name.trim()
        }
    )
}

pub fn name_fault(texts: &Texts, fault: path::Fault) -> String {
    match fault {
        path::Fault::Empty => texts.name_empty.to_owned(),
        path::Fault::Long => texts.name_long.to_owned(),
        path::Fault::Character(bad) => fill(texts.name_character, &[&bad]),
        path::Fault::Part => texts.name_part.to_owned(),
    }
}

fn incoming(answer: &JsValue) -> Incoming {
    let refused = js::items(&js::get(answer, "refused"));
    let text = |value: Option<&JsValue>| value.and_then(JsValue::as_string).unwrap_or_default();
    Incoming {
        files: crate::project::store::read_files(&js::get(answer, "files")),
        refused: refused
            .iter()
            .map(|pair| {
                let pair = js::items(pair);
                (text(pair.first()), text(pair.get(1)))
            })
            .collect(),
    }
}

/// Files are dragged, not pieces of code.
fn transfer(event: &Event) -> Option<web_sys::DataTransfer> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    js::items(&transfer.types())
        .iter()
        .any(|kind| *kind == "Files")
        .then_some(transfer)
}

pub(super) fn drag_over(event: &Event) -> Option<Msg> {
    let transfer = transfer(event)?;
    event.prevent_default();
    transfer.set_drop_effect("copy");
    let items = js::items(&js::get(&transfer, "items"));
    let is_zip = items.len() == 1 && js::text(&items[0], "type").contains("zip");
    Some(Msg::DragOver(Some(is_zip)))
}

pub(super) fn drag_leave(event: &Event) -> Option<Msg> {
    // Only when the mouse leaves the window.
    js::get(event, "relatedTarget")
        .is_null()
        .then_some(Msg::DragOver(None))
}

pub(super) fn drop(event: &Event) -> Option<Msg> {
    let transfer = transfer(event)?;
    event.prevent_default();
    Some(Msg::Drop(transfer.into()))
}
