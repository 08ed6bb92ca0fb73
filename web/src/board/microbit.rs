//! The micro:bit v2, drawn: 51.6 by 42 mm at a tenth of a millimetre, with what it shows and what can be pressed.

use super::{
    Given, Set, Shown,
    drawing::{self, Props, is_high, leaning, press, said},
    motion::Tilt,
};
use crate::texts::{Texts, fill};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// The large contacts: name, the part it is in messages, and where its centre is.
const LARGE: [(&str, &str, f64); 5] = [
    ("0", "pin0", 48.0),
    ("1", "pin1", 153.0),
    ("2", "pin2", 258.0),
    ("3V", "", 363.0),
    ("GND", "", 468.0),
];

/// The small contacts between them, from left to right.
const SMALL: [(&str, f64); 17] = [
    ("3", 8.5),
    ("4", 84.4),
    ("5", 95.1),
    ("6", 105.9),
    ("7", 116.6),
    ("8", 188.3),
    ("9", 196.9),
    ("10", 205.5),
    ("11", 214.1),
    ("12", 222.7),
    ("13", 294.4),
    ("14", 305.1),
    ("15", 315.9),
    ("16", 326.6),
    ("19", 404.8),
    ("20", 426.2),
    ("", 507.5),
];

/// Where the LEDs are: the middle one, and the way to the next.
const LED: (f64, f64, f64) = (258.0, 196.0, 38.0);

#[function_component(Microbit)]
pub fn microbit(props: &Props) -> Html {
    let Props {
        id,
        shown,
        given,
        texts,
        on_set,
    } = props;
    let tilt = given.tilt;
    let style = leaning(tilt);
    let onkeydown = keys(on_set, tilt, true);
    let onkeyup = keys(on_set, tilt, false);
    html! {
        <div class="drawing" tabindex="0" role="group" aria-label={fill(texts.board_of, &[&"micro:bit"])}
            aria-describedby={format!("{id}-keys")} {onkeydown} {onkeyup}>
            <svg class="microbit" viewBox="-8 -6 532 440" {style} aria-hidden="false">
                { body(id) }
                { logo(given.is_pressed("logo"), texts, on_set) }
                { lights(id, texts, shown) }
                { button("A", 66.0, given.is_pressed("button_a"), "button_a", texts.button_a, on_set) }
                { button("B", 450.0, given.is_pressed("button_b"), "button_b", texts.button_b, on_set) }
                { for LARGE.iter().map(|(name, part, x)| large(name, part, *x, shown, given, texts, on_set)) }
                { for SMALL.iter().map(|(name, x)| small(name, *x, shown, texts)) }
            </svg>
            <span id={format!("{id}-keys")} class="unseen">{ texts.board_keys }</span>
            <span class="unseen" role="status" id={format!("{id}-display")}>{ fill(texts.display, &[&shown.picture()]) }</span>
        </div>
    }
}

/// A and B press, arrows tilt, S shakes.
fn keys(on_set: &Callback<Set>, tilt: Tilt, down: bool) -> Callback<KeyboardEvent> {
    drawing::keys(on_set, move |event| {
        let moved = |roll: f64, pitch: f64| {
            Set::Tilt(Tilt {
                roll: (tilt.roll + roll).clamp(-90.0, 90.0),
                pitch: (tilt.pitch + pitch).clamp(-90.0, 90.0),
                ..tilt
            })
        };
        Some(match event.key().as_str() {
            "a" | "A" => Set::Press("button_a".into(), down),
            "b" | "B" => Set::Press("button_b".into(), down),
            "l" | "L" => Set::Press("logo".into(), down),
            "s" | "S" if down && !event.repeat() => Set::Gesture("shake"),
            "ArrowLeft" if down => moved(-5.0, 0.0),
            "ArrowRight" if down => moved(5.0, 0.0),
            "ArrowUp" if down => moved(0.0, 5.0),
            "ArrowDown" if down => moved(0.0, -5.0),
            "0" if down => Set::Tilt(Tilt::default()),
            _ => return None,
        })
    })
}

