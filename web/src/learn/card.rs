//! An example as a card to choose: its picture in lights, its name, its board.

use super::Example;
use crate::{project::BoardKind, texts::Language};
use yew::prelude::*;

/// Colours of a pyboard's LEDs, from LED 1 on.
const COLOURS: [&str; 4] = ["red", "green", "orange", "blue"];

pub fn card(example: &Example, language: Language, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <li><button type="button" class="example" {onclick}>
            { picture(example) }
            <span>{ example.title(language) }</span>
            <span class="quiet">{ example.board.title() }</span>
        </button></li>
    }
}

fn picture(example: &Example) -> Html {
    let is_matrix = example.board == BoardKind::Microbit;
    let light = |(row, column, digit): (usize, usize, u8)| {
        let (x, y) = if is_matrix {
            (column as f64 * 6.0 + 4.5, row as f64 * 6.0 + 4.0)
        } else {
            (column as f64 * 7.0 + 4.0, 14.0)
        };
        let is_on = digit > b'0';
        let colour = if is_matrix {
            "var(--led-on)".to_owned()
        } else {
            format!("var(--led-{})", COLOURS[column.min(3)])
        };
        let fill = if is_on {
            colour
        } else {
            "var(--led-off)".to_owned()
        };
        html! { <rect x={x.to_string()} y={y.to_string()} width="3" height="4" rx="0.8" {fill} /> }
    };
    let rows = example.picture.split(':').enumerate();
    let lights = rows.flat_map(|(row, digits)| {
        digits
            .bytes()
            .enumerate()
            .map(move |(column, digit)| (row, column, digit))
    });
    let class = if is_matrix {
        "example-board"
    } else {
        "example-board blue"
    };
    html! {
        <svg {class} viewBox="0 0 36 36" aria-hidden="true">
            <rect width="36" height="36" rx="6" class="example-pcb" />
            { for lights.map(light) }
        </svg>
    }
}
