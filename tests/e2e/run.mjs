// Runs the tests of the page: node tests/e2e/run.mjs [WORD...]
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runAll } from "./harness.mjs";

const folder = join(import.meta.dirname, "tests");
for (const file of readdirSync(folder).sort()) {
  if (file.endsWith(".mjs")) await import(join(folder, file));
}
process.exitCode = (await runAll(process.argv.slice(2))) > 0 ? 1 : 0;
