# Chat between two boards: A picks a message, B sends it, what comes in is scrolled.
from microbit import *
import radio

messages = ["hi", "lunch?", "yes", "no"]
at = 0

radio.config(group=23, length=64)
radio.on()

while True:
    if button_a.was_pressed():
        at = (at + 1) % len(messages)
        display.show(messages[at][0])
    if button_b.was_pressed():
        radio.send("Mia:" + messages[at])
        display.show(Image.ARROW_N)
    got = radio.receive()
    if got:
        who, _, text = got.partition(":")
        print(who, "says", text)
        display.scroll(text, delay=50)
    details = radio.receive_full()
    if details:
        data, strength, when = details
        print(len(data), "more bytes at", strength, "dBm", when > 0)
    sleep(20)
