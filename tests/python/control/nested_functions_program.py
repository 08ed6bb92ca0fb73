# A longer program that mixes the constructs: a small tokenizer, parser and evaluator.
class Error(Exception):
    pass


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
            continue
        if c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            yield "num", int(text[i:j])
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            yield "name", text[i:j]
            i = j
        elif c in "+-*/()=,":
            yield "op", c
            i += 1
        else:
            raise Error(f"bad character {c!r} at {i}")
    while True:
        yield "end", None


class Parser:
    def __init__(self, text):
        self.it = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.value = next(self.it)

    def accept(self, op):
        if self.kind == "op" and self.value == op:
            self.advance()
            return True
        return False

    def expect(self, op):
        if not self.accept(op):
            raise Error(f"expected {op!r}, got {self.value!r}")

    def expression(self):
        left = self.term()
        while self.kind == "op" and self.value in "+-":
            op = self.value
            self.advance()
            left = (op, left, self.term())
        return left

    def term(self):
        left = self.factor()
        while self.kind == "op" and self.value in "*/":
            op = self.value
            self.advance()
            left = (op, left, self.factor())
        return left

    def factor(self):
        if self.accept("-"):
            return ("neg", self.factor())
        if self.accept("("):
            inner = self.expression()
            self.expect(")")
            return inner
        kind, value = self.kind, self.value
        self.advance()
        if kind == "num":
            return value
        if kind == "name":
            if self.accept("("):
                args = []
                while not self.accept(")"):
                    args.append(self.expression())
                    if not self.accept(","):
                        self.expect(")")
                        break
                return ("call", value, args)
            return ("name", value)
        raise Error(f"unexpected {value!r}")


OPS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b}


def evaluate(node, env):
    match node:
        case int():
            return node
        case ("name", name):
            return env[name]
        case ("neg", x):
            return -evaluate(x, env)
        case ("call", name, args):
            return env[name](*[evaluate(a, env) for a in args])
        case (op, a, b):
            return OPS[op](evaluate(a, env), evaluate(b, env))


env = {"x": 5, "max": max, "double": lambda v: v * 2}
for line in ["1 + 2 * 3", "(1 + 2) * 3", "-x * -(2 - 4)", "max(1, x, 3)", "double(double(x)) / 3", "8 / 0", "y + 1", "1 +", "(1", "1 $ 2", "x(1)", "double(1, 2)", "10 - 3 - 2"]:
    try:
        print(line, "=", evaluate(Parser(line).expression(), env))
    except (Error, ArithmeticError, LookupError, TypeError) as error:
        print(line, "|", type(error).__name__, error)
