# The above exception was the direct cause.
class Mine(Exception):
    pass


def load():
    try:
        return {}["missing"]
    except KeyError as e:
        raise Mine("could not load", 5) from e


try:
    load()
except Mine:
    raise RuntimeError
