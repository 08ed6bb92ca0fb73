// The interpreter's worker: messages in, turns of the machine, messages out.
//
// page -> worker (field `kind`):
//   start {files: [[path, bytes]…], board?, shared: SharedArrayBuffer|null, columns?, rows?, heap?}  a fresh machine and its prompt
//   run {files?, main?}            a fresh machine that runs main.py; `files`, if given, are all there are
//   stop                           KeyboardInterrupt (see shared.js)
//   type {bytes}                   keys for program or prompt (see shared.js)
//   files {changed: [[path, bytes]…], removed: [path…]}
//   resize {columns, rows}
//   shown {bytes}                  the terminal has shown that much: programs do not run ahead of it (see shared.js)
//   set {part, value}              a sensor, a button, a pin of the simulated board
//   complete {source, line, column, request}
// worker -> page:
//   ready {version, isolated}      after start: the prompt is there
//   api {text}                     after that: the documented names of the board's modules, one a line
//   output {bytes} · state {state: running|waiting|input|idle, seconds} · error {kind_of: class, message, frames}
//   board {matrix, leds, pins: [{name, mode, level}…], neopixels: [{pin, colours}…], servos: [{name, angle}…], sound: […],
//          radio: {on, channel, group, sent}, log: {clear, text}, screen: {width, height, pixels}, i2c: {used}, power: {ended}}
//   files {changed, removed} · completions {request, items} · log {text} · died {reason}
import init, { Interpreter, version } from "modules/interpreter.js";
import { Shared } from "./shared.js";

const BATCH_MS = 16;
// Bytes of output at once, and under way when the terminal does not say what it has shown.
const BATCH_BYTES = 128 << 10;
const UNDER_WAY = 512 << 10;

let interpreter = null;
let shared = new Shared(null);
let died = false;
// A program is about to start: a Stop that comes now is meant for it, and waits.
let starting = false;

function preparing(act) {
  starting = true;
  try {
    act();
  } finally {
    starting = false;
  }
}

class Output {
  parts = [];
  bytes = 0;
  sent = 0;
  shown = 0;
  // Whether the page tells what the terminal has shown.
  told = false;
  last = -Infinity;
  timer = null;

  push(bytes) {
    this.parts.push(bytes.slice());
    this.bytes += bytes.length;
    const wait = this.last + BATCH_MS - performance.now();
    if (wait <= 0) this.send();
    else this.timer ??= setTimeout(() => this.send(), wait);
  }

  // Sends what there is, at most a batch; the rest follows.
  send() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.bytes === 0) return;
    const whole = new Uint8Array(this.bytes);
    let at = 0;
    for (const part of this.parts) { whole.set(part, at); at += part.length; }
    let bytes = whole;
    if (whole.length > BATCH_BYTES) {
      bytes = whole.slice(0, BATCH_BYTES);
      this.parts = [whole.subarray(BATCH_BYTES)];
    } else {
      this.parts = [];
    }
    this.bytes -= bytes.length;
    this.sent = (this.sent + bytes.length) | 0;
    this.last = performance.now();
    postMessage({ kind: "output", bytes }, [bytes.buffer]);
    if (this.bytes > 0) this.timer = setTimeout(() => this.send(), BATCH_MS);
  }

  // Sends all: before something is said that stands behind it.
  flush() {
    while (this.bytes > 0) this.send();
  }

  keepsUp() {
    // Inside of a long turn no timer fires.
    if (this.bytes > 0 && performance.now() - this.last >= BATCH_MS) this.send();
    const shownBytes = (shared.shownBytes() + this.shown) | 0;
    if (shownBytes !== 0) this.told = true;
    const underWay = this.told ? (this.sent - shownBytes) | 0 : 0;
    return this.bytes < BATCH_BYTES && underWay < UNDER_WAY;
  }
}

const output = new Output();
let changed = [];
let removed = [];

const tellFiles = () => {
  if (changed.length + removed.length === 0) return;
  postMessage({ kind: "files", changed, removed });
  changed = [];
  removed = [];
};

// What the interpreter asks for: trait `Page` in interpreter/wasm.
const script = {
  millis: () => performance.now(),
  date: () => performance.timeOrigin + performance.now(),
  zone: (moment) => -60 * new Date(moment * 1000).getTimezoneOffset(),
  random: () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32,
  interrupted: () => !starting && shared.takeStop(),
  typed: () => shared.takeKeys(),
  block: (millis) => shared.wait(millis),
  output: (bytes) => output.push(bytes),
  keepsUp: () => output.keepsUp(),
  doing(state, seconds) {
    output.flush();
    postMessage({ kind: "state", state, seconds });
  },
  error(name, message, frames) {
    output.flush();
    postMessage({ kind: "error", name, message, frames });
  },
  fileChanged: (path, content) => { changed.push([path, content.slice()]); },
  fileRemoved: (path) => { removed.push(path); },
  board: (news) => postMessage({ kind: "board", ...news }),
};

