// What the browser offers beside the document: the interpreter's worker, boards at a cable, the offline copy, installing.
import { pressStop, sharedMemory, shown, typeKeys } from "./shared.js";

export function startWorker(heard) {
  const worker = new Worker(new URL(WORKER_SCRIPT, import.meta.url), { type: "module", name: "python" });
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => heard({ kind: "died", reason: event.message || "the interpreter did not load" });
  return worker;
}
export { pressStop, sharedMemory, shown, typeKeys };

let cable = null;
// Gives a message to what speaks with boards (cable.js), which comes when it is wanted first.
export async function tellCable(heard, message) {
  try {
    cable ??= import(new URL(FLASH_SCRIPT, import.meta.url).href).then(({ Cable }) => new Cable(heard));
    (await cable).take(message);
  } catch (error) {
    cable = null;
    heard({ kind: "failed", work: message.kind, name: "NotLoaded" });
    console.warn(error);
  }
}
// Boards that were allowed before connect by themselves: now, and when they are plugged in.
export function watchBoards(heard) {
  const apis = [[navigator.usb, "getDevices"], [navigator.serial, "getPorts"]].filter(([api]) => api);
  const look = async () => {
    for (const [api, known] of apis) {
      if ((await api[known]()).length > 0) return tellCable(heard, { kind: "known" });
    }
  };
  for (const [api] of apis) api.addEventListener("connect", look);
  look().catch(() => {});
}
export const offersUsb = () => "usb" in navigator;
export const offersSerial = () => "serial" in navigator;

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
