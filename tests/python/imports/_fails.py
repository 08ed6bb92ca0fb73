def go():
    inner()


def inner():
    raise ValueError("from the module")
