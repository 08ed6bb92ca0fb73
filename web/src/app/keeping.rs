//! Projects kept and opened: the store, the library, other windows, share links.

use super::{Action, App, Dialog, Msg, Saved, Toast};
use crate::{
    js,
    learn::{self, Example},
    project::{BoardKind, MAIN, Project, merge::merge, share, store},
    settings,
    texts::fill,
};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::html::Scope;

/// Where the browser remembers which project was open.
const LAST: &str = "pyrite-project";
/// Where the file that is typed in is noted at once: the database answers only when the page is perhaps gone.
const TYPING: &str = "pyrite-typing";
/// Bytes of a text that are noted so.
const NOTED: usize = 256 << 10;
/// A change is kept after this many milliseconds without another.
const DELAY: u32 = 300;

pub fn now() -> f64 {
    js_sys::Date::now()
}

fn fresh_id() -> String {
    format!(
        "{:x}{:08x}",
        now() as u64,
        (js_sys::Math::random() * 4_294_967_296.0) as u64
    )
}

/// Opens the project of last time, or the first example.
pub fn begin(link: &Scope<App>) {
    let to = link.clone();
    js::listen(&js::function::<dyn Fn(String, f64), _>(
        move |id, revision| to.send_message(Msg::Heard { id, revision }),
    ));
    let link = link.clone();
    spawn_local(async move {
        let last = settings::read(LAST).unwrap_or_default();
        let found = if last.is_empty() {
            None
        } else {
            store::load(last).await
        };
        match found {
            Some((project, revision)) => {
                link.send_message(Msg::Start(Some(Box::new(project)), revision))
            }
            None => link.send_message(Msg::Start(None, 0.0)),
        }
    });
}

pub fn list(link: &Scope<App>) {
    let link = link.clone();
    spawn_local(async move { link.send_message(Msg::Listed(store::list().await)) });
}

pub fn restore(link: &Scope<App>, record: wasm_bindgen::JsValue) {
    let link = link.clone();
    spawn_local(async move {
        store::restore(record).await;
        link.send_message(Msg::Restored);
    });
}

