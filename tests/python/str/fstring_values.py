# f-strings over all kinds of values (their grammar is tested elsewhere).
a, b, name = 7, 2.5, "Ada"
items = [1, 2, 3]
table = {"x": 10, 'y z': 20}
print(f"{a} {b} {name} {items} {table}", f"{a + b} {a * 2} {name.upper()} {items[0]} {items[-1:]} {table['x']} {table['y z']}")
print(f"{a!r} {name!r} {name!s} {'é'!a}", f"{a:5}|{a:<5}|{a:^5}|{a:05}|{b:.2f}|{name:>6}|{name!r:>8}|")
print(f"{a:{b:.0f}}|", f"{name:{chr(42)}^{a + 4}}|", f"{b:{a}.{1}f}|", f"{a:{'#x'}}")
print(f"{a=} {b=} {name=} {a + 1 = }", f"{a=:>5} {b=:.3f} {name=!s}", f"{ a = !r:>4}")
print(f"{{}} {{{a}}} {{a}}", f"", f"{''}", f"{a}{b}", f"a" f"{a}" "b" f"{b}", f'{"q"}', f"{'a' if a else 'b'}", f"{(lambda x: x * 2)(a)}", f"{[x * 2 for x in items]}", f"{ {'k': 1}['k'] }", f"{(a, b)}", f"{a, b}", f"{a == 7}", f"{not a}", f"{a if a > 3 else b:.1f}")
print(f"""multi {
    a
} line {
    items
}""", f'''{"x"}{'y'}''')
def f():
    local = 3
    return f"{local} {a} " + "".join(f"{i}{local}" for i in range(3))
print(f(), *(f"{i:02d}" for i in range(3)), f"{f'{a}'}", f"{f'{name:>{a}}'}|", f"\n{a}\t".strip(), f"{a}\u00e9\x41", rf"\n{a}", f"{'é日'}")
for fn in (lambda: f"{undefined}", lambda: f"{a:d}{name:d}", lambda: f"{1/0}", lambda: f"{items[9]}", lambda: f"{b:x}", lambda: f"{a:{name}}"):
    try:
        print(fn())
    except Exception as e:
        print("error", type(e).__name__, e)
