# copy: shallow and deep copies.
__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    pass


error = Error

_SAME = frozenset([
    type(None), int, float, bool, complex, str, bytes, type, range, slice, property, type(Ellipsis),
    type(NotImplemented), type(len), type(lambda: 0), frozenset, type(str.join),
])


def _blank(x):
    # An object of the same class, without running __init__.
    cls = x.__class__
    for base in (list, dict, set, tuple, frozenset, str, bytes, int, float, complex, bytearray):
        if isinstance(x, base):
            return base.__new__(cls) if base in (list, dict, set, bytearray) else base.__new__(cls, x)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *x.args)
    return object.__new__(cls)


def _reduced(x):
    reduce = getattr(type(x), "__reduce_ex__", None)
    if reduce is not None and reduce is not getattr(object, "__reduce_ex__", None):
        return reduce(x, 4)
    reduce = getattr(type(x), "__reduce__", None)
    if reduce is not None and reduce is not getattr(object, "__reduce__", None):
        return reduce(x)
    return None


def _new(x, copier):
    names = getattr(type(x), "__getnewargs__", None)
    if names is not None:
        return type(x).__new__(type(x), *[copier(a) for a in names(x)])
    return _blank(x)


def _state(x):
    get = getattr(type(x), "__getstate__", None)
    if get is not None and get is not getattr(object, "__getstate__", None):
        return get(x)
    state = dict(getattr(x, "__dict__", ()))
    for cls in type(x).__mro__:
        slots = cls.__dict__.get("__slots__", ()) if hasattr(cls, "__dict__") else ()
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(x, name):
                state[name] = getattr(x, name)
    return state


def _restore(y, state):
    put = getattr(type(y), "__setstate__", None)
    if put is not None:
        put(y, state)
    elif state:
        for name, value in state.items():
            object.__setattr__(y, name, value)
    return y


def _rebuilt(reduced, copier):
    make, args = reduced[0], reduced[1]
    y = make(*[copier(a) for a in args])
    if len(reduced) > 2 and reduced[2] is not None:
        _restore(y, copier(reduced[2]))
    if len(reduced) > 3 and reduced[3] is not None:
        for item in reduced[3]:
            y.append(copier(item))
    if len(reduced) > 4 and reduced[4] is not None:
        for key, value in reduced[4]:
            y[copier(key)] = copier(value)
    return y


def copy(x):
    cls = type(x)
    if cls in _SAME or cls is tuple:
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    reduced = _reduced(x)
    if isinstance(reduced, str):
        return x
    if reduced is not None:
        return _rebuilt(reduced, lambda v: v)
    y = _new(x, lambda v: v)
    if isinstance(x, list):
        list.extend(y, list.__iter__(x))
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            y[key] = value
    elif isinstance(x, set):
        set.update(y, x)
    return _restore(y, _state(x))


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _SAME and cls is not frozenset:
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    if cls is list:
        y = memo[id(x)] = []
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = memo[id(x)] = {}
        for key, value in x.items():
            y[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        y = x
        for old, new in zip(x, items):
            if old is not new:
                y = tuple(items)
                break
    elif cls in (set, frozenset):
        y = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        y = bytearray(x)
    elif issubclass(cls, type):
        return x
    else:
        y = _deep_object(x, cls, memo)
    if y is not x:
        memo[id(x)] = y
        memo.setdefault(id(memo), []).append(x)
    return y


def _deep_object(x, cls, memo):
    own = getattr(cls, "__deepcopy__", None)
    if own is not None:
        return own(x, memo)
    copier = lambda v: deepcopy(v, memo)
    if hasattr(x, "__func__") and hasattr(x, "__self__"):
        return type(x)(x.__func__, copier(x.__self__))
    reduced = _reduced(x)
    if isinstance(reduced, str):
        return x
    if reduced is not None:
        return _rebuilt(reduced, copier)
    y = memo[id(x)] = _new(x, copier)
    if isinstance(x, list):
        for item in list.__iter__(x):
            list.append(y, copier(item))
    elif isinstance(x, dict):
        for key, value in dict.items(x):
            y[copier(key)] = copier(value)
    elif isinstance(x, set):
        for item in x:
            set.add(y, copier(item))
    return _restore(y, copier(_state(x)))
