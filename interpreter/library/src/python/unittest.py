# unittest: test cases, their checks, and the runner that counts what held.
import sys
import time
import traceback

from _checks import Checks

__all__ = [
    "TestCase", "TestSuite", "TestLoader", "TestResult", "TextTestRunner", "FunctionTestCase", "SkipTest", "main",
    "defaultTestLoader", "skip", "skipIf", "skipUnless", "expectedFailure", "TestProgram",
]


class SkipTest(Exception):
    pass


class _NotAsExpected(Exception):
    pass


def _identity(x):
    return x


def skip(reason=""):
    def mark(item):
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason if isinstance(reason, str) else ""
        return item

    if callable(reason):
        return mark(reason)
    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _SubTest:
    def __init__(self, case, message, parameters):
        self._case = case
        self._message = message
        self._parameters = parameters

    def __enter__(self):
        self._outer, self._case._sub = self._case._sub, self
        if self._outer is not None:
            self._parameters = {**self._outer._parameters, **self._parameters}

    def __exit__(self, kind, error, tb):
        self._case._sub = self._outer
        if kind is None or issubclass(kind, (KeyboardInterrupt, _NotAsExpected)):
            return False
        result = self._case._result
        if issubclass(kind, SkipTest):
            result.addSkip(self, str(error))
        else:
            result.addSubTest(self._case, self, (kind, error, tb))
        return not getattr(result, "failfast", False)

    def id(self):
        return self._case.id() + " " + self._words()

    def _words(self):
        words = []
        if self._message is not None:
            words.append("[%s]" % (self._message,))
        if self._parameters:
            words.append("(%s)" % ", ".join("%s=%r" % p for p in self._parameters.items()))
        return " ".join(words) or "(<subtest>)"

    def shortDescription(self):
        return self._case.shortDescription()

    def __str__(self):
        return "%s %s" % (self._case, self._words())


