//! `framebuf`: pictures in the bytes of a buffer, for displays. A record of the buffer, where its bytes lie, and the shape.

mod canvas;
mod font;

use canvas::{Canvas, Format, Shape};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::{Buffer, Native};
use pyrite_core::types::memoryview::View;
use pyrite_core::types::receiver;
use pyrite_core::{Args, Item, Member, Name, R, Ref, Space, Value, method, n, told, types, utf8};

pub static FRAMEBUF: Space = Space::module(
    n::framebuf,
    &[
        (n::FrameBuffer, Item::Type(crate::FRAME_BUFFER)),
        (n::MVLSB, Item::Int(0)),
        (n::MONO_VLSB, Item::Int(0)),
        (n::RGB565, Item::Int(1)),
        (n::GS4_HMSB, Item::Int(2)),
        (n::MONO_HLSB, Item::Int(3)),
        (n::MONO_HMSB, Item::Int(4)),
        (n::GS2_HMSB, Item::Int(5)),
        (n::GS8, Item::Int(6)),
    ],
);

const BLIT: &[Name] = &[n::__, n::fbuf, n::x, n::y, n::key, n::palette];

static MEMBERS: &[Member] = &[
    method(n::__init__, init, 5, 6),
    told(n::fill, fill, 2, 2, "fill(c) -- give all pixels a colour"),
    told(n::pixel, pixel, 3, 4, "pixel(x, y[, c]) -- the colour of a pixel; or set it"),
    told(n::hline, |m, a| straight(m, a, true), 5, 5, "hline(x, y, w, c) -- a line to the right"),
    told(n::vline, |m, a| straight(m, a, false), 5, 5, "vline(x, y, h, c) -- a line down"),
    told(n::line, line, 6, 6, "line(x1, y1, x2, y2, c) -- a line between two points"),
    told(n::rect, |m, a| rectangle(m, a, false), 6, 7, "rect(x, y, w, h, c, f=False) -- a rectangle: its outline, or filled"),
    told(n::fill_rect, |m, a| rectangle(m, a, true), 6, 6, "fill_rect(x, y, w, h, c) -- a filled rectangle"),
    told(n::ellipse, ellipse, 6, 8, "ellipse(x, y, xr, yr, c, f=False, m=15) -- an ellipse or circle; m: its quarters, from the upper right on"),
    told(n::poly, polygon, 5, 6, "poly(x, y, coords, c, f=False) -- a polygon through the points of array('h', [x0, y0, x1, y1, ...])"),
    told(n::text, text, 4, 5, "text(s, x, y, c=1) -- letters of 8x8 pixels"),
    told(n::scroll, scroll, 3, 3, "scroll(xstep, ystep) -- move the picture"),
    (n::blit, Item::Method(Native::new(blit, 4, 6).named(BLIT, 6).doc(
        "blit(fbuf, x, y, key=-1, palette=None) -- draw another picture into this one; the colour key is left out",
    ))),
];

pub static FRAME_BUFFER: Space = Space::class(n::FrameBuffer, types::OBJECT, MEMBERS)
    .new(Native::new(new, 1, 6).doc(
        "FrameBuffer(buffer, width, height, format, stride=width) -- a picture in the bytes of a buffer",
    ))
    .buffer(|m, r| {
        let picture = picture_of(m, r)?;
        Some(Buffer {
            base: picture.base,
            from: picture.from,
            len: picture.shape.bytes(),
            format: Value::character(b'B'),
        })
    })
    .subclassable()
    .of_module(n::framebuf);

// Fields of the record, behind the buffer itself.
const BASE: usize = 2;
const FROM: usize = 3;
const WIDTH: usize = 4;
const HEIGHT: usize = 5;
const FORMAT: usize = 6;
const STRIDE: usize = 7;

/// A picture: the object whose bytes it lies in, the first of them, and its shape.
#[derive(Clone, Copy)]
struct Picture {
    base: Value,
    from: usize,
    shape: Shape,
}

/// The largest side of a picture.
const LARGEST: i64 = 32_767;

