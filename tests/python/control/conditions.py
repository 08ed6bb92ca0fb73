# if, elif, else; conditional expressions; constants as conditions.
def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "digit"
    else:
        return "large"


print([kind(n) for n in (-1, 0, 5, 10)])
if True:
    print("true")
if False:
    print("never")
elif 0:
    print("never")
elif None:
    print("never")
elif "":
    print("never")
else:
    print("else")
if 1: print("one line")
if 0: pass; print("never")
if 1: pass; print("two on a line")
if not None: print("not None")
x = 5
print("conditional", "small" if x < 3 else "medium" if x < 7 else "large")
print("nested in condition", "a" if (True if x else False) else "b")
if x and not x > 9 or False:
    print("compound")
if (x == 5 and
        x != 6
        or x):
    print("over lines")
if x == 4 or \
        x == 5:
    print("backslash")
if 1 < x < 6 != 7:
    print("chain")
pass
if [] or {} or () or "last": print("or chain")
if x: 
    if not x:
        print("never")
    else:
        print("dangling else inner")
if x > 3:
    if x > 4:
        print("deeper")
else:
    print("never")
def early(n):
    if n: return "early"
    return "late"


print(early(1), early(0))
while x:
    x -= 1
    if x == 3: continue
    elif x == 1: break
    print("loop", x)
