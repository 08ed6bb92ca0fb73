//! What surrounds a board: sliders for its sensors, gestures, pins, radio, strips, servos, the log.

use super::{Given, Set, Shown, hold::Hold, motion::Tilt};
use crate::{
    icon::Icon,
    project::BoardKind,
    texts::{Texts, fill},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub kind: BoardKind,
    pub shown: Shown,
    pub given: Given,
    pub texts: &'static Texts,
    pub on_set: Callback<Set>,
    pub on_save_log: Callback<()>,
    /// Whether a second micro:bit stands beside it, and what adds it or takes it away.
    pub has_second: bool,
    pub on_second: Callback<bool>,
}

/// Gestures, by their names in `microbit.accelerometer`.
const GESTURES: [&str; 8] = [
    "shake",
    "up",
    "down",
    "left",
    "right",
    "face up",
    "face down",
    "freefall",
];

#[function_component(Controls)]
pub fn controls(props: &Props) -> Html {
    let Props {
        kind,
        shown,
        given,
        texts,
        on_set,
        ..
    } = props;
    let is_microbit = *kind == BoardKind::Microbit;
    let tilt = given.tilt;
    let air = html! {
        <Radio heard={shown.radio.clone()} {texts} on_set={on_set.clone()} has_second={props.has_second} on_second={props.on_second.clone()} />
    };
    // What the program uses stands next to the board.
    html! {
        <div class="controls">
            { strips(shown, texts) }
            if shown.uses_i2c || shown.uses_wire || shown.screen.is_some() { { devices(props) } }
            { servos(shown, texts) }
            if !shown.log.is_empty() { { log(props) } }
            if shown.radio_on { { air.clone() } }
            if !is_microbit { { pins(props) } }
            <fieldset>
                <legend>{ texts.accelerometer }</legend>
                { slider("tilt-x", texts.tilt_x, -90.0, 90.0, tilt.roll, "°", on_set.reform(move |roll| Set::Tilt(Tilt { roll, ..tilt }))) }
                { slider("tilt-y", texts.tilt_y, -90.0, 90.0, tilt.pitch, "°", on_set.reform(move |pitch| Set::Tilt(Tilt { pitch, ..tilt }))) }
                if is_microbit {
                    <div class="chips" role="group" aria-label={texts.gesture}>
                        { for GESTURES.iter().map(|name| {
                            let onclick = on_set.reform(move |_| Set::Gesture(name));
                            html! { <button type="button" class="chip-button" data-gesture={*name} {onclick}>{ gesture(name, texts) }</button> }
                        }) }
                    </div>
                }
            </fieldset>
            if is_microbit {
                <fieldset>
                    <legend>{ texts.sensors }</legend>
                    { slider("light", texts.light, 0.0, 255.0, given.light, "", on_set.reform(Set::Light)) }
                    { slider("temperature", texts.temperature, -5.0, 50.0, given.temperature, " °C", on_set.reform(Set::Temperature)) }
                    { slider("sound", texts.sound_level, 0.0, 255.0, given.sound, "", on_set.reform(Set::Sound)) }
                    { slider("compass", texts.compass, 0.0, 359.0, given.heading, "°", on_set.reform(Set::Heading)) }
                </fieldset>
                { pins(props) }
            }
            if is_microbit && !shown.radio_on { { air } }
            if is_microbit && shown.log.is_empty() { { log(props) } }
        </div>
    }
}

fn gesture(name: &str, texts: &'static Texts) -> &'static str {
    match name {
        "shake" => texts.shake,
        "up" => texts.up,
        "down" => texts.down,
        "left" => texts.left,
        "right" => texts.right,
        "face up" => texts.face_up,
        "face down" => texts.face_down,
        _ => texts.free_fall,
    }
}

fn slider(
    id: &'static str,
    label: &str,
    min: f64,
    max: f64,
    value: f64,
    unit: &str,
    on: Callback<f64>,
) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(value) = event.target_dyn_into::<HtmlInputElement>() {
            on.emit(value.value_as_number());
        }
    });
    html! {
        <div class="slider">
            <label for={format!("set-{id}")}>{ label }</label>
            <output>{ format!("{value:.0}{unit}") }</output>
            <input id={format!("set-{id}")} type="range" min={min.to_string()} max={max.to_string()} value={value.to_string()} {oninput} />
        </div>
    }
}

