# Tilt the board to change the tone; A keeps it quiet.
from microbit import *
import music

while True:
    if button_a.is_pressed():
        music.stop()
        display.show(Image.ASLEEP)
    else:
        tone = scale(accelerometer.get_x(), (-1000, 1000), (200, 1200))
        music.pitch(tone, wait=False)
        display.show(Image.MUSIC_CROTCHET)
    sleep(50)
