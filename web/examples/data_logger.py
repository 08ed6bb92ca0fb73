# Writes light and temperature into the log, once a second.
from microbit import *
import log

log.set_labels("light", "temperature", timestamp=log.SECONDS)

for _ in range(60):
    log.add(light=display.read_light_level(), temperature=temperature())
    display.show(Image.YES)
    sleep(500)
    display.clear()
    sleep(500)
