// A page with nothing but the worker, for tests of the interpreter in the browser.

const PAGE = `<!doctype html><meta charset="utf-8"><title>bare</title>`;

// The part that runs in the page. `shared.js` is repeated here in its plainest form: cell 0 is Stop.
function setUp({ worker, isolated }) {
  const shared = isolated ? new SharedArrayBuffer(64 + 4096) : null;
  const python = new Worker(worker, { type: "module" });
  const decoder = new TextDecoder();
  const desk = { messages: [], text: "", states: [], errors: [], died: null, files: [], largest: 0 };
  python.onmessage = ({ data }) => {
    desk.messages.push(data.kind);
    if (data.kind === "output") {
      desk.text += decoder.decode(data.bytes, { stream: true });
      desk.largest = Math.max(desk.largest, data.bytes.length);
      if (desk.text.length > 1 << 20) desk.text = desk.text.slice(-(1 << 16));
      if (desk.slow) setTimeout(() => desk.shown(data.bytes.length), desk.slow);
      else desk.shown(data.bytes.length);
    }
    if (data.kind === "state") desk.states.push(data.state);
    if (data.kind === "error") desk.errors.push(data);
    if (data.kind === "files") desk.files.push(data);
    if (data.kind === "died") desk.died = data.reason;
  };
  desk.shown = (bytes) => {
    if (shared) Atomics.add(new Int32Array(shared, 0, 16), 3, bytes);
    else python.postMessage({ kind: "shown", bytes });
  };
  const encoder = new TextEncoder();
  desk.send = (message) => python.postMessage(message);
  desk.files_of = (files) => Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]);
  desk.start = (files) => desk.send({ kind: "start", files: desk.files_of(files ?? {}), shared, columns: 80, rows: 24 });
  desk.run = (program, files) => desk.send({ kind: "run", files: desk.files_of({ "main.py": program, ...files }) });
  desk.type = (text) => {
    const bytes = encoder.encode(text);
    if (!shared) return desk.send({ kind: "type", bytes });
    const cells = new Int32Array(shared, 0, 16);
    const ring = new Uint8Array(shared, 64, 4096);
    const typed = Atomics.load(cells, 1);
    bytes.forEach((byte, i) => { ring[(typed + i) & 4095] = byte; });
    Atomics.store(cells, 1, typed + bytes.length);
    Atomics.notify(cells, 0);
    desk.send({ kind: "type", bytes: new Uint8Array(0) });
  };
  // Milliseconds until the program has ended.
  desk.stop = () => new Promise((done) => {
    const start = performance.now();
    if (shared) {
      const cells = new Int32Array(shared, 0, 16);
      Atomics.store(cells, 0, 1);
      Atomics.notify(cells, 0);
    }
    desk.send({ kind: "stop" });
    const timer = setInterval(() => {
      if (desk.states.at(-1) === "idle") { clearInterval(timer); done(performance.now() - start); }
    }, 1);
  });
  globalThis.desk = desk;
}

// Opens the bare page and starts the interpreter.
export async function openBare({ page, url }, { isolated = true, files = {} } = {}) {
  const names = await (await fetch(`${url}assets.json`)).json();
  const headers = isolated
    ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
    : {};
  await page.route("**/bare.html", (route) => route.fulfill({ contentType: "text/html", body: PAGE, headers }));
  await page.goto(`${url}bare.html`);
  await page.evaluate(setUp, { worker: `${url}${names["worker.js"]}`, isolated });
  await page.evaluate((files) => desk.start(files), files);
  await page.waitForFunction(() => desk.messages.includes("ready"));
}

// Runs a program to its end; what was written, without the prompt.
export async function runBare(page, program, files = {}) {
  await page.evaluate(([program, files]) => {
    desk.text = "";
    desk.errors = [];
    desk.states = [];
    desk.run(program, files);
  }, [program, files]);
  await page.waitForFunction(() => desk.states.at(-1) === "idle" || desk.died);
  return page.evaluate(() => desk.text.replaceAll("\r\n", "\n").replace(/\x1b\[\?2004[hl]/g, "").replace(/>>> $/, ""));
}
