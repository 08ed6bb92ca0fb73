# json.loads and load: values, hooks, errors.
import json, io
for text in ["null", "true", "false", "0", "-5", "1.5", "-0", "1e3", "1E+2", "2.5e-1", "12345678901234567890123", '""', '"abc"', '"\\u00e9\\ud83d\\ude00"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"é日😀"', "[]", "[1, 2]", "[1,[2,[]]]", "{}", '{"a": 1}', '{"a": {"b": [null]}}', " \n\t[ 1 , 2 ]\r\n ", '{"a": 1, "a": 2}', "NaN", "Infinity", "-Infinity", '"\\ud800"', '[true,false,null]', '"\x7f"']:
    print(ascii(text), ascii(json.loads(text)))
print(json.loads(b'{"a": "\xc3\xa9"}'), json.loads(bytearray(b"[1]")), json.load(io.StringIO('{"k": [1, 2.5]}')))
print(json.loads('{"a": 1, "b": [2]}', object_hook=lambda d: sorted(d)), json.loads('{"a": 1}', object_pairs_hook=list), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: "i" + s), json.loads("[NaN]", parse_constant=lambda s: "c" + s), json.loads('"a\nb"', strict=False))
bad = ["", " ", "nul", "tru", "True", "'a'", "[1,]", "[1 2]", "[", "]", "[1", '{"a"}', '{"a":}', '{"a":1,}', "{a:1}", '{"a" 1}', '{1:2}', '"abc', '"\\x"', '"\\u12"', "01", "1.", ".5", "+1", "1e", "--1", "-", "[1]]", "1 2", '"a\nb"', "{", '{"a":1', "[,1]", "nan", "// c", "[1,\n2,\n x]"]
for text in bad:
    try:
        print("accepted", ascii(text), json.loads(text))
    except json.JSONDecodeError as e:
        print("error", ascii(text), type(e).__name__, e.pos, e.lineno, e.colno, isinstance(e, ValueError))
for name, fn in [("int", lambda: json.loads(5)), ("none", lambda: json.loads(None)), ("message", lambda: json.loads("[1,")), ("message 2", lambda: json.loads('{"a": 1} x')), ("message 3", lambda: json.loads("{1}"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name.startswith("message") else "")
data = {"name": "é\n", "list": [1, 2.5, None, True, {"x": []}], "n": -10**20}
print("round trip", json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=3, ensure_ascii=False)) == data)
deep = "[" * 100000
try:
    json.loads(deep)
except (RecursionError, ValueError) as e:
    print("deep", type(e).__name__)
