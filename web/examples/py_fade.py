# The blue light breathes.
import pyb

blue = pyb.LED(4)

while True:
    for brightness in list(range(0, 256, 8)) + list(range(255, -1, -8)):
        blue.intensity(brightness)
        pyb.delay(20)
