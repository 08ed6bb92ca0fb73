// The editor: one CodeMirror view, one state per file (so every file keeps its own undo).
// Knows text, marks and keys; what the text means it asks of the page (`ask`).
import { Annotation, Compartment, EditorSelection, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, crosshairCursor, drawSelection, dropCursor, gutter, GutterMarker, highlightActiveLine,
  highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap, lineNumbers, placeholder,
  rectangularSelection, showTooltip, WidgetType,
} from "@codemirror/view";
import {
  bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, toggleComment, undo } from "@codemirror/commands";
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippet } from "@codemirror/autocomplete";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { pythonLanguage } from "@codemirror/lang-python";
import { classHighlighter } from "@lezer/highlight";

// Set when the page, not the person, changes a text.
const fromPage = Annotation.define();
const setMarks = StateEffect.define();

// What stands below a line: the pupil's words first, Python's own second, the way there folded under it.
class Note extends WidgetType {
  constructor(mark, ask) {
    super();
    this.mark = mark;
    this.ask = ask;
  }
  eq(other) {
    return JSON.stringify(other.mark) === JSON.stringify(this.mark);
  }
  toDOM(view) {
    // The room around it is inside of what is measured.
    const place = element("div", "note-place");
    const note = element("div", "note note-" + this.mark.kind);
    place.append(note);
    note.setAttribute("role", "note");
    note.append(element("p", "note-plain", this.mark.plain));
    if (this.mark.hint) note.append(element("p", "note-hint", this.mark.hint));
    const more = this.mark.frames?.length > 1;
    const python = element(more ? "summary" : "p", "note-python", this.mark.python);
    if (more) {
      const fold = document.createElement("details");
      fold.append(python);
      const list = document.createElement("ol");
      for (const frame of this.mark.frames) {
        const item = document.createElement("li");
        const jump = element("button", "link", frame.label);
        jump.type = "button";
        jump.onclick = () => this.ask.jump(frame.file, frame.line);
        item.append(jump);
        list.append(item);
      }
      fold.append(list);
      fold.addEventListener("toggle", () => view.requestMeasure());
      note.append(fold);
    } else note.append(python);
    if (this.mark.kind === "run") {
      const close = element("button", "note-close", "×");
      close.type = "button";
      close.setAttribute("aria-label", this.ask.word("close"));
      close.onclick = () => view.dispatch({ effects: setMarks.of([]) });
      note.append(close);
    }
    return place;
  }
  ignoreEvent() {
    return true;
  }
}

function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

class Dot extends GutterMarker {
  toDOM() {
    return element("span", "error-dot", "●");
  }
}
const dot = new Dot();

function decorate(marks, state, ask) {
  const ranges = [];
  for (const mark of marks) {
    const line = state.doc.line(Math.min(Math.max(mark.line, 1), state.doc.lines));
    let from = Math.min(line.from + Math.max(0, (mark.column ?? 1) - 1), line.to);
    let to = Math.max(from, Math.min(mark.to ?? line.to, line.to));
    if (from === to) from = Math.max(line.from, from - 1);
    ranges.push(Decoration.line({ class: "error-line" }).range(line.from));
    if (from < to) ranges.push(Decoration.mark({ class: "error-mark" }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Note(mark, ask), block: true, side: 1 }).range(line.to));
  }
  return Decoration.set(ranges, true);
}

function marksField(ask) {
  return StateField.define({
    create: () => ({ marks: [], shown: Decoration.none }),
    update(value, change) {
      for (const effect of change.effects) {
        if (effect.is(setMarks)) return { marks: effect.value, shown: decorate(effect.value, change.state, ask) };
      }
      return change.docChanged ? { ...value, shown: value.shown.map(change.changes) } : value;
    },
    provide: (field) => [
      EditorView.decorations.from(field, (value) => value.shown),
      gutter({
        class: "error-gutter",
        lineMarker(view, line) {
          let found = null;
          view.state.field(field).shown.between(line.from, line.from, (from, to, what) => {
            if (what.spec.class === "error-line") found = dot;
          });
          return found;
        },
        lineMarkerChange: (update) => update.startState.field(field) !== update.state.field(field),
        initialSpacer: () => dot,
      }),
    ],
  });
}

// The signature of the call that the cursor is in.
function signatureField(ask) {
  const find = (state) => {
    const at = state.selection.main.head;
    const found = ask.signature(state.sliceDoc(Math.max(0, at - 2000), at));
    if (!found) return null;
    return {
      pos: at,
      above: true,
      create: () => {
        const dom = element("div", "tip-signature");
        dom.append(element("code", "", found.text));
        if (found.doc) dom.append(element("span", "", found.doc));
        return { dom };
      },
    };
  };
  return StateField.define({
    create: () => null,
    update: (tip, change) => (change.docChanged || change.selection ? (change.isUserEvent("select.pointer") ? null : find(change.state)) : tip),
    provide: (field) => showTooltip.from(field),
  });
}

