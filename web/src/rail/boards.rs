//! Which board the project is for.

use crate::{
    app::{App, Msg},
    board::{Given, Shown, microbit::Microbit, pyboard::Pyboard},
    project::BoardKind,
    texts::Texts,
};
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub board: BoardKind,
    pub texts: &'static Texts,
    pub link: Scope<App>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.board == other.board && self.texts == other.texts
    }
}

#[function_component(Boards)]
pub fn boards(props: &Props) -> Html {
    let texts = props.texts;
    let item = |board: BoardKind| {
        let is_chosen = props.board == board;
        let onclick = props.link.callback(move |_| Msg::Board(board));
        let nothing = Callback::noop();
        let given = Given::default();
        let picture = match board {
            BoardKind::Microbit => {
                html! { <Microbit id="card" shown={heart()} {given} {texts} on_set={nothing} /> }
            }
            BoardKind::Pyboard => {
                html! { <Pyboard shown={Shown { leds: [255, 255, 255, 255], ..Shown::default() }} {given} {texts} on_set={nothing} /> }
            }
        };
        html! {
            <li><button type="button" class={classes!("board-card", is_chosen.then_some("chosen"))} aria-pressed={is_chosen.to_string()} {onclick}>
                <span class="board-picture" inert=true aria-hidden="true">{ picture }</span><span>{ board.title() }</span>
            </button></li>
        }
    };
    html! { <ul class="board-cards">{ for BoardKind::ALL.map(item) }</ul> }
}

/// A board that shows a heart.
fn heart() -> Shown {
    let rows = [0b01010u8, 0b11111, 0b11111, 0b01110, 0b00100];
    let mut shown = Shown::default();
    for (index, led) in shown.matrix.iter_mut().enumerate() {
        *led = 9 * (rows[index / 5] >> (4 - index % 5) & 1);
    }
    shown
}
