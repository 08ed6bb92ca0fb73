# The needle points to north.
from microbit import *

while True:
    hour = (15 - compass.heading()) // 30 % 12
    display.show(Image.ALL_CLOCKS[hour])
    sleep(100)
