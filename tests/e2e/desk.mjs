// What a person does at the page, and sees there: the words that the tests of the page are written in.
import { assert, pictures, until } from "./harness.mjs";
import { join } from "node:path";

export const RUN = ".run-button";

// Opens the page and waits for the prompt.
export async function open({ page, url }, address = "") {
  await page.goto(url + address);
  await ready(page);
}

export async function ready(page) {
  await page.waitForSelector(".cm-content");
  await page.waitForFunction(() => globalThis.pyriteTerminal?.text().includes(">>>"));
}

// What the terminal shows.
export const terminal = (page) => page.evaluate(() => pyriteTerminal.text());

export const sees = (page, text, patience) =>
  until(async () => (await terminal(page)).includes(text), `'${text}' in the terminal`, patience);

// The open file's text.
export const code = (page) => page.evaluate(() => {
  const view = document.querySelector(".cm-content").cmTile?.view ?? document.querySelector(".cm-content").cmView?.view;
  return view ? view.state.doc.toString() : document.querySelector(".cm-content").innerText;
});

// Pastes a text over all that is in the open file.
export async function write(page, text) {
  await page.click(".cm-content");
  await page.keyboard.press("Control+a");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
  await until(async () => (await code(page)).trim() === text.trim(), "the text in the editor");
}

// Writes a program and starts it.
export async function run(page, text) {
  if (text !== undefined) await write(page, text);
  await page.click(RUN);
}

export async function stop(page) {
  await page.click(`${RUN}.running`);
  await idle(page);
}

export const idle = (page) => page.waitForSelector(`${RUN}:not(.running)`);

// Types at the prompt.
export async function type(page, text) {
  await page.click(".terminal");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

// The picture on the micro:bit as rows of digits.
export const matrix = (page) => page.evaluate(() => document.querySelector("#board-display").textContent.replace(/^[^0-9]*/, ""));

export const lit = (page, what, patience) => until(async () => {
  const rows = await matrix(page);
  return what instanceof RegExp ? what.test(rows) : rows === what;
}, `the picture ${what}`, patience);

export const HEART = "09090 99999 99999 09990 00900";

export async function panel(page, name) {
  const item = page.locator(".rail-item", { hasText: name });
  if ((await item.getAttribute("aria-expanded")) !== "true") await item.click();
}

export const tab = (page, name) => page.locator(".tab", { hasText: name });

// What stands in for a folder on the disk when it is dropped: entries as browsers give them.
export async function dropFolder(page, folder, files) {
  await page.evaluate(([folder, files]) => {
    const file = (name, text) => ({ isFile: true, name, file: (done) => done(new File([text], name)) });
    const directory = (name, inner) => ({
      isDirectory: true, name,
      createReader: () => {
        const rest = [...inner];
        // Browsers give entries in pieces, and none at the end.
        return { readEntries: (done) => done(rest.splice(0, 2)) };
      },
    });
    const tree = (files) => {
      const folders = new Map(), inner = [];
      for (const [path, text] of files) {
        const [first, ...more] = path.split("/");
        if (more.length === 0) inner.push(file(first, text));
        else folders.set(first, [...(folders.get(first) ?? []), [more.join("/"), text]]);
      }
      return [...inner, ...[...folders].map(([name, files]) => directory(name, tree(files)))];
    };
    const data = new DataTransfer();
    data.items.add(new File([], folder));
    const entry = directory(folder, tree(files));
    Object.defineProperty(DataTransferItem.prototype, "webkitGetAsEntry", { value: () => entry, configurable: true });
    const place = document.querySelector(".code");
    for (const kind of ["dragenter", "dragover", "drop"]) place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    // The page asks for it right after the event.
    setTimeout(() => delete DataTransferItem.prototype.webkitGetAsEntry);
  }, [folder, files]);
}

// Drops files on the page: pairs of name and bytes or text.
export async function drop(page, files, target = ".code") {
  await page.evaluate(([files, target]) => {
    const data = new DataTransfer();
    for (const [name, content] of files) data.items.add(new File([typeof content === "string" ? content : new Uint8Array(content)], name));
    const place = document.querySelector(target);
    for (const kind of ["dragenter", "dragover", "drop"]) place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [files, target]);
}

// Waits for a download that `act` causes: its name and bytes.
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const { readFile } = await import("node:fs/promises");
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

// Waits until the last change is kept.
export const saved = (page) => page.waitForFunction(() => /saved [0-9]|gesichert [0-9]/.test(document.querySelector(".saved").textContent));

export const toast = async (page) => (await page.locator(".toast p").textContent()) ?? "";

export async function picture(page, name) {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

// What axe finds that is serious.
export async function violations(page) {
  const { createRequire } = await import("node:module");
  const { root } = await import("./harness.mjs");
  const { source } = createRequire(join(root, "web/package.json"))("axe-core");
  await page.evaluate(source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary})`).join("; ")}`);
}

// No errors in the console, but for those that a test expects.
export function quiet(said, expected = /^$/) {
  const errors = said.filter((line) => /^(console error|console warning|page error)/.test(line) && !expected.test(line) && !/Service Worker registration blocked/.test(line));
  assert(errors.length === 0, errors.join("\n"));
}
