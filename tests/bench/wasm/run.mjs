// Runs a program in a fresh process, some times: node run.mjs node|chromium SUBJECT RUNS PROGRAM
// Prints its output; the milliseconds of each run, without those of loading, as the last line of standard error.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { subjects } from "./subjects.mjs";

const root = resolve(import.meta.dirname, "../../..");
const [place, subject, count, file] = process.argv.slice(2);

// The processor's time that this thread had, where the system tells: what else runs does not disturb it.
function clock() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

const node = {
  clock,
  url: (path) => pathToFileURL(join(root, path)).href,
  name: (path) => join(root, path),
  bytes: async (path) => readFileSync(join(root, path)),
};

async function inNode(program) {
  const run = await subjects[subject](node);
  const runs = [];
  while (runs.length < count) runs.push(await run(program));
  return runs;
}

const KINDS = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

// Serves the project's folder, so isolated that clocks are fine.
function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = join(root, path);
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (path === "/") return response.setHeader("content-type", "text/html").end("<!doctype html><title>bench</title>");
    if (!file.startsWith(root) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", KINDS[extname(file)] ?? "application/octet-stream");
    response.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

async function inChromium(program) {
  const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");
  const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = process.env.PYRITE_BROWSER ?? programs.find((path) => existsSync(path));
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const server = await serve();
  const browser = await chromium.launch({ executablePath, headless: true, args });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(async ([subject, count, program]) => {
      const home = {
        clock: () => performance.now(),
        url: (path) => new URL(path, location.href).href,
        name: (path) => new URL(path, location.href).href,
        bytes: async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer()),
      };
      const { subjects } = await import("/tests/bench/wasm/subjects.mjs");
      const run = await subjects[subject](home);
      const runs = [];
      while (runs.length < count) runs.push(await run(program));
      return runs;
    }, [subject, count, program]);
  } finally {
    await browser.close();
    server.close();
  }
}

const runs = await (place === "node" ? inNode : inChromium)(readFileSync(file, "utf8"));
const [{ output }] = runs;
const failed = runs.find((run) => run.failed)?.failed;
process.stdout.write(output);
if (failed) process.stderr.write(`${failed === true ? "an exception" : failed}\n`);
process.stderr.write(`ms ${runs.map(({ ms }) => ms.toFixed(2)).join(" ")}\n`);
process.exit(failed ? 1 : 0);
