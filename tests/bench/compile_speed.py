# How fast source text becomes code: classes, functions and expressions of all kinds, compiled again and again.
UNIT = '''
class Station_NUMBER:
    """Keeps what a sensor said."""

    limit = NUMBER + 10

    def __init__(self, name, *readings, unit="C", **options):
        self.name = name
        self.readings = list(readings)
        self.unit = unit
        self.options = {key: value for key, value in options.items() if value is not None}

    def add(self, value):
        if value is None or not isinstance(value, (int, float)):
            raise TypeError("not a number: %r" % (value,))
        elif value > self.limit:
            self.options["high"] = value
        else:
            self.readings.append(value)
        return self

    def report(self):
        try:
            mean = sum(self.readings) / len(self.readings)
        except ZeroDivisionError as error:
            return f"{self.name}: nothing ({error})"
        finally:
            self.options.clear()
        low, *middle, high = sorted(self.readings)
        return f"{self.name}: {mean:.2f}{self.unit} from {low!r} to {high!r}, {len(middle)} between"

def filtered_NUMBER(values, low=0, high=NUMBER):
    for index, value in enumerate(values):
        if not low <= value < high:
            continue
        while value > 10 and value & 1 == 0:
            value >>= 1
        yield index, value

def apply_NUMBER(values):
    table = {"one": 1, "two": 2, "three": [3, 3.0, 3e0], "four": (4, 0x4, 0b100, 0o4)}
    count = 0
    def bump(step):
        nonlocal count
        count += step
        return count
    pairs = [(i, v) for i, v in filtered_NUMBER(values) if v % 3 != 1]
    total = sum(map(lambda pair: pair[0] * pair[1] - bump(1), pairs))
    with_defaults = dict(table, total=total, count=count)
    del table["one"]
    return with_defaults, -total ** 2 // 7, values[1:-1:2], values[::-1]
'''


def main():
    lines = size = 0
    namespace = {}
    for number in range(180):
        source = UNIT.replace("NUMBER", str(number))
        code = compile(source, "unit%d" % number, "exec")
        lines += source.count("\n")
        size += len(source)
        if number % 40 == 0:
            exec(code, namespace)
    print("lines", lines, "characters", size)
    print(namespace["Station_80"]("roof", 3, 1, 2).add(7).report())
    print(namespace["apply_120"](list(range(100)))[0]["total"])
    total = 0
    for i in range(3000):
        total += eval("(%d + 4) * 3 - %d // 2" % (i, i))
    print("eval", total)


main()
