# Counts steps: a step is a knock that is stronger than the earth's pull, and not too soon after the last.
from microbit import *

STRONG = 1500
PAUSE = 250


class Counter:
    def __init__(self):
        self.steps = 0
        self.last = -PAUSE

    def look(self):
        now = running_time()
        if accelerometer.get_strength() > STRONG and now - self.last > PAUSE:
            self.steps += 1
            self.last = now
            return True
        return False


counter = Counter()
accelerometer.set_range(4)

while True:
    if counter.look():
        print(f"step {counter.steps}")
        if counter.steps % 5 == 0:
            display.show(Image.YES)
        else:
            display.show(counter.steps % 10)
    if button_b.was_pressed():
        counter.steps = 0
        display.clear()
    sleep(20)