/// The picture that the arguments of `FrameBuffer` describe.
fn described(m: &mut Machine, parts: &[Value], to_draw_on: bool) -> R<Picture> {
    let buffer = parts[0];
    let view = View::over(m, buffer)?.filter(View::is_contiguous);
    let Some(view) = view.filter(|view| !(to_draw_on && view.readonly)) else {
        return Err(m.type_error(&[
            Piece::S(if to_draw_on {
                "a picture needs a buffer that can be changed, as a bytearray, not '"
            } else {
                "a bytes-like object is required, not '"
            }),
            Piece::T(buffer),
            Piece::S("'"),
        ]));
    };
    let mut numbers = [0; 4];
    for (number, v) in numbers.iter_mut().zip(&parts[1..]) {
        *number = m.index_clamped(*v)?;
    }
    let [width, height, format, stride] = numbers;
    let stride = if parts.len() > 4 { stride } else { width };
    let sides = 1..=LARGEST;
    if !sides.contains(&width) || !sides.contains(&height) || !(width..=LARGEST).contains(&stride) {
        return Err(m.value_error(&[Piece::S(
            "width and height must be from 1 to 32767, and stride at least the width",
        )]));
    }
    let Some(format) = Format::find(format) else {
        return Err(m.value_error(&[Piece::S("invalid format")]));
    };
    let shape = Shape::new(width as i32, height as i32, stride as usize, format);
    let len = view.count.saturating_mul(view.size);
    if shape.bytes() > len {
        return Err(m.value_error(&[
            Piece::S("this picture needs "),
            Piece::I(shape.bytes() as i64),
            Piece::S(" bytes, the buffer has "),
            Piece::I(len as i64),
        ]));
    }
    let from = usize::try_from(view.from).unwrap_or(0);
    Ok(Picture {
        base: view.base,
        from,
        shape,
    })
}

/// A picture; that of a subclass is empty until its `__init__` says what it is.
fn new(m: &mut Machine, args: Args) -> R {
    let class = args.at(m, 0);
    if args.len() < 5 && class.as_ref().is_none() {
        return Err(m.type_error(&[Piece::S(
            "FrameBuffer() takes at least 4 arguments: buffer, width, height, format",
        )]));
    }
    let fields = if args.len() < 5 {
        let zero = Value::small_wrapping(0);
        [Value::NONE, Value::NONE, zero, zero, zero, zero, zero]
    } else {
        fields(m, args)?
    };
    let record = m.new_record(crate::FRAME_BUFFER, &fields)?;
    receiver::made(m, class, record)
}

fn init(m: &mut Machine, args: Args) -> R {
    let own = m.payload(args.at(m, 0));
    let Some(r) = m.as_record(own, crate::FRAME_BUFFER) else {
        return Err(receiver::wrong_receiver(m, args));
    };
    let fields = fields(m, args)?;
    for (i, field) in (1..).zip(fields) {
        m.heap.set_value(r, i, field);
    }
    Ok(Value::NONE)
}

/// The record's fields, from the arguments behind the first.
fn fields(m: &mut Machine, args: Args) -> R<[Value; 7]> {
    let count = args.len() - 1;
    let mut parts = [Value::NONE; 5];
    for (i, part) in parts.iter_mut().enumerate().take(count) {
        *part = args.at(m, 1 + i);
    }
    let picture = described(m, &parts[..count.min(5)], true)?;
    let shape = picture.shape;
    let format = shape.format as i64;
    let numbers = [
        picture.from as i64,
        i64::from(shape.width),
        i64::from(shape.height),
        format,
        shape.stride as i64,
    ];
    let [from, width, height, format, stride] = numbers.map(Value::small_wrapping);
    Ok([parts[0], picture.base, from, width, height, format, stride])
}

fn picture_of(m: &Machine, r: Ref) -> Option<Picture> {
    let number = |field| m.heap.value(r, field).as_small().unwrap_or(0);
    Some(Picture {
        base: m.heap.value(r, BASE),
        from: number(FROM) as usize,
        shape: Shape {
            width: number(WIDTH) as i32,
            height: number(HEIGHT) as i32,
            stride: number(STRIDE) as usize,
            format: Format::find(number(FORMAT))?,
        },
    })
}

fn as_picture(m: &Machine, v: Value) -> Option<Picture> {
    let r = m.as_record(m.payload(v), crate::FRAME_BUFFER)?;
    picture_of(m, r)
}

