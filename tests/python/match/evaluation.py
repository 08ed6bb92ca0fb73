# Guards, binding before failure, order, syntax errors of patterns.
log = []


class Subject:
    def __getattr__(self, n):
        if n.startswith("__"):
            raise AttributeError(n)
        log.append(n)
        return n


match Subject():
    case Subject(a="x"):
        pass
    case Subject(b=value, c="c"):
        print("matched", value)
print("asked", log)


def g(x):
    log.append(x)
    return x


log.clear()
match g(1):
    case 1 if g(False):
        pass
    case 1 if g(True):
        print("second")
    case _ if g("never"):
        pass
print("subject once, guards in order", log)

def local(x):
    match x:
        case [v, w]:
            pass
        case _:
            pass
    try:
        return v
    except UnboundLocalError as e:
        return str(e)


print(local([1, 2]), "|", local(5))


def in_loop():
    out = []
    for x in [1, "a", None, 2]:
        match x:
            case None:
                break
            case str():
                continue
            case n:
                out.append(n)
    return out


def returns(x):
    match x:
        case 1:
            return "one"
    return "end"


def nested(x):
    match x:
        case [k, v]:
            match k:
                case "a":
                    return "a", v
                case _:
                    return "inner other"
        case _:
            return "outer other"


print(in_loop(), returns(1), returns(2), nested(["a", 1]), nested("x"), nested([0, 0]))


def generator(xs):
    for x in xs:
        match x:
            case int():
                y = yield x
            case _:
                yield from x


print(list(generator([1, "ab", 2])))
for source in [
    "case x: pass\n case y: pass", "case _: pass\n case 1: pass", "case x | 1: pass", "case 1 | x: pass", "case [x, x]: pass", "case {'a': x, **x}: pass",
    "case P(x, y=x): pass", "case {**r, 'a': 1}: pass", "case {'a': 1, 'a': 2}: pass", "case [*a, *b]: pass", "case P(a=1, 2): pass", "case P(a=1, a=2): pass",
    "case 1 + 1: pass", "case x.y(): pass", "case -x: pass", "case f'x': pass", "case {x: 1}: pass", "case {**_}: pass", "case 1 as _: pass", "case x as y: pass",
    "case x as y.z: pass", "case *a: pass", "case (x := 1): pass", "case [1, 2] as [a, b]: pass", "case x if: pass", "pass", "case 1: pass\n else: pass",
    "case 1 + 2j: pass", "case 1j + 2: pass", "case 'a' + 1j: pass", "case -1 + 2j: pass", "case a.b | c.d: pass", "case (1, *_): pass", "case +1: pass", "case not 1: pass",
    "case x, y if x: pass", "case case: pass", "case None | True: pass", "case ...: pass", "case 1, | 2: pass",
]:
    try:
        compile("match s:\n " + source, "m", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "|", error.msg)
