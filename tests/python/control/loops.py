# for and while with else, break, continue.
for i in range(3):
    pass
else:
    print("for else", i)
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print("broken at", i)
for i in []:
    pass
else:
    print("else of empty", i)
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print("while", n)
else:
    print("while else", n)
while True:
    n += 1
    if n > 5:
        break
else:
    print("never")
print("while broken", n)
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 1:
            break
        print("inner", i, j)
    else:
        print("inner else", i)
        continue
    print("inner broken", i)
else:
    print("outer else")
for i in range(2):
    for i in "ab":
        pass
    print("shadowed", i)
l = [1, 2, 3, 4]
for x in l:
    if x < 3:
        l.append(x * 10)
print("append while looping", l)
l = [1, 2, 3, 4]
for x in l:
    l.remove(x)
print("remove while looping", l)
for i in range(3):
    i += 10
    print("loop variable", i)
for o.x in ():
    pass
d = {}
for d["k"] in "xyz":
    pass
print("item target", d)
for i in (lambda: [1, 2])():
    print("call", i)
for x in *[1], 2, *"z":
    print("star iterable", x)
for x, in [(1,), (2,)]:
    print("one tuple", x)
while 0:
    print("never")
else:
    print("while 0 else")
for label, f in [
    ("dict grows", lambda d={1: 1}: [d.update({k + 1: 1}) for k in d]),
    ("set grows", lambda s={1}: [s.add(k + 1) for k in s]),
    ("int", lambda: [0 for _ in 5]),
    ("None", lambda: [0 for _ in None]),
    ("object", lambda: [0 for _ in object()]),
    ("type", lambda: [0 for _ in int]),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
d = {"a": 1, "b": 2}
try:
    for k in d:
        del d[k]
except RuntimeError as error:
    print("dict shrinks", error)
d = {"a": 1, "b": 2}
for k in d:
    d[k] = 5
print("value change is fine", d)
d = {"a": 1, "b": 2}
try:
    for k in d:
        d[k + "x"] = 1
        del d[k]
except RuntimeError as error:
    print("dict keys changed", error)
