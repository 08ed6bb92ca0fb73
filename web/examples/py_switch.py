# Press USR to switch the blue light.
import pyb

switch = pyb.Switch()
blue = pyb.LED(4)

while True:
    if switch.value():
        blue.toggle()
        while switch.value():
            pyb.delay(10)
    pyb.delay(10)
