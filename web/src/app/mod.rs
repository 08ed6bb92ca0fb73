//! The page: what it knows, and who takes care of what happens. Each room below owns one kind of happening.

mod ask;
mod commands;
mod device;
mod dialogs;
mod files;
mod keeping;
mod message;
mod palette;
mod running;
mod second;
mod view;

pub use message::*;

use crate::{
    board::{Given, Shown},
    device::Device,
    editor::api::Api,
    js,
    plotter::Plot,
    project::{Project, store::Listed},
    settings::{self, Settings},
    texts::Texts,
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::{Interval, Timeout};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// What the editor asks about while a person types: shared with its callbacks.
pub struct Knowledge {
    pub project: Project,
    pub api: Rc<Api>,
    pub texts: &'static Texts,
    pub language: crate::texts::Language,
}

/// Whether the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum RunState {
    #[default]
    Idle,
    Starting,
    Running,
    Input,
}

/// Whether the last change is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Saved {
    Not,
    /// When, in milliseconds since 1970.
    At(f64),
    Failed,
}

pub struct App {
    settings: Settings,
    project: Project,
    /// The project as the store has it, and its revision there.
    stored: Project,
    revision: f64,
    saved: Saved,
    keep_timer: Option<Timeout>,
    keeping: bool,
    /// A start is over when the first project is there.
    started: bool,
    knowledge: Rc<RefCell<Knowledge>>,
    tabs: Vec<String>,
    active: Option<String>,
    cursor: (u32, u32),
    editor: Option<js::Editor>,
    terminal: Option<js::Terminal>,
    editor_place: NodeRef,
    terminal_place: NodeRef,
    worker: Option<js::Worker>,
    shared: JsValue,
    /// Tells the worker what the terminal has shown.
    on_shown: js_sys::Function,
    run: RunState,
    /// When the program began, and how it ended last: seconds, and whether by Stop.
    began: f64,
    ended: Option<(f64, bool)>,
    stopping: bool,
    /// What runs was started with Run, not at the prompt.
    is_program: bool,
    ready: bool,
    size: (u32, u32),
    shown: Shown,
    given: Given,
    /// The other micro:bit on the radio.
    second: Option<second::Second>,
    /// The board at the cable, and who hears what it says.
    device: Device,
    heard_device: js_sys::Function,
    /// The file for a board that is being opened.
    opening: String,
    plot: Rc<RefCell<Plot>>,
    plotted: u32,
    lower: Lower,
    panel: Option<Panel>,
    view: View,
    dialog: Option<Dialog>,
    listed: Vec<Listed>,
    toast: Option<Toast>,
    toast_number: u32,
    toast_timer: Option<Timeout>,
    dragging: Option<bool>,
    _listeners: Vec<EventListener>,
    _clock: Interval,
}

/// Hints of the first visit, by their bits.
pub const HINT_RUN: u32 = 1;
pub const HINT_EDIT: u32 = 2;
pub const HINT_BOARD: u32 = 4;

impl App {
    pub fn texts(&self) -> &'static Texts {
        self.settings.language.texts()
    }

    fn used_hint(&mut self, hint: u32) {
        if self.settings.hints & hint == 0 {
            self.settings.hints |= hint;
            self.settings.save();
        }
    }

    /// The page's own element tells styles, and screen readers, what was chosen.
    fn dress(&self) {
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element());
        if let Some(root) = root {
            // Attributes of these names are always taken.
            let _ = root.set_attribute("data-theme", self.settings.theme.set());
            let _ = root.set_attribute("lang", self.settings.language.id());
        }
        for terminal in self.terminals() {
            terminal.recolour();
        }
    }

    fn terminals(&self) -> impl Iterator<Item = &js::Terminal> {
        self.terminal.iter().chain(&self.device.terminal)
    }

    /// The one that is shown.
    fn front_terminal(&self) -> Option<&js::Terminal> {
        match self.lower {
            Lower::Board => self.device.terminal.as_ref(),
            _ => self.terminal.as_ref(),
        }
    }

    fn say(&mut self, link: &Scope<Self>, text: String) {
        self.toast(
            link,
            Toast {
                text,
                action: None,
                is_error: false,
            },
        );
    }

    fn warn(&mut self, link: &Scope<Self>, text: String) {
        self.toast(
            link,
            Toast {
                text,
                action: None,
                is_error: true,
            },
        );
    }

    fn toast(&mut self, link: &Scope<Self>, toast: Toast) {
        self.toast_number += 1;
        let number = self.toast_number;
        let link = link.clone();
        let stays = if toast.action.is_some() || toast.is_error {
            10_000
        } else {
            4_000
        };
        self.toast = Some(toast);
        self.toast_timer = Some(Timeout::new(stays, move || {
            link.send_message(Msg::ToastGone(number))
        }));
    }

    fn know(&self) {
        let mut knowledge = self.knowledge.borrow_mut();
        knowledge.project = self.project.clone();
        knowledge.texts = self.texts();
        knowledge.language = self.settings.language;
    }
}

