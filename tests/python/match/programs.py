# match in small programs.
def evaluate(e):
    match e:
        case int() | float():
            return e
        case ("+", a, b):
            return evaluate(a) + evaluate(b)
        case ("-", a):
            return -evaluate(a)
        case ("-", a, b):
            return evaluate(a) - evaluate(b)
        case ("*", *factors):
            r = 1
            for x in factors:
                r *= evaluate(x)
            return r
        case ("if", c, t, f):
            return evaluate(t) if evaluate(c) else evaluate(f)
        case unknown:
            raise ValueError(f"cannot evaluate {unknown!r}")


def command(line):
    match line.split():
        case ["quit" | "exit"]:
            return "bye"
        case ["go", ("north" | "south" | "east" | "west") as d]:
            return f"going {d}"
        case ["go", other]:
            return f"no way {other}"
        case ["take", item, "from", *place] if place:
            return f"take {item} from {' '.join(place)}"
        case ["drop", *items]:
            return f"drop {len(items)}"
        case []:
            return "nothing"
        case [verb, *_]:
            return f"unknown {verb}"


def flatten(x):
    match x:
        case [] | ():
            return []
        case [head, *tail]:
            return flatten(head) + flatten(tail)
        case _:
            return [x]


def fizz(n):
    match n % 3, n % 5:
        case 0, 0:
            return "FizzBuzz"
        case 0, _:
            return "Fizz"
        case _, 0:
            return "Buzz"
        case _:
            return n


print(evaluate(("+", 1, ("*", 2, 3, ("-", 4)))), evaluate(("if", ("-", 1, 1), "no", 5)))
try:
    evaluate(("?",))
except ValueError as e:
    print(e)
for line in ["quit", "go north", "go up", "take key from the box", "take key from", "drop a b", "", "sing loud"]:
    print(repr(line), command(line))
print(flatten([1, [2, (3, [])], 4]))
print([fizz(n) for n in range(1, 16)])
