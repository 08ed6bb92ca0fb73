# Regular expressions at work.
import re
log = """2024-01-05 12:30:01 ERROR disk: full (code=28)
2024-01-05 12:31:15 INFO net: up
not a line
2024-02-10 00:00:00 WARN cpu: hot (code=7)
"""
line = re.compile(r"^(?P<date>\d{4}-\d\d-\d\d) (?P<time>[\d:]{8}) (?P<level>[A-Z]+) (?P<unit>\w+): (?P<text>.*?)(?: \(code=(?P<code>\d+)\))?$", re.M)
for m in line.finditer(log):
    print(m.groupdict())
def tokens(text):
    spec = [("NUMBER", r"\d+(?:\.\d*)?"), ("NAME", r"[A-Za-z_]\w*"), ("OP", r"[-+*/=<>!]=?|[(){}\[\],;]"), ("SKIP", r"[ \t]+"), ("BAD", r".")]
    for m in re.finditer("|".join("(?P<%s>%s)" % s for s in spec), text):
        if m.lastgroup != "SKIP":
            yield m.lastgroup, m.group()
print(list(tokens("x1 = 3.14*(y + 2) >= z ? 1")))
emails = "ada@example.org, bob.b@mail.co.uk; bad@, @bad, x@y"
print(re.findall(r"[\w.+-]+@\w+(?:\.\w+)+", emails))
print(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", "someCamelCaseName").lower(), re.sub(r"_(\w)", lambda m: m[1].upper(), "some_snake_case"), re.sub(r"\s+", " ", "  a \n b\t c ").strip(), re.sub(r"(\d)(?=(?:\d{3})+$)", r"\1,", "1234567"))
print(re.findall(r"<(\w+)[^>]*>(.*?)</\1>", "<b>bold</b> <i class='x'>it</i> <u>open"), re.split(r"\s*[,;]\s*", "a , b;c ,d"), re.findall(r'"((?:[^"\\]|\\.)*)"', r'say "a \"b\" c" and "d"'))
print([bool(re.fullmatch(r"(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}", ip)) for ip in ("1.2.3.4", "255.255.255.255", "256.1.1.1", "1.2.3", "01.2.3.4")])
print([bool(re.fullmatch(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", n)) for n in ("1", "-1.5e3", ".5", ".", "1e", "+0.", "1.2.3")])
print(dict(re.findall(r"(\w+)=(\w+)", "a=1 b=two c=3")), max(re.findall(r"\d+", "9 10 200"), key=int), re.match(r"(\w)(\w)?(\w)?", "ab").groups(default="-"))
