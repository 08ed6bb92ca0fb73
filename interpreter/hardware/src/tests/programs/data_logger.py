# Logs light and temperature every two seconds; A marks a row, A and B together empty the log.
from microbit import *
import log

log.set_labels("light", "temperature", "mark", timestamp=log.SECONDS)
rows = 0


@run_every(s=2)
def measure():
    global rows
    try:
        log.add(light=display.read_light_level(), temperature=temperature())
    except OSError:
        display.show(Image.SKULL)
    else:
        rows += 1
        display.show(rows % 10)


while True:
    if button_a.is_pressed() and button_b.is_pressed():
        log.delete()
        rows = 0
        display.show(Image.NO)
        sleep(1000)
    elif button_a.was_pressed():
        log.add({"mark": "x" * (rows + 1)})
        print("marked after", rows)
    sleep(100)
