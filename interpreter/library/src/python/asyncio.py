# asyncio: an event loop, tasks and what they wait on. Owns scheduling only; sleeping is the time module's.
import time


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


TimeoutError = TimeoutError

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class Handle:
    def __init__(self, when, callback, args):
        self._when = when
        self._callback = callback
        self._args = args
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when


class Future:
    def __init__(self, *, loop=None):
        self._loop = loop or get_event_loop()
        self._state = 0  # 0 pending, 1 cancelled, 2 finished
        self._result = None
        self._exception = None
        self._callbacks = []

    def done(self):
        return self._state != 0

    def cancelled(self):
        return self._state == 1

    def get_loop(self):
        return self._loop

    def result(self):
        if self._state == 1:
            raise CancelledError()
        if self._state == 0:
            raise InvalidStateError("Result is not set.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == 1:
            raise CancelledError()
        if self._state == 0:
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def add_done_callback(self, callback, *, context=None):
        if self._state:
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        kept = [c for c in self._callbacks if c != callback]
        removed = len(self._callbacks) - len(kept)
        self._callbacks = kept
        return removed

    def _finish(self, state, result, exception):
        if self._state:
            raise InvalidStateError("invalid state")
        self._state = state
        self._result = result
        self._exception = exception
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def set_result(self, result):
        self._finish(2, result, None)

    def set_exception(self, exception):
        if isinstance(exception, type):
            exception = exception()
        self._finish(2, None, exception)

    def cancel(self, msg=None):
        if self._state:
            return False
        self._finish(1, None, None)
        return True

    def __await__(self):
        if not self._state:
            yield self
        if not self._state:
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


class Task(Future):
    _count = 0

    def __init__(self, coro, *, loop=None, name=None):
        super().__init__(loop=loop)
        if not hasattr(coro, "send"):
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        Task._count += 1
        self._coro = coro
        self._name = str(name) if name is not None else f"Task-{Task._count}"
        self._waits = None
        self._must_cancel = False
        self._cancel_requests = 0
        self._loop._tasks.append(self)
        self._loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = str(name)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._cancel_requests

    def uncancel(self):
        if self._cancel_requests:
            self._cancel_requests -= 1
        return self._cancel_requests

    def cancel(self, msg=None):
        if self._state:
            return False
        self._cancel_requests += 1
        if self._waits is not None and self._waits.cancel():
            return True
        self._must_cancel = True
        return True

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def _end(self, state, result, exception):
        if self in self._loop._tasks:
            self._loop._tasks.remove(self)
        self._finish(state, result, exception)

    def _wakeup(self, future):
        if self._state:
            return
        try:
            future.result()
        except BaseException as e:
            self._step(e)
        else:
            self._step()

    def _step(self, error=None):
        if self._state:
            return
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = CancelledError()
            self._must_cancel = False
        self._waits = None
        loop = self._loop
        before, loop._current = loop._current, self
        try:
            if error is None:
                waits = self._coro.send(None)
            else:
                waits = self._coro.throw(error)
        except StopIteration as e:
            if self._must_cancel:
                self._must_cancel = False
                self._end(1, None, None)
            else:
                self._end(2, e.value, None)
        except CancelledError:
            self._end(1, None, None)
        except (KeyboardInterrupt, SystemExit) as e:
            self._end(2, None, e)
            raise
        except BaseException as e:
            self._end(2, None, e)
        else:
            if waits is None:
                loop.call_soon(self._step)
            elif isinstance(waits, Future):
                if waits is self:
                    loop.call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
                else:
                    self._waits = waits
                    waits.add_done_callback(self._wakeup)
                    if self._must_cancel and waits.cancel():
                        self._must_cancel = False
            else:
                loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {waits!r}"))
        finally:
            loop._current = before


class Loop:
    def __init__(self):
        self._ready = []
        self._timers = []
        self._tasks = []
        self._current = None
        self._stopping = False
        self._running = False
        self._closed = False
        self._handler = None

    def time(self):
        return time.monotonic()

    def call_soon(self, callback, *args, context=None):
        handle = Handle(0, callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        handle = Handle(when, callback, args)
        timers = self._timers
        low, high = 0, len(timers)
        while low < high:
            middle = (low + high) // 2
            if when < timers[middle]._when:
                high = middle
            else:
                low = middle + 1
        timers.insert(low, handle)
        return handle

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name)

    def create_future(self):
        return Future(loop=self)

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def stop(self):
        self._stopping = True

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def default_exception_handler(self, context):
        print(context.get("message"))

    def call_exception_handler(self, context):
        (self._handler or self.default_exception_handler)(self, context) if self._handler else self.default_exception_handler(context)

    def _run_once(self):
        timers = self._timers
        while timers and timers[0]._cancelled:
            timers.pop(0)
        if not self._ready and timers:
            wait = timers[0]._when - self.time()
            if wait > 0:
                time.sleep(wait)
        now = self.time()
        while timers and timers[0]._when <= now:
            self._ready.append(timers.pop(0))
        ready, self._ready = self._ready, []
        for i, handle in enumerate(ready):
            if not handle._cancelled:
                try:
                    handle._callback(*handle._args)
                except BaseException:
                    self._ready = ready[i + 1 :] + self._ready
                    raise

    def run_forever(self):
        global _running_loop
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if self._running or _running_loop is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        before, _running_loop = _running_loop, self
        self._running = True
        self._stopping = False
        try:
            while not self._stopping:
                if not self._ready and not self._timers:
                    raise RuntimeError("Event loop has nothing left to wait for")
                self._run_once()
        finally:
            self._running = False
            _running_loop = before

    def run_until_complete(self, future):
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._stop_for)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(self._stop_for)
        return future.result()

    def _stop_for(self, future):
        self._stopping = True

    def _cancel_all(self):
        tasks = self._tasks[:]
        for task in tasks:
            task.cancel()
        if tasks:
            self.run_until_complete(gather(*tasks, return_exceptions=True))


