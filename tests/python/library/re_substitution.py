# sub and subn with templates and functions.
import re
print(re.sub("a", "x", "banana"), re.sub("a", "x", "banana", 2), re.sub("a", "x", "banana", count=0), re.subn("a", "x", "banana"), re.subn("q", "x", "banana"), re.subn("a", "x", "banana", count=1))
print(re.sub("(\\w+) (\\w+)", "\\2 \\1", "hello world"), re.sub("(?P<a>\\w)(?P<b>\\w)", "\\g<b>\\g<a>", "abcd"), re.sub("(a)", "\\g<1>0", "a"), re.sub("(a)", "[\\g<0>]", "ba"), re.sub("a", "\\\\", "a"), re.sub("a", "\\n\\t", "a") == "\n\t", re.sub("a", r"\\n", "a"), re.sub("(x)?a", "<\\1>", "a xa"), re.sub("a", "\\101", "a"), re.sub("a", "\\0", "a") == "\0")
print(re.sub("\\d+", lambda m: str(int(m.group()) * 2), "a1 b22"), re.sub("(a)|b", lambda m: repr(m.group(1)), "ab"), re.sub("", "-", "abc"), re.sub("x*", "-", "axb"), re.sub("b*", "-", "abbc"), re.sub("^", "> ", "a\nb", flags=re.M), re.sub("$", "!", "a"), re.sub("\\b", "|", "hi you"), re.sub("a|", "_", "bab"), re.sub("(?=b)", "^", "abab"))
print(re.sub("é", "e", "café"), re.sub(".", lambda m: m.group() * 2, "a😀"), re.sub("a", "$1 & %", "a"), re.sub("(.)", "\\1\\1", "ab"), re.sub("a", "", "aaa"), re.sub("(\\d)(\\d)", "\\2\\1", "12345"), re.compile("a").sub("b", "aa", 1), re.sub("[aeiou]", str.upper.__call__ if False else lambda m: m[0].upper(), "hello"))
m = re.match("(a)(?P<n>b)?", "a")
print(m.expand("\\1-\\g<n>-\\2"), re.match("(.)(.)", "xy").expand(r"\2\1\\"))
for name, template in [("group", "\\2"), ("name", "\\g<x>"), ("open", "\\g<1"), ("bad name", "\\g<1a>"), ("end", "\\"), ("letter", "\\q"), ("empty", "\\g<>"), ("big", "\\99")]:
    try:
        print("accepted", name, re.sub("(a)", template, "a"))
    except (re.error, IndexError) as e:
        print("error", name, type(e).__name__)
def fails(m):
    raise ValueError("in function " + m.group())
for name, fn in [("function", lambda: re.sub("a", fails, "xa")), ("returns int", lambda: re.sub("a", lambda m: 5, "a")), ("no group", lambda: re.sub("a", lambda m: m.group(1), "a"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name != "returns int" else "")
print(re.sub("(\\w)(\\w*)", lambda m: m.group(2) + m.group(1) + "ay", "pig latin is fun"))
print(re.sub("(?P<y>\\d{4})-(?P<m>\\d\\d)-(?P<d>\\d\\d)", r"\g<d>.\g<m>.\g<y>", "on 2024-05-06 and 1999-12-31"))
