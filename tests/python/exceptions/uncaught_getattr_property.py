# A traceback through property, __getattr__ and operator methods.
class A:
    def __add__(self, o):
        return self.value + o

    @property
    def value(self):
        return self["k"]

    def __getitem__(self, k):
        raise KeyError(k)


A() + 1