AbstractEventLoop = Loop

_running_loop = None
_default_loop = None


def new_event_loop():
    return Loop()


def set_event_loop(loop):
    global _default_loop
    _default_loop = loop


def get_running_loop():
    if _running_loop is None:
        raise RuntimeError("no running event loop")
    return _running_loop


def get_event_loop():
    global _default_loop
    if _running_loop is not None:
        return _running_loop
    if _default_loop is None or _default_loop._closed:
        _default_loop = Loop()
    return _default_loop


def run(main, *, debug=None):
    if _running_loop is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    loop = Loop()
    try:
        return loop.run_until_complete(main)
    finally:
        try:
            loop._cancel_all()
        finally:
            loop.close()


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = (loop_factory or Loop)()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def get_loop(self):
        return self._loop

    def run(self, coro, *, context=None):
        return self._loop.run_until_complete(coro)

    def close(self):
        if not self._loop._closed:
            self._loop._cancel_all()
            self._loop.close()


def iscoroutine(v):
    return type(v) is _Coroutine


def iscoroutinefunction(f):
    f = getattr(f, "__func__", f)
    code = getattr(f, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(v):
    return isinstance(v, Future)


async def _nothing():
    pass


_coroutine = _nothing()
_Coroutine = type(_coroutine)
_coroutine.close()


def ensure_future(v, *, loop=None):
    if isinstance(v, Future):
        return v
    if iscoroutine(v):
        return (loop or get_event_loop()).create_task(v)
    if hasattr(v, "__await__"):
        return (loop or get_event_loop()).create_task(_await(v))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


async def _await(v):
    return await v


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


def current_task(loop=None):
    return (loop or get_running_loop())._current


def all_tasks(loop=None):
    return set((loop or get_running_loop())._tasks)


class _Pass:
    def __await__(self):
        yield


def _set_result_unless_done(future, result):
    if not future.done():
        future.set_result(result)


async def sleep(delay, result=None):
    if delay <= 0:
        await _Pass()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, _set_result_unless_done, future, result)
    try:
        return await future
    finally:
        handle.cancel()


