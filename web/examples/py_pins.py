# A signal on X1, read back from X2: connect them, or set X2 yourself.
from machine import Pin
import time

out = Pin("X1", Pin.OUT)
read = Pin("X2", Pin.IN)

while True:
    out.value(not out.value())
    print("X1", out.value(), "X2", read.value())
    time.sleep(0.5)
