# Four lights, one after the other.
import pyb

while True:
    for number in range(1, 5):
        light = pyb.LED(number)
        light.on()
        pyb.delay(200)
        light.off()
