# Every builtin exception: its base, its text.
import builtins

names = """BaseException SystemExit KeyboardInterrupt GeneratorExit BaseExceptionGroup Exception ArithmeticError FloatingPointError
OverflowError ZeroDivisionError AssertionError AttributeError BufferError EOFError ExceptionGroup ImportError ModuleNotFoundError
LookupError IndexError KeyError MemoryError NameError UnboundLocalError OSError BlockingIOError ChildProcessError ConnectionError
BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError
IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError ReferenceError RuntimeError NotImplementedError
RecursionError StopAsyncIteration StopIteration SyntaxError IndentationError TabError SystemError TypeError ValueError UnicodeError
UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError Warning DeprecationWarning RuntimeWarning UserWarning SyntaxWarning
FutureWarning ImportWarning""".split()
for name in names:
    cls = getattr(builtins, name, None)
    print(name, "->", " ".join(b.__name__ for b in cls.__bases__) if cls else "missing")
print("aliases", IOError is OSError, EnvironmentError is OSError)
for cls in (Exception, ValueError, KeyError, StopIteration, SystemExit, OSError, AttributeError, NameError, ImportError):
    print(cls.__name__, [repr(cls()), str(cls()), repr(cls("a")), str(cls("a")), repr(cls("a", 2)), str(cls("a", 2)), cls("a", 2).args])
print("KeyError texts", str(KeyError("k")), str(KeyError(5)), str(KeyError(None)), str(KeyError(("t", 1))), str(KeyError()))
o = OSError(2, "No such file", "name.txt")
print("OSError", o.errno, o.strerror, o.filename, o, repr(o), o.args, type(o).__name__)
print("OSError picks class", [type(OSError(n, "x")).__name__ for n in (1, 2, 11, 13, 17, 20, 21, 4, 32, 110)])
print("OSError one", OSError("m").errno, OSError(5).errno, OSError(2, "x"), OSError(1, "a", "f", None, "g"))
print("ImportError", ImportError("m", name="n", path="p").name, ImportError("m", path="p").path, ImportError().name, ImportError("m").msg)
print("SystemExit", SystemExit(3).code, SystemExit().code, SystemExit("m").code, SystemExit(1, 2).code)
print("StopIteration", StopIteration(3).value)
print("AttributeError", AttributeError("m", name="n", obj=5).name, AttributeError("m", name="n", obj=5).obj, NameError("m", name="x").name)
u = UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad byte")
print("UnicodeDecodeError", u, u.encoding, u.object, u.start, u.end, u.reason)
u = UnicodeEncodeError("ascii", "a\xe9", 1, 2, "not ascii")
print("UnicodeEncodeError", u, u.args[0])
s = SyntaxError("msg", ("file", 3, 5, "the line"))
print("SyntaxError", s.msg, s.filename, s.lineno, s.offset, s.text, s, SyntaxError("only").lineno)
for label, f in [("unicode args", lambda: UnicodeDecodeError("a")), ("keyword", lambda: ValueError(x=1)), ("import keyword", lambda: ImportError(x=1)),
                 ("attribute keyword", lambda: AttributeError(x=1)), ("syntax details", lambda: SyntaxError("m", (1,)))]:
    try:
        print(label, f())
    except (TypeError, IndexError) as error:
        print(label, type(error).__name__)
print("docs", all(getattr(builtins, n).__module__ == "builtins" for n in names))
e = ValueError(1)
e.args = (5, 6)
print("args set", e, repr(e))
e.args = "ab"
print("args from str", e.args)
e.extra = 1
print("open", e.extra, e.__dict__)
print("equality", ValueError(1) == ValueError(1), e == e)
