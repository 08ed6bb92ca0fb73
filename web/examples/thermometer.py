# Press A to see how warm it is.
from microbit import *

while True:
    if button_a.was_pressed():
        display.scroll(str(temperature()) + " C")
    elif temperature() < 10:
        display.show(Image.SAD)
    else:
        display.show(Image.HAPPY)
    sleep(100)
