# Wrong numbers and kinds of arguments are TypeErrors for every builtin.
calls = {
    "none": ["abs()", "chr()", "ord()", "len()", "hex()", "iter()", "next()", "hash()", "id()", "repr()", "callable()", "isinstance()", "getattr()", "setattr()", "divmod()", "pow()", "round()", "sum()", "min()", "max()", "sorted()", "any()", "all()", "range()", "slice()", "map()", "filter()", "reversed()", "enumerate()", "format()", "type()", "eval()", "exec()", "compile()", "open()", "issubclass()", "hasattr()", "delattr()", "memoryview()", "classmethod()", "staticmethod()", "bin()", "oct()", "ascii()"],
    "many": ["abs(1, 2)", "len([], [])", "bool(1, 2)", "int(1, 2, 3)", "float(1, 2)", "str(1, 2, 3, 4)", "list([], [])", "tuple([], [])", "dict({}, {})", "set([], [])", "complex(1, 2, 3)", "bytes(1, 2, 3, 4)", "range(1, 2, 3, 4)", "hash(1, 2)", "id(1, 2)", "repr(1, 2)", "sum([], 1, 2)", "sorted([], 1)", "divmod(1, 2, 3)", "round(1, 2, 3)", "isinstance(1, int, 2)", "getattr(1, 'a', 2, 3)", "next(1, 2, 3)", "iter(1, 2, 3)", "callable(1, 2)", "chr(1, 2)", "input(1, 2)", "globals(1)", "locals(1)", "vars(1, 2)", "dir(1, 2)", "any([], [])", "object(1)", "property(1, 2, 3, 4, 5)", "format(1, '', 2)"],
    "keyword": ["abs(x=1)", "len(obj=[])", "int(x=1)", "float(x=1)", "list(a=1)", "tuple(a=1)", "set(a=1)", "bool(x=1)", "range(stop=1)", "isinstance(obj=1, cls=int)", "hash(x=1)", "chr(i=1)", "sorted(iterable=[])", "zip([], foo=1)", "print(1, foo=2)", "max([1], foo=1)", "enumerate([], foo=1)", "reversed(x=[])", "map(f=1)", "getattr(o=1, n='a')", "iter(x=[])", "next(i=1)"],
}
for kind, texts in calls.items():
    for text in texts:
        try:
            print(kind, text, "accepted", eval(text))
        except TypeError:
            print(kind, text, "TypeError")
