# Open the plotter and tilt the board.
from microbit import *

while True:
    x, y, z = accelerometer.get_values()
    print("x:", x, "y:", y, "z:", z)
    sleep(50)
