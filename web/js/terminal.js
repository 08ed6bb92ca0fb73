// The terminal: xterm with the page's colours, links on lines of tracebacks, copy and paste.
import { Terminal } from "@xterm/xterm";
import { FitAddon } from "@xterm/addon-fit";

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  return {
    background: token("--terminal"), foreground: token("--text"), cursor: token("--accent"), cursorAccent: token("--terminal"),
    selectionBackground: token("--selection"), black: token("--text"), brightBlack: token("--text-soft"),
    red: token("--error"), brightRed: token("--error"), green: token("--running"), brightGreen: token("--running"),
    yellow: token("--syntax-number"), brightYellow: token("--syntax-number"), blue: token("--syntax-keyword"),
    brightBlue: token("--syntax-keyword"), magenta: token("--syntax-string"), brightMagenta: token("--syntax-string"),
    cyan: token("--syntax-name"), brightCyan: token("--syntax-name"), white: token("--text-soft"), brightWhite: token("--text"),
  };
};

// A line of a traceback, as Python prints it.
const FRAME = /File "([^"]+)", line (\d+)/;

class Console {
  // `ask`: typed(text), resized(columns, rows), jump(file, line), copied().
  constructor(parent, ask, label) {
    this.ask = ask;
    const terminal = (this.terminal = new Terminal({
      fontFamily: '"JetBrains Mono", ui-monospace, monospace', fontSize: 14, lineHeight: 1.25, scrollback: 5000,
      theme: colours(), cursorStyle: "bar", cursorWidth: 2, cursorInactiveStyle: "outline", convertEol: false, allowProposedApi: false,
      minimumContrastRatio: 4.5,
    }));
    this.fitter = new FitAddon();
    terminal.loadAddon(this.fitter);
    terminal.open(parent);
    terminal.textarea?.setAttribute("aria-label", label);
    terminal.onData((text) => ask.typed(text));
    terminal.onResize(({ cols, rows }) => ask.resized(cols, rows));
    terminal.attachCustomKeyEventHandler((event) => this.key(event));
    terminal.registerLinkProvider({ provideLinks: (line, found) => found(this.links(line)) });
    new ResizeObserver(() => this.fit()).observe(parent);
    this.fit();
    // Fonts arrive late; cells are measured again then.
    document.fonts?.load('14px "JetBrains Mono"').then(() => { terminal.options.fontSize = terminal.options.fontSize; this.fit(); });
  }
  fit() {
    if (this.terminal.element?.offsetParent) this.fitter.fit();
  }
  links(row) {
    const text = this.terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? "";
    const match = FRAME.exec(text);
    if (!match || match[1].startsWith("<")) return undefined;
    return [{
      text: match[0],
      range: { start: { x: match.index + 1, y: row }, end: { x: match.index + match[0].length, y: row } },
      activate: () => this.ask.jump(match[1], Number(match[2])),
    }];
  }
  // Ctrl+C copies a selection and interrupts otherwise; Ctrl+V pastes; the page's own keys pass.
  key(event) {
    if (event.type !== "keydown") return true;
    const control = event.ctrlKey || event.metaKey;
    if (/^F([15])$/.test(event.key) || (control && event.key === "Enter")) return false;
    if (control && event.key.toLowerCase() === "c" && this.terminal.hasSelection()) {
      this.copy();
      return false;
    }
    if (control && event.key.toLowerCase() === "v") return false;
    if (event.key === "Tab" && event.shiftKey) return false;
    return true;
  }
  copy() {
    const text = this.terminal.getSelection() || this.text();
    navigator.clipboard?.writeText(text).then(() => this.ask.copied(), () => {});
    this.terminal.clearSelection();
  }
  async paste() {
    try {
      this.terminal.paste(await navigator.clipboard.readText());
    } catch { /* the browser asks, and a person may say no */ }
    this.terminal.focus();
  }
  // `shown(bytes)` when the bytes are on the screen: programs do not run ahead of it.
  write(data, shown) {
    this.terminal.write(data, () => shown?.(data.length));
  }
  clear() {
    this.terminal.clear();
  }
  reset() {
    this.terminal.reset();
  }
  focus() {
    this.terminal.focus();
  }
  recolour() {
    this.terminal.options.theme = colours();
  }
  setSize(pixels) {
    this.terminal.options.fontSize = pixels;
    this.fit();
  }
  setReader(on) {
    this.terminal.options.screenReaderMode = on;
  }
  text() {
    const buffer = this.terminal.buffer.active;
    let text = "";
    for (let row = 0; row < buffer.length; row++) {
      const line = buffer.getLine(row);
      text += (line.isWrapped || row === 0 ? "" : "\n") + line.translateToString(true);
    }
    return text.trimEnd();
  }
}

// Tests find it by its name.
export const makeTerminal = (parent, ask, label, name) => (globalThis[name] = new Console(parent, ask, label));