/// The board itself: its outline with the holes of the contacts cut out, coloured corners, print.
fn body(id: &str) -> Html {
    let mut outline = String::from(
        "M30 0 H486 Q516 0 516 30 V404 Q516 420 500 420 H16 Q0 420 0 404 V30 Q0 0 30 0 Z",
    );
    for (_, _, x) in LARGE {
        outline.push_str(&format!(
            " M{} 366 a20 20 0 1 0 40 0 a20 20 0 1 0 -40 0 Z",
            x - 20.0
        ));
    }
    html! {
        <>
            <defs>
                <clipPath id={format!("{id}-outline")}><path d={outline.clone()} clip-rule="evenodd" /></clipPath>
                <radialGradient id={format!("{id}-glow")}>
                    <stop offset="0" stop-color="var(--led-glow)" stop-opacity="0.95" />
                    <stop offset="0.4" stop-color="var(--led-glow)" stop-opacity="0.45" />
                    <stop offset="1" stop-color="var(--led-glow)" stop-opacity="0" />
                </radialGradient>
            </defs>
            <path d={outline} class="pcb" fill-rule="evenodd" />
            <g clip-path={format!("url(#{id}-outline)")}>
                <path class="pcb-corner" d="M0 0 H150 L118 44 H40 L0 96 Z" />
                <path class="pcb-corner-light" d="M0 96 L40 44 H74 L0 142 Z" />
                <path class="pcb-corner" d="M516 0 H366 L398 44 H476 L516 96 Z" />
                <path class="pcb-corner-light" d="M516 96 L476 44 H442 L516 142 Z" />
                <path class="gold-edge" d="M0 330 H516" />
            </g>
            <path class="pcb-rim" d="M30 1 H486 Q515 1 515 30 V404 Q515 419 500 419 H16 Q1 419 1 404 V30 Q1 1 30 1 Z" />
            <g class="print">
                <circle cx="196" cy="60" r="6" class="hole" />
                <circle cx="320" cy="60" r="6" class="hole" />
                <text x="258" y="316" class="print-small">{ "micro:bit v2" }</text>
                <path d="M112 150 l-12 8 v-16 Z M404 150 l12 8 v-16 Z" class="print-mark" />
            </g>
        </>
    }
}

fn logo(pressed: bool, texts: &'static Texts, on_set: &Callback<Set>) -> Html {
    let (down, up) = press("logo", on_set);
    let class = classes!("logo", pressed.then_some("pressed"));
    html! {
        <g {class} role="button" aria-label={texts.logo} aria-pressed={pressed.to_string()}
            onpointerdown={down} onpointerup={up.clone()} onpointerleave={up}>
            <title>{ texts.logo }</title>
            <rect x="206" y="30" width="104" height="62" rx="31" class="logo-pad" />
            <rect x="217" y="41" width="82" height="40" rx="20" class="logo-ring" />
            <circle cx="239" cy="61" r="6.5" class="logo-eye" />
            <circle cx="277" cy="61" r="6.5" class="logo-eye" />
        </g>
    }
}

fn lights(id: &str, texts: &'static Texts, shown: &Shown) -> Html {
    let glow = format!("url(#{id}-glow)");
    let light = |index: usize| {
        let (x, y) = ((index % 5) as f64 - 2.0, (index / 5) as f64 - 2.0);
        let (cx, cy) = (LED.0 + x * LED.2, LED.1 + y * LED.2);
        let brightness = f64::from(shown.matrix[index].min(9));
        // Eyes hear brightness by ratios: a faint LED is still seen.
        let strength = if brightness > 0.0 {
            0.28 + 0.72 * crate::number::power(brightness / 9.0, 0.7)
        } else {
            0.0
        };
        html! {
            <g key={index}>
                <rect x={(cx - 5.5).to_string()} y={(cy - 10.0).to_string()} width="11"
                    height="20" rx="2" class="led-off" />
                if brightness > 0.0 {
                    <circle cx={cx.to_string()} cy={cy.to_string()} r={(19.0 + 14.0 * strength).to_string()}
                        fill={glow.clone()} opacity={format!("{strength:.2}")} />
                    <rect x={(cx - 6.5).to_string()} y={(cy - 11.0).to_string()} width="13" height="22" rx="3"
                        class="led-on" opacity={format!("{strength:.2}")} />
                }
            </g>
        }
    };
    html! {
        <g class="lights" role="img" aria-label={fill(texts.display, &[&shown.picture()])}>
            { for (0..25).map(light) }
        </g>
    }
}

