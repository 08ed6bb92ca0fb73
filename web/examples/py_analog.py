# Reads the voltage at X8, for the plotter.
import pyb

voltage = pyb.ADC("X8")

while True:
    print("X8:", voltage.read())
    pyb.delay(100)
