//! Settings: colours, language, sizes, sound, and what Pyrite is.

use crate::{
    app::{App, Msg},
    icon::Icon,
    js,
    settings::{CODE_SIZES, Settings, Theme},
    texts::{Language, Texts},
};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::Scope;
use yew::prelude::*;

#[derive(Properties)]
pub struct Props {
    pub settings: Settings,
    pub link: Scope<App>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        self.settings == other.settings
    }
}

#[function_component(Options)]
pub fn options(props: &Props) -> Html {
    let Props { settings, link } = props;
    let texts = settings.language.texts();
    let theme = |theme: Theme| {
        let onchange = link.callback(move |_: Event| Msg::Theme(theme));
        html! {
            <label class="choice"><input type="radio" name="theme" checked={settings.theme == theme} {onchange} />{ theme_name(theme, texts) }</label>
        }
    };
    let on_language = link.callback(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Msg::Language(Language::from_id(
            &select.map(|select| select.value()).unwrap_or_default(),
        ))
    });
    let on_size = link.callback(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Msg::CodeSize(
            select
                .and_then(|select| select.value().parse().ok())
                .unwrap_or(16),
        )
    });
    html! {
        <div class="options">
            <fieldset><legend>{ texts.theme }</legend>{ for Theme::ALL.map(theme) }</fieldset>
            <label class="line"><span>{ texts.language }</span>
                <select class="field" onchange={on_language}>
                    { for Language::ALL.map(|language| html! { <option value={language.id()} selected={settings.language == language}>{ language.title() }</option> }) }
                </select>
            </label>
            <label class="line"><span>{ texts.text_size }</span>
                <select class="field" onchange={on_size}>
                    { for CODE_SIZES.map(|size| html! { <option value={size.to_string()} selected={settings.code_size == size}>{ size }</option> }) }
                </select>
            </label>
            { switch(texts.wrap_lines, settings.wrap, link.callback(Msg::Wrap)) }
            { switch(texts.sound_on, !settings.muted, link.callback(Msg::Sound)) }
            { switch(texts.reader_mode, settings.reader, link.callback(Msg::Reader)) }
            if js::can_install() {
                <button type="button" class="button" onclick={link.callback(|_| Msg::Install)}><Icon name="download" />{ texts.install }</button>
            }
            <h3>{ texts.about }</h3>
            <p class="quiet prose">{ texts.about_text }</p>
        </div>
    }
}

fn theme_name(theme: Theme, texts: &'static Texts) -> &'static str {
    match theme {
        Theme::System => texts.theme_system,
        Theme::Light => texts.theme_light,
        Theme::Dark => texts.theme_dark,
        Theme::Contrast => texts.theme_contrast,
    }
}

fn switch(name: &'static str, on: bool, set: Callback<bool>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            set.emit(field.checked());
        }
    });
    html! { <label class="line"><span>{ name }</span><input type="checkbox" role="switch" checked={on} {onchange} /></label> }
}