function describe(ask) {
  return hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const is = (char) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
    let from = pos - line.from, to = from;
    while (to < line.text.length && is(line.text[to])) to++;
    let start = from;
    while (start > 0 && (is(line.text[start - 1]) || line.text[start - 1] === ".")) start--;
    while (from > 0 && is(line.text[from - 1])) from--;
    if (from === to || /#/.test(line.text.slice(0, from))) return null;
    const found = ask.describe(line.text.slice(start, to), view.state.doc.toString());
    if (!found) return null;
    return {
      pos: line.from + from,
      end: line.from + to,
      above: true,
      create: () => {
        const dom = element("div", "tip-hover");
        dom.append(element("code", "", found.text));
        if (found.doc) dom.append(element("p", "", found.doc));
        return { dom };
      },
    };
  }, { hoverTime: 350 });
}

function complete(ask) {
  return (context) => {
    const word = context.matchBefore(/[\p{L}\p{N}_.]*/u);
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const importing = /^\s*(from|import)\s/.test(before);
    if (!context.explicit && !importing && (!word || word.text.length < 2 || /^[0-9]/.test(word.text))) return null;
    const found = ask.complete(context.state.doc.toString(), context.pos, before);
    if (!found || found.options.length === 0) return null;
    return {
      from: context.pos - found.typed,
      validFor: /^[\p{L}\p{N}_]*$/u,
      options: found.options.map((option) => ({
        label: option.label,
        detail: option.detail || undefined,
        info: option.doc || undefined,
        type: option.kind,
        boost: option.boost,
        apply: option.call ? snippet(option.label + "(${})") : undefined,
      })),
    };
  };
}

const fontSize = new Compartment();
const wrapping = new Compartment();
const sized = (pixels) => EditorView.theme({ ".cm-content, .cm-gutters": { fontSize: pixels + "px" } });
const wrapped = (on) => (on ? EditorView.lineWrapping : []);

export class Editor {
  // `ask`: changed(path, text), check(path, text), complete, describe, signature, jump, dropped, word, lineLeft.
  constructor(parent, ask) {
    this.ask = ask;
    this.states = new Map();
    this.path = null;
    this.pending = null;
    this.size = 16;
    this.wrap = false;
    this.marks = marksField(ask);
    this.view = new EditorView({ parent, state: this.fresh("", false) });
    this.runMark = null;
  }

