def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return "lazy " + name


def __dir__():
    return ["made"]
