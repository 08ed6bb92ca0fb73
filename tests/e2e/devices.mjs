// Modelled boards behind a fake `navigator.usb`. The models (firmware/models) run in the page, as a module that only tests
// are given; `window.model` is the one that is plugged in, once it is there, and
// `window.sampleFile(main)` makes a file for it.
import { join } from "node:path";
import { root } from "./harness.mjs";

const modules = join(root, "target/wasm/modules");
const MICROBIT = {
  vendorId: 0x0d28, productId: 0x0204, productName: "BBC micro:bit CMSIS-DAP",
  interfaces: [[0, 0x08, 6], [3, 0x03, 0], [4, 0xff, 3]],
};
const BOOTLOADER = {
  vendorId: 0x0483, productId: 0xdf11, productName: "STM32 BOOTLOADER", interfaces: [[0, 0xfe, 1]],
};

// Plugs a board into a page that is not open yet: "microbit-v1", "microbit-v2" or "pyboard". `requestDevice` gives it at once.
export async function plugIn(page, name) {
  await page.route("**/test-models/*", (route) => route.fulfill({ path: join(modules, route.request().url().split("/").pop()) }));
  await page.addInitScript(fakeUsb, { name, ...(name === "pyboard" ? BOOTLOADER : MICROBIT) });
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
function fakeUsb({ name, vendorId, productId, productName, interfaces }) {
  const place = new URL("/test-models/", location.href);
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
  // Time goes by for the model as it does here.
  let seen = performance.now();
  const pass = () => {
    const now = performance.now();
    window.model.pass(Math.max(1, Math.round(now - seen)));
    seen = now;
  };
  const check = (status) => {
    if (status !== "gone") return status;
    device.opened = false;
    throw new DOMException("The device was disconnected.", "NotFoundError");
  };
  const device = {
    vendorId, productId, productName, opened: false, configuration: null,
    async open() {
      await load();
      this.opened = true;
    },
    async close() { this.opened = false; },
    async selectConfiguration() { this.configuration = configuration; },
    async claimInterface() {},
    async selectAlternateInterface() {},
    async controlTransferOut({ requestType, request, value, index }, data) {
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
  const usb = Object.assign(new EventTarget(), { requestDevice: async () => device, getDevices: async () => [device] });
  Object.defineProperty(navigator, "usb", { value: usb, configurable: true });
}