fn own(m: &mut Machine, args: Args) -> R<Picture> {
    match as_picture(m, args.at(m, 0)) {
        Some(picture) => Ok(picture),
        None => Err(receiver::wrong_receiver(m, args)),
    }
}

/// Draws on a picture. A buffer that became too short takes what it can.
fn draw<T>(m: &mut Machine, picture: Picture, f: impl FnOnce(&mut Canvas) -> T) -> T {
    let len = m.buffer_bytes(picture.base).map_or(0, <[u8]>::len);
    let bytes = match types::bytes_place(m, picture.base) {
        Some((r, word)) => m.heap.bytes_mut(r, word, len).get_mut(picture.from..),
        None => None,
    };
    f(&mut Canvas {
        shape: picture.shape,
        bytes: bytes.unwrap_or_default(),
    })
}

/// A colour of a picture; 0 outside.
fn colour_at(m: &Machine, picture: &Picture, x: i32, y: i32) -> u32 {
    let bytes = m
        .buffer_bytes(picture.base)
        .and_then(|b| b.get(picture.from..));
    picture
        .shape
        .get(bytes.unwrap_or_default(), x, y)
        .unwrap_or(0)
}

/// Coordinates that far away look the same.
const FAR: i64 = 1 << 20;

fn numbers<const N: usize>(m: &mut Machine, args: Args, from: usize) -> R<[i32; N]> {
    let mut numbers = [0; N];
    for (i, number) in numbers.iter_mut().enumerate() {
        *number = m.index_clamped(args.at(m, from + i))?.clamp(-FAR, FAR) as i32;
    }
    Ok(numbers)
}

fn colour(m: &mut Machine, args: Args, i: usize) -> R<u32> {
    Ok(m.index_clamped(args.at(m, i))? as u32)
}

fn is_filled(m: &mut Machine, args: Args, i: usize) -> R<bool> {
    match args.get(m, i) {
        Some(v) => m.truth(v),
        None => Ok(false),
    }
}

fn fill(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let colour = colour(m, args, 1)?;
    let Shape { width, height, .. } = picture.shape;
    draw(m, picture, |c| c.fill(0, 0, width, height, colour));
    Ok(Value::NONE)
}

fn pixel(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let [x, y] = numbers(m, args, 1)?;
    if args.get(m, 3).is_some() {
        let colour = colour(m, args, 3)?;
        draw(m, picture, |c| c.put(x, y, colour));
        return Ok(Value::NONE);
    }
    match draw(m, picture, |c| c.get(x, y)) {
        Some(colour) => Ok(Value::small_wrapping(i64::from(colour))),
        None => Ok(Value::NONE),
    }
}

fn straight(m: &mut Machine, args: Args, right: bool) -> R {
    let picture = own(m, args)?;
    let [x, y, len] = numbers(m, args, 1)?;
    let colour = colour(m, args, 4)?;
    let (width, height) = if right { (len, 1) } else { (1, len) };
    draw(m, picture, |c| c.fill(x, y, width, height, colour));
    Ok(Value::NONE)
}

fn line(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let [x1, y1, x2, y2] = numbers(m, args, 1)?;
    let colour = colour(m, args, 5)?;
    draw(m, picture, |c| c.line((x1, y1), (x2, y2), colour));
    Ok(Value::NONE)
}

fn rectangle(m: &mut Machine, args: Args, filled: bool) -> R {
    let picture = own(m, args)?;
    let [x, y, width, height] = numbers(m, args, 1)?;
    let colour = colour(m, args, 5)?;
    let filled = filled || is_filled(m, args, 6)?;
    draw(m, picture, |c| {
        if filled {
            c.fill(x, y, width, height, colour);
        } else {
            c.rectangle(x, y, width, height, colour);
        }
    });
    Ok(Value::NONE)
}

fn ellipse(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let [x, y, width, height] = numbers(m, args, 1)?;
    let colour = colour(m, args, 5)?;
    let filled = is_filled(m, args, 6)?;
    let quarters = match args.get(m, 7) {
        Some(v) => m.index_clamped(v)? as u8,
        None => 15,
    };
    let radius = |r: i32| r.clamp(0, LARGEST as i32);
    draw(m, picture, |c| {
        c.ellipse(
            (x, y),
            (radius(width), radius(height)),
            colour,
            filled,
            quarters,
        );
    });
    Ok(Value::NONE)
}

