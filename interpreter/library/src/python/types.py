# types: names for the types of builtin things.
def _function():
    pass


async def _coroutine():
    pass


async def _async_generator():
    yield


class _Class:
    __slots__ = ("slot",)

    def method(self):
        pass


NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
FunctionType = LambdaType = type(_function)
BuiltinFunctionType = BuiltinMethodType = type(len)
CodeType = type(_function.__code__)
MethodType = type(_Class().method)
MethodDescriptorType = type(str.join)
WrapperDescriptorType = type(object.__init__)
MemberDescriptorType = type(_Class.slot)
GeneratorType = type((lambda: (yield))())
_c = _coroutine()
CoroutineType = type(_c)
_c.close()
AsyncGeneratorType = type(_async_generator())
ModuleType = type(__import__("sys"))
MappingProxyType = type(type.__dict__)
CellType = type((lambda x: lambda: x)(0).__closure__[0])
try:
    raise ValueError
except ValueError as _e:
    TracebackType = type(_e.__traceback__)
    FrameType = type(_e.__traceback__.tb_frame)
GenericAlias = type(list[int])
UnionType = type(int | str)


class SimpleNamespace:
    def __init__(self, /, **items):
        self.__dict__.update(items)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return "%s(%s)" % (name, ", ".join(["%s=%r" % item for item in self.__dict__.items()]))

    def __eq__(self, other):
        if isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None


class DynamicClassAttribute(property):
    pass


def resolve_bases(bases):
    new = []
    for base in bases:
        entries = getattr(base, "__mro_entries__", None)
        if isinstance(base, type) or entries is None:
            new.append(base)
        else:
            new.extend(entries(bases))
    return tuple(new)


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", None) or (type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
    namespace = meta.__prepare__(name, bases, **kwds) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace.setdefault("__orig_bases__", tuple(bases))
    return meta(name, resolved, namespace, **kwds)


def coroutine(func):
    return func
