// The offline copy of the page: all files of one version, taken at once, given before the network is asked.
const CACHE = "pyrite-" + VERSION;
// index.html is the page's own address.
const ALL = FILES.map((path) => (path === "index.html" ? "./" : path));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(ALL)).then(() => {
    // The first version need not wait for anybody.
    if (!self.registration.active) return self.skipWaiting();
  }));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("pyrite-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.includes("/api/")) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(event.request.mode === "navigate" ? "./" : event.request, { ignoreSearch: true });
    return kept ?? fetch(event.request);
  })());
});
