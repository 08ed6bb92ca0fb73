# micropython.kbd_intr as a scheduled function is a Ctrl-C, once, and not inside of scheduled functions.
import time
from micropython import kbd_intr, schedule


def wait():
    time.sleep(0)
    time.sleep(0)


for times in (1, 20):
    try:
        for i in range(times):
            schedule(kbd_intr, None)
        wait()
        print("not interrupted")
    except KeyboardInterrupt as e:
        print(repr(e))
    wait()


def scheduled(argument):
    schedule(kbd_intr, None)
    wait()
    print(argument)


schedule(scheduled, "done")
time.sleep(0)
try:
    wait()
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")
try:
    schedule(kbd_intr, None)
    for i in range(10**9):
        pass
except KeyboardInterrupt:
    print("a loop, too")
for bad in ("micropython.something", "micropython.native.x", "micropython.asm"):
    try:
        exec("@%s\ndef f(): pass" % bad)
    except SyntaxError as e:
        print(e)