/// Points that a polygon may have.
const POINTS: usize = 128;

fn polygon(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let [x, y] = numbers(m, args, 1)?;
    let coords = args.at(m, 3);
    let colour = colour(m, args, 4)?;
    let filled = is_filled(m, args, 5)?;
    let count = m.len(coords)? / 2;
    let mut points = [(0, 0); POINTS];
    if count > POINTS {
        return Err(m.value_error(&[Piece::S("a polygon has at most 128 points")]));
    }
    for (i, point) in points.iter_mut().enumerate().take(count) {
        let mut pair = [0; 2];
        for (j, number) in pair.iter_mut().enumerate() {
            let item = m.get_item(coords, Value::small_wrapping((2 * i + j) as i64))?;
            *number = m.index_clamped(item)?.clamp(-FAR, FAR) as i32;
        }
        *point = (x + pair[0], y + pair[1]);
    }
    draw(m, picture, |c| c.polygon(&points[..count], colour, filled));
    Ok(Value::NONE)
}

fn text(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let s = args.at(m, 1);
    let [mut x, y] = numbers(m, args, 2)?;
    let colour = if args.get(m, 4).is_some() {
        colour(m, args, 4)?
    } else {
        1
    };
    if m.str_bytes(s).is_none() {
        return Err(m.type_error(&[
            Piece::S("text() takes a str, not '"),
            Piece::T(s),
            Piece::S("'"),
        ]));
    }
    let mut at = 0;
    while let Some(bytes) = m.str_bytes(s).filter(|b| at < b.len()) {
        let (code, size) = utf8::decode(bytes, at);
        at += size.max(1);
        draw(m, picture, |c| c.letter(code, x, y, colour));
        x = x.saturating_add(8);
    }
    Ok(Value::NONE)
}

fn scroll(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let [dx, dy] = numbers(m, args, 1)?;
    draw(m, picture, |c| c.scroll(dx, dy));
    Ok(Value::NONE)
}

/// A picture, or a tuple or list of what `FrameBuffer` takes.
fn source(m: &mut Machine, v: Value) -> R<Picture> {
    if let Some(picture) = as_picture(m, v) {
        return Ok(picture);
    }
    let tuple = m.tuple_of(v)?;
    let count = m.tuple_len(tuple);
    if !(4..=5).contains(&count) {
        return Err(m.value_error(&[Piece::S(
            "a picture is a FrameBuffer, or (buffer, width, height, format[, stride])",
        )]));
    }
    let mut parts = [Value::NONE; 5];
    for (i, part) in parts.iter_mut().enumerate().take(count) {
        *part = m.tuple_item(tuple, i);
    }
    described(m, &parts[..count], false)
}

fn blit(m: &mut Machine, args: Args) -> R {
    let picture = own(m, args)?;
    let from = source(m, args.at(m, 1))?;
    let [x, y] = numbers(m, args, 2)?;
    let key = match args.get(m, 4) {
        Some(v) => m.index_clamped(v)?,
        None => -1,
    };
    let palette = match args.get(m, 5).filter(|v| !v.is_none()) {
        Some(v) => Some(source(m, v)?),
        None => None,
    };
    // A row at a time, in parts: both pictures may lie in the same bytes.
    let mut colours = [0; 64];
    for row in 0..from.shape.height {
        for start in (0..from.shape.width).step_by(colours.len()) {
            let count = (from.shape.width - start).min(colours.len() as i32);
            let part = &mut colours[..count as usize];
            for (column, colour) in (start..).zip(part.iter_mut()) {
                *colour = colour_at(m, &from, column, row);
                if let Some(palette) = &palette {
                    *colour = colour_at(m, palette, *colour as i32, 0);
                }
            }
            draw(m, picture, |c| {
                for (column, colour) in (start..).zip(part.iter()) {
                    if i64::from(*colour) != key {
                        c.put(x.saturating_add(column), y.saturating_add(row), *colour);
                    }
                }
            });
        }
    }
    Ok(Value::NONE)
}
