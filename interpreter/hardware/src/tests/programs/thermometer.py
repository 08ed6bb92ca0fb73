# How warm is it? A bar for each two degrees, the lowest and the highest on A.
from microbit import *

low = high = temperature()


def bar(degrees):
    lit = max(0, min(25, degrees // 2))
    for i in range(25):
        display.set_pixel(i % 5, 4 - i // 5, 9 if i < lit else 0)


while True:
    now = temperature()
    if now < low or now > high:
        low, high = min(low, now), max(high, now)
        print("between {} and {} °C".format(low, high))
    bar(now)
    if button_a.was_pressed():
        display.scroll("%d-%d" % (low, high), delay=40)
    if button_b.was_pressed():
        display.scroll("{:.1f}F".format(now * 9 / 5 + 32), delay=40)
    sleep(200)
