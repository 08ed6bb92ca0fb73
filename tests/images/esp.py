"""The ESP32-C3's firmware as Espressif's tool reads it.

esp.py IMAGE: the image is valid, and one with a changed byte is not, wherever the byte is.
"""

import pathlib
import subprocess
import sys
import tempfile

image = pathlib.Path(sys.argv[1])


def told(path):
    """What esptool says of an image, and whether it holds checksum and hash for right."""
    words = [sys.executable, "-m", "esptool", "--chip", "esp32c3", "image-info", str(path)]
    outcome = subprocess.run(words, capture_output=True, text=True)
    text = outcome.stdout + outcome.stderr
    lines = [line for line in text.splitlines() if "hecksum:" in line or "alidation hash:" in line]
    return text, outcome.returncode == 0 and len(lines) == 2 and all("(valid)" in line for line in lines)


text, valid = told(image)
assert valid, text
assert "Chip ID: 5 (ESP32-C3)" in text and "Project name: pyrite" in text, text
content = image.read_bytes()
with tempfile.TemporaryDirectory() as folder:
    damaged = pathlib.Path(folder) / "damaged.bin"
    for at in (0, len(content) // 2, len(content) - 1):
        damaged.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
        text, valid = told(damaged)
        assert not valid, (at, text)
print(f"esptool: {image.name}, {len(content)} bytes, is valid; with a changed byte it is not")
