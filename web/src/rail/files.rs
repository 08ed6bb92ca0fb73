//! Files of the project as a tree; each can be opened, renamed, moved, downloaded, dragged out, deleted.

use crate::{
    app::{App, Knowledge, Msg},
    icon::Icon,
    js,
    project::{MAIN, Project, path},
    texts::{Texts, fill},
};
use std::{cell::RefCell, rc::Rc};
use web_sys::{DragEvent, HtmlInputElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub project: Project,
    pub active: Option<String>,
    /// Holds the project as it is at any time: what is dragged out is not what was drawn.
    pub knowledge: Rc<RefCell<Knowledge>>,
    pub texts: &'static Texts,
    pub link: Scope<App>,
}

/// Kind of data of a file that is dragged within the page: its path.
const MOVED: &str = "text/x-pyrite-file";

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        let names = |project: &Project| project.files.keys().cloned().collect::<Vec<_>>();
        names(&self.project) == names(&other.project)
            && self.active == other.active
            && self.texts == other.texts
    }
}

#[function_component(Files)]
pub fn files(props: &Props) -> Html {
    let Props {
        project,
        active,
        knowledge,
        texts,
        link,
    } = props;
    let texts: &'static Texts = texts;
    let renaming = use_state(|| None::<String>);
    let paths = project.listed();
    let mut rows: Vec<Html> = Vec::new();
    let mut folder = "";
    for file in &paths {
        let own = path::folder(file);
        if own != folder {
            let slashes = own.match_indices('/').map(|(at, _)| &own[..at]);
            for part in slashes.chain((!own.is_empty()).then_some(own)) {
                if part != folder && !folder.starts_with(&format!("{part}/")) {
                    rows.push(folder_row(part, texts, link, &renaming));
                }
            }
            folder = own;
        }
        let is_active = active.as_deref() == Some(*file);
        rows.push(row(file, is_active, knowledge, texts, link, &renaming));
    }
    let ondrop = moved_to("", link);
    let tool = |icon: &'static str, name: &'static str, message: Msg| {
        html! { <button type="button" class="icon-button" aria-label={name} title={name} onclick={link.callback(move |_| message.clone())}><Icon name={icon} /></button> }
    };
    html! {
        <>
            <div class="tools" role="toolbar" aria-label={texts.files}>
                { tool("file-new", texts.new_file, Msg::NewFile) }
                { tool("upload", texts.upload, Msg::Choose { folder: false }) }
                { tool("folder-new", texts.upload_folder, Msg::Choose { folder: true }) }
                { tool("download", texts.download_project, Msg::SaveProject) }
            </div>
            if paths.is_empty() { <p class="quiet">{ texts.empty_files }</p> }
            <ul class="files" ondragover={take_moved()} {ondrop}>{ for rows }</ul>
        </>
    }
}

type Renaming = UseStateHandle<Option<String>>;

/// Says that a file of this page may be let go here.
fn take_moved() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        let kinds = event.data_transfer().map(|transfer| transfer.types());
        if kinds.is_some_and(|kinds| js::items(&kinds).iter().any(|kind| *kind == MOVED)) {
            event.prevent_default();
        }
    })
}

/// A file that is let go here moves to this folder.
fn moved_to(folder: &str, link: &Scope<App>) -> Callback<DragEvent> {
    let folder = folder.to_owned();
    link.batch_callback(move |event: DragEvent| {
        let from = event.data_transfer()?.get_data(MOVED).ok()?;
        if from.is_empty() {
            return None;
        }
        event.prevent_default();
        event.stop_propagation();
        let name = path::name(&from);
        let to = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        Some(Msg::Rename { from, to })
    })
}

/// A file can be dragged into a folder, and out of the page.
fn drag(file: &str, knowledge: &Rc<RefCell<Knowledge>>) -> Callback<DragEvent> {
    let (file, knowledge) = (file.to_owned(), knowledge.clone());
    Callback::from(move |event: DragEvent| {
        let Some(transfer) = event.data_transfer() else {
            return;
        };
        // Data can be set while a drag begins.
        let _ = transfer.set_data(MOVED, &file);
        if let Some(bytes) = knowledge.borrow().project.files.get(&file) {
            js::drag_out(&transfer, path::name(&file), bytes);
        }
    })
}

