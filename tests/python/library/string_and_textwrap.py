# string and textwrap.
import string, textwrap
print(string.ascii_letters, string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("hello  big world"), string.capwords("a-b", "-"))
t = string.Template("$who likes ${what}s, costs $$5")
print(t.substitute(who="Ada", what="engine"), t.safe_substitute(who="Bob"), t.substitute({"who": 1}, what=2), t.template)
for name, fn in [("missing", lambda: t.substitute(who=1)), ("bad", lambda: string.Template("$ x").substitute())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
print(string.Formatter().format("{} {a:>3}", 1, a=2))
text = "The quick brown fox jumped over the lazy dog, and then it did something else entirely-unexpected."
print(textwrap.wrap(text, 30))
print(textwrap.fill(text, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""
    one
      two

    three
""".lstrip("\n")), textwrap.indent("a\n\nb\n", "> "), textwrap.shorten(text, 30), textwrap.wrap("abcdefghij", 4), textwrap.wrap("abcdefghij kl", 4, break_long_words=False), textwrap.wrap(""), textwrap.dedent("  a\n b"), textwrap.indent("a\n\nb", "-", lambda l: True))