// A turn of messages between two turns of the machine.
const channel = new MessageChannel();
let timer = null;
let turnWaits = false;

channel.port1.onmessage = () => {
  turnWaits = false;
  work();
};

function soon() {
  clearTimeout(timer);
  timer = null;
  if (!turnWaits) {
    turnWaits = true;
    channel.port2.postMessage(null);
  }
}

function work() {
  guarded(() => {
    clearTimeout(timer);
    timer = null;
    const wait = interpreter.work();
    tellFiles();
    if (wait <= 0) soon();
    else if (wait < 4 && shared.wait(wait)) soon();
    else if (wait < 1) soon();
    else if (wait !== Infinity) timer = setTimeout(work, wait);
  });
}

// A trap leaves the machine in no known state: the page has to start another worker.
function guarded(act) {
  if (died) return;
  try {
    act();
  } catch (error) {
    died = true;
    try { output.flush(); } catch { /* nothing can be done */ }
    postMessage({ kind: "died", reason: String(error?.message ?? error) });
  }
}

function putFiles(files) {
  for (const [path, bytes] of files ?? []) {
    if (!interpreter.putFile(path, bytes)) postMessage({ kind: "log", text: `no room for ${path}` });
  }
}

let held = new Set();

// Makes the files the interpreter has those that are given.
function allFiles(files) {
  if (!files) return;
  const given = new Set(files.map(([path]) => path));
  for (const path of held) if (!given.has(path)) interpreter.removeFile(path);
  held = given;
  putFiles(files);
}

// The interpreter's second part: what usual programs do not touch. It comes after the prompt, or when it is wanted.
const REST = new URL(INTERPRETER_REST, import.meta.url);
let first = null;
let whole = false;

function join(module) {
  if (whole) return;
  new WebAssembly.Instance(module, { first });
  whole = true;
}

globalThis.loadRest = () => {
  const request = new XMLHttpRequest();
  request.open("GET", REST, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error("a part of the interpreter did not load");
  join(new WebAssembly.Module(request.response));
};

const tables = { microbit: API_MICROBIT, pyboard: API_PYBOARD };

// What the prompt did not wait for. What does not come now comes when it is wanted.
async function loadLater(board) {
  try {
    if (!whole) join(await WebAssembly.compileStreaming(fetch(REST)));
    const table = await fetch(new URL(tables[board] ?? tables.microbit, import.meta.url));
    if (table.ok) postMessage({ kind: "api", text: await table.text() });
  } catch { /* offline, at the very first visit */ }
}

const acts = {
  async start({ board, files, shared: memory, columns, rows, heap }) {
    shared = new Shared(memory ?? null);
    first = await init({ module_or_path: new URL(INTERPRETER_WASM, import.meta.url) });
    interpreter ??= new Interpreter(script, columns ?? 80, rows ?? 24);
    if (heap) interpreter.setHeap(heap);
    allFiles(files);
    interpreter.setBoard(board ?? "microbit");
    interpreter.start();
    output.flush();
    postMessage({ kind: "ready", version: version(), isolated: memory != null });
    loadLater(board);
  },
  run({ files, main }) {
    preparing(() => {
      allFiles(files);
      interpreter.run(main);
    });
    soon();
  },
  stop() {
    // With shared memory a program has heard of it already, when the flag is gone.
    if (shared.cells && !shared.takeStop()) return;
    interpreter.stop();
    soon();
  },
  type({ bytes }) {
    const keys = shared.takeKeys();
    if (keys) interpreter.keys(keys);
    if (bytes.length) interpreter.keys(bytes);
    soon();
  },
  files({ changed, removed }) {
    for (const path of removed ?? []) {
      held.delete(path);
      interpreter.removeFile(path);
    }
    for (const [path] of changed ?? []) held.add(path);
    putFiles(changed);
  },
  set({ part, value }) {
    interpreter.set(part, value);
    if (interpreter.isBusy()) soon();
  },
  resize: ({ columns, rows }) => interpreter.resize(columns, rows),
  shown({ bytes }) {
    output.shown = (output.shown + bytes) | 0;
    soon();
  },
};

// Messages are taken one after the other, also while the module loads.
let before = Promise.resolve();
let loaded = false;
onmessage = ({ data }) => {
  const act = acts[data.kind];
  if (!act) return;
  if (loaded) {
    guarded(() => act(data));
    return;
  }
  before = before.then(() => act(data)).then(
    () => { loaded = interpreter !== null; },
    (error) => {
      died = true;
      postMessage({ kind: "died", reason: String(error?.message ?? error) });
    },
  );
};
