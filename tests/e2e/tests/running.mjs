// Running programs: what a first visit is, Run and Stop, questions, the prompt, errors that show their place.
import { assert, equal, test, until } from "../harness.mjs";
import { code, idle, open, picture, quiet, run, RUN, sees, stop, tab, terminal, type, write } from "../desk.mjs";

test("first visit: an example is open, and Run is one click away", async (t) => {
  await open(t);
  equal(await t.page.evaluate(() => crossOriginIsolated), true);
  assert((await code(t.page)).includes("Image.HEART"), "the heart");
  equal(await t.page.locator("dialog").count(), 0);
  await t.page.waitForSelector(".run-hint");
  equal(await t.page.inputValue(".name-field"), "Beating heart");
  await t.page.waitForFunction(() => /^saved/.test(document.querySelector(".saved").textContent));
  const [width, height] = await t.page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
  assert(width <= 0 && height <= 0, "the page itself scrolls");
  await picture(t.page, "first-visit");
  quiet(t.said);
});

test("run: answers at once, says how it ended, and leaves the prompt with its variables", async (t) => {
  await open(t);
  await write(t.page, "answer = 42\nprint('hello', answer)\n");
  const time = await t.page.evaluate(async () => {
    const start = performance.now();
    document.querySelector(".run-button").click();
    while (!pyriteTerminal.text().includes("hello 42")) await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  assert(time < 1000, `the first output came after ${time.toFixed(0)} ms`);
  await idle(t.page);
  await until(async () => /Ended after 0\.\d s/.test(await t.page.textContent(".status")), "how it ended");
  await type(t.page, "answer + 1");
  await sees(t.page, "43");
  quiet(t.said);
});

test("stop: a busy loop ends, and the page stays alive", async (t) => {
  await open(t);
  await run(t.page, "n = 0\nwhile True:\n    n += 1\n");
  await t.page.waitForSelector(`${RUN}.running`);
  await t.page.waitForTimeout(300);
  const start = Date.now();
  await stop(t.page);
  assert(Date.now() - start < 500, `stopped after ${Date.now() - start} ms`);
  await until(async () => /Stopped/.test(await t.page.textContent(".status")), "Stopped");
  await type(t.page, "n > 1000");
  await sees(t.page, "True");
});

test("stop: F5 runs, Shift+F5 stops, Ctrl+Enter does both", async (t) => {
  await open(t);
  await write(t.page, "while True:\n    print('x')\n");
  await t.page.keyboard.press("F5");
  await t.page.waitForSelector(`${RUN}.running`);
  await t.page.keyboard.press("Shift+F5");
  await idle(t.page);
  await t.page.keyboard.press("Control+Enter");
  await t.page.waitForSelector(`${RUN}.running`);
  await t.page.keyboard.press("Control+Enter");
  await idle(t.page);
});

test("endless output: the page answers meanwhile", async (t) => {
  await open(t);
  await run(t.page, "i = 0\nwhile True:\n    i += 1\n    print(i)\n");
  await t.page.waitForTimeout(1500);
  const slow = await t.page.evaluate(async () => {
    let worst = 0, last = performance.now();
    for (let n = 0; n < 30; n++) {
      await new Promise((done) => setTimeout(done, 10));
      worst = Math.max(worst, performance.now() - last);
      last = performance.now();
    }
    return worst;
  });
  assert(slow < 600, `the page was stuck for ${slow.toFixed(0)} ms`);
  await stop(t.page);
});

test("input: the program waits for an answer in the terminal", async (t) => {
  await open(t);
  await run(t.page, "name = input('Your name: ')\nprint('Hello', name)\n");
  await sees(t.page, "Your name:");
  await until(async () => /Waiting for your input/.test(await t.page.textContent(".status")), "that it waits");
  await type(t.page, "Ada");
  await sees(t.page, "Hello Ada");
  await idle(t.page);
});

test("prompt: several lines, completion, history, Ctrl-C, paste mode", async (t) => {
  await open(t);
  await type(t.page, "def double(n):");
  await t.page.keyboard.type("return 2 * n");
  await t.page.keyboard.press("Enter");
  // The depth of the line before stands there already.
  await t.page.keyboard.press("Backspace");
  await t.page.keyboard.press("Enter");
  await type(t.page, "double(21)");
  await sees(t.page, "42");
  await t.page.keyboard.press("ArrowUp");
  await t.page.keyboard.press("Enter");
  await until(async () => (await terminal(t.page)).split("42").length >= 3, "the line of before again");
  await t.page.keyboard.type("while True: pass");
  await t.page.keyboard.press("Enter");
  await t.page.keyboard.press("Enter");
  await t.page.waitForTimeout(200);
  await t.page.keyboard.press("Control+c");
  await sees(t.page, "KeyboardInterrupt");
  await t.page.keyboard.press("Control+e");
  await sees(t.page, "===");
  await t.page.keyboard.press("Control+c");
});

test("error: the note stands in its line, and its frames jump", async (t) => {
  await open(t);
  await write(t.page, "def half(n):\n    return n / zero\n\nprint('before')\nhalf(3)\n");
  await t.page.click(RUN);
  await t.page.waitForSelector(".note-run");
  const note = await t.page.textContent(".note-run");
  assert(note.includes("Python does not know the name zero") && note.includes("NameError"), note);
  await picture(t.page, "error");
  await t.page.click(".note-run summary");
  await t.page.click(".note-run li button >> nth=0");
  await until(async () => (await t.page.textContent(".position")).includes("Line 5"), "the place of the call");
  await write(t.page, "print('fine')\n");
  equal(await t.page.locator(".note-run").count(), 0);
  quiet(t.said);
});

test("error: a syntax error in an imported module opens that file", async (t) => {
  await open(t);
  await t.page.click("[aria-label='New file']");
  await tab(t.page, "new.py").waitFor();
  await write(t.page, "def go(:\n    pass\n");
  await tab(t.page, "main.py").click();
  await t.page.waitForTimeout(100);
  await write(t.page, "import new\n");
  await t.page.click(RUN);
  await sees(t.page, "SyntaxError");
  await until(() => t.page.evaluate(() => document.querySelector(".tab.active")?.textContent === "new.py"), "the module in front");
  await t.page.waitForSelector(".note");
});

test("error: a link in the terminal's traceback goes to the line", async (t) => {
  await open(t);
  await run(t.page, "x = 1\n\n\n1 / 0\n");
  await sees(t.page, "ZeroDivisionError");
  await t.page.click(".cm-line >> nth=0");
  await until(async () => (await t.page.textContent(".position")).includes("Line 1"), "line 1");
  const place = await t.page.evaluate(() => {
    const { terminal } = pyriteTerminal, buffer = terminal.buffer.active;
    for (let row = 0; row < buffer.length; row++) {
      const at = buffer.getLine(row).translateToString().indexOf("line 4");
      if (at >= 0) return [at + 2, row - buffer.viewportY, terminal.cols, terminal.rows];
    }
    return null;
  });
  const box = await t.page.locator(".xterm-screen").boundingBox();
  await t.page.mouse.move(box.x + (place[0] / place[2]) * box.width, box.y + ((place[1] + 0.5) / place[3]) * box.height);
  await t.page.waitForTimeout(200);
  await t.page.mouse.click(box.x + (place[0] / place[2]) * box.width, box.y + ((place[1] + 0.5) / place[3]) * box.height);
  await until(async () => (await t.page.textContent(".position")).includes("Line 4"), "line 4");
});

test("error: recursion in __repr__ and a full memory are told, and the page lives", async (t) => {
  await open(t);
  await run(t.page, "class A:\n    def __repr__(self):\n        return repr(self)\nprint(A())\n");
  await sees(t.page, "RecursionError");
  await t.page.waitForSelector(".note-run");
  await run(t.page, "x = 'a'\nwhile True:\n    x += x\n");
  await sees(t.page, "MemoryError");
  await idle(t.page);
  await type(t.page, "1 + 1");
  await sees(t.page, "2");
});

test("terminal: copied, pasted into, cleared; a copy for screen readers", async (t) => {
  await t.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(t);
  await type(t.page, "6 * 7");
  await sees(t.page, "42");
  await t.page.click("[aria-label='Copy']");
  await until(async () => (await t.page.evaluate(() => navigator.clipboard.readText())).includes("42"), "what was copied");
  await t.page.evaluate(() => navigator.clipboard.writeText("print('pas' + 'ted')\n"));
  await t.page.click("[aria-label='Paste']");
  await sees(t.page, "print('pas'");
  await t.page.keyboard.press("Enter");
  await sees(t.page, "pasted");
  await t.page.click("[aria-label='Clear']");
  await until(async () => !(await terminal(t.page)).includes("42"), "that it is empty");
  await t.page.click(".rail-item:has-text('Settings')");
  await t.page.click("label:has-text('Terminal for screen readers') input");
  await t.page.waitForSelector(".xterm-accessibility", { state: "attached" });
});
