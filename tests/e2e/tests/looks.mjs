// How the page looks and reads: themes, sizes, languages, keys alone; pictures of each state for who wants to look.
import { assert, equal, test, until } from "../harness.mjs";
import { code, idle, lit, open, panel, picture, quiet, ready, run, RUN, saved, sees, terminal, violations, write } from "../desk.mjs";

const PROGRAM = `from microbit import *

def greet(name):
    """Says hello."""
    print(f"Hello {name}!")  # in the terminal

for i in range(3):
    greet("Ada")
display.show(Image.HAPPY)
while True:
    sleep(100)
`;

async function theme(page, name) {
  await panel(page, "Settings");
  await page.click(`.choice:has-text('${name}')`);
}

const sound = async (page, where) => equal([where, await violations(page)], [where, []]);

for (const [name, words] of [["light", "Light"], ["dark", "Dark"], ["contrast", "High contrast"]]) {
  test(`theme ${name}: chosen, remembered, readable`, async (t) => {
    await open(t);
    await theme(t.page, words);
    equal(await t.page.getAttribute("html", "data-theme"), name);
    await write(t.page, PROGRAM);
    await t.page.click(RUN);
    await sees(t.page, "Hello Ada!");
    await lit(t.page, "00000 09090 00000 90009 09990");
    await picture(t.page, `theme-${name}`);
    await sound(t.page, "settings");
    for (const other of ["Learn", "Boards", "Files"]) {
      await panel(t.page, other);
      await sound(t.page, other);
      await picture(t.page, `${other.toLowerCase()}-${name}`);
    }
    await t.page.click(RUN);
    await run(t.page, "print('a')\nprint(nothing)\n");
    await t.page.waitForSelector(".note-run");
    await picture(t.page, `error-${name}`);
    await sound(t.page, "an error");
    for (const button of ["Projects", "Help", "Share"]) {
      await t.page.click(`.bar-button:has-text('${button}')`);
      await t.page.waitForSelector("dialog");
      await picture(t.page, `${button.toLowerCase()}-${name}`);
      await sound(t.page, button);
      await t.page.keyboard.press("Escape");
      await until(async () => (await t.page.locator("dialog").count()) === 0, "that it closes");
    }
    await t.page.reload();
    await ready(t.page);
    equal(await t.page.getAttribute("html", "data-theme"), name);
    quiet(t.said);
  });
}

test("theme: follows the system until one is chosen", async (t) => {
  await open(t);
  equal(await t.page.getAttribute("html", "data-theme"), "dark");
  await t.page.emulateMedia({ colorScheme: "light" });
  await until(async () => (await t.page.getAttribute("html", "data-theme")) === "light", "the light one");
}, { colorScheme: "dark" });

test("language: German, all of it, and remembered", async (t) => {
  await open(t);
  await panel(t.page, "Settings");
  await t.page.selectOption(".options select >> nth=0", "de");
  equal(await t.page.getAttribute("html", "lang"), "de");
  await t.page.click(".rail-item:has-text('Lernen')");
  await picture(t.page, "german-learn");
  await t.page.click(".rail-item:has-text('Dateien')");
  await write(t.page, "if True\n    print('x')\n");
  await t.page.waitForSelector(".note-typing");
  assert((await t.page.textContent(".note-typing")).includes("Doppelpunkt"), "the note is German");
  await write(t.page, "print(zahl)\n");
  await t.page.click(RUN);
  await t.page.waitForSelector(".note-run");
  assert((await t.page.textContent(".note-run")).includes("Python kennt den Namen zahl nicht"), "the error is German");
  await picture(t.page, "german");
  const english = await t.page.evaluate(() => {
    const words = /\b(Run|Stop|Share|Projects|Help|Files|Learn|Settings|Tilt|Light|Loudness|Shake|Button|the|and|Close)\b/;
    const found = [];
    for (const element of document.querySelectorAll("button, label, legend, h2, h3, p, span, [aria-label], title")) {
      if (element.closest(".cm-editor, .xterm, svg symbol")) continue;
      for (const text of [element.getAttribute("aria-label"), element.getAttribute("title"), element.childElementCount ? "" : element.textContent]) {
        if (text && words.test(text) && !/WebAssembly/.test(text)) found.push(text);
      }
    }
    return found;
  });
  equal(english, []);
  await t.page.reload();
  await ready(t.page);
  equal(await t.page.getAttribute("html", "lang"), "de");
  await t.page.evaluate(() => localStorage.clear());
  quiet(t.said);
}, { locale: "en-GB" });

test("language: a German browser gets German at once", async (t) => {
  await open(t);
  equal(await t.page.getAttribute("html", "lang"), "de");
  equal((await t.page.textContent(RUN)).trim(), "Start");
  await picture(t.page, "german-first-visit");
}, { locale: "de-DE" });

test("phone: 360 pixels, three views and the panel, all within the thumb's reach", async (t) => {
  await open(t);
  await picture(t.page, "phone-code");
  const wide = () => t.page.evaluate(() => document.documentElement.scrollWidth);
  equal(await wide(), 360);
  await t.page.click(RUN);
  await t.page.click(".bottom-bar button:has-text('Board')");
  await t.page.waitForSelector(".microbit");
  await lit(t.page, /9/);
  await picture(t.page, "phone-board");
  await t.page.click(".bottom-bar button:has-text('Terminal')");
  await picture(t.page, "phone-terminal");
  await t.page.click(".bottom-bar button:has-text('More')");
  await t.page.waitForSelector(".panel");
  await picture(t.page, "phone-files");
  await t.page.click(".rail-item:has-text('Learn')");
  await picture(t.page, "phone-learn");
  await t.page.click(".rail-item:has-text('Settings')");
  await picture(t.page, "phone-settings");
  await sound(t.page, "phone");
  await t.page.click(".bottom-bar button:has-text('Code')");
  await t.page.click("[title='Projects']");
  await t.page.waitForSelector("dialog");
  await picture(t.page, "phone-library");
  equal(await wide(), 360);
  await t.page.keyboard.press("Escape");
  await t.page.click(`${RUN}.running`);
  await idle(t.page);
  await run(t.page, "print(nothing)\n");
  await t.page.waitForSelector(".note-run");
  await picture(t.page, "phone-error");
  quiet(t.said);
}, { viewport: { width: 360, height: 740 }, hasTouch: true });

