// Modelled boards behind a fake `navigator.usb` and `navigator.serial`. The models (firmware/models) run in the page, as a module
// that only tests are given. In the page, `window.cable` plugs and unplugs, `window.model` is the board once it was opened or
// `cable.load()` was awaited, and `window.sampleFile(main)` makes a file for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./harness.mjs";

// Where what only tests are given was built.
export const modules = join(root, "target/wasm/modules");
const MICROBIT = {
  vendorId: 0x0d28, productId: 0x0204, productName: "BBC micro:bit CMSIS-DAP",
  interfaces: [[0, 0x08, 6], [3, 0x03, 0], [4, 0xff, 3]],
};
const BOOTLOADER = {
  vendorId: 0x0483, productId: 0xdf11, productName: "STM32 BOOTLOADER", interfaces: [[0, 0xfe, 1]],
};

// Plugs a board into a page that is not open yet: "microbit-v1", "microbit-v2", "pyboard" or "serial". Who asks for a device is
// given it at once; `known`: it was allowed before.
export async function plugIn(page, name, { known = false } = {}) {
  await page.route("**/test-models/*", (route) => route.fulfill({ path: join(modules, route.request().url().split("/").pop()) }));
  await page.addInitScript(fakeDevices, { name, known, ...(name === "pyboard" ? BOOTLOADER : MICROBIT) });
}

// Browsers without WebUSB and Web Serial.
export const withoutUsb = (page) => page.addInitScript(() => {
  for (const api of ["usb", "serial"]) delete Navigator.prototype[api];
});

// Made-up firmware, as the page is served with it: a function from board and size to the file.
export async function firmware() {
  const source = readFileSync(join(modules, "models.js")).toString("base64");
  const { default: init, sampleFirmware } = await import(`data:text/javascript;base64,${source}`);
  await init({ module_or_path: readFileSync(join(modules, "models.wasm")) });
  return (board, bytes) => Buffer.from(sampleFirmware(board, bytes));
}

// The page is served with made-up firmware for these boards, of so many bytes; others it has none for.
export async function serveFirmware(page, boards = ["microbit-v1", "microbit-v2", "pyboard"], bytes = 15_000) {
  const made = await firmware();
  await page.route("**/firmware/*", (route) => {
    const board = route.request().url().split("/").pop().split(".")[0];
    if (!boards.includes(board)) return route.fulfill({ status: 404, body: "" });
    return route.fulfill({ contentType: "application/octet-stream", body: made(board, bytes) });
  });
}

// What is in the board's flash now.
export async function takeFlash(page) {
  const text = await page.evaluate(() => {
    let text = "";
    for (const byte of window.model.flash()) text += String.fromCharCode(byte);
    return btoa(text);
  });
  return Buffer.from(text, "base64");
}

// In the page.
function fakeDevices({ name, known, vendorId, productId, productName, interfaces }) {
  const place = new URL("/test-models/", location.href);
  const isSerial = name === "serial";
  let ready = null;
  const load = () => (ready ??= (async () => {
    const { default: init, Model, sampleFile } = await import(new URL("models.js", place).href);
    await init({ module_or_path: new URL("models.wasm", place) });
    window.model = new Model(name);
    window.sampleFile = (main) => sampleFile(name, main);
    configuration.interfaces = interfaces.map(([interfaceNumber, interfaceClass, interfaceSubclass]) => ({
      interfaceNumber,
      alternates: [{ alternateSetting: 0, interfaceClass, interfaceSubclass, interfaceName: window.model.name(), endpoints: [] }],
    }));
  })());
  const configuration = { interfaces: [] };
  let allowed = known, present = true;
  const tell = (kind) => {
    if (isSerial) return port.dispatchEvent(new Event(kind, { bubbles: true })), serial.dispatchEvent(Object.assign(new Event(kind), { device: port }));
    usb.dispatchEvent(Object.assign(new Event(kind), { device }));
  };
  const leave = () => {
    if (!present) return;
    present = false;
    device.opened = false;
    window.model?.unplugAfter(0);
    stopPort("gone");
    tell("disconnect");
  };
  // `delay`: milliseconds that each transfer takes; `mood`: what the person, the system or other programs do about it: "refuse", "busy" or "denied".
  window.cable = {
    mood: null, delay: 0, load, unplug: leave,
    plug() {
      present = true;
      window.model?.replug();
      if (allowed) tell("connect");
    },
  };
  const choose = async (found) => {
    if (window.cable.mood === "refuse" || !present) throw new DOMException("No device selected.", "NotFoundError");
    allowed = true;
    return found;
  };
  // Time goes by for the model as it does here.
  let seen = performance.now();
  const pass = () => {
    const now = performance.now();
    window.model.pass(Math.max(1, Math.round(now - seen)));
    seen = now;
  };
  const check = (status) => {
    if (status === "gone") leave();
    if (present) return status;
    throw new DOMException("The device was disconnected.", "NotFoundError");
  };
  const device = {
    vendorId, productId, productName, opened: false, configuration: null,
    async open() {
      await load();
      if (window.cable.mood === "denied") throw new DOMException("Access denied.", "SecurityError");
      if (!present) throw new DOMException("The device was disconnected.", "NotFoundError");
      this.opened = true;
    },
    async close() { this.opened = false; },
    async selectConfiguration() { this.configuration = configuration; },
    async claimInterface() {
      if (window.cable.mood === "busy") throw new DOMException("Unable to claim interface.", "NetworkError");
    },
    async selectAlternateInterface() {},
    async controlTransferOut({ requestType, request, value, index }, data) {
      if (window.cable.delay > 0) await new Promise((done) => setTimeout(done, window.cable.delay));
      pass();
      const status = check(window.model.controlOut(requestType, request, value, index, data).status);
      if (status === "timeout") return await new Promise(() => {});
      return { status: status === "stalled" ? "stall" : "ok", bytesWritten: data.byteLength };
    },
    async controlTransferIn({ requestType, request, value, index }, length) {
      pass();
      const answer = window.model.controlIn(requestType, request, value, index, length);
      const status = check(answer.status);
      if (status === "stalled") return { status: "stall" };
      return { status: "ok", data: new DataView((answer.data ?? new Uint8Array()).buffer) };
    },
  };
  let stopPort = () => {};
  const port = Object.assign(new EventTarget(), {
    readable: null, writable: null, getInfo: () => ({}),
    async open() {
      await load();
      if (window.cable.mood === "busy") throw new DOMException("Failed to open serial port.", "NetworkError");
      let reading;
      this.readable = new ReadableStream({ start(controller) { reading = controller; } });
      this.writable = new WritableStream({
        write(data) {
          const answer = window.model.talk(data);
          if (answer.length > 0) reading.enqueue(answer);
        },
      });
      stopPort = (why) => { try { reading.error(new DOMException(why, "NetworkError")); } catch { /* closed already */ } };
    },
    async close() {},
  });
  const here = (found) => (allowed && present ? [found] : []);
  const usb = Object.assign(new EventTarget(), { requestDevice: () => choose(device), getDevices: async () => (isSerial ? [] : here(device)) });
  const serial = Object.assign(new EventTarget(), { requestPort: () => choose(port), getPorts: async () => (isSerial ? here(port) : []) });
  Object.defineProperty(navigator, "usb", { value: usb, configurable: true });
  Object.defineProperty(navigator, "serial", { value: serial, configurable: true });
}