class TestCase(Checks):
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        super().__init__()
        self._testMethodName = methodName
        self._sub = None
        self._result = None
        self._cleanups = []
        if methodName != "runTest" and not hasattr(self, methodName):
            raise ValueError("no such test method in %s: %s" % (type(self), methodName))

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        text = getattr(self, self._testMethodName).__doc__
        return text.strip().split("\n")[0].strip() if text else None

    def id(self):
        return "%s.%s" % (_name_of(type(self)), self._testMethodName)

    def __str__(self):
        return "%s (%s.%s)" % (self._testMethodName, _name_of(type(self)), self._testMethodName)

    def __repr__(self):
        return "<%s testMethod=%s>" % (_name_of(type(self)), self._testMethodName)

    def __eq__(self, other):
        return type(self) is type(other) and self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def subTest(self, msg=None, **parameters):
        return _SubTest(self, msg, parameters)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def addCleanup(self, function, /, *args, **options):
        self._cleanups.append((function, args, options))

    def enterContext(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def doCleanups(self):
        fine = True
        while self._cleanups:
            function, args, options = self._cleanups.pop()
            fine = self._step(lambda: function(*args, **options)) and fine
        return fine

    def __call__(self, result=None):
        return self.run(result)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, options = self._cleanups.pop()
            function(*args, **options)

    def _step(self, function):
        # Runs a part of a test; False if the result was told of a problem.
        try:
            function()
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self._skipped = True
            self._result.addSkip(self, str(e))
        except self.failureException:
            self._blame(self._result.addFailure)
        except:
            self._blame(self._result.addError)
        else:
            return True
        return False

    def _blame(self, add):
        if self._expecting:
            self._failed_as_expected = sys.exc_info()
        else:
            add(self, sys.exc_info())

    def run(self, result=None):
        if result is None:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            self._run(result)
        finally:
            result.stopTest(self)
        return result

    def _run(self, result):
        method = getattr(self, self._testMethodName)
        for marked in (type(self), method):
            if getattr(marked, "__unittest_skip__", False):
                result.addSkip(self, marked.__unittest_skip_why__)
                return
        self._result = result
        self._skipped = False
        self._failed_as_expected = None
        self._expecting = getattr(method, "__unittest_expecting_failure__", False) or getattr(
            type(self), "__unittest_expecting_failure__", False
        )
        problems = len(result.failures) + len(result.errors)
        if self._step(self.setUp):
            self._step(method)
            self._step(self.tearDown)
        self.doCleanups()
        if self._skipped or len(result.failures) + len(result.errors) > problems:
            return
        if not self._expecting:
            result.addSuccess(self)
        elif self._failed_as_expected:
            result.addExpectedFailure(self, self._failed_as_expected)
        else:
            result.addUnexpectedSuccess(self)


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def _run(self, result):
        import asyncio

        method = getattr(self, self._testMethodName)

        async def whole():
            await self.asyncSetUp()
            try:
                value = method()
                if hasattr(value, "__await__") or hasattr(value, "send"):
                    await value
            finally:
                await self.asyncTearDown()

        if getattr(method, "__unittest_skip__", False):
            return super()._run(result)
        setattr(self, self._testMethodName, lambda: asyncio.run(whole()))
        super()._run(result)


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function = testFunc
        self._before, self._after = setUp, tearDown
        self._description = description

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def shortDescription(self):
        return self._description


def _name_of(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


class _ClassFixture:
    # Stands for a class whose setUpClass or tearDownClass failed.
    def __init__(self, what, cls):
        self.description = "%s (%s)" % (what, _name_of(cls))

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    __str__ = id


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (test,))
        if isinstance(test, type):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self._tests)

    def __repr__(self):
        return "<unittest.suite.TestSuite tests=%r>" % (self._tests,)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def __call__(self, result):
        return self.run(result)

    def run(self, result):
        current = None
        usable = True
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            if type(test) is not current:
                self._leave(current, usable, result)
                current = type(test)
                usable = self._enter(current, result)
            if usable:
                test(result)
        self._leave(current, usable, result)
        return result

    def _enter(self, cls, result):
        if getattr(cls, "__unittest_skip__", False):
            return True
        return self._fixture(cls, "setUpClass", result)

    def _leave(self, cls, usable, result):
        if cls is not None and usable and not getattr(cls, "__unittest_skip__", False):
            self._fixture(cls, "tearDownClass", result)

    def _fixture(self, cls, name, result):
        function = getattr(cls, name, None)
        try:
            if function is not None:
                function()
            return True
        except SkipTest as e:
            result.addSkip(_ClassFixture(name, cls), str(e))
        except Exception:
            result.addError(_ClassFixture(name, cls), sys.exc_info())
        return False


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    sortTestMethodsUsing = None

    def getTestCaseNames(self, cls):
        prefix = self.testMethodPrefix
        return sorted(name for name in dir(cls) if name.startswith(prefix) and callable(getattr(cls, name)))

    def loadTestsFromTestCase(self, cls):
        names = self.getTestCaseNames(cls)
        if not names and hasattr(cls, "runTest"):
            names = ["runTest"]
        return self.suiteClass([cls(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        suites = []
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase):
                if item not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase):
                    suites.append(self.loadTestsFromTestCase(item))
        suite = self.suiteClass(suites)
        if hasattr(module, "load_tests"):
            return module.load_tests(self, suite, pattern)
        return suite

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        if module is None:
            module = __import__(parts[0])
            del parts[0]
            while parts and not hasattr(module, parts[0]):
                module = __import__("%s.%s" % (module.__name__, parts[0]), None, None, ["*"])
                del parts[0]
        item, parent = module, None
        for part in parts:
            parent, item = item, getattr(item, part)
        if isinstance(item, type(sys)):
            return self.loadTestsFromModule(item)
        if isinstance(item, type) and issubclass(item, TestCase):
            return self.loadTestsFromTestCase(item)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(item, TestSuite):
            return item
        test = item()
        return test if isinstance(test, TestSuite) else self.suiteClass([test])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        import os

        begin, _, end = pattern.partition("*")
        sys.path.insert(0, start_dir)
        names = sorted(f for f in os.listdir(start_dir) if f.startswith(begin) and f.endswith(end or ".py"))
        return self.suiteClass([self.loadTestsFromModule(__import__(name[:-3])) for name in names])


defaultTestLoader = TestLoader()


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def _text(self, error):
        # Places inside of this module are of no interest.
        kind, value, tb = error
        while tb is not None and tb.tb_frame.f_globals.get("__name__") in ("unittest", "_checks"):
            tb = tb.tb_next
        inner = tb
        length = 0
        while inner is not None and inner.tb_frame.f_globals.get("__name__") != "_checks":
            inner = inner.tb_next
            length += 1
        if issubclass(kind, AssertionError) and inner is not None:
            lines = ["Traceback (most recent call last):\n"] + traceback.format_tb(tb, length)
            return "".join(lines + traceback.format_exception_only(value))
        saved = value.__traceback__
        value.__traceback__ = tb
        text = "".join(traceback.format_exception(value))
        value.__traceback__ = saved
        return text

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))
        self.shouldStop |= self.failfast

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))
        self.shouldStop |= self.failfast

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], test.failureException):
                self.addFailure(subtest, err)
            else:
                self.addError(subtest, err)

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        return "<%s run=%i errors=%i failures=%i>" % (
            _name_of(type(self)), self.testsRun, len(self.errors), len(self.failures)
        )


