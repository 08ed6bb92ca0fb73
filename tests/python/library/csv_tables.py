# csv: reading and writing tables.
import csv
import io

for text in ("a,b,c\r\n1,2,3\n", 'x,"y ""z"" w","multi\nline"\n', "", "\n", "a,\n", ",", '"', 'a"b,c', '"a"b,c', " a, b", "a;b", 'a,"b', "é,日本\n"):
    print(list(csv.reader(io.StringIO(text, newline=""))), list(csv.reader(text.splitlines(True), delimiter=";", skipinitialspace=True)))
print(list(csv.reader(["a\tb", "'c\td'\te"], delimiter="\t", quotechar="'")), list(csv.reader(["1,'x',2.5"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(['a\\,b,c', '"d\\"e"'], escapechar="\\")), list(csv.reader(['"a","b"'], quoting=csv.QUOTE_NONE)), list(csv.reader(["a\tb"], "excel-tab")))
r = csv.reader(["a,b", '"c', 'd",e'])
for row in r:
    print(r.line_num, row)
rows = [[1, "two", 3.5, None, True], ["with,comma", 'with "quote"', "with\nline", "", "é"], [""], [], [None], ["a b", " c"]]
for options in ({}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": ";", "lineterminator": "\n"}, {"dialect": "unix"}, {"dialect": "excel-tab"}, {"escapechar": "\\", "doublequote": False}):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    print(repr(out.getvalue()))
out = io.StringIO()
print(csv.writer(out, quoting=csv.QUOTE_NONE, escapechar="\\").writerow(["a,b", "c"]), repr(out.getvalue()))
f = io.StringIO("name,age\nAda,36\n\nBob\nEve,1,2,3\n")
reader = csv.DictReader(f, restkey="more", restval="?")
print(reader.fieldnames)
for row in reader:
    print(reader.line_num, row)
print(list(csv.DictReader(["1,2"], ["a", "b"])), csv.DictReader([]).fieldnames)
out = io.StringIO()
w = csv.DictWriter(out, ["a", "b"], restval="-", lineterminator="\n")
w.writeheader()
w.writerow({"b": 2, "a": 1})
w.writerows([{"a": 3}, {"b": "x,y"}])
print(out.getvalue())
csv.register_dialect("semicolon", delimiter=";")
print(list(csv.reader(["1;2"], "semicolon")), sorted(csv.list_dialects()), csv.get_dialect("semicolon").delimiter)
csv.unregister_dialect("semicolon")
for bad in (lambda: csv.reader([], "nothing"), lambda: csv.reader([], delimiter=""), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], nothing=1), lambda: next(csv.reader([b"a"])), lambda: w.writerow({"c": 1}), lambda: csv.writer(io.StringIO()).writerow(5), lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.get_dialect("x"), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: list(csv.reader(["a\rb"])), lambda: list(csv.reader(['"a'], strict=True))):
    try:
        print(bad())
    except (csv.Error, TypeError, ValueError) as e:
        print(type(e).__name__, e)
with open("t.csv", "w", newline="") as f:
    csv.writer(f).writerows([["x", "y"], [1, 2]])
with open("t.csv", newline="") as f:
    print(list(csv.reader(f)))
