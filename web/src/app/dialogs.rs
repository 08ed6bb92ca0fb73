//! What lies over the page: library, help, commands, sharing. Escape and a click beside it close it.

use super::{App, Dialog, Msg, commands::COMMANDS, palette::Palette};
use crate::{
    device,
    icon::Icon,
    js, learn,
    project::{Project, store::Listed},
    texts::{Texts, fill},
};
use web_sys::HtmlElement;
use yew::html::Scope;
use yew::prelude::*;

pub fn draw(app: &App, link: &Scope<App>) -> Html {
    let texts = app.texts();
    let close = link.callback(|()| Msg::CloseDialog);
    let notice = app.draw_toast(link);
    match app.dialog() {
        None => html! {},
        Some(Dialog::Library) => {
            html! { <Modal key="library" title={texts.library} class="wide" {texts} {close} {notice}>{ library(app, link) }</Modal> }
        }
        Some(Dialog::Help) => {
            html! { <Modal key="help" title={texts.help_title} {texts} {close} {notice}>{ help(texts, link) }</Modal> }
        }
        Some(Dialog::Commands) => {
            let on_choose = link.batch_callback(|id| vec![Msg::CloseDialog, Msg::Key(id)]);
            html! { <Modal key="commands" title={texts.commands} class="top" {texts} {close} {notice}><Palette {texts} {on_choose} /></Modal> }
        }
        Some(Dialog::Cable) => {
            let body = device::cable(texts, &app.device, app.project.board, link);
            html! { <Modal key="cable" title={texts.cable_title} {texts} {close} {notice}>{ body }</Modal> }
        }
        Some(Dialog::BoardFiles) => {
            let body = device::files(texts, &app.device, link);
            html! { <Modal key="board-files" title={texts.board_files} {texts} {close} {notice}>{ body }</Modal> }
        }
        Some(Dialog::Saved(file)) => {
            let body = device::saved(texts, file, app.project.board, link);
            html! { <Modal key="saved" title={texts.saved_title} {texts} {close} {notice}>{ body }</Modal> }
        }
        Some(Dialog::Share(address)) => {
            html! { <Modal key="share" title={texts.share_title} {texts} {close} {notice}>{ share(texts, link, address) }</Modal> }
        }
        Some(Dialog::Shared(project)) => {
            html! { <Modal key="shared" title={texts.shared_title} {texts} {close} {notice}>{ shared(texts, link, project) }</Modal> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    title: &'static str,
    #[prop_or_default]
    class: &'static str,
    texts: &'static Texts,
    close: Callback<()>,
    notice: Html,
    children: Html,
}

/// A dialog of the browser: it keeps focus inside and knows Escape.
#[function_component(Modal)]
fn modal(props: &Props) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = place.cast::<HtmlElement>() {
                let open = js_sys::Reflect::get(&dialog, &"showModal".into()).ok();
                if let Some(open) = open.and_then(|open| open.dyn_into::<js_sys::Function>().ok()) {
                    // It is in the document and closed: it opens.
                    let _ = open.call0(&dialog);
                }
                if let Ok(Some(field)) = dialog.query_selector("[autofocus]") {
                    if let Ok(field) = field.dyn_into::<HtmlElement>() {
                        let _ = field.focus();
                    }
                }
            }
        });
    }
    let oncancel = props.close.reform(|event: Event| event.prevent_default());
    let onclick = {
        let (place, close) = (place.clone(), props.close.clone());
        Callback::from(move |event: MouseEvent| {
            // A click on the backdrop has the dialog itself as its target.
            if event.target().as_ref() == place.get().as_deref() {
                close.emit(());
            }
        })
    };
    let onclose = props.close.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={place} class={classes!("dialog", props.class)} aria-labelledby="dialog-title" {oncancel} {onclick}>
            <header class="panel-head"><h2 id="dialog-title">{ props.title }</h2>
                <button type="button" class="icon-button" onclick={onclose} aria-label={props.texts.close} title={props.texts.close}><Icon name="close" /></button>
            </header>
            <div class="dialog-body">{ props.children.clone() }</div>
            { props.notice.clone() }
        </dialog>
    }
}

use wasm_bindgen::JsCast;

