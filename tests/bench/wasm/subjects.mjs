// The interpreters as WebAssembly: how each is loaded, and runs a program once. The same in Node and in a browser.
//   NAME(home) loads it; what that gives runs a program, as often as it is called: {ms, output, failed}
// A home reads files of the project (`bytes`), knows how loaders name them (`name`, `url`), and has a clock of milliseconds.

const encoder = new TextEncoder();
const PACKAGES = "tests/bench/wasm/node_modules";

// Bytes of heap that MicroPython needs for the largest program; Pyrite's grows by itself.
const HEAP = 64 << 20;

// As the page's worker does: turns of a few milliseconds, messages in between.
async function pyrite(home) {
  const modules = "target/wasm/modules";
  const { initSync, Interpreter } = await import(home.url(`${modules}/interpreter.js`));
  const first = initSync({ module: await home.bytes(`${modules}/interpreter.wasm`) });
  const rest = new WebAssembly.Module(await home.bytes(`${modules}/interpreter-rest.wasm`));
  globalThis.loadRest = () => new WebAssembly.Instance(rest, { first });
  const decoder = new TextDecoder();
  let output = "";
  let failed = false;
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
    board() {},
  };
  const interpreter = new Interpreter(script, 80, 24);
  const channel = new MessageChannel();
  const turn = (wait) => new Promise((done) => {
    if (wait > 0) return setTimeout(done, wait);
    channel.port1.onmessage = done;
    channel.port2.postMessage(null);
  });
  return async (program) => {
    output = "";
    interpreter.putFile("main.py", encoder.encode(program));
    const start = home.clock();
    interpreter.run();
    while (interpreter.isBusy()) {
      const wait = interpreter.work();
      if (interpreter.isBusy()) await turn(wait);
    }
    const ms = home.clock() - start;
    channel.port1.onmessage = null;
    return { ms, failed, output: output.replaceAll("\r\n", "\n").replace(/\x1b\[\?2004h/g, "").replace(/>>> $/, "") };
  };
}

async function micropython(home) {
  const folder = `${PACKAGES}/@micropython/micropython-webassembly-pyscript`;
  const { loadMicroPython } = await import(home.url(`${folder}/micropython.mjs`));
  let output = "";
  const stdout = (line) => { output += `${line}\n`; };
  const python = await loadMicroPython({ url: home.name(`${folder}/micropython.wasm`), heapsize: HEAP, stdout, linebuffer: true });
  return timed(home, (program) => {
    output = "";
    python.runPython(program);
  }, () => output);
}

async function pyodide(home) {
  const folder = `${PACKAGES}/pyodide`;
  const { loadPyodide } = await import(home.url(`${folder}/pyodide.mjs`));
  let output = "";
  const stdout = (line) => { output += `${line}\n`; };
  const python = await loadPyodide({ indexURL: home.name(folder), stdout });
  return timed(home, (program) => {
    output = "";
    python.runPython(program);
  }, () => output);
}

const timed = (home, run, written) => async (program) => {
  const start = home.clock();
  let failed = false;
  try {
    run(program);
  } catch (error) {
    failed = String(error);
  }
  const ms = home.clock() - start;
  return { ms, failed, output: written() };
};

export const subjects = { pyrite, micropython, pyodide };
