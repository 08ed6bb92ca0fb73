//! The command palette: F1, a few letters, Enter.

use super::commands::{COMMANDS, Command};
use crate::texts::Texts;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub texts: &'static Texts,
    pub on_choose: Callback<&'static str>,
}

#[function_component(Palette)]
pub fn palette(props: &Props) -> Html {
    let Props { texts, on_choose } = props;
    let texts: &'static Texts = texts;
    let wanted = use_state(String::new);
    let at = use_state(|| 0usize);
    let letters = wanted.to_lowercase();
    let found: Vec<&'static Command> = COMMANDS
        .iter()
        .filter(|command| {
            command.id != "commands" && (command.title)(texts).to_lowercase().contains(&letters)
        })
        .collect();
    let chosen = (*at).min(found.len().saturating_sub(1));
    let oninput = {
        let (wanted, at) = (wanted.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(input.value());
                at.set(0);
            }
        })
    };
    let onkeydown = {
        let at = at.clone();
        let on_choose = on_choose.clone();
        let ids: Vec<&'static str> = found.iter().map(|command| command.id).collect();
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => at.set((chosen + 1) % ids.len().max(1)),
                "ArrowUp" => at.set((chosen + ids.len().max(1) - 1) % ids.len().max(1)),
                "Enter" => {
                    if let Some(id) = ids.get(chosen) {
                        on_choose.emit(id);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let line = |(index, command): (usize, &&'static Command)| {
        let onclick = on_choose.reform({
            let id = command.id;
            move |_: MouseEvent| id
        });
        let is_chosen = index == chosen;
        html! {
            <li id={format!("command-{}", command.id)} role="option" aria-selected={is_chosen.to_string()}
                class={classes!(is_chosen.then_some("chosen"))} {onclick}>
                <span>{ (command.title)(texts) }</span>
                if !command.key.is_empty() { <kbd>{ command.key }</kbd> }
            </li>
        }
    };
    let active = found
        .get(chosen)
        .map(|command| format!("command-{}", command.id));
    html! {
        <div class="palette">
            <input class="field" role="combobox" aria-expanded="true" aria-controls="command-list" aria-label={texts.commands}
                aria-activedescendant={active} placeholder={texts.command_hint} {oninput} {onkeydown} autofocus=true />
            <ul id="command-list" role="listbox" aria-label={texts.commands}>{ for found.iter().enumerate().map(line) }</ul>
            if found.is_empty() { <p class="quiet">{ texts.command_none }</p> }
        </div>
    }
}
