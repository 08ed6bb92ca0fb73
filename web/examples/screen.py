# A ball on a small screen (SSD1306) at the I2C pins, 19 and 20.
from microbit import *

SCREEN = 0x3C

def command(*numbers):
    i2c.write(SCREEN, bytes((0,) + numbers))

def show(picture):
    command(0x21, 0, 127, 0x22, 0, 7)
    i2c.write(SCREEN, b"\x40" + picture)

# Memory along the rows, power for the pixels, on.
command(0x20, 0, 0x8D, 0x14, 0xAF)

x, y, dx, dy = 20, 12, 3, 2
while True:
    picture = bytearray(1024)
    for across in range(8):
        for down in range(8):
            row = y + down
            picture[row // 8 * 128 + x + across] |= 1 << row % 8
    show(picture)
    if not 0 <= x + dx <= 120:
        dx = -dx
    if not 0 <= y + dy <= 56:
        dy = -dy
    x += dx
    y += dy
    sleep(40)
