# skip: stuffed
# The largest numbers need a double.
# json.dumps and dump with their options.
import json, io
for v in (None, True, False, 0, -5, 10**25, 1.5, -0.0, 1e100, "", "abc", "é日😀", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "\u2028", [], [1, [2, []]], (), (1, "a"), {}, {"a": 1}, {"a": {"b": [None, {}]}}, {1: 2, 1.5: 3, True: 4, None: 5}):
    print(ascii(json.dumps(v)), ascii(json.dumps(v, ensure_ascii=False)))
data = {"b": [1, 2, {"c": None}], "a": {}, "e": [], "d": "x"}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", sort_keys=True))
print(json.dumps(data, indent=0))
print(json.dumps(data, separators=(",", ":")), json.dumps(data, separators=(" , ", " = ")), json.dumps(data, sort_keys=True), json.dumps([1, [2]], indent=1, separators=(",", ": ")))
print(json.dumps([float("inf"), -float("inf"), float("nan")]))
print(json.dumps({(1, 2): 1, "ok": 2}, skipkeys=True), json.dumps({1, 2}, default=sorted), json.dumps([1j], default=lambda c: [c.real, c.imag]), json.dumps({"x": b"a"}, default=repr))
class Sub(dict):
    pass
class MyInt(int):
    def __repr__(self):
        return "wrong"
class MyStr(str):
    pass
print(json.dumps(Sub(a=MyInt(5))), json.dumps(MyStr("s")), json.dumps([MyInt(7)]))
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return {"re": o.real, "im": o.imag}
        return super().default(o)
print(json.dumps(1 + 2j, cls=Encoder))
out = io.StringIO()
json.dump({"k": [1, 2]}, out)
print(out.getvalue())
loop = []
loop.append(loop)
for name, fn in [("set", lambda: json.dumps({1})), ("object key", lambda: json.dumps({(1,): 2})), ("bytes", lambda: json.dumps(b"a")), ("complex", lambda: json.dumps(1j)), ("nan", lambda: json.dumps(float("nan"), allow_nan=False)), ("circular", lambda: json.dumps(loop)), ("class", lambda: json.dumps(int)), ("default fails", lambda: json.dumps({1}, default=lambda o: o.nothing)), ("encoder", lambda: json.dumps({1}, cls=Encoder))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("set", "bytes", "circular", "complex") else "")