test("tablet: 820 pixels", async (t) => {
  await open(t);
  await picture(t.page, "tablet-code");
  await t.page.click(".bottom-bar button:has-text('Board')");
  await picture(t.page, "tablet-board");
}, { viewport: { width: 820, height: 1100 } });

test("Chromebook: 1366 by 768", async (t) => {
  await open(t);
  await t.page.click(RUN);
  await lit(t.page, /9/);
  await picture(t.page, "chromebook");
}, { viewport: { width: 1366, height: 768 } });

test("projector: 1920 pixels, letters enlarged", async (t) => {
  await open(t);
  for (let i = 0; i < 4; i++) await t.page.keyboard.press("Control++");
  await write(t.page, PROGRAM);
  await t.page.click(RUN);
  await sees(t.page, "Hello Ada!");
  await picture(t.page, "projector");
}, { viewport: { width: 1920, height: 1080 } });

test("projector: the browser's zoom at 200 %", async (t) => {
  await open(t);
  await t.page.click(RUN);
  await lit(t.page, /9/);
  await picture(t.page, "zoom");
}, { viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 });

test("keys alone: open an example, change it, run it, press a button, read the answer", async (t) => {
  await open(t);
  const key = (name) => t.page.keyboard.press(name);
  await key("F1");
  await t.page.waitForSelector(".palette");
  await picture(t.page, "commands");
  await t.page.keyboard.type("projects");
  await key("Enter");
  await t.page.waitForSelector("dialog .examples");
  for (let i = 0; i < 80; i++) {
    await key("Tab");
    if (await t.page.evaluate(() => document.activeElement?.textContent?.startsWith("Counter"))) break;
  }
  await key("Enter");
  await until(async () => (await t.page.inputValue(".name-field")) === "Counter", "the example");
  await key("Control+1");
  await key("Control+End");
  await t.page.keyboard.type("# mine");
  await key("Control+Enter");
  await t.page.waitForSelector(`${RUN}.running`);
  await key("Control+2");
  await t.page.waitForTimeout(200);
  await t.page.keyboard.down("a");
  await t.page.waitForTimeout(80);
  await t.page.keyboard.up("a");
  await lit(t.page, "00900 09900 00900 00900 09990");
  await key("Control+Enter");
  await idle(t.page);
  await key("Control+`");
  await t.page.keyboard.type("count");
  await key("Enter");
  await until(async () => /count\n1/.test(await terminal(t.page)), "its variable at the prompt");
  for (const place of [".top-bar", ".rail", ".code", ".stage", ".lower"]) {
    await until(async () => {
      await key("F6");
      return t.page.evaluate((place) => document.activeElement?.closest(place) !== null, place);
    }, place, 5000);
  }
  quiet(t.said);
});

test("keys alone: Tab reaches every control, and focus is seen", async (t) => {
  await open(t);
  await t.page.focus(".name-field");
  const seen = new Set();
  for (let i = 0; i < 90; i++) {
    const here = await t.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const shows = style.outlineStyle !== "none" || element.closest(".cm-editor, .xterm, .name-field") !== null;
      return [element.className?.baseVal ?? element.className, element.textContent.trim().slice(0, 20), shows];
    });
    if (here) {
      assert(here[2], `no focus is seen on ${here}`);
      seen.add(`${here[0]}`);
    }
    if (await t.page.evaluate(() => document.activeElement?.closest(".cm-editor") !== null)) await t.page.keyboard.press("F6");
    else await t.page.keyboard.press("Tab");
  }
  for (const wanted of ["run-button", "bar-button", "rail-item", "drawing", "splitter", "lower-tab"]) {
    assert([...seen].some((name) => name.includes(wanted)), `${wanted} is not reached: ${[...seen]}`);
  }
});

test("motion: none where the system asks for none", async (t) => {
  await open(t);
  equal(await t.page.evaluate(() => getComputedStyle(document.querySelector(".run-button")).transitionDuration.split(",")[0]), "0s");
}, { reducedMotion: "reduce" });

test("not isolated: the page says what is limited, and still runs and stops", async (t) => {
  await t.page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const response = await route.fetch();
    const headers = { ...response.headers() };
    delete headers["cross-origin-opener-policy"];
    delete headers["cross-origin-embedder-policy"];
    return route.fulfill({ response, headers });
  });
  await open(t);
  await t.page.waitForSelector(".limited");
  await run(t.page, "import time\nname = input('who? ')\nprint('hi', name)\nwhile True:\n    time.sleep(0.01)\n");
  await sees(t.page, "who?");
  await t.page.click(".terminal");
  await t.page.keyboard.type("Bo\n");
  await sees(t.page, "hi Bo");
  await t.page.click(`${RUN}.running`);
  await idle(t.page);
  await picture(t.page, "not-isolated");
  assert((await code(t.page)).includes("input"), "the code stays");
});
