# binascii.
import binascii
print(binascii.hexlify(b"\x00\xffab"), binascii.unhexlify("00ff"), binascii.unhexlify(b"6162"), binascii.hexlify(b""), binascii.hexlify(b"\x01\x02\x03", "-"), binascii.hexlify(b"\x01\x02\x03", b":", 2), binascii.b2a_hex(b"a"), binascii.a2b_hex("61"), binascii.hexlify(bytearray(b"\n")))
for b in (b"", b"a", b"ab", b"abc", b"hello world", bytes(range(256))):
    e = binascii.b2a_base64(b)
    print(e if len(e) < 40 else len(e), binascii.a2b_base64(e) == b, binascii.b2a_base64(b, newline=False)[-4:])
print(binascii.a2b_base64(b"YW\nJj"), binascii.a2b_base64("YWI="), binascii.a2b_base64(b"YQ==extra"), binascii.a2b_base64(b""))
print(hex(binascii.crc32(b"hello")), hex(binascii.crc32(b"lo", binascii.crc32(b"hel"))), binascii.crc32(b""), hex(binascii.crc32(bytes(range(256)))))
for name, fn in [("odd", lambda: binascii.unhexlify("abc")), ("digit", lambda: binascii.unhexlify("zz")), ("padding", lambda: binascii.a2b_base64(b"YW")), ("one", lambda: binascii.a2b_base64(b"Y")), ("str", lambda: binascii.hexlify("a")), ("base64 str", lambda: binascii.b2a_base64("a")), ("int", lambda: binascii.unhexlify(5))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__ if not isinstance(e, ValueError) else "ValueError")
