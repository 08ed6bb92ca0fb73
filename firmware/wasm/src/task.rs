//! A machine of any result, polled from JavaScript.

use crate::answer::Answer;
use crate::object::{object, pipe};
use js_sys::Uint8Array;
use pyrite_flash::{Action, Estimate, Event, Machine, Progress, Traffic};
use wasm_bindgen::prelude::*;

trait Run {
    fn poll(&mut self, now: u64, event: Event) -> Action<Answer>;
    fn cancel(&mut self);
    fn progress(&self) -> Progress;
    fn traffic(&self) -> Traffic;
    fn type_in(&mut self, bytes: &[u8]);
    fn take_output(&mut self) -> Vec<u8>;
}

struct Mapped<T> {
    machine: Machine<T>,
    map: fn(T) -> Answer,
}

impl<T> Run for Mapped<T> {
    fn poll(&mut self, now: u64, event: Event) -> Action<Answer> {
        match self.machine.poll(now, event) {
            Action::Out { pipe, data } => Action::Out { pipe, data },
            Action::In {
                pipe,
                length,
                within,
            } => Action::In {
                pipe,
                length,
                within,
            },
            Action::Wait { milliseconds } => Action::Wait { milliseconds },
            Action::Done(value) => Action::Done((self.map)(value)),
            Action::Failed(failure) => Action::Failed(failure),
        }
    }

    fn cancel(&mut self) {
        self.machine.cancel();
    }

    fn progress(&self) -> Progress {
        self.machine.progress()
    }

    fn traffic(&self) -> Traffic {
        self.machine.traffic()
    }

    fn type_in(&mut self, bytes: &[u8]) {
        self.machine.type_in(bytes);
    }

    fn take_output(&mut self) -> Vec<u8> {
        self.machine.take_output()
    }
}

/// What happened, as JavaScript says it.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Happened {
    Start,
    Sent,
    Received,
    Elapsed,
    Timeout,
    Stalled,
    Disconnected,
}

/// A machine under way.
#[wasm_bindgen]
pub struct Task {
    run: Box<dyn Run>,
    estimate: Estimate,
    now: u64,
}

impl Task {
    pub(crate) fn new<T: 'static>(machine: Machine<T>, map: fn(T) -> Answer) -> Task {
        Task {
            run: Box::new(Mapped { machine, map }),
            estimate: Estimate::default(),
            now: 0,
        }
    }
}

#[wasm_bindgen]
impl Task {
    /// What to do: `{kind: "out", pipe, data}`, `{kind: "in", pipe, length, within}`, `{kind: "wait", milliseconds}`,
    /// `{kind: "done", value}`, `{kind: "failed", name, text, advice}`.
    pub fn poll(&mut self, now: f64, happened: Happened, bytes: Option<Vec<u8>>) -> JsValue {
        self.now = now.max(0.0) as u64;
        let event = match happened {
            Happened::Start => Event::Start,
            Happened::Sent => Event::Sent,
            Happened::Received => Event::Received(bytes.unwrap_or_default()),
            Happened::Elapsed => Event::Elapsed,
            Happened::Timeout => Event::Timeout,
            Happened::Stalled => Event::Stalled,
            Happened::Disconnected => Event::Disconnected,
        };
        match self.run.poll(self.now, event) {
            Action::Out { pipe: way, data } => object([
                ("kind", "out".into()),
                ("pipe", pipe(way)),
                ("data", Uint8Array::from(data.as_slice()).into()),
            ]),
            Action::In {
                pipe: way,
                length,
                within,
            } => object([
                ("kind", "in".into()),
                ("pipe", pipe(way)),
                ("length", (length as f64).into()),
                ("within", within.into()),
            ]),
            Action::Wait { milliseconds } => object([
                ("kind", "wait".into()),
                ("milliseconds", milliseconds.into()),
            ]),
            Action::Done(value) => object([("kind", "done".into()), ("value", value.into())]),
            Action::Failed(failure) => object([
                ("kind", "failed".into()),
                ("name", failure.name().into()),
                ("text", failure.to_string().into()),
                ("advice", failure.advice().into()),
            ]),
        }
    }

    pub fn cancel(&mut self) {
        self.run.cancel();
    }

    /// `{stage, done, total, left, note}`: bytes, and milliseconds left or null.
    pub fn progress(&mut self) -> JsValue {
        let progress = self.run.progress();
        let left = self.estimate.left(self.now, &progress);
        object([
            ("stage", progress.stage.text().into()),
            ("done", (progress.done as f64).into()),
            ("total", (progress.total as f64).into()),
            (
                "left",
                left.map_or(JsValue::NULL, |left| (left as f64).into()),
            ),
            ("note", progress.note.map_or(JsValue::NULL, JsValue::from)),
        ])
    }

    /// `{transfers, sent, received}`.
    pub fn traffic(&self) -> JsValue {
        let traffic = self.run.traffic();
        object([
            ("transfers", (traffic.transfers as f64).into()),
            ("sent", (traffic.sent as f64).into()),
            ("received", (traffic.received as f64).into()),
        ])
    }

    /// Keys for the program on the board.
    #[wasm_bindgen(js_name = typeIn)]
    pub fn type_in(&mut self, bytes: &[u8]) {
        self.run.type_in(bytes);
    }

    /// What the program on the board has written since the last call.
    #[wasm_bindgen(js_name = takeOutput)]
    pub fn take_output(&mut self) -> Vec<u8> {
        self.run.take_output()
    }
}
