# decode: encodings, error handlers, malformed UTF-8.
print(b"abc".decode(), b"\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80".decode("utf-8"), ascii(b"\xe9\xff".decode("latin-1")), b"abc".decode("ascii"), bytearray(b"x\xc3\xa9").decode(encoding="utf-8", errors="strict"), b"".decode(), b"a".decode("UTF8"), ascii(b"\xef\xbb\xbfa".decode()))
bad = [b"\xff", b"\x80", b"a\xc3", b"\xc3a", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe6\x97", b"\xe6\x97x", b"\xed\xa0\x80", b"\xf0\x80\x80\x80", b"\xf0\x9f\x98", b"\xf0\x9f\x98x", b"\xf0\x9fx", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"ok\xfe\xffok", b"\xe6x\x97", b"\xf4\x8f\xbf\xbf\xf4", b"\xef\xbf\xbf"]
for b in bad:
    try:
        print("accepted", b, ascii(b.decode("utf-8")))
    except UnicodeDecodeError as e:
        print("error", e, "|", e.encoding, e.object, e.start, e.end, e.reason)
    print("   ", [ascii(b.decode("utf-8", h)) for h in ("ignore", "replace", "backslashreplace", "surrogateescape")])
print("ascii", [ascii(b"a\x80\xffb".decode("ascii", h)) for h in ("ignore", "replace", "backslashreplace", "surrogateescape")])
print("escape and back", b"a\xff\xfeb".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
for name, fn in [("ascii", lambda: b"a\x80".decode("ascii")), ("unknown", lambda: b"a".decode("nope")), ("handler", lambda: b"\xff".decode("utf-8", "nope")), ("int", lambda: b"a".decode(1)), ("none", lambda: b"a".decode(None))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("int", "none") else "")
all_chars = "".join(chr(i) for i in list(range(1, 0xd800, 97)) + list(range(0xe000, 0x110000, 1009)))
print("round trip", all_chars.encode().decode() == all_chars, len(all_chars), len(all_chars.encode()), sum(all_chars.encode()))
