# The public names of the builtin types.
expected = {
    str: "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
    bytes: "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
    bytearray: "append capitalize center clear copy count decode endswith expandtabs extend find fromhex hex index insert isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition pop remove removeprefix removesuffix replace reverse rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill",
    list: "append clear copy count extend index insert pop remove reverse sort",
    tuple: "count index",
    dict: "clear copy fromkeys get items keys pop popitem setdefault update values",
    set: "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update",
    frozenset: "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
    int: "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes",
    float: "as_integer_ratio conjugate fromhex hex imag is_integer real",
    complex: "conjugate imag real",
    range: "count index start step stop",
    slice: "indices start step stop",
    memoryview: "cast contiguous format hex itemsize nbytes ndim obj readonly release shape strides tobytes tolist",
    property: "deleter fget fset fdel getter setter",
    BaseException: "add_note args with_traceback",
    StopIteration: "value", SystemExit: "code", OSError: "errno filename strerror", ImportError: "name path", UnicodeDecodeError: "encoding end object reason start", SyntaxError: "filename lineno msg offset text",
}
for cls, names in expected.items():
    absent = [n for n in names.split() if not hasattr(cls, n)]
    listed = [n for n in names.split() if n not in dir(cls)]
    print(cls.__name__, len(names.split()), absent, listed)
import builtins
names = "abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Ellipsis NotImplemented"
print([n for n in names.split() if not hasattr(builtins, n) and n not in ("breakpoint", "help")])
errors = "ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError"
print([n for n in errors.split() if not hasattr(builtins, n)])
for n in errors.split():
    print(n, [c.__name__ for c in getattr(builtins, n).__mro__[1:-1]])
