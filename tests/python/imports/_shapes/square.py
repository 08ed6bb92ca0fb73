print("loading", __name__)


def area(a):
    return a * a
