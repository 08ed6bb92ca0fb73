# base64: every base there and back, alphabets, errors.
import base64, binascii
for d in (b"", b"a", b"ab", b"abc", b"abcd", b"abcde", bytes(range(256))):
    for e, f in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.b32hexencode, base64.b32hexdecode), (base64.encodebytes, base64.decodebytes)):
        t = e(d)
        print(len(t), t[:60], f(t) == d)
print(base64.b64encode(b"\xff\xfe", b"-_"), base64.b64decode("//4="), base64.b64decode(b"_-4=", altchars=b"-_"))
for fn in (lambda: base64.b64decode("a"), lambda: base64.b64decode("abc"), lambda: base64.b64decode("ab!c", validate=True), lambda: base64.b32decode("abc"), lambda: base64.b32decode("abcdefgh"), lambda: base64.b16decode("ab"), lambda: base64.b64encode("x"), lambda: base64.b16decode("A")):
    try: print(fn())
    except Exception as e: print(type(e).__name__, e)
print(base64.b32decode("mfrgg===", True), base64.b16decode("ab", casefold=True))
