# logging: levels, loggers in a tree, handlers, formats.
import io
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s %(funcName)s:%(lineno)d %(module)s %(message)s")
log = logging.getLogger("a.b")


def g():
    log.info("hi %s", 3)
    log.debug("unheard")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("bad")
        logging.error("worse %d", 4, exc_info=True)


g()
logging.warning("root")
log.log(25, "between")
log.warning("outside", stacklevel=1)
log.info({"a": 1})
log.info("%(a)s", {"a": 5})
print(log, logging.root, log.parent, logging.getLevelName(25), logging.getLevelName("INFO"), logging.getLevelName(10))

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{message}|{levelname:>8}", style="{"))
log.addHandler(handler)
log.addHandler(handler)
log.propagate = False
log.error("own handler")
print(log.handlers == [handler], handler, logging.getLogger("a"), log.hasHandlers())
adapter = logging.LoggerAdapter(log, {"k": 1})
adapter.info("adapted")

child = log.getChild("c")
print(child.name, child.parent is log, logging.getLogger("a").getChild("b") is log)
child.setLevel("ERROR")
child.warning("too low")
child.error("high enough")
print(child.getEffectiveLevel(), child.isEnabledFor(logging.WARNING), log.isEnabledFor(logging.DEBUG))
logging.disable(logging.ERROR)
child.error("disabled")
logging.disable(logging.NOTSET)

handler.addFilter(lambda record: "secret" not in record.getMessage())
log.error("a secret")
log.error("in the open")
handler.setLevel(logging.CRITICAL)
log.error("not critical")
log.critical("critical")


class Lines(logging.Handler):
    def emit(self, record):
        print("emit", record.name, record.levelno, record.msg, record.args, record.funcName, record.extra)


other = logging.getLogger("other")
other.propagate = False
other.setLevel(logging.DEBUG)
other.addHandler(Lines())
other.debug("x %d", 1, extra={"extra": "more"})
try:
    other.info("x", extra={"message": 1})
except KeyError as e:
    print(e)
other.addFilter(logging.Filter("oth"))
other.info("filtered", extra={"extra": 1})

stream = io.StringIO()
plain = logging.StreamHandler(stream)
plain.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="%Y"))
third = logging.getLogger("third")
third.addHandler(plain)
third.propagate = False
third.warning("with a year")
print(len(stream.getvalue()), stream.getvalue()[4:])
record = logging.makeLogRecord({"msg": "made %s", "args": (1,), "levelname": "L"})
print(record.getMessage(), record.levelname)
print(logging.Formatter("%(asctime)s").usesTime(), logging.Formatter().format(record))

logging.addLevelName(35, "NOTICE")
print(logging.getLevelName(35), logging.getLevelName("NOTICE"))
for bad in (lambda: log.setLevel("LOUD"), lambda: log.setLevel(1.5), lambda: log.log("x", "y"), lambda: logging.Formatter("x", style="?")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e)[:30])

with open("log.txt", "w"):
    pass
file = logging.FileHandler("log.txt")
third.addHandler(file)
third.error("to a file")
third.removeHandler(file)
file.close()
print(open("log.txt").read())
logging.getLogger("no handlers").propagate = False
logging.getLogger("no handlers").warning("the last resort")
third.addHandler(logging.NullHandler())
try:
    raise ValueError("given")
except ValueError as e:
    third.removeHandler(plain)
    third.addHandler(logging.StreamHandler(sys.stdout))
    third.warning("by hand", exc_info=e)
