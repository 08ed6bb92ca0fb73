// Without the network: the page opens, runs and keeps, once it was visited.
import { equal, test, until } from "../harness.mjs";
import { code, idle, open, ready, run, saved, sees } from "../desk.mjs";

test("offline: after the first visit the page opens and runs without a network", async (t) => {
  await open(t);
  await t.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
  });
  await t.context.setOffline(true);
  await t.page.reload();
  await ready(t.page);
  await run(t.page, "import math\nprint('offline', math.floor(2.5))\n");
  await sees(t.page, "offline 2");
  await idle(t.page);
  await saved(t.page);
  await t.page.reload();
  await ready(t.page);
  equal(await code(t.page), "import math\nprint('offline', math.floor(2.5))\n");
}, { serviceWorkers: "allow" });

test("a new version: it announces itself, and is taken when asked for", async (t) => {
  await open(t);
  await t.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
  });
  await t.context.route("**/service-worker.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()) + "\n// another version\n" });
  });
  await t.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await t.page.waitForSelector(".toast:has-text('new version')");
  await Promise.all([t.page.waitForEvent("load"), t.page.click(".toast .button")]);
  await ready(t.page);
  await until(() => t.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting === null), "that none waits");
}, { serviceWorkers: "allow" });
