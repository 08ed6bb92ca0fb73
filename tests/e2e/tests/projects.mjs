// Files and projects: kept without asking, in and out by drag and drop, shared, never lost.
import { assert, equal, test, until } from "../harness.mjs";
import { code, downloaded, drop, dropFolder, open, panel, picture, quiet, ready, saved, tab, toast, write } from "../desk.mjs";

const names = (page) => page.locator(".files .file-name span").allTextContents();

test("autosave: a reload brings everything back", async (t) => {
  await open(t);
  await write(t.page, "kept = True\n");
  await t.page.fill(".name-field", "My project");
  await t.page.keyboard.press("Enter");
  await saved(t.page);
  await t.page.reload();
  await ready(t.page);
  equal(await code(t.page), "kept = True\n");
  equal(await t.page.inputValue(".name-field"), "My project");
  quiet(t.said);
});

test("autosave: a tab that is closed right after the last key loses nothing", async (t) => {
  await open(t);
  await saved(t.page);
  await write(t.page, "last = 1\n");
  await t.page.close({ runBeforeUnload: false });
  const page = await t.context.newPage();
  await page.goto(t.url);
  await ready(page);
  equal(await code(page), "last = 1\n");
});

test("two windows: changes to different files join, to the same file are both kept", async (t) => {
  await open(t);
  await saved(t.page);
  const other = await t.context.newPage();
  await other.goto(t.url);
  await ready(other);
  await write(other, "theirs = 1\n");
  await saved(other);
  await until(async () => (await code(t.page)) === "theirs = 1\n", "the other window's change");
  // Both at once: neither has heard of the other.
  await Promise.all([write(t.page, "a = 1\n"), write(other, "b = 2\n")]);
  await until(async () => {
    const all = await t.page.evaluate(() => new Promise((done) => {
      indexedDB.open("pyrite").onsuccess = ({ target }) => {
        target.result.transaction("projects").objectStore("projects").getAll().onsuccess = (event) =>
          done(event.target.result.flatMap((project) => project.files.map(([, bytes]) => new TextDecoder().decode(bytes))));
      };
    }));
    return all.includes("a = 1\n") && all.includes("b = 2\n");
  }, "both texts in the store");
});

test("library: projects with names and dates; deleting one can be undone", async (t) => {
  await open(t);
  await saved(t.page);
  await t.page.click(".bar-button:has-text('Projects')");
  await t.page.click(".examples button:has-text('Dice')");
  await until(async () => (await t.page.inputValue(".name-field")) === "Dice", "the example");
  await saved(t.page);
  await t.page.click(".bar-button:has-text('Projects')");
  await t.page.waitForSelector(".project-line >> nth=1");
  await picture(t.page, "library");
  await t.page.click("[aria-label='Delete: Beating heart']");
  await until(async () => (await t.page.locator(".project-line").count()) === 1, "one project");
  await t.page.click(".toast .button");
  await until(async () => (await t.page.locator(".project-line").count()) === 2, "both projects");
  await t.page.click(".project-open:has-text('Beating heart')");
  await until(async () => (await t.page.inputValue(".name-field")) === "Beating heart", "the other project");
  quiet(t.said);
});

test("files: new, renamed into a folder, deleted and brought back", async (t) => {
  await open(t);
  await t.page.click("[aria-label='New file']");
  await tab(t.page, "new.py").waitFor();
  await t.page.hover(".file:has-text('new.py')");
  await t.page.click("[aria-label='Rename: new.py']");
  await t.page.fill(".files input", "lib/robot.py");
  await t.page.keyboard.press("Enter");
  await until(async () => (await names(t.page)).join() === "main.py,lib,robot.py", "the folder");
  await t.page.hover(".file:has-text('robot.py')");
  await t.page.click("[aria-label='Delete: lib/robot.py']");
  await until(async () => (await names(t.page)).join() === "main.py", "that it is gone");
  await t.page.click(".toast .button");
  await until(async () => (await names(t.page)).join() === "main.py,lib,robot.py", "that it is back");
  quiet(t.said);
});

