# Snake: A turns left, B turns right.
from microbit import *
import random

body = [(2, 2)]
dx, dy = 1, 0
food = (4, 4)

while True:
    if button_a.was_pressed():
        dx, dy = dy, -dx
    if button_b.was_pressed():
        dx, dy = -dy, dx
    x, y = body[0]
    head = ((x + dx) % 5, (y + dy) % 5)
    if head in body:
        break
    body.insert(0, head)
    if head == food:
        while food in body:
            food = (random.randint(0, 4), random.randint(0, 4))
    else:
        body.pop()
    display.clear()
    for x, y in body:
        display.set_pixel(x, y, 7)
    display.set_pixel(head[0], head[1], 9)
    display.set_pixel(food[0], food[1], 4)
    sleep(500)

display.show(Image.SKULL)
sleep(1000)
display.scroll(len(body))
