# A dot that rolls to the lower side.
from microbit import *

while True:
    x = scale(accelerometer.get_x(), (-1000, 1000), (0, 4))
    y = scale(-accelerometer.get_y(), (-1000, 1000), (0, 4))
    display.clear()
    display.set_pixel(max(0, min(4, x)), max(0, min(4, y)), 9)
    sleep(50)
