//! Everything that can happen to the page.

use crate::{
    board::Set,
    device::Ask,
    project::{BoardKind, Project, store},
    settings::Theme,
    texts::Language,
};
use wasm_bindgen::JsValue;

/// The panels of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Files,
    Learn,
    Boards,
    Settings,
}

impl Panel {
    pub const ALL: [Panel; 4] = [Panel::Files, Panel::Learn, Panel::Boards, Panel::Settings];
}

/// What a narrow screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    Code,
    Board,
    Terminal,
}

/// The tabs below the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lower {
    #[default]
    Terminal,
    /// What the board at the cable writes.
    Board,
    Plotter,
}

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Library,
    Help,
    Commands,
    /// The board at the cable.
    Cable,
    /// The files on it.
    BoardFiles,
    /// The project was saved as this file for a board.
    Saved(String),
    /// The link.
    Share(String),
    /// A project that came with a link.
    Shared(Box<Project>),
}

/// A line that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splitter {
    Panel,
    Side,
    Board,
}

/// Files that came in, and those that did not, with the reason.
#[derive(Clone, Debug, Default)]
pub struct Incoming {
    pub files: Vec<(String, Vec<u8>)>,
    pub refused: Vec<(String, String)>,
}

#[derive(Clone)]
pub enum Msg {
    // Editor
    Changed {
        path: String,
        text: String,
    },
    Cursor {
        line: u32,
        column: u32,
    },
    Jump {
        path: String,
        line: u32,
    },
    InsertCode(&'static str),
    Editor(&'static str),
    // Files
    Open(String),
    CloseTab(String),
    NewFile,
    Rename {
        from: String,
        to: String,
    },
    Delete(String),
    SaveFile(String),
    SaveProject,
    Choose {
        folder: bool,
    },
    Incoming(Incoming),
    Drop(JsValue),
    DragOver(Option<bool>),
    // Projects
    RenameProject(String),
    Board(BoardKind),
    Loaded(Box<Project>, f64, bool),
    Start(Option<Box<Project>>, f64),
    Keep,
    Kept {
        revision: f64,
        sent: Box<Project>,
    },
    KeptElsewhere {
        other: Box<Project>,
        revision: f64,
        sent: Box<Project>,
    },
    NotKept,
    Heard {
        id: String,
        revision: f64,
    },
    NewProject(&'static crate::learn::Example),
    OpenProject(String),
    DeleteProject(String),
    Removed(String, JsValue),
    Restored,
    Listed(Vec<store::Listed>),
    AcceptShared,
    Share,
    CopyLink,
    LinkChanged,
    // Running
    RunOrStop,
    Run,
    Stop,
    FromPython(JsValue),
    Typed(String),
    Resized {
        columns: u32,
        rows: u32,
    },
    Restart,
    Set(Set),
    /// A second micro:bit comes or goes.
    Second(bool),
    FromSecond(JsValue),
    SetSecond(Set),
    SecondRuns(String),
    SaveLog,
    Tick,
    // The board at the cable
    Device(Ask),
    FromDevice(JsValue),
    DeviceTyped(String),
    OpenImage(String, Vec<u8>),
    // Terminal and plotter
    ClearTerminal,
    CopyTerminal,
    PasteTerminal,
    Copied,
    Lower(Lower),
    SavePlot,
    ClearPlot,
    // Page
    Panel(Option<Panel>),
    View(View),
    Show(Dialog),
    CloseDialog,
    Theme(Theme),
    SchemeChanged,
    Language(Language),
    CodeSize(u32),
    Bigger(bool),
    Wrap(bool),
    Reader(bool),
    Sound(bool),
    Splitter(Splitter, f64),
    Key(&'static str),
    Focus(&'static str),
    NextRegion,
    Toast(Toast),
    ToastGone(u32),
    ToastAction,
    NewVersion,
    Install,
    Nothing,
}

/// A notice at the foot of the page, perhaps with something to do about it.
#[derive(Clone)]
pub struct Toast {
    pub text: String,
    pub action: Option<(&'static str, Action)>,
    pub is_error: bool,
}

/// What a notice offers.
#[derive(Clone)]
pub enum Action {
    RestoreFiles(Vec<(String, crate::project::model::Bytes)>, Vec<String>),
    RestoreProject(JsValue),
    Download,
    Renew,
    Restart,
}
