# str.encode with every error handler, and str(bytes, encoding).
s = "aé日😀\n"
for enc in ("utf-8", "UTF-8", "utf8", "U8", "utf_8"):
    print(enc, s.encode(enc), str(s.encode(enc), enc) == s)
print("default", s.encode(), "".encode(), s.encode(encoding="utf-8", errors="strict"))
for enc in ("ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1"):
    for errors in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace"):
        print(enc, errors, s.encode(enc, errors))
for enc in ("ascii", "latin-1", "utf-8"):
    for text in ("abc", "é", "a日", "ab\ud800c"):
        try:
            print(enc, ascii(text), text.encode(enc))
        except UnicodeEncodeError as e:
            print("error", e, "|", e.encoding, ascii(e.object), e.start, e.end, e.reason)
print("surrogate", "a\ud800b".encode("utf-8", "ignore"), "a\ud800b".encode("utf-8", "replace"), "a\ud800b".encode("utf-8", "backslashreplace"), "a\ud800b".encode("utf-8", "surrogatepass"), "\udc80".encode("utf-8", "surrogateescape"))
print("str", str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(bytearray(b"x"), "utf-8"), str(b"\xff", "utf-8", "replace") == "\ufffd", str(b"\xff", errors="ignore") == "", str(b"a"), str(object=5), str(), repr(str(b"")))
for name, fn in [("unknown", lambda: s.encode("no-such-code")), ("unknown handler", lambda: "é".encode("ascii", "no-such")), ("int", lambda: s.encode(1)), ("None", lambda: s.encode(None)), ("str of str", lambda: str("a", "utf-8")), ("str of int", lambda: str(5, "utf-8")),
                 ("bad bytes", lambda: str(b"\xff", "utf-8")), ("bad ascii", lambda: str(b"a\x80", "ascii"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("int", "None") else "")
