//! Files of the project as a tree; each can be opened, renamed, downloaded, deleted.

use crate::{
    app::{App, Msg},
    icon::Icon,
    project::{MAIN, Project, path},
    texts::{Texts, fill},
};
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub project: Project,
    pub active: Option<String>,
    pub texts: &'static Texts,
    pub link: Scope<App>,
}

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
            folder = own;
            if !own.is_empty() {
                rows.push(folder_row(own, texts, link, &renaming));
            }
        }
        rows.push(row(
            file,
            active.as_deref() == Some(*file),
            texts,
            link,
            &renaming,
        ));
    }
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
            <ul class="files">{ for rows }</ul>
        </>
    }
}

type Renaming = UseStateHandle<Option<String>>;

fn row(
    file: &str,
    is_active: bool,
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
        <li class={classes!("file", is_active.then_some("active"))} {style} key={file.to_owned()}>
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
        <li class="file folder" {style} key={format!("{folder}/")}>
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
