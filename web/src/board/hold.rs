//! A button that does something as long as it is held: by the pointer, by Space or Enter.

use super::Set;
use web_sys::{KeyboardEvent, PointerEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is pressed with it.
    pub parts: Vec<String>,
    pub name: AttrValue,
    pub label: AttrValue,
    pub pressed: bool,
    pub on_set: Callback<Set>,
}

#[function_component(Hold)]
pub fn hold(props: &Props) -> Html {
    let press = {
        let (on_set, parts) = (props.on_set.clone(), props.parts.clone());
        move |down: bool| {
            for part in &parts {
                on_set.emit(Set::Press(part.clone(), down));
            }
        }
    };
    let pointer = |down: bool| {
        let press = press.clone();
        Callback::from(move |_: PointerEvent| press(down))
    };
    let key = |down: bool| {
        let press = press.clone();
        Callback::from(move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), " " | "Enter") {
                event.prevent_default();
                event.stop_propagation();
                press(down);
            }
        })
    };
    let onblur = {
        let press = press.clone();
        Callback::from(move |_: FocusEvent| press(false))
    };
    // What is read begins with what is seen.
    let label = if props.label.contains(&*props.name) {
        props.label.to_string()
    } else {
        format!("{}: {}", props.name, props.label)
    };
    html! {
        <button type="button" class={classes!("chip-button", "hold", props.pressed.then_some("held"))} aria-label={label}
            title={props.label.clone()} aria-pressed={props.pressed.to_string()} onpointerdown={pointer(true)} onpointerup={pointer(false)}
            onpointerleave={pointer(false)} onkeydown={key(true)} onkeyup={key(false)} {onblur}>{ props.name.clone() }</button>
    }
}
