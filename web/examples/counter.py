# A counts up, B counts down, both together start again.
from microbit import *

count = 0
display.show(count)

while True:
    if button_a.is_pressed() and button_b.is_pressed():
        count = 0
        button_a.was_pressed()
        button_b.was_pressed()
        display.show(count)
    elif button_a.was_pressed():
        count = count + 1
        display.show(count)
    elif button_b.was_pressed():
        count = count - 1
        display.show(count)
    sleep(20)
