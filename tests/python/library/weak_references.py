# Weak references, and the dictionaries and sets made of them.
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Thing(%r)" % self.name

    def hello(self):
        return "hello " + self.name


def refused(make):
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e)


thing = Thing("a")
r = weakref.ref(thing)
print(r() is thing, r is weakref.ref(thing), r == weakref.ref(thing), hash(r) == hash(thing), callable(r))
print(weakref.getweakrefcount(thing), weakref.getweakrefs(thing) == [r], r.__callback__)
print(repr(r).startswith("<weakref at 0x"), "to 'Thing' at" in repr(r))
for make in (lambda: weakref.ref(5), lambda: weakref.ref("text"), lambda: weakref.ref(None), lambda: weakref.ref((1, 2)), lambda: weakref.ref([1]), lambda: weakref.ref({}), lambda: weakref.proxy(1.5)):
    refused(make)
print(weakref.ref(Thing)() is Thing, weakref.ref(len)() is len, weakref.ref(int)() is int, weakref.ref({1, 2})() is None or True)

told = []
watched = weakref.ref(thing, lambda gone: told.append((gone is watched, gone())))
print(watched is r, watched == r, watched() is thing, told)
thing = None
gc.collect()
print(r(), watched(), told, "dead" in repr(r), r == weakref.ref(Thing))

# Functions and bound methods.
keep = Thing("m")
method = weakref.WeakMethod(keep.hello)
print(method()(), method == weakref.WeakMethod(keep.hello), weakref.ref(refused)() is refused)
refused(lambda: weakref.WeakMethod(len))
keep = None
gc.collect()
print(method())

# Proxies.
thing = Thing("p")
p = weakref.proxy(thing)
p.colour = "red"
print(p.name, p.hello(), thing.colour, type(p) is weakref.ProxyType, str(p), isinstance(p, Thing))
numbers = {1, 2, 3}
q = weakref.proxy(numbers)
print(len(q), 2 in q, sorted(q), q | {9}, bool(q), q == numbers)
thing = numbers = None
gc.collect()
refused(lambda: p.name)
refused(lambda: len(q))

# A dictionary whose values are weak.
d = weakref.WeakValueDictionary()
one, two = Thing("one"), Thing("two")
d["one"], d["two"], d["three"] = one, two, one
print(len(d), sorted(d), d["one"], d.get("two"), d.get("no"), "one" in d, "no" in d, sorted(d.items(), key=str), list(d.values()))
refused(lambda: d["no"])
refused(lambda: d.__setitem__("x", 5))
two = None
gc.collect()
print(len(d), sorted(d.keys()), d.get("two", "gone"), "two" in d)
refused(lambda: d["two"])
print(d.pop("three"), d.setdefault("one", None), dict(d.items()), d.pop("three", "default"))

# One whose keys are weak.
k = weakref.WeakKeyDictionary()
two = Thing("two")
k[one] = 1
k[two] = 2
print(len(k), k[one], k.get(two), one in k, 5 in k, sorted(k.values()), sorted(map(repr, k)))
two = None
gc.collect()
print(len(k), list(k.items()), one in k)
del k[one]
print(len(k), list(k))
refused(lambda: k["text"])

# A set.
two = Thing("two")
s = weakref.WeakSet([one, two])
print(len(s), one in s, 5 in s, sorted(map(repr, s)))
s.add(one)
two = None
gc.collect()
print(len(s), list(s))
s.discard(one)
s.discard(one)
try:
    s.remove(one)
except KeyError:
    print("not there")

# finalize.
thing = Thing("f")
f = weakref.finalize(thing, print, "finalized", end="!\n")
g = weakref.finalize(thing, print, "never")
print(f.alive, f.peek()[0] is thing, f.peek()[1] is print, f.peek()[2:], f.atexit)
print(g.detach()[2:], g.alive, g.detach(), g())
thing = None
gc.collect()
print(f.alive, f(), f.peek())


# What has a __del__ is there while that runs.
class Last:
    def __del__(self):
        print("del", own() is self)


last = Last()
own = weakref.ref(last)
last = None
gc.collect()
print(own())
last = weakref.finalize(one, print, "at exit")
