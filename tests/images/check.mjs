// Universal HEX as the Micro:bit Educational Foundation's own package reads and writes it, and MicroPython with programs in it.
//   node check.mjs FOLDER    reads both.hex there, and writes what is to be read here
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { MicropythonFsHex } = createRequire(import.meta.url)("@microbit/microbit-fs");
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

// Its names have no folders, and no file is empty.
const files = readdirSync(join(folder, "project"), { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => [entry.name, readFileSync(join(folder, "project", entry.name))])
  .filter(([, content]) => content.length > 0);
const microPythons = [["v1", 0x9900], ["v2", 0x9903]].map(([name, boardId]) => ({ hex: read(`micropython-${name}.hex`), boardId, name }));
const write = (name, hexes) => {
  const fs = new MicropythonFsHex(hexes);
  for (const [name, content] of files) fs.write(name, new Uint8Array(content));
  writeFileSync(join(folder, name), Array.isArray(hexes) ? fs.getUniversalHex() : fs.getIntelHex());
};
for (const { name, hex } of microPythons) write(`programs-${name}.hex`, hex);
write("programs-both.hex", microPythons.map(({ hex, boardId }) => ({ hex, boardId })));
