# Thermometers (DS18B20) on one wire at X10: all that are there, for the plotter.
import time
from ds18x20 import DS18X20
from machine import Pin
from onewire import OneWire

thermometers = DS18X20(OneWire(Pin("X10")))
found = thermometers.scan()
print(len(found), "found")

while found:
    thermometers.convert_temp()
    time.sleep_ms(750)
    for number, rom in enumerate(found):
        print(f"warmth {number}:", thermometers.read_temp(rom))
