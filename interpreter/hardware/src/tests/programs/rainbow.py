# A rainbow that walks along a strip of eight lamps. A: brighter, B: darker.
from microbit import *
import neopixel

COUNT = 8
strip = neopixel.NeoPixel(pin0, COUNT)
brightness = 0.2


def wheel(place):
    """A colour of the rainbow: 0 to 255."""
    place %= 256
    if place < 85:
        return 255 - place * 3, place * 3, 0
    if place < 170:
        place -= 85
        return 0, 255 - place * 3, place * 3
    place -= 170
    return place * 3, 0, 255 - place * 3


step = 0
while step < 64:
    for i in range(COUNT):
        r, g, b = wheel(i * 256 // COUNT + step * 4)
        strip[i] = (int(r * brightness), int(g * brightness), int(b * brightness))
    strip.show()
    if button_a.was_pressed():
        brightness = min(1.0, brightness * 2)
    if button_b.was_pressed():
        brightness = max(0.05, brightness / 2)
    step += 1
    sleep(30)

strip.fill((0, 0, 10))
strip[-1] = (10, 0, 0)
strip.show()
print(len(strip), strip[0], strip[COUNT - 1])
