# contextlib: helpers for the with statement.
import sys

__all__ = [
    "asynccontextmanager", "contextmanager", "closing", "nullcontext", "AbstractContextManager",
    "AbstractAsyncContextManager", "AsyncExitStack", "ContextDecorator", "ExitStack", "redirect_stdout",
    "redirect_stderr", "suppress", "aclosing", "AsyncContextDecorator", "chdir",
]


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, trace):
        return None


def _like(wrapper, wrapped):
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        try:
            setattr(wrapper, name, getattr(wrapped, name))
        except AttributeError:
            pass
    wrapper.__wrapped__ = wrapped
    return wrapper


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)

        return _like(inner, func)


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)

        return _like(inner, func)


class _Managed:
    def __init__(self, func, args, keywords):
        self.gen = func(*args, **keywords)
        self.func, self.args, self.keywords = func, args, keywords
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.keywords)

    def _same(self, raised, value, kind):
        # What came out is what went in, maybe wrapped because a generator may not raise it.
        if raised is value:
            return True
        return isinstance(value, kind) and raised.__cause__ is value


class _GeneratorContextManager(_Managed, ContextDecorator, AbstractContextManager):
    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                self.gen.close()
        if value is None:
            value = kind()
        try:
            self.gen.throw(value)
        except StopIteration as e:
            return e is not value
        except RuntimeError as e:
            if self._same(e, value, StopIteration):
                value.__traceback__ = trace
                return False
            raise
        except BaseException as e:
            if e is not value:
                raise
            e.__traceback__ = trace
            return False
        try:
            raise RuntimeError("generator didn't stop after throw()")
        finally:
            self.gen.close()


def contextmanager(func):
    def helper(*args, **keywords):
        return _GeneratorContextManager(func, args, keywords)

    return _like(helper, func)


class _AsyncGeneratorContextManager(_Managed, AsyncContextDecorator, AbstractAsyncContextManager):
    async def __aenter__(self):
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, value, trace):
        if kind is None:
            try:
                await self.gen.__anext__()
            except StopAsyncIteration:
                return False
            try:
                raise RuntimeError("generator didn't stop")
            finally:
                await self.gen.aclose()
        if value is None:
            value = kind()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as e:
            return e is not value
        except RuntimeError as e:
            if self._same(e, value, (StopIteration, StopAsyncIteration)):
                value.__traceback__ = trace
                return False
            raise
        except BaseException as e:
            if e is not value:
                raise
            e.__traceback__ = trace
            return False
        try:
            raise RuntimeError("generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def asynccontextmanager(func):
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func, args, keywords)

    return _like(helper, func)


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *raised):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *raised):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *raised):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *raised):
        pass


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, self._exceptions)


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old = []

    def __enter__(self):
        self._old.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *raised):
        setattr(sys, self._stream, self._old.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old = []

    def __enter__(self):
        import os

        self._old.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *raised):
        import os

        os.chdir(self._old.pop())


def _link(new, old, outer):
    # The error of one exit has those of the exits before it as its context.
    while True:
        context = new.__context__
        if context is None or context is old:
            return
        if context is outer:
            break
        new = context
    new.__context__ = old


class _Stack:
    def __init__(self):
        self._exits = []

    def pop_all(self):
        new = type(self)()
        new._exits, self._exits = self._exits, []
        return new

    def push(self, thing):
        leave = getattr(type(thing), "__exit__", None)
        if leave is None:
            self._exits.append((False, thing))
        else:
            self._exits.append((False, lambda *raised: leave(thing, *raised)))
        return thing

    def enter_context(self, manager):
        cls = type(manager)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(
                "'%s.%s' object does not support the context manager protocol" % (cls.__module__, cls.__qualname__)
            ) from None
        result = enter(manager)
        self._exits.append((False, lambda *raised: leave(manager, *raised)))
        return result

    def callback(self, callback, /, *args, **keywords):
        def leave(kind, value, trace):
            callback(*args, **keywords)

        self._exits.append((False, leave))
        return callback


class ExitStack(_Stack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *raised):
        given = raised[0] is not None
        outer = sys.exc_info()[1]
        suppressed = pending = False
        while self._exits:
            _, leave = self._exits.pop()
            try:
                if leave(*raised):
                    suppressed, pending = True, False
                    raised = (None, None, None)
            except BaseException as e:
                _link(e, raised[1], outer)
                pending = True
                raised = (type(e), e, e.__traceback__)
        if pending:
            context = raised[1].__context__
            try:
                raise raised[1]
            except BaseException:
                raised[1].__context__ = context
                raise
        return given and suppressed


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def enter_async_context(self, manager):
        cls = type(manager)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(
                "'%s.%s' object does not support the asynchronous context manager protocol"
                % (cls.__module__, cls.__qualname__)
            ) from None
        result = await enter(manager)
        self._exits.append((True, lambda *raised: leave(manager, *raised)))
        return result

    def push_async_exit(self, thing):
        leave = getattr(type(thing), "__aexit__", None)
        if leave is None:
            self._exits.append((True, thing))
        else:
            self._exits.append((True, lambda *raised: leave(thing, *raised)))
        return thing

    def push_async_callback(self, callback, /, *args, **keywords):
        async def leave(kind, value, trace):
            await callback(*args, **keywords)

        self._exits.append((True, leave))
        return callback

    async def __aexit__(self, *raised):
        given = raised[0] is not None
        outer = sys.exc_info()[1]
        suppressed = pending = False
        while self._exits:
            is_async, leave = self._exits.pop()
            try:
                result = leave(*raised)
                if is_async:
                    result = await result
                if result:
                    suppressed, pending = True, False
                    raised = (None, None, None)
            except BaseException as e:
                _link(e, raised[1], outer)
                pending = True
                raised = (type(e), e, e.__traceback__)
        if pending:
            context = raised[1].__context__
            try:
                raise raised[1]
            except BaseException:
                raised[1].__context__ = context
                raise
        return given and suppressed
