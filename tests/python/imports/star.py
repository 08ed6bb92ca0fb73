# from x import *, with and without __all__.
from _stars.plain import *

print(public, "_private" in globals(), other_module.__name__)
from _stars.listed import *

print("listed", shown, _shown_too, "hidden" in globals())
from _stars import *

print("package", inner.VALUE, "unlisted" in globals())
for name in ("missing", "bad_item", "not_list"):
    try:
        exec(f"from _stars.{name} import *")
        print(name, "fine")
    except Exception as error:
        print(name, type(error).__name__, error)
ns = {}
exec("from _stars.plain import *", ns)
print(sorted(k for k in ns if not k.startswith("__")))
loc = {}
exec("from _stars.plain import *", {}, loc)
print(sorted(loc))
