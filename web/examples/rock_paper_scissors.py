# Shake: rock, paper or scissors?
from microbit import *
import random

ROCK = Image("00000:09990:09990:09990:00000")
PAPER = Image("99999:90009:90009:90009:99999")
SCISSORS = Image("99009:99090:00900:99090:99009")

while True:
    if accelerometer.was_gesture("shake"):
        display.show(random.choice([ROCK, PAPER, SCISSORS]))
    sleep(50)
