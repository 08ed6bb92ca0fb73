//! What the drawings of boards share: their properties, how they lean, what presses, and what a pin does in words.

use super::{Given, Set, Shown, motion::Tilt};
use crate::texts::{Texts, fill};
use web_sys::{KeyboardEvent, PointerEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Tells the drawings of one page apart.
    #[prop_or("board")]
    pub id: &'static str,
    pub shown: Shown,
    pub given: Given,
    pub texts: &'static Texts,
    pub on_set: Callback<Set>,
}

/// A style that has a drawing lean as the board is tilted.
pub fn leaning(tilt: Tilt) -> String {
    format!(
        "transform: perspective(900px) rotateY({:.1}deg) rotateX({:.1}deg)",
        tilt.roll * 0.4,
        -tilt.pitch * 0.4
    )
}

/// Keys do what `what` says of them; those with Ctrl, Alt and the like are the page's.
pub fn keys(
    on_set: &Callback<Set>,
    what: impl Fn(&KeyboardEvent) -> Option<Set> + 'static,
) -> Callback<KeyboardEvent> {
    let on_set = on_set.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(set) = what(&event) {
            event.prevent_default();
            on_set.emit(set);
        }
    })
}

/// What presses and lets go of a part; leaving it lets go too.
pub fn press(
    part: &'static str,
    on_set: &Callback<Set>,
) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let down = on_set.reform(move |event: PointerEvent| {
        event.prevent_default();
        Set::Press(part.into(), true)
    });
    let up = on_set.reform(move |_: PointerEvent| Set::Press(part.into(), false));
    (down, up)
}

/// What a pin does, in words.
pub fn said(name: &str, part: &str, shown: &Shown, texts: &'static Texts) -> String {
    let words = match shown.pins.get(part) {
        Some(pin) if pin.drives() => fill(texts.pin_write, &[&pin.value()]),
        Some(pin) if !pin.mode.is_empty() => fill(texts.pin_read, &[&pin.value()]),
        _ => texts.pin_unused.to_owned(),
    };
    fill(texts.pin_tip, &[&name, &words])
}

/// Whether the program drives a pin, and not low.
pub fn is_high(part: &str, shown: &Shown) -> bool {
    let pin = shown.pins.get(part);
    pin.is_some_and(|pin| pin.drives() && pin.level > 0.0)
}
