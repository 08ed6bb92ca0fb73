// The interpreter's worker: starts the module and passes messages on.
import init from "modules/interpreter.js";

init({ module_or_path: new URL(INTERPRETER_WASM, import.meta.url) });
