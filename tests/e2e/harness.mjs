// What every test of the page stands on: a server on a free port, Debian's Chromium, and a small test runner.
//   node tests/e2e/run.mjs [WORD...]    tests whose file or name holds a word
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const require = createRequire(join(root, "web/package.json"));
const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
];
const PATIENCE = 30_000;
const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const pictures = join(root, "target/e2e");

const tests = [];
// `settings` are those of the browser's context, beside the usual ones.
export const test = (name, run, settings = {}) => tests.push({ name, run, settings });

export function assert(right, said = "not so") {
  if (!right) throw new Error(said);
}

export function equal(found, wanted) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  assert(a === b, `found  ${a}\nwanted ${b}`);
}

// Waits until `look` gives something true, and returns it.
export async function until(look, what = String(look), patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function startServer() {
  const binary = process.env.PYRITE_SERVER ?? join(root, "target/quick/pyrite-server");
  const server = spawn(binary, ["--port", "0", "--page", process.env.PYRITE_PAGE ?? join(root, "target/page")], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((done, failed) => {
    server.once("error", failed);
    server.once("exit", (code) => failed(new Error(`the server ended with ${code}`)));
    server.stdout.once("data", (line) => done(String(line).trim()));
  });
  return { url, stop: () => server.kill() };
}

// Runs what was declared with `test`; the number of failures.
export async function runAll(words) {
  const chosen = tests.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  mkdirSync(pictures, { recursive: true });
  const server = await startServer();
  const { existsSync } = await import("node:fs");
  const executablePath = process.env.PYRITE_BROWSER ?? programs.find((program) => existsSync(program));
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  let failed = 0;
  for (const { name, run, settings } of chosen) {
    const context = await browser.newContext({
      acceptDownloads: true, viewport: { width: 1280, height: 800 }, serviceWorkers: "block", locale: "en-GB", ...settings,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const said = [];
    page.on("console", (message) => said.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`page error: ${error.message}`));
    const start = Date.now();
    try {
      await run({ page, context, browser, url: server.url, said });
      console.log(`ok     ${String(Date.now() - start).padStart(6)} ms  ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${String(Date.now() - start).padStart(6)} ms  ${name}\n${error.stack}\n${said.join("\n")}`);
      await page.screenshot({ path: join(pictures, `failed-${name.replace(/\W+/g, "-")}.png`) }).catch(() => {});
    }
    await context.close();
  }
  await browser.close();
  server.stop();
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed;
}
