# Wrong numbers of arguments for the methods of the builtin types.
samples = {"str": "abc", "bytes": b"abc", "bytearray": bytearray(b"abc"), "list": [1, 2], "tuple": (1, 2), "dict": {1: 2}, "set": {1}, "frozenset": frozenset([1]), "int": 5, "float": 1.5, "complex": 1j, "range": range(3)}
nullary = {"str": "upper lower title casefold swapcase capitalize isalpha isdigit isspace isupper islower istitle isalnum isdecimal isnumeric isidentifier isprintable isascii", "bytes": "upper lower title swapcase capitalize isalpha isdigit isspace", "bytearray": "reverse clear copy upper", "list": "reverse copy clear", "dict": "keys values items copy clear popitem", "set": "copy clear pop", "frozenset": "copy", "int": "bit_length bit_count conjugate as_integer_ratio", "float": "is_integer hex as_integer_ratio conjugate", "complex": "conjugate"}
for kind, names in nullary.items():
    for name in names.split():
        try:
            print(kind, name, "accepted", getattr(samples[kind], name)(1))
        except TypeError:
            print(kind, name, "TypeError")
unary = {"str": "count find index join partition rpartition replace startswith endswith center ljust rjust zfill translate removeprefix removesuffix format_map", "bytes": "count find index join partition replace startswith translate center zfill", "bytearray": "append extend insert remove find", "list": "append extend insert remove index count", "tuple": "index count", "dict": "get pop setdefault fromkeys", "set": "add remove discard isdisjoint issubset issuperset symmetric_difference", "range": "index count"}
for kind, names in unary.items():
    for name in names.split():
        try:
            print(kind, name, "accepted", getattr(samples[kind], name)())
        except TypeError:
            print(kind, name, "TypeError")
for kind, value in samples.items():
    try:
        value.no_such_method()
    except AttributeError as e:
        print(e)
