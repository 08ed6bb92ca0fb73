// The offline copy of the page: all files of one version, taken at once, given before the network is asked.
const CACHE = "pyrite-" + VERSION;
// Firmware of boards is kept when it was wanted once.
const FIRMWARE = "pyrite-firmware";
// index.html is the page's own address.
const ALL = FILES.filter((path) => !path.startsWith("firmware/")).map((path) => (path === "index.html" ? "./" : path));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(ALL)).then(() => {
    // The first version need not wait for anybody.
    if (!self.registration.active) return self.skipWaiting();
  }));
});
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("pyrite-") && name !== CACHE && name !== FIRMWARE) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || url.pathname.includes("/api/")) return;
  if (url.pathname.includes("/firmware/")) {
    event.respondWith(newest(event.request));
    return;
  }
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(event.request.mode === "navigate" ? "./" : event.request, { ignoreSearch: true });
    return kept ?? fetch(event.request);
  })());
});

// From the network, or as it was last.
async function newest(request) {
  const cache = await caches.open(FIRMWARE);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
