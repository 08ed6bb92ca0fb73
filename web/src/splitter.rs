//! Lines between parts of the page: dragged with the pointer, moved with arrow keys.

use crate::app::{App, Msg, Splitter};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::html::Scope;
use yew::prelude::*;

pub fn vertical(link: &Scope<App>, which: Splitter, label: &'static str, at: f64) -> Html {
    line(link, which, label, "vertical", at)
}

pub fn horizontal(link: &Scope<App>, which: Splitter, label: &'static str, at: f64) -> Html {
    line(link, which, label, "horizontal", at)
}

/// `at` is where it is: pixels, or per cent.
fn line(
    link: &Scope<App>,
    which: Splitter,
    label: &'static str,
    direction: &'static str,
    at: f64,
) -> Html {
    let most = if which == Splitter::Board {
        "100"
    } else {
        "2000"
    };
    let onpointerdown = Callback::from(|event: PointerEvent| {
        if let Some(element) = event.target_dyn_into::<Element>() {
            event.prevent_default();
            // Without it the drag only ends at the line's edge.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
    });
    let onpointermove = link.batch_callback(move |event: PointerEvent| {
        let element = event.target_dyn_into::<Element>()?;
        if !element.has_pointer_capture(event.pointer_id()) {
            return None;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        place(&element, which, x, y).map(|value| Msg::Splitter(which, value))
    });
    let onkeydown = link.batch_callback(move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => -24.0,
            "ArrowRight" | "ArrowDown" => 24.0,
            _ => return None,
        };
        event.prevent_default();
        let element = event.target_dyn_into::<Element>()?;
        let bounds = element.get_bounding_client_rect();
        let (x, y) = (
            bounds.left() + bounds.width() / 2.0 + step,
            bounds.top() + bounds.height() / 2.0 + step,
        );
        place(&element, which, x, y).map(|value| Msg::Splitter(which, value))
    });
    html! {
        <div class={classes!("splitter", direction)} role="separator" tabindex="0" aria-orientation={direction} aria-label={label}
            aria-valuenow={format!("{at:.0}")} aria-valuemin="0" aria-valuemax={most}
            {onpointerdown} {onpointermove} {onkeydown}></div>
    }
}

/// What a line at this point means: a width in pixels, or a share of the height.
fn place(line: &Element, which: Splitter, x: f64, y: f64) -> Option<f64> {
    let beside = match which {
        Splitter::Panel => line.previous_element_sibling()?,
        Splitter::Side => line.next_element_sibling()?,
        Splitter::Board => line.parent_element()?.dyn_into().ok()?,
    };
    let bounds = beside.get_bounding_client_rect();
    Some(match which {
        Splitter::Panel => x - bounds.left(),
        Splitter::Side => bounds.right() - x,
        Splitter::Board => (y - bounds.top()) / bounds.height().max(1.0) * 100.0,
    })
}