class TextTestResult(TestResult):
    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.descriptions = descriptions
        self.verbosity = verbosity

    def getDescription(self, test):
        doc = test.shortDescription()
        return "%s\n%s" % (test, doc) if self.descriptions and doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        self._begun = test
        if self.verbosity > 1:
            self.stream.write(self.getDescription(test) + " ... ")

    def _show(self, mark, words):
        if self.verbosity > 1:
            self.stream.write(words + "\n")
        elif self.verbosity == 1:
            self.stream.write(mark)

    def addSuccess(self, test):
        # A test whose parts failed has its words already.
        if self._begun == test:
            self._show(".", "ok")

    def addSubTest(self, test, subtest, err):
        if err is not None and self.verbosity > 1:
            if self._begun == test:
                self.stream.write("\n")
            self._begun = None
            self.stream.write("  %s ... " % self.getDescription(subtest))
        super().addSubTest(test, subtest, err)

    def addError(self, test, err):
        super().addError(test, err)
        if isinstance(test, _ClassFixture) and self.verbosity > 1:
            self.stream.write("%s ... " % test)
        self._show("E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show("F", "FAIL")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show("s", "skipped %r" % (reason,))

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show("u", "unexpected success")

    def printErrors(self):
        if self.verbosity:
            self.stream.write("\n")
        for kind, problems in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in problems:
                self.stream.write("=" * 70 + "\n%s: %s\n" % (kind, self.getDescription(test)))
                self.stream.write("-" * 70 + "\n%s\n" % text)
        for test in self.unexpectedSuccesses:
            self.stream.write("=" * 70 + "\nUNEXPECTED SUCCESS: %s\n" % self.getDescription(test))


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(
        self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None
    ):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        result = self.resultclass(self.stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        begun = time.time()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.time() - begun
        result.printErrors()
        write = self.stream.write
        write("-" * 70 + "\n")
        write("Ran %d test%s in %.3fs\n\n" % (result.testsRun, "" if result.testsRun == 1 else "s", taken))
        counts = []
        for name, items in (
            ("failures", result.failures),
            ("errors", result.errors),
            ("skipped", result.skipped),
            ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses),
        ):
            if items:
                counts.append("%s=%d" % (name, len(items)))
        word = "OK" if result.wasSuccessful() else "FAILED"
        write(word + (" (%s)" % ", ".join(counts) if counts else "") + "\n")
        self.stream.flush()
        return result


class TestProgram:
    def __init__(
        self,
        module="__main__",
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=defaultTestLoader,
        exit=True,
        verbosity=1,
        failfast=None,
        **options,
    ):
        argv = sys.argv if argv is None else argv
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        names = []
        for word in argv[1:]:
            if word in ("-v", "--verbose"):
                verbosity = 2
            elif word in ("-q", "--quiet"):
                verbosity = 0
            elif word in ("-f", "--failfast"):
                failfast = True
            elif word.startswith("-"):
                raise SystemExit("unittest: unknown option %s" % word)
            else:
                names.append(word)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            test = testLoader.loadTestsFromNames(names, module)
        else:
            test = testLoader.loadTestsFromModule(module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=bool(failfast))
        self.result = testRunner.run(test)
        if exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
