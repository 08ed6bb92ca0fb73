# A music box: open the lid (light) and it plays. Tilt chooses the tune, the knob on pin 1 the loudness, the logo stops.
from microbit import *
import music

tunes = [music.ODE, music.BIRTHDAY, ["c", "d", "e", "f", "g:8"]]
names = ["ode", "birthday", "scale"]
open_now = False
choice = 0

while True:
    light = display.read_light_level()
    if light > 100 and not open_now:
        open_now = True
        print("open:", names[choice])
        music.set_tempo(bpm=180)
        music.play(tunes[choice], wait=False, loop=True)
        display.show([Image.MUSIC_QUAVER, Image.MUSIC_CROTCHET], delay=200, wait=False, loop=True)
    elif light < 50 and open_now:
        open_now = False
        print("closed")
        music.stop()
        display.clear()
    gesture = accelerometer.current_gesture()
    if gesture in ("left", "right") and not open_now:
        choice = (choice + (1 if gesture == "right" else -1)) % len(tunes)
        print("chosen:", names[choice])
        sleep(500)
    set_volume(scale(pin1.read_analog(), from_=(0, 1023), to=(0, 255)))
    if pin_logo.is_touched():
        music.stop()
    sleep(50)