impl App {
    pub(super) fn update_keeping(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::Start(project, revision) => {
                let is_first = project.is_none();
                let project = match project {
                    Some(project) => *project,
                    None => self.from_example(learn::first()),
                };
                self.take_project(link, project, revision);
                self.started = true;
                if is_first || self.take_noted() {
                    self.keep_soon(link);
                }
                link.send_message(Msg::LinkChanged);
            }
            Msg::Loaded(project, revision, reload) => {
                if reload {
                    self.take_over(*project, revision);
                    self.say(link, self.texts().other_tab.to_owned());
                } else {
                    self.keep_now(link);
                    self.take_project(link, *project, revision);
                    self.dialog = None;
                }
            }
            Msg::RenameProject(name) => {
                let name = name.trim();
                if !name.is_empty() && name != self.project.name {
                    self.project.name = name.chars().take(80).collect();
                    self.changed(link);
                }
            }
            Msg::Board(board) => {
                if board != self.project.board {
                    self.project.board = board;
                    self.settings.board = board;
                    self.settings.save();
                    self.changed(link);
                    self.second = None;
                    self.start_board();
                }
            }
            Msg::Keep => self.keep_now(link),
            Msg::Kept { revision, sent } => {
                self.keeping = false;
                self.revision = revision;
                self.stored = *sent;
                self.saved = Saved::At(now());
                settings::write(LAST, &self.project.id);
                if self.stored.files != self.project.files || self.stored.name != self.project.name
                {
                    self.keep_soon(link);
                }
            }
            Msg::KeptElsewhere {
                other,
                revision,
                sent,
            } => self.reconcile(link, *other, revision, *sent),
            Msg::NotKept => {
                self.keeping = false;
                if self.saved != Saved::Failed {
                    let text = format!(
                        "{} {}",
                        self.texts().storage_full,
                        self.texts().storage_hint
                    );
                    let action = Some((self.texts().download, Action::Download));
                    self.toast(
                        link,
                        Toast {
                            text,
                            action,
                            is_error: true,
                        },
                    );
                }
                self.saved = Saved::Failed;
            }
            Msg::Heard { id, revision } => {
                if id == self.project.id && revision > self.revision && self.is_kept() {
                    load(link, id, true);
                }
                if self.dialog == Some(Dialog::Library) {
                    list(link);
                }
                return false;
            }
            Msg::NewProject(example) => {
                let project = self.from_example(example);
                self.adopt(link, project);
            }
            Msg::OpenProject(id) => {
                if id == self.project.id {
                    self.dialog = None;
                } else {
                    load(link, id, false);
                }
            }
            Msg::DeleteProject(id) => {
                let link = link.clone();
                let name = self
                    .listed
                    .iter()
                    .find(|listed| listed.id == id)
                    .map(|listed| listed.name.clone());
                spawn_local(async move {
                    if let Some(record) = store::remove(id).await {
                        link.send_message(Msg::Removed(name.unwrap_or_default(), record));
                    }
                });
            }
            Msg::Removed(name, record) => {
                let toast = Toast {
                    text: fill(self.texts().deleted_project, &[&name]),
                    action: Some((self.texts().undo, Action::RestoreProject(record))),
                    is_error: false,
                };
                self.toast(link, toast);
                list(link);
            }
            Msg::Restored => list(link),
            Msg::Listed(listed) => self.listed = listed,
            Msg::Share => {
                let address = web_sys::window().map(|window| window.location());
                let origin = address
                    .as_ref()
                    .and_then(|address| address.origin().ok())
                    .unwrap_or_default();
                let path = address
                    .and_then(|address| address.pathname().ok())
                    .unwrap_or_default();
                let code = share::encode(&self.project);
                self.dialog = Some(Dialog::Share(format!(
                    "{origin}{path}{}{code}",
                    share::MARK
                )));
            }
            Msg::CopyLink => {
                if let Some(Dialog::Share(address)) = &self.dialog {
                    let copying = JsFuture::from(js::copy_text(address));
                    let (link, text) = (link.clone(), self.texts().share_copied.to_owned());
                    spawn_local(async move {
                        if copying.await.is_ok() {
                            link.send_message(Msg::Toast(Toast {
                                text,
                                action: None,
                                is_error: false,
                            }));
                        }
                    });
                }
            }
            Msg::LinkChanged => self.look_at_link(link),
            Msg::AcceptShared => {
                if let Some(Dialog::Shared(project)) = self.dialog.take() {
                    self.adopt(link, *project);
                }
            }
            _ => return false,
        }
        true
    }

    /// A project of its own from an example.
    fn from_example(&self, example: &Example) -> Project {
        let mut project = Project::new(
            fresh_id(),
            example.title(self.settings.language),
            example.board,
            example.source,
        );
        project.changed = now();
        project
    }

    /// A project that came from elsewhere joins the library and is opened.
    pub(super) fn adopt(&mut self, link: &Scope<Self>, mut project: Project) {
        self.keep_now(link);
        project.id = fresh_id();
        project.changed = now();
        self.take_project(link, project, 0.0);
        self.dialog = None;
        self.keep_soon(link);
    }

    fn take_project(&mut self, link: &Scope<Self>, project: Project, revision: f64) {
        self.keep_timer = None;
        self.keeping = false;
        self.saved = if revision > 0.0 {
            Saved::At(project.changed)
        } else {
            Saved::Not
        };
        self.stored = if revision > 0.0 {
            project.clone()
        } else {
            Project::default()
        };
        self.revision = revision;
        self.project = project;
        self.know();
        if let Some(editor) = &self.editor {
            editor.forget_all();
        }
        self.second = None;
        self.active = self.project.first().map(str::to_owned);
        self.tabs = self.active.iter().cloned().collect();
        self.show_active();
        settings::write(LAST, &self.project.id);
        self.set_title();
        self.start_python(link);
    }

    pub(super) fn note_typing(&self, path: &str, text: &str) {
        if text.len() <= NOTED {
            let (id, time) = (&self.project.id, self.project.changed);
            settings::write(TYPING, &format!("{id}\n{time}\n{path}\n{text}"));
        }
    }

    /// Takes what was typed last and not kept before the page ended; whether there was anything.
    fn take_noted(&mut self) -> bool {
        let noted = settings::read(TYPING).unwrap_or_default();
        let mut parts = noted.splitn(4, '\n');
        let (Some(id), Some(time), Some(path), Some(text)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return false;
        };
        let time = crate::number::parse(time);
        let is_newer = time.is_some_and(|time| time > self.project.changed);
        if id != self.project.id || !is_newer || !self.project.has(path) {
            return false;
        }
        if !self.project.write(path, text.as_bytes()) {
            return false;
        }
        self.know();
        if let (Some(editor), Some(text)) = (&self.editor, self.project.text(path)) {
            editor.update(path, text);
        }
        true
    }

    fn set_title(&self) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{} – Pyrite", self.project.name));
        }
    }

    fn is_kept(&self) -> bool {
        !self.keeping
            && self.keep_timer.is_none()
            && self.stored.files == self.project.files
            && self.stored.name == self.project.name
    }

    pub(super) fn keep_soon(&mut self, link: &Scope<Self>) {
        self.project.changed = now();
        if self.saved != Saved::Failed {
            self.saved = Saved::Not;
        }
        let link = link.clone();
        self.keep_timer = Some(Timeout::new(DELAY, move || link.send_message(Msg::Keep)));
        self.set_title();
    }

    fn keep_now(&mut self, link: &Scope<Self>) {
        if self.keep_timer.take().is_none() || !self.started {
            return;
        }
        if self.keeping {
            // The answer to the last one comes first.
            self.keep_soon(link);
            return;
        }
        self.keeping = true;
        if self.revision == 0.0 {
            js::persist();
        }
        let (link, project, base) = (link.clone(), self.project.clone(), self.revision);
        spawn_local(async move {
            let sent = Box::new(project.clone());
            link.send_message(match store::save(project, base).await {
                store::Kept::Revision(revision) => Msg::Kept { revision, sent },
                store::Kept::Other(other, revision) => Msg::KeptElsewhere {
                    other,
                    revision,
                    sent,
                },
                store::Kept::Failed => Msg::NotKept,
            });
        });
    }

    /// Another window was faster: its changes and ours become one project.
    fn reconcile(&mut self, link: &Scope<Self>, other: Project, revision: f64, sent: Project) {
        self.keeping = false;
        if sent.id != self.project.id {
            // It was of a project that is closed by now: it is kept beside the other.
            return;
        }
        let (merged, both) = merge(&self.stored, &self.project, &other);
        self.take_over(merged, revision);
        self.stored = other;
        self.keep_soon(link);
        if !both.is_empty() {
            self.warn(link, fill(self.texts().both_changed, &[&both.join(", ")]));
        }
    }

    /// The same project as it is elsewhere: tabs and cursor stay.
    fn take_over(&mut self, project: Project, revision: f64) {
        for path in self.tabs.clone() {
            if let (Some(editor), Some(text)) = (&self.editor, project.text(&path)) {
                editor.update(&path, text);
            }
        }
        let changed_board = project.board != self.project.board;
        self.stored = project.clone();
        self.project = project;
        self.revision = revision;
        self.saved = Saved::At(now());
        self.tabs.retain(|path| self.project.has(path));
        if self
            .active
            .as_ref()
            .is_some_and(|path| !self.project.has(path))
        {
            self.active = self
                .tabs
                .first()
                .cloned()
                .or(self.project.first().map(str::to_owned));
            self.show_active();
        }
        self.know();
        self.set_title();
        if changed_board {
            self.start_board();
        }
    }

    /// The page was opened with a share link.
    fn look_at_link(&mut self, link: &Scope<Self>) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let hash = window.location().hash().unwrap_or_default();
        let Some(code) = hash.strip_prefix(share::MARK) else {
            return;
        };
        match share::decode(code) {
            Ok(project) => self.dialog = Some(Dialog::Shared(Box::new(project))),
            Err(share::Fault::Newer) => self.warn(link, self.texts().link_newer.to_owned()),
            Err(share::Fault::Damaged) => self.warn(link, self.texts().link_damaged.to_owned()),
        }
        // The address is clean again: a reload asks no second time.
        let path = window.location().pathname().unwrap_or_default();
        if let Ok(history) = window.history() {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
        }
    }

    /// The board that the simulated one is.
    pub(super) fn board(&self) -> BoardKind {
        self.project.board
    }

    /// The file that runs: main.py, or the open one when there is none.
    pub(super) fn main(&self) -> String {
        if self.project.has(MAIN) {
            return MAIN.to_owned();
        }
        self.active.clone().unwrap_or_else(|| MAIN.to_owned())
    }
}

fn load(link: &Scope<App>, id: String, reload: bool) {
    let link = link.clone();
    spawn_local(async move {
        match store::load(id).await {
            Some((project, revision)) => {
                link.send_message(Msg::Loaded(Box::new(project), revision, reload))
            }
            None => list(&link),
        }
    });
}
