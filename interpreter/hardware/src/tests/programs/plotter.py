# Lines of numbers for the plotter: the tilt, and the same made smooth.
from microbit import *

smooth = 0.0
window = []

while True:
    x, y, z = accelerometer.get_values()
    smooth = 0.8 * smooth + 0.2 * x
    window.append(x)
    window = window[-5:]
    print((x, round(smooth), sum(window) // len(window)))
    sleep(100)
