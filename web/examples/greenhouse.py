# A sensor for warmth and damp (DHT22) at pin 1; a fan at pin 2 when it is too damp.
from microbit import *
import dht

sensor = dht.DHT22(pin1)

while True:
    sensor.measure()
    print("warmth:", sensor.temperature(), "damp:", sensor.humidity())
    damp = sensor.humidity() > 60
    pin2.write_digital(damp)
    display.show(Image.UMBRELLA if damp else Image.HAPPY)
    sleep(2000)
