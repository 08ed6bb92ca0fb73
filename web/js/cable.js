// The board at the cable, as the page speaks with it: messages in, messages out, one thing at a time. Owns which board is
// connected; its terminal runs whenever nothing else is done with it.
//
// page → cable: connect {way} · known · disconnect · flash {board, files, whole} · run {program, files} · reset · type {bytes} · cancel
//   · files {path, read, write, remove} · save {board, files} · open {bytes}
// cable → page: board {way, board, id}, `way` being null without one · output {bytes} · progress {work, stage, done, total, left, note}
//   · done {work, …} · failed {work, name, what, advice}, in the `language` of the message; `work` is the kind of the message that is answered
import { Failed, Refused, assemble, chooseBoard, knownBoards, load, openFile, words } from "./flash.js";
export * from "./flash.js";

// What the page is served with, by board.
const FIRMWARE = { "microbit-v1": "microbit-v1.hex", "microbit-v2": "microbit-v2.hex", pyboard: "pyboard.dfu" };
const TITLES = { "microbit-v1": "micro:bit V1", "microbit-v2": "micro:bit V2", pyboard: "pyboard", microbit: "micro:bit" };
const PATIENCE = 8000;
const ENTER = new Uint8Array([13]);

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const failed = (name, details = {}) => Object.assign(new Failed({ name, text: name, advice: "" }), details);

// Other tabs of this page: one of them may have the board.
const others = new BroadcastChannel("pyrite-board");

export class Cable {
  constructor(heard) {
    this.heard = heard;
    this.board = null;
    this.terminal = null;
    this.stop = null;
    this.type = () => {};
    this.firmware = new Map();
    this.queue = Promise.resolve();
    for (const api of [navigator.usb, navigator.serial]) {
      api?.addEventListener("disconnect", (event) => {
        if (this.board?.device === (event.device ?? event.target)) this.lost();
      });
    }
    others.onmessage = () => { if (this.stop === null) this.queue = this.queue.then(() => this.letGo()); };
  }

  take(message) {
    const { kind } = message;
    if (kind === "type") this.type(message.bytes);
    else if (kind === "cancel") this.stop?.abort();
    else this.queue = this.queue.then(() => this.work(kind, message));
  }

  async work(work, message) {
    this.stop = new AbortController();
    this.language = message.language;
    const progress = (now) => this.heard({ kind: "progress", work, ...now });
    try {
      await load().catch(() => { throw failed("NotLoaded"); });
      const done = await this[`do_${work}`](message, { progress, signal: this.stop.signal });
      this.heard({ kind: "done", work, ...done });
    } catch (error) {
      this.heard({ kind: "failed", work, ...this.inWords(error, message) });
      if (error.name === "Disconnected") this.lost();
    }
    this.stop = null;
    this.listen();
  }

  async do_connect({ way }) {
    const found = await chooseBoard(way);
    await this.letGo();
    await this.attach(found, letGo);
  }

  async do_known() {
    if (this.board) return;
    let trouble = null;
    for (const found of await knownBoards()) {
      try {
        return await this.attach(found, (error) => { throw error; });
      } catch (error) {
        trouble = error;
      }
    }
    if (trouble) throw trouble;
  }

  async do_disconnect() {
    await this.letGo();
  }

  // `busy` is asked what to do when another has it.
  async attach({ way, device, connect }, busy) {
    const line = await patiently(connect, busy);
    try {
      const { id, board } = way === "microbit" ? await line.identify() : { id: "", board: way };
      if (!board) throw failed("WrongBoard");
      this.board = { way, device, line, name: board };
      this.heard({ kind: "board", way, board, id });
      // It is there when it is wanted, perhaps without a network.
      if (way !== "serial") this.base(board).catch(() => {});
    } catch (error) {
      await line.close();
      throw error;
    }
  }

  async letGo() {
    await this.silence();
    await this.board?.line.close();
    this.lost();
  }

  lost() {
    if (!this.board) return;
    this.board.line.close();
    this.board = null;
    this.heard({ kind: "board", way: null });
  }

  listen() {
    const line = this.board?.line;
    if (!line?.terminal || this.terminal) return;
    const stop = new AbortController();
    const ended = line.terminal({ ...this.speech(), signal: stop.signal }).catch((error) => {
      this.terminal = null;
      if (error.name === "Disconnected") this.lost();
      else if (error.name !== "Cancelled") this.heard({ kind: "failed", work: "terminal", ...this.inWords(error) });
    });
    this.terminal = { stop, ended };
  }

  async silence() {
    this.terminal?.stop.abort();
    await this.terminal?.ended;
    this.terminal = null;
  }

  speech() {
    return { output: (bytes) => this.heard({ kind: "output", bytes }), keys: (type) => { this.type = type; } };
  }

  // The board, with nothing else going on.
  async line() {
    if (!this.board) throw failed("Disconnected");
    await this.silence();
    return this.board.line;
  }

  // A board's firmware, as the page is served with it.
  async base(board) {
    const kept = this.firmware.get(board);
    if (kept) return kept;
    const answer = await fetch(new URL(`firmware/${FIRMWARE[board]}`, document.baseURI)).catch(() => { throw failed("NotLoaded"); });
    if (!answer.ok || /html/.test(answer.headers.get("content-type"))) throw failed("NoBase", { board });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    this.firmware.set(board, bytes);
    return bytes;
  }

