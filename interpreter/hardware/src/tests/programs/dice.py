# Two dice in one: shake, and count what was thrown.
from microbit import *
import random

faces = [
    Image("00000:00000:00900:00000:00000"),
    Image("00000:00090:00000:09000:00000"),
    Image("00009:00000:00900:00000:90000"),
    Image("90009:00000:00000:00000:90009"),
    Image("90009:00000:00900:00000:90009"),
    Image("90009:00000:90009:00000:90009"),
]
thrown = {}


def roll():
    for i in range(8):
        display.show(random.choice(faces))
        sleep(40 + 10 * i)
    n = random.randint(1, 6)
    display.show(faces[n - 1])
    return n


while True:
    if accelerometer.was_gesture("shake"):
        n = roll()
        thrown[n] = thrown.get(n, 0) + 1
        print("thrown", n, "so far", sum(thrown.values()))
    if button_a.was_pressed():
        for n in sorted(thrown):
            print(n, "*" * thrown[n])
    sleep(20)
