//! The interpreter: started, run, stopped, listened to. Owns the messages to and from its worker.

use super::{App, HINT_BOARD, HINT_RUN, Lower, Msg, RunState, Toast, View, keeping::now};
use crate::{
    board::{Given, Shown},
    editor::api::Api,
    js::{self, object},
    plotter::Plot,
    project::{model::Bytes, store},
    texts::{errors, fill},
};
use js_sys::Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use yew::html::Scope;

impl App {
    pub(super) fn update_running(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::RunOrStop => {
                let next = if self.run == RunState::Idle {
                    Msg::Run
                } else {
                    Msg::Stop
                };
                return self.update_running(link, next);
            }
            Msg::Run => self.run_program(),
            Msg::Stop => self.stop_program(),
            Msg::FromPython(message) => return self.hear(link, &message),
            Msg::Typed(text) => {
                if let Some(worker) = &self.worker {
                    if text == "\u{3}" {
                        js::press_stop(worker, &self.shared);
                    }
                    js::type_keys(worker, &self.shared, text.as_bytes());
                }
                return false;
            }
            Msg::Resized { columns, rows } => {
                self.size = (columns, rows);
                self.tell_size();
                return false;
            }
            Msg::Restart => {
                self.restart(link);
            }
            Msg::Set(set) => {
                self.used_hint(HINT_BOARD);
                if set == crate::board::Set::Press("reset".into(), true) {
                    self.run_program();
                }
                for (part, value) in self.given.take(set) {
                    self.tell("set", &[("part", part.into()), ("value", value)]);
                }
            }
            Msg::SaveLog => {
                let name = super::files::file_name(&self.project.name, "csv");
                js::download(&name, self.shown.log.as_bytes(), "text/csv");
            }
            Msg::Tick => return self.run != RunState::Idle,
            Msg::SavePlot => {
                let csv = self.front_plot().borrow().csv();
                js::download(
                    &super::files::file_name(&self.project.name, "csv"),
                    csv.as_bytes(),
                    "text/csv",
                );
            }
            Msg::ClearPlot => {
                *self.front_plot().borrow_mut() = Plot::default();
                self.plotted += 1;
            }
            _ => return false,
        }
        true
    }

    /// The curves that the plotter shows.
    fn front_plot(&self) -> &RefCell<Plot> {
        match self.device.plots {
            true => &self.device.plot,
            false => &self.plot,
        }
    }

    pub(super) fn tell(&self, kind: &str, fields: &[(&str, JsValue)]) {
        if let Some(worker) = &self.worker {
            let message = object(fields);
            js::set(&message, "kind", &kind.into());
            worker.post(&message);
        }
    }

    fn tell_size(&self) {
        let (columns, rows) = self.size;
        self.tell(
            "resize",
            &[("columns", columns.into()), ("rows", rows.into())],
        );
    }

    pub(super) fn files(&self) -> JsValue {
        store::files(&self.project.files)
    }

    /// The worker, and in it a fresh interpreter for this project's board.
    pub(super) fn start_python(&mut self, link: &Scope<Self>) {
        if self.worker.is_none() {
            let link = link.clone();
            let heard = js::function::<dyn Fn(JsValue), _>(move |message| {
                link.send_message(Msg::FromPython(message))
            });
            let worker = js::start_worker(&heard);
            let (to, shared) = (worker.clone(), self.shared.clone());
            self.on_shown =
                js::function::<dyn Fn(u32), _>(move |bytes: u32| js::shown(&to, &shared, bytes));
            self.worker = Some(worker);
        }
        self.start_board();
    }

    /// A new board of the chosen kind, with the prompt.
    pub(super) fn start_board(&mut self) {
        js::silence();
        self.shown = Shown::default();
        self.given = Given::default();
        self.run = RunState::Idle;
        self.ended = None;
        if let Some(terminal) = &self.terminal {
            terminal.reset();
        }
        self.tell(
            "start",
            &[
                ("board", self.board().id().into()),
                ("files", self.files()),
                ("shared", self.shared.clone()),
            ],
        );
        self.tell_size();
    }

    /// When nothing helps: another worker.
    fn restart(&mut self, link: &Scope<Self>) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.shared = js::shared_memory();
        self.ready = false;
        self.start_python(link);
    }

    fn run_program(&mut self) {
        self.used_hint(HINT_RUN);
        js::silence();
        // A program that runs already gives way.
        if let Some(worker) = self.worker.as_ref().filter(|_| self.run != RunState::Idle) {
            js::press_stop(worker, &self.shared);
        }
        self.shown = Shown {
            log: std::mem::take(&mut self.shown.log),
            ..Shown::default()
        };
        self.run = RunState::Starting;
        self.began = now();
        self.ended = None;
        self.stopping = false;
        self.is_program = true;
        if self.view == View::Code && crate::settings::window_width() < 900.0 {
            self.view = self.view_of_program();
        }
        *self.plot.borrow_mut() = Plot::default();
        if let Some(editor) = &self.editor {
            editor.clear_error();
        }
        if let Some(terminal) = &self.terminal {
            terminal.reset();
        }
        self.tell(
            "run",
            &[("files", self.files()), ("main", self.main().into())],
        );
        for (part, value) in self.given.all() {
            self.tell("set", &[("part", part.into()), ("value", value)]);
        }
        self.run_second();
    }

    /// Where a program is seen at work when only one part of the page is.
    fn view_of_program(&self) -> View {
        let main = self.project.text(&self.main()).unwrap_or_default();
        let uses_board = ["microbit", "pyb", "machine", "neopixel", "music"]
            .iter()
            .any(|module| main.contains(module));
        if uses_board {
            View::Board
        } else {
            View::Terminal
        }
    }

    fn stop_program(&mut self) {
        self.stopping = true;
        if let Some(worker) = &self.worker {
            js::press_stop(worker, &self.shared);
        }
        self.stop_second();
        js::silence();
    }

    /// A message of the worker.
    fn hear(&mut self, link: &Scope<Self>, message: &JsValue) -> bool {
        match js::text(message, "kind").as_str() {
            "output" => return self.hear_output(message),
            "state" => self.hear_state(message),
            "board" => {
                self.shown.take(message);
                self.carry_radio(message);
                self.hear_sound(&js::get(message, "sound"));
                if js::text(&js::get(message, "power"), "ended") == "reset" {
                    link.send_message(Msg::Run);
                }
            }
            "log" => self.warn(link, js::text(message, "text")),
            "ready" => {
                self.ready = true;
            }
            "api" => {
                self.knowledge.borrow_mut().api = Rc::new(Api::read(&js::text(message, "text")));
                return false;
            }
            "error" => self.hear_error(message),
            "files" => self.hear_files(link, message),
            "died" => {
                self.run = RunState::Idle;
                let texts = self.texts();
                let toast = Toast {
                    text: fill(texts.died, &[&js::text(message, "reason")]),
                    action: Some((texts.restart, super::Action::Restart)),
                    is_error: true,
                };
                self.toast(link, toast);
            }
            _ => return false,
        }
        true
    }

    fn hear_output(&mut self, message: &JsValue) -> bool {
        let bytes = js::get(message, "bytes");
        if let Some(terminal) = &self.terminal {
            terminal.write(&bytes, Some(&self.on_shown));
        }
        let before = self.plot.borrow().count();
        self.plot.borrow_mut().feed(&js::bytes(&bytes));
        let plotted = self.plot.borrow().count() != before;
        if plotted {
            self.plotted += 1;
        }
        plotted && self.lower == Lower::Plotter
    }

    fn hear_state(&mut self, message: &JsValue) {
        let seconds = js::number(message, "seconds");
        match js::text(message, "state").as_str() {
            "running" | "waiting" => self.run = RunState::Running,
            "input" => {
                self.run = RunState::Input;
                if self.is_program {
                    self.view = View::Terminal;
                    self.lower = Lower::Terminal;
                }
            }
            _ => {
                if self.run != RunState::Idle && std::mem::take(&mut self.is_program) {
                    let seconds = seconds.unwrap_or_else(|| (now() - self.began) / 1000.0);
                    self.ended = Some((seconds, self.stopping));
                }
                self.run = RunState::Idle;
                self.stopping = false;
                js::silence();
            }
        }
    }

    /// What changed in what sounds, in its order.
    fn hear_sound(&mut self, changes: &JsValue) {
        for change in js::items(changes) {
            if let Some(frequency) = js::number(&change, "frequency") {
                let loudness = js::number(&change, "volume").unwrap_or(255.0);
                self.shown.sounding = frequency > 0.0 && loudness > 0.0;
            }
            if !self.settings.muted {
                js::hear(&change);
            }
        }
    }

    /// The program ended with an exception: the line it is about gets a note, if it is in the project.
    fn hear_error(&mut self, message: &JsValue) {
        let kind = js::text(message, "name");
        // Stop was pressed, or the program wanted to end.
        if matches!(kind.as_str(), "KeyboardInterrupt" | "SystemExit") {
            return;
        }
        let text = js::text(message, "message");
        let frames = js::items(&js::get(message, "frames"));
        let path = |frame: &JsValue| js::text(frame, "file").trim_start_matches('/').to_owned();
        let own = frames.iter().rfind(|frame| self.project.has(&path(frame)));
        let Some(own) = own else { return };
        let plain = errors::run_time(self.settings.language, &kind, &text);
        let entry = |frame: &JsValue| {
            let file = path(frame);
            let line = js::number(frame, "line").unwrap_or(1.0);
            let function = js::text(frame, "function");
            let label = format!(
                "{file}, {line}{}",
                if function.is_empty() {
                    String::new()
                } else {
                    format!(" ({function})")
                }
            );
            object(&[
                ("file", file.into()),
                ("line", line.into()),
                ("label", label.into()),
            ])
        };
        let mark = object(&[
            ("kind", "run".into()),
            ("line", js::get(own, "line")),
            ("plain", plain.what.into()),
            ("hint", plain.hint.into()),
            (
                "python",
                if text.is_empty() {
                    kind.into()
                } else {
                    format!("{kind}: {text}").into()
                },
            ),
            ("frames", frames.iter().map(entry).collect::<Array>().into()),
        ]);
        let column = js::get(own, "column");
        if column.as_f64().is_some_and(|column| column > 0.0) {
            js::set(&mark, "column", &column);
        }
        let file = path(own);
        if self.is_program {
            self.view = View::Code;
        }
        self.open_file(&file);
        if let Some(editor) = &self.editor {
            editor.show_error(&file, &mark);
        }
    }

    /// The program wrote files: they are the project's.
    fn hear_files(&mut self, link: &Scope<Self>, message: &JsValue) {
        for (path, bytes) in store::read_files(&js::get(message, "changed")) {
            let path = path.trim_start_matches('/').to_owned();
            if path.is_empty() || path.ends_with('/') {
                continue;
            }
            if self.project.write(&path, &bytes) {
                self.project.files.insert(path.clone(), Bytes::from(bytes));
                if let (Some(editor), Some(text)) = (&self.editor, self.project.text(&path)) {
                    editor.update(&path, text);
                }
            }
        }
        for path in js::items(&js::get(message, "removed")) {
            let path = path.as_string().unwrap_or_default();
            self.project.files.remove(path.trim_start_matches('/'));
        }
        self.tabs.retain(|path| self.project.has(path));
        self.changed(link);
    }
}
