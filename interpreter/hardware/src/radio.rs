//! `radio`: packets between boards of the same channel, address and group.

use pyrite_core::board::RadioSettings;
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::{Args, Item, Name, R, Space, Value, n};

use crate::facts::packet::{self, LONGEST};
use crate::part;
use crate::state::{self, at};
use crate::table::{bytes_len, copy_bytes, does, does_named, fill_buffer};

const CONFIG: &[Name] = &[
    n::length,
    n::queue,
    n::channel,
    n::power,
    n::address,
    n::group,
    n::data_rate,
];

pub static RADIO: Space = Space::module(
    n::radio,
    &[
        does(n::on, on, 0, 0, "on() -- turn the radio on"),
        does(
            n::off,
            off,
            0,
            0,
            "off() -- turn the radio off; packets that wait are lost",
        ),
        does_named(
            n::config,
            config,
            0,
            CONFIG,
            0,
            "config(length=32, queue=3, channel=7, power=6, address=0x75626974, group=0, data_rate=RATE_1MBIT) -- set the radio up",
        ),
        does(n::reset, reset, 0, 0, "reset() -- settings as at the start"),
        does(n::send, send, 1, 1, "send(message) -- send a text"),
        does(
            n::receive,
            receive,
            0,
            0,
            "receive() -- the next text, or None",
        ),
        does(
            n::send_bytes,
            send_bytes,
            1,
            1,
            "send_bytes(message) -- send bytes",
        ),
        does(
            n::receive_bytes,
            receive_bytes,
            0,
            0,
            "receive_bytes() -- the bytes of the next packet, or None",
        ),
        does(
            n::receive_bytes_into,
            receive_bytes_into,
            1,
            1,
            "receive_bytes_into(buffer) -- write the next packet into a buffer: its length, or None",
        ),
        does(
            n::receive_full,
            receive_full,
            0,
            0,
            "receive_full() -- the next packet as (bytes, strength in dBm, microseconds), or None",
        ),
        does(n::__init__, imported, 0, 0, ""),
        (n::RATE_1MBIT, Item::Int(0)),
        (n::RATE_2MBIT, Item::Int(1)),
        (n::RATE_250KBIT, Item::Int(2)),
    ],
);

/// Settings: where they are kept, least and most, and what they are at first.
const SETTINGS: [(usize, i64, i64, i64, &str); 6] = [
    (at::RADIO_LENGTH, 1, 251, 32, "length"),
    (at::RADIO_QUEUE, 1, 254, 3, "queue"),
    (at::RADIO_CHANNEL, 0, 83, 7, "channel"),
    (at::RADIO_POWER, 0, 7, 6, "power"),
    (at::RADIO_ADDRESS, 0, 0xffff_ffff, 0x7562_6974, "address"),
    (at::RADIO_GROUP, 0, 255, 0, "group"),
];

/// Thousands of bits in a second, by the numbers of the module's constants.
const RATES: [i32; 3] = [1000, 2000, 250];

/// Settings as at the start.
pub fn reset_settings(m: &mut Machine) {
    for (place, _, _, first, _) in SETTINGS {
        state::set(m, place, first as u32 as i32);
    }
    state::set(m, at::RADIO_RATE, 1000);
}

fn settings(m: &Machine) -> RadioSettings {
    let number = |place| state::get(m, place);
    RadioSettings {
        channel: number(at::RADIO_CHANNEL) as u8,
        power: number(at::RADIO_POWER) as u8,
        address: number(at::RADIO_ADDRESS) as u32,
        group: number(at::RADIO_GROUP) as u8,
        rate: number(at::RADIO_RATE) as u16,
        length: number(at::RADIO_LENGTH) as u8,
        queue: number(at::RADIO_QUEUE) as u8,
    }
}

fn set_up(m: &mut Machine) -> R<()> {
    let settings = settings(m);
    part::radio(m, |p| p.set_up(Some(settings)))
}

/// When the module is imported the radio is turned on, where there is one.
fn imported(m: &mut Machine, args: Args) -> R {
    if m.host.board().and_then(|b| b.radio()).is_some() {
        on(m, args)?;
    }
    Ok(Value::NONE)
}

fn on(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    set_up(m)?;
    state::set(m, at::RADIO_ON, 1);
    Ok(Value::NONE)
}

fn off(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    part::radio(m, |p| p.set_up(None))?;
    state::set(m, at::RADIO_ON, 0);
    Ok(Value::NONE)
}

