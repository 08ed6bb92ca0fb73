# Guess the number: answer in the terminal.
import random

number = random.randint(1, 100)
tries = 0
print("I have a number from 1 to 100.")

while True:
    answer = input("Your guess: ")
    if not answer.isdigit():
        print("A number, please.")
        continue
    guess = int(answer)
    tries += 1
    if guess < number:
        print("Larger!")
    elif guess > number:
        print("Smaller!")
    else:
        print(f"Right, after {tries} tries.")
        break
