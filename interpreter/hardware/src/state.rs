//! What the modules keep between two calls: one record in the heap with a block of numbers and a few values, so that a copy
//! of the machine is a copy of all of it. Defaults are written by `start`.

use pyrite_core::machine::{Machine, Root};
use pyrite_core::{R, Ref, Space, Value, n, types};

/// The record's type, which no program can name.
pub static STATE: Space = Space::class(n::_hardware, types::OBJECT, &[]).of_module(n::_hardware);

/// Values that are kept, by their place in the record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A bytes object: the numbers.
    Numbers,
    /// What `display.show` or `display.scroll` shows: a str, an Image or an iterable.
    Shown,
    /// Its iterator.
    ShownItems,
    /// Notes that `music.play` plays: a str, a list or a tuple.
    Tune,
    /// What `audio.play` plays, its iterator, and the item that sounds.
    Sounds,
    SoundItems,
    Sound,
    /// A list of records: functions that are called again and again.
    Timers,
    /// The list of the log's labels, and the row that was added.
    Labels,
    /// Functions for edges at pins: a list of records.
    Watches,
    /// The function of the pyboard's switch.
    SwitchCallback,
    /// What ends a deep sleep: a button, a pin, or a tuple of them.
    Wake,
    /// What the microphone records into.
    Recorded,
    /// What `microphone.record` gives at its end.
    Recording,
    /// The buffers that measurements go into, and the pins' numbers: two tuples.
    Measured,
    MeasuredPins,
    /// What was read of a line so far, and the buffer it goes into.
    Received,
    ReadInto,
    /// Functions for bytes that come: a list of records.
    Listeners,
}

impl Slot {
    const COUNT: usize = Slot::Listeners as usize + 1;
}

