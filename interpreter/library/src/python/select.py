# select: waits until streams can be read or written.
import time
from io import _ready

POLLIN = 1
POLLPRI = 2
POLLOUT = 4
POLLERR = 8
POLLHUP = 16
POLLNVAL = 32

error = OSError

# What a stream of a program is asked by `ioctl`.
_POLL = 3


def _events(stream, mask):
    ioctl = getattr(stream, "ioctl", None)
    if ioctl is not None:
        return ioctl(_POLL, mask)
    waiting = getattr(stream, "any", None)
    if waiting is None:
        return _ready(stream) & (mask | POLLHUP | POLLNVAL)
    return ((POLLIN if waiting() else 0) | POLLOUT) & mask


def _wait(look, timeout):
    # What `look` finds, at the latest after so many milliseconds; for good where there are none.
    begun = time.ticks_ms()
    while True:
        found = look()
        if found or timeout is not None and time.ticks_diff(time.ticks_ms(), begun) >= timeout:
            return found
        time.sleep_ms(1)


class poll:
    def __init__(self):
        self._streams = []

    def _place(self, stream):
        for place, (known, _) in enumerate(self._streams):
            if known is stream or known == stream:
                return place

    def register(self, stream, eventmask=POLLIN | POLLPRI | POLLOUT):
        _events(stream, 0)
        place = self._place(stream)
        if place is None:
            self._streams.append((stream, eventmask))
        else:
            self._streams[place] = stream, eventmask

    def unregister(self, stream):
        place = self._place(stream)
        if place is None:
            raise KeyError(stream)
        del self._streams[place]

    def modify(self, stream, eventmask):
        place = self._place(stream)
        if place is None:
            raise OSError(2, "No such file or directory")
        self._streams[place] = stream, eventmask

    def _look(self):
        found = [(stream, _events(stream, mask)) for stream, mask in self._streams]
        return [pair for pair in found if pair[1]]

    def poll(self, timeout=None):
        return _wait(self._look, None if timeout is None or timeout < 0 else timeout)

    def ipoll(self, timeout=None, flags=0):
        found = self.poll(timeout)
        if flags & 1:
            for stream, _ in found:
                self.modify(stream, 0)
        return iter(found)


def select(rlist, wlist, xlist, timeout=None):
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")
    lists = [list(streams) for streams in (rlist, wlist, xlist)]
    masks = POLLIN | POLLHUP, POLLOUT, POLLPRI

    def look():
        found = [[stream for stream in streams if _events(stream, mask)] for streams, mask in zip(lists, masks)]
        return found if any(found) else None

    return tuple(_wait(look, None if timeout is None else timeout * 1000) or ([], [], []))
