// Boards at a cable: the machines of firmware/flash (modules/flash.js) say what to do, this does it with WebUSB or Web
// Serial. Loaded when somebody connects a board.
//
//   const board = await findBoard("microbit" | "pyboard" | "serial")   asks the person; throws a `Refused`
//   const { way, connect } = await chooseBoard(way)                    the same in two steps
//   const boards = await knownBoards()                                 such of those that were allowed before
//   await board.flash(file, {progress, signal, whole})                 a HEX or DFU file made here; gives what was done
//   await board.identify()                                             {id, board}, micro:bit only
//   await board.terminal({output, keys, signal})                       until the signal; `keys(type)` is given a function
//   await board.run(program, {output, keys, signal})                   the traceback or null
//   await board.softReset({output}) · await board.files((files) => files.list(""), {progress, signal})
// What goes wrong is a `Failed` with name, message and advice. `progress({stage, done, total, left, note})`.
import init, { Files, Happened, Way, assemble, openFile, words, flashDfuse, flashMicrobit, identify, run, softReset, terminal } from "modules/flash.js";

const MICROBIT = { vendorId: 0x0d28, productId: 0x0204 };
const BOOTLOADER = { vendorId: 0x0483, productId: 0xdf11 };
// Class and subclass of DFU's interface (DFU 1.1, 4.2.3).
const DFU = [0xfe, 1];
const VENDOR_CLASS = 0xff;
const BAUD = 115200;
// Milliseconds that sending may take.
const SENDING = 5000;

export class Failed extends Error {
  constructor({ name, text, advice }) {
    super(text);
    this.name = name;
    this.advice = advice;
  }
}

// Why no board could be connected: `name` is Unsupported, NotChosen, Busy, Denied, OldInterface or Unknown.
export class Refused extends Error {
  constructor(name, cause) {
    super(name, { cause });
    this.name = name;
  }
}

let loaded = null;
export const load = () => (loaded ??= init({ module_or_path: new URL(FLASH_WASM, import.meta.url) }).catch((error) => { loaded = null; throw error; }));
export { assemble, openFile, words };

export async function chooseBoard(way) {
  const api = way === "serial" ? navigator.serial : navigator.usb;
  if (!api) throw new Refused("Unsupported");
  try {
    if (way === "serial") return known(await api.requestPort());
    return known(await api.requestDevice({ filters: [way === "pyboard" ? BOOTLOADER : MICROBIT] }));
  } catch (error) {
    throw refusal(error);
  }
}

export const findBoard = async (way) => (await chooseBoard(way)).connect();

export async function knownBoards() {
  const all = [...(await navigator.usb?.getDevices() ?? []), ...(await navigator.serial?.getPorts() ?? [])];
  return all.map(known);
}

// How a board is reached, and what reaches it.
function known(device) {
  const isSerial = typeof device.getInfo === "function";
  const way = isSerial ? "serial" : device.productId === BOOTLOADER.productId ? "pyboard" : "microbit";
  const connect = isSerial ? connectSerial : connectUsb;
  return { way, device, connect: () => connect(device).catch((error) => { throw refusal(error); }) };
}

function refusal(error) {
  if (error instanceof Refused) return error;
  const names = { NotFoundError: "NotChosen", SecurityError: "Denied", NetworkError: "Busy", InvalidStateError: "Busy" };
  return new Refused(names[error.name] ?? "Unknown", error);
}

async function connectUsb(device) {
  await load();
  if (!device.opened) await device.open();
  if (device.configuration === null) await device.selectConfiguration(1);
  const all = device.configuration.interfaces.flatMap(({ interfaceNumber, alternates }) =>
    alternates.map((alternate) => ({ interfaceNumber, alternate })));
  const dfu = all.find(({ alternate }) => alternate.interfaceClass === DFU[0] && alternate.interfaceSubclass === DFU[1]);
  const chosen = dfu ?? all.find(({ alternate }) => alternate.interfaceClass === VENDOR_CLASS);
  if (!chosen) throw new Refused(device.productId === MICROBIT.productId ? "OldInterface" : "Unknown");
  const { interfaceNumber, alternate } = chosen;
  try {
    await device.claimInterface(interfaceNumber);
  } catch (error) {
    await device.close();
    throw error;
  }
  const line = new UsbLine(device);
  if (dfu) {
    await device.selectAlternateInterface(interfaceNumber, alternate.alternateSetting);
    return new Bootloader(line, interfaceNumber, alternate.interfaceName ?? "");
  }
  const number = (direction) => alternate.endpoints.find((endpoint) => endpoint.direction === direction)?.endpointNumber ?? 0;
  return new Microbit(line, interfaceNumber, number("out"), number("in"));
}

async function connectSerial(port) {
  await load();
  await port.open({ baudRate: BAUD });
  return new Prompt(new SerialLine(port), () => Way.serial());
}

// Transfers over USB. One that takes too long cannot be called back: the next one from there takes it over.
class UsbLine {
  constructor(device) {
    this.device = device;
    this.pending = new Map();
  }

  async send({ setup, endpoint }, data) {
    const transfer = setup ? this.device.controlTransferOut(setup, data) : this.device.transferOut(endpoint, data);
    transfer.catch(() => {});
    const done = await Promise.race([transfer, pause(SENDING)]);
    if (done === undefined) return [Happened.Timeout];
    return [done.status === "ok" ? Happened.Sent : await this.refused(endpoint, "out")];
  }

