# Shake the board to roll a dice.
from microbit import *
import random

DOTS = [
    Image("00000:00000:00900:00000:00000"),
    Image("90000:00000:00000:00000:00009"),
    Image("90000:00000:00900:00000:00009"),
    Image("90009:00000:00000:00000:90009"),
    Image("90009:00000:00900:00000:90009"),
    Image("90009:00000:90009:00000:90009"),
]

display.show("?")
while True:
    if accelerometer.was_gesture("shake"):
        for _ in range(6):
            display.show(random.choice(DOTS))
            sleep(80)
    sleep(20)
