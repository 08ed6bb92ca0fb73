# try with every combination of except, else and finally.
def run(kind):
    out = []
    try:
        out.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            raise KeyError("k")
        if kind == "type":
            raise TypeError("t")
        if kind == "base":
            raise KeyboardInterrupt
    except ValueError:
        out.append("ValueError")
    except (KeyError, IndexError) as e:
        out.append(f"tuple {e}")
    except Exception as e:
        out.append(f"Exception {e}")
    except:
        out.append("bare")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


for kind in ("none", "value", "key", "type", "base"):
    print(kind, run(kind))


def order():
    try:
        raise KeyError
    except LookupError:
        return "base class listed first"
    except KeyError:
        return "never"


print(order())
try:
    try:
        raise ValueError("inner")
    except KeyError:
        print("never")
    finally:
        print("inner finally")
except ValueError as e:
    print("outer", e)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")
    except KeyError:
        print("never: siblings do not catch")
except KeyError as e:
    print("outer got", e)
try:
    try:
        pass
    except ValueError:
        pass
    else:
        raise ValueError("in else")
except ValueError as e:
    print("else is not covered", e)
e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as error:
    print("name deleted", error)
try:
    raise ValueError
except ValueError as e:
    e = "rebound"
print("deleted even rebound", "e" in globals())
try:
    raise ValueError
except ValueError as e:
    del e
print("del inside is fine")


def kinds():
    return (ValueError, (KeyError, (IndexError,)))


try:
    raise ValueError
except kinds()[0]:
    print("expression as type")


def choose(name):
    print("   evaluated", name)
    return ValueError


try:
    raise KeyError("k")
except (choose("a") and TypeError):
    pass
except KeyError if True else choose("never"):
    print("conditional type")
except choose("not reached"):
    pass
for label, bad in [("int", 5), ("str", "ValueError"), ("None", None), ("tuple with int", (5,)), ("class", int), ("list", [ValueError]),
                   ("instance", ValueError()), ("nested tuple", ((ValueError,),))]:
    try:
        try:
            raise ValueError("original")
        except bad:
            print(label, "caught")
    except TypeError as error:
        print(label, error, "|", repr(error.__context__))
    except ValueError:
        print(label, "not caught")
try:
    pass
except undefined_name_is_not_evaluated:
    pass
try:
    1 / 0
except (): print("never")
except ArithmeticError: print("empty tuple catches nothing")
for i in range(3):
    try:
        if i == 1: continue
        if i == 2: break
    except Exception: pass
    else: print("else", i)
    finally: print("finally", i)
