//! The modelled devices for the page's tests: bytes in, bytes out, and what is in their flash. `tests/e2e/devices.mjs` puts
//! them behind a fake `navigator.usb`.
#![forbid(unsafe_code)]

use js_sys::{Object, Reflect, Uint8Array};
use pyrite_flash::{Event, Kind, Pipe, Recipient, Setup};
use pyrite_image::{Board, Memory, Project, Stamp, build};
use pyrite_models::board::Board as Prompt;
use pyrite_models::chip::Chip;
use pyrite_models::daplink::DapLink;
use pyrite_models::dfuse::DfuSe;
use pyrite_models::{Device, Faults};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Bytes that a board's prompt has for a program.
const ROOM: usize = 32 << 10;

enum Kinds {
    DapLink(Box<DapLink>),
    DfuSe(Box<DfuSe>),
    /// Nothing but a serial line.
    Serial(Prompted),
}

/// A board at its prompt. The device keeps it, and the test looks into it.
type Prompted = Rc<RefCell<Prompt<'static>>>;

/// A device at the end of a cable, and the prompt of the program in it.
#[wasm_bindgen]
pub struct Model(Kinds, Option<Prompted>);

fn prompt() -> Prompted {
    // A test has few boards, and ends with its page.
    let room: &'static mut [u8] = Box::leak(vec![0; ROOM].into_boxed_slice());
    Rc::new(RefCell::new(Prompt::new(room)))
}

#[wasm_bindgen]
impl Model {
    /// `microbit-v1`, `microbit-v2`, `pyboard`, or `serial` for any board at its prompt.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Result<Model, String> {
        let kind = match name {
            "microbit-v1" => Kinds::DapLink(Box::new(DapLink::v1())),
            "microbit-v2" => Kinds::DapLink(Box::new(DapLink::v2())),
            "pyboard" => Kinds::DfuSe(Box::new(DfuSe::pyboard())),
            "serial" => Kinds::Serial(prompt()),
            _ => return Err(format!("no model of {name}")),
        };
        let prompt = match &kind {
            Kinds::Serial(prompt) => Some(prompt.clone()),
            _ => None,
        };
        Ok(Model(kind, prompt))
    }

    /// Does something with the device at the end of the USB cable.
    fn device<T: Default>(&mut self, act: impl FnOnce(&mut dyn Device) -> T) -> T {
        match &mut self.0 {
            Kinds::DapLink(device) => act(device.as_mut()),
            Kinds::DfuSe(device) => act(device.as_mut()),
            Kinds::Serial(_) => T::default(),
        }
    }

    /// The program of a micro:bit is a prompt with files.
    #[wasm_bindgen(js_name = runPrompt)]
    pub fn run_prompt(&mut self) {
        if let Kinds::DapLink(device) = &mut self.0 {
            let prompt = prompt();
            let program = prompt.clone();
            device.program = Some(Box::new(move |bytes| program.borrow_mut().talk(bytes)));
            self.1 = Some(prompt);
        }
    }

    /// Types at the prompt of a serial board; what it writes.
    pub fn talk(&mut self, bytes: &[u8]) -> Vec<u8> {
        let prompt = self.1.as_ref();
        prompt.map_or_else(Vec::new, |prompt| prompt.borrow_mut().talk(bytes))
    }

    /// Puts a file beside the prompt.
    pub fn put(&mut self, path: &str, content: &[u8]) {
        if let Some(prompt) = &self.1 {
            prompt.borrow_mut().put(path, content);
        }
    }

    /// A file beside the prompt.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let prompt = self.1.as_ref()?.borrow();
        prompt.files().get(path).cloned()
    }

    /// Interface firmware from before it could flash.
    #[wasm_bindgen(js_name = makeOld)]
    pub fn make_old(&mut self) {
        if let Kinds::DapLink(device) = &mut self.0 {
            device.can_flash = false;
        }
    }

    fn chip(&self) -> Option<&Chip> {
        match &self.0 {
            Kinds::DapLink(device) => Some(&device.chip),
            _ => None,
        }
    }

    /// A control transfer to the device: `{status}`, that is `sent`, `timeout`, `stalled` or `gone`.
    #[wasm_bindgen(js_name = controlOut)]
    pub fn control_out(
        &mut self,
        kind: &str,
        request: u8,
        value: u16,
        index: u16,
        data: &[u8],
    ) -> JsValue {
        let pipe = control(kind, request, value, index);
        answer(self.device(|device| Some(device.output(pipe, data))))
    }

    /// A control transfer from the device: `{status, data}`, the status also being `received`.
    #[wasm_bindgen(js_name = controlIn)]
    pub fn control_in(
        &mut self,
        kind: &str,
        request: u8,
        value: u16,
        index: u16,
        length: usize,
    ) -> JsValue {
        let pipe = control(kind, request, value, index);
        answer(self.device(|device| Some(device.input(pipe, length))))
    }

    /// Time goes by.
    pub fn pass(&mut self, milliseconds: u32) {
        self.device(|device| device.pass(milliseconds));
    }

    /// The name of the interface that takes firmware, for a bootloader: its memory map.
    pub fn name(&self) -> String {
        match &self.0 {
            Kinds::DapLink(_) => "WebUSB: CMSIS-DAP".to_owned(),
            Kinds::DfuSe(device) => device.name(),
            Kinds::Serial(_) => String::new(),
        }
    }

    pub fn flash(&self) -> Vec<u8> {
        match &self.0 {
            Kinds::DapLink(device) => device.chip.flash().to_vec(),
            Kinds::DfuSe(device) => device.flash().to_vec(),
            Kinds::Serial(_) => Vec::new(),
        }
    }

    /// The user's settings beside the flash; empty where there are none.
    pub fn settings(&self) -> Vec<u8> {
        self.chip()
            .map_or_else(Vec::new, |chip| chip.settings().to_vec())
    }

    /// Whether the program was started.
    pub fn started(&self) -> bool {
        match &self.0 {
            Kinds::DapLink(device) => device.chip.is_free() && device.chip.resets > 0,
            Kinds::DfuSe(device) => device.started.is_some(),
            Kinds::Serial(_) => false,
        }
    }

    /// The program writes to its serial line.
    pub fn say(&mut self, text: &[u8]) {
        if let Kinds::DapLink(device) = &mut self.0 {
            device.say(text);
        }
    }

    /// What the program writes when it starts.
    #[wasm_bindgen(js_name = setGreeting)]
    pub fn set_greeting(&mut self, text: &[u8]) {
        if let Kinds::DapLink(device) = &mut self.0 {
            device.greeting = text.to_vec();
        }
    }

    /// What was typed for the program.
    pub fn typed(&self) -> Vec<u8> {
        match &self.0 {
            Kinds::DapLink(device) => device.typed.clone(),
            _ => Vec::new(),
        }
    }

    /// The cable is pulled after so many transfers.
    #[wasm_bindgen(js_name = unplugAfter)]
    pub fn unplug_after(&mut self, transfers: u32) {
        self.set_faults(Faults::unplugged_after(u64::from(transfers)));
    }

    /// Things go wrong as this seed says.
    #[wasm_bindgen(js_name = failAsSeeded)]
    pub fn fail_as_seeded(&mut self, seed: u32) {
        self.set_faults(Faults::seeded(u64::from(seed)));
    }

    fn set_faults(&mut self, faults: Faults) {
        match &mut self.0 {
            Kinds::DapLink(device) => device.set_faults(faults),
            Kinds::DfuSe(device) => device.set_faults(faults),
            Kinds::Serial(prompt) => prompt.borrow_mut().set_faults(faults),
        }
    }

    /// Plugs it in again; nothing goes wrong from here on.
    pub fn replug(&mut self) {
        match &mut self.0 {
            Kinds::DapLink(device) => device.replug(),
            Kinds::DfuSe(device) => device.replug(),
            Kinds::Serial(_) => {}
        }
    }
}

