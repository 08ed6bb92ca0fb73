// Runs a program with Pyrite's WebAssembly build, in turns as the browser's worker does: node pyrite.mjs PROGRAM
// Prints its output, and the milliseconds it took to standard error.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const modules = resolve(import.meta.dirname, "../../../target/wasm/modules");
const { initSync, Interpreter } = await import(pathToFileURL(`${modules}/interpreter.js`));
initSync({ module: readFileSync(`${modules}/interpreter.wasm`) });

let failed = false;
let output = "";
const decoder = new TextDecoder();
const script = {
  millis: () => performance.now(),
  date: () => performance.timeOrigin + performance.now(),
  zone: () => 0,
  random: Math.random,
  interrupted: () => false,
  typed: () => undefined,
  block: () => false,
  output: (bytes) => { output += decoder.decode(bytes, { stream: true }); },
  keepsUp: () => true,
  doing() {},
  error() { failed = true; },
  fileChanged() {},
  fileRemoved() {},
};
const interpreter = new Interpreter(script, 80, 24);
interpreter.putFile("main.py", readFileSync(process.argv[2]));
const turn = () => new Promise((done) => setImmediate(done));
const start = performance.now();
interpreter.run();
while (interpreter.isBusy()) {
  const wait = interpreter.work();
  if (wait > 0 && wait < Infinity) await new Promise((done) => setTimeout(done, wait));
  else if (wait === 0) await turn();
}
const time = performance.now() - start;
process.stdout.write(output.replaceAll("\r\n", "\n").replace(/\x1b\[\?2004h/g, "").replace(/>>> $/, ""));
process.stderr.write(`${time.toFixed(2)} ms\n`);
process.exitCode = failed ? 1 : 0;
