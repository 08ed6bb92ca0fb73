# Literal, value, wildcard and capture patterns.
class Color:
    RED = 1
    GREEN = "g"

    class Deep:
        BLUE = (1, 2)


def f(x):
    match x:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case -2 - 1j:
            return "complex negative"
        case "text":
            return "str"
        case "joined" "text":
            return "joined"
        case b"bytes":
            return "bytes"
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case Color.GREEN:
            return "dotted"
        case Color.Deep.BLUE:
            return "deep dotted"
        case 7 | 8 | "seven":
            return "or"
        case _:
            return "other"


for x in [0, 0.0, -1, 1.5, 2 + 3j, -2 - 1j, "text", "joinedtext", b"bytes", None, True, False, "g", (1, 2), 7, 8, "seven", 9, [], [1, 2]]:
    print(repr(x), f(x))


def capture(x):
    match x:
        case y:
            return y


print("capture", capture(5), capture(None))


def bool_before(x):
    match x:
        case True:
            return "is True"
        case 1:
            return "equals 1"


print("True by identity", bool_before(1), bool_before(True), bool_before(1.0))
match 5:
    case 1:
        print("never")
print("no match is fine")
match = 3
case = 4
_ = 5
print("soft keywords", match, case, match + case)
match (match):
    case 3: print("parenthesised subject")
match match:
    case case:
        print("names", case)
print("wildcard does not bind", _)
match(1)if False else None
match [1, 2]:
    case x:
        print("x", x)
match 1, 2:
    case (a, b):
        print("tuple subject", a, b)
match *[1, 2], 3:
    case a, *b:
        print("star subject", a, b)


class Eq:
    def __eq__(self, o):
        print("   eq", o)
        return o == 2


match Eq():
    case 1:
        print("never")
    case 2:
        print("by ==")
match 3:
    case int() as n if n > 5:
        print("never")
    case n if n == 3:
        print("guard", n)
match 1:
    case (1 | 2) as k:
        print("or as", k)
    case _:
        pass

def match_def(match): return match
print(match_def(match=1), [match for match in [1]])
type = 5
print("type as name", type)
