//! The top bar: the project's name and whether it is kept, Run, Flash, Share, the library, help. Nothing else lives here.

use crate::{
    app::{App, Dialog, Msg, RunState, Saved},
    device::Ask,
    icon::Icon,
    texts::{Texts, fill},
};
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub texts: &'static Texts,
    pub name: String,
    pub saved: Saved,
    pub run: RunState,
    /// The board that Flash puts the program on.
    pub board: String,
    pub is_connected: bool,
    pub is_busy: bool,
    /// How the flashing goes.
    pub card: Html,
    /// Whether the hint beside Run is shown.
    pub hint: bool,
    pub link: Scope<App>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        (self.texts, &self.name, self.saved, self.run, self.hint)
            == (other.texts, &other.name, other.saved, other.run, other.hint)
            && (&self.board, self.is_connected, self.is_busy, &self.card)
                == (&other.board, other.is_connected, other.is_busy, &other.card)
    }
}

#[function_component(TopBar)]
pub fn top_bar(props: &Props) -> Html {
    let Props {
        texts,
        name,
        saved,
        run,
        hint,
        board,
        is_connected,
        is_busy,
        card,
        link,
    } = props;
    let texts: &'static Texts = texts;
    let is_running = *run != RunState::Idle;
    let action = |icon: &'static str, label: &'static str, message: fn() -> Msg| {
        html! {
            <button type="button" class="bar-button" onclick={link.callback(move |_| message())} title={label}><Icon name={icon} /><span>{ label }</span></button>
        }
    };
    html! {
        <header class="top-bar">
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 2 29 9.5 16 17 3 9.5Z" class="mark-top" /><path d="M3 9.5 16 17V31L3 23Z" class="mark-left" /><path d="M29 9.5 16 17V31L29 23Z" class="mark-right" /></svg>
            <div class="project-name">
                <Name name={name.clone()} {texts} on_name={link.callback(Msg::RenameProject)} />
                <span class={classes!("saved", (*saved == Saved::Failed).then_some("failed"))} role="status">{ saved_words(texts, *saved) }</span>
            </div>
            <div class="run-place">
                <button type="button" class={classes!("run-button", is_running.then_some("running"))} onclick={link.callback(|_| Msg::RunOrStop)}
                    title={if is_running { texts.stop_tip } else { texts.run_tip }}>
                    <Icon name={if is_running { "stop" } else { "run" }} /><span>{ if is_running { texts.stop } else { texts.run } }</span>
                </button>
                <button type="button" class={classes!("flash-button", is_connected.then_some("connected"))} title={fill(texts.flash_tip, &[board])}
                    aria-disabled={is_busy.to_string()} onclick={link.callback(|_| Msg::Device(Ask::Flash { whole: false }))}>
                    <Icon name="flash" /><span class="flash-word">{ texts.flash }</span><span class="flash-board">{ board }</span>
                </button>
                { card.clone() }
                if *hint { <span class="hint run-hint">{ texts.hint_run }</span> }
            </div>
            <nav class="bar-actions" aria-label={texts.project}>
                { action("share", texts.share, || Msg::Share) }
                { action("library", texts.library, || Msg::Show(Dialog::Library)) }
                { action("help", texts.help, || Msg::Show(Dialog::Help)) }
            </nav>
        </header>
    }
}

fn saved_words(texts: &'static Texts, saved: Saved) -> String {
    match saved {
        Saved::Not => texts.saving.to_owned(),
        Saved::Failed => texts.not_saved.to_owned(),
        Saved::At(time) => fill(texts.saved_at, &[&clock(time)]),
    }
}

/// Hours and minutes.
fn clock(time: f64) -> String {
    let date = js_sys::Date::new(&time.into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

#[derive(Properties, PartialEq)]
struct NameProps {
    name: String,
    texts: &'static Texts,
    on_name: Callback<String>,
}

/// The name: a click makes it a field.
#[function_component(Name)]
fn name(props: &NameProps) -> Html {
    let field = use_node_ref();
    {
        let (field, name) = (field.clone(), props.name.clone());
        use_effect_with(props.name.clone(), move |_| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&name);
            }
        });
    }
    let onchange = {
        let on_name = props.on_name.clone();
        let old = props.name.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                if field.value().trim().is_empty() {
                    field.set_value(&old);
                }
                on_name.emit(field.value());
            }
        })
    };
    let onkeydown = {
        let old = props.name.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            match event.key().as_str() {
                "Escape" => field.set_value(&old),
                "Enter" => {}
                _ => return,
            }
            // Leaving the field keeps what stands in it.
            let _ = field.blur();
        })
    };
    html! {
        <input ref={field} class="name-field" aria-label={props.texts.project_name} title={props.texts.project_name} maxlength="80"
            spellcheck="false" {onchange} {onkeydown} />
    }
}
