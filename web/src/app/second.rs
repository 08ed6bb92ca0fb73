//! A second micro:bit on the same radio: an interpreter of its own, the same project, and the air between both.

use super::{App, Msg};
use crate::{
    board::{Given, Set, Shown, microbit::Microbit},
    icon::Icon,
    js,
    project::{BoardKind, MAIN},
};
use wasm_bindgen::JsValue;
use web_sys::HtmlSelectElement;
use yew::html::Scope;
use yew::prelude::*;

pub struct Second {
    worker: js::Worker,
    shared: JsValue,
    on_shown: js_sys::Function,
    shown: Shown,
    given: Given,
    /// The file it runs.
    main: String,
}

impl Second {
    fn tell(&self, kind: &str, fields: &[(&str, JsValue)]) {
        let message = js::object(fields);
        js::set(&message, "kind", &kind.into());
        self.worker.post(&message);
    }

    fn set(&mut self, set: Set) {
        for (part, value) in self.given.take(set) {
            self.tell("set", &[("part", part.into()), ("value", value)]);
        }
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl App {
    pub(super) fn update_second(&mut self, link: &Scope<Self>, message: Msg) -> bool {
        match message {
            Msg::Second(true) => self.begin_second(link),
            Msg::Second(false) => self.second = None,
            Msg::SetSecond(set) => {
                if let Some(second) = &mut self.second {
                    second.set(set);
                }
            }
            Msg::SecondRuns(main) => {
                if let Some(second) = &mut self.second {
                    second.main = main;
                }
                self.run_second();
            }
            Msg::FromSecond(message) => return self.hear_second(&message),
            _ => return false,
        }
        true
    }

    fn begin_second(&mut self, link: &Scope<Self>) {
        let link = link.clone();
        let heard = js::function::<dyn Fn(JsValue), _>(move |message| {
            link.send_message(Msg::FromSecond(message))
        });
        let worker = js::start_worker(&heard);
        let shared = js::shared_memory();
        let (to, memory) = (worker.clone(), shared.clone());
        let on_shown =
            js::function::<dyn Fn(u32), _>(move |bytes: u32| js::shown(&to, &memory, bytes));
        let second = Second {
            worker,
            shared,
            on_shown,
            shown: Shown::default(),
            given: Given::default(),
            main: self.main(),
        };
        second.tell(
            "start",
            &[
                ("board", BoardKind::Microbit.id().into()),
                ("files", self.files()),
                ("shared", second.shared.clone()),
            ],
        );
        self.second = Some(second);
        if self.run != super::RunState::Idle {
            self.run_second();
        }
    }

    /// Runs the project there too: Run is pressed for both.
    pub(super) fn run_second(&mut self) {
        let files = self.files();
        let Some(second) = &mut self.second else {
            return;
        };
        js::press_stop(&second.worker, &second.shared);
        second.shown = Shown::default();
        second.tell(
            "run",
            &[("files", files), ("main", second.main.as_str().into())],
        );
        for (part, value) in second.given.all() {
            second.tell("set", &[("part", part.into()), ("value", value)]);
        }
    }

    pub(super) fn stop_second(&self) {
        if let Some(second) = &self.second {
            js::press_stop(&second.worker, &second.shared);
        }
    }

    fn hear_second(&mut self, message: &JsValue) -> bool {
        let Some(second) = &mut self.second else {
            return false;
        };
        match js::text(message, "kind").as_str() {
            "board" => {
                second.shown.take(message);
                let radio = js::get(message, "radio");
                for packet in js::items(&js::get(&radio, "sent")) {
                    self.tell("set", &[("part", "radio".into()), ("value", packet)]);
                }
                true
            }
            // Nobody reads it: it is as good as shown.
            "output" => {
                let bytes = js::number(&js::get(message, "bytes"), "length").unwrap_or_default();
                // The function takes a number, and gives nothing.
                let _ = second.on_shown.call1(&JsValue::NULL, &bytes.into());
                false
            }
            _ => false,
        }
    }

    /// What the first board has sent is heard by the second.
    pub(super) fn carry_radio(&self, message: &JsValue) {
        let Some(second) = &self.second else { return };
        let radio = js::get(message, "radio");
        for packet in js::items(&js::get(&radio, "sent")) {
            second.tell("set", &[("part", "radio".into()), ("value", packet)]);
        }
    }

    pub(super) fn draw_second(&self, link: &Scope<Self>) -> Html {
        let Some(second) = &self.second else {
            return html! {};
        };
        let texts = self.texts();
        let on_set = link.callback(Msg::SetSecond);
        let remove = link.callback(|_| Msg::Second(false));
        let programs: Vec<&str> = self
            .project
            .listed()
            .into_iter()
            .filter(|path| path.ends_with(".py"))
            .collect();
        let on_main = link.callback(|event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            Msg::SecondRuns(select.map_or(MAIN.to_owned(), |select| select.value()))
        });
        html! {
            <section class="second" aria-label={texts.second}>
                <header class="second-head">
                    <h3>{ texts.second }</h3>
                    if programs.len() > 1 {
                        <label class="second-runs"><span class="unseen">{ texts.second_runs }</span>
                            <select class="field" onchange={on_main}>
                                { for programs.iter().map(|path| html! { <option value={path.to_string()} selected={*path == second.main}>{ *path }</option> }) }
                            </select>
                        </label>
                    }
                    <button type="button" class="icon-button" onclick={remove} aria-label={texts.second_remove} title={texts.second_remove}><Icon name="close" /></button>
                </header>
                <Microbit id="second" shown={second.shown.clone()} given={second.given.clone()} {texts} {on_set} />
                <p class="quiet">{ texts.second_hint }</p>
            </section>
        }
    }
}
