# A display with the chip SSD1306 on the I2C bus: a small driver, text, and a bouncing ball.
from microbit import i2c, sleep, temperature
import framebuf

ADDRESS = 0x3C


class Screen(framebuf.FrameBuffer):
    def __init__(self, width=128, height=64):
        self.width, self.height = width, height
        self.data = bytearray(width * height // 8)
        super().__init__(self.data, width, height, framebuf.MONO_VLSB)
        for command in (0xAE, 0x20, 0x00, 0x8D, 0x14, 0xA6, 0xAF):
            self.command(command)

    def command(self, *bytes_):
        i2c.write(ADDRESS, bytes((0x00,) + bytes_))

    def show(self):
        self.command(0x21, 0, self.width - 1)
        self.command(0x22, 0, self.height // 8 - 1)
        for i in range(0, len(self.data), 64):
            i2c.write(ADDRESS, b"\x40" + self.data[i:i + 64])


if ADDRESS not in i2c.scan():
    print("no display")
    raise SystemExit

screen = Screen()
x, y, dx, dy = 20, 20, 3, 2
for step in range(20):
    screen.fill(0)
    screen.rect(0, 0, 128, 64, 1)
    screen.text("{} C".format(temperature()), 4, 4)
    screen.ellipse(x, y, 3, 3, 1, True)
    screen.show()
    if not 3 < x + dx < 124:
        dx = -dx
    if not 3 < y + dy < 60:
        dy = -dy
    x, y = x + dx, y + dy
    sleep(20)
print("ball at", x, y)