  fresh(text, python, label = "") {
    const ask = this.ask;
    return EditorState.create({
      doc: text,
      extensions: [
        this.marks, lineNumbers(), highlightActiveLineGutter(), highlightSpecialChars(), history(),
        codeFolding({ placeholderText: "…" }), foldGutter({ openText: "⌄", closedText: "›" }), drawSelection(), dropCursor(),
        EditorState.allowMultipleSelections.of(true), indentOnInput(), indentUnit.of("    "),
        EditorState.tabSize.of(4), syntaxHighlighting(classHighlighter), bracketMatching(), closeBrackets(),
        autocompletion({ icons: false, maxRenderedOptions: 60 }), rectangularSelection(), crosshairCursor(),
        highlightActiveLine(), highlightSelectionMatches(), search({ top: true }),
        fontSize.of(sized(this.size)), wrapping.of(wrapped(this.wrap)),
        EditorState.phrases.of(ask.phrases()),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        python ? [pythonLanguage, pythonLanguage.data.of({ autocomplete: complete(ask) }), describe(ask), signatureField(ask)] : [],
        placeholder(ask.word("empty-file")),
        Prec.high(keymap.of([{ key: "Mod-Enter", run: () => true }, { key: "F3", run: openSearchPanel }])),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap,
          ...completionKeymap, indentWithTab]),
        EditorView.domEventHandlers({
          drop: (event, view) => this.drop(event, view),
          blur: () => { this.settle(); return false; },
        }),
        EditorView.updateListener.of((update) => this.updated(update)),
      ],
    });
  }

  updated(update) {
    const state = update.state;
    if (update.docChanged && this.path !== null) {
      const own = update.transactions.some((change) => change.annotation(fromPage));
      if (!own) this.ask.changed(this.path, state.doc.toString());
      this.runMark = null;
      this.later();
    }
    if (update.docChanged || update.selectionSet) {
      const line = state.doc.lineAt(state.selection.main.head);
      this.ask.cursor(line.number, state.selection.main.head - line.from + 1);
      const before = update.startState;
      if (before.doc.lineAt(before.selection.main.head).number !== line.number) this.settle();
    }
  }

  // Errors wait until the line is left; one that is mended goes at once.
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(false), 250);
  }
  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(true), 20);
  }
  check(left) {
    if (this.path === null || this.runMark) return;
    const state = this.view.state;
    const found = this.ask.check(this.path, state.doc.toString());
    const here = state.doc.lineAt(state.selection.main.head).number;
    const shown = this.view.state.field(this.marks).marks;
    const same = (mark) => shown.some((old) => old.line === mark.line);
    const marks = found.filter((mark) => left || mark.line !== here || same(mark) || !this.view.hasFocus);
    if (JSON.stringify(marks) !== JSON.stringify(shown)) this.view.dispatch({ effects: setMarks.of(marks) });
  }

  // A mark that the running program left; typing takes it away.
  showError(path, mark) {
    if (path !== this.path) return;
    this.runMark = mark;
    this.view.dispatch({ effects: setMarks.of([mark]) });
    this.reveal(mark.line, mark.column ?? 0, false);
  }
  clearError() {
    if (!this.runMark) return;
    this.runMark = null;
    this.view.dispatch({ effects: setMarks.of([]) });
    this.settle();
  }

  open(path, text, python, label) {
    if (path === this.path) return;
    this.keep();
    this.path = path;
    const known = this.states.get(path);
    const state = known ?? this.fresh(text, python, label);
    this.runMark = null;
    this.view.setState(state);
    this.view.dispatch({
      effects: [setMarks.of([]), fontSize.reconfigure(sized(this.size)), wrapping.reconfigure(wrapped(this.wrap))],
    });
    if (known && known.doc.toString() !== text) this.replace(text);
    if (known?.top) this.view.scrollDOM.scrollTop = known.top;
    this.settle();
    this.ask.cursor(this.view.state.doc.lineAt(this.view.state.selection.main.head).number, 1);
  }
  keep() {
    if (this.path === null) return;
    const state = this.view.state;
    state.top = this.view.scrollDOM.scrollTop;
    this.states.set(this.path, state);
  }
  // The text came from elsewhere (another tab, the program): only what differs is replaced.
  replace(text) {
    const old = this.view.state.doc.toString();
    if (old === text) return;
    let start = 0, oldEnd = old.length, newEnd = text.length;
    while (start < oldEnd && start < newEnd && old[start] === text[start]) start++;
    while (oldEnd > start && newEnd > start && old[oldEnd - 1] === text[newEnd - 1]) { oldEnd--; newEnd--; }
    this.view.dispatch({ changes: { from: start, to: oldEnd, insert: text.slice(start, newEnd) }, annotations: fromPage.of(true) });
  }
  update(path, text) {
    if (path === this.path) this.replace(text);
    else this.states.delete(path);
  }
  rename(from, to) {
    if (this.path === from) this.path = to;
    const state = this.states.get(from);
    this.states.delete(from);
    if (state) this.states.set(to, state);
  }
  forget(path) {
    this.states.delete(path);
    if (this.path === path) this.path = null;
  }
  forgetAll() {
    this.states.clear();
    this.path = null;
  }

  reveal(line, column = 0, focus = true) {
    const at = this.view.state.doc.line(Math.min(Math.max(line, 1), this.view.state.doc.lines));
    const position = Math.min(at.from + Math.max(0, column - 1), at.to);
    this.view.dispatch({ selection: EditorSelection.cursor(position), effects: EditorView.scrollIntoView(position, { y: "center" }) });
    if (focus) this.view.focus();
  }
  focus() {
    this.view.focus();
  }
  command(name) {
    this.view.focus();
    if (name === "undo") undo(this.view);
    else if (name === "redo") redo(this.view);
    else if (name === "find") openSearchPanel(this.view);
    else if (name === "comment") toggleComment(this.view);
  }
  setSize(pixels) {
    this.size = pixels;
    this.view.dispatch({ effects: fontSize.reconfigure(sized(pixels)) });
  }
  setWrap(on) {
    this.wrap = on;
    this.view.dispatch({ effects: wrapping.reconfigure(wrapped(on)) });
  }

  // A piece of code goes in as whole lines, indented as the place asks; its imports go to the top when they are missing.
  insert(code, position = null) {
    const view = this.view;
    const at = view.state.doc.lineAt(position ?? view.state.selection.main.head);
    const plan = this.ask.place(view.state.doc.toString(), at.number, code);
    view.dispatch({ changes: plan.changes, selection: { anchor: plan.cursor }, scrollIntoView: true, userEvent: "input.drop" });
    view.focus();
  }
  drop(event, view) {
    const code = event.dataTransfer?.getData("text/x-pyrite-code");
    if (!code) return event.dataTransfer?.types.includes("Files") ?? false;
    event.preventDefault();
    this.insert(code, view.posAtCoords({ x: event.clientX, y: event.clientY }, false));
    return true;
  }
}

export const makeEditor = (parent, ask) => new Editor(parent, ask);