/// A file for a board: made-up firmware of 15 KB, and a project with this `main.py`.
#[wasm_bindgen(js_name = sampleFile)]
pub fn sample_file(board: &str, main: &str) -> Result<Vec<u8>, String> {
    let (board, memory) = sample(board, 15_000)?;
    let text = |error: pyrite_image::Error| error.to_string();
    let mut project = Project::default();
    project.insert("main.py", main.into()).map_err(text)?;
    build(&[(board, &memory)], &project).map_err(text)
}

/// Made-up firmware as the page is served with it: of so many bytes, without a project.
#[wasm_bindgen(js_name = sampleFirmware)]
pub fn sample_firmware(board: &str, bytes: u32) -> Result<Vec<u8>, String> {
    let memory = sample(board, bytes)?;
    pyrite_image::write(&[memory]).map_err(|error| error.to_string())
}

fn sample(board: &str, bytes: u32) -> Result<(&'static Board, Memory), String> {
    let board = Board::named(board).ok_or("no such board")?;
    let stamp = Stamp::of(board, "test");
    let mut firmware: Vec<u8> = (0..bytes)
        .map(|at| (at.wrapping_mul(7919) >> 3) as u8)
        .collect();
    firmware.splice(1000.., format!("{}\n", stamp.line()).into_bytes());
    firmware.resize(bytes as usize, 0xA5);
    // Where files lie at the beginning of the flash, the program comes after them.
    let files = board.files.range();
    let start = match files.start < board.flash.start + bytes {
        true => files.end,
        false => board.flash.start,
    };
    let memory = Memory::from_pieces(vec![(start, firmware)]);
    Ok((board, memory.map_err(|error| error.to_string())?))
}

fn control(kind: &str, request: u8, value: u16, index: u16) -> Pipe {
    let (kind, recipient) = match kind {
        "class" => (Kind::Class, Recipient::Interface),
        "vendor" => (Kind::Vendor, Recipient::Device),
        _ => (Kind::Standard, Recipient::Device),
    };
    Pipe::Control(Setup {
        kind,
        recipient,
        request,
        value,
        index,
    })
}

fn answer(event: Option<Event>) -> JsValue {
    let (status, data) = match event.unwrap_or(Event::Stalled) {
        Event::Sent => ("sent", None),
        Event::Received(data) => ("received", Some(data)),
        Event::Stalled => ("stalled", None),
        Event::Disconnected => ("gone", None),
        Event::Timeout | Event::Start | Event::Elapsed => ("timeout", None),
    };
    let object = Object::new();
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(&object, &"status".into(), &status.into());
    if let Some(data) = data {
        let data = Uint8Array::from(data.as_slice());
        let _ = Reflect::set(&object, &"data".into(), &data);
    }
    object.into()
}
