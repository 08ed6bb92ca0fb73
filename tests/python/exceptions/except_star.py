# except*: matching, leftovers, reraise, naked exceptions.
def show(e):
    if isinstance(e, BaseExceptionGroup):
        return [show(x) for x in e.exceptions]
    return repr(e)


def run(label, make, log):
    try:
        try:
            raise make()
        except* ValueError as e:
            log.append(("V", show(e)))
        except* (TypeError, KeyError) as e:
            log.append(("TK", show(e)))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as e:
        log.append(("left", show(e)))
    print(label, log)


run("all", lambda: ExceptionGroup("g", [ValueError(1), TypeError(2)]), [])
run("one", lambda: ExceptionGroup("g", [ValueError(1), ValueError(2)]), [])
run("left over", lambda: ExceptionGroup("g", [ValueError(1), OSError(2)]), [])
run("nested", lambda: ExceptionGroup("g", [ExceptionGroup("h", [ValueError(1), OSError(3)]), KeyError(2)]), [])
run("naked", lambda: ValueError("naked"), [])
run("naked unmatched", lambda: OSError("naked"), [])
run("base", lambda: BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]), [])
log = []
try:
    log.append("body")
except* ValueError:
    log.append("never")
else:
    log.append("else")
finally:
    log.append("finally")
print("nothing raised", log)
try:
    raise ValueError("n")
except* ValueError as e:
    print("naked is wrapped", type(e).__name__, repr(e.message), show(e))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise KeyError("new")
except ExceptionGroup as e:
    print("raise inside", e.message, [type(x).__name__ for x in e.exceptions])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise
    except* TypeError:
        print("   TypeError handled")
except ExceptionGroup as e:
    print("bare raise", e.message, show(e))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("a")
    except* TypeError:
        raise KeyError("b")
except ExceptionGroup as e:
    print("two new", repr(e.message), show(e), [repr(x.__context__) for x in e.exceptions])
try:
    raise ExceptionGroup("g", [ValueError(1)])
except* Exception as e:
    print("all of it", show(e))
print("name deleted", "e" in globals())
for label, source in [
    ("group type", "try:\n raise ValueError\nexcept* ExceptionGroup: pass"),
    ("bad type", "try:\n raise ValueError\nexcept* 5: pass"),
    ("mixed", "try: pass\nexcept ValueError: pass\nexcept* KeyError: pass"),
    ("naked star", "try: pass\nexcept*: pass"),
    ("return", "def f():\n try: pass\n except* ValueError: return 1"),
    ("break", "for i in []:\n try: pass\n except* ValueError: break"),
    ("continue", "for i in []:\n try: pass\n except* ValueError: continue"),
]:
    try:
        exec(source)
        print(label, "fine")
    except SyntaxError as error:
        print(label, "SyntaxError", error.msg)
    except TypeError as error:
        print(label, "TypeError", error)
for i in range(2):
    try:
        raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError as e:
        for j in range(3):
            if j == 1:
                break
        print("loop inside is fine", i, j)
