//! What the micro:bit's modules say to arguments of all kinds: expressions, each with its value or its error.

use super::run;

/// Runs lines `expression => what is printed of it`.
fn check(imports: &str, lines: &str) {
    let lines: Vec<(&str, &str)> = lines
        .lines()
        .filter_map(|line| line.split_once(" => "))
        .collect();
    let mut program = format!("from microbit import *\n{imports}\n");
    for (expression, _) in &lines {
        program.push_str(&format!(
            "try:\n    print(repr(({expression})))\nexcept Exception as e:\n    print(type(e).__name__ + ':', e)\n"
        ));
    }
    let wrote = run(&program);
    for ((expression, expected), got) in lines.iter().zip(wrote.lines()) {
        assert_eq!(got, expected.trim(), "{expression}");
    }
    assert_eq!(wrote.lines().count(), lines.len(), "{wrote}");
}

#[test]
fn of_the_display() {
    check(
        "",
        "
display.get_pixel(5, 0) => ValueError: there is no pixel (5, 0)
display.set_pixel(0, -1, 0) => ValueError: there is no pixel (0, -1)
display.set_pixel(0, 0, 10) => ValueError: brightness must be from 0 to 9
display.set_pixel('a', 0, 1) => TypeError: 'str' object cannot be interpreted as an integer
display.set_pixel(4, 4, 7) => None
display.get_pixel(4, 4) => 7
display.show() => TypeError: show() missing required argument 'image' (pos 1)
display.show(None) => TypeError: 'NoneType' object is not iterable
display.show(Image.HEART, 400, True) => TypeError: show() takes at most 2 positional arguments (3 given)
display.show([1], delay=10) => TypeError: expected an Image or a letter to show, not 'int'
display.show([], delay=10) => None
display.show(3.5, delay=10) => None
display.scroll(Image.HEART) => TypeError: scroll() takes a text or a number, not 'Image'
display.scroll(42, delay=1, monospace=True) => None
display.is_on() => True
display.read_light_level() => 120
display.off() => None
display.is_on() => False
display.on() => None
",
    );
}

#[test]
fn of_images() {
    check(
        "",
        r#"
Image.HEART => Image('09090:99999:99999:09990:00900:')
str(Image('12:3')) => "Image(\n    '12:'\n    '30:'\n)"
Image() => Image('00000:00000:00000:00000:00000:')
Image('a') => Image('00000:09990:90090:90090:09999:')
Image('90\n09') => Image('90:09:')
Image('1a:') => ValueError: an image's string has digits 0-9, and ':' at the end of each row
Image(2, 3) => Image('00:00:00:')
Image(width=3, height=2) => Image('000:000:')
Image(2, 2, b'\x08\x08\x08\x08') => Image('88:88:')
Image(2, 2, bytearray([9, 9, 9, 9])) => Image('99:99:')
Image(2, 2, b'123') => ValueError: the buffer must have width * height bytes
Image(2, 2, b'1234') => ValueError: brightness must be from 0 to 9
Image(2, 2, 5) => TypeError: the buffer must be bytes-like, not 'int'
Image(-1, 2) => ValueError: width must be from 0 to 1024
Image.HEART.set_pixel(0, 0, 1) => TypeError: a built-in image cannot be changed: change a copy() of it
Image.HEART.fill(2) => TypeError: a built-in image cannot be changed: change a copy() of it
Image.HEART.blit(Image.HAPPY, 0, 0, 5, 5) => TypeError: a built-in image cannot be changed: change a copy() of it
Image.HEART.get_pixel(0, 5) => ValueError: there is no pixel (0, 5)
Image.HEART.width(), Image.HEART.height() => (5, 5)
Image.HEART == Image.HEART.copy(), Image.HEART != Image.HAPPY, Image.HEART == 5 => (True, True, False)
Image.HEART + Image.HAPPY => Image('09090:99999:99999:99999:09990:')
Image.HEART - Image.HEART_SMALL => Image('09090:90909:90009:09090:00900:')
Image.HEART + Image(3, 3) => ValueError: the images must have the same size
Image.HEART + 3 => TypeError: unsupported operand type(s) for +: 'Image' and 'int'
Image.HEART * 0.5 => Image('05050:55555:55555:05550:00500:')
Image.HEART / 3 => Image('03030:33333:33333:03330:00300:')
Image.HEART / 0 => ZeroDivisionError: division by zero
Image.HEART.crop(1, 1, 3, 3) => Image('999:999:999:')
Image.HEART.crop(-1, -1, 3, 3) => Image('000:009:099:')
Image.HEART.shift_left(1) == Image.HEART.shift_right(-1) => True
Image.HEART.shift_up(2) => Image('99999:09990:00900:00000:00000:')
Image.HEART.shift_down(2) => Image('00000:00000:09090:99999:99999:')
Image.HEART.invert() => Image('90909:00000:00000:90009:99099:')
Image(5, 5).blit(Image.HEART, 0, 0, 5, 5, ydest=1) => None
len(Image.ALL_CLOCKS), len(Image.ALL_ARROWS) => (12, 8)
hash(Image.HEART) => TypeError: unhashable type: 'Image'
Image.FOO => AttributeError: type object 'Image' has no attribute 'FOO'
"#,
    );
}