  async do_flash({ board, files, whole }, { progress, signal }) {
    const line = await this.line();
    if (this.board.way !== "serial" && this.board.way !== board) throw failed("OtherKind", { board: TITLES[board] });
    const began = performance.now();
    if (!line.flash) {
      const writing = line.files((ask) => files.forEach(([path, bytes]) => write(ask, path, bytes)), { progress, signal });
      await writing;
      await line.softReset(this.speech());
      return { copied: files.length, bytes: files.reduce((sum, [, bytes]) => sum + bytes.length, 0), milliseconds: performance.now() - began };
    }
    const { name } = this.board;
    const base = await this.base(name);
    const start = performance.now();
    const file = assemble([[name, base]], files);
    const assembled = performance.now() - start;
    let bytes = 0, last = {};
    const seen = (now) => {
      last = now;
      if (now.stage === "Writing") bytes = now.total;
      progress(now);
    };
    const done = await line.flash(file, { whole, signal, progress: seen });
    // A board that has left its bootloader comes back as another device.
    if (done.started) this.lost();
    const took = { assembled, transfers: last.transfers, moved: last.sent + last.received, milliseconds: performance.now() - began };
    const detail = { ...done, bytes, ...took };
    performance.measure("flash", { start: began, detail });
    return detail;
  }

  async do_run({ program, files }, { progress, signal }) {
    const line = await this.line();
    if (files.length > 0) await line.files((ask) => files.forEach(([path, bytes]) => write(ask, path, bytes)), { progress, signal });
    this.heard({ kind: "progress", work: "run", stage: "Running", done: 0, total: 0 });
    const trace = await line.run(program, { ...this.speech(), signal });
    if (trace) {
      const text = trace.replaceAll('"<stdin>"', '"main.py"').replace(/\r?\n/g, "\r\n");
      this.heard({ kind: "output", bytes: new TextEncoder().encode(text) });
    }
    this.prompt();
  }

  async do_reset() {
    await (await this.line()).softReset(this.speech());
  }

  // Makes the prompt show itself: what was done had taken it away.
  prompt() {
    this.listen();
    this.type(ENTER);
  }

  // Reads, writes or removes; then what is in the folder.
  async do_files({ path, read, write: given, remove }, { progress, signal }) {
    const line = await this.line();
    const answers = await line.files((ask) => {
      if (read) ask.read(read);
      for (const [name, bytes] of given ?? []) write(ask, name, bytes);
      if (remove) remove.isFolder ? ask.removeFolder(remove.path) : ask.remove(remove.path);
      ask.list(path);
    }, { progress, signal });
    this.prompt();
    return { path, read, content: read ? answers[0] : null, entries: answers.at(-1) };
  }

  async do_save({ board, files }) {
    if (board === "pyboard") {
      const file = assemble([["pyboard", await this.base("pyboard")]], files);
      return { file, ending: "dfu", boards: ["pyboard"] };
    }
    const found = await Promise.allSettled(["microbit-v1", "microbit-v2"].map(async (name) => [name, await this.base(name)]));
    let bases = found.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
    if (bases.length === 0) throw found[0].reason;
    let file;
    try {
      file = assemble(bases, files);
    } catch (error) {
      // What the smaller one has no room for may fit the larger one.
      if (error.name !== "NoRoom" || bases.length === 1) throw error;
      bases = bases.slice(1);
      file = assemble(bases, files);
    }
    return { file, ending: "hex", boards: bases.map(([name]) => name) };
  }

  // Errors as messages: a `Failed`, a `Refused`, or what the module found in a file.
  inWords(error, { way } = {}) {
    // What has the words is not there either.
    if (error.name === "NotLoaded") return { name: error.name };
    let { name = "Unknown", text = error.message ?? String(error) } = error;
    if (error instanceof Refused && name === "Unsupported") name = way === "serial" ? "NoSerial" : "NoUsb";
    if (error instanceof Refused) text = String(error.cause?.message ?? "");
    const values = {
      NoRoom: () => [error.needed, error.room].map((bytes) => String(Math.ceil(bytes / 1024))),
      NoBase: () => [TITLES[error.board]],
      OtherBoard: () => [error.board],
      OtherKind: () => [error.board],
    }[name]?.() ?? [error.file ?? text];
    const [what, advice] = words(this.language, name, values);
    return { name, what, advice };
  }

  async do_open({ bytes }) {
    return openFile(bytes);
  }
}

// A file, with the folders it lies in.
function write(ask, path, bytes) {
  const folders = path.split("/").slice(0, -1);
  folders.forEach((_, index) => ask.makeFolder(folders.slice(0, index + 1).join("/")));
  ask.write(path, bytes);
}

// Another tab of this page is asked to let the board go. That is for who wants it, not for what happens by itself.
async function letGo() {
  others.postMessage("let go");
  await pause(600);
}

// What does not answer is given up.
async function patiently(connect, busy) {
  const within = () => Promise.race([connect(), pause(PATIENCE).then(() => { throw failed("NoAnswer"); })]);
  try {
    return await within();
  } catch (error) {
    if (error.name !== "Busy") throw error;
    await busy(error);
    return within();
  }
}