test("names: slashes, quotes, dots and emoji are taken or refused in words", async (t) => {
  await open(t);
  await t.page.click("[aria-label='New file']");
  const rename = async (from, to) => {
    await t.page.hover(`.file:has-text('${from}')`);
    await t.page.click(`[aria-label='Rename: ${from}']`);
    await t.page.fill(".files input", to);
    await t.page.keyboard.press("Enter");
  };
  for (const [name, words] of [["a\"b.py", "\""], ["../up.py", "dots"], ["  ", "name"], ["x".repeat(130), "long"], ["main.py", "already"]]) {
    await rename("new.py", name);
    await until(async () => (await t.page.locator(".toast p").count()) && (await toast(t.page)).toLowerCase().includes(words), `words about ${name}`);
    await t.page.click(".toast .icon-button");
  }
  await rename("new.py", "it's 😀 über.py");
  await until(async () => (await names(t.page)).includes("it's 😀 über.py"), "the odd name");
  await write(t.page, "print('odd')\n");
  await saved(t.page);
  await t.page.reload();
  await ready(t.page);
  assert((await names(t.page)).includes("it's 😀 über.py"), "still there");
});

test("drag and drop: files join the project, also binary ones; the drop zone says what happens", async (t) => {
  await open(t);
  await t.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["x"], "x.py"));
    document.querySelector(".code").dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await t.page.waitForSelector(".drop-zone");
  await picture(t.page, "dropping");
  await drop(t.page, [["helper.py", "def twice(n):\n    return 2 * n\n"], ["data.bin", [0, 255, 128, 10]]]);
  await until(async () => (await names(t.page)).join() === "main.py,data.bin,helper.py", "the files");
  equal(await t.page.locator(".drop-zone").count(), 0);
  await tab(t.page, "data.bin").click();
  assert((await t.page.textContent(".empty")).includes("4"), "its size");
  await t.page.click(".file-name:has-text('main.py')");
  await write(t.page, "import helper\nprint(helper.twice(4), list(open('data.bin', 'rb').read()))\n");
  await t.page.click(".run-button");
  await until(() => t.page.evaluate(() => pyriteTerminal.text().includes("8 [0, 255, 128, 10]")), "what it printed");
  quiet(t.said);
});

test("drag and drop: a file is dragged out of the page, and into a folder", async (t) => {
  await open(t);
  await drop(t.page, [["lib/one.py", "one = 1\n"], ["two.txt", "zwei"]].map(([name, text]) => [name.replace("lib/", ""), text]));
  await until(async () => (await names(t.page)).length === 3, "the files");
  const out = await t.page.evaluate(async () => {
    const data = new DataTransfer();
    const row = [...document.querySelectorAll(".file")].find((row) => row.textContent.includes("two.txt"));
    row.dispatchEvent(new DragEvent("dragstart", { dataTransfer: data, bubbles: true }));
    const [type, name, ...address] = data.getData("DownloadURL").split(":");
    return [type, name, address.join(":").split("/")[0]];
  });
  equal(out, ["application/octet-stream", "two.txt", "blob:http:"]);
  await t.page.hover(".file:has-text('one.py')");
  await t.page.click("[aria-label='Rename: one.py']");
  await t.page.fill(".files input", "lib/one.py");
  await t.page.keyboard.press("Enter");
  await t.page.waitForSelector(".folder");
  await t.page.locator(".file:has-text('two.txt')").dragTo(t.page.locator(".folder"));
  await until(async () => (await names(t.page)).join() === "main.py,lib,one.py,two.txt", "the file in the folder");
});

