# An uncaught error in nested calls: every frame with its line.
def c(n):
    return 10 / n


def b(n):
    x = n
    return c(
        x
    )


class A:
    def method(self, n):
        return b(n)

    @property
    def prop(self):
        return self.method(0)


print("before")
(lambda: A().prop)()
print("never")