/// Places of numbers in the block. A time takes two.
pub mod at {
    macro_rules! layout {
        (@ $at:expr;) => {
            /// How many there are.
            pub const COUNT: usize = $at;
        };
        (@ $at:expr; $(#[$doc:meta])* $name:ident $n:literal, $($rest:tt)*) => {
            $(#[$doc])*
            pub const $name: usize = $at;
            layout!(@ $at + $n; $($rest)*);
        };
    }

    layout! { @ 0;
        /// What the display is doing: see `display::Doing`.
        DOING 1,
        /// Of an animation: flags, position, milliseconds of a step, steps, and when the next comes.
        SHOW_FLAGS 1,
        SHOW_AT 1,
        SHOW_DELAY 1,
        SHOW_STEPS 1,
        SHOW_NEXT 2,
        /// Presses of buttons that `was_pressed` and `get_presses` have told, for two buttons and four pins.
        WAS_TOLD 6,
        PRESSES_TOLD 6,
        /// For each pin: mode, pull and kind of touch, and its period in microseconds.
        PIN_MODES 24,
        PIN_PERIODS 24,
        /// Loudness, 0 to 255, and whether the speaker is on.
        VOLUME 1,
        SPEAKER 1,
        /// Ticks of a beat and beats of a minute.
        TICKS 1,
        BPM 1,
        /// What carries over from note to note.
        OCTAVE 1,
        DURATION 1,
        /// What music is doing: flags, position, pin, and when the next note comes.
        MUSIC 1,
        MUSIC_AT 1,
        MUSIC_PIN 1,
        MUSIC_NEXT 2,
        /// What audio is doing.
        AUDIO 1,
        AUDIO_AT 1,
        AUDIO_PIN 1,
        AUDIO_NEXT 2,
        AUDIO_PHASE 1,
        AUDIO_NOISE 1,
        /// Speech: pitch, speed, mouth, throat, the place in the text, the phoneme before, and a filter.
        VOICE 8,
        /// Gestures: the detector, those that were and were not told, and the last ones, four bits each.
        DETECTOR 2,
        GESTURES_WERE 1,
        GESTURES_LAST 2,
        GESTURE_NEXT 2,
        GESTURE_ON 1,
        /// Sound events.
        LOUD 1,
        QUIET 1,
        EVENT 1,
        EVENTS_WERE 1,
        EVENTS_LAST 1,
        EVENT_NEXT 2,
        EVENT_ON 1,
        /// The radio's settings.
        RADIO_ON 1,
        RADIO_LENGTH 1,
        RADIO_QUEUE 1,
        RADIO_CHANNEL 1,
        RADIO_POWER 1,
        RADIO_ADDRESS 1,
        RADIO_GROUP 1,
        RADIO_RATE 1,
        /// The log: how time is counted, whether rows are printed, whether the file has its labels.
        LOG_TIME 1,
        LOG_MIRROR 1,
        LOG_HEADED 1,
        /// A clock that a program set: seconds that it is ahead of the host's.
        CLOCK 2,
        /// The pyboard's switch: presses that its function has seen.
        SWITCH_TOLD 1,
        /// When the program began.
        BEGAN 2,
        /// Random numbers that were drawn.
        DRAWN 1,
        /// Interrupts are off.
        MASKED 1,
        /// A deep sleep: when it ends, what had happened before, and whether timers rest.
        WAKE_AT 2,
        WAKE_COUNT 1,
        ASLEEP 1,
        /// The microphone: samples recorded, since when, and how loud in thousandths.
        RECORDED 1,
        RECORD_BEGAN 2,
        GAIN 1,
        /// How loud what audio played last was, 0 to 255.
        AUDIO_LEVEL 1,
        /// Whether the serial line is on pins, rather than the console.
        UART_PINS 1,
        /// Measurements of `read_timed`: how many a second, how many there are, and since when.
        MEASURE_RATE 1,
        MEASURE_AT 1,
        MEASURE_BEGAN 2,
        /// Whether several pins are measured.
        MEASURE_MANY 1,
        /// How often something happened that ends a sleep.
        WOKEN 1,
        /// By how much the clock is corrected.
        CALIBRATION 1,
        /// Reading of a line: which, how much, to the end of a line, what the result is, until when, and how long for more.
        READ_LINE 1,
        READ_MOST 1,
        READ_TO_END 1,
        READ_AS 1,
        READ_UNTIL 2,
        READ_MORE 2,
    }
}

/// The record, made when there is none.
pub fn ready(m: &mut Machine) -> R<Ref> {
    if let Some(r) = m.root(Root::Hardware).as_ref() {
        return Ok(r);
    }
    let mark = m.mark();
    let block = Value::reference(m.new_bytes_sized(at::COUNT * 4)?);
    let mut fields = [Value::NONE; Slot::COUNT];
    fields[Slot::Numbers as usize] = block;
    let record = m.new_record(crate::STATE, &fields)?;
    m.set_root(Root::Hardware, record);
    m.release(mark);
    for (place, number) in [
        (at::VOLUME, 255),
        (at::SPEAKER, 1),
        (at::TICKS, 4),
        (at::BPM, 120),
        (at::OCTAVE, 4),
        (at::DURATION, 4),
        (at::LOUD, 150),
        (at::QUIET, 75),
        (at::LOG_TIME, 10),
        (at::GAIN, crate::recording::USUAL_GAIN),
    ] {
        set(m, place, number);
    }
    let now = m.host.micros();
    set_time(m, at::BEGAN, now);
    crate::radio::reset_settings(m);
    crate::microbit::pin::reset_modes(m);
    m.set_tick(crate::tick, u64::MAX);
    record.as_ref().ok_or_else(|| m.out_of_memory())
}

fn block(m: &Machine) -> Option<Ref> {
    let record = m.root(Root::Hardware).as_ref()?;
    m.heap.value(record, 1 + Slot::Numbers as usize).as_ref()
}

/// A number; 0 before anything was kept.
pub fn get(m: &Machine, place: usize) -> i32 {
    let Some(block) = block(m) else { return 0 };
    let bytes = m.heap.bytes(block, 1, at::COUNT * 4);
    let word = bytes
        .get(place * 4..place * 4 + 4)
        .and_then(|b| b.try_into().ok());
    i32::from_le_bytes(word.unwrap_or_default())
}

/// Keeps a number. Nothing happens before `ready`.
pub fn set(m: &mut Machine, place: usize, number: i32) {
    let Some(block) = block(m) else { return };
    let bytes = m.heap.bytes_mut(block, 1, at::COUNT * 4);
    if let Some(word) = bytes.get_mut(place * 4..place * 4 + 4) {
        word.copy_from_slice(&number.to_le_bytes());
    }
}

/// A time in microseconds of the host's clock.
pub fn time(m: &Machine, place: usize) -> u64 {
    u64::from(get(m, place) as u32) | u64::from(get(m, place + 1) as u32) << 32
}

pub fn set_time(m: &mut Machine, place: usize, time: u64) {
    set(m, place, time as u32 as i32);
    set(m, place + 1, (time >> 32) as u32 as i32);
}

/// A value that is kept; None before.
pub fn value(m: &Machine, slot: Slot) -> Value {
    match m.root(Root::Hardware).as_ref() {
        Some(record) => m.heap.value(record, 1 + slot as usize),
        None => Value::NONE,
    }
}

pub fn set_value(m: &mut Machine, slot: Slot, v: Value) {
    if let Some(record) = m.root(Root::Hardware).as_ref() {
        m.heap.set_value(record, 1 + slot as usize, v);
    }
}

/// A list that is kept, made when there is none.
pub fn list(m: &mut Machine, slot: Slot) -> R<Ref> {
    if let Some(list) = value(m, slot).as_ref() {
        return Ok(list);
    }
    ready(m)?;
    let list = m.new_list_sized(0)?;
    set_value(m, slot, Value::reference(list));
    Ok(list)
}
