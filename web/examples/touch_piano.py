# Touch pin 0, 1 or 2, or the logo.
from microbit import *
import music

NOTES = [(pin0, 262), (pin1, 330), (pin2, 392), (pin_logo, 523)]

while True:
    for pin, tone in NOTES:
        if pin.is_touched():
            display.show(Image.MUSIC_QUAVERS)
            music.pitch(tone, 150)
    display.clear()
    sleep(20)
