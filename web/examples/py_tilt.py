# The light on the lower side shines; numbers for the plotter.
import pyb

motion = pyb.Accel()
lights = [pyb.LED(number) for number in range(1, 5)]

while True:
    x, y = motion.x(), motion.y()
    print("x:", x, "y:", y)
    for light, on in zip(lights, (x > 5, x < -5, y > 5, y < -5)):
        if on:
            light.on()
        else:
            light.off()
    pyb.delay(50)
