// The simulated boards: what they show, and what can be done to them.
import { assert, equal, test, until } from "../harness.mjs";
import { downloaded, HEART, idle, lit, matrix, open, panel, picture, quiet, run, sees, stop, type } from "../desk.mjs";

const slide = (page, name, value) => page.locator(`#set-${name}`).fill(String(value));

test("micro:bit: lights with brightness", async (t) => {
  await open(t);
  await t.page.click(".run-button");
  await lit(t.page, HEART);
  await picture(t.page, "running");
  await stop(t.page);
  await run(t.page, "from microbit import *\nfor i in range(5):\n    for j in range(5):\n        display.set_pixel(i, j, (i + j) % 10)\n");
  await lit(t.page, "01234 12345 23456 34567 45678");
  await picture(t.page, "brightness");
  quiet(t.said);
});

test("micro:bit: buttons by mouse and keys, the logo and pins by touch", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
while True:
    if button_a.was_pressed(): print('A!')
    if button_b.was_pressed(): print('B!')
    if pin_logo.is_touched(): print('logo!')
    if pin0.is_touched(): print('pin0!')
    sleep(10)
`);
  const hold = async (selector) => {
    const box = await t.page.locator(selector).boundingBox();
    await t.page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.6);
    await t.page.mouse.down();
    await t.page.waitForTimeout(120);
    await t.page.mouse.up();
  };
  await hold(".microbit [aria-label='Button A']");
  await sees(t.page, "A!");
  await hold(".microbit .logo");
  await sees(t.page, "logo!");
  await t.page.focus(".drawing");
  await t.page.keyboard.down("b");
  await t.page.waitForTimeout(60);
  await t.page.keyboard.up("b");
  await sees(t.page, "B!");
  const box = await t.page.locator(".microbit .contact.touch >> nth=0").boundingBox();
  await t.page.mouse.move(box.x + box.width / 2, box.y + 8);
  await t.page.mouse.down();
  await sees(t.page, "pin0!");
  await t.page.mouse.up();
  await t.page.click("[aria-label='Clear the terminal'], [aria-label='Clear']");
  await t.page.focus(".hold");
  await t.page.keyboard.down("Space");
  await sees(t.page, "A!");
  await sees(t.page, "B!");
  await t.page.keyboard.up("Space");
  await stop(t.page);
  quiet(t.said);
});

test("micro:bit: tilt, light, warmth, sound, compass and gestures reach the program", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
while True:
    print('x', accelerometer.get_x(), 'l', display.read_light_level(), 't', temperature(), 's', microphone.sound_level(), 'c', compass.heading(), accelerometer.get_gestures())
    sleep(100)
`);
  await sees(t.page, "x 0");
  await slide(t.page, "tilt-x", 90);
  await sees(t.page, "x 1000");
  await slide(t.page, "light", 200);
  await sees(t.page, "l 200");
  await slide(t.page, "temperature", 33);
  await sees(t.page, "t 33");
  await slide(t.page, "sound", 222);
  await sees(t.page, "s 222");
  await slide(t.page, "compass", 90);
  await sees(t.page, "c 90");
  await t.page.click("[data-gesture=shake]");
  await sees(t.page, "shake");
  await stop(t.page);
  quiet(t.said);
});

test("micro:bit: pins show what they are given, and give what they are set to", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
pin1.write_digital(1)
pin2.write_analog(512)
while True:
    print('pin0', pin0.read_analog())
    sleep(100)
`);
  await sees(t.page, "pin0 0");
  await t.page.locator(".pin-row input >> nth=0").fill("700");
  await sees(t.page, "pin0 70");
  await t.page.waitForSelector(".contact.high");
  await until(async () => (await t.page.locator(".pin-row:has-text('2') output").allTextContents()).some((text) => text.includes("512")), "what pin 2 gives");
  await stop(t.page);
});

test("micro:bit: sound comes out", async (t) => {
  await t.page.addInitScript(() => {
    globalThis.tones = [];
    const create = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () {
      const made = create.call(this);
      const set = made.frequency.setValueAtTime;
      made.frequency.setValueAtTime = (value, at) => { tones.push(value); return set.call(made.frequency, value, at); };
      return made;
    };
  });
  await open(t);
  await run(t.page, "import music\nmusic.pitch(440, 300)\nmusic.pitch(880, 300)\nprint('done')\n");
  await sees(t.page, "done");
  await until(() => t.page.evaluate(() => tones.includes(440) && tones.includes(880)), "both tones");
});

test("micro:bit: radio with a second board", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
import radio
radio.config(group=7)
radio.on()
while True:
    heard = radio.receive()
    if heard:
        display.show(heard)
        radio.send('got ' + heard)
    sleep(20)
`);
  await t.page.waitForTimeout(300);
  await t.page.fill(".controls form input", "7");
  await t.page.keyboard.press("Enter");
  await until(async () => (await t.page.textContent(".heard")).includes("got 7"), "the answer");
  await stop(t.page);
});