fn library(app: &App, link: &Scope<App>) -> Html {
    let texts = app.texts();
    let project = |listed: &Listed| {
        let id = listed.id.clone();
        let open = link.callback(move |_| Msg::OpenProject(id.clone()));
        let id = listed.id.clone();
        let delete = link.callback(move |_| Msg::DeleteProject(id.clone()));
        let is_open = listed.id == app.project.id;
        let count = match listed.count {
            1 => texts.one_file.to_owned(),
            count => fill(texts.files_count, &[&count]),
        };
        let about = if is_open {
            texts.open_here.to_owned()
        } else {
            fill(
                texts.changed,
                &[&date(listed.changed, app.settings.language.id())],
            )
        };
        html! {
            <li class={classes!("project-line", is_open.then_some("active"))} key={listed.id.clone()}>
                <button type="button" class="project-open" onclick={open}>
                    <strong>{ &listed.name }</strong>
                    <span class="quiet">{ format!("{} · {} · {about}", listed.board.title(), count) }</span>
                </button>
                if !is_open {
                    <button type="button" class="icon-button" onclick={delete} aria-label={format!("{}: {}", texts.delete, listed.name)} title={texts.delete}><Icon name="trash" /></button>
                }
            </li>
        }
    };
    let example = |example: &'static learn::Example| {
        let onclick = link.callback(move |_| Msg::NewProject(example));
        learn::card(example, app.settings.language, onclick)
    };
    html! {
        <>
            <h3>{ texts.your_projects }</h3>
            if app.listed.is_empty() { <p class="quiet">{ texts.library_empty }</p> }
            <ul class="projects">{ for app.listed.iter().map(project) }</ul>
            <h3>{ texts.new_project }</h3>
            <ul class="examples grid">{ for learn::EMPTY.iter().map(example) }</ul>
            <h3>{ texts.examples }</h3>
            <ul class="examples grid">{ for learn::EXAMPLES.iter().map(example) }</ul>
        </>
    }
}

/// The browser's own kind of this language, which knows its country.
fn locale(language: &str) -> String {
    let own = web_sys::window().and_then(|window| window.navigator().language());
    own.filter(|own| own.starts_with(language))
        .unwrap_or_else(|| language.to_owned())
}

/// A date as people of this language write it.
fn date(time: f64, language: &str) -> String {
    let style = js::object(&[
        ("dateStyle", "medium".into()),
        ("timeStyle", "short".into()),
    ]);
    js_sys::Date::new(&time.into())
        .to_locale_string(&locale(language), &style)
        .into()
}

fn help(texts: &'static Texts, link: &Scope<App>) -> Html {
    html! {
        <>
            <p class="prose">{ texts.help_text }</p>
            <p class="prose">{ texts.board_keys }</p>
            <h3>{ texts.keyboard }</h3>
            <table class="keys"><tbody>
                { for COMMANDS.iter().filter(|command| !command.key.is_empty()).map(|command| html! {
                    <tr><td><kbd>{ command.key }</kbd></td><td>{ (command.title)(texts) }</td></tr>
                }) }
            </tbody></table>
            <button type="button" class="button" onclick={link.callback(|_| Msg::Show(Dialog::Commands))}><Icon name="search" />{ texts.commands }</button>
        </>
    }
}

fn share(texts: &'static Texts, link: &Scope<App>, address: &str) -> Html {
    let kilobytes = address.len() / 1024;
    html! {
        <>
            <p class="prose">{ texts.share_text }</p>
            <textarea class="field link-field" readonly=true rows="4" aria-label={texts.share_title} value={address.to_owned()} />
            if kilobytes >= 8 { <p class="quiet">{ fill(texts.share_long, &[&kilobytes]) }</p> }
            <div class="row">
                <button type="button" class="button primary" onclick={link.callback(|_| Msg::CopyLink)}><Icon name="copy" />{ texts.share_copy }</button>
                <button type="button" class="button" onclick={link.callback(|_| Msg::SaveProject)}><Icon name="download" />{ texts.download_project }</button>
            </div>
        </>
    }
}

fn shared(texts: &'static Texts, link: &Scope<App>, project: &Project) -> Html {
    html! {
        <>
            <p class="prose">{ fill(texts.shared_text, &[&project.name, &project.files.len()]) }</p>
            <ul class="quiet">{ for project.files.keys().take(8).map(|path| html! { <li>{ path }</li> }) }</ul>
            <div class="row">
                <button type="button" class="button primary" onclick={link.callback(|_| Msg::AcceptShared)}>{ texts.shared_open }</button>
                <button type="button" class="button" onclick={link.callback(|_| Msg::CloseDialog)}>{ texts.shared_keep }</button>
            </div>
        </>
    }
}
