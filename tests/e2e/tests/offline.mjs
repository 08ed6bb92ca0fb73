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

// The same server, but for its service worker: what a browser finds after an update.
async function updated(url) {
  const { createServer } = await import("node:http");
  let version = 0;
  const server = createServer(async (request, response) => {
    const answer = await fetch(url + request.url.slice(1), { headers: { "accept-encoding": "identity" } });
    let body = Buffer.from(await answer.arrayBuffer());
    if (request.url.endsWith("service-worker.js")) body = Buffer.concat([body, Buffer.from(`\n// ${version}\n`)]);
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-length|content-encoding|transfer-encoding|connection)$/.test(name)));
    response.writeHead(answer.status, headers).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, renew: () => { version += 1; }, stop: () => server.close() };
}

test("a new version: it announces itself, and is taken when asked for", async (t) => {
  const site = await updated(t.url);
  await open({ page: t.page, url: site.url });
  await t.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
  });
  site.renew();
  await t.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await t.page.waitForSelector(".toast:has-text('new version')");
  await Promise.all([t.page.waitForEvent("load"), t.page.click(".toast .button")]);
  await ready(t.page);
  await until(() => t.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting === null), "that none waits");
  site.stop();
}, { serviceWorkers: "allow" });
