# A servo on pin 0 follows a knob on pin 1. Pulses of 1 to 2 milliseconds, fifty a second.
from microbit import *

pin0.set_analog_period(20)


def turn(angle):
    ms = 1 + angle / 180
    pin0.write_analog(round(ms / 20 * 1023))


last = -10
while True:
    angle = scale(pin1.read_analog(), from_=(0, 1023), to=(0, 180))
    if abs(angle - last) > 2:
        turn(angle)
        print("angle", angle)
        last = angle
    sleep(50)