async def sleep_ms(delay):
    return await sleep(delay / 1000)


class _Gathering(Future):
    def __init__(self, children, loop):
        super().__init__(loop=loop)
        self._children = children
        self._asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        some = False
        for child in self._children:
            if child.cancel():
                some = True
        if some:
            self._asked = True
        return some


def gather(*awaitables, return_exceptions=False):
    if not awaitables:
        outer = get_event_loop().create_future()
        outer.set_result([])
        return outer
    known = {}
    children = []
    for a in awaitables:
        if a not in known:
            known[a] = ensure_future(a)
        children.append(known[a])
    unique = list(known.values())
    # The children's loop, which need not be running: run() gathers what is left when its main task has ended.
    outer = _Gathering(unique, unique[0]._loop)
    left = len(unique)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(CancelledError())
                return
            if child._exception is not None:
                outer.set_exception(child._exception)
                return
        if left == 0:
            results = []
            for c in children:
                if c.cancelled():
                    results.append(CancelledError())
                elif c._exception is not None:
                    results.append(c._exception)
                else:
                    results.append(c._result)
            if outer._asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in unique:
        child.add_done_callback(done)
    return outer


async def wait_for(awaitable, timeout):
    future = ensure_future(awaitable)
    if timeout is None:
        return await future
    loop = get_running_loop()
    if timeout <= 0 and not future.done():
        await _cancel_and_wait(future)
        if future.cancelled():
            raise TimeoutError()
        return future.result()
    waiter = loop.create_future()
    handle = loop.call_later(timeout, _set_result_unless_done, waiter, None)

    def done(_):
        _set_result_unless_done(waiter, None)

    future.add_done_callback(done)
    try:
        try:
            await waiter
        except CancelledError:
            if not future.done():
                future.remove_done_callback(done)
                await _cancel_and_wait(future)
                raise
        if future.done():
            return future.result()
        future.remove_done_callback(done)
        await _cancel_and_wait(future)
        if future.cancelled():
            raise TimeoutError()
        return future.result()
    finally:
        handle.cancel()


async def wait_for_ms(awaitable, timeout):
    return await wait_for(awaitable, timeout / 1000)


async def _cancel_and_wait(future):
    waiter = get_running_loop().create_future()

    def done(_):
        _set_result_unless_done(waiter, None)

    future.add_done_callback(done)
    future.cancel()
    await waiter


async def wait(awaitables, *, timeout=None, return_when=ALL_COMPLETED):
    futures = set(awaitables)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    loop = get_running_loop()
    waiter = loop.create_future()

    def enough():
        done = [f for f in futures if f.done()]
        if len(done) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return bool(done)
        if return_when == FIRST_EXCEPTION:
            return any(not f.cancelled() and f._exception is not None for f in done)
        return False

    def check(_):
        if enough():
            _set_result_unless_done(waiter, None)

    handle = None
    if not enough():
        for f in futures:
            f.add_done_callback(check)
        if timeout is not None:
            handle = loop.call_later(timeout, _set_result_unless_done, waiter, None)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for f in futures:
                f.remove_done_callback(check)
    done = {f for f in futures if f.done()}
    return done, futures - done


def as_completed(awaitables, *, timeout=None):
    futures = [ensure_future(a) for a in awaitables]
    queue = Queue()
    for f in futures:
        f.add_done_callback(queue.put_nowait)

    async def one():
        f = await wait_for(queue.get(), timeout)
        return f.result()

    for _ in futures:
        yield one()


def shield(awaitable):
    inner = ensure_future(awaitable)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def done(_):
        if outer.done():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner._exception is not None:
            outer.set_exception(inner._exception)
        else:
            outer.set_result(inner._result)

    inner.add_done_callback(done)
    return outer


