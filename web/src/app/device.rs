//! The board at a cable: connected, flashed, listened to. Owns the messages to and from `web/js/cable.js`.

use super::{App, Dialog, Lower, Msg, ask};
use crate::{
    device::{self, Ask, Connected, Entry, Outcome, Progress, Way, Words},
    js::{self, object},
    plotter::Plot,
    project::{MAIN, Project, model::Bytes, path, store},
    texts::fill,
};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;
use yew::html::Scope;

/// Milliseconds that a success stays on the page.
const SHOWN: u32 = 12_000;

impl App {
    pub(super) fn update_device(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::Device(ask) => self.ask_device(link, ask),
            Msg::FromDevice(message) => return self.hear_device(link, &message),
            Msg::DeviceTyped(text) => {
                self.tell_device(
                    "type",
                    &[("bytes", Uint8Array::from(text.as_bytes()).into())],
                );
                return false;
            }
            Msg::OpenImage(name, bytes) => {
                self.opening = name;
                self.tell_device(
                    "open",
                    &[("bytes", Uint8Array::from(bytes.as_slice()).into())],
                );
            }
            _ => return false,
        }
        true
    }

    fn tell_device(&self, kind: &str, fields: &[(&str, JsValue)]) {
        let message = object(fields);
        js::set(&message, "kind", &kind.into());
        js::set(&message, "language", &self.settings.language.id().into());
        js::tell_cable(&self.heard_device, &message);
    }

    /// The same for what takes time: it shows at once.
    fn begin(&mut self, kind: &str, fields: &[(&str, JsValue)]) {
        self.device.work = Some((kind.to_owned(), Progress::default()));
        self.device.trouble = None;
        self.tell_device(kind, fields);
    }

    fn ask_device(&mut self, link: &Scope<Self>, ask: Ask) {
        match ask {
            // Of all that can be asked for, these may come between.
            Ask::Cancel => return self.tell_device("cancel", &[]),
            Ask::Interrupt => return self.send_device_keys("\u{3}"),
            Ask::Seen(number) => {
                if number == self.device.outcomes {
                    self.device.outcome = None;
                }
                return;
            }
            Ask::PlotBoard(on) => {
                self.device.plots = on;
                return;
            }
            _ if self.device.is_busy() => return,
            _ => {}
        }
        match ask {
            Ask::Connect(way) => self.begin("connect", &[("way", way.id().into())]),
            Ask::Disconnect => self.begin("disconnect", &[]),
            Ask::Flash { whole } => self.flash(whole),
            Ask::Save => {
                let board = self.project.board.id();
                self.device.outcome = None;
                self.begin("save", &[("board", board.into()), ("files", self.files())]);
            }
            Ask::Run => self.run_on_board(),
            Ask::Reset => {
                self.show_device_terminal(link);
                self.begin("reset", &[]);
            }
            Ask::Files(folder) => {
                self.device.folder = folder;
                self.device.entries = None;
                self.dialog = Some(Dialog::BoardFiles);
                self.ask_files("", JsValue::UNDEFINED);
            }
            Ask::Fetch(path) => self.ask_files("read", path.into()),
            Ask::Send => {
                let link = link.clone();
                spawn_local(async move {
                    if let Ok(answer) = JsFuture::from(js::choose(false)).await {
                        let files = store::read_files(&js::get(&answer, "files"));
                        link.send_message(Msg::Device(Ask::Sent(files)));
                    }
                });
            }
            Ask::Sent(files) if !files.is_empty() => {
                let pairs: Array = files
                    .iter()
                    .map(|(name, bytes)| {
                        let path = self.on_board(name);
                        Array::of2(&path.into(), &Uint8Array::from(bytes.as_slice()).into())
                    })
                    .collect();
                self.ask_files("write", pairs.into());
            }
            Ask::Remove(entry) => {
                let path = self.on_board(&entry.name);
                let removed =
                    object(&[("path", path.into()), ("isFolder", entry.is_folder.into())]);
                self.ask_files("remove", removed);
            }
            _ => {}
        }
    }

    fn on_board(&self, name: &str) -> String {
        match self.device.folder.as_str() {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        }
    }

    fn ask_files(&mut self, what: &str, value: JsValue) {
        let folder = self.device.folder.as_str().into();
        self.begin("files", &[("path", folder), (what, value)]);
    }

    fn send_device_keys(&self, keys: &str) {
        self.tell_device(
            "type",
            &[("bytes", Uint8Array::from(keys.as_bytes()).into())],
        );
    }

    fn flash(&mut self, whole: bool) {
        let kind = self.project.board;
        if self.device.board.is_none() {
            self.device.then_flash = true;
            self.dialog = Some(Dialog::Cable);
            return;
        }
        self.dialog = None;
        self.device.outcome = None;
        self.begin(
            "flash",
            &[
                ("board", kind.id().into()),
                ("files", self.files()),
                ("whole", whole.into()),
            ],
        );
    }

    fn run_on_board(&mut self) {
        let main = self.main();
        let program = self.project.text(&main).unwrap_or_default().to_owned();
        let mut others = self.project.files.clone();
        others.remove(&main);
        others.remove(MAIN);
        *self.device.plot.borrow_mut() = Plot::default();
        self.begin(
            "run",
            &[
                ("program", program.into()),
                ("files", store::files(&others)),
            ],
        );
    }

    /// A message of the cable.
    fn hear_device(&mut self, link: &Scope<Self>, message: &JsValue) -> bool {
        match js::text(message, "kind").as_str() {
            "output" => return self.hear_device_output(link, message),
            "progress" => {
                let work = js::text(message, "work");
                self.device.work = Some((work, Progress::read(message)));
            }
            "board" => {
                let before = self.device.board.take();
                self.device.board = Connected::read(message);
                if let (Some(before), None) = (before, &self.device.board) {
                    self.note_in_terminal(&fill(self.texts().is_gone, &[&before.title]));
                }
                self.device.trouble = None;
                if self.device.board.is_none() && self.dialog == Some(Dialog::BoardFiles) {
                    self.dialog = Some(Dialog::Cable);
                }
            }
            "done" => {
                self.device.end(&js::text(message, "work"));
                self.hear_done(link, message);
            }
            "failed" => {
                self.device.end(&js::text(message, "work"));
                self.hear_failure(link, message);
            }
            _ => return false,
        }
        true
    }

    fn hear_device_output(&mut self, link: &Scope<Self>, message: &JsValue) -> bool {
        let bytes = js::get(message, "bytes");
        self.make_device_terminal(link);
        if let Some(terminal) = &self.device.terminal {
            terminal.write(&bytes, None);
        }
        let mut plot = self.device.plot.borrow_mut();
        let before = plot.count();
        plot.feed(&js::bytes(&bytes));
        let plotted = plot.count() != before;
        if plotted {
            self.plotted += 1;
        }
        plotted && self.device.plots && self.lower == Lower::Plotter
    }

    /// The board's own terminal, once there is something to show in it.
    fn make_device_terminal(&mut self, link: &Scope<Self>) {
        if self.device.terminal.is_some() {
            return;
        }
        let Some(place) = self.device.terminal_place.cast::<HtmlElement>() else {
            return;
        };
        let label = self.texts().board_terminal;
        let terminal = js::make_terminal(&place, &ask::device(link), label, "pyriteBoard");
        terminal.set_reader(self.settings.reader);
        terminal.set_size((self.settings.code_size - 2).max(12));
        self.device.terminal = Some(terminal);
    }

    /// A line of the page's own between those of the board.
    fn note_in_terminal(&self, text: &str) {
        if let Some(terminal) = &self.device.terminal {
            let line = format!("\r\n\u{1b}[2m{text}\u{1b}[0m\r\n");
            terminal.write(&Uint8Array::from(line.as_bytes()).into(), None);
        }
    }

    fn show_device_terminal(&mut self, link: &Scope<Self>) {
        self.make_device_terminal(link);
        self.device.plots = true;
        if self.lower == Lower::Terminal {
            self.lower = Lower::Board;
        }
    }

    fn hear_done(&mut self, link: &Scope<Self>, message: &JsValue) {
        match js::text(message, "work").as_str() {
            "connect" | "known" if self.device.board.is_some() => {
                if self.has_prompt() {
                    self.make_device_terminal(link);
                }
                if std::mem::take(&mut self.device.then_flash) && self.dialog == Some(Dialog::Cable)
                {
                    self.flash(false);
                    // The dialog that had focus is gone by then.
                    let link = link.clone();
                    Timeout::new(0, move || link.send_message(Msg::Focus(".flash-button")))
                        .forget();
                }
            }
            "flash" => {
                let title = self.device.board.as_ref().map(|board| board.title.clone());
                let title = title.unwrap_or_else(|| self.project.board.title().to_owned());
                let said = device::done(self.texts(), &title, message);
                self.device.outcomes += 1;
                self.device.outcome = Some(Outcome::Done(said));
                let (link_later, number) = (link.clone(), self.device.outcomes);
                Timeout::new(SHOWN, move || {
                    link_later.send_message(Msg::Device(Ask::Seen(number)))
                })
                .forget();
                *self.device.plot.borrow_mut() = Plot::default();
                if self.has_prompt() {
                    self.show_device_terminal(link);
                }
            }
            "run" | "reset" => self.show_device_terminal(link),
            "save" => {
                let ending = js::text(message, "ending");
                let name = super::files::file_name(&self.project.name, &ending);
                let bytes = js::bytes(&js::get(message, "file"));
                js::download(&name, &bytes, "application/octet-stream");
                self.dialog = Some(Dialog::Saved(name));
                let boards = js::items(&js::get(message, "boards"));
                if let ([board], "hex") = (boards.as_slice(), ending.as_str()) {
                    let board = board.as_string().unwrap_or_default();
                    self.say(link, fill(self.texts().only_for, &[&device::title(&board)]));
                }
            }
            "files" => {
                let entries = js::items(&js::get(message, "entries"));
                self.device.entries = Some(entries.iter().map(Entry::read).collect());
                let read = js::text(message, "read");
                if !read.is_empty() {
                    let content = js::bytes(&js::get(message, "content"));
                    js::download(path::name(&read), &content, "application/octet-stream");
                }
            }
            "open" => self.adopt_image(link, message),
            _ => {}
        }
    }

    /// A file for a board gave its project.
    fn adopt_image(&mut self, link: &Scope<Self>, message: &JsValue) {
        let name = std::mem::take(&mut self.opening);
        let name = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(name, _)| name);
        let boards = js::items(&js::get(message, "boards"));
        let board = boards.first().and_then(JsValue::as_string);
        let files = store::read_files(&js::get(message, "files"));
        let mut project = Project {
            name: name.to_owned(),
            board: match board.as_deref() {
                Some("pyboard") => crate::project::BoardKind::Pyboard,
                _ => crate::project::BoardKind::Microbit,
            },
            ..Project::default()
        };
        for (path, bytes) in files {
            project.files.insert(path, Bytes::from(bytes));
        }
        let texts = self.texts();
        let said = match js::get(message, "foreign").as_string() {
            Some(foreign) => fill(texts.moved_in, &[&foreign]),
            None => fill(texts.opened_image, &[&name]),
        };
        self.adopt(link, project);
        self.say(link, said);
    }

    fn hear_failure(&mut self, link: &Scope<Self>, message: &JsValue) {
        let mut words = Words {
            what: js::text(message, "what"),
            advice: js::text(message, "advice"),
        };
        if words.what.is_empty() {
            words.what = self.texts().not_loaded.to_owned();
        }
        let whole = format!("{} {}", words.what, words.advice);
        let is_cancelled = js::text(message, "name") == "Cancelled";
        match js::text(message, "work").as_str() {
            "connect" | "known" | "disconnect" => self.device.trouble = Some(words),
            "flash" => {
                self.device.outcomes += 1;
                self.device.outcome = Some(match is_cancelled {
                    true => Outcome::Cancelled(words),
                    false => Outcome::Failed(words),
                });
            }
            "open" => {
                let name = std::mem::take(&mut self.opening);
                self.warn(link, format!("{name}: {whole}"));
            }
            "save" if self.dialog.is_none() => {
                self.device.outcomes += 1;
                self.device.outcome = Some(Outcome::Failed(words));
            }
            "type" => {}
            _ if is_cancelled => {}
            _ => self.warn(link, whole),
        }
    }

    /// The name that the Flash button bears.
    pub(super) fn board_title(&self) -> String {
        match &self.device.board {
            Some(board) => board.title.clone(),
            None => self.project.board.title().to_owned(),
        }
    }

    /// Whether the connected board's prompt can be used.
    pub(super) fn has_prompt(&self) -> bool {
        let board = self.device.board.as_ref();
        board.is_some_and(|board| board.way != Way::Pyboard)
    }
}
