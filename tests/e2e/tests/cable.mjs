// From the page to the board, as a person does it: connect, flash, watch, repair; with modelled boards at the cable.
import { assert, equal, pictures, root, test, until } from "../harness.mjs";
import { open, picture, quiet, toast, violations, write, panel, saved, drop, downloaded, code } from "../desk.mjs";
import { firmware, modules, plugIn, serveFirmware, takeFlash, withoutUsb } from "../devices.mjs";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";

const FLASH = ".flash-button";
const CARD = ".flash-card";

// Opens the page with a board plugged in and firmware beside it.
async function withBoard(t, name, settings = {}) {
  await plugIn(t.page, name, settings);
  await serveFirmware(t.page, settings.firmware, settings.bytes);
  await open(t);
  if (name === "pyboard") {
    await panel(t.page, "Boards");
    await t.page.click(".board-card:has-text('pyboard')");
  }
}

const connected = (page) => page.waitForSelector(`${FLASH}.connected`);

// Boards that take their time let a person look, and act.
const slow = (page, delay) => page.evaluate((delay) => { cable.delay = delay; }, delay);

// Flashes with a board that is connected, or to be chosen first; what the card says in the end.
async function flash(page, { first = false } = {}) {
  await page.click(FLASH);
  if (first) await page.click("dialog .button.primary");
  // A whole firmware takes a while on a slow machine.
  await page.waitForSelector(`${CARD}.done, ${CARD}.failed`, { timeout: 120_000 });
  return page.innerText(`${CARD} p`);
}

// What the terminal of the board shows.
const board = (page) => page.evaluate(() => globalThis.pyriteBoard?.text() ?? "");

// What the last flash took, as the page has measured it.
const numbers = (page) => page.evaluate(() => performance.getEntriesByName("flash").at(-1).detail);

for (const [name, title, page] of [["microbit-v1", "micro:bit V1", 1], ["microbit-v2", "micro:bit V2", 4], ["pyboard", "pyboard", 112]]) {
  test(`cable: ${name} is connected, flashed, and flashed again where a line changed`, async (t) => {
    await withBoard(t, name);
    await write(t.page, "print('hello board')\n");
    const said = await flash(t.page, { first: true });
    assert(said.includes(title), said);
    assert((await takeFlash(t.page)).includes("print('hello board')"), "the flash holds the program");
    assert(await t.page.evaluate(() => model.started()), "it was started");
    const first = await numbers(t.page);
    await picture(t.page, `flashed-${name}`);
    // A pyboard that runs has left its bootloader: DFU and RST bring it back.
    await t.page.evaluate(() => { if (model.name().includes("Internal")) { cable.unplug(); cable.plug(); } });
    await connected(t.page);
    await write(t.page, "print('HELLO board')\n");
    const again = await flash(t.page);
    const second = await numbers(t.page);
    assert((await takeFlash(t.page)).includes("print('HELLO board')"), "the flash holds the change");
    assert(!(await takeFlash(t.page)).includes("print('hello board')"), "and nothing else");
    for (const { written, pages, sectors, bytes, transfers, moved, assembled, milliseconds } of [first, second]) {
      console.log(`       ${name}: ${written} of ${pages ?? sectors} written, ${bytes} bytes of program, ${transfers} transfers, ${moved} bytes moved, put together in ${assembled.toFixed(1)} ms, ${milliseconds.toFixed(0)} ms in all`);
      assert(assembled < 100, `put together in ${assembled} ms`);
    }
    equal(second.written, 1);
    assert(name === "pyboard" || again.includes(`1 page, ${page} KB`), again);
    assert(first.bytes > second.bytes || name === "pyboard", "less was written");
    quiet(t.said);
  });
}

