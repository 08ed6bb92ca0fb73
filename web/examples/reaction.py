# How fast are you? Press A when the target appears.
from microbit import *
import random

while True:
    display.show(Image.ASLEEP)
    sleep(random.randint(1000, 4000))
    button_a.was_pressed()
    display.show(Image.TARGET)
    start = running_time()
    while not button_a.was_pressed():
        sleep(5)
    time = running_time() - start
    print("milliseconds:", time)
    display.scroll(time)
