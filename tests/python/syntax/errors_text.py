# The line of source and the file that a SyntaxError carries.
for source in ["x = (1 +\n", "a = 1\nb = = 2\nc = 3", "if x\n    pass", "def f():\n    return 1 +\n", "for x in y:\n    z z\n", "  \n\nx = 'abc\n", "if 1:\n    a b c  # comment\n",
               "class C:\n    def m(self):\n        self.x = 1 2\n", "x = \u20ac\n", "\u00e9 = 1 2"]:
    try:
        compile(source, "some_file.py", "exec")
    except SyntaxError as e:
        print(ascii(source), "|", e.filename, e.lineno, e.offset, ascii((e.text or "").rstrip("\n")), e.print_file_and_line)
        print("   ", ascii(str(e)))
        print("   ", e.args[0] == e.msg, e.args[1][:3] == (e.filename, e.lineno, e.offset), isinstance(e, Exception), type(e).__mro__[1].__name__)
