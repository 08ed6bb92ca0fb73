# Your name goes round. Change it!
from microbit import *

name = "Ada"

while True:
    display.scroll("I am " + name)
    display.show(Image.HAPPY)
    sleep(1000)
