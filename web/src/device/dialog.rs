//! Connecting a board, and what to do with a saved file: short steps beside a drawing.

use super::{Ask, Device, Way};
use crate::{
    app::{App, Dialog, Msg},
    icon::Icon,
    js,
    project::BoardKind,
    texts::{Texts, fill},
};
use yew::html::Scope;
use yew::prelude::*;

/// The board at the cable, or how one gets there.
pub fn cable(texts: &'static Texts, device: &Device, kind: BoardKind, link: &Scope<App>) -> Html {
    let button = |class: &'static str, icon: &'static str, name: String, ask: Ask| {
        let onclick = link.callback(move |_: MouseEvent| Msg::Device(ask.clone()));
        html! { <button type="button" class={classes!("button", class)} {onclick}><Icon name={icon} />{ name }</button> }
    };
    let save = |class| button(class, "download", texts.save_image.to_owned(), Ask::Save);
    let trouble = device.trouble.as_ref().map(|words| {
        html! { <div class="trouble" role="alert"><p><strong>{ &words.what }</strong></p><p>{ &words.advice }</p></div> }
    });
    let is_busy = device.is_busy();
    if let Some(board) = &device.board {
        let flash = fill(texts.flash_to, &[&board.title]);
        let files = link.callback(|_: MouseEvent| Msg::Device(Ask::Files(String::new())));
        return html! {
            <>
                <p class="prose"><strong>{ fill(texts.is_connected, &[&board.title]) }</strong>
                    if !board.id.is_empty() { <span class="quiet">{ format!(" {}", &board.id) }</span> }</p>
                <p class="prose">{ texts.connected_text }</p>
                { for trouble }
                <div class="row">
                    { button("primary", "flash", flash, Ask::Flash { whole: false }) }
                    if board.way == Way::Microbit { { button("", "flash", texts.flash_whole.to_owned(), Ask::Flash { whole: true }) } }
                    if board.way != Way::Pyboard {
                        <button type="button" class="button" onclick={files}><Icon name="folder" />{ texts.board_files }</button>
                    }
                    { save("") }
                    { button("", "close", texts.disconnect.to_owned(), Ask::Disconnect) }
                </div>
            </>
        };
    }
    if !js::offers_usb() {
        return html! {
            <>
                <p class="prose"><strong>{ texts.no_usb_here }</strong></p>
                <p class="prose">{ texts.no_usb_text }</p>
                { for trouble }
                <div class="row">{ save("primary") }</div>
            </>
        };
    }
    let steps = match kind {
        BoardKind::Microbit => [texts.connect_1, texts.connect_2, texts.connect_3],
        BoardKind::Pyboard => [
            texts.connect_dfu_1,
            texts.connect_dfu_2,
            texts.connect_dfu_3,
        ],
    };
    let connect = fill(texts.connect_to, &[&kind.title()]);
    html! {
        <>
            <div class="steps">{ plugged(kind) }<ol>{ for steps.iter().map(|step| html! { <li>{ *step }</li> }) }</ol></div>
            { for trouble }
            <div class="row">
                <button type="button" class="button primary" autofocus=true aria-disabled={is_busy.to_string()}
                    onclick={link.callback(move |_: MouseEvent| Msg::Device(Ask::Connect(Way::of(kind))))}><Icon name="usb" />{ connect }</button>
                { save("") }
            </div>
            if js::offers_serial() {
                <p class="quiet">{ texts.serial_text }{ " " }
                    <button type="button" class="link" onclick={link.callback(|_: MouseEvent| Msg::Device(Ask::Connect(Way::Serial)))}>{ texts.connect_serial }</button></p>
            }
        </>
    }
}

/// A file was saved: what to do with it.
pub fn saved(texts: &'static Texts, file: &str, kind: BoardKind, link: &Scope<App>) -> Html {
    let steps = match kind {
        BoardKind::Microbit => vec![
            texts.drag_1.to_owned(),
            fill(texts.drag_2, &[&file]),
            texts.drag_3.to_owned(),
        ],
        BoardKind::Pyboard => vec![
            texts.dfu_1.to_owned(),
            fill(texts.dfu_2, &[&file]),
            texts.dfu_3.to_owned(),
        ],
    };
    html! {
        <>
            <div class="steps">{ dragged(kind) }<ol>{ for steps.iter().map(|step| html! { <li>{ step }</li> }) }</ol></div>
            <div class="row">
                <button type="button" class="button primary" autofocus=true onclick={link.callback(|_: MouseEvent| Msg::CloseDialog)}><Icon name="check" />{ texts.done }</button>
                <button type="button" class="button" onclick={link.callback(|_: MouseEvent| Msg::Show(Dialog::Cable))}><Icon name="usb" />{ texts.connect }</button>
            </div>
        </>
    }
}

const MICROBIT: &str = r#"<rect width="64" height="52" rx="8"/><rect class="socket" x="24" y="-4" width="16" height="10" rx="2"/><path class="led" d="M20 22h3m2 0h3m2 0h3m2 0h3m2 0h3"/><circle class="push" cx="9" cy="26" r="5"/><circle class="push" cx="55" cy="26" r="5"/><path class="ring" d="M8 46h0m12 0h0m12 0h0m12 0h0m12 0h0"/>"#;
const PYBOARD: &str = r#"<rect class="blue" width="64" height="52" rx="5"/><rect class="socket" x="24" y="-4" width="16" height="10" rx="2"/><rect class="chip" x="22" y="17" width="20" height="20" rx="1.5"/><path class="ring thin" d="M8 10h0m7 0h0m7 0h0m21 0h0m7 0h0m7 0h0M8 45h0m7 0h0m7 0h0m7 0h0m7 0h0m7 0h0m7 0h0"/><path class="jumper" d="M8 10Q17 22 22 10"/>"#;
const LAPTOP: &str = r#"<g class="laptop"><rect x="14" y="30" width="76" height="50" rx="5"/><rect class="glass" x="19" y="35" width="66" height="40" rx="2"/><path d="M6 84h92l-5 8H11z"/></g><path class="wire" d="M88 88C134 88 106 22 148 22Q156 22 156 32V40"/>"#;
const PAPER: &str = r#"<g class="paper"><path d="M22 34h26l12 12v38H22zM48 34v12h12"/></g><path class="arrow" d="M68 54Q88 38 110 50m-10-8l10 8-11 6"/><rect class="drive" x="118" y="86" width="76" height="18" rx="4"/>"#;

fn picture(behind: &str, place: &str, kind: BoardKind, words: &str) -> Html {
    let board = match kind {
        BoardKind::Microbit => MICROBIT,
        BoardKind::Pyboard => PYBOARD,
    };
    let drawn = format!(
        r#"<svg class="step-picture" viewBox="0 0 200 110" aria-hidden="true">{behind}<g class="small-board" transform="translate({place})">{board}</g>{words}</svg>"#
    );
    Html::from_html_unchecked(drawn.into())
}

/// A computer and a board at its cable.
fn plugged(kind: BoardKind) -> Html {
    picture(LAPTOP, "124 44", kind, "")
}

/// A file that is dragged onto the board's drive, or sent to its bootloader.
fn dragged(kind: BoardKind) -> Html {
    let (ending, name) = match kind {
        BoardKind::Microbit => (".hex", "MICROBIT"),
        BoardKind::Pyboard => (".dfu", "DFU"),
    };
    let words = format!(
        r#"<text class="paper-name" x="41" y="70">{ending}</text><text class="paper-name" x="156" y="99">{name}</text>"#
    );
    picture(PAPER, "124 22", kind, &words)
}
