# Sequence and mapping patterns take what the abstract classes of collections take.
from collections import deque, ChainMap, UserDict, UserList, OrderedDict, UserString
from collections.abc import Sequence, Mapping
import array
class D(deque): pass
class S(Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return (5,6)[i]
class M(Mapping):
    def __len__(self): return 1
    def __iter__(self): return iter(['a'])
    def __getitem__(self, k): return {'a':1}[k]
class R:
    def __len__(self): return 2
    def __getitem__(self, i): return (7,8)[i]
Sequence.register(R)
class RM:
    def keys(self): return ['a']
    def get(self, k, d=None): return 3 if k=='a' else d
    def __len__(self): return 1
    def __getitem__(self, k): return 3
Mapping.register(RM)
for v in [deque([1,2]), D([1,2]), S(), R(), array.array('i',[1,2]), UserList([1,2]), 'ab', b'ab', bytearray(b'ab'), UserString('ab'), range(2), memoryview(b'ab'), {1,2}, iter([1,2])]:
    match v:
        case [a, b]: print(type(v).__name__, 'seq', a, b)
        case _: print(type(v).__name__, 'no')
for v in [M(), RM(), ChainMap({'a':1}), UserDict(a=1), OrderedDict(a=1), [1], R()]:
    match v:
        case {'a': x, **rest} if not isinstance(v, RM): print(type(v).__name__, 'map', x, rest)
        case {'a': x}: print(type(v).__name__, 'map', x)
        case _: print(type(v).__name__, 'no')
