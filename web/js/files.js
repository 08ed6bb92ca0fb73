// Files in and out: what a drop or a file chooser gives, as [path, bytes] pairs; bytes as a download.
const LIMIT = 5 * 1024 * 1024, MOST = 500;

async function read(file, path, out) {
  if (out.files.length >= MOST) { out.refused.push([path, "many"]); return; }
  if (file.size > LIMIT) { out.refused.push([path, "large"]); return; }
  out.files.push([path, new Uint8Array(await file.arrayBuffer())]);
}

async function walk(entry, path, out) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    await read(file, path + entry.name, out);
  } else if (entry.isDirectory && !/^(\.git|node_modules|__pycache__|\.venv)$/.test(entry.name)) {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) break;
      for (const inner of some) await walk(inner, path + entry.name + "/", out);
    }
  }
}

export async function dropped(transfer) {
  const out = { files: [], refused: [] };
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...transfer.files];
  if (entries.length) for (const entry of entries) await walk(entry, "", out);
  else for (const file of plain) await read(file, file.name, out);
  return out;
}

export function choose(folder) {
  return new Promise((done) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.webkitdirectory = folder;
    input.onchange = async () => {
      const out = { files: [], refused: [] };
      for (const file of input.files) await read(file, file.webkitRelativePath || file.name, out);
      done(out);
    };
    input.oncancel = () => done({ files: [], refused: [] });
    input.click();
  });
}

// A file that is dragged out of the page: the browser writes it where it is let go.
export function dragOut(transfer, name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes]));
  transfer.setData("DownloadURL", `application/octet-stream:${name}:${address}`);
  transfer.effectAllowed = "copyMove";
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export function download(name, bytes, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
export async function copyText(text) {
  await navigator.clipboard.writeText(text);
}
