// Starts the page: its styles and document are there, now its program.
import start from "modules/web.js";

start({ module_or_path: new URL(WEB_WASM, import.meta.url) }).catch((error) => {
  document.body.append("Pyrite did not start: " + error);
});