test("micro:bit: NeoPixels at a pin", async (t) => {
  await open(t);
  await run(t.page, "from microbit import *\nimport neopixel\nn = neopixel.NeoPixel(pin0, 8)\nfor i in range(8):\n    n[i] = (i * 30, 0, 255 - i * 30)\nn.show()\n");
  await until(async () => (await t.page.locator(".pixel").count()) === 8, "eight pixels");
  equal(await t.page.getAttribute(".pixel >> nth=0", "title"), "0, 0, 255");
  await t.page.locator(".strip").scrollIntoViewIfNeeded();
  await picture(t.page, "neopixels");
});

test("micro:bit: the data log as a table, to be downloaded", async (t) => {
  await open(t);
  await run(t.page, "import log\nlog.set_labels('light', 'warmth', timestamp=None)\nfor i in range(3):\n    log.add(light=i, warmth=20 + i)\n");
  await until(async () => (await t.page.locator(".table tbody tr").count()) === 3, "three rows");
  equal(await t.page.locator(".table th").allTextContents(), ["light", "warmth"]);
  await t.page.locator(".table").scrollIntoViewIfNeeded();
  await picture(t.page, "log");
  const { name, bytes } = await downloaded(t.page, () => t.page.click(".controls button:has-text('CSV')"));
  assert(name.endsWith(".csv"), name);
  assert(String(bytes).startsWith("light,warmth"), String(bytes));
});

test("pyboard: lights, switch, tilt, servo, pins", async (t) => {
  await open(t);
  await panel(t.page, "Boards");
  await picture(t.page, "boards");
  await t.page.click(".board-card:has-text('pyboard')");
  await t.page.waitForSelector("svg.pyboard");
  await run(t.page, `import pyb
pyb.LED(1).on()
pyb.LED(4).on()
pyb.Servo(1).angle(45)
switch, motion = pyb.Switch(), pyb.Accel()
pyb.Pin('X2', pyb.Pin.OUT).high()
while True:
    if switch.value():
        print('USR!')
    print('x', motion.x())
    pyb.delay(100)
`);
  await until(async () => (await t.page.locator(".stage .pyboard [aria-label='LED1 255']").count()) === 1, "the red light");
  await t.page.waitForSelector(".servo");
  await until(async () => (await t.page.textContent(".servo")).includes("45"), "the angle");
  await picture(t.page, "pyboard");
  const box = await t.page.locator(".stage .pyboard [aria-label='USR switch'], .stage .pyboard .push >> nth=0").boundingBox();
  await t.page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.7);
  await t.page.mouse.down();
  await sees(t.page, "USR!");
  await t.page.mouse.up();
  await slide(t.page, "tilt-x", 90);
  await until(async () => /x (-?2[0-9])/.test(await t.page.evaluate(() => pyriteTerminal.text())), "the tilt");
  await stop(t.page);
  quiet(t.said);
});

const pyboard = async (t) => {
  await open(t);
  await panel(t.page, "Boards");
  await t.page.click(".board-card:has-text('pyboard')");
  await t.page.waitForSelector("svg.pyboard");
};

test("pyboard: voltages in and out", async (t) => {
  await pyboard(t);
  await run(t.page, `import pyb
adc, dac = pyb.ADC('X8'), pyb.DAC(1)
while True:
    v = adc.read()
    dac.write(v >> 4)
    print('X8', v)
    pyb.delay(50)
`);
  const row = (name) => t.page.locator(".pin-row", { has: t.page.locator(`.pin-name:text-is('${name}')`) });
  await row("X8").locator("input").fill("512");
  await sees(t.page, "X8 2050");
  await until(async () => (await row("X5").locator("output").textContent()).includes("51"), "the voltage out");
  await row("X8").locator("input").fill("1023");
  await sees(t.page, "X8 4095");
  await until(async () => (await row("X5").locator("output").textContent()).includes("1023"), "all of it");
  await row("X5").scrollIntoViewIfNeeded();
  await picture(t.page, "pyboard-voltages");
  await stop(t.page);
  await run(t.page, "import pyb\npyb.DAC(2).triangle(2000)\npyb.delay(5000)\n");
  const seen = new Set();
  await until(async () => seen.add(await row("X6").locator("output").textContent().catch(() => "")).size > 4, "a voltage that rises and falls");
  await stop(t.page);
  quiet(t.said);
});

