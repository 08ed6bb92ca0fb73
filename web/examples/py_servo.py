# A servo at X1 swings to and fro.
import pyb

servo = pyb.Servo(1)

while True:
    servo.angle(-60, 800)
    pyb.delay(1000)
    servo.angle(60, 800)
    pyb.delay(1000)
