//! The files on the board: what is there, fetched, sent, deleted.

use super::{Ask, Device, Entry};
use crate::{
    app::{App, Msg},
    icon::Icon,
    texts::{Texts, fill},
};
use yew::html::Scope;
use yew::prelude::*;

pub fn files(texts: &'static Texts, device: &Device, link: &Scope<App>) -> Html {
    let send = |ask: Ask| link.callback(move |_: MouseEvent| Msg::Device(ask.clone()));
    let within = |name: &str| match device.folder.as_str() {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let row = |entry: &Entry| {
        let path = within(&entry.name);
        let act = |icon: &'static str, name: &'static str, ask: Ask| {
            html! { <button type="button" class="icon-button" aria-label={format!("{name}: {path}")} title={name} onclick={send(ask)}><Icon name={icon} /></button> }
        };
        let (icon, open) = match entry.is_folder {
            true => ("folder-open", Ask::Files(path.clone())),
            false => ("file", Ask::Fetch(path.clone())),
        };
        html! {
            <li class="file board-file" key={path.clone()}>
                <button type="button" class="file-name" onclick={send(open.clone())}><Icon name={icon} /><span>{ &entry.name }</span></button>
                if !entry.is_folder {
                    <span class="quiet">{ fill(texts.bytes, &[&entry.size]) }</span>
                    { act("download", texts.download, open) }
                }
                { act("trash", texts.delete, Ask::Remove(entry.clone())) }
            </li>
        }
    };
    let up = (!device.folder.is_empty()).then(|| {
        let parent = device.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        html! { <li class="file"><button type="button" class="file-name" onclick={send(Ask::Files(parent.to_owned()))}><Icon name="folder-open" /><span>{ ".." }</span></button></li> }
    });
    html! {
        <>
            <p class="quiet">{ texts.board_files_text }</p>
            <div class="board-files" aria-busy={device.is_busy().to_string()}>
                { match &device.entries {
                    None => html! { <p role="status">{ texts.board_files_reading }</p> },
                    Some(entries) if entries.is_empty() && up.is_none() => html! { <p>{ texts.board_files_empty }</p> },
                    Some(entries) => html! { <ul>{ for up }{ for entries.iter().map(row) }</ul> },
                } }
            </div>
            <div class="row">
                <button type="button" class="button primary" onclick={send(Ask::Send)}><Icon name="upload" />{ texts.board_files_send }</button>
                <button type="button" class="button" onclick={send(Ask::Reset)}><Icon name="reset" />{ texts.restart_board }</button>
            </div>
        </>
    }
}