fn config(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let mut new = [None; SETTINGS.len()];
    for (i, (_, low, high, _, what)) in SETTINGS.into_iter().enumerate() {
        if let Some(v) = args.get(m, i) {
            let number = m.index_clamped(v)?;
            if number < low || number > high {
                return Err(crate::table::out_of(m, what, low, high));
            }
            new[i] = Some(number);
        }
    }
    let mut rate = None;
    if let Some(v) = args.get(m, SETTINGS.len()) {
        let number = m.index_clamped(v)?;
        rate = usize::try_from(number).ok().and_then(|i| RATES.get(i));
        if rate.is_none() {
            return Err(m.value_error(&[Piece::S("data_rate must be RATE_1MBIT or RATE_2MBIT")]));
        }
    }
    for (number, (place, ..)) in new.into_iter().zip(SETTINGS) {
        if let Some(number) = number {
            state::set(m, place, number as u32 as i32);
        }
    }
    if let Some(rate) = rate {
        state::set(m, at::RADIO_RATE, *rate);
    }
    if state::get(m, at::RADIO_ON) != 0 {
        set_up(m)?;
    }
    Ok(Value::NONE)
}

fn reset(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    reset_settings(m);
    if state::get(m, at::RADIO_ON) != 0 {
        set_up(m)?;
    }
    Ok(Value::NONE)
}

fn needs_on(m: &mut Machine) -> R<()> {
    if state::get(m, at::RADIO_ON) == 0 {
        return Err(m.value_error(&[Piece::S("the radio is off: call radio.on() first")]));
    }
    Ok(())
}

fn send_packet(m: &mut Machine, before: &[u8], v: Value) -> R {
    needs_on(m)?;
    let longest = state::get(m, at::RADIO_LENGTH).clamp(0, LONGEST as i32) as usize;
    let mut buffer = [0; LONGEST + 4];
    let len = bytes_len(m, v)? + before.len();
    if len > longest {
        return Err(m.value_error(&[
            Piece::S("the message has "),
            Piece::I(len as i64),
            Piece::S(" bytes, the longest packet "),
            Piece::I(longest as i64),
        ]));
    }
    buffer[..before.len()].copy_from_slice(before);
    copy_bytes(m, v, 0, &mut buffer[before.len()..]);
    part::radio(m, |p| p.send(&buffer[..len]))?;
    Ok(Value::NONE)
}

fn send(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    if m.str_bytes(v).is_none() {
        return Err(m.type_error(&[
            Piece::S("send() takes a str, not '"),
            Piece::T(v),
            Piece::S("'"),
        ]));
    }
    send_packet(m, &packet::TEXT, v)
}

fn send_bytes(m: &mut Machine, args: Args) -> R {
    send_packet(m, &[], args.at(m, 0))
}

/// The next packet, into a buffer: length, strength and time.
fn next(m: &mut Machine, buffer: &mut [u8]) -> R<Option<pyrite_core::board::Packet>> {
    needs_on(m)?;
    part::radio(m, |p| Ok(p.receive(buffer)))
}

fn receive(m: &mut Machine, _: Args) -> R {
    let mut buffer = [0; 256];
    let Some(found) = next(m, &mut buffer)? else {
        return Ok(Value::NONE);
    };
    match packet::text(&buffer[..found.len.min(256)]) {
        Some(text) if core::str::from_utf8(text).is_ok() => m.new_str(text),
        _ => Err(m.value_error(&[Piece::S("the packet that was received is no text")])),
    }
}

fn receive_bytes(m: &mut Machine, _: Args) -> R {
    let mut buffer = [0; 256];
    match next(m, &mut buffer)? {
        Some(found) => m.new_bytes(&buffer[..found.len.min(256)]),
        None => Ok(Value::NONE),
    }
}

fn receive_bytes_into(m: &mut Machine, args: Args) -> R {
    let into = args.at(m, 0);
    bytes_len(m, into)?;
    let mut buffer = [0; 256];
    match next(m, &mut buffer)? {
        Some(found) => {
            fill_buffer(m, into, 0, &buffer[..found.len.min(256)])?;
            Ok(Value::small_wrapping(found.len as i64))
        }
        None => Ok(Value::NONE),
    }
}

fn receive_full(m: &mut Machine, _: Args) -> R {
    let mut buffer = [0; 256];
    let Some(found) = next(m, &mut buffer)? else {
        return Ok(Value::NONE);
    };
    let bytes = m.new_bytes(&buffer[..found.len.min(256)])?;
    // As `time.ticks_us` counts.
    let time = Value::small_wrapping((found.time & 0x3fff_ffff) as i64);
    m.new_tuple(&[
        bytes,
        Value::small_wrapping(i64::from(found.strength)),
        time,
    ])
}
