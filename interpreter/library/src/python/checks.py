# _checks: what a unittest.TestCase can assert.


class _Raises:
    # The context of assertRaises and assertWarns.
    def __init__(self, case, expected, pattern, message):
        self._case = case
        self.expected = expected
        self._pattern = pattern
        self._message = message

    def _names(self):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return kinds[0].__name__ if len(kinds) == 1 else str(self.expected)

    def _fail(self, text):
        raise self._case.failureException(self._case._formatMessage(self._message, text))

    def _check(self, value):
        if self._pattern is not None:
            import re

            if not re.search(self._pattern, str(value)):
                pattern = getattr(self._pattern, "pattern", self._pattern)
                self._fail('"%s" does not match "%s"' % (pattern, value))

    def run(self, args, options):
        function, *args = args
        self._called = getattr(function, "__name__", str(function))
        with self:
            function(*args, **options)

    def _missing(self, words):
        name = getattr(self, "_called", None)
        self._fail("%s not %s%s" % (self._names(), words, " by " + name if name else ""))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        if kind is None:
            self._missing("raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = error
        self._check(error)
        return True


class _Warns(_Raises):
    def __enter__(self):
        import warnings

        self._catch = warnings.catch_warnings(record=True)
        self.warnings = self._catch.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, error, tb):
        self._catch.__exit__(kind, error, tb)
        if kind is not None:
            return False
        for caught in self.warnings:
            if issubclass(caught.category, self.expected):
                self.warning, self.filename, self.lineno = caught.message, caught.filename, caught.lineno
                self._check(caught.message)
                return False
        self._missing("triggered")


class _Logs:
    def __init__(self, case, logger, level, wanted):
        import logging

        self._case = case
        self._wanted = wanted
        self._logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self._level = logging._check_level(level) if level else logging.INFO

    def __enter__(self):
        import logging

        self.records, self.output = [], []
        form = logging.Formatter(logging.BASIC_FORMAT)
        watcher = logging.Handler(self._level)

        def emit(record):
            self.records.append(record)
            self.output.append(form.format(record))

        watcher.emit = emit
        logger = self._logger
        self._saved = logger.handlers, logger.level, logger.propagate
        logger.handlers, logger.propagate = [watcher], False
        logger.setLevel(self._level)
        return self

    def __exit__(self, kind, error, tb):
        import logging

        self._logger.handlers, self._logger.level, self._logger.propagate = self._saved
        if kind is not None:
            return False
        name = self._logger.name
        if self._wanted and not self.records:
            self._case.fail("no logs of level %s or higher triggered on %s" % (logging.getLevelName(self._level), name))
        if not self._wanted and self.records:
            self._case.fail("Unexpected logs found: %r" % (self.output,))


def _short(v):
    # As one of two values that are shown side by side.
    text = repr(v)
    return text if len(text) <= 80 else text[:41] + "[%d chars]" % (len(text) - 46) + text[-5:]


