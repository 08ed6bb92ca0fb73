//! An icon of the page's set (`web/js/icons.js`). It never stands alone: a text or an accessible name is beside it.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub name: &'static str,
}

#[function_component(Icon)]
pub fn icon(props: &Props) -> Html {
    html! { <svg class="icon" aria-hidden="true" focusable="false"><use href={format!("#icon-{}", props.name)} /></svg> }
}
