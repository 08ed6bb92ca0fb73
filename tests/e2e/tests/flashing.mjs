// Boards at a cable, as `flash.js` reaches them: modelled ones behind a fake navigator.usb.
import { assert, equal, test } from "../harness.mjs";
import { plugIn } from "../devices.mjs";

// Does something with flash.js in a page that has a board plugged in.
async function withBoard({ page, url }, name, work, kind = null) {
  await plugIn(page, name);
  await page.goto(url);
  const names = await page.evaluate(async () => (await fetch("assets.json")).json());
  const script = new URL(names["flash.js"], url).href;
  return page.evaluate(work, [script, kind]);
}

test("flashing: a micro:bit says what it is, and a file that is none of ours is named", async (t) => {
  const found = await withBoard(t, "microbit-v2", async ([script]) => {
    const { findBoard } = await import(script);
    const board = await findBoard("microbit");
    const { board: name } = await board.identify();
    const refused = await board.flash(new TextEncoder().encode(":00000001FF\n")).catch((error) => error.name);
    return { name, refused };
  });
  equal(found, { name: "microbit-v2", refused: "File" });
});

test("flashing: the serial line of a micro:bit goes both ways", async (t) => {
  const found = await withBoard(t, "microbit-v1", async ([script]) => {
    const { findBoard } = await import(script);
    const board = await findBoard("microbit");
    const stop = new AbortController();
    let text = "";
    const output = (bytes) => {
      text += new TextDecoder().decode(bytes);
      if (text.includes(">>> ")) stop.abort();
    };
    const keys = (type) => type(new TextEncoder().encode("1+1\r"));
    const speak = setInterval(() => window.model.say(new TextEncoder().encode("2\r\n>>> ")), 20);
    const ended = await board.terminal({ output, keys, signal: stop.signal }).catch((error) => error.name);
    clearInterval(speak);
    return { ended, text: text.slice(0, 7), typed: new TextDecoder().decode(window.model.typed()) };
  });
  equal(found, { ended: "Cancelled", text: "2\r\n>>> ", typed: "1+1\r" });
});

test("flashing: a cable that is pulled is named, with what to do", async (t) => {
  const found = await withBoard(t, "microbit-v2", async ([script]) => {
    const { findBoard } = await import(script);
    const board = await findBoard("microbit");
    window.model.unplugAfter(1);
    return board.identify().catch((error) => ({ name: error.name, advice: error.advice.length > 20 }));
  });
  equal(found, { name: "Disconnected", advice: true });
});

for (const board of ["microbit-v1", "microbit-v2", "pyboard"]) {
  test(`flashing: a ${board} is written whole once, then only where a line has changed`, async (t) => {
    const found = await withBoard(t, board, async ([script, kind]) => {
      const { findBoard } = await import(script);
      const runs = [];
      for (const line of ["print(1)", "print(2)", "print(2)"]) {
        const board = await findBoard(kind);
        let last;
        const done = await board.flash(window.sampleFile(line), { progress: (progress) => { last = progress; } });
        runs.push({ written: done.written, of: done.pages ?? done.sectors, transfers: last.transfers, bytes: last.sent + last.received });
        const text = new TextDecoder("latin1").decode(window.model.flash());
        runs.at(-1).right = text.includes(line) && window.model.started();
        await board.close();
        window.model.replug();
      }
      return runs;
    }, board === "pyboard" ? "pyboard" : "microbit");
    for (const { written, of, transfers, bytes } of found) {
      console.log(`       ${board}: ${written} of ${of} written, ${transfers} transfers, ${bytes} bytes`);
    }
    const [first, second, third] = found;
    assert(found.every(({ right }) => right), "the flash does not hold the line");
    assert(first.written > 1, "the first run writes all");
    equal([second.written, third.written], [1, 0]);
  });
}