test("pyboard: thermometers on one wire feel what is set", async (t) => {
  await pyboard(t);
  await run(t.page, `import time
from ds18x20 import DS18X20
from machine import Pin
from onewire import OneWire
ds = DS18X20(OneWire(Pin('X10')))
roms = ds.scan()
while True:
    ds.convert_temp()
    time.sleep_ms(100)
    print('warmth', [ds.read_temp(rom) for rom in roms])
`);
  await sees(t.page, "warmth [21.5]");
  await slide(t.page, "probe-temperature", 35);
  await sees(t.page, "warmth [35.0]");
  equal(await t.page.locator("#set-probe-pressure").count(), 0);
  await stop(t.page);
  quiet(t.said);
});

test("micro:bit: a DHT22 at a pin, and keys that a program reads one by one", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
import dht
d = dht.DHT22(pin8)
d.measure()
print('air', d.temperature(), d.humidity())
while True:
    key = uart.read(1)
    if key:
        print('key', key)
    sleep(20)
`);
  await sees(t.page, "air 21.5 45.0");
  await t.page.waitForSelector("#set-probe-humidity");
  await t.page.click(".terminal");
  await t.page.keyboard.type("x7");
  await sees(t.page, "key b'7'");
  await stop(t.page);
  quiet(t.said);
});

test("micro:bit: a strip with white", async (t) => {
  await open(t);
  await run(t.page, "from microbit import *\nimport neopixel\nn = neopixel.NeoPixel(pin0, 6, bpp=4)\nn[0] = (0, 0, 0, 200)\nn[5] = (90, 0, 0, 10)\nn.show()\n");
  await until(async () => (await t.page.locator(".pixel").count()) === 6, "six pixels");
  equal(await t.page.getAttribute(".pixel >> nth=0", "title"), "200, 200, 200");
  equal(await t.page.getAttribute(".pixel >> nth=5", "title"), "100, 10, 10");
  quiet(t.said);
});

test("plotter: numbers become curves", async (t) => {
  await open(t);
  await run(t.page, "import math, time\nfor i in range(100):\n    print('sin:', math.sin(i / 8), 'cos:', math.cos(i / 8))\n    time.sleep(0.005)\n");
  await t.page.click(".lower-tab:has-text('Plotter')");
  await idle(t.page);
  await until(async () => (await t.page.locator(".plot polyline").count()) === 2, "two curves");
  equal((await t.page.locator(".legend li").allTextContents()).map((text) => text.split(" ")[0]), ["sin", "cos"]);
  await picture(t.page, "plotter");
  const { bytes } = await downloaded(t.page, () => t.page.click("[aria-label='Download as CSV']"));
  assert(String(bytes).split("\n").length > 100, "all points");
});

test("micro:bit: a second one runs the same program and hears the first", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
import radio
radio.config(group=9)
radio.on()
while True:
    if button_a.was_pressed():
        radio.send('3')
    heard = radio.receive()
    if heard:
        display.show(heard)
    sleep(20)
`);
  await t.page.click("button:has-text('Add a second micro:bit')");
  await t.page.waitForSelector(".second .microbit");
  await t.page.waitForTimeout(1500);
  const press = async (where) => {
    await t.page.focus(`${where} .drawing`);
    await t.page.keyboard.down("a");
    await t.page.waitForTimeout(100);
    await t.page.keyboard.up("a");
  };
  await press(".boards >");
  await until(() => t.page.evaluate(() => /[1-9]/.test(document.querySelector("#second-display").textContent.replace(/^[^0-9]*/, ""))), "the second board to show it");
  await picture(t.page, "second");
  await press(".second");
  await lit(t.page, /[1-9]/);
  await t.page.click(".second [aria-label='Take the second micro:bit away']");
  equal(await t.page.locator(".second").count(), 0);
  await stop(t.page);
  quiet(t.said);
});

test("micro:bit: a screen and a sensor on the I2C bus", async (t) => {
  await open(t);
  await run(t.page, `from microbit import *
def command(*numbers):
    i2c.write(0x3C, bytes((0,) + numbers))
command(0x20, 0, 0x8D, 0x14, 0xAF, 0x21, 0, 127, 0x22, 0, 7)
i2c.write(0x3C, b"\\x40" + bytes([0x0F, 0xF0] * 512))
i2c.write(0x76, bytes([0xD0]))
print('sensor', i2c.read(0x76, 1))
`);
  await sees(t.page, "sensor b'`'");
  await t.page.waitForSelector(".screen .screen-lit");
  assert((await t.page.getAttribute(".screen-lit", "d")).length > 1000, "what it shows");
  await t.page.locator("#set-probe-temperature").fill("30");
  await t.page.locator(".screen").scrollIntoViewIfNeeded();
  await picture(t.page, "devices");
  quiet(t.said);
});
