# The darker the room, the brighter the light.
from microbit import *

while True:
    light = display.read_light_level()
    brightness = 9 - scale(light, (0, 255), (0, 9))
    row = str(brightness) * 5
    display.show(Image(":".join([row] * 5)))
    sleep(100)
