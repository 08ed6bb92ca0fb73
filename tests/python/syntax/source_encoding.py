# The encoding of source text that is bytes: declared in the first two lines, by a byte order mark, or UTF-8.
SOURCES = [
    b"# coding: latin-1\nx='\xf6'\n",
    b"\n# vim: set fileencoding=iso-8859-1 :\nx='\xf6'\n",
    b"#!/usr/bin/python\n# -*- coding: utf-8 -*-\nx='\xc3\xb6'\n",
    b"# coding: UTF_8\nx='\xc3\xb6'\n",
    b"\xef\xbb\xbfx='\xc3\xb6'\n",
    b"\xef\xbb\xbf# coding: utf-8\nx='\xc3\xb6'\n",
    b"\xef\xbb\xbf# coding: latin-1\nx=1\n",
    b"# coding: koi9\nx=1\n",
    b"\n\n# coding: koi9\nx=2\n",
    b"x=3 # coding: koi9\n",
    b"x=4\n# coding: koi9\n",
    b"# coding: ascii\nx='\xf6'\n",
    b"# coding: ascii\nx='a'\n",
    "# coding: koi9\nx='\xf6'\n",
]
for source in SOURCES:
    names = {}
    try:
        exec(compile(source, "source", "exec"), names)
        print(ascii(names["x"]))
    except SyntaxError as e:
        print(type(e).__name__, ascii(str(e)), e.filename, e.lineno, e.offset, e.text)

for source in b"x='\xf6'\n", b"a=1\nb='\xe4b'\n", b"# coding: utf-8\nx='\xff'\n":
    try:
        compile(source, "source", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg.split(" in position")[0], e.msg.split(": ")[-1], e.lineno)