class Checks:
    def __init__(self):
        self._type_checks = {}

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, message, standard):
        if message is None:
            return standard
        return "%s : %s" % (standard, message) if self.longMessage else message

    def _require(self, condition, message, standard):
        if not condition:
            raise self.failureException(self._formatMessage(message, standard()))

    def assertTrue(self, expr, msg=None):
        self._require(expr, msg, lambda: "%s is not true" % repr(expr))

    def assertFalse(self, expr, msg=None):
        self._require(not expr, msg, lambda: "%s is not false" % repr(expr))

    def addTypeEqualityFunc(self, kind, function):
        self._type_checks[kind] = function

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second):
            check = self._type_checks.get(type(first))
            if check is not None:
                return (getattr(self, check) if isinstance(check, str) else check)(first, second, msg=msg)
            if not first == second:
                self._differ(first, second, msg)
        self._require(first == second, msg, lambda: "%s != %s" % (_short(first), _short(second)))

    assertEquals = assertEqual

    def _differ(self, first, second, msg):
        text = None
        if isinstance(first, (list, tuple)):
            text = self._sequence_difference(first, second, type(first).__name__.capitalize())
        elif isinstance(first, dict):
            text = "%s != %s" % (_short(first), _short(second))
            text += self._lines_difference(_dict_lines(first), _dict_lines(second))
        elif isinstance(first, (set, frozenset)):
            text = _set_difference(first, second)
        elif isinstance(first, str):
            text = "%s != %s" % (_short(first), _short(second))
            text += self._lines_difference(first.splitlines(True), second.splitlines(True))
        if text is not None:
            self.fail(self._formatMessage(msg, text))

    def _sequence_difference(self, first, second, name):
        text = "%ss differ: %s != %s\n" % (name, _short(first), _short(second))
        for i in range(min(len(first), len(second))):
            if first[i] != second[i]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (i, _short(first[i]), _short(second[i]))
                break
        for which, longer, other in (("First", first, second), ("Second", second, first)):
            if len(longer) > len(other):
                text += "\n%s %s contains %d additional elements.\n" % (which, name.lower(), len(longer) - len(other))
                text += "First extra element %d:\n%s\n" % (len(other), _short(longer[len(other)]))
        return text + self._lines_difference([repr(first)], [repr(second)])

    def _lines_difference(self, first, second):
        # What is common at both ends is context.
        start = 0
        while start < min(len(first), len(second)) and first[start] == second[start]:
            start += 1
        end = 0
        while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
            end += 1
        lines = ["  " + line for line in first[:start]]
        lines += ["- " + line for line in first[start : len(first) - end]]
        lines += ["+ " + line for line in second[start : len(second) - end]]
        lines += ["  " + line for line in first[len(first) - end :]]
        text = "\n" + "\n".join(line.rstrip("\n") for line in lines)
        if self.maxDiff is not None and len(text) > self.maxDiff:
            return "\nDiff is %d characters long. Set self.maxDiff to None to see it." % len(text)
        return text

    def assertNotEqual(self, first, second, msg=None):
        self._require(first != second, msg, lambda: "%s == %s" % (_short(first), _short(second)))

    assertNotEquals = assertNotEqual

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, True)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._almost(first, second, places, msg, delta, False)

    def _almost(self, first, second, places, msg, delta, wanted):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if wanted and first == second:
            return
        difference = abs(first - second)
        if delta is not None:
            near, within = difference <= delta, "within %s delta" % repr(delta)
        else:
            places = 7 if places is None else places
            near, within = round(difference, places) == 0, "within %r places" % places
        sign = "!=" if wanted else "=="
        more = "" if not wanted and delta is None else " (%s difference)" % repr(difference)
        self._require(near == wanted, msg, lambda: "%s %s %s %s%s" % (repr(first), sign, repr(second), within, more))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        if seq_type is not None:
            for which, v in (("First", first), ("Second", second)):
                if not isinstance(v, seq_type):
                    self.fail("%s sequence is not a %s: %s" % (which, seq_type.__name__, _short(v)))
        if list(first) != list(second):
            name = seq_type.__name__.capitalize() if seq_type else "Sequence"
            self.fail(self._formatMessage(msg, self._sequence_difference(first, second, name)))

    def assertListEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, list)

    def assertTupleEqual(self, first, second, msg=None):
        self.assertSequenceEqual(first, second, msg, tuple)

    def assertSetEqual(self, first, second, msg=None):
        self._require(first == second, msg, lambda: _set_difference(first, second))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self._differ(d1, d2, msg)

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            self._differ(first, second, msg)

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for item in first:
            if item in rest:
                rest.remove(item)
            else:
                missing.append(item)
        self._require(
            not missing and not rest,
            msg,
            lambda: "Element counts were not equal:\nFirst has too many: %r\nSecond has too many: %r" % (missing, rest),
        )

    def assertIs(self, expr1, expr2, msg=None):
        self._require(expr1 is expr2, msg, lambda: "%s is not %s" % (repr(expr1), repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        self._require(expr1 is not expr2, msg, lambda: "unexpectedly identical: %s" % repr(expr1))

    def assertIsNone(self, obj, msg=None):
        self._require(obj is None, msg, lambda: "%s is not None" % repr(obj))

    def assertIsNotNone(self, obj, msg=None):
        self._require(obj is not None, msg, lambda: "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._require(member in container, msg, lambda: "%s not found in %s" % (repr(member), repr(container)))

    def assertNotIn(self, member, container, msg=None):
        self._require(
            member not in container, msg, lambda: "%s unexpectedly found in %s" % (repr(member), repr(container))
        )

    def assertIsInstance(self, obj, cls, msg=None):
        self._require(isinstance(obj, cls), msg, lambda: "%s is not an instance of %r" % (repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._require(not isinstance(obj, cls), msg, lambda: "%s is an instance of %r" % (repr(obj), cls))

    def assertLess(self, a, b, msg=None):
        self._require(a < b, msg, lambda: "%s not less than %s" % (repr(a), repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        self._require(a <= b, msg, lambda: "%s not less than or equal to %s" % (repr(a), repr(b)))

    def assertGreater(self, a, b, msg=None):
        self._require(a > b, msg, lambda: "%s not greater than %s" % (repr(a), repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        self._require(a >= b, msg, lambda: "%s not greater than or equal to %s" % (repr(a), repr(b)))

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        pattern = re.compile(expected_regex)
        self._require(
            pattern.search(text), msg, lambda: "Regex didn't match: %r not found in %r" % (pattern.pattern, text)
        )

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re

        pattern = re.compile(unexpected_regex)
        found = pattern.search(text)
        self._require(
            not found, msg, lambda: "Regex matched: %r matches %r in %r" % (found.group(), pattern.pattern, text)
        )

    def assertRaises(self, expected_exception, *args, **options):
        return self._context(_Raises, "assertRaises", expected_exception, None, BaseException, args, options)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **options):
        return self._context(
            _Raises, "assertRaisesRegex", expected_exception, expected_regex, BaseException, args, options
        )

    def assertWarns(self, expected_warning, *args, **options):
        return self._context(_Warns, "assertWarns", expected_warning, None, Warning, args, options)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **options):
        return self._context(_Warns, "assertWarnsRegex", expected_warning, expected_regex, Warning, args, options)

    def _context(self, make, name, expected, pattern, base, args, options):
        for kind in expected if isinstance(expected, tuple) else (expected,):
            if not (isinstance(kind, type) and issubclass(kind, base)):
                what = "exception type" if base is BaseException else "warning class"
                many = what + ("s" if base is BaseException else "es")
                article = "an" if base is BaseException else "a"
                raise TypeError("%s() arg 1 must be %s %s or tuple of %s" % (name, article, what, many))
        context = make(self, expected, pattern, None if args else options.pop("msg", None))
        if not args:
            return context
        context.run(args, options)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)


def _dict_lines(d):
    # As pprint breaks it, but short ones stay on one line.
    text = repr(d)
    if len(text) <= 80:
        return [text]
    items = ["%r: %r" % item for item in sorted(d.items(), key=lambda item: str(item[0]))]
    return ["{" + items[0] + ","] + [" " + item + "," for item in items[1:-1]] + [" " + items[-1] + "}"]


def _set_difference(first, second):
    lines = []
    for which, more in (("first", first - second), ("second", second - first)):
        if more:
            lines.append("Items in the %s set but not the %s:" % (which, "second" if which == "first" else "first"))
            lines += [repr(item) for item in more]
    return "\n".join(lines)
