# Patterns that cannot be compiled; patterns that could run forever do end.
import re
for p in ["(", ")", "[", "[a", "a)", "(a", "*", "+a", "?", "a**", "a{2,1}", "(?", "(?P", "(?P<", "(?P<n", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?P=zz)", "\\1", "(a)\\2", "\\", "a\\", "[z-a]", "[\\w-a]", "(?<=a*)b", "(?z)", "(?i", "\\x1", "\\u12", "\\q", "[\\q]", "(?<a)", "(?(1)a|b|c)", "(?(9)a)", "a(?i)b", "(?P<a b>x)", "(?#", "\\8", "(?:", "(?=", "(?!a", "a|*", "(|*)", "^*", "[]", "[^]", "x{99999999999}"]:
    try:
        re.compile(p)
        print("accepted", repr(p))
    except (re.error, OverflowError) as e:
        print("error", repr(p), type(e).__name__)
try:
    re.compile("ab(c")
except re.error as e:
    print(isinstance(e, Exception), e.pattern, e.pos is not None, e.msg != "")
print(re.match("a{", "a{").group(), re.match("a{1", "a{1").group(), re.match("a{,", "a{,").group(), re.match("{", "{").group(), re.match("]", "]").group(), re.match("}", "}").group(), re.match("a{2}{3}" if False else "(?:a{2}){3}", "aaaaaaa").group())
print(re.match("(a+)+$", "a" * 14 + "b"), re.match("(a|aa)+$", "a" * 14 + "b"), re.match("(?:x*)*y", "x" * 10), re.search("a*a*b", "a" * 60))
long = "ab" * 5000
print(len(re.match("(?:ab)*", long).group()), len(re.match("(?:a|b)*", long).group()), len(re.findall("ab", long)), re.match(".*?$", long).end(), re.match("(a|b)*", long).span(1), len(re.sub("a", "", long)), re.search("c", long))
print(re.match("(?:" * 50 + "a" + ")" * 50, "a").group(), re.match("(" * 60 + "a" + ")" * 60, "a").groups()[59], re.match("|".join("w%d" % i for i in range(200)) + "$", "w150"))
