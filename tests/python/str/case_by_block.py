# Case mappings summed over whole blocks of Unicode.
def mix(text):
    h = 0
    for c in text:
        h = (h * 31 + ord(c)) % 1000000007
    return h
blocks = [(0x00, 0x80), (0x80, 0x100), (0x100, 0x180), (0x180, 0x250), (0x370, 0x400), (0x400, 0x530), (0x530, 0x590), (0x1e00, 0x1f00), (0x1f00, 0x2000), (0x2100, 0x2190), (0x2c00, 0x2d00),
          (0xfb00, 0xfb18), (0xff21, 0xff5b), (0x10400, 0x10450)]
for a, b in blocks:
    # characters one by one, so that no neighbour matters
    chars = [chr(i) for i in range(a, b) if i != 0x19b]  # gained an upper case in Unicode 16
    print(hex(a), "upper", mix("".join(c.upper() for c in chars)), "lower", mix("".join(c.lower() for c in chars)), "title", mix("".join(c.title() for c in chars)),
          "fold", mix("".join(c.casefold() for c in chars)), "swap", mix("".join(c.swapcase() for c in chars)))
