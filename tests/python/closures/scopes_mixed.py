# Name lookup across class bodies, comprehensions, exec and builtins.
x = "module"


class C:
    print("class reads module", x)
    x = "class"
    print("class reads own", x)
    l = [x for _ in range(1)]
    first = [i for i in x]
    print("comprehension skips class", l, "first iterable does not", first[:2])
    f = lambda self: x
    g = (lambda v=x: v)()

    def m(self):
        return x


print("methods skip class", C().m(), C().f(), C.g)


def outer():
    x = "outer"

    class D:
        print("class reads enclosing", x)
        y = x

        def m(self):
            return x

    return D


D = outer()
print("method reads enclosing", D().m(), D.y)


def outer2():
    x = "outer2"

    class E:
        x = x + "+class"

    return E.x


try:
    print("class local from enclosing", outer2())
except NameError as error:
    print("class local from enclosing", error)
y = "global y"


class F:
    y = y + "!"
    z = y


print("class local from global", F.y, F.z, y)


class G:
    try:
        del missing
    except NameError as error:
        print("del in class", error)
    v = 1
    del v
    try:
        v
    except NameError as error:
        print("gone in class", error)


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print("conditional", conditional(1), conditional(0))


def builtin_then_local():
    try:
        return len([1])
    except UnboundLocalError as error:
        return str(error)
    len = 1


print("builtin hidden by local", builtin_then_local())


def comp_scope():
    i = "kept"
    [i for i in range(3)]
    {i for i in range(3)}
    {i: i for i in range(3)}
    list(i for i in range(3))
    return i


print("comprehension variable", comp_scope())


def locals_test(a, b=2):
    c = 3
    del b
    d = lambda: a
    return sorted(locals().items(), key=lambda p: p[0])[:2], sorted(locals())


print("locals", locals_test(1))
class H:
    a = 1
    print("class locals", "a" in locals(), "__module__" in locals(), locals()["a"])
    locals()["made"] = 5


print("class locals write", H.made)
try:
    undefined_name
except NameError as error:
    print(error, "|", error.name)


def nested_undefined():
    return [undefined_inner for _ in range(1)]


try:
    nested_undefined()
except NameError as error:
    print(error)
