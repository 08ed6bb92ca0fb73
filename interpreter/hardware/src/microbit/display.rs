//! `display`: images and text on the LED matrix. Animations go on in the background, step by step as the clock says.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::{Args, Name, R, Space, Value, n, types, utf8};

use super::image;
use crate::background;
use crate::facts::pixels::{self, SIZE};
use crate::part;
use crate::state::{self, Slot, at};
use crate::table::{flag, micros_of_ms, told, told_named};

const SHOW: &[Name] = &[n::__, n::image, n::delay, n::wait, n::r#loop, n::clear];
const SCROLL: &[Name] = &[n::__, n::text, n::delay, n::wait, n::r#loop, n::monospace];

pub static DISPLAY: Space = Space::class(
    n::MicroBitDisplay,
    types::OBJECT,
    &[
        told_named(n::show, show, 2, SHOW, 3,
            "show(image, delay=400, *, wait=True, loop=False, clear=False) -- show an image, or the letters of a text, or images one after the other, for delay milliseconds each"),
        told_named(n::scroll, scroll, 2, SCROLL, 3,
            "scroll(text, delay=150, *, wait=True, loop=False, monospace=False) -- move a text over the display, a column every delay milliseconds"),
        told(n::clear, clear, 1, 1, "clear() -- turn all LEDs off"),
        told(n::get_pixel, get_pixel, 3, 3, "get_pixel(x, y) -- the brightness of an LED, 0 to 9"),
        told(n::set_pixel, set_pixel, 4, 4, "set_pixel(x, y, value) -- set the brightness of an LED, 0 to 9"),
        told(n::on, |m, _| turn(m, true), 1, 1, "on() -- turn the display on"),
        told(n::off, |m, _| turn(m, false), 1, 1, "off() -- turn the display off and free its pins"),
        told(n::is_on, is_on, 1, 1, "is_on() -- whether the display is on"),
        told(n::read_light_level, light, 1, 1, "read_light_level() -- the light on the display, 0 (dark) to 255"),
    ],
)
.of_module(n::microbit);

/// What the display is doing, as `at::DOING` says it.
mod doing {
    pub const NOTHING: i32 = 0;
    /// The letters of a text, one after the other.
    pub const LETTERS: i32 = 1;
    /// Images from an iterator.
    pub const ITEMS: i32 = 2;
    /// A text that moves.
    pub const SCROLLING: i32 = 3;
}

/// Bits of `at::SHOW_FLAGS`.
mod flags {
    pub const LOOP: i32 = 1;
    pub const CLEAR: i32 = 2;
    pub const MONOSPACE: i32 = 4;
}

/// Ends the animation, if there is one.
pub fn stop(m: &mut Machine) {
    state::set(m, at::DOING, doing::NOTHING);
    state::set_value(m, Slot::Shown, Value::NONE);
    state::set_value(m, Slot::ShownItems, Value::NONE);
}

/// Sets all LEDs.
fn draw(m: &mut Machine, shown: &[[u8; SIZE]; SIZE]) -> R<()> {
    part::matrix(m, |matrix| {
        for (y, row) in shown.iter().enumerate() {
            for (x, brightness) in row.iter().enumerate() {
                matrix.set(x as u8, y as u8, *brightness);
            }
        }
        Ok(())
    })
}

/// Shows an image, or the letter of a text of one character.
fn draw_item(m: &mut Machine, v: Value) -> R<()> {
    if let Some(picture) = image::as_image(m, v) {
        let mut shown = [[0; SIZE]; SIZE];
        for (y, row) in shown.iter_mut().enumerate() {
            for (x, brightness) in row.iter_mut().enumerate() {
                *brightness = image::pixel(m, picture, x, y);
            }
        }
        return draw(m, &shown);
    }
    match only_character(m, v) {
        Some(code) => draw(m, &pixels::letter(code)),
        None => Err(m.type_error(&[
            Piece::S("expected an Image or a letter to show, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// The characters of a str.
fn codes(m: &Machine, v: Value) -> impl Iterator<Item = u32> {
    let bytes = m.str_bytes(v).unwrap_or_default();
    let mut at = 0;
    core::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let (code, size) = utf8::decode(bytes, at);
        at += size.max(1);
        Some(code)
    })
}

fn only_character(m: &Machine, v: Value) -> Option<u32> {
    m.str_bytes(v)?;
    let mut all = codes(m, v);
    all.next().filter(|_| all.next().is_none())
}

/// Numbers are shown as their text.
fn as_text(m: &mut Machine, v: Value) -> R {
    if m.as_float(v).is_some() || m.is_a(v, types::INT) {
        let mut text = Text::new(m)?;
        text.push_value(m, v)?;
        return text.finish(m);
    }
    Ok(v)
}

fn step_time(m: &mut Machine, args: Args, otherwise: u64) -> R<u64> {
    let micros = match args.get(m, 2) {
        Some(v) => micros_of_ms(m, v)?,
        None => otherwise * 1000,
    };
    // An animation without time would never let the program run.
    Ok(micros.clamp(1000, i32::MAX as u64 * 1000))
}

fn show(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let v = as_text(m, args.at(m, 1))?;
    m.keep(v);
    let delay = step_time(m, args, 400)?;
    let wait = flag(m, args, 3, true)?;
    let repeat = flag(m, args, 4, false)?;
    let clear = flag(m, args, 5, false)?;
    stop(m);
    let single = image::as_image(m, v).is_some() || only_character(m, v).is_some();
    if single && !repeat && !clear {
        draw_item(m, v)?;
        return Ok(Value::NONE);
    }
    let shown = if image::as_image(m, v).is_some() {
        m.new_tuple(&[v])?
    } else {
        v
    };
    let kind = if m.str_bytes(shown).is_some() {
        doing::LETTERS
    } else {
        let items = m.iter(shown)?;
        state::set_value(m, Slot::ShownItems, items);
        doing::ITEMS
    };
    let bits = if repeat { flags::LOOP } else { 0 } | if clear { flags::CLEAR } else { 0 };
    begin(m, kind, shown, delay, bits, wait)
}

/// Shows the images of a list in the background, each for some milliseconds.
pub fn animate(m: &mut Machine, images: Value, ms: u64) -> R {
    state::ready(m)?;
    stop(m);
    let items = m.iter(images)?;
    state::set_value(m, Slot::ShownItems, items);
    begin(m, doing::ITEMS, images, ms * 1000, 0, false)
}

fn scroll(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let text = as_text(m, args.at(m, 1))?;
    m.keep(text);
    if m.str_bytes(text).is_none() {
        return Err(m.type_error(&[
            Piece::S("scroll() takes a text or a number, not '"),
            Piece::T(text),
            Piece::S("'"),
        ]));
    }
    let delay = step_time(m, args, 150)?;
    let wait = flag(m, args, 3, true)?;
    let repeat = flag(m, args, 4, false)?;
    let monospace = flag(m, args, 5, false)?;
    stop(m);
    let steps = pixels::width(codes(m, text), monospace) + SIZE;
    state::set(m, at::SHOW_STEPS, i32::try_from(steps).unwrap_or(i32::MAX));
    let bits = if repeat { flags::LOOP } else { 0 } | if monospace { flags::MONOSPACE } else { 0 };
    begin(m, doing::SCROLLING, text, delay, bits, wait)
}

fn begin(m: &mut Machine, kind: i32, shown: Value, delay: u64, flags: i32, wait: bool) -> R {
    state::set_value(m, Slot::Shown, shown);
    state::set(m, at::SHOW_AT, 0);
    state::set(m, at::SHOW_FLAGS, flags);
    state::set(m, at::SHOW_DELAY, (delay / 1000) as i32);
    state::set(m, at::DOING, kind);
    let now = m.host.micros();
    state::set_time(m, at::SHOW_NEXT, now);
    background::begin(m, tick, |m| background::ended(m, tick), wait)
}

/// Does the steps that are due; when the next is.
pub fn tick(m: &mut Machine, now: u64) -> R<u64> {
    loop {
        if state::get(m, at::DOING) == doing::NOTHING {
            return Ok(u64::MAX);
        }
        let next = state::time(m, at::SHOW_NEXT);
        if now < next {
            return Ok(next);
        }
        let mark = m.mark();
        let goes_on = step(m);
        m.release(mark);
        match goes_on {
            Ok(true) => {
                let delay = state::get(m, at::SHOW_DELAY) as u64 * 1000;
                // After a long pause the animation goes on from where it was.
                let late = now.saturating_sub(next) > 10 * delay;
                state::set_time(m, at::SHOW_NEXT, if late { now } else { next } + delay);
            }
            Ok(false) => {
                let clear = state::get(m, at::SHOW_FLAGS) & flags::CLEAR != 0;
                stop(m);
                if clear {
                    draw(m, &[[0; SIZE]; SIZE])?;
                }
            }
            Err(raised) => {
                stop(m);
                return Err(raised);
            }
        }
    }
}

/// One step: false at the end.
fn step(m: &mut Machine) -> R<bool> {
    let repeat = state::get(m, at::SHOW_FLAGS) & flags::LOOP != 0;
    let i = state::get(m, at::SHOW_AT).max(0);
    state::set(m, at::SHOW_AT, i.saturating_add(1));
    let shown = state::value(m, Slot::Shown);
    match state::get(m, at::DOING) {
        doing::LETTERS => {
            let mut code = codes(m, shown).nth(i as usize);
            if code.is_none() && repeat {
                code = codes(m, shown).next();
                state::set(m, at::SHOW_AT, 1);
            }
            let Some(code) = code else { return Ok(false) };
            draw(m, &pixels::letter(code))?;
            Ok(true)
        }
        doing::ITEMS => {
            let mut item = m.next(state::value(m, Slot::ShownItems))?;
            if item.is_none() && repeat {
                let items = m.iter(shown)?;
                state::set_value(m, Slot::ShownItems, items);
                item = m.next(items)?;
            }
            let Some(item) = item else { return Ok(false) };
            draw_item(m, item)?;
            Ok(true)
        }
        _ => {
            let steps = state::get(m, at::SHOW_STEPS);
            let mut i = i;
            if i >= steps {
                if !repeat {
                    return Ok(false);
                }
                i = 0;
                state::set(m, at::SHOW_AT, 1);
            }
            let monospace = state::get(m, at::SHOW_FLAGS) & flags::MONOSPACE != 0;
            let window = pixels::window(codes(m, shown), monospace, i as usize + 1);
            draw(m, &window)?;
            Ok(true)
        }
    }
}

fn clear(m: &mut Machine, _: Args) -> R {
    stop(m);
    draw(m, &[[0; SIZE]; SIZE])?;
    Ok(Value::NONE)
}

fn get_pixel(m: &mut Machine, args: Args) -> R {
    let (x, y) = image::place(m, args, SIZE, SIZE)?;
    let brightness = part::matrix(m, |matrix| Ok(matrix.get(x as u8, y as u8)))?;
    Ok(Value::small_wrapping(i64::from(brightness)))
}

fn set_pixel(m: &mut Machine, args: Args) -> R {
    let (x, y) = image::place(m, args, SIZE, SIZE)?;
    let brightness = image::brightness(m, args, 3)?;
    part::matrix(m, |matrix| {
        matrix.set(x as u8, y as u8, brightness);
        Ok(())
    })?;
    Ok(Value::NONE)
}

fn turn(m: &mut Machine, on: bool) -> R {
    state::ready(m)?;
    part::matrix(m, |matrix| {
        matrix.set_on(on);
        Ok(())
    })?;
    super::pin::display_uses(m, on);
    Ok(Value::NONE)
}

fn is_on(m: &mut Machine, _: Args) -> R {
    part::matrix(m, |matrix| Ok(Value::bool(matrix.is_on())))
}

fn light(m: &mut Machine, _: Args) -> R {
    let level = part::ask(m, "light sensor", |board| board.light())?;
    Ok(Value::small_wrapping(i64::from(level)))
}
