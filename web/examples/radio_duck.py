# Two boards and one duck: shake to send it over.
from microbit import *
import radio

radio.config(group=7)
radio.on()
display.show(Image.DUCK)

while True:
    message = radio.receive()
    if message == "duck":
        display.show(Image.DUCK)
    elif message:
        display.scroll(message)
    if accelerometer.was_gesture("shake"):
        display.clear()
        radio.send("duck")
    sleep(20)