/// Pins that the program reads can be given a level; those it drives show theirs.
fn pins(props: &Props) -> Html {
    let Props {
        kind,
        shown,
        given,
        texts,
        on_set,
        ..
    } = props;
    let always: &[&str] = match kind {
        BoardKind::Microbit => &["pin0", "pin1", "pin2"],
        BoardKind::Pyboard => &[],
    };
    let mut names: Vec<&str> = always.to_vec();
    names.extend(
        shown
            .pins
            .iter()
            .filter(|(name, pin)| !pin.mode.is_empty() && !always.contains(&name.as_str()))
            .map(|(name, _)| name.as_str()),
    );
    names.truncate(24);
    if names.is_empty() {
        return html! {};
    }
    let row = |name: &&str| {
        let pin = shown.pins.get(*name);
        let short = name.strip_prefix("pin").unwrap_or(name).to_owned();
        if let Some(pin) = pin.filter(|pin| pin.drives()) {
            let share = (pin.level / 655.35).clamp(0.0, 100.0);
            return html! {
                <div class="pin-row" key={(*name).to_owned()}>
                    <span class="pin-name">{ short }</span>
                    <span class="meter"><span style={format!("width: {share:.0}%")}></span></span>
                    <output>{ fill(texts.pin_write, &[&pin.value()]) }</output>
                </div>
            };
        }
        let level = given.pins.get(*name).copied().unwrap_or_default();
        let part = (*name).to_owned();
        let on_level = {
            let part = part.clone();
            on_set.reform(move |event: InputEvent| {
                let value = event.target_dyn_into::<HtmlInputElement>();
                Set::Pin(
                    part.clone(),
                    value.map_or(0.0, |value| value.value_as_number()),
                )
            })
        };
        let label = fill(texts.pin_tip, &[&short, &texts.analog]);
        let can_touch = *kind == BoardKind::Microbit && ["pin0", "pin1", "pin2"].contains(name);
        let touch = fill(texts.pin_tip, &[&short, &texts.pin_touch]);
        html! {
            <div class="pin-row" key={part.clone()}>
                <span class="pin-name">{ short }</span>
                <input type="range" min="0" max="1023" value={level.to_string()} oninput={on_level} aria-label={label} />
                <output>{ format!("{level:.0}") }</output>
                if can_touch {
                    <Hold pressed={given.is_pressed(&part)} parts={vec![part]} name={texts.pin_touch} label={touch} on_set={on_set.clone()} />
                }
            </div>
        }
    };
    html! { <fieldset><legend>{ texts.pins }</legend>{ for names.iter().map(row) }</fieldset> }
}

fn strips(shown: &Shown, texts: &'static Texts) -> Html {
    if shown.neopixels.is_empty() {
        return html! {};
    }
    let pixel = |[red, green, blue]: &[u8; 3]| {
        // What is dark in numbers is still bright to the eye.
        let seen = |value: u8| 255.0 * (f64::from(value) / 255.0).sqrt();
        let colour = format!(
            "rgb({:.0} {:.0} {:.0})",
            seen(*red),
            seen(*green),
            seen(*blue)
        );
        let is_on = red | green | blue != 0;
        let style = if is_on {
            format!("background: {colour}; box-shadow: 0 0 10px 1px {colour}")
        } else {
            String::new()
        };
        html! { <i class="pixel" {style} title={format!("{red}, {green}, {blue}")}></i> }
    };
    html! {
        <fieldset>
            <legend>{ texts.neopixels }</legend>
            { for shown.neopixels.iter().map(|(pin, pixels)| html! {
                <div class="strip" role="img" aria-label={format!("{}: {}", pin, pixels.len())}>{ for pixels.iter().map(pixel) }</div>
            }) }
        </fieldset>
    }
}

fn servos(shown: &Shown, texts: &'static Texts) -> Html {
    if shown.servos.is_empty() {
        return html! {};
    }
    let servo = |(name, angle): (&String, &f64)| {
        let turn = format!("rotate({:.0} 50 56)", angle.clamp(-90.0, 90.0));
        html! {
            <figure class="servo">
                <svg viewBox="0 0 100 84" role="img" aria-label={format!("{angle:.0}°")}>
                    <path class="servo-scale" d="M14 56 A36 36 0 0 1 86 56" />
                    <rect x="28" y="38" width="44" height="42" rx="5" class="servo-case" />
                    <g transform={turn}><rect x="46" y="16" width="8" height="46" rx="4" class="servo-arm" /><circle cx="50" cy="56" r="8" class="servo-arm" /></g>
                </svg>
                <figcaption>{ format!("{}: {angle:.0}°", fill(texts.servo, &[&name])) }</figcaption>
            </figure>
        }
    };
    html! { <fieldset class="servos"><legend>{ texts.devices }</legend>{ for shown.servos.iter().map(servo) }</fieldset> }
}

