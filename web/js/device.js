// What the browser offers beside the document: the interpreter's worker, the offline copy, installing.
import { pressStop, sharedMemory, shown, typeKeys } from "./shared.js";

export function startWorker(heard) {
  const worker = new Worker(new URL(WORKER_SCRIPT, import.meta.url), { type: "module", name: "python" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => heard({ kind: "died", reason: event.message || "the interpreter did not load" });
  return worker;
}
export { pressStop, sharedMemory, shown, typeKeys };

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