test("cable: progress in stages and bytes, then what the program writes first", async (t) => {
  await withBoard(t, "microbit-v2", { bytes: 120_000 });
  await t.page.evaluate(async () => {
    await cable.load();
    model.setGreeting(new TextEncoder().encode("first line\r\nsecond line\r\n"));
    globalThis.seen = new Set();
    new MutationObserver(() => {
      const line = document.querySelector(".flash-card.working .card-line")?.textContent;
      if (line) seen.add(line.replace(/[0-9].*/, "").trim());
      if (/Writing [0-9]+ of [0-9]+ KB/.test(line)) seen.add("bytes");
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await t.page.click(FLASH);
  await t.page.click("dialog .button.primary");
  await t.page.waitForSelector(`${CARD} progress`);
  await slow(t.page, 10);
  await t.page.waitForSelector(`${CARD}:has-text('Writing')`);
  await picture(t.page, "flashing");
  equal(await violations(t.page), []);
  await slow(t.page, 0);
  await t.page.waitForSelector(`${CARD}.done`);
  const seen = await t.page.evaluate(() => [...seen]);
  for (const stage of ["Writing", "bytes"]) assert(seen.includes(stage), `${stage} among ${seen}`);
  await until(async () => (await board(t.page)).includes("second line"), "what the program writes");
  assert((await board(t.page)).startsWith("first line"), await board(t.page));
  equal(await t.page.textContent(".lower-tab.active"), "micro:bit V2");
  equal(await violations(t.page), []);
  await picture(t.page, "flashed");
});

test("cable: keys go to the program on the board, and numbers into the curves", async (t) => {
  await withBoard(t, "microbit-v2", { known: true });
  await connected(t.page);
  await t.page.click(".lower-tab:has-text('micro:bit')");
  await t.page.click(".terminal.of-board");
  await t.page.keyboard.type("1+1\r");
  await until(() => t.page.evaluate(() => new TextDecoder().decode(model.typed()).includes("1+1\r")), "that the keys arrive");
  await t.page.evaluate(() => model.say(new TextEncoder().encode("t: 3\r\nt: 4\r\nt: 5\r\n")));
  await until(async () => (await board(t.page)).includes("t: 5"), "the numbers");
  await t.page.click(".lower-tab:has-text('Plotter')");
  await t.page.waitForSelector(".plotter .legend:has-text('5')");
  await t.page.selectOption(".lower-head select", "Simulator");
  await t.page.waitForSelector(".plotter:has-text('become curves')");
});

test("cable: an allowed board connects by itself, is gone when unplugged, and comes back", async (t) => {
  await withBoard(t, "microbit-v1", { known: true });
  await connected(t.page);
  equal(await t.page.textContent(".flash-board"), "micro:bit V1");
  await t.page.evaluate(() => cable.unplug());
  await t.page.waitForSelector(`${FLASH}:not(.connected)`);
  await until(async () => (await board(t.page)).includes("The micro:bit V1 is not connected any more."), "a word in its terminal");
  await t.page.evaluate(() => cable.plug());
  await connected(t.page);
  await t.page.click(".stage-head [aria-label='Board at the cable']");
  await t.page.waitForSelector("dialog:has-text('9900000031864e45')");
  await picture(t.page, "board-connected");
  await t.page.click("dialog .button:has-text('Disconnect')");
  await t.page.waitForSelector(`${FLASH}:not(.connected)`);
  await picture(t.page, "board-connect");
  equal(await violations(t.page), []);
});

test("cable: unplugged in the middle gives advice, and it can be flashed again", async (t) => {
  await withBoard(t, "microbit-v2", { known: true, bytes: 60_000 });
  await connected(t.page);
  await write(t.page, "print('half')\n");
  await t.page.evaluate(() => model.unplugAfter(300));
  const said = await flash(t.page);
  assert(said.includes("unplugged"), said);
  assert((await t.page.innerText(CARD)).includes("Plug it in again"), "what to do");
  await picture(t.page, "flash-failed");
  equal(await violations(t.page), []);
  await t.page.evaluate(() => cable.plug());
  await connected(t.page);
  await t.page.click(`${CARD} .button:has-text('Try again')`);
  await t.page.waitForSelector(`${CARD}.done`);
  assert((await takeFlash(t.page)).includes("print('half')"), "it is whole");
});

test("cable: a flash is cancelled, and done again", async (t) => {
  await withBoard(t, "microbit-v1", { known: true, bytes: 120_000 });
  await connected(t.page);
  await slow(t.page, 10);
  await t.page.click(FLASH);
  await t.page.click(`${CARD} .button:has-text('Cancel')`);
  await slow(t.page, 0);
  await t.page.waitForSelector(`${CARD}.cancelled`);
  assert((await t.page.innerText(CARD)).includes("Flash again"), "what to do");
  await t.page.click(`${CARD} .button:has-text('Try again')`);
  await t.page.waitForSelector(`${CARD}.done`);
});

for (const [mood, name, words] of [["refuse", "nothing is chosen", "No board was chosen"], ["busy", "another program has it", "in use by another program"], ["denied", "the system forbids it", "does not let the browser"]]) {
  test(`cable: ${name}`, async (t) => {
    await withBoard(t, "microbit-v2");
    await t.page.evaluate((mood) => { cable.mood = mood; }, mood);
    await t.page.click(FLASH);
    await t.page.click("dialog .button.primary");
    await t.page.waitForSelector(`dialog .trouble:has-text('${words}')`);
    if (mood === "refuse") await picture(t.page, "board-refused");
    await t.page.evaluate(() => { cable.mood = null; });
    await t.page.click("dialog .button.primary");
    await t.page.waitForSelector(`${CARD}.done`);
  });
}

test("cable: no firmware beside the page, old interface firmware, a project that is too large", async (t) => {
  await withBoard(t, "microbit-v1", { known: true, firmware: ["microbit-v2"] });
  await connected(t.page);
  const missing = await flash(t.page);
  equal(missing, "This page was built without firmware for the micro:bit V1.");
  await t.page.unroute("**/firmware/*");
  await serveFirmware(t.page);
  await drop(t.page, [["data.txt", "x".repeat(60_000)]]);
  const large = await flash(t.page);
  assert(/needs [0-9]+ KB, and there is room for [0-9]+ KB/.test(large), large);
  await t.page.hover(".file:has-text('data.txt')");
  await t.page.click("[aria-label='Delete: data.txt']");
  await t.page.evaluate(() => { model.makeOld(); });
  await t.page.click(".stage-head [aria-label='Board at the cable']");
  await t.page.click("dialog .button:has-text('everything anew')");
  await t.page.waitForSelector(`${CARD}.failed:has-text('old interface firmware'):has-text('MICROBIT drive')`);
});

test("cable: the file for the board is saved, with what to do, and gives the project back", async (t) => {
  await withBoard(t, "microbit-v2");
  await write(t.page, "print('in a file')\n");
  await t.page.click(FLASH);
  const { name, bytes } = await downloaded(t.page, () => t.page.click("dialog .button:has-text('Save file')"));
  assert(name.endsWith(".hex"), name);
  assert(bytes.includes(":0400000A9900C0DEBB"), "for both boards");
  await t.page.waitForSelector("dialog:has-text('MICROBIT')");
  await picture(t.page, "saved-file");
  equal(await violations(t.page), []);
  await t.page.click("dialog .button:has-text('Done')");
  await write(t.page, "print('something else')\n");
  await drop(t.page, [[name, [...bytes]]]);
  await until(async () => (await code(t.page)) === "print('in a file')\n", "the project out of the file");
  await saved(t.page);
  await t.page.click(".bar-button:has-text('Projects')");
  await until(async () => (await t.page.locator(".project-line").count()) === 2, "both projects");
  await t.page.keyboard.press("Escape");
  const cut = [...bytes.subarray(0, bytes.length / 2)];
  await drop(t.page, [["half.hex", cut]]);
  await until(async () => (await toast(t.page).catch(() => "")).includes("half.hex: "), "what is wrong with half of it");
  await picture(t.page, "foreign-file");
});

test("cable: no WebUSB: the file is the way", async (t) => {
  await withoutUsb(t.page);
  await serveFirmware(t.page);
  await open(t);
  await t.page.click(FLASH);
  await t.page.waitForSelector("dialog:has-text('cannot reach boards')");
  await picture(t.page, "no-usb");
  const { name } = await downloaded(t.page, () => t.page.click("dialog .button.primary"));
  assert(name.endsWith(".hex"), name);
});

test("cable: a board at its prompt runs the program, and its files come and go", async (t) => {
  await withBoard(t, "serial");
  await write(t.page, "print('here')\n");
  await t.page.click(FLASH);
  await t.page.click("dialog .link");
  await t.page.waitForSelector(`${CARD}.done`);
  equal(await t.page.evaluate(() => new TextDecoder().decode(model.file("main.py"))), "print('here')\n");
  await until(async () => (await board(t.page)).includes("here"), "that it runs");
  await write(t.page, "print('only once')\n");
  await t.page.click("[aria-label^='Run on the board']");
  await until(async () => (await board(t.page)).includes("only once"), "what it writes");
  equal(await t.page.evaluate(() => new TextDecoder().decode(model.file("main.py"))), "print('here')\n");
  await t.page.evaluate(() => model.put("notes.txt", new TextEncoder().encode("some notes")));
  await t.page.click("[aria-label='Files on the board']");
  await t.page.waitForSelector(".board-file:has-text('notes.txt')");
  await picture(t.page, "board-files");
  equal(await violations(t.page), []);
  const { bytes } = await downloaded(t.page, () => t.page.click("[aria-label='Download: notes.txt']"));
  equal(bytes.toString(), "some notes");
  await t.page.click("[aria-label='Delete: notes.txt']");
  await t.page.waitForSelector(".board-files:not(:has-text('notes.txt')):has-text('main.py')");
  const [chooser] = await Promise.all([t.page.waitForEvent("filechooser"), t.page.click("dialog .button:has-text('Copy files')")]);
  await chooser.setFiles([{ name: "data.csv", mimeType: "text/csv", buffer: Buffer.from("1,2\n") }]);
  await t.page.waitForSelector(".board-file:has-text('data.csv')");
});

test("cable: the prompt of a micro:bit, through the cable that flashes it", async (t) => {
  await withBoard(t, "microbit-v2");
  await t.page.evaluate(async () => { await cable.load(); model.runPrompt(); });
  await t.page.click(".stage-head [aria-label='Board at the cable']");
  await t.page.click("dialog .button.primary");
  await t.page.click("dialog .button:has-text('Files on the board')");
  await t.page.waitForSelector("dialog:has-text('no files on the board')");
  await t.page.keyboard.press("Escape");
  await write(t.page, "print('from the cable')\nraise ValueError\n");
  await t.page.click(".lower-tab:has-text('micro:bit')");
  await t.page.click("[aria-label^='Run on the board']");
  await until(async () => (await board(t.page)).includes("ValueError"), "what it writes, and how it ended");
  assert((await board(t.page)).includes("from the cable"), await board(t.page));
});

test("cable: a project for the one board is not put on the other", async (t) => {
  await withBoard(t, "microbit-v2", { known: true });
  await connected(t.page);
  await panel(t.page, "Boards");
  await t.page.click(".board-card:has-text('pyboard')");
  equal(await flash(t.page), "This project is for the pyboard, but another board is connected.");
});

test("cable: another tab lets the board go when it is asked for here", async (t) => {
  await withBoard(t, "microbit-v2", { known: true });
  await connected(t.page);
  const page = await t.context.newPage();
  await withBoard({ ...t, page }, "microbit-v2");
  await page.evaluate(() => {
    cable.mood = "busy";
    // The other tab has let it go once it was asked.
    new BroadcastChannel("pyrite-board").onmessage = () => { cable.mood = null; };
  });
  assert(await flash(page, { first: true }), "it is flashed from here");
  await t.page.waitForSelector(`${FLASH}:not(.connected)`);
});

// The server, with firmware and the models beside the page: where a service worker asks, routes of the browser do not reach.
async function withFirmware(url) {
  const made = await firmware();
  const server = createServer(async (request, response) => {
    const board = /firmware\/([^.]*)/.exec(request.url)?.[1];
    if (board) return response.writeHead(200, { "cross-origin-resource-policy": "same-origin" }).end(made(board, 15_000));
    const model = /test-models\/(models\.(js|wasm))/.exec(request.url);
    if (model) {
      const type = model[2] === "js" ? "text/javascript" : "application/wasm";
      return response.writeHead(200, { "content-type": type }).end(readFileSync(join(modules, model[1])));
    }
    const answer = await fetch(url + request.url.slice(1), { headers: { "accept-encoding": "identity" } });
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-length|content-encoding|transfer-encoding|connection)$/.test(name)));
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

test("cable: once a board was connected, flashing works without a network", async (t) => {
  const site = await withFirmware(t.url);
  await plugIn(t.page, "microbit-v2", { known: true });
  await open({ page: t.page, url: site.url });
  await t.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
    await caches.open("pyrite-firmware");
  });
  await t.page.reload();
  await connected(t.page);
  await until(() => t.page.evaluate(async () => (await (await caches.open("pyrite-firmware")).keys()).length), "the firmware in the cache");
  await t.page.reload();
  await connected(t.page);
  site.stop();
  await t.context.setOffline(true);
  await write(t.page, "print('offline')\n");
  await flash(t.page);
  assert((await takeFlash(t.page)).includes("print('offline')"), "the flash holds the program");
}, { serviceWorkers: "allow" });

// Firmware that QEMU's machine runs, and QEMU: `cargo xtask test e2e` says where they are.
const REAL = process.env.PYRITE_PYBOARD ?? join(root, "target/firmware/qemu/pyboard.dfu");
const QEMU = (process.env.PYRITE_QEMU ?? "qemu-system-arm\n-M\nnetduinoplus2").split("\n");
// Variables come first.
const isVariable = (word) => word.includes("=") && !word.startsWith("-");
const variables = Object.fromEntries(QEMU.filter(isVariable).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]));
const [emulator, ...machineWords] = QEMU.filter((word) => !isVariable(word));
const withVariables = { env: { ...process.env, ...variables } };
const hasEmulator = spawnSync(emulator, ["--version"], withVariables).status === 0;
if (process.env.PYRITE_QEMU && !(existsSync(REAL) && hasEmulator)) throw new Error(`no ${REAL}, or ${emulator} does not start`);
if (existsSync(REAL) && hasEmulator) {
  test("cable: what was flashed onto a pyboard runs in QEMU", async (t) => {
    await plugIn(t.page, "pyboard");
    await t.page.route("**/firmware/pyboard.dfu", (route) => route.fulfill({ contentType: "application/octet-stream", body: readFileSync(REAL) }));
    await open(t);
    await panel(t.page, "Boards");
    await t.page.click(".board-card:has-text('pyboard')");
    await write(t.page, "print('the answer is', 6 * 7)\n");
    await flash(t.page, { first: true });
    const { assembled, written, bytes, transfers } = await numbers(t.page);
    console.log(`       pyboard: ${written} sectors, ${bytes} bytes, ${transfers} transfers, put together in ${assembled.toFixed(1)} ms`);
    assert(assembled < 100, `put together in ${assembled} ms`);
    const image = join(pictures, "pyboard.bin");
    writeFileSync(image, await takeFlash(t.page));
    const machine = spawn(emulator, [...machineWords, "-device", `loader,file=${image},addr=0x08000000,force-raw=on`, "-display", "none", "-monitor", "none", "-serial", "stdio"], withVariables);
    let said = "";
    machine.stdout.on("data", (text) => { said += text; });
    try {
      await until(() => said.includes("the answer is 42"), "what the program writes").catch((error) => { throw new Error(`${error.message}: ${said}`); });
    } finally {
      machine.kill();
    }
  });
}

for (const [name, settings] of [["phone", { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }], ["german", { locale: "de-DE" }], ["dark", { colorScheme: "dark" }]]) {
  test(`cable: how it looks (${name})`, async (t) => {
    await withBoard(t, "microbit-v2", { bytes: 120_000 });
    await t.page.click(FLASH);
    await t.page.waitForSelector("dialog .steps");
    await picture(t.page, `cable-connect-${name}`);
    await t.page.click("dialog .button.primary");
    await t.page.waitForSelector(`${CARD} progress`);
    await slow(t.page, 10);
    await picture(t.page, `cable-flashing-${name}`);
    await slow(t.page, 0);
    await t.page.waitForSelector(`${CARD}.done`);
    await picture(t.page, `cable-done-${name}`);
    equal(await violations(t.page), []);
    await t.page.evaluate(() => {
      model.unplugAfter(60);
      document.querySelector(".flash-button").click();
    });
    await t.page.waitForSelector(`${CARD}.failed`);
    await picture(t.page, `cable-failed-${name}`);
    await t.page.click(`${CARD} .button >> nth=1`);
    await t.page.waitForSelector("dialog .steps");
    await picture(t.page, `cable-saved-${name}`);
    equal(await violations(t.page), []);
  }, settings);
}