use yew::html::Scope;

/// Keys of the whole page: `Ctrl` also means the Mac's command key.
fn page_key(event: &KeyboardEvent) -> Option<&'static str> {
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    Some(match (control, event.shift_key(), key.as_str()) {
        (true, false, "Enter") => "run-or-stop",
        (true, true, "Enter") => "flash",
        (false, false, "F5") => "run",
        (false, true, "F5") => "stop",
        (_, _, "F1") => "commands",
        (true, true, "P" | "p") => "commands",
        (true, false, "s") => "save",
        (true, false, "b") => "panel",
        (true, false, "`") => "terminal",
        (true, false, "1") => "editor",
        (true, false, "2") => "board",
        (false, false, "F6") => "next",
        (true, false, "=" | "+") => "bigger",
        (true, false, "-") => "smaller",
        _ => return None,
    })
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        js::install_icons();
        let settings = Settings::load();
        let project = Project::default();
        let knowledge = Knowledge {
            project: project.clone(),
            api: Rc::default(),
            texts: settings.language.texts(),
            language: settings.language,
        };
        let link = ctx.link().clone();
        let clock = Interval::new(1000, move || link.send_message(Msg::Tick));
        let is_wide = settings::window_width() >= 1200.0;
        js::mute(settings.muted);
        let link = ctx.link().clone();
        let heard_device = js::function::<dyn Fn(JsValue), _>(move |message| {
            link.send_message(Msg::FromDevice(message))
        });
        let app = App {
            stored: project.clone(),
            project,
            revision: 0.0,
            saved: Saved::Not,
            keep_timer: None,
            keeping: false,
            started: false,
            knowledge: Rc::new(RefCell::new(knowledge)),
            tabs: Vec::new(),
            active: None,
            cursor: (1, 1),
            editor: None,
            terminal: None,
            editor_place: NodeRef::default(),
            terminal_place: NodeRef::default(),
            worker: None,
            shared: js::shared_memory(),
            on_shown: js::function::<dyn Fn(u32), _>(|_| ()),
            run: RunState::Idle,
            began: 0.0,
            ended: None,
            stopping: false,
            is_program: false,
            ready: false,
            size: (80, 12),
            shown: Shown::default(),
            given: Given::default(),
            second: None,
            device: Device::default(),
            heard_device,
            opening: String::new(),
            plot: Rc::default(),
            plotted: 0,
            lower: Lower::default(),
            panel: is_wide.then_some(Panel::Files),
            view: View::default(),
            dialog: None,
            listed: Vec::new(),
            toast: None,
            toast_number: 0,
            toast_timer: None,
            dragging: None,
            settings,
            _listeners: listeners(ctx.link()),
            _clock: clock,
        };
        app.dress();
        keeping::begin(ctx.link());
        app
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        let link = ctx.link();
        match message {
            Msg::Changed { .. }
            | Msg::Cursor { .. }
            | Msg::Jump { .. }
            | Msg::InsertCode(_)
            | Msg::Editor(_)
            | Msg::Open(_)
            | Msg::CloseTab(_)
            | Msg::NewFile
            | Msg::Rename { .. }
            | Msg::Delete(_)
            | Msg::SaveFile(_)
            | Msg::SaveProject
            | Msg::Choose { .. }
            | Msg::Incoming(_)
            | Msg::Drop(_)
            | Msg::DragOver(_) => self.update_files(link, message),
            Msg::RenameProject(_)
            | Msg::Board(_)
            | Msg::Loaded(..)
            | Msg::Start(..)
            | Msg::Keep
            | Msg::Kept { .. }
            | Msg::KeptElsewhere { .. }
            | Msg::NotKept
            | Msg::Heard { .. }
            | Msg::NewProject(_)
            | Msg::OpenProject(_)
            | Msg::DeleteProject(_)
            | Msg::Removed(..)
            | Msg::Restored
            | Msg::Listed(_)
            | Msg::AcceptShared
            | Msg::Share
            | Msg::CopyLink
            | Msg::LinkChanged => self.update_keeping(link, message),
            Msg::RunOrStop
            | Msg::Run
            | Msg::Stop
            | Msg::FromPython(_)
            | Msg::Typed(_)
            | Msg::Resized { .. }
            | Msg::Restart
            | Msg::Set(_)
            | Msg::SaveLog
            | Msg::Tick
            | Msg::SavePlot
            | Msg::ClearPlot => self.update_running(link, message),
            Msg::Second(_) | Msg::FromSecond(_) | Msg::SetSecond(_) | Msg::SecondRuns(_) => {
                self.update_second(link, message)
            }
            Msg::Device(_) | Msg::FromDevice(_) | Msg::DeviceTyped(_) | Msg::OpenImage(..) => {
                self.update_device(link, message)
            }
            other => self.update_page(link, other),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        self.draw(ctx.link())
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if !first {
            return;
        }
        if let Some(place) = self.editor_place.cast::<HtmlElement>() {
            let editor = js::make_editor(&place, &ask::editor(ctx.link(), &self.knowledge));
            editor.set_size(self.settings.code_size);
            editor.set_wrap(self.settings.wrap);
            self.editor = Some(editor);
        }
        if let Some(place) = self.terminal_place.cast::<HtmlElement>() {
            let terminal = js::make_terminal(
                &place,
                &ask::terminal(ctx.link()),
                self.texts().terminal,
                "pyriteTerminal",
            );
            terminal.set_reader(self.settings.reader);
            self.terminal = Some(terminal);
        }
        self.dress();
        if self.started {
            self.show_active();
        }
        js::watch_boards(&self.heard_device);
        let link = ctx.link().clone();
        js::offline(&js::function::<dyn Fn(), _>(move || {
            link.send_message(Msg::NewVersion)
        }));
        let link = ctx.link().clone();
        js::on_scheme_change(&js::function::<dyn Fn(), _>(move || {
            link.send_message(Msg::SchemeChanged)
        }));
    }
}