async def to_thread(f, /, *args, **kwargs):
    return f(*args, **kwargs)


class Timeout:
    def __init__(self, when):
        self._when = when
        self._handle = None
        self._expired = False

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if when is not None:
            self._handle = get_running_loop().call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired and self._task.uncancel() <= 0 and kind is CancelledError:
            raise TimeoutError() from error


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


class TaskGroup:
    def __init__(self):
        self._tasks = set()
        self._errors = []
        self._aborting = False
        self._entered = False

    async def __aenter__(self):
        self._parent = current_task()
        self._entered = True
        return self

    def create_task(self, coro, *, name=None, context=None):
        if not self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        task = get_running_loop().create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task._exception is not None:
            self._errors.append(task._exception)
            if not self._aborting:
                self._abort()
                self._asked = True
                self._parent.cancel()

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    _asked = False

    async def __aexit__(self, kind, error, traceback):
        cancelled = error if kind is CancelledError else None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            try:
                waiting = [task for task in self._tasks if not task.done()]
                if waiting:
                    await wait(waiting)
                else:
                    # What is done is yet to be told.
                    await sleep(0)
            except CancelledError as e:
                cancelled = e
                if not self._aborting:
                    self._abort()
        if self._asked:
            self._parent.uncancel()
            self._parent._must_cancel = False
        if kind is not None and kind is not CancelledError:
            self._errors.append(error)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)
        if cancelled is not None and not self._asked:
            raise cancelled


class _Waiters:
    def __init__(self):
        self._waiters = []

    async def _sleep(self):
        future = get_running_loop().create_future()
        self._waiters.append(future)
        try:
            await future
        finally:
            if future in self._waiters:
                self._waiters.remove(future)

    def _wake_one(self):
        for future in self._waiters:
            if not future.done():
                future.set_result(None)
                return


class Event(_Waiters):
    def __init__(self):
        super().__init__()
        self._set = False

    def is_set(self):
        return self._set

    def set(self):
        self._set = True
        for future in self._waiters:
            if not future.done():
                future.set_result(True)

    def clear(self):
        self._set = False

    async def wait(self):
        if not self._set:
            await self._sleep()
        return True


class ThreadSafeFlag(Event):
    async def wait(self):
        await super().wait()
        self.clear()


class _Context:
    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()


class Lock(_Waiters, _Context):
    def __init__(self):
        super().__init__()
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        while self._locked or any(not f.cancelled() for f in self._waiters):
            try:
                await self._sleep()
            except CancelledError:
                if not self._locked:
                    self._wake_one()
                raise
            if not self._locked:
                break
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_one()


class Condition(_Context):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self.locked = self._lock.locked
        self._sleepers = _Waiters()

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._sleepers._sleep()
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for future in self._sleepers._waiters:
            if n > 0 and not future.done():
                future.set_result(None)
                n -= 1

    def notify_all(self):
        self.notify(len(self._sleepers._waiters))


class Semaphore(_Waiters, _Context):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = value

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while self._value <= 0:
            await self._sleep()
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        self._wake_one()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._bound = value

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._items = []
        self._getters = _Waiters()
        self._putters = _Waiters()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.pop(0)

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    async def put(self, item):
        while self.full():
            await self._putters._sleep()
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull()
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._getters._wake_one()

    async def get(self):
        while not self._items:
            await self._getters._sleep()
        return self.get_nowait()

    def get_nowait(self):
        if not self._items:
            raise QueueEmpty()
        item = self._get()
        self._putters._wake_one()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class LifoQueue(Queue):
    def _get(self):
        return self._items.pop()


class PriorityQueue(Queue):
    def _put(self, item):
        items = self._items
        low, high = 0, len(items)
        while low < high:
            middle = (low + high) // 2
            if item < items[middle]:
                high = middle
            else:
                low = middle + 1
        items.insert(low, item)
