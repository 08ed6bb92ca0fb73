# f-strings without limits: same quotes, backslashes, comments, line ends, nesting.
d = {"k": "v", "n": [1, 2]}
x = 5
print(f"{d["k"]} {d["n"][0]}")
print(f'{d['k']} {'a' + 'b'}')
print(f"{"\n".join(["a", "b"])}")
print(f"{'\t'!r} {"\\"} {len("\x41")}")
print(f"{f"{f"{f"{1 + 1}"}"}"}")
print(f"{x  # a comment
}")
print(f"{
    x
    + 1
}")
print(f"{x:{"0"}>{f"{4}"}}")
print(f"{"a" if x else "b"} {", ".join(f"{k}={v}" for k, v in {"p": 1, "q": 2}.items())}")
print(f"""{"""inner"""} {'''other'''}""")
print(f"{'{'} {"}"} {{}} {x!r:>3}")
print(f"{x = } {d["k"] = }")
print(f"{[
    1,
    2,  # two
]}")
print(f"{(lambda v: v * 2)(4)} {"é🐍"}")
print(rf"{"\n"!r} \d {x}")
print(f"{"nested {not} replaced"}")
