// Icons of the open set Lucide (ISC licence), by the names the page uses.
import {
  Award, BookOpen, Check, ChevronDown, ChevronRight, CircleHelp, CircuitBoard, ClipboardPaste, Copy, Cpu, Download, Eraser, FilePlus,
  FileText, FileCode, FileUp, Folder, FolderPlus, FolderOpen, GraduationCap, House, Info, Library, Lightbulb, LineChart, Link, Menu,
  Moon, PanelLeftClose, Pencil, Play, Plus, RotateCcw, Search, Send, Settings, Share2, Square, SquareTerminal, Sun, Trash2, Undo2,
  Usb, Volume2, VolumeX, WandSparkles, WifiOff, X, Zap,
} from "lucide";

const ICONS = {
  award: Award, board: CircuitBoard, book: BookOpen, check: Check, chip: Cpu, clear: Eraser, close: X, copy: Copy, down: ChevronDown,
  download: Download, edit: Pencil, file: FileText, "file-new": FilePlus, flash: Zap, folder: Folder, "folder-new": FolderPlus,
  "folder-open": FolderOpen, help: CircleHelp, home: House, hint: Lightbulb, info: Info, learn: GraduationCap, library: Library,
  link: Link, menu: Menu, moon: Moon, muted: VolumeX, offline: WifiOff, panel: PanelLeftClose, paste: ClipboardPaste, plot: LineChart,
  plus: Plus, python: FileCode, reset: RotateCcw, right: ChevronRight, run: Play, search: Search, send: Send, settings: Settings, share: Share2,
  sound: Volume2, stop: Square, sun: Sun, terminal: SquareTerminal, trash: Trash2, undo: Undo2, upload: FileUp, usb: Usb, wand: WandSparkles,
};

const escape = (text) => String(text).replace(/[&"<]/g, (char) => `&#${char.charCodeAt(0)};`);

// Puts all icons into the document once, as symbols that `<use>` names.
export function install() {
  const symbols = Object.entries(ICONS).map(([name, parts]) => {
    const drawn = parts.map(([tag, attributes]) =>
      `<${tag} ${Object.entries(attributes).filter(([key]) => key !== "key").map(([key, value]) => `${key}="${escape(value)}"`).join(" ")}/>`);
    return `<symbol id="icon-${name}" viewBox="0 0 24 24">${drawn.join("")}</symbol>`;
  });
  const sheet = document.createElement("div");
  sheet.hidden = true;
  sheet.innerHTML = `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true">${symbols.join("")}</svg>`;
  document.body.prepend(sheet);
}
