// What the browser offers beside the document: the interpreter's worker, the offline copy, installing.
export function startWorker(heard) {
  const worker = new Worker(new URL(WORKER_SCRIPT, import.meta.url), { type: "module", name: "python" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => heard({ kind: "died", reason: event.message || "the interpreter did not load" });
  return worker;
}
// Memory shared with the worker, where the page is isolated and it exists.
export function sharedMemory(bytes) {
  return globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== "undefined" ? new SharedArrayBuffer(bytes) : null;
}
export function interrupt(shared) {
  if (!shared) return;
  const cells = new Int32Array(shared);
  Atomics.store(cells, 0, 1);
  Atomics.notify(cells, 0);
}

let waiting = null;
// Registers the offline copy; `news()` when a newer one waits.
export async function offline(news) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI));
    const look = () => {
      if (registration.waiting && navigator.serviceWorker.controller) { waiting = registration.waiting; news(); }
    };
    look();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  } catch { /* private windows have none */ }
}
export function renew() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}

let install = null;
globalThis.addEventListener?.("beforeinstallprompt", (event) => { event.preventDefault(); install = event; });
export const canInstall = () => install !== null;
export async function installApp() {
  await install?.prompt();
  install = null;
}
export const prefersDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
export function onSchemeChange(changed) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => changed());
}
