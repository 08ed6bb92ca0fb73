# My badge. A: my name. B: a wink. Both: it goes to sleep, or wakes up.
from microbit import *

name = "Mia"
awake = True

while True:
    if button_a.is_pressed() and button_b.is_pressed():
        awake = not awake
        display.show(Image.ASLEEP)
        while button_a.is_pressed() or button_b.is_pressed():
            sleep(20)
        button_a.was_pressed()
        button_b.was_pressed()
        display.clear()
    elif not awake:
        sleep(50)
    elif button_a.was_pressed():
        display.scroll(name, delay=60)
    elif button_b.was_pressed():
        for i in range(2):
            display.show(Image.HAPPY)
            sleep(150)
            display.show(Image.SILLY)
            sleep(150)
    else:
        display.show([Image.HEART, Image.HEART_SMALL], delay=200)
