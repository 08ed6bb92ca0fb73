//! The flashing machines for the page: `web/js/flash.js` does what they ask for with WebUSB and Web Serial. Owns how
//! actions, events and results look in JavaScript, and nothing else; `image` there puts files for boards together.
#![forbid(unsafe_code)]

mod answer;
/// The words of what can go wrong.
#[path = "../../../web/src/texts/flashing.rs"]
mod flashing;
mod image;
mod object;
mod task;

use answer::Answer;
use pyrite_flash::repl::{self, Port, Request};
use pyrite_flash::{Link, dfuse, microbit};
use pyrite_image::open;
use task::Task;
use wasm_bindgen::prelude::*;

/// The interface of a micro:bit: its number, and its endpoints where it has some; 0 stands for none.
fn link(interface: u8, output: u8, input: u8) -> Link {
    match (output, input) {
        (0, _) | (_, 0) => Link::Reports { interface },
        (output, input) => Link::Endpoints { output, input },
    }
}

/// A serial port, or the serial line of a micro:bit behind its debug interface.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub struct Way(Port);

#[wasm_bindgen]
impl Way {
    pub fn serial() -> Way {
        Way(Port::Serial)
    }

    pub fn microbit(interface: u8, output: u8, input: u8) -> Way {
        Way(Port::DapLink(link(interface, output, input)))
    }
}

/// `[what happened, what to do]`, in a language by its id; `values` fill what the words leave open.
#[wasm_bindgen]
pub fn words(language: &str, name: &str, values: Vec<String>) -> Vec<String> {
    flashing::words(language, name, &values).to_vec()
}

/// Which micro:bit it is: `{id, board}`, the board being null where it is not known.
#[wasm_bindgen(js_name = identify)]
pub fn identify(interface: u8, output: u8, input: u8) -> Task {
    let machine = microbit::identify(link(interface, output, input));
    Task::new(machine, |(id, board)| {
        Answer::Object(vec![
            ("id", Answer::Text(id)),
            (
                "board",
                board.map_or(Answer::Null, |board| Answer::Text(board.name.to_owned())),
            ),
        ])
    })
}

/// Puts a HEX file that was made here onto a micro:bit: `{board, id, whole, pages, written}`.
#[wasm_bindgen(js_name = flashMicrobit)]
pub fn flash_microbit(
    interface: u8,
    output: u8,
    input: u8,
    file: &[u8],
    whole: bool,
) -> Result<Task, String> {
    let opened = open(file).map_err(|error| error.to_string())?;
    let parts = opened.parts.into_iter();
    let parts = parts.map(|(stamp, memory)| (stamp.board, memory)).collect();
    let way = match whole {
        true => microbit::Way::Whole,
        false => microbit::Way::Changes,
    };
    let machine = microbit::flash(link(interface, output, input), parts, way);
    Ok(Task::new(machine, |flashed| {
        Answer::Object(vec![
            ("board", Answer::Text(flashed.board.name.to_owned())),
            ("id", Answer::Text(flashed.id)),
            ("whole", Answer::Flag(flashed.way == microbit::Way::Whole)),
            ("pages", Answer::Number(flashed.pages as f64)),
            ("written", Answer::Number(flashed.written as f64)),
        ])
    }))
}

/// Puts a DfuSe file that was made here onto a board in its bootloader; `name` is the interface's name:
/// `{sectors, written, started}`.
#[wasm_bindgen(js_name = flashDfuse)]
pub fn flash_dfuse(interface: u8, name: &str, file: &[u8]) -> Result<Task, String> {
    let opened = open(file).map_err(|error| error.to_string())?;
    let memory = opened.parts.into_iter().next().map(|(_, memory)| memory);
    let machine = dfuse::flash(interface, name, memory.unwrap_or_default());
    Ok(Task::new(machine, |flashed| {
        Answer::Object(vec![
            ("sectors", Answer::Number(flashed.sectors as f64)),
            ("written", Answer::Number(flashed.written as f64)),
            ("started", Answer::Flag(flashed.started)),
        ])
    }))
}

/// Runs a program at a board's prompt: the traceback, or null.
#[wasm_bindgen]
pub fn run(way: Way, program: &str) -> Task {
    Task::new(repl::run(way.0, program), |ran| {
        ran.error.map_or(Answer::Null, Answer::Text)
    })
}

/// Starts a board afresh.
#[wasm_bindgen(js_name = softReset)]
pub fn soft_reset(way: Way) -> Task {
    Task::new(repl::soft_reset(way.0), |()| Answer::Null)
}

/// A terminal, until it is cancelled.
#[wasm_bindgen]
pub fn terminal(way: Way) -> Task {
    Task::new(repl::terminal(way.0), |()| Answer::Null)
}

/// What to do with a board's files, one after the other.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files(Vec<Request>);

#[wasm_bindgen]
impl Files {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Files {
        Files::default()
    }

    /// Gives `[{name, size, isFolder}…]`.
    pub fn list(&mut self, path: String) {
        self.0.push(Request::List(path));
    }

    /// Gives the bytes.
    pub fn read(&mut self, path: String) {
        self.0.push(Request::Read(path));
    }

    pub fn write(&mut self, path: String, content: Vec<u8>) {
        self.0.push(Request::Write(path, content));
    }

    pub fn remove(&mut self, path: String) {
        self.0.push(Request::Remove(path));
    }

    #[wasm_bindgen(js_name = removeFolder)]
    pub fn remove_folder(&mut self, path: String) {
        self.0.push(Request::RemoveFolder(path));
    }

    /// Also where it is there already.
    #[wasm_bindgen(js_name = makeFolder)]
    pub fn make_folder(&mut self, path: String) {
        self.0.push(Request::MakeFolder(path));
    }

    /// The task that does it: an answer to each, in an array.
    pub fn start(self, way: Way) -> Task {
        Task::new(repl::files(way.0, self.0), |found| {
            Answer::List(found.into_iter().map(Answer::from).collect())
        })
    }
}
