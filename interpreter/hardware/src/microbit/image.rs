//! `Image`: pixels of brightness 0 to 9 in rows. A record of width, height, and the pixels: a bytes object of its own, or the
//! number of a built-in image, which cannot be changed.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, types};

use crate::facts::images::{self, IMAGES};
use crate::facts::pixels;
use crate::table::{int_in, real, told, told_named};

macro_rules! members {
    ($($name:ident $rows:literal;)*) => {
        static MEMBERS: &[Member] = &[
            told(n::width, |m, a| part(m, a, WIDTH), 1, 1, "width() -- how many columns"),
            told(n::height, |m, a| part(m, a, HEIGHT), 1, 1, "height() -- how many rows"),
            told(n::get_pixel, get_pixel, 3, 3, "get_pixel(x, y) -- the brightness of a pixel, 0 to 9"),
            told(n::set_pixel, set_pixel, 4, 4, "set_pixel(x, y, value) -- set the brightness of a pixel, 0 to 9"),
            told(n::fill, fill, 2, 2, "fill(value) -- set the brightness of all pixels, 0 to 9"),
            told(n::shift_left, |m, a| shift(m, a, 1, 0), 2, 2, "shift_left(n) -- a new image, moved left by n columns"),
            told(n::shift_right, |m, a| shift(m, a, -1, 0), 2, 2, "shift_right(n) -- a new image, moved right by n columns"),
            told(n::shift_up, |m, a| shift(m, a, 0, 1), 2, 2, "shift_up(n) -- a new image, moved up by n rows"),
            told(n::shift_down, |m, a| shift(m, a, 0, -1), 2, 2, "shift_down(n) -- a new image, moved down by n rows"),
            told(n::crop, crop, 5, 5, "crop(x, y, w, h) -- a new image: w columns and h rows from (x, y)"),
            told(n::copy, copy, 1, 1, "copy() -- a new image with the same pixels"),
            told(n::invert, invert, 1, 1, "invert() -- a new image, dark where this one is bright"),
            told_named(n::blit, blit, 6, BLIT, 8, "blit(src, x, y, w, h, xdest=0, ydest=0) -- copy part of another image into this one"),
            method(n::__add__, |m, a| combine(m, a, |p, q| (p + q).min(9)), 2, 2),
            method(n::__sub__, |m, a| combine(m, a, |p, q| p.saturating_sub(q)), 2, 2),
            method(n::__mul__, |m, a| scale(m, a, false), 2, 2),
            method(n::__truediv__, |m, a| scale(m, a, true), 2, 2),
            method(n::__eq__, equals, 2, 2),
            (n::__hash__, Item::Value(Value::NONE)),
            method(n::__repr__, |m, a| shown(m, a, false), 1, 1),
            method(n::__str__, |m, a| shown(m, a, true), 1, 1),
            (n::ALL_CLOCKS, Item::Getter(|m| all(m, images::Which::CLOCK12, 12))),
            (n::ALL_ARROWS, Item::Getter(|m| all(m, images::Which::ARROW_N, 8))),
            $((n::$name, Item::Getter(|m| built_in(m, images::Which::$name as usize)))),*
        ];
    };
}

images::each_image!(members);

const NEW: &[Name] = &[n::__, n::width, n::height, n::buffer];
const BLIT: &[Name] = &[n::__, n::src, n::x, n::y, n::w, n::h, n::xdest, n::ydest];

pub static IMAGE: Space = Space::class(n::Image, types::OBJECT, MEMBERS)
    .new(Native::new(new, 1, 4).named(NEW, 4).doc(
        "Image(string) or Image(width=5, height=5, buffer=None) -- pixels of brightness 0 to 9; rows of a string end with ':'",
    ))
    .of_module(n::microbit);

const WIDTH: usize = 1;
const HEIGHT: usize = 2;
const PIXELS: usize = 3;

/// The record, if a value is an image.
pub fn as_image(m: &Machine, v: Value) -> Option<Ref> {
    m.as_record(v, crate::IMAGE)
}

fn own(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::IMAGE)
}

