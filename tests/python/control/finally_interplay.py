# return, break and continue through finally.
def both():
    try:
        return "try"
    finally:
        return "finally"


def after():
    value = "before"
    try:
        return value
    finally:
        value = "changed"
        print("   finally runs, result is fixed")


def swallow():
    try:
        1 / 0
    finally:
        return "error swallowed"


def nested():
    try:
        try:
            return 1
        finally:
            print("   inner")
    finally:
        print("   outer")


def loop_break():
    out = []
    for i in range(4):
        try:
            if i == 2:
                break
            out.append(i)
        finally:
            out.append("f")
    else:
        out.append("else")
    return out


def loop_continue():
    out = []
    for i in range(3):
        try:
            if i == 1:
                continue
            out.append(i)
        finally:
            out.append("f")
    else:
        out.append("else")
    return out


def continue_in_finally():
    out = []
    for i in range(3):
        try:
            if i == 1:
                raise ValueError
            out.append(i)
        finally:
            continue
        out.append("never")
    return out


def break_in_finally():
    while True:
        try:
            return "lost"
        finally:
            break
    return "break wins"


def return_in_loop_finally():
    for i in range(3):
        try:
            return i
        finally:
            if i < 1:
                continue
    return "end"


def else_return():
    try:
        pass
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print("   finally after else")


def except_return():
    try:
        raise ValueError
    except ValueError:
        return "except"
    finally:
        print("   finally after except")


def deep():
    for a in range(2):
        try:
            for b in range(2):
                try:
                    if b:
                        break
                    continue
                finally:
                    print("   b", b)
        finally:
            print("   a", a)
    return "deep"


def finally_raises():
    try:
        return 1
    finally:
        raise KeyError("from finally")


def finally_loop():
    try:
        return "kept"
    finally:
        for i in range(3):
            if i == 1:
                break


for f in [both, after, swallow, nested, loop_break, loop_continue, continue_in_finally, break_in_finally,
          return_in_loop_finally, else_return, except_return, deep, finally_raises, finally_loop]:
    try:
        print(f.__name__, f())
    except Exception as error:
        print(f.__name__, "raised", repr(error), repr(error.__context__))