fn button(
    name: &'static str,
    x: f64,
    pressed: bool,
    part: &'static str,
    label: &'static str,
    on_set: &Callback<Set>,
) -> Html {
    let (down, up) = press(part, on_set);
    let y = 196.0;
    let class = classes!("push", pressed.then_some("pressed"));
    let legs = [(-38.0, -34.0), (26.0, -34.0), (-38.0, 22.0), (26.0, 22.0)];
    html! {
        <g {class} role="button" tabindex="-1" aria-label={label} aria-pressed={pressed.to_string()}
            onpointerdown={down} onpointerup={up.clone()} onpointerleave={up}>
            <title>{ label }</title>
            { for legs.iter().map(|(dx, dy)| html! {
                <rect x={(x + dx).to_string()} y={(y + dy).to_string()} width="12" height="12" rx="2" class="push-leg" />
            }) }
            <rect x={(x - 32.0).to_string()} y={(y - 32.0).to_string()} width="64" height="64" rx="5" class="push-case" />
            <circle cx={x.to_string()} cy={y.to_string()} r="19" class="push-cap" />
            <circle cx={(x - 5.0).to_string()} cy={(y - 6.0).to_string()} r="6" class="push-shine" />
            <text x={x.to_string()} y="150" class="print-name">{ name }</text>
        </g>
    }
}

fn large(
    name: &'static str,
    part: &'static str,
    x: f64,
    shown: &Shown,
    given: &Given,
    texts: &'static Texts,
    on_set: &Callback<Set>,
) -> Html {
    let ring = format!(
        "M{} 332 H{} V420 H{} Z M{} 366 a20 20 0 1 0 40 0 a20 20 0 1 0 -40 0 Z",
        x - 31.0,
        x + 31.0,
        x - 31.0,
        x - 20.0
    );
    let label = html! { <text x={x.to_string()} y="413" class={classes!("contact-name", (name.len() > 2).then_some("long"))}>{ name }</text> };
    if part.is_empty() {
        return html! { <g class="contact"><title>{ name }</title><path d={ring} class="gold" fill-rule="evenodd" />{ label }</g> };
    }
    let (down, up) = press(part, on_set);
    let drives = is_high(part, shown);
    let pressed = given.is_pressed(part);
    let class = classes!(
        "contact",
        "touch",
        drives.then_some("high"),
        pressed.then_some("pressed")
    );
    let words = said(name, part, shown, texts);
    html! {
        <g {class} role="button" aria-label={words.clone()} aria-pressed={pressed.to_string()}
            onpointerdown={down} onpointerup={up.clone()} onpointerleave={up}>
            <title>{ words }</title>
            <path d={ring} class="gold" fill-rule="evenodd" />
            <circle cx={x.to_string()} cy="366" r="20" class="contact-hole" />
            { label }
        </g>
    }
}

fn small(name: &'static str, x: f64, shown: &Shown, texts: &'static Texts) -> Html {
    let part = format!("pin{name}");
    let drives = is_high(&part, shown);
    html! {
        <g class={classes!("contact", drives.then_some("high"))}>
            if !name.is_empty() { <title>{ said(name, &part, shown, texts) }</title> }
            <rect x={(x - 3.6).to_string()} y="338" width="7.2" height="82" class="gold" />
        </g>
    }
}
