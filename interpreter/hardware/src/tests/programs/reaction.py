# Who is faster? Wait for the star, then press: A is left, B is right. Three rounds.
from microbit import *
import music
import random

wins = {"A": 0, "B": 0}

for game in range(3):
    display.clear()
    button_a.was_pressed()
    button_b.was_pressed()
    sleep(random.randint(500, 1500))
    if button_a.was_pressed() or button_b.was_pressed():
        print("too early!")
        continue
    display.show(Image.DIAMOND)
    music.pitch(880, 60, wait=False)
    start = running_time()
    winner = None
    while winner is None:
        if button_a.was_pressed():
            winner = "A"
        elif button_b.was_pressed():
            winner = "B"
        elif running_time() - start > 3000:
            break
        sleep(1)
    if winner is None:
        print("nobody")
        music.play(music.WAWAWAWAA, wait=False)
        continue
    time = running_time() - start
    wins[winner] += 1
    print(f"round {game + 1}: {winner} in {time} ms")
    display.show(winner)
    music.play(["c5:1", "e", "g"])

best = max(wins, key=wins.get)
print("winner:", best, wins)
display.scroll(f"{best} wins", delay=40)
