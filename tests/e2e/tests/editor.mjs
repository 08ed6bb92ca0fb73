// The editor: errors while typing, completion, explanations, search, undo of each file, pieces dragged in.
import { assert, equal, test, until } from "../harness.mjs";
import { code, open, panel, picture, quiet, saved, tab, write } from "../desk.mjs";

test("typing: an error waits until the line is left, and says what to try", async (t) => {
  await open(t);
  await write(t.page, "x = 3\n");
  await t.page.keyboard.press("Control+End");
  await t.page.keyboard.type("if x > 2");
  await t.page.waitForTimeout(500);
  equal(await t.page.locator(".note").count(), 0);
  await t.page.keyboard.press("ArrowUp");
  await t.page.waitForSelector(".note-typing");
  const note = await t.page.textContent(".note-typing");
  assert(note.includes("A colon is missing") && note.includes("Put a :") && note.includes("expected ':'"), note);
  await picture(t.page, "typing");
  await t.page.keyboard.press("Control+End");
  await t.page.keyboard.type(":\n    pass");
  await until(async () => (await t.page.locator(".note").count()) === 0, "that the note goes");
  quiet(t.said);
});

test("completion: modules' documented names, with what they do", async (t) => {
  await open(t);
  await write(t.page, "from microbit import *\n");
  await t.page.keyboard.press("Control+End");
  await t.page.keyboard.type("display.sc");
  await t.page.waitForSelector(".cm-tooltip-autocomplete");
  const first = await t.page.textContent(".cm-tooltip-autocomplete li >> nth=0");
  assert(first.includes("scroll"), first);
  await t.page.waitForSelector(".cm-completionInfo");
  await picture(t.page, "completion");
  await t.page.keyboard.press("Enter");
  await until(async () => (await code(t.page)).endsWith("display.scroll()"), "the call");
  await t.page.waitForSelector(".tip-signature");
  assert((await t.page.textContent(".tip-signature")).includes("scroll("), "the signature");
  quiet(t.said);
});

test("completion: the project's own names come first, and other files' too", async (t) => {
  await open(t);
  await t.page.click("[aria-label='New file']");
  await write(t.page, "def drive(speed):\n    'Drives.'\n");
  await tab(t.page, "main.py").click();
  await write(t.page, "import new\ndef driver():\n    pass\n");
  await t.page.keyboard.press("Control+End");
  await t.page.keyboard.type("new.dr");
  await t.page.waitForSelector(".cm-tooltip-autocomplete");
  equal(await t.page.locator(".cm-tooltip-autocomplete li").count(), 1);
  assert((await t.page.textContent(".cm-tooltip-autocomplete li")).includes("drive(speed)"), "its signature");
});

test("hover: what a name is", async (t) => {
  await open(t);
  await write(t.page, "from microbit import *\nsleep(500)\n");
  const word = await t.page.evaluate(() => {
    const line = document.querySelectorAll(".cm-line")[1];
    const range = document.createRange();
    const text = document.createTreeWalker(line, NodeFilter.SHOW_TEXT).nextNode();
    range.setStart(text, 1);
    range.setEnd(text, 3);
    const { x, y, width, height } = range.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
  // The names come a moment after the prompt.
  await until(async () => {
    await t.page.mouse.move(word[0] + 200, word[1] + 100);
    await t.page.mouse.move(...word);
    await t.page.waitForTimeout(500);
    return t.page.locator(".tip-hover").count();
  }, "the explanation");
  assert((await t.page.textContent(".tip-hover")).includes("sleep("), "its signature");
});

test("search: find and replace", async (t) => {
  await open(t);
  await write(t.page, "one = 1\none = one + 1\n");
  await t.page.keyboard.press("Control+f");
  await t.page.waitForSelector(".cm-search");
  await t.page.fill(".cm-search input[name=search]", "one");
  await t.page.fill(".cm-search input[name=replace]", "two");
  await picture(t.page, "search");
  await t.page.click(".cm-search button[name=replaceAll]");
  equal(await code(t.page), "two = 1\ntwo = two + 1\n");
  await t.page.keyboard.press("Escape");
});

test("undo: each file has its own, also after another was open", async (t) => {
  await open(t);
  const before = await code(t.page);
  await t.page.keyboard.press("Control+1");
  await t.page.keyboard.press("Control+End");
  await t.page.keyboard.type("# mine");
  await t.page.click("[aria-label='New file']");
  await t.page.keyboard.press("Control+1");
  await t.page.keyboard.type("other = 1");
  await tab(t.page, "main.py").click();
  await t.page.keyboard.press("Control+1");
  await t.page.keyboard.press("Control+z");
  await until(async () => (await code(t.page)) === before, "main.py as it was");
  await tab(t.page, "new.py").click();
  equal(await code(t.page), "other = 1");
});

test("editing: indentation, brackets, comments, folding", async (t) => {
  await open(t);
  await write(t.page, "");
  await t.page.keyboard.type("if True:\nprint((1");
  equal(await code(t.page), "if True:\n    print((1))");
  await t.page.keyboard.press("Control+/");
  equal(await code(t.page), "if True:\n    # print((1))");
  await write(t.page, "if True:\n    print(1)\n");
  await t.page.keyboard.press("Control+Home");
  await t.page.keyboard.press("Control+Shift+BracketLeft");
  await t.page.waitForSelector(".cm-foldPlaceholder");
});

test("reference: a piece dragged into the code gets its depth, and its import", async (t) => {
  await open(t);
  await write(t.page, "while True:\n    x = 1\n");
  await panel(t.page, "Learn");
  await t.page.fill(".panel [type=search]", "melody");
  await t.page.fill(".panel [type=search]", "tune");
  const piece = t.page.locator(".piece", { hasText: "Play a tune" });
  await piece.waitFor();
  await picture(t.page, "learn-search");
  await piece.dragTo(t.page.locator(".cm-line", { hasText: "x = 1" }));
  await until(async () => (await code(t.page)) === "import music\nwhile True:\n    x = 1\n    music.play(music.NYAN)\n", `the piece in its place: ${await code(t.page)}`);
  await piece.locator("button").click();
  await until(async () => (await code(t.page)).split("music.play").length === 3, "the piece again, by its button");
  quiet(t.said);
});

test("sizes: Ctrl++ and Ctrl+- change the code's letters, and it is remembered", async (t) => {
  await open(t);
  const size = () => t.page.evaluate(() => getComputedStyle(document.querySelector(".cm-content")).fontSize);
  equal(await size(), "16px");
  await t.page.keyboard.press("Control++");
  equal(await size(), "18px");
  await saved(t.page);
  await t.page.reload();
  await t.page.waitForSelector(".cm-content");
  equal(await size(), "18px");
});