fn row(
    file: &str,
    is_active: bool,
    knowledge: &Rc<RefCell<Knowledge>>,
    texts: &'static Texts,
    link: &Scope<App>,
    renaming: &Renaming,
) -> Html {
    let depth = file.matches('/').count();
    let style = format!("--depth: {depth}");
    if renaming.as_deref() == Some(file) {
        return html! { <li class="file" {style} key={file.to_owned()}><Rename from={file.to_owned()} {texts} link={link.clone()} renaming={renaming.clone()} /></li> };
    }
    let open = {
        let file = file.to_owned();
        link.callback(move |_| Msg::Open(file.clone()))
    };
    let icon = if file.ends_with(".py") {
        "python"
    } else {
        "file"
    };
    let title = if file == MAIN {
        texts.main_file.to_owned()
    } else {
        file.to_owned()
    };
    html! {
        <li class={classes!("file", is_active.then_some("active"))} {style} key={file.to_owned()} draggable="true" ondragstart={drag(file, knowledge)}>
            <button type="button" class="file-name" onclick={open} {title}><Icon name={icon} /><span>{ path::name(file).to_owned() }</span></button>
            { menu(file, false, texts, link, renaming) }
        </li>
    }
}

fn folder_row(folder: &str, texts: &'static Texts, link: &Scope<App>, renaming: &Renaming) -> Html {
    let style = format!("--depth: {}", folder.matches('/').count());
    if renaming.as_deref() == Some(folder) {
        return html! { <li class="file" {style} key={format!("{folder}/")}><Rename from={folder.to_owned()} {texts} link={link.clone()} renaming={renaming.clone()} /></li> };
    }
    html! {
        <li class="file folder" {style} key={format!("{folder}/")} ondragover={take_moved()} ondrop={moved_to(folder, link)}>
            <span class="file-name"><Icon name="folder-open" /><span>{ path::name(folder).to_owned() }</span></span>
            { menu(folder, true, texts, link, renaming) }
        </li>
    }
}

/// What can be done with a file or a folder.
fn menu(
    file: &str,
    is_folder: bool,
    texts: &'static Texts,
    link: &Scope<App>,
    renaming: &Renaming,
) -> Html {
    let act = |icon: &'static str, name: &'static str, onclick: Callback<MouseEvent>| {
        let label = format!("{name}: {file}");
        html! { <button type="button" class="icon-button" aria-label={label} title={name} {onclick}><Icon name={icon} /></button> }
    };
    let rename = {
        let (renaming, file) = (renaming.clone(), file.to_owned());
        Callback::from(move |_| renaming.set(Some(file.clone())))
    };
    let save = {
        let file = file.to_owned();
        link.callback(move |_| Msg::SaveFile(file.clone()))
    };
    let delete = {
        let file = file.to_owned();
        link.callback(move |_| Msg::Delete(file.clone()))
    };
    html! {
        <span class="file-menu" role="group" aria-label={fill(texts.file_menu, &[&file])}>
            { act("edit", texts.rename, rename) }
            if !is_folder { { act("download", texts.download, save) } }
            { act("trash", texts.delete, delete) }
        </span>
    }
}

#[derive(Properties)]
struct RenameProps {
    from: String,
    texts: &'static Texts,
    link: Scope<App>,
    renaming: Renaming,
}

impl PartialEq for RenameProps {
    fn eq(&self, other: &RenameProps) -> bool {
        self.from == other.from && self.texts == other.texts
    }
}

#[function_component(Rename)]
fn rename(props: &RenameProps) -> Html {
    let field = use_node_ref();
    {
        let (field, from) = (field.clone(), props.from.clone());
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                field.set_value(&from);
                let start = path::folder(&from).encode_utf16().count();
                let end = from
                    .rfind('.')
                    .map_or(from.len(), |dot| from[..dot].encode_utf16().count());
                // A field that just appeared takes focus and a selection.
                let _ = field.focus();
                let _ = field
                    .set_selection_range(if start > 0 { start as u32 + 1 } else { 0 }, end as u32);
            }
        });
    }
    let finish = {
        let (link, from, renaming, field) = (
            props.link.clone(),
            props.from.clone(),
            props.renaming.clone(),
            field.clone(),
        );
        move |keep: bool| {
            if let Some(field) = field.cast::<HtmlInputElement>().filter(|_| keep) {
                link.send_message(Msg::Rename {
                    from: from.clone(),
                    to: field.value(),
                });
            }
            renaming.set(None);
        }
    };
    let onblur = {
        let finish = finish.clone();
        Callback::from(move |_| finish(true))
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let _ = field.blur();
            }
        }
        "Escape" => {
            event.stop_propagation();
            finish(false);
        }
        _ => {}
    });
    html! { <input ref={field} class="field" aria-label={props.texts.file_name} {onblur} {onkeydown} spellcheck="false" /> }
}