#[test]
fn of_buttons_and_pins() {
    check(
        "",
        "
button_a.is_pressed(), button_a.was_pressed(), button_b.get_presses() => (False, False, 0)
button_a.is_pressed(1) => TypeError: MicroBitButton.is_pressed() takes no arguments (1 given)
pin0, pin_logo, pin_speaker => (<pin0>, <pin_logo>, <pin_speaker>)
pin0.get_mode(), pin3.get_mode(), pin5.get_mode(), pin19.get_mode() => ('unused', 'display', 'button', 'i2c')
pin0.read_digital() => 0
pin0.get_mode(), pin0.get_pull() == pin0.PULL_DOWN => ('read_digital', True)
pin0.write_digital(2) => ValueError: value must be from 0 to 1
pin0.write_analog(1024) => ValueError: value must be from 0 to 1023
pin0.write_analog(511.5) => None
pin0.get_mode() => 'analog'
pin0.set_analog_period(0) => ValueError: period must be from 1 to 1000
pin0.set_analog_period(2) => None
pin0.get_analog_period_microseconds() => 2000
pin0.set_analog_period_microseconds(255) => ValueError: period must be from 256 to 1000000
pin0.set_pull(7) => ValueError: value must be PULL_UP, PULL_DOWN or NO_PULL
pin0.set_pull(pin0.PULL_UP) => None
pin0.get_pull() == pin0.PULL_UP, pin0.get_mode() => (True, 'read_digital')
pin8.read_analog() => AttributeError: 'MicroBitDigitalPin' object has no attribute 'read_analog'
pin3.is_touched() => AttributeError: 'MicroBitAnalogDigitalPin' object has no attribute 'is_touched'
pin3.read_analog() => ValueError: pin 3 is used as 'display'
pin5.read_digital() => ValueError: pin 5 is used as 'button'
pin19.write_digital(1) => ValueError: pin 19 is used as 'i2c'
pin_logo.write_digital(1) => ValueError: the logo can only be touched
pin_logo.is_touched(), pin_logo.was_touched(), pin_logo.get_touches() => (False, False, 0)
pin0.set_touch_mode(5) => ValueError: value must be from 0 to 1
pin0.set_touch_mode(pin0.CAPACITIVE) => None
pin_speaker.write_analog(128) => None
ws2812_write(pin0, b'123') => None
ws2812_write(5, b'123') => TypeError: expected a pin, not 'int'
",
    );
}

