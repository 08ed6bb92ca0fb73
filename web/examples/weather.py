# The warmth of a sensor (BME280) at the I2C pins, as a curve in the plotter.
from microbit import *

SENSOR = 0x76

def read(register, count):
    i2c.write(SENSOR, bytes([register]))
    return i2c.read(SENSOR, count)

def word(data, at, signed):
    number = data[at] | data[at + 1] << 8
    return number - 65536 if signed and number > 32767 else number

# Each sensor has numbers of its own to correct what it measures.
own = read(0x88, 6)
t1, t2, t3 = word(own, 0, False), word(own, 2, True), word(own, 4, True)
i2c.write(SENSOR, bytes([0xF4, 0x27]))

while True:
    high, middle, low = read(0xFA, 3)
    raw = high << 12 | middle << 4 | low >> 4
    fine = (raw / 16384 - t1 / 1024) * t2 + (raw / 131072 - t1 / 8192) ** 2 * t3
    print("warmth:", round(fine / 5120, 1))
    sleep(200)
