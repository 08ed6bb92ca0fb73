//! The board at a cable, as the page knows it: which one, what is being done with it, how that ended. What is done is in
//! `app/device.rs`, and by `web/js/cable.js`.

mod card;
mod dialog;
mod files;

pub use card::card;
pub use dialog::{cable, saved};
pub use files::files;

use crate::{
    js,
    plotter::Plot,
    project::BoardKind,
    texts::{Texts, fill},
};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsValue;
use yew::NodeRef;

/// How a board is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Microbit,
    /// A pyboard that waits for firmware.
    Pyboard,
    /// Any board with a prompt.
    Serial,
}

impl Way {
    pub fn id(self) -> &'static str {
        match self {
            Way::Microbit => "microbit",
            Way::Pyboard => "pyboard",
            Way::Serial => "serial",
        }
    }

    pub fn of(kind: BoardKind) -> Way {
        match kind {
            BoardKind::Microbit => Way::Microbit,
            BoardKind::Pyboard => Way::Pyboard,
        }
    }
}

/// What can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    Connect(Way),
    Disconnect,
    /// The project onto the board; `whole` leaves nothing as it is.
    Flash {
        whole: bool,
    },
    Cancel,
    /// The card about the last flash goes.
    Seen(u32),
    /// The project as a file for the board.
    Save,
    /// At the prompt, without writing it into the board.
    Run,
    Interrupt,
    Reset,
    Files(String),
    Fetch(String),
    Send,
    Sent(Vec<(String, Vec<u8>)>),
    Remove(Entry),
    PlotBoard(bool),
}

/// A board that is connected.
#[derive(Clone, Debug, PartialEq)]
pub struct Connected {
    pub way: Way,
    pub title: String,
    pub id: String,
}

impl Connected {
    pub fn read(message: &JsValue) -> Option<Connected> {
        let all = [Way::Microbit, Way::Pyboard, Way::Serial];
        let way = js::text(message, "way");
        Some(Connected {
            way: all.into_iter().find(|known| known.id() == way)?,
            title: title(&js::text(message, "board")).to_owned(),
            id: js::text(message, "id"),
        })
    }
}

/// A board's name as its makers write it.
pub fn title(board: &str) -> &str {
    match board {
        "microbit-v1" => "micro:bit V1",
        "microbit-v2" => "micro:bit V2",
        "serial" => "USB board",
        other => other,
    }
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Progress {
    pub stage: String,
    pub done: f64,
    pub total: f64,
    /// Milliseconds.
    pub left: Option<f64>,
    pub noted: bool,
}

impl Progress {
    pub fn read(message: &JsValue) -> Progress {
        let number = |name| js::number(message, name);
        Progress {
            stage: js::text(message, "stage"),
            done: number("done").unwrap_or_default(),
            total: number("total").unwrap_or_default(),
            left: number("left"),
            noted: !js::text(message, "note").is_empty(),
        }
    }

    pub fn stage(&self, texts: &Texts) -> &'static str {
        match self.stage.as_str() {
            "Comparing" => texts.stage_comparing,
            "Erasing" => texts.stage_erasing,
            "Writing" => texts.stage_writing,
            "Verifying" => texts.stage_verifying,
            "Starting" => texts.stage_starting,
            "Transferring" => texts.stage_transferring,
            "Running" => texts.status_running,
            _ => texts.stage_connecting,
        }
    }
}

/// What happened, and what to do now.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Words {
    pub what: String,
    pub advice: String,
}

/// How the last flash ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Done(String),
    Cancelled(Words),
    Failed(Words),
}

/// A file or folder on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub name: String,
    pub size: f64,
    pub is_folder: bool,
}

impl Entry {
    pub fn read(entry: &JsValue) -> Entry {
        Entry {
            name: js::text(entry, "name"),
            size: js::number(entry, "size").unwrap_or_default(),
            is_folder: js::get(entry, "isFolder").is_truthy(),
        }
    }
}

#[derive(Default)]
pub struct Device {
    pub board: Option<Connected>,
    /// What is being done, by the name of its message, and how far it is.
    pub work: Option<(String, Progress)>,
    pub outcome: Option<Outcome>,
    /// Counts outcomes: an old one's time does not end a newer one.
    pub outcomes: u32,
    /// Why no board could be connected.
    pub trouble: Option<Words>,
    /// A board is wanted for flashing.
    pub then_flash: bool,
    /// The folder on the board that is looked at, and what is in it.
    pub folder: String,
    pub entries: Option<Vec<Entry>>,
    pub terminal: Option<js::Terminal>,
    pub terminal_place: NodeRef,
    pub plot: Rc<RefCell<Plot>>,
    /// The plotter shows what the board prints.
    pub plots: bool,
}

impl Device {
    /// What is being done, as a person waits for it.
    pub fn flashing(&self) -> Option<&Progress> {
        self.work
            .as_ref()
            .filter(|(work, _)| work == "flash")
            .map(|(_, progress)| progress)
    }

    /// This is done, or has failed. What the cable does by itself ends nothing else.
    pub fn end(&mut self, work: &str) {
        if self.work.as_ref().is_some_and(|(now, _)| now == work) {
            self.work = None;
        }
    }

    pub fn is_busy(&self) -> bool {
        self.work.is_some()
    }
}

/// What a flash did: "1 page, 4 KB, 1.2 s".
pub fn done(texts: &Texts, board: &str, message: &JsValue) -> String {
    let number = |field| js::number(message, field);
    let seconds = format!("{:.1}", number("milliseconds").unwrap_or_default() / 1000.0);
    let kilobytes = (number("bytes").unwrap_or_default() / 1024.0).ceil();
    if let Some(copied) = number("copied") {
        return fill(texts.done_copied, &[&board, &copied, &kilobytes, &seconds]);
    }
    let written = number("written").unwrap_or_default();
    if written == 0.0 {
        return fill(texts.done_same, &[&board, &seconds]);
    }
    let text = match (js::get(message, "whole").is_truthy(), number("pages")) {
        (true, _) => return fill(texts.done_whole, &[&board, &kilobytes, &seconds]),
        (false, Some(_)) if written == 1.0 => texts.done_page,
        (false, Some(_)) => texts.done_pages,
        (false, None) if written == 1.0 => texts.done_sector,
        (false, None) => texts.done_sectors,
    };
    fill(text, &[&board, &written, &kilobytes, &seconds])
}
