# str.format: fields, attributes, items, conversions, nesting.
class P:
    x = 1
    def __init__(self):
        self.y = {"k": [10, 20]}
    def __str__(self):
        return "P!"
    def __repr__(self):
        return "P(é)"
    def __format__(self, spec):
        return "<" + spec + ">"
p = P()
print("{}".format(1), "{} {}".format(1, "a"), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{} {a} {}".format(1, 2, a=3), "{0}{a}".format(1, a=2))
print("{{}} {{{}}} }}{{".format(5), "".format(), "plain".format(1, 2, a=3), "{{".format(), "{0}{{0}}".format(1))
print("{0.x} {0.y}".format(p), "{0.y[k]}".format(p), "{0.y[k][1]}".format(p), "{0[0]} {0[1]}".format([1, 2]), "{0[a]} {0[b c]}".format({"a": 1, "b c": 2}), "{[0]} {.x}".format([7], p), "{a[0]} {b.x}".format(a="xy", b=p))
print("{0[-1]}".format({"-1": "text key"}), "{0[1]}".format({1: "int key"}), "{0[]}".format({"": 1}) if False else "")
print("{!s} {!r} {!a} {}".format(p, p, p, p), "{0!s:>6}|{0!r:<8}|{0!a:^12}|".format(p), "{!r:}".format("a"), "{0.x!r:>3}".format(p))
print("{:spec}".format(p), "{:}".format(p), "{0:{1}}".format(p, "inner"), "{:{}}".format(p, "auto"), "{:{w}.{p}}".format(3.14159, w=8, p=3), "{:{}{}{}}".format(5, "*", "^", 9), "{0:{1}>{2}}".format("a", "-", 5), "{:{f[0]}>4}".format(1, f="xyz"))
print("{:}}}".format(1) if False else "", "{:>{w}}|{:<{w}}|".format("a", "b", w=3), "{0:}{1:}".format("a", "b"))
print("unpack", "{}-{}".format(*[1, 2]), "{a}{b}".format(**{"a": 1, "b": 2}), "{0[x]}{y}".format({"x": 1}, y=2))
print("unicode", "é{}日{}😀".format("ö", 1), "{ключ}".format(ключ=5), "{:😀^5}".format("a"), "{:é>3}".format(1))
class D(dict):
    def __missing__(self, k):
        return "{" + k + "}"
print("format_map", "{a} {b}".format_map(D(a=1)), "{x}".format_map({"x": 2}), "{x[0]}".format_map({"x": "yz"}))
bad = ["{", "}", "{0", "{}}", "{{}", "{0!}", "{0!x}", "{!rr}", "{0!r", "{0:", "{0.}", "{0[}", "{0[]}", "{0[0}", "{0[0]x}", "{} {0}", "{0} {}", "{2}", "{a}", "{0.nothing}", "{0[9]}", "{0[key]}", "{:{}} {0}", "{:{:{}}}", "a}b", "{.}", "{0:{}}", "{-1}", "{ 0}", "{!}"]
for b in bad:
    try:
        print("accepted", b, b.format([1, 2], "b"))
    except Exception as e:
        print("error", b, type(e).__name__, e)
for name, fn in [("map none", lambda: "{a}".format_map(None)), ("map missing", lambda: "{a}".format_map({})), ("map positional", lambda: "{}".format_map({"a": 1})), ("map no arg", lambda: "{a}".format_map())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
