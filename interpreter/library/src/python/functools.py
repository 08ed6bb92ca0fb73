# functools: functions that work on functions. partial, reduce and cmp_to_key are native.
from _functools import cmp_to_key, partial, reduce

__all__ = [
    "cache", "cached_property", "cmp_to_key", "lru_cache", "partial", "partialmethod", "reduce", "singledispatch",
    "singledispatchmethod", "total_ordering", "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _lru(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _lru(function, maxsize, typed)


def cache(function, /):
    return _lru(function, None, False)


_absent = object()


def _typed_key(args, keywords):
    key = args + tuple([type(a) for a in args])
    if keywords:
        key += (_absent,) + tuple(keywords.items()) + tuple([type(v) for v in keywords.values()])
    return key


def _lru(function, maxsize, typed):
    store = {}
    get, take = store.get, store.pop
    hits = misses = 0

    def cached(*args, **keywords):
        nonlocal hits, misses
        if typed:
            key = _typed_key(args, keywords)
        elif keywords:
            key = args + (_absent,) + tuple(keywords.items())
        elif len(args) == 1 and type(args[0]) in _PLAIN:
            key = args[0]
        else:
            key = args
        if maxsize is None:
            value = get(key, _absent)
            if value is not _absent:
                hits += 1
                return value
        elif maxsize:
            value = take(key, _absent)
            if value is not _absent:
                hits += 1
                store[key] = value
                return value
        misses += 1
        value = function(*args, **keywords)
        if maxsize is None:
            store[key] = value
        elif maxsize:
            take(key, None)
            while len(store) >= maxsize:
                for oldest in store:
                    break
                del store[oldest]
            store[key] = value
        return value

    def cache_info():
        return _cache_info(hits, misses, maxsize, len(store))

    def cache_clear():
        nonlocal hits, misses
        hits = misses = 0
        store.clear()

    update_wrapper(cached, function)
    cached.cache_info, cached.cache_clear = cache_info, cache_clear
    cached.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return cached


# Arguments that may be their own key: none of these is equal to a tuple.
_PLAIN = frozenset([int, str])
_CacheInfo = None


def _cache_info(*counts):
    global _CacheInfo
    if _CacheInfo is None:
        from collections import namedtuple

        _CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize")
    return _CacheInfo(*counts)


def _derive(root, negate, with_equal):
    # A comparison from another one: maybe the opposite, maybe joined with equality.
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if with_equal == "or":
            return result or self == other
        if with_equal == "and":
            return result and self != other
        if with_equal == "not or":
            return not result or self == other
        if with_equal == "not and":
            return not result and self != other
        return not result if negate else result

    return compare


_ORDERINGS = {
    "__lt__": (("__gt__", "not and"), ("__le__", "or"), ("__ge__", "not")),
    "__le__": (("__ge__", "not or"), ("__lt__", "and"), ("__gt__", "not")),
    "__gt__": (("__lt__", "not and"), ("__ge__", "or"), ("__le__", "not")),
    "__ge__": (("__le__", "not or"), ("__gt__", "and"), ("__lt__", "not")),
}


def total_ordering(cls):
    roots = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    if "__lt__" in roots:
        root = "__lt__"
    for name, how in _ORDERINGS[root]:
        if name not in roots:
            method = _derive(root, how == "not", how)
            method.__name__ = name
            setattr(cls, name, method)
    return cls


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        if isinstance(func, partialmethod):
            self.func, self.args = func.func, func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args]
        parts += ["%s=%r" % item for item in self.keywords.items()]
        return "functools.partialmethod(%s)" % ", ".join(parts)

    def __get__(self, own, cls=None):
        get = getattr(type(self.func), "__get__", None)
        if get is not None:
            function = get(self.func, own, cls)
            if function is not self.func:
                return partial(function, *self.args, **self.keywords)
        if own is None:
            args, keywords, function = self.args, self.keywords, self.func
            return lambda own, /, *more, **named: function(own, *args, *more, **{**keywords, **named})
        return partial(self.func, own, *self.args, **self.keywords)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names (%r and %r)." % (self.attrname, name)
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        value = self.func(instance)
        try:
            setattr(instance, self.attrname, value)
        except AttributeError:
            raise TypeError(
                "No '__dict__' attribute on %r instance to cache %r property." % (type(instance).__name__, self.attrname)
            ) from None
        return value


def singledispatch(func):
    registry = {object: func}
    found = {}

    def dispatch(cls):
        if cls not in found:
            for base in cls.__mro__:
                if base in registry:
                    found[cls] = registry[base]
                    break
            else:
                found[cls] = func
            for base in registry:
                # Classes that say by themselves what belongs to them.
                if base not in cls.__mro__ and found[cls] is func:
                    try:
                        if issubclass(cls, base):
                            found[cls] = registry[base]
                    except TypeError:
                        pass
        return found[cls]

    def register(cls, func=None):
        if func is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            func = cls
            names = getattr(func, "__annotations__", {})
            names = [a for n, a in names.items() if n != "return"]
            if not names:
                raise TypeError(
                    "Invalid first argument to `register()`: %r. Use either `@register(some_class)` or plain"
                    " `@register` on an annotated function." % (func,)
                )
            cls = names[0]
        for one in getattr(cls, "__args__", (cls,)):
            if not isinstance(one, type):
                raise TypeError("Invalid first argument to `register()`. %r is not a class." % (one,))
            registry[one] = func
        found.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(func.__name__ + " requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    wrapper._clear_cache = found.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError("%r is not callable or a descriptor" % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, own, cls=None):
        def call(*args, **keywords):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(own, cls)(*args, **keywords)

        call.register = self.register
        return call
