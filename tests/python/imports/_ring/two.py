print("two starts")
import _ring.one

print("one is there, its VALUE", hasattr(_ring, "one") and hasattr(_ring.one, "VALUE"))
from . import one as early

VALUE = "two"


def partner():
    return early
