import _bodies

print("early", __name__, __package__, hasattr(_bodies, "VALUE"), hasattr(_bodies, "early"))


def later():
    from . import lazy

    yield lazy.TEXT
