# Counts your steps: shake the board with each of them.
from microbit import *

steps = 0
display.show(steps)

while True:
    if accelerometer.was_gesture("shake"):
        steps += 1
        display.show(steps)
    sleep(50)
