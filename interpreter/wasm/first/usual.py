# What first programs are made of.
import random
import time


class Dog:
    def __init__(self, name):
        self.name = name

    def speak(self):
        return self.name + " says woof"


def area(width, height=2):
    return width * height


print(Dog("Rex").speak(), area(3), area(3, height=4), sep=", ")
ages = {"Ada": 36, "Bob": 7}
ages["Cy"] = 1
for name in ages:
    print(name, ages[name], "Ada" in ages)
numbers = [3, 1, 2]
numbers.append(4)
numbers[0] += 1
for i in range(len(numbers)):
    print(i, numbers[i], end=" ")
print(numbers, numbers[1:3], sum(numbers), max(numbers), 3 in numbers, [n * n for n in numbers if n % 2])
print(7 // 2, 7 / 2, 2**10, 1.5 * 2, round(3.14159, 2), int("5"), float("2.5"), str(3), 0.1 + 0.2, True and not None)
print("Hello".upper(), "a,b".split(","), len("ä€"), f"{numbers[0]} {7 / 2:.1f}", "Hello"[1:3], "ab" * 2)
while True:
    choice = random.choice(["rock", "paper"])
    if random.randint(1, 6) > 3 or choice == "rock":
        break
    elif choice != "paper":
        continue
    time.sleep(0.1)
try:
    int("five")
except ValueError as error:
    print(error)
age = int(input("How old are you? "))
print("You are", age)
print(undefined)
