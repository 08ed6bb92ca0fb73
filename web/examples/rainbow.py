# A rainbow on a strip of eight NeoPixels at pin 0.
from microbit import *
import neopixel

strip = neopixel.NeoPixel(pin0, 8)

def wheel(place):
    place = place % 255
    if place < 85:
        return (255 - place * 3, place * 3, 0)
    if place < 170:
        place -= 85
        return (0, 255 - place * 3, place * 3)
    place -= 170
    return (place * 3, 0, 255 - place * 3)

start = 0
while True:
    for i in range(8):
        strip[i] = wheel(start + i * 32)
    strip.show()
    start += 5
    sleep(50)