#[test]
fn of_senses() {
    check(
        "",
        "
accelerometer.get_x(), accelerometer.get_y(), accelerometer.get_z() => (0, 0, -1000)
accelerometer.get_values(), accelerometer.get_strength() => ((0, 0, -1000), 1000)
accelerometer.is_gesture('wave') => ValueError: there is no gesture 'wave'
accelerometer.was_gesture(1) => ValueError: there is no gesture 1
accelerometer.get_gestures() => ()
accelerometer.set_range(8) => None
accelerometer.set_range('x') => TypeError: 'str' object cannot be interpreted as an integer
compass.heading(), compass.is_calibrated() => (0, True)
compass.get_x(), compass.get_y(), compass.get_z() => (0, -20000, -40000)
compass.get_field_strength() => 44721
compass.clear_calibration() => None
compass.is_calibrated() => False
temperature() => 21
microphone.sound_level(), microphone.current_event(), microphone.get_events() => (20, None, ())
round(microphone.sound_level_db()) => 40
microphone.set_threshold('loud', 3) => TypeError: expected SoundEvent.LOUD or SoundEvent.QUIET, not 'str'
microphone.set_threshold(SoundEvent.LOUD, 300) => None
microphone.was_event(SoundEvent.LOUD), microphone.is_event(SoundEvent.QUIET) => (False, False)
microphone.set_sensitivity(2) => ValueError: gain must be from 0 to 1
microphone.set_sensitivity(microphone.SENSITIVITY_LOW) => None
SoundEvent.LOUD, SoundEvent.QUIET => (SoundEvent('loud'), SoundEvent('quiet'))
scale(5, (0, 10), (0, 100)) => 50
scale(5, (0, 10), (0, 1.0)) => 0.5
scale(30, from_=(0.0, 30.0), to=(0, 1023)) => 1023
scale(5, (1, 1), (0, 100)) => ValueError: the range from_ is empty
scale(5, (1,), (0, 100)) => ValueError: a range is a tuple of two numbers
sleep('a') => TypeError: 'str' object cannot be interpreted as an integer
run_every() => ValueError: run_every() needs a time, for example s=1
run_every(5, s=1) => TypeError: expected a function, not 'int'
panic(-1) => ValueError: n must be from 0 to 999
set_volume(300) => None
",
    );
}

#[test]
fn of_buses() {
    check(
        "",
        r"
i2c.scan() => []
i2c.read(0x50, 2) => OSError: [Errno 19] No such device
i2c.write(0x50, b'a') => OSError: [Errno 19] No such device
i2c.write(0x150, b'a') => ValueError: addr must be from 0 to 127
i2c.read(0x50, -1) => ValueError: n must be from 0 to 1032
i2c.write(0x50, 5) => TypeError: a bytes-like object is required, not 'int'
i2c.init(freq=400000) => None
spi.init(baudrate=1000000, bits=8, mode=3) => None
spi.init(bits=9) => ValueError: bits must be 8
spi.init(mode=4) => ValueError: mode must be from 0 to 3
spi.init(sclk=5) => TypeError: expected a pin, not 'int'
spi.read(3) => b'\x00\x00\x00'
spi.write(b'a') => None
spi.write_readinto(b'ab', bytearray(3)) => ValueError: both buffers must have the same length
spi.write_readinto(b'ab', bytearray(2)) => None
spi.write_readinto(b'ab', b'cd') => TypeError: 'bytes' object does not support item assignment
uart.any(), uart.read(), uart.readline(), uart.readinto(bytearray(2)) => (False, None, None, None)
uart.init(1) => ValueError: baudrate must be from 1200 to 1000000
uart.init(9600, bits=7) => ValueError: bits must be 8
uart.init(9600, parity=3) => ValueError: parity must be from 1 to 2
uart.init(9600, parity=uart.ODD, stop=1) => None
uart.init(115200, tx=pin1, rx=pin2) => None
uart.write(b'ab'), uart.write('ä') => (2, 2)
uart.write(5) => TypeError: a bytes-like object is required, not 'int'
uart.init(115200, 8, None, 1, pin0) => TypeError: init() takes at most 4 positional arguments (5 given)
",
    );
}

