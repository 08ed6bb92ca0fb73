"""Images as other people's tools read and write them: intelhex, littlefs-python, dfu-util's tools, dosfstools and mtools.

check.py FOLDER: reads what is in FOLDER, and writes theirs-* to be read here.
"""

import os
import pathlib
import shutil
import subprocess
import sys

import intelhex
import littlefs

# Debian keeps programs for disks apart from the search path of plain users.
os.environ["PATH"] += os.pathsep + "/usr/sbin"
os.environ["LC_ALL"] = "C.UTF-8"
folder = pathlib.Path(sys.argv[1]).resolve()
project = {path.relative_to(folder / "project").as_posix(): path.read_bytes()
           for path in (folder / "project").rglob("*") if path.is_file()}


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, cwd=folder, capture_output=True, text=True).stdout


def ranges(board):
    """What an image holds, by address."""
    found = folder.glob(f"{board}-????????.bin")
    return {int(path.stem[-8:], 16): path.read_bytes() for path in sorted(found)}


def intel_hex(board, start, size, block):
    hex = intelhex.IntelHex(str(folder / f"{board}.hex"))
    expected = ranges(board)
    assert len(hex) == sum(map(len, expected.values())), board
    for address, content in expected.items():
        assert hex.tobinstr(address, size=len(content)) == content, (board, hex)
    # The same with lines of another length.
    hex.write_hex_file(str(folder / f"theirs-{board}.hex"), byte_count=32)
    # The project in a file system of littlefs itself.
    volume = littlefs.LittleFS(block_size=block, block_count=size // block, prog_size=4, read_size=4, cache_size=64,
                               lookahead_size=16, name_max=64)
    for path, content in project.items():
        if "/" in path:
            volume.makedirs(path.rpartition("/")[0], exist_ok=True)
        with volume.open(path, "wb") as file:
            file.write(content)
    hex.padding = 0xFF
    hex[start:start + size] = list(volume.context.buffer)
    hex.write_hex_file(str(folder / f"theirs-littlefs-{board}.hex"))


def little(board, size, block):
    volume = littlefs.LittleFS(block_size=block, block_count=size // block, prog_size=4, read_size=4, cache_size=64,
                               lookahead_size=16, name_max=64, mount=False)
    volume.context.buffer = bytearray((folder / f"{board}.littlefs").read_bytes())
    volume.mount()
    found = {}
    for root, _, names in volume.walk("/"):
        for name in names:
            path = f"{root}/{name}".lstrip("/")
            with volume.open(path, "rb") as file:
                found[path] = file.read()
    assert found == project, (board, found.keys())


def fat(board):
    image = folder / f"{board}.fat"
    print(run("fsck.fat", "-n", "-v", image).splitlines()[-1])
    found = folder / "found"
    shutil.rmtree(found, ignore_errors=True)
    found.mkdir()
    run("mcopy", "-s", "-i", image, "::*", found)
    for path, content in project.items():
        assert (found / path).read_bytes() == content, path


def dfu(board, start, size):
    tool = [sys.executable, shutil.which("dfuse-pack")]
    shutil.copy(folder / f"{board}.dfu", folder / "suffix.dfu")
    run("dfu-suffix", "-c", "suffix.dfu")
    said = run(*tool, "-d", "suffix.dfu")
    assert "ERROR" not in said, said
    images = sorted(folder.glob("suffix.dfu.target0.image*.bin"))
    assert [image.read_bytes() for image in images] == list(ranges(board).values()), said
    # A file system of other tools in a file of other tools.
    image = folder / "theirs.fat"
    image.write_bytes(bytes(size))
    run("mkfs.fat", "-F", "12", "-s", "1", "-r", "112", image)
    entries = sorted((folder / "project").iterdir())
    run("mcopy", "-s", "-i", image, *entries, "::")
    parts = {address: folder / f"{board}-{address:08x}.bin" for address in ranges(board)}
    # The file system's place: what lies in it is replaced.
    parts = {address: path for address, path in parts.items() if not start <= address < start + size}
    for address, path in ranges(board).items():
        if start <= address < start + size and address + len(path) > start + size:
            (folder / "rest.bin").write_bytes(path[start + size - address:])
            parts[start + size] = folder / "rest.bin"
    parts[start] = image
    words = [word for address, path in sorted(parts.items()) for word in ("-b", f"{address:#x}:{path}")]
    run(*tool, *words, "theirs-pyboard.dfu")


intel_hex("microbit-v1", 0x38000, 0x8000, 1024)
intel_hex("microbit-v2", 0x68000, 0x18000, 4096)
little("microbit-v1", 0x8000, 1024)
little("microbit-v2", 0x18000, 4096)
fat("pyboard")
dfu("pyboard", 0x08004000, 96 * 512)
