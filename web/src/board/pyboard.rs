//! The pyboard v1.1, drawn: 43 by 33 mm (without the USB socket), four LEDs, two switches, the pins along both sides.

use super::{
    Given, Set, Shown,
    drawing::{self, Props, is_high, leaning, press, said},
};
use crate::texts::{Texts, fill};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Names along the left and right edge, from the USB socket down.
const LEFT: [&str; 16] = [
    "X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9", "X10", "X11", "X12", "RST", "GND", "3V3",
    "VIN",
];
const RIGHT: [&str; 16] = [
    "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Y8", "Y9", "Y10", "Y11", "Y12", "B+", "GND", "A3V",
    "BT0",
];

/// Name and colour class of each LED.
const LEDS: [(&str, &str); 4] = [
    ("red", "LED1"),
    ("green", "LED2"),
    ("orange", "LED3"),
    ("blue", "LED4"),
];

const TOP: f64 = 34.0;
const STEP: f64 = 25.0;

#[function_component(Pyboard)]
pub fn pyboard(props: &Props) -> Html {
    let Props {
        shown,
        given,
        texts,
        on_set,
        ..
    } = props;
    let style = leaning(given.tilt);
    html! {
        <div class="drawing" tabindex="0" role="group" aria-label={fill(texts.board_of, &[&"pyboard"])}
            onkeydown={keys(on_set, true)} onkeyup={keys(on_set, false)}>
            <svg class="pyboard" viewBox="-8 -30 346 474" {style}>
                { body() }
                { for LEDS.iter().enumerate().map(|(index, (colour, name))| led(index, colour, name, shown.leds[index])) }
                { switch("USR", 98.0, 366.0, "user", texts.user_switch, given, on_set) }
                { switch("RST", 232.0, 366.0, "reset", texts.reset, given, on_set) }
                { for LEFT.iter().enumerate().map(|(row, name)| pin(name, 15.0, row, 30.0, "start", shown, texts)) }
                { for RIGHT.iter().enumerate().map(|(row, name)| pin(name, 315.0, row, 300.0, "end", shown, texts)) }
            </svg>
        </div>
    }
}

fn keys(on_set: &Callback<Set>, down: bool) -> Callback<KeyboardEvent> {
    drawing::keys(on_set, move |event| match event.key().as_str() {
        "u" | "U" => Some(Set::Press("user".into(), down)),
        _ => None,
    })
}

fn body() -> Html {
    let legs = |index: usize| {
        let at = 168.0 + 5.8 * index as f64;
        let across = 118.0 + 5.8 * index as f64;
        html! {
            <>
                <path class="chip-legs" d={format!("M110 {at} h-7 M220 {at} h7 M{across} 160 v-7 M{across} 270 v7")} />
            </>
        }
    };
    html! {
        <>
            <defs>
                { for LEDS.iter().map(|(colour, _)| html! {
                    <radialGradient id={format!("glow-{colour}")}>
                        <stop offset="0" stop-color={format!("var(--led-{colour})")} stop-opacity="0.9" />
                        <stop offset="1" stop-color={format!("var(--led-{colour})")} stop-opacity="0" />
                    </radialGradient>
                }) }
            </defs>
            <rect width="330" height="430" rx="16" class="pcb pcb-blue" />
            <rect x="2" y="2" width="326" height="426" rx="14" class="pcb-rim" />
            <rect x="126" y="-22" width="78" height="64" rx="5" class="metal" />
            <rect x="136" y="-22" width="58" height="8" class="metal-dark" />
            <text x="165" y="62" class="print-small">{ "USB" }</text>
            <text x="165" y="132" class="print-name">{ "pyboard" }</text>
            <text x="165" y="148" class="print-small">{ "v1.1" }</text>
            { for (0..17).map(legs) }
            <rect x="110" y="160" width="110" height="110" rx="4" class="chip" />
            <circle cx="122" cy="172" r="4" class="chip-mark" />
            <text x="165" y="212" class="chip-print">{ "STM32" }</text>
            <text x="165" y="230" class="chip-print">{ "F405RG" }</text>
            <rect x="60" y="96" width="30" height="24" rx="2" class="chip" />
            <text x="75" y="90" class="print-small">{ "ACC" }</text>
            <rect x="236" y="92" width="30" height="16" rx="3" class="metal" />
            <text x="251" y="86" class="print-small">{ "XTAL" }</text>
            <rect x="122" y="398" width="86" height="34" rx="4" class="metal" />
            <text x="165" y="392" class="print-small">{ "SD" }</text>
            { for [(62.0, 240.0), (62.0, 256.0), (260.0, 200.0), (260.0, 216.0), (260.0, 240.0), (72.0, 190.0)].iter().map(|(x, y)| html! {
                <rect x={x.to_string()} y={y.to_string()} width="14" height="7" rx="1" class="part" />
            }) }
        </>
    }
}

fn led(index: usize, colour: &'static str, name: &'static str, brightness: u8) -> Html {
    let x = 113.0 + 35.0 * index as f64;
    let strength = if brightness > 0 {
        0.3 + 0.7 * f64::from(brightness) / 255.0
    } else {
        0.0
    };
    html! {
        <g role="img" aria-label={format!("{name} {brightness}")}>
            <title>{ format!("{name}: {brightness}") }</title>
            <rect x={(x - 9.0).to_string()} y="300" width="18" height="11" rx="2" class="led-off" />
            if brightness > 0 {
                <circle cx={x.to_string()} cy="305.5" r="26" fill={format!("url(#glow-{colour})")} opacity={format!("{strength:.2}")} />
                <rect x={(x - 9.0).to_string()} y="300" width="18" height="11" rx="2"
                    fill={format!("var(--led-{colour})")} opacity={format!("{strength:.2}")} />
            }
            <text x={x.to_string()} y="328" class="print-small">{ (index + 1).to_string() }</text>
        </g>
    }
}

fn switch(
    name: &'static str,
    x: f64,
    y: f64,
    part: &'static str,
    label: &'static str,
    given: &Given,
    on_set: &Callback<Set>,
) -> Html {
    let (down, up) = press(part, on_set);
    let pressed = given.is_pressed(part);
    html! {
        <g class={classes!("push", pressed.then_some("pressed"))} role="button" aria-label={label} aria-pressed={pressed.to_string()}
            onpointerdown={down} onpointerup={up.clone()} onpointerleave={up}>
            <title>{ label }</title>
            <rect x={(x - 26.0).to_string()} y={(y - 18.0).to_string()} width="52" height="36" rx="4" class="push-case" />
            <rect x={(x - 12.0).to_string()} y={(y - 9.0).to_string()} width="24" height="18" rx="9" class="push-cap" />
            <text x={x.to_string()} y={(y - 24.0).to_string()} class="print-small">{ name }</text>
        </g>
    }
}

fn pin(
    name: &'static str,
    x: f64,
    row: usize,
    text_x: f64,
    anchor: &'static str,
    shown: &Shown,
    texts: &'static Texts,
) -> Html {
    let y = TOP + STEP * row as f64;
    html! {
        <g class={classes!("contact", is_high(name, shown).then_some("high"))}>
            <title>{ said(name, name, shown, texts) }</title>
            <circle cx={x.to_string()} cy={y.to_string()} r="9" class="gold" />
            <circle cx={x.to_string()} cy={y.to_string()} r="4.5" class="hole" />
            <text x={text_x.to_string()} y={(y + 4.0).to_string()} text-anchor={anchor} class="print-pin">{ name }</text>
        </g>
    }
}
