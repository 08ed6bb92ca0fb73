// Every example runs: it starts, and either goes on or ends without an error.
import { assert, test, until } from "../harness.mjs";
import { open, terminal } from "../desk.mjs";

test("examples: there are more than twenty, for both boards, and each runs", async (t) => {
  await open(t);
  await t.page.click(".bar-button:has-text('Projects')");
  const titles = await t.page.locator("dialog .examples button").evaluateAll((all) => all.map((button) => button.querySelector("span").textContent));
  assert(titles.length >= 22, `${titles.length} examples`);
  await t.page.keyboard.press("Escape");
  const failed = [];
  for (const [index, title] of titles.entries()) {
    await t.page.click(".bar-button:has-text('Projects')");
    await t.page.click(`dialog .examples button >> nth=${index}`);
    await until(async () => (await t.page.locator("dialog").count()) === 0 && (await terminal(t.page)).includes(">>>"), `${title} to be open`);
    await t.page.keyboard.press("F5");
    await t.page.waitForTimeout(500);
    const text = await terminal(t.page);
    if (/Traceback|Error/.test(text)) failed.push(`${title}\n${text}`);
    await t.page.keyboard.press("Shift+F5");
  }
  assert(failed.length === 0, failed.join("\n\n"));
});
