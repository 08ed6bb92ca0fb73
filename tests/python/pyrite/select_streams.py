# stdin: typed
# stdin: more
# select over standard input and over streams of a program.
import select
import sys


class Source:
    # What MicroPython's streams in Python have: ioctl 3 asks for events.
    def __init__(self):
        self.waiting = select.POLLIN

    def ioctl(self, request, argument):
        return self.waiting & argument if request == 3 else -1


class Line:
    # What serial lines have.
    def any(self):
        return 0


source, line = Source(), Line()
p = select.poll()
p.register(source, select.POLLIN)
p.register(line)
p.register(sys.stdout, select.POLLOUT)
for stream, events in p.poll():
    print(type(stream).__name__, events)
source.waiting = 0
p.unregister(sys.stdout)
p.modify(line, select.POLLIN)
print(p.poll(0), p.poll(5), list(p.ipoll(1)))
source.waiting = select.POLLIN
print([events for _, events in p.ipoll(1000, 1)], p.poll(0))

keys = sys.stdin.buffer
p = select.poll()
p.register(keys, select.POLLIN)
print(len(p.poll(1000)))
room = bytearray(8)
print(keys.readinto(room, 3), room, len(p.poll(0)))
print(keys.readline(), keys.readline(), len(p.poll(0)))
print(keys.read())

ready = select.select([source], [sys.stdout], [], 0)
print(ready[0] == [source], ready[1] == [sys.stdout], ready[2])
source.waiting = 0
print(select.select([source], [], [], 0.01))

out = sys.stdout.buffer
sys.stdout.flush()
out.write(b"abcdef\n", 3)
out.write(b"\n")
out.flush()
for wrong in (
    lambda: p.register(object()),
    lambda: p.unregister(line),
    lambda: p.modify(line, 1),
    lambda: select.select([], [], [], -1),
):
    try:
        wrong()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
