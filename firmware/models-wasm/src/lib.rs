//! The modelled devices for the page's tests: bytes in, bytes out, and what is in their flash. `tests/e2e/devices.mjs` puts
//! them behind a fake `navigator.usb`.
#![forbid(unsafe_code)]

use js_sys::{Object, Reflect, Uint8Array};
use pyrite_flash::{Event, Kind, Pipe, Recipient, Setup};
use pyrite_image::{Board, Memory, Project, Stamp, build};
use pyrite_models::chip::Chip;
use pyrite_models::daplink::DapLink;
use pyrite_models::dfuse::DfuSe;
use pyrite_models::{Device, Faults};
use wasm_bindgen::prelude::*;

enum Kinds {
    DapLink(Box<DapLink>),
    DfuSe(Box<DfuSe>),
}

/// A device at the end of a cable.
#[wasm_bindgen]
pub struct Model(Kinds);

#[wasm_bindgen]
impl Model {
    /// `microbit-v1`, `microbit-v2` or `pyboard`.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Result<Model, String> {
        Ok(Model(match name {
            "microbit-v1" => Kinds::DapLink(Box::new(DapLink::v1())),
            "microbit-v2" => Kinds::DapLink(Box::new(DapLink::v2())),
            "pyboard" => Kinds::DfuSe(Box::new(DfuSe::pyboard())),
            _ => return Err(format!("no model of {name}")),
        }))
    }

    fn device(&mut self) -> &mut dyn Device {
        match &mut self.0 {
            Kinds::DapLink(device) => device.as_mut(),
            Kinds::DfuSe(device) => device.as_mut(),
        }
    }

    fn chip(&self) -> Option<&Chip> {
        match &self.0 {
            Kinds::DapLink(device) => Some(&device.chip),
            Kinds::DfuSe(_) => None,
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
        answer(
            self.device()
                .output(control(kind, request, value, index), data),
        )
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
        answer(
            self.device()
                .input(control(kind, request, value, index), length),
        )
    }

    /// Time goes by.
    pub fn pass(&mut self, milliseconds: u32) {
        self.device().pass(milliseconds);
    }

    /// The name of the interface that takes firmware, for a bootloader: its memory map.
    pub fn name(&self) -> String {
        match &self.0 {
            Kinds::DapLink(_) => "WebUSB: CMSIS-DAP".to_owned(),
            Kinds::DfuSe(device) => device.name(),
        }
    }

    pub fn flash(&self) -> Vec<u8> {
        match &self.0 {
            Kinds::DapLink(device) => device.chip.flash().to_vec(),
            Kinds::DfuSe(device) => device.flash().to_vec(),
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
            Kinds::DfuSe(_) => Vec::new(),
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
        }
    }

    /// Plugs it in again; nothing goes wrong from here on.
    pub fn replug(&mut self) {
        match &mut self.0 {
            Kinds::DapLink(device) => device.replug(),
            Kinds::DfuSe(device) => device.replug(),
        }
    }
}

/// A file for a board: made-up firmware of 15 KB, and a project with this `main.py`.
#[wasm_bindgen(js_name = sampleFile)]
pub fn sample_file(board: &str, main: &str) -> Result<Vec<u8>, String> {
    let board = Board::named(board).ok_or("no such board")?;
    let stamp = Stamp::of(board, "test");
    let mut firmware: Vec<u8> = (0..15_000u32).map(|at| ((at * 7919) >> 3) as u8).collect();
    firmware.splice(1000.., format!("{}\n", stamp.line()).into_bytes());
    firmware.resize(15_000, 0xA5);
    let text = |error: pyrite_image::Error| error.to_string();
    let memory = Memory::from_pieces(vec![(board.flash.start, firmware)]).map_err(text)?;
    let mut project = Project::default();
    project.insert("main.py", main.into()).map_err(text)?;
    build(&[(board, &memory)], &project).map_err(text)
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

fn answer(event: Event) -> JsValue {
    let (status, data) = match event {
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