test("upload: files and folders by the browser's own chooser", async (t) => {
  await open(t);
  const choose = async (label, what) => {
    const [chooser] = await Promise.all([t.page.waitForEvent("filechooser"), t.page.click(`[aria-label='${label}']`)]);
    await chooser.setFiles(what);
  };
  const { mkdir, mkdtemp, writeFile } = await import("node:fs/promises");
  const { join } = await import("node:path");
  const { tmpdir } = await import("node:os");
  const folder = join(await mkdtemp(join(tmpdir(), "page-")), "robot");
  await mkdir(join(folder, "parts"), { recursive: true });
  await writeFile(join(folder, "arm.py"), "arm = 1\n");
  await writeFile(join(folder, "parts/wheel.bin"), Buffer.from([0, 200, 255]));
  await choose("Add files from this computer", [
    { name: "one.py", mimeType: "text/x-python", buffer: Buffer.from("one = 1\n") },
    { name: "picture.bin", mimeType: "", buffer: Buffer.from([1, 0, 255]) },
  ]);
  await until(async () => (await names(t.page)).join() === "main.py,one.py,picture.bin", "the files");
  await choose("Add a folder from this computer", folder);
  await until(async () => (await names(t.page)).join() === "main.py,one.py,picture.bin,robot,arm.py,parts,wheel.bin", "the folder");
  await t.page.click(".file-name:has-text('main.py')");
  await write(t.page, "from robot import arm\nimport one\nprint(arm.arm + one.one, list(open('robot/parts/wheel.bin', 'rb').read()), list(open('picture.bin', 'rb').read()))\n");
  await t.page.click(".run-button");
  await until(() => t.page.evaluate(() => pyriteTerminal.text().includes("2 [0, 200, 255] [1, 0, 255]")), "what it printed");
  quiet(t.said);
});

test("drag and drop: folders join with all that is in them, but for what tools leave there", async (t) => {
  await open(t);
  await dropFolder(t.page, "game", [
    ["main.py", "print('game')\n"], ["lib/levels.py", "first = 1\n"], ["lib/deep/map.txt", "###"], ["read.me", "hello"],
    [".git/config", "x"], ["__pycache__/main.pyc", "x"], [".DS_Store", "x"],
  ]);
  await until(async () => (await names(t.page)).join() === "main.py,game,main.py,read.me,lib,levels.py,deep,map.txt", "the folder");
  await picture(t.page, "folder");
  quiet(t.said);
});

test("drag and drop: a program that was made for flashing is told, and what came with it joins", async (t) => {
  await open(t);
  await drop(t.page, [["microbit-heart.hex", ":020000040000FA\n"], ["helper.py", "x = 1\n"]]);
  await until(async () => (await t.page.locator(".toast p").count()) && (await toast(t.page)).includes("microbit-heart.hex: "), "the words");
  await picture(t.page, "hex");
  await until(async () => (await names(t.page)).join() === "main.py,helper.py", "the other file");
});

test("drag and drop: 5 MB and more are refused in words, and nothing is lost", async (t) => {
  await open(t);
  const before = await code(t.page);
  await t.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(5 * 1024 * 1024 + 1)], "large.bin"));
    for (const kind of ["dragover", "drop"]) document.querySelector(".code").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await until(async () => (await t.page.locator(".toast p").count()) && (await toast(t.page)).includes("5 MB"), "the words");
  equal(await names(t.page), ["main.py"]);
  equal(await code(t.page), before);
});

test("drag and drop: a text of 5 MB joins, and the page stays quick", async (t) => {
  await open(t);
  await t.page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["# line\n".repeat((5 * 1024 * 1024) / 7 - 10)], "large.py"));
    for (const kind of ["dragover", "drop"]) document.querySelector(".code").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await until(async () => (await names(t.page)).includes("large.py"), "the file");
  await t.page.click(".file-name:has-text('main.py')");
  await until(async () => (await code(t.page)).includes("Image.HEART"), "main.py in front");
  await saved(t.page);
});

