# A picture drawn dot by dot, then a boat that sinks.
from microbit import *

boat = Image("05050:05050:05050:99999:09990")
frames = [boat.shift_down(row) for row in range(6)]

for y in range(5):
    for x in range(5):
        display.set_pixel(x, y, (x + y) % 10)
        sleep(30)

while True:
    display.show(frames, delay=300)
