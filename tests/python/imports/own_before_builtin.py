# A program's own json.py goes before the library's; a mere folder of a name does not.
import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/_own")
import json

print(json.extra, hasattr(json, "dumps"), json.__file__.rpartition("/")[2])
import textwrap

print(hasattr(textwrap, "note"), textwrap.dedent("  a"))