#[test]
fn of_music_and_sounds() {
    check(
        "import music, audio, speech",
        "
music.get_tempo() => (4, 120)
music.set_tempo(ticks=8) => None
music.set_tempo(bpm=0) => ValueError: bpm must be from 1 to 10000
music.play('H') => ValueError: 'H' is no note: a note is written NOTE[octave][:duration], for example 'c4:4'
music.play(['c', 5]) => TypeError: a note is a str, not 'int'
music.play(5) => TypeError: 'int' object is not iterable
music.play(['c:1'], pin=None) => None
music.play(['c:1'], 5) => TypeError: expected a pin, not 'int'
music.pitch(-1, 10) => ValueError: frequency must be from 0 to 20000
music.pitch(440, wait=False) => None
pin0.get_mode() => 'music'
music.stop() => None
pin0.get_mode() => 'unused'
music.reset() => None
audio.is_playing(), audio.sound_level() => (False, 0)
audio.play(5) => TypeError: 'int' object is not iterable
audio.play([5]) => TypeError: cannot play 'int': expected a Sound, a SoundEffect, an AudioRecording, an AudioTrack or AudioFrames
audio.play([audio.AudioFrame()] * 3) => None
audio.AudioFrame()[32] => IndexError: AudioFrame index out of range
len(audio.AudioFrame()) => 32
audio.SoundEffect(freq_start=10000) => ValueError: freq_start must be from 0 to 9999
audio.SoundEffect(waveform=5) => ValueError: waveform must be from 0 to 4
audio.SoundEffect(shape=3) => ValueError: shape must be SHAPE_LINEAR, SHAPE_CURVE or SHAPE_LOG
audio.AudioRecording(0) => ValueError: duration must be from 1 to 600000
audio.AudioTrack([1]) => TypeError: samples lie in an AudioRecording, a bytearray or bytes, not in 'list'
Sound.HAPPY => Sound.HAPPY
Sound.LOUD => AttributeError: type object 'Sound' has no attribute 'LOUD'
speaker.off(), speaker.on() => (None, None)
speech.say(5) => TypeError: words must be a str, not 'int'
speech.say('a', speed=0) => ValueError: speed must be from 1 to 255
speech.say('a', 5) => TypeError: say() takes at most 1 positional argument (2 given)
speech.pronounce('X') => ValueError: there is no phoneme at position 0 of 'X'
",
    );
}

#[test]
fn of_radio_log_and_power() {
    check(
        "import radio, log, power, neopixel, machine, os",
        r"
radio.receive() => None
radio.send('hi') => None
radio.send(5) => TypeError: send() takes a str, not 'int'
radio.send_bytes(b'a' * 33) => ValueError: the message has 33 bytes, the longest packet 32
radio.config(length=252) => ValueError: length must be from 1 to 251
radio.config(channel=84) => ValueError: channel must be from 0 to 83
radio.config(group=256) => ValueError: group must be from 0 to 255
radio.config(power=8) => ValueError: power must be from 0 to 7
radio.config(queue=0) => ValueError: queue must be from 1 to 254
radio.config(5) => TypeError: config() takes no positional arguments
radio.config(foo=1) => TypeError: 'foo' is an invalid keyword argument for config()
radio.config(data_rate=5) => ValueError: data_rate must be RATE_1MBIT or RATE_2MBIT
radio.config(data_rate=radio.RATE_2MBIT) => None
radio.receive_bytes(), radio.receive_full(), radio.receive_bytes_into(bytearray(3)) => (None, None, None)
radio.off() => None
radio.send('x') => ValueError: the radio is off: call radio.on() first
log.set_labels('a', timestamp=5) => ValueError: timestamp must be log.SECONDS or another unit of log, or None
log.MILLISECONDS, log.SECONDS, log.MINUTES, log.HOURS, log.DAYS => (1, 10, 600, 36000, 864000)
log.add() => TypeError: add() needs values: add(label=value)
log.add(5) => TypeError: add() takes a dict or keywords, not 'int'
log.add({1: 2}) => TypeError: a label is a str, not 'int'
log.delete(full=True) => None
power.deep_sleep(wake_on=5) => TypeError: wake_on takes buttons and pins, not 'int'
power.deep_sleep(ms=10, wake_on=(button_a, pin0), run_every=False) => None
neopixel.NeoPixel(5, 3) => TypeError: expected a pin, not 'int'
neopixel.NeoPixel(pin0, 0) => ValueError: n must be from 1 to 1024
neopixel.NeoPixel(pin0, 3, bpp=5) => ValueError: bpp must be from 3 to 4
neopixel.NeoPixel(pin0, 3)[3] => IndexError: NeoPixel index out of range
neopixel.NeoPixel(pin0, 3).fill((1, 2)) => ValueError: a colour of this strip has 3 parts
neopixel.NeoPixel(pin0, 3).fill((1, 2, 256)) => ValueError: a part of a colour must be from 0 to 255
len(neopixel.NeoPixel(pin0, 3)), neopixel.NeoPixel(pin0, 3, bpp=4)[0] => (3, (0, 0, 0, 0))
machine.unique_id(), machine.freq() => (b'\x00\x00\x00\x00\x124Vx', 64000000)
machine.mem8[0] => NotImplementedError: micro:bit with nRF52833 has nothing to read or write at address 0
machine.time_pulse_us(pin0, 1, 100) => -2
os.uname().machine => 'micro:bit with nRF52833'
",
    );
}
