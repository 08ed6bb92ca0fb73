# During handling of the above exception.
def first():
    raise ValueError("first")


def second():
    try:
        first()
    except ValueError:
        raise KeyError("second")


second()
