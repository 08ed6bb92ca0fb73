# Press A, and the board says how long it has been on.
from microbit import *
import speech

display.show(Image.HAPPY)
while True:
    if button_a.was_pressed():
        seconds = running_time() // 1000
        display.show(Image("09990:90009:90009:90009:09990"))
        speech.say(str(seconds) + " seconds")
        display.show(Image.HAPPY)
    sleep(50)
