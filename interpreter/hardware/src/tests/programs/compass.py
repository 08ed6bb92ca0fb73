# A needle that points north. A: the heading in degrees.
from microbit import *

if not compass.is_calibrated():
    compass.calibrate()

names = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]
last = None

while True:
    heading = compass.heading()
    needle = ((15 - heading) // 30) % 12
    display.show(Image.ALL_CLOCKS[needle])
    name = names[round(heading / 45) % 8]
    if name != last:
        print(heading, name)
        last = name
    if button_a.was_pressed():
        display.scroll(str(heading) + " degrees", delay=40)
    sleep(100)