/// What the window tells: keys, drags, other addresses.
fn listeners(link: &Scope<App>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let active = EventListenerOptions {
        phase: gloo_events::EventListenerPhase::Capture,
        passive: false,
    };
    let on = |name: &'static str, body: Box<dyn Fn(&Event) -> Option<Msg>>| {
        let link = link.clone();
        EventListener::new_with_options(&window, name, active, move |event| {
            if let Some(message) = body(event) {
                link.send_message(message);
            }
        })
    };
    vec![
        on(
            "keydown",
            Box::new(|event| {
                let command = page_key(event.dyn_ref::<KeyboardEvent>()?)?;
                event.prevent_default();
                event.stop_propagation();
                Some(Msg::Key(command))
            }),
        ),
        on("hashchange", Box::new(|_| Some(Msg::LinkChanged))),
        on("dragover", Box::new(files::drag_over)),
        on("dragleave", Box::new(files::drag_leave)),
        on("drop", Box::new(files::drop)),
        on("pagehide", Box::new(|_| Some(Msg::Keep))),
        on("visibilitychange", Box::new(|_| Some(Msg::Keep))),
    ]
}

impl App {
    /// Panels, dialogs, themes, sizes: what changes only how the page looks.
    fn update_page(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::Panel(panel) => self.panel = panel,
            Msg::View(view) => {
                self.view = view;
                let link = link.clone();
                Timeout::new(0, move || link.send_message(Msg::Focus(""))).forget();
            }
            Msg::Lower(lower) => {
                if lower != Lower::Plotter {
                    self.device.plots = lower == Lower::Board;
                }
                self.lower = lower;
                self.view = if self.view == View::Board {
                    View::Board
                } else {
                    View::Terminal
                };
            }
            Msg::Show(dialog) => {
                if dialog == Dialog::Library {
                    keeping::list(link);
                }
                self.device.then_flash = false;
                self.dialog = Some(dialog);
            }
            Msg::CloseDialog => self.dialog = None,
            Msg::Theme(theme) => {
                self.settings.theme = theme;
                self.changed_settings();
            }
            Msg::SchemeChanged => self.dress(),
            Msg::Language(language) => {
                self.settings.language = language;
                self.changed_settings();
                if let Some(editor) = &self.editor {
                    editor.forget_all();
                }
                self.show_active();
            }
            Msg::CodeSize(size) => {
                self.settings.code_size = size;
                self.changed_settings();
            }
            Msg::Bigger(up) => {
                let sizes = settings::CODE_SIZES;
                let at = sizes
                    .iter()
                    .position(|size| *size >= self.settings.code_size)
                    .unwrap_or(2);
                let next = if up {
                    (at + 1).min(sizes.len() - 1)
                } else {
                    at.saturating_sub(1)
                };
                self.settings.code_size = sizes[next];
                self.changed_settings();
            }
            Msg::Wrap(on) => {
                self.settings.wrap = on;
                self.changed_settings();
            }
            Msg::Reader(on) => {
                self.settings.reader = on;
                self.changed_settings();
            }
            Msg::Sound(on) => {
                self.settings.muted = !on;
                js::mute(!on);
                self.settings.save();
            }
            Msg::Splitter(splitter, value) => {
                match splitter {
                    Splitter::Panel => self.settings.panel_width = value.clamp(200.0, 600.0),
                    Splitter::Side => self.settings.side_width = value.clamp(260.0, 1400.0),
                    Splitter::Board => self.settings.board_height = value.clamp(15.0, 85.0),
                }
                self.settings.save();
            }
            Msg::Key(command) => return self.key(link, command),
            Msg::Focus(part) => self.focus(part),
            Msg::NextRegion => self.next_region(),
            Msg::ClearTerminal => {
                if let Some(terminal) = self.front_terminal() {
                    terminal.clear();
                    terminal.focus();
                }
            }
            Msg::CopyTerminal => {
                if let Some(terminal) = self.front_terminal() {
                    terminal.copy();
                }
            }
            Msg::PasteTerminal => {
                if let Some(terminal) = self.front_terminal() {
                    terminal.paste();
                }
            }
            Msg::Copied => self.say(link, self.texts().copied.to_owned()),
            Msg::Toast(toast) => self.toast(link, toast),
            Msg::ToastGone(number) => {
                if number != self.toast_number {
                    return false;
                }
                self.toast = None;
            }
            Msg::ToastAction => {
                if let Some((_, action)) = self.toast.take().and_then(|toast| toast.action) {
                    self.act(link, action);
                }
            }
            Msg::NewVersion => {
                let toast = Toast {
                    text: self.texts().new_version.to_owned(),
                    action: Some((self.texts().reload, Action::Renew)),
                    is_error: false,
                };
                self.toast(link, toast);
            }
            Msg::Install => drop(js::install_app()),
            _ => return false,
        }
        true
    }

    fn act(&mut self, link: &Scope<Self>, action: Action) {
        match action {
            Action::RestoreFiles(files, tabs) => self.restore_files(link, files, tabs),
            Action::RestoreProject(record) => keeping::restore(link, record),
            Action::Download => link.send_message(Msg::SaveProject),
            Action::Renew => js::renew(),
            Action::Restart => link.send_message(Msg::Restart),
        }
    }

    fn changed_settings(&mut self) {
        self.settings.save();
        self.know();
        if let Some(editor) = &self.editor {
            editor.set_size(self.settings.code_size);
            editor.set_wrap(self.settings.wrap);
            editor.settle();
        }
        for terminal in self.terminals() {
            terminal.set_size((self.settings.code_size - 2).max(12));
            terminal.set_reader(self.settings.reader);
        }
        self.dress();
    }

    fn focus(&mut self, part: &str) {
        match part {
            "editor" => {
                self.view = View::Code;
                if let Some(editor) = &self.editor {
                    editor.focus();
                }
            }
            "terminal" => {
                self.view = View::Terminal;
                self.lower = Lower::Terminal;
                if let Some(terminal) = &self.terminal {
                    terminal.focus();
                }
            }
            "board" => {
                self.view = View::Board;
                focus_on(".drawing");
            }
            other => {
                if !other.is_empty() {
                    focus_on(other);
                }
                if let Some(terminal) = &self.terminal {
                    terminal.fit();
                }
            }
        }
    }

    /// F6 goes round: top bar, rail, code, board, terminal.
    fn next_region(&mut self) {
        const REGIONS: [(&str, &str); 5] = [
            (".top-bar", ".run-button"),
            (".rail", ".rail button"),
            (".code", "editor"),
            (".stage", "board"),
            (".lower", "terminal"),
        ];
        let here = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.active_element());
        let is_in = |region: &str| {
            here.as_ref()
                .is_some_and(|element| element.closest(region).ok().flatten().is_some())
        };
        let at = REGIONS.iter().position(|(region, _)| is_in(region));
        let next = at.map_or(2, |at| (at + 1) % REGIONS.len());
        self.focus(REGIONS[next].1);
    }
}

fn focus_on(selector: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What is hidden cannot be focused, and need not.
        let _ = element.focus();
    }
}
