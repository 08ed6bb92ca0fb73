// Memory that page and worker share where the page is isolated: Stop and keys arrive while a program runs, even inside
// of a builtin that waits. 32-bit cells, then a ring of bytes:
//   cell 0: 1 when Stop was pressed; who waits, waits here
//   cell 1: bytes ever typed; cell 2: bytes ever read
//   cell 3: bytes of output that the terminal has shown; counts up and wraps around
const STOP = 0;
const TYPED = 1;
const READ = 2;
const SHOWN = 3;
const RING = 64;
const RING_BYTES = 4096;

export const SHARED_BYTES = RING + RING_BYTES;

export const sharedMemory = () =>
  globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== "undefined" ? new SharedArrayBuffer(SHARED_BYTES) : null;

// The page's side.

export function pressStop(worker, shared) {
  if (shared) {
    const cells = new Int32Array(shared, 0, RING / 4);
    Atomics.store(cells, STOP, 1);
    Atomics.notify(cells, STOP);
  }
  worker.postMessage({ kind: "stop" });
}

// Keys for the program or the prompt.
export function typeKeys(worker, shared, bytes) {
  if (shared) {
    const cells = new Int32Array(shared, 0, RING / 4);
    const ring = new Uint8Array(shared, RING, RING_BYTES);
    const typed = Atomics.load(cells, TYPED);
    if (((typed - Atomics.load(cells, READ)) | 0) + bytes.length <= RING_BYTES) {
      bytes.forEach((byte, i) => { ring[(typed + i) & (RING_BYTES - 1)] = byte; });
      Atomics.store(cells, TYPED, (typed + bytes.length) | 0);
      Atomics.notify(cells, STOP);
      // Wakes a worker that waits for messages.
      worker.postMessage({ kind: "type", bytes: new Uint8Array(0) });
      return;
    }
  }
  worker.postMessage({ kind: "type", bytes });
}

// The terminal has shown this many bytes of output more.
export function shown(worker, shared, count) {
  if (shared) Atomics.add(new Int32Array(shared, 0, RING / 4), SHOWN, count);
  else worker.postMessage({ kind: "shown", bytes: count });
}

// The worker's side.

export class Shared {
  constructor(shared) {
    this.cells = shared && new Int32Array(shared, 0, RING / 4);
    this.ring = shared && new Uint8Array(shared, RING, RING_BYTES);
  }

  // Whether Stop was pressed; the next call says no.
  takeStop() {
    return this.cells !== null && Atomics.load(this.cells, STOP) === 1 && Atomics.exchange(this.cells, STOP, 0) === 1;
  }

  takeKeys() {
    if (!this.cells) return undefined;
    const typed = Atomics.load(this.cells, TYPED);
    const read = Atomics.load(this.cells, READ);
    if (typed === read) return undefined;
    const keys = new Uint8Array((typed - read) | 0).map((_, i) => this.ring[(read + i) & (RING_BYTES - 1)]);
    Atomics.store(this.cells, READ, typed);
    return keys;
  }

  // Waits for Stop or a key. False: there is no shared memory.
  wait(millis) {
    if (!this.cells) return false;
    Atomics.wait(this.cells, STOP, 0, millis);
    return true;
  }

  // Bytes that the terminal has shown in all, modulo 2^32.
  shownBytes() {
    return this.cells ? Atomics.load(this.cells, SHOWN) : 0;
  }
}
