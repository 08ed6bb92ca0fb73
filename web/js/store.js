// Where projects are kept: IndexedDB, one record per project; every write counts a revision up, and one that does not
// build on the newest revision is refused. Tabs tell each other what they wrote.
const NAME = "pyrite", PROJECTS = "projects";

let opened = null;
function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(PROJECTS, { keyPath: "id" });
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = null; };
      done(request.result);
    };
    request.onerror = () => { opened = null; failed(request.error); };
    request.onblocked = () => failed(new Error("blocked"));
  });
  return opened;
}

const answer = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// Keeps a project. `base` is the revision it builds on; the answer is the new one, or the record that came in between.
export async function save(record, base) {
  const db = await database();
  return new Promise((done, failed) => {
    const change = db.transaction(PROJECTS, "readwrite", { durability: "relaxed" });
    const projects = change.objectStore(PROJECTS);
    let result;
    const read = projects.get(record.id);
    read.onsuccess = () => {
      const old = read.result;
      if (old && old.revision !== base) { result = { other: old }; return; }
      record.revision = (old?.revision ?? 0) + 1;
      projects.put(record);
      result = { revision: record.revision };
    };
    change.oncomplete = () => {
      if (result.revision) channel?.postMessage({ id: record.id, revision: result.revision });
      done(result);
    };
    change.onerror = change.onabort = () => failed(change.error ?? new Error("abort"));
  });
}
export async function load(id) {
  const db = await database();
  return (await answer(db.transaction(PROJECTS).objectStore(PROJECTS).get(id))) ?? null;
}
// Names and dates of all projects, the newest first.
export async function list() {
  const db = await database();
  const all = await answer(db.transaction(PROJECTS).objectStore(PROJECTS).getAll());
  return all
    .map(({ id, name, board, changed, files }) => ({ id, name, board, changed, count: files.length }))
    .sort((one, other) => other.changed - one.changed);
}
export async function remove(id) {
  const db = await database();
  const change = db.transaction(PROJECTS, "readwrite");
  const projects = change.objectStore(PROJECTS);
  const old = await answer(projects.get(id));
  await answer(projects.delete(id));
  channel?.postMessage({ id, removed: true });
  return old ?? null;
}
export async function restore(record) {
  const db = await database();
  await answer(db.transaction(PROJECTS, "readwrite").objectStore(PROJECTS).put(record));
}

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("pyrite-projects");
// `heard(id, revision)`: another tab wrote a project.
export function listen(heard) {
  if (channel) channel.onmessage = ({ data }) => heard(data.id, data.revision ?? 0);
}
// Asks the browser not to throw projects away when its disk is full.
export function persist() {
  navigator.storage?.persist?.().catch(() => {});
}
