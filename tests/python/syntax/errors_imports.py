# Wrong import statements.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "import", "import 1", "import x.", "import .x", "import x as", "import x as y.z", "import x as 1", "from x", "from x import", "from x import ()", "from x import (a", "from x import a,", "from x import (a,)", "from x import *, a", "from x import a.b", "from import x", "from . import *",
    "def f():\n from x import *", "class C:\n from x import *", "import a, b as c, d.e", "import a from b", "from .. import", "from x import a as b.c", "from . x import y", "import *",
]:
    show(source)