/// What is attached: a screen and a sensor for the air on the I2C bus, sensors on one wire.
fn devices(props: &Props) -> Html {
    let Props {
        shown,
        given,
        texts,
        on_set,
        ..
    } = props;
    let [warmth, humidity, pressure] = given.probe;
    let on_bus = shown.uses_i2c || shown.screen.is_some();
    let screen = |screen: &super::state::Screen| {
        let size = format!("-3 -3 {} {}", screen.width + 6, screen.height() + 6);
        html! {
            <svg class="screen" viewBox={size} role="img" aria-label={texts.screen}>
                <title>{ texts.screen }</title>
                <rect x="-3" y="-3" width={(screen.width + 6).to_string()} height={(screen.height() + 6).to_string()} rx="3" class="screen-glass" />
                <path d={screen.path()} class="screen-lit" />
            </svg>
        }
    };
    html! {
        <fieldset>
            <legend>{ texts.devices }</legend>
            { for shown.screen.iter().map(screen) }
            <p class="quiet">{ if on_bus { texts.probe } else { texts.wire } }</p>
            { slider("probe-temperature", texts.temperature, -40.0, 85.0, warmth, " °C", on_set.reform(|value| Set::Probe(0, value))) }
            { slider("probe-humidity", texts.humidity, 0.0, 100.0, humidity, " %", on_set.reform(|value| Set::Probe(1, value))) }
            if on_bus {
                { slider("probe-pressure", texts.pressure, 300.0, 1100.0, pressure, " hPa", on_set.reform(|value| Set::Probe(2, value))) }
            }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct RadioProps {
    heard: Vec<String>,
    texts: &'static Texts,
    on_set: Callback<Set>,
    has_second: bool,
    on_second: Callback<bool>,
}

/// A second micro:bit on the same channel, as a conversation.
#[function_component(Radio)]
fn radio(props: &RadioProps) -> Html {
    let RadioProps {
        heard,
        texts,
        on_set,
        has_second,
        on_second,
    } = props;
    let (add, remove) = (
        on_second.reform(|_: MouseEvent| true),
        on_second.reform(|_: MouseEvent| false),
    );
    let input = use_node_ref();
    let onsubmit = {
        let (input, on_set) = (input.clone(), on_set.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                let text = input.value();
                if !text.is_empty() {
                    on_set.emit(Set::Radio(text));
                    input.set_value("");
                }
            }
        })
    };
    html! {
        <fieldset>
            <legend>{ texts.radio }</legend>
            <p class="quiet">{ texts.radio_hint }</p>
            <ol class="heard" aria-live="polite">
                if heard.is_empty() { <li class="quiet">{ texts.radio_empty }</li> }
                { for heard.iter().rev().take(6).map(|text| html! { <li>{ text }</li> }) }
            </ol>
            <form class="row together" {onsubmit}>
                <input ref={input} class="field" aria-label={texts.radio_send} placeholder={texts.radio_send} maxlength="200" />
                <button type="submit" class="button small" aria-label={texts.radio_send} title={texts.radio_send}><Icon name="send" /></button>
            </form>
            if *has_second {
                <button type="button" class="button small" onclick={remove}><Icon name="close" />{ texts.second_remove }</button>
            } else {
                <button type="button" class="button small" onclick={add}><Icon name="plus" />{ texts.second_add }</button>
            }
        </fieldset>
    }
}

fn log(props: &Props) -> Html {
    let Props {
        shown,
        texts,
        on_save_log,
        ..
    } = props;
    let mut lines = shown.log.lines().filter(|line| !line.is_empty());
    let heads: Vec<&str> = lines
        .next()
        .map(|line| line.split(',').collect())
        .unwrap_or_default();
    let rows: Vec<&str> = lines.collect();
    let save = on_save_log.reform(|_: MouseEvent| ());
    html! {
        <fieldset>
            <legend>{ texts.data_log }</legend>
            if heads.is_empty() {
                <p class="quiet">{ texts.log_empty }</p>
            } else {
                <div class="table" tabindex="0" role="region" aria-label={texts.data_log}>
                    <table>
                        <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                        <tbody>
                            { for rows.iter().rev().take(50).rev().map(|row| html! {
                                <tr>{ for row.split(',').map(|cell| html! { <td>{ cell }</td> }) }</tr>
                            }) }
                        </tbody>
                    </table>
                </div>
                <button type="button" class="button small" onclick={save}><Icon name="download" />{ texts.log_download }</button>
            }
        </fieldset>
    }
}
