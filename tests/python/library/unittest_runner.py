# unittest: what a run writes, and what each check says.
import sys
import unittest


class First(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class up")

    @classmethod
    def tearDownClass(cls):
        print("class down")

    def setUp(self):
        print("up", self._testMethodName)

    def tearDown(self):
        print("down")

    def test_right(self):
        "A line about it."
        self.assertEqual(1 + 1, 2)
        self.addCleanup(print, "cleaned", end="!\n")

    def test_wrong(self):
        self.assertEqual(1, 2, "numbers")

    def test_error(self):
        {}["key"]

    def test_deeper(self):
        def check(x):
            self.assertTrue(x)

        check([])

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.skipIf(sys.maxsize > 5, "large")
    def test_skipped_if(self):
        pass

    @unittest.skipUnless(True, "never")
    def test_not_skipped(self):
        pass

    def test_skips_itself(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_subtests(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)
        with self.subTest("with words"):
            raise KeyError("x")

    def test_set_difference(self):
        self.assertEqual({1, 2}, {2, 3})


class Checks(unittest.TestCase):
    def says(self, name, *args, **options):
        try:
            getattr(self, name)(*args, **options)
        except AssertionError as e:
            print(name, "|", str(e).split("\n")[0])
        else:
            print(name, "holds")

    def test_all(self):
        s = self.says
        s("assertEqual", 1, 1)
        s("assertEqual", 1, 2)
        s("assertEqual", "a", "b")
        s("assertEqual", [1], [2], "message")
        s("assertEqual", (1,), (2,))
        s("assertEqual", {"a": 1}, {"a": 2})
        s("assertEqual", 1, 1.0)
        s("assertEqual", "x" * 100, 3)
        s("assertNotEqual", 1, 1)
        s("assertTrue", 0)
        s("assertTrue", [1])
        s("assertFalse", 1, "message")
        s("assertIs", None, 1)
        s("assertIsNot", None, None)
        s("assertIsNone", 1)
        s("assertIsNotNone", None)
        s("assertIn", 1, [2])
        s("assertNotIn", 1, [1])
        s("assertIsInstance", 1, str)
        s("assertNotIsInstance", 1, int)
        s("assertLess", 2, 1)
        s("assertLessEqual", 2, 1)
        s("assertGreater", 1, 2)
        s("assertGreaterEqual", 1, 2)
        s("assertAlmostEqual", 1.0, 1.00000001)
        s("assertAlmostEqual", 1.0, 1.5)
        s("assertAlmostEqual", 1.0, 1.5, delta=0.25)
        s("assertAlmostEqual", 1.0, 1.25, 1)
        s("assertNotAlmostEqual", 1.0, 1.0)
        s("assertNotAlmostEqual", 1.0, 1.0, delta=1)
        s("assertRegex", "abc", "b")
        s("assertRegex", "abc", "x")
        s("assertNotRegex", "abc", "b")
        s("assertCountEqual", [1, 2, 2], [2, 1, 2])
        s("assertCountEqual", [1, 2], [2, 2])
        s("assertListEqual", [1], (1,))
        s("assertListEqual", [1, 2], [1, 3])
        s("assertTupleEqual", (1,), (1,))
        s("assertSetEqual", {1}, {2})
        s("assertDictEqual", {1: 2}, {1: 3})
        s("assertSequenceEqual", [1], (1,))
        s("assertMultiLineEqual", "a\nb", "a\nc")
        s("assertRaises", ValueError, int, "x")
        s("assertRaises", ValueError, int, "1")
        s("assertRaises", (KeyError, ValueError), int, "1")
        s("assertRaisesRegex", ValueError, "invalid", int, "x")
        s("assertRaisesRegex", ValueError, "other", int, "x")
        s("fail", "so")
        with self.assertRaises(KeyError) as caught:
            {}["k"]
        print(repr(caught.exception))
        try:
            with self.assertRaises(KeyError):
                pass
        except AssertionError as e:
            print(e)
        try:
            with self.assertRaises(KeyError):
                int("x")
        except ValueError as e:
            print(repr(e))
        with self.assertWarns(UserWarning) as warned:
            import warnings
            warnings.warn("careful")
        print(warned.warning)
        import logging
        with self.assertLogs("a", "INFO") as logs:
            logging.getLogger("a").info("one")
            logging.getLogger("a.b").error("two")
        print(logs.output)
        try:
            with self.assertLogs():
                pass
        except AssertionError as e:
            print(e)
        try:
            self.assertRaises(5)
        except TypeError as e:
            print(e)


class Failing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no class")

    def test_never(self):
        print("never")


class Later(unittest.IsolatedAsyncioTestCase):
    async def test_later(self):
        import asyncio
        await asyncio.sleep(0)
        self.assertEqual(await self.two(), 2)

    async def two(self):
        return 2


import io
import re

for verbosity in (0, 1, 2):
    out = io.StringIO()
    program = unittest.main(exit=False, verbosity=verbosity, argv=["x"], testRunner=unittest.TextTestRunner(out, verbosity=verbosity))
    text = re.sub(r"in \d+\.\d+s", "in T", out.getvalue())
    text = re.sub(r'File ".*[/\\]', 'File "', text)
    print(text)
result = program.result
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())
print(repr(result).rpartition(".")[2])

suite = unittest.TestSuite()
suite.addTest(First("test_right"))
suite.addTests([First("test_wrong")])
print(suite.countTestCases(), First("test_right").id(), First("test_right").shortDescription(), First("test_right"), [str(t) for t in suite])
print(unittest.defaultTestLoader.getTestCaseNames(First)[:3])
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, result.failures[0][0])
try:
    First("missing")
except ValueError as e:
    print(e)
