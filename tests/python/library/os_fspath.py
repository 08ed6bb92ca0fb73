# os.fspath: what names a file.
import os


class Place:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


class Text(str):
    pass


print(os.fspath("a"), os.fspath(b"b"), os.fspath(Place("c")), os.fspath(Place(b"d")))
print(type(os.fspath(Text("e"))).__name__, os.fsencode(Place("f")), os.fsdecode(b"g"))
for wrong in (1, None, bytearray(b"h"), Place(2), Place(bytearray(b"i")), Place, ["j"]):
    try:
        print(os.fspath(wrong))
    except TypeError as e:
        print(e)
