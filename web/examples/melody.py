# A plays a tune, B plays your own.
from microbit import *
import music

MINE = ["c4:4", "d", "e", "c", "c", "d", "e", "c", "e", "f", "g:8"]

display.show(Image.MUSIC_QUAVER)
while True:
    if button_a.was_pressed():
        music.play(music.ODE)
    if button_b.was_pressed():
        music.play(MINE)
    sleep(50)
