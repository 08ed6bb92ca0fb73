# f-strings: expressions, conversions, specs, nesting.
x, y, name, items, d = 5, 3.5, "Ann", [1, 2], {"k": "v", 1: "one"}
print(f"plain", f"", f"{x}", f"a{x}b{y}c", f"{x}{y}")
print(f"{x + 1} {x * 2} {x if x > 3 else y} {x > 3 and 'big'}")
print(f"{name!r} {name!s} {name!a} {'é'!a} {name!r:>10}|")
print(f"{x:5}|{x:<5}|{x:^5}|{x:>05}|{x:+d}|{x:x}|{x:#b}|{x:e}" if x else "")
print(f"{y:.2f} {y:8.3f}| {y:%} {y:g}")
print(f"{name:>10}|{name:*^9}|{name:.2}|{name:10.1}|")
print(f"{{}} {{{x}}} {{{{{x}}}}} }}{{")
print(f"{d['k']} {d[1]} {items[0]} {items[-1]} {d.get('z', 'none')}")
print(f"{[i * 2 for i in items]} { {1, 1} } { {'a': 1}['a'] } {(lambda v: v + 1)(2)}")
width, precision = 10, 3
print(f"{y:{width}.{precision}f}| {name:{'>'}{width}}| {x:{'0'}>{width}}| {y:{width}}|")
print(f"{f'inner {x}'}", f"{f'{x}' + 'tail'}")
print(f"{x=} {x = } {x=!r} {x=:>4} {x + 1=} {name=} {name=!s} {name = :>6}|")
print(f"{ x } {x } { x!r} {x :3}|")
print(f"multi {x} "
      f"line {y}" " plain {x} " rf"\{x}\n")
print(f"""triple {x}
{y
} end""")
print(f'{"double"} {name.upper()} {name.replace("A", "B")}')
print(f"{'a' 'b'} {'a' + 'b'} {len('abc')}")
print(f"{x!r:^{width}}|{'txt'!s:>{width // 2}}|")
print(f"{(z := 7)} {z} {x:=+5}|")
print(f"{None} {True} {...} {1, 2} {(1,)} {*items, 3}")
print(f"{'yes' if x == 5 else 'no'} {x != 5} {x >= 5} {x == 5 == 5.0}")
print(F"{x}", fR"\n{x}", Rf"{x}\t", f"\n".strip() + "|", f"\x41\u0042{x}\N{BULLET}" if False else f"\x41\u0042{x}")
print(f"{3.0} {1e20} {1e16} {1j} {10 ** 20} {-0.0}")


class F:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(f"{F()} {F():abc} {F():{x}{y}} {F()!s:>5} {F()!r} {F()=} {F()=:q} {F()=!s}")
print(f"{F():a b:c!d}|{F():%H:%M}|{F():[x]}")


def fn(a):
    return f"{a}{a!r}"


print(fn("q"), (lambda s: f"{s:>3}")("z"), [f"{i}" for i in range(3)])
print(f"{x:{{}}}" if False else "skip", f"{'{'}{'}'}", f"{'{x}'}")
print(f"{items!r:}", f"{x:}", f"{'':>3}|")
print(f"{'a':{'>' if x else '<'}{3}}|", f"{f'{x}':>{f'{4}'}}|")
print(f"{yield_ if (yield_ := 1) else 0}")
print("unicode", f"é{x}ü{'🐍':>3}|")
