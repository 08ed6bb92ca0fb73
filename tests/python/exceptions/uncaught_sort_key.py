# A traceback through native functions that call back.
def key(x):
    return 1 / x


class Bad:
    def __eq__(self, o):
        return sorted([0], key=key)


[Bad()].index(5)
