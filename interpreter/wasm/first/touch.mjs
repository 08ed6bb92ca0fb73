// Which functions of the module belong into its first part: those that a first program and a session at the prompt touch
// (see xtask/src/web/split.rs). And the documented names of each board's modules: what `api` says of them.
//   node touch.mjs INTERPRETER.js MARKED.wasm FOLDER        writes touched.json, api-BOARD.txt
// The clock counts calls, so that each time the same are found.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [script, marked, folder] = process.argv.slice(2);
const examples = resolve(import.meta.dirname, "../../../web/examples");
const { initSync, Interpreter, version } = await import(pathToFileURL(script));
const touched = initSync({ module: readFileSync(marked) });

let now = 0;
const answers = {
  millis: () => (now += 0.05),
  date: () => 1.7e12 + now,
  zone: () => 0,
  random: () => 0.5,
  interrupted: () => false,
  typed: () => undefined,
  block: () => false,
  keepsUp: () => true,
};
const page = new Proxy(answers, { get: (answers, name) => answers[name] ?? (() => undefined) });
const interpreter = new Interpreter(page, 80, 24);
const encoder = new TextEncoder();
const type = (text) => {
  for (const key of text) interpreter.keys(encoder.encode(key));
};

// Turns of the machine, as many as these.
function work(turns) {
  for (let i = 0; i < turns && interpreter.isBusy(); i += 1) {
    const wait = interpreter.work();
    if (Number.isFinite(wait)) now += wait;
  }
}

function stop() {
  if (!interpreter.isBusy()) return;
  interpreter.stop();
  work(50);
}

function run(program, board) {
  interpreter.setBoard(board);
  interpreter.putFile("main.py", program);
  interpreter.run();
  work(40);
  for (const [part, value] of [["button_a", true], ["button_a", false], ["accelerometer", [300, -200, 900]], ["gesture", "shake"]]) {
    interpreter.set(part, value);
    work(10);
  }
  type("5\r");
  work(20);
  stop();
}

version();
interpreter.setBoard("microbit");
interpreter.setHeap(64 << 20);
interpreter.start();
interpreter.resize(100, 30);
run(readFileSync(join(import.meta.dirname, "usual.py")), "microbit");
run(readFileSync(join(examples, "heart.py")), "microbit");
interpreter.removeFile("main.py");
const session = [
  "1 + 1\r", "x = 5\r", "print(x)\r", "for i in range(3):\r print(i)\r\r", "'a' + 1\r", "pri\t\x03", "\x1b[A\r", "import math\r",
  "math.\t\x03", "def f():\rreturn 1\r\r", "(\r1)\r", "f(\r)\r", "while True:\rpass\r\r",
];
for (const line of session) {
  type(line);
  work(20);
  stop();
}

const hits = [];
for (let i = 0; touched[`hit${i}`]; i += 1) hits.push(touched[`hit${i}`].value);
writeFileSync(join(folder, "touched.json"), JSON.stringify(hits));
for (const board of ["microbit", "pyboard"]) {
  interpreter.setBoard(board);
  writeFileSync(join(folder, `api-${board}.txt`), interpreter.api());
}
