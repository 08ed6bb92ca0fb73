# Calls whatever there is with whatever there is: names in capitals are filled in.
import random

random.seed(SEED)
values = [
    None, -1, 0, 1, 3, 255, 2**40, -2**70, 1.5, float("nan"), float("inf"), -1e300, "a", "", "c4:4", "shake", "X1",
    b"x", b"", bytearray(5), [], (1, 2), (1, 2, 3), {}, print, object(), True, "é\U0001F600", range(3), slice(1, 2),
] + VALUES
left_out = ("__class__", "__subclasshook__", "__init_subclass__", "__reduce__", "__reduce_ex__")
functions = []


def collect(name, owner, deeper):
    for key in dir(owner):
        if key in left_out or "sleep" in key or "delay" in key or key in ("WDT", "stop", "standby"):
            continue
        try:
            v = getattr(owner, key)
        except Exception:
            continue
        if callable(v):
            functions.append((name + "." + key, v))
        if deeper:
            collect(name + "." + key, v, False)


for name in MODULES:
    collect(name, __import__(name), True)
for v in values:
    collect(type(v).__name__, v, False)

# What allocates as much as a number says, or waits until something happens.
large = ("bytes", "range", "list", "mul__", "fill", "just", "center", "expandtabs", "pow__", "shift__")
calls = 0
for i in range(4000):
    name, f = random.choice(functions)
    arguments = [random.choice(values) for _ in range(random.randint(0, 5))]
    if any(isinstance(a, int) and abs(a) > 10**6 for a in arguments) and any(s in name for s in large):
        continue
    named = {}
    if name.endswith((".show", ".scroll", ".play", ".pitch", ".record_into")):
        named["wait"] = False
    elif random.random() < 0.2:
        named[random.choice(["pin", "duration", "rate", "ms", "s", "clear", "x", "freq", "buffer", "mode"])] = random.choice(values)
    try:
        f(*arguments, **named)
        calls += 1
    except KeyboardInterrupt:
        raise
    except BaseException:
        pass
print("lived", calls > 200)
