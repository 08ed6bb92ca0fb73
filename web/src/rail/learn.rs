//! Examples that open as projects, and a short reference whose pieces go into the code.

use crate::{
    app::{App, Msg},
    icon::Icon,
    learn::{self, Example, Piece},
    project::BoardKind,
    texts::Language,
};
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub language: Language,
    pub board: BoardKind,
    pub link: Scope<App>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.language == other.language && self.board == other.board
    }
}

#[function_component(Learn)]
pub fn learn(props: &Props) -> Html {
    let texts = props.language.texts();
    let wanted = use_state(String::new);
    let letters = wanted.to_lowercase();
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(field.value());
            }
        })
    };
    let fits = |example: &&Example| {
        example
            .title(props.language)
            .to_lowercase()
            .contains(&letters)
            || example.source.to_lowercase().contains(&letters)
    };
    let mut examples: Vec<&'static Example> = learn::EXAMPLES.iter().filter(fits).collect();
    examples.sort_by_key(|example| example.board != props.board);
    let topic = |topic: &'static learn::Topic| {
        let pieces: Vec<&'static Piece> = topic
            .pieces
            .iter()
            .filter(|piece| piece.board.is_none_or(|board| board == props.board))
            .filter(|piece| {
                piece.code.to_lowercase().contains(&letters)
                    || piece
                        .words(props.language)
                        .to_lowercase()
                        .contains(&letters)
            })
            .collect();
        if pieces.is_empty() {
            return html! {};
        }
        html! {
            <details class="topic" open={!letters.is_empty()}>
                <summary>{ topic.title(props.language) }</summary>
                { for pieces.into_iter().map(|piece| draw_piece(piece, props)) }
            </details>
        }
    };
    html! {
        <>
            <input type="search" class="field" aria-label={texts.search_examples} placeholder={texts.search_examples} {oninput} />
            <h3>{ texts.reference }</h3>
            <p class="quiet">{ texts.insert_tip }</p>
            { for learn::TOPICS.iter().map(topic) }
            <h3>{ texts.examples }</h3>
            <p class="quiet">{ texts.examples_tip }</p>
            <ul class="examples">{ for examples.into_iter().map(|example| draw_example(example, props)) }</ul>
        </>
    }
}

fn draw_piece(piece: &'static Piece, props: &Props) -> Html {
    let texts = props.language.texts();
    let insert = props.link.callback(move |_| Msg::InsertCode(piece.code));
    let ondragstart = Callback::from(move |event: DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            // The drop tells them apart: our own kind goes in as whole lines.
            let _ = transfer.set_data("text/x-pyrite-code", piece.code);
            let _ = transfer.set_data("text/plain", piece.code);
        }
    });
    html! {
        <figure class="piece" draggable="true" {ondragstart}>
            <figcaption>{ piece.words(props.language) }</figcaption>
            <pre><code>{ piece.code }</code></pre>
            <button type="button" class="button small" onclick={insert} title={texts.insert_tip}><Icon name="plus" />{ texts.insert }</button>
        </figure>
    }
}

fn draw_example(example: &'static Example, props: &Props) -> Html {
    let onclick = props.link.callback(move |_| Msg::NewProject(example));
    learn::card(example, props.language, onclick)
}
