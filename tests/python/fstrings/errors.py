# Wrong f-strings at compile and at run time.
for source in ["f'{}'", "f'{ }'", "f'{'", "f'}'", "f'{x'", "f'{x!}'", "f'{x!z}'", "f'{x!rr}'", "f'{x:{'", "f'{a b}'", "f'{x!r x}'", "f'{lambda x: 1}'",
               "f'{1 +}'", "f'{x:{y:{z}}}'", "f'{*}'", "f'{**x}'", "f'{def}'", "f'{x = y}'", "f'{x := 1}'", "f'{(}'", "f'{)}'", "f'{[}]'", "f'{x!r!s}'",
               "f'abc", "f'''{x}", "f'{x:{}}'", "f'{=}'", "f'{x==}'", "f'{!r}'", "f'{:x}'", "f'{a $ b}'", "f'{return}'", "f'{x;y}'", "f'{await x}'", "f'{yield}'", "b f'x'", "bf'x'", "fu'x'"]:
    try:
        value = eval(source, {"x": 1, "y": 2, "z": 3})
        print(source, "=", value)
    except SyntaxError as error:
        print(source, "| SyntaxError")
    except Exception as error:
        print(source, "|", type(error).__name__, error)
for label, f in [("name", lambda: f"{undefined_name}"), ("zero", lambda: f"{1 / 0}"), ("spec int", lambda: f"{1:z9}"), ("spec str", lambda: f"{'a':d}"), ("spec list", lambda: f"{[]:>5}"),
                 ("spec None", lambda: f"{None:5}"), ("nested spec", lambda: f"{1:{'q'}}"), ("precision int", lambda: f"{1:.2}"), ("attr", lambda: f"{(1).nope}"), ("key", lambda: f"{ {}['k'] }"),
                 ("str fails", lambda: f"{type('B', (), {'__str__': lambda s: 1})()}"), ("width huge", lambda: f"{1:99999999999999999999}"), ("sign str", lambda: f"{'a':+}"), ("comma str", lambda: f"{'a':,}"),
                 ("alt str", lambda: f"{'a':#}"), ("zero str", lambda: f"{'a':05}"), ("eq str", lambda: f"{'a':=5}"), ("c comma", lambda: f"{65:,c}"), ("c sign", lambda: f"{65:+c}"), ("c big", lambda: f"{-1:c}"), ("x precision", lambda: f"{1:.1x}"),
                 ("comma x", lambda: f"{1:,x}"), ("two commas", lambda: f"{1:,,}"), ("comma underscore", lambda: f"{1:,_}"), ("dot only", lambda: f"{1.0:.}"), ("unknown float", lambda: f"{1.0:q}"), ("bytes", lambda: f"{b'a':5}")]:
    try:
        print(label, "=", f())
    except Exception as error:
        print(label, "|", type(error).__name__, error)
