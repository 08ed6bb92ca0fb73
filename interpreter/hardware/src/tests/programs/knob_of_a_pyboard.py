# On the pyboard: the knob at X19 turns the servo at X1 and says with the LEDs how far.
import pyb

servo = pyb.Servo(1)
knob = pyb.ADC(pyb.Pin.board.X19)
leds = [pyb.LED(i) for i in (1, 2, 3, 4)]
switch = pyb.Switch()
stopped = False


def stop():
    global stopped
    stopped = True


switch.callback(stop)

while not stopped:
    angle = knob.read() * 180 // 4095 - 90
    servo.angle(angle)
    for i, led in enumerate(leds):
        if angle > -90 + 45 * i:
            led.on()
        else:
            led.off()
    pyb.delay(50)

servo.angle(0, 500)
pyb.delay(600)
print("stopped at", servo.angle(), pyb.millis() // 100 * 100)