  async receive({ setup, endpoint }, length, within) {
    const key = JSON.stringify(setup ?? endpoint);
    const transfer = this.pending.get(key) ?? (setup ? this.device.controlTransferIn(setup, length) : this.device.transferIn(endpoint, length));
    this.pending.set(key, transfer);
    transfer.catch(() => {});
    const done = await Promise.race([transfer, pause(within)]);
    if (done === undefined) return [Happened.Timeout];
    this.pending.delete(key);
    if (done.status !== "ok") return [await this.refused(endpoint, "in")];
    if (done.data === undefined || done.data.byteLength === 0) {
      // Nothing yet; the machine asks again.
      await pause(Math.min(within, 2));
      return [Happened.Timeout];
    }
    return [Happened.Received, new Uint8Array(done.data.buffer, done.data.byteOffset, done.data.byteLength)];
  }

  async refused(endpoint, direction) {
    if (endpoint !== undefined) await this.device.clearHalt(direction, endpoint);
    return Happened.Stalled;
  }

  isGone(error) {
    return !this.device.opened || error.name === "NotFoundError" || /disconnected/i.test(error.message);
  }

  async close() {
    await this.device.close().catch(() => {});
  }
}

// A serial port; what comes is kept until it is asked for.
class SerialLine {
  constructor(port) {
    this.port = port;
    this.came = [];
    this.gone = false;
    this.woken = () => {};
    this.writer = port.writable.getWriter();
    this.reader = port.readable.getReader();
    this.listen();
  }

  async listen() {
    try {
      for (;;) {
        const { value, done } = await this.reader.read();
        if (done) break;
        this.came.push(value);
        this.woken();
      }
    } catch { /* unplugged */ }
    this.gone = true;
    this.woken();
  }

  async send(_, data) {
    await this.writer.write(data);
    return [Happened.Sent];
  }

  async receive(_, length, within) {
    if (this.came.length === 0 && !this.gone) {
      await Promise.race([new Promise((woken) => { this.woken = woken; }), pause(within)]);
    }
    if (this.came.length === 0) return [this.gone ? Happened.Disconnected : Happened.Timeout];
    const first = this.came.shift();
    if (first.length > length) this.came.unshift(first.subarray(length));
    return [Happened.Received, first.subarray(0, length)];
  }

  isGone() {
    return true;
  }

  async close() {
    await this.reader.cancel().catch(() => {});
    await this.writer.close().catch(() => {});
    // A port whose streams are held by somebody does not close.
    this.reader.releaseLock();
    this.writer.releaseLock();
    await this.port.close().catch(() => {});
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Polls a machine to its end.
async function drive(task, line, { progress, output, keys, signal } = {}) {
  const cancel = () => task.cancel();
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel);
  keys?.((bytes) => task.typeIn(bytes));
  let told = 0, stage = "";
  let happened = [Happened.Start];
  try {
    for (;;) {
      const now = performance.now();
      const action = task.poll(now, ...happened);
      if (output) {
        const bytes = task.takeOutput();
        if (bytes.length > 0) output(bytes);
      }
      const over = action.kind === "done" || action.kind === "failed";
      if (progress) {
        const seen = task.progress();
        const begins = seen.stage !== stage && seen.total > 0;
        if (over || begins || now - told > 50) {
          told = now;
          if (begins) stage = seen.stage;
          progress({ ...seen, ...task.traffic() });
        }
      }
      if (action.kind === "done") return action.value;
      if (action.kind === "failed") throw new Failed(action);
      happened = await act(action, line);
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    keys?.(() => {});
    task.free();
  }
}

async function act(action, line) {
  try {
    switch (action.kind) {
      case "out": return await line.send(action.pipe, action.data);
      case "in": return await line.receive(action.pipe, action.length, action.within);
      default:
        await pause(action.milliseconds);
        return [Happened.Elapsed];
    }
  } catch (error) {
    return [line.isGone(error) ? Happened.Disconnected : Happened.Timeout];
  }
}

// What every board with a prompt can do.
class Prompt {
  constructor(line, way) {
    this.line = line;
    this.way = way;
  }

  terminal(options) {
    return drive(terminal(this.way()), this.line, options);
  }

  run(program, options) {
    return drive(run(this.way(), program), this.line, options);
  }

  softReset(options) {
    return drive(softReset(this.way()), this.line, options);
  }

  files(ask, options) {
    const files = new Files();
    ask(files);
    return drive(files.start(this.way()), this.line, options);
  }

  close() {
    return this.line.close();
  }
}

class Microbit extends Prompt {
  constructor(line, ...numbers) {
    super(line, () => Way.microbit(...numbers));
    this.numbers = numbers;
  }

  identify(options) {
    return drive(identify(...this.numbers), this.line, options);
  }

  async flash(file, options) {
    return drive(named(() => flashMicrobit(...this.numbers, file, options?.whole ?? false)), this.line, options);
  }
}

class Bootloader {
  constructor(line, number, name) {
    this.line = line;
    this.number = number;
    this.name = name;
  }

  async flash(file, options) {
    return drive(named(() => flashDfuse(this.number, this.name, file)), this.line, options);
  }

  close() {
    return this.line.close();
  }
}

// A file that cannot be read is a `Failed` too.
function named(start) {
  try {
    return start();
  } catch (text) {
    throw new Failed({ name: "File", text: String(text), advice: "" });
  }
}
