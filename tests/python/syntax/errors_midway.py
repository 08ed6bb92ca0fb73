# Programs that go wrong in the middle of a condition, an argument, a statement, or at a character that begins no token.
PROGRAMS = [
    "x = a if b $ else c",
    "x = a if b + (c $) else d",
    "x = a if b + c * else d",
    "x = (a if b not else d)",
    "x = a if -b + else 5",
    "x = [a if b < else 5]",
    "x = a if not else 5",
    "x = a if b == c and else 5",
    "f(a=1, b $)",
    "f(a=1, b -> 3)",
    "f(a=1, b: =2)",
    "f(**k, b ->)",
    "f(a=1, *b ->)",
    "f(a=1, b c)",
    "f(a=1, b=2 ->)",
    "import x{",
    "from a import b [",
    "pass {",
    "global x (",
    "x {",
    "del x [",
    "? x",
    "x = $",
    "a <> b",
    "f(a <> b)",
    "x = (1,\n     2$\n",
    "def f():\n? x",
    "class A:\n<>   pass",
    "class A:\n    def f(self):\nreturn 1",
    "class A:\n    def f(self):\n    return 1",
    "class A:\n    def f(self):\n  return 1",
    "if x:\n    while y:\n  z",
]
for program in PROGRAMS:
    try:
        compile(program + "\n", "program", "exec")
        print("fine", repr(program))
    except SyntaxError as e:
        print(repr(program), type(e).__name__, e.msg, e.lineno, e.offset)
