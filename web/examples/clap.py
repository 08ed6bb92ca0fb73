# Clap, and the light goes on or off. Move the loudness up.
from microbit import *

light = False
microphone.set_threshold(SoundEvent.LOUD, 150)

while True:
    if microphone.was_event(SoundEvent.LOUD):
        light = not light
        if light:
            display.show(Image.DIAMOND)
        else:
            display.clear()
    sleep(20)
