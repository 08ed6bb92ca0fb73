//! Nothing that a program calls, with whatever arguments, is more than an exception.

use super::{Simulated, World, world};
use crate::simulated::Pyboard;

fn lives<B: Simulated>(world: fn() -> World<B>, modules: &str, imports: &str, values: &str) {
    for seed in 0..3 {
        let program = include_str!("programs/anything.py")
            .replace("MODULES", modules)
            .replace("VALUES", values)
            .replace("SEED", &seed.to_string());
        let wrote = world().run(&format!("{imports}\n{program}"));
        let last = wrote.lines().last().unwrap_or("");
        // Some of what is called writes without an end of line.
        let lived = last.ends_with("lived True") || last == "KeyboardInterrupt";
        assert!(lived, "{seed}: {wrote}");
    }
}

#[test]
fn on_a_microbit() {
    lives(
        world,
        "'microbit music radio audio speech log power neopixel machine love framebuf onewire ds18x20 dht'.split()",
        "import microbit, audio, neopixel, framebuf, onewire, ds18x20, dht",
        "[microbit.pin0, microbit.pin_logo, microbit.pin8, microbit.Image.HEART, microbit.Image(0, 0), microbit.Image(3, 9),
        microbit.Sound.HAPPY, audio.AudioFrame(), audio.SoundEffect(duration=5), audio.AudioRecording(2),
        audio.AudioTrack(bytearray(3)), microbit.SoundEvent.LOUD, microbit.button_a, neopixel.NeoPixel(microbit.pin1, 2), microbit.uart,
        onewire.OneWire(microbit.pin2), ds18x20.DS18X20(onewire.OneWire(microbit.pin2)), dht.DHT11(microbit.pin1),
        framebuf.FrameBuffer(bytearray(100), 10, 10, 0)]",
    );
}

#[test]
fn on_a_pyboard() {
    lives(
        || World::new(Pyboard::new(1)),
        "'pyb machine neopixel framebuf onewire ds18x20 dht'.split()",
        "import pyb, machine, neopixel, framebuf, onewire, ds18x20, dht, stm",
        "[pyb.Pin('X1'), pyb.Pin('X5'), pyb.LED(1), pyb.LED(4), pyb.Switch(), pyb.Servo(1), pyb.Timer(3, freq=10),
        pyb.Timer(2, freq=50).channel(1, pyb.Timer.PWM, pin=pyb.Pin('X2')), pyb.ADC('X19'), pyb.ADCAll(12), pyb.DAC(1),
        pyb.I2C(1), pyb.SPI(1), pyb.UART(1), pyb.RTC(), pyb.Accel(), machine.PWM('X3'), machine.I2C('X'),
        machine.SoftI2C('X9', 'X10'), machine.SPI(1), machine.SoftSPI(sck='X6'), machine.Timer(-1), machine.Signal('X4'),
        pyb.USB_VCP(), onewire.OneWire(pyb.Pin('X7')), ds18x20.DS18X20(onewire.OneWire(pyb.Pin('X7'))), dht.DHT22(pyb.Pin('X8')),
        stm.mem8, stm.mem32, pyb.Pin('X1').af_list()[0], pyb.Timer(4, freq=50).channel(1, pyb.Timer.OC_TIMING), neopixel.NeoPixel(pyb.Pin('X8'), 2), framebuf.FrameBuffer(bytearray(100), 10, 10, 0)]",
    );
}