fn other(m: &mut Machine, v: Value) -> R<Ref> {
    match as_image(m, v) {
        Some(r) => Ok(r),
        None => Err(m.type_error(&[
            Piece::S("expected an Image, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

pub fn width(m: &Machine, image: Ref) -> usize {
    m.heap.value(image, WIDTH).as_small().unwrap_or(0) as usize
}

pub fn height(m: &Machine, image: Ref) -> usize {
    m.heap.value(image, HEIGHT).as_small().unwrap_or(0) as usize
}

/// Brightness of a pixel; 0 outside.
pub fn pixel(m: &Machine, image: Ref, x: usize, y: usize) -> u8 {
    let (width, height) = (width(m, image), height(m, image));
    if x >= width || y >= height {
        return 0;
    }
    let pixels = m.heap.value(image, PIXELS);
    match pixels.as_ref() {
        Some(r) => m
            .heap
            .bytes(r, 1, width * height)
            .get(y * width + x)
            .copied()
            .unwrap_or(0),
        None => pixels
            .as_small()
            .and_then(|i| IMAGES.get(i as usize))
            .map_or(0, |image| image.pixel(x, y)),
    }
}

fn put(m: &mut Machine, image: Ref, x: usize, y: usize, brightness: u8) {
    let (width, height) = (width(m, image), height(m, image));
    if let Some(r) = m.heap.value(image, PIXELS).as_ref()
        && x < width
        && y < height
        && let Some(place) = m
            .heap
            .bytes_mut(r, 1, width * height)
            .get_mut(y * width + x)
    {
        *place = brightness;
    }
}

/// A dark image.
fn dark(m: &mut Machine, width: usize, height: usize) -> R<Ref> {
    let pixels = if width * height == 0 {
        Value::NONE
    } else {
        Value::reference(m.new_bytes_sized(width * height)?)
    };
    let fields = [
        Value::small_wrapping(width as i64),
        Value::small_wrapping(height as i64),
        pixels,
    ];
    let image = m.new_record(crate::IMAGE, &fields)?;
    image.as_ref().ok_or_else(|| m.out_of_memory())
}

/// A new image: each pixel by a function of its place.
fn made(
    m: &mut Machine,
    width: usize,
    height: usize,
    f: impl Fn(&Machine, usize, usize) -> u8,
) -> R {
    let image = dark(m, width, height)?;
    for y in 0..height {
        for x in 0..width {
            let brightness = f(m, x, y);
            put(m, image, x, y, brightness);
        }
    }
    Ok(Value::reference(image))
}

/// A built-in image by its number.
pub fn built_in(m: &mut Machine, i: usize) -> R {
    let five = Value::small_wrapping(5);
    m.new_record(crate::IMAGE, &[five, five, Value::small_wrapping(i as i64)])
}

/// A list of built-in images that follow each other.
fn all(m: &mut Machine, first: images::Which, count: usize) -> R {
    let list = m.new_list_sized(count)?;
    for i in 0..count {
        let image = built_in(m, first as usize + i)?;
        m.list_push(list, image)?;
    }
    Ok(Value::reference(list))
}

/// The largest side of an image.
const LARGEST: i64 = 1024;

fn new(m: &mut Machine, args: Args) -> R {
    if let Some(first) = args.get(m, 1)
        && m.str_bytes(first).is_some()
    {
        if args.get(m, 2).is_some() {
            return Err(m.type_error(&[Piece::S("Image() takes a string alone")]));
        }
        return from_text(m, first);
    }
    let width = int_in(m, args, 1, 5, 0, LARGEST, "width")? as usize;
    let height = int_in(m, args, 2, 5, 0, LARGEST, "height")? as usize;
    let Some(buffer) = crate::table::given(m, args, 3) else {
        return Ok(Value::reference(dark(m, width, height)?));
    };
    match m.buffer_bytes(buffer) {
        Some(bytes) if bytes.len() != width * height => {
            return Err(m.value_error(&[Piece::S("the buffer must have width * height bytes")]));
        }
        Some(bytes) if bytes.iter().any(|b| *b > 9) => return Err(too_bright(m)),
        Some(_) => {}
        None => {
            return Err(m.type_error(&[
                Piece::S("the buffer must be bytes-like, not '"),
                Piece::T(buffer),
                Piece::S("'"),
            ]));
        }
    }
    made(m, width, height, |m, x, y| {
        let bytes = m.buffer_bytes(buffer).unwrap_or_default();
        bytes.get(y * width + x).copied().unwrap_or(0)
    })
}

/// Rows of digits, ended by colons or newlines; or one character, whose letter it is.
fn from_text(m: &mut Machine, text: Value) -> R {
    let bytes = m.str_bytes(text).unwrap_or_default();
    let one = core::str::from_utf8(bytes).ok().and_then(|s| {
        let mut all = s.chars();
        all.next().filter(|_| all.next().is_none())
    });
    if let Some(c) = one {
        let shown = pixels::letter(u32::from(c));
        return made(m, 5, 5, |_, x, y| shown[y][x]);
    }
    let (mut width, mut height, mut column) = (0, 0, 0);
    for &c in bytes {
        match c {
            b':' | b'\n' => {
                height += 1;
                column = 0;
            }
            b'0'..=b'9' | b' ' => {
                column += 1;
                width = width.max(column);
            }
            _ => {
                return Err(m.value_error(&[Piece::S(
                    "an image's string has digits 0-9, and ':' at the end of each row",
                )]));
            }
        }
    }
    if column > 0 {
        height += 1;
    }
    let image = dark(m, width, height)?;
    let (mut x, mut y, mut i) = (0, 0, 0);
    while let Some(&c) = m.str_bytes(text).and_then(|b| b.get(i)) {
        i += 1;
        if matches!(c, b':' | b'\n') {
            y += 1;
            x = 0;
        } else {
            put(m, image, x, y, c.saturating_sub(b'0'));
            x += 1;
        }
    }
    Ok(Value::reference(image))
}

fn part(m: &mut Machine, args: Args, field: usize) -> R {
    let image = own(m, args)?;
    Ok(m.heap.value(image, field))
}

#[cold]
fn too_bright(m: &mut Machine) -> pyrite_core::Raised {
    crate::table::out_of(m, "brightness", 0, 9)
}

/// A brightness argument.
pub fn brightness(m: &mut Machine, args: Args, i: usize) -> R<u8> {
    Ok(int_in(m, args, i, 0, 0, 9, "brightness")? as u8)
}

/// The place that two arguments say, in a picture of this size.
pub fn place(m: &mut Machine, args: Args, width: usize, height: usize) -> R<(usize, usize)> {
    let (x, y) = (
        m.index_clamped(args.at(m, 1))?,
        m.index_clamped(args.at(m, 2))?,
    );
    match (usize::try_from(x), usize::try_from(y)) {
        (Ok(x), Ok(y)) if x < width && y < height => Ok((x, y)),
        _ => Err(m.value_error(&[
            Piece::S("there is no pixel ("),
            Piece::I(x),
            Piece::S(", "),
            Piece::I(y),
            Piece::S(")"),
        ])),
    }
}

fn get_pixel(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    let (x, y) = place(m, args, width(m, image), height(m, image))?;
    Ok(Value::small_wrapping(i64::from(pixel(m, image, x, y))))
}

/// Refuses to change a built-in image.
fn changeable(m: &mut Machine, image: Ref) -> R<()> {
    if m.heap.value(image, PIXELS).as_small().is_some() {
        return Err(m.type_error(&[Piece::S(
            "a built-in image cannot be changed: change a copy() of it",
        )]));
    }
    Ok(())
}

fn set_pixel(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    changeable(m, image)?;
    let (x, y) = place(m, args, width(m, image), height(m, image))?;
    let brightness = brightness(m, args, 3)?;
    put(m, image, x, y, brightness);
    Ok(Value::NONE)
}

fn fill(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    changeable(m, image)?;
    let brightness = brightness(m, args, 1)?;
    for y in 0..height(m, image) {
        for x in 0..width(m, image) {
            put(m, image, x, y, brightness);
        }
    }
    Ok(Value::NONE)
}

/// The pixel at a place that may lie outside.
fn pixel_at(m: &Machine, image: Ref, x: i64, y: i64) -> u8 {
    match (usize::try_from(x), usize::try_from(y)) {
        (Ok(x), Ok(y)) => pixel(m, image, x, y),
        _ => 0,
    }
}

fn shift(m: &mut Machine, args: Args, right: i64, down: i64) -> R {
    let image = own(m, args)?;
    let by = m.index_clamped(args.at(m, 1))?.clamp(-LARGEST, LARGEST);
    let (dx, dy) = (right * by, down * by);
    made(m, width(m, image), height(m, image), |m, x, y| {
        pixel_at(m, image, x as i64 + dx, y as i64 + dy)
    })
}

/// Four arguments from `i` on: x, y, width and height of a rectangle.
fn rectangle(m: &mut Machine, args: Args, i: usize) -> R<(i64, i64, usize, usize)> {
    let x = m.index_clamped(args.at(m, i))?.clamp(-LARGEST, LARGEST);
    let y = m.index_clamped(args.at(m, i + 1))?.clamp(-LARGEST, LARGEST);
    let width = int_in(m, args, i + 2, 0, 0, LARGEST, "width")? as usize;
    let height = int_in(m, args, i + 3, 0, 0, LARGEST, "height")? as usize;
    Ok((x, y, width, height))
}

fn crop(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    let (x0, y0, width, height) = rectangle(m, args, 1)?;
    made(m, width, height, |m, x, y| {
        pixel_at(m, image, x0 + x as i64, y0 + y as i64)
    })
}

fn copy(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    made(m, width(m, image), height(m, image), |m, x, y| {
        pixel(m, image, x, y)
    })
}

fn invert(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    made(m, width(m, image), height(m, image), |m, x, y| {
        9 - pixel(m, image, x, y).min(9)
    })
}

fn blit(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    changeable(m, image)?;
    let source = other(m, args.at(m, 1))?;
    let (x0, y0, width, height) = rectangle(m, args, 2)?;
    let to_x = int_in(m, args, 6, 0, -LARGEST, LARGEST, "xdest")?;
    let to_y = int_in(m, args, 7, 0, -LARGEST, LARGEST, "ydest")?;
    // An image copied onto itself: rows and columns are taken from the side that is not yet written.
    let order = |i: usize, len: usize, forwards: bool| if forwards { i } else { len - 1 - i };
    for j in 0..height {
        let j = order(j, height, to_y <= y0);
        for i in 0..width {
            let i = order(i, width, to_x <= x0);
            let brightness = pixel_at(m, source, x0 + i as i64, y0 + j as i64);
            if let (Ok(x), Ok(y)) = (
                usize::try_from(to_x + i as i64),
                usize::try_from(to_y + j as i64),
            ) {
                put(m, image, x, y, brightness);
            }
        }
    }
    Ok(Value::NONE)
}

fn combine(m: &mut Machine, args: Args, f: fn(u8, u8) -> u8) -> R {
    let image = own(m, args)?;
    let Some(second) = as_image(m, args.at(m, 1)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (w, h) = (width(m, image), height(m, image));
    if (w, h) != (width(m, second), height(m, second)) {
        return Err(m.value_error(&[Piece::S("the images must have the same size")]));
    }
    made(m, w, h, |m, x, y| {
        f(pixel(m, image, x, y), pixel(m, second, x, y))
    })
}

fn scale(m: &mut Machine, args: Args, divide: bool) -> R {
    let image = own(m, args)?;
    let by = args.at(m, 1);
    if m.as_float(by).is_none() && !m.is_index(by) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let by = real(m, by)?;
    if divide && by == 0.0 {
        return Err(m.error(types::ZERO_DIVISION_ERROR, &[Piece::S("division by zero")]));
    }
    let factor = if divide { 1.0 / by } else { by };
    if factor.is_nan() || factor < 0.0 {
        return Err(m.value_error(&[Piece::S(
            "brightness is multiplied by a number that is not negative",
        )]));
    }
    made(m, width(m, image), height(m, image), |m, x, y| {
        (f64::from(pixel(m, image, x, y)) * factor + 0.5).min(9.0) as u8
    })
}

fn equals(m: &mut Machine, args: Args) -> R {
    let image = own(m, args)?;
    let Some(second) = as_image(m, args.at(m, 1)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (w, h) = (width(m, image), height(m, image));
    let same = (w, h) == (width(m, second), height(m, second))
        && (0..h).all(|y| (0..w).all(|x| pixel(m, image, x, y) == pixel(m, second, x, y)));
    Ok(Value::bool(same))
}

fn shown(m: &mut Machine, args: Args, lines: bool) -> R {
    let image = own(m, args)?;
    let mut text = Text::new(m)?;
    text.push_str(m, if lines { "Image(\n    '" } else { "Image('" })?;
    let (w, h) = (width(m, image), height(m, image));
    for y in 0..h {
        for x in 0..w {
            let digit = b'0' + pixel(m, image, x, y).min(9);
            text.push_byte(m, digit)?;
        }
        text.push_byte(m, b':')?;
        if lines && y + 1 < h {
            text.push_str(m, "'\n    '")?;
        }
    }
    text.push_str(m, if lines { "'\n)" } else { "')" })?;
    text.finish(m)
}
