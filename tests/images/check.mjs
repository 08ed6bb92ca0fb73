// Universal HEX as the Micro:bit Educational Foundation's own package reads and writes it.
//   node check.mjs FOLDER    reads both.hex there, and writes what is to be read here
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const uh = createRequire(import.meta.url)("@microbit/microbit-universal-hex");
const [folder] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name), "utf8");

const both = read("both.hex");
if (!uh.isUniversalHex(both)) throw new Error("both.hex is no universal HEX");
const boards = { 0x9900: "microbit-v1.hex", 0x9903: "microbit-v2.hex" };
const parts = uh.separateUniversalHex(both);
if (parts.length !== 2) throw new Error(`both.hex has ${parts.length} parts`);
// The same data: an upper half of addresses may be said more often than needed.
const lines = (hex) => hex.split("\n").filter((line) => line.slice(7, 9) !== "04").join("\n");
for (const { boardId, hex } of parts) {
  if (lines(hex) !== lines(read(boards[boardId]))) throw new Error(`part ${boardId.toString(16)} differs`);
}
const hexes = Object.entries(boards).map(([board, name]) => ({ boardId: Number(board), hex: read(name) }));
writeFileSync(join(folder, "theirs-sections.hex"), uh.createUniversalHex(hexes));
writeFileSync(join(folder, "theirs-blocks.hex"), uh.createUniversalHex(hexes, true));