test("zip: the project goes out and comes in as another", async (t) => {
  await open(t);
  await write(t.page, "zipped = 'ü'\n");
  await drop(t.page, [["data.bin", [0, 255, 128]], ["note.txt", "hello"]]);
  await until(async () => (await names(t.page)).length === 3, "the files");
  const { name, bytes } = await downloaded(t.page, () => t.page.click("[aria-label='Download the project (zip)']"));
  equal(name, "Beating heart.zip");
  equal([...bytes.subarray(0, 2)], [0x50, 0x4b]);
  await drop(t.page, [["Copy.zip", [...bytes]]]);
  await until(async () => (await t.page.inputValue(".name-field")) === "Copy", "the project of the zip");
  equal(await code(t.page), "zipped = 'ü'\n");
  equal(await names(t.page), ["main.py", "data.bin", "note.txt"]);
  quiet(t.said);
});

test("zip: one that is damaged is told, and nothing changes", async (t) => {
  await open(t);
  await drop(t.page, [["broken.zip", [0x50, 0x4b, 3, 4, 1, 2, 3]]]);
  await until(async () => (await t.page.locator(".toast p").count()) > 0, "words");
  equal(await t.page.inputValue(".name-field"), "Beating heart");
});

test("share: the link holds the project, and opening it asks first", async (t) => {
  await open(t);
  await write(t.page, "shared = 'ü😀'\n");
  await t.page.click(".bar-button:has-text('Share')");
  const link = await t.page.inputValue(".link-field");
  await picture(t.page, "share");
  assert(link.startsWith(t.url), link);
  const page = await t.context.newPage();
  await page.goto(link);
  await page.waitForSelector("dialog h2:has-text('shared')");
  await picture(page, "shared");
  await page.click("dialog .primary");
  await until(async () => (await code(page)) === "shared = 'ü😀'\n", "the shared text");
  assert(!page.url().includes("#"), "the address is clean");
  await saved(page);
  await page.click(".bar-button:has-text('Projects')");
  await until(async () => (await page.locator(".project-line").count()) === 2, "both projects");
  quiet(t.said);
});

test("share: a damaged link is told, and nothing changes", async (t) => {
  await open(t);
  await write(t.page, "mine = 1\n");
  await saved(t.page);
  await t.page.click(".bar-button:has-text('Share')");
  const link = await t.page.inputValue(".link-field");
  for (const bad of [link.slice(0, -5), link.slice(0, -3) + "xyz", link.replace(/project=.*/, "project="), link.replace(/project=./, "project=_")]) {
    const page = await t.context.newPage();
    await page.goto(bad);
    await page.waitForSelector(".toast.error");
    equal(await page.locator("dialog").count(), 0);
    await ready(page);
    equal(await code(page), "mine = 1\n");
    await page.close();
  }
});

test("storage: when it is full, the page says so and offers a download; what was kept stays", async (t) => {
  await open(t);
  await write(t.page, "first = 1\n");
  await saved(t.page);
  await t.page.evaluate(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await write(t.page, "second = 2\n");
  await t.page.waitForSelector(".saved.failed");
  await t.page.waitForSelector(".toast.error");
  await picture(t.page, "storage-full");
  const { name } = await downloaded(t.page, () => t.page.click(".toast .button"));
  assert(name.endsWith(".zip"), name);
  await t.page.reload();
  await ready(t.page);
  // What was typed last was noted beside the database.
  equal(await code(t.page), "second = 2\n");
});

test("storage: where there is none, the page works and says that nothing is kept", async (t) => {
  await t.page.addInitScript(() => {
    Object.defineProperty(globalThis, "indexedDB", { value: { open() { throw new DOMException("denied", "SecurityError"); } } });
    Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  });
  await open(t);
  await write(t.page, "print('works')\n");
  await t.page.waitForSelector(".saved.failed");
  await t.page.click(".run-button");
  await until(() => t.page.evaluate(() => pyriteTerminal.text().includes("works")), "what it printed");
});
