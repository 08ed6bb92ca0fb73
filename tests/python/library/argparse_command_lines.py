# argparse: what a command line says, and what is said of it.
import argparse
import io
import sys


def attempt(parser, *args):
    try:
        print(parser.parse_args(args))
    except SystemExit as e:
        print("exit", e.code)


sys.stderr = sys.stdout
p = argparse.ArgumentParser(prog="prog", description="Does things with files and numbers, and says so at length, over more than one line of text.", epilog="That is all.")
p.add_argument("file", help="the file to read")
p.add_argument("numbers", nargs="*", type=int, help="some numbers")
p.add_argument("-v", "--verbose", action="store_true", help="say more")
p.add_argument("-c", "--count", type=int, default=3, metavar="N", help="how often (default: %(default)s)")
p.add_argument("--mode", choices=["fast", "slow"], default="fast")
p.add_argument("-x", action="append", dest="extra", help="a long explanation that does not fit on one line beside the option itself")
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("-q", action="count", default=0)
p.add_argument("--maybe", nargs="?", const="given", default="absent")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.print_help()
attempt(p, "f.txt")
attempt(p, "f.txt", "1", "2", "-v", "--count", "5", "-x", "a", "-xb", "--pair", "1", "2", "-qqq")
attempt(p, "--mode=slow", "f", "--maybe", "-c4")
attempt(p, "--maybe", "x", "--", "-f")
attempt(p, "-vq", "f", "--verb", "--co=7")
attempt(p, "f", "-1", "-2")
for wrong in ([], ["f", "x"], ["f", "--count", "x"], ["f", "--mode", "other"], ["f", "--pair", "1"], ["f", "--nothing"], ["f", "-c"], ["f", "--ver"], ["--version"], ["f", "--verbose=1"], ["-h"]):
    attempt(p, *wrong)

q = argparse.ArgumentParser("calc")
sub = q.add_subparsers(dest="command", help="what to do")
add = sub.add_parser("add", help="adds numbers")
add.add_argument("x", type=float)
add.add_argument("y", type=float, nargs="+")
add.set_defaults(run=len)
neg = sub.add_parser("neg", aliases=["n"], help="turns the sign")
neg.add_argument("--x", type=int, required=True)
q.print_help()
attempt(q, "add", "1", "2", "3")
attempt(q, "neg", "--x", "5")
attempt(q, "n", "--x=-5")
attempt(q)
attempt(q, "mul")
attempt(q, "neg")
attempt(q, "add", "1")
attempt(q, "add", "-h")

r = argparse.ArgumentParser("r", formatter_class=argparse.ArgumentDefaultsHelpFormatter, argument_default=None)
g = r.add_mutually_exclusive_group(required=True)
g.add_argument("--on", action="store_const", const=1, help="on")
g.add_argument("--off", action="store_false", help="off")
group = r.add_argument_group("special", "options of another kind")
group.add_argument("--deep", type=int, default=5, help="how deep")
group.add_argument("--hidden", help=argparse.SUPPRESS)
r.print_help()
attempt(r, "--on")
attempt(r, "--on", "--off")
attempt(r)
print(r.parse_known_args(["--on", "what", "--else"]))
ns = argparse.Namespace(a=1)
r.parse_args(["--on"], ns)
print(ns, ns.a, "deep" in ns, vars(ns) == ns.__dict__, ns == argparse.Namespace(**vars(ns)))
s = argparse.ArgumentParser("s", add_help=False, parents=[])
s.add_argument("a", nargs="?", default="none")
s.add_argument("rest", nargs=argparse.REMAINDER)
s.add_argument("--flag", action=argparse.BooleanOptionalAction, default=True)
s.print_usage()
attempt(s)
attempt(s, "x", "y", "--z", "-1")
attempt(s, "--no-flag", "x")


def even(text):
    if int(text) % 2:
        raise argparse.ArgumentTypeError("%s is odd" % text)
    return int(text)


class Twice(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values * 2)


t = argparse.ArgumentParser("t", usage="%(prog)s [anything]")
t.add_argument("--even", type=even)
t.add_argument("--twice", action=Twice)
t.add_argument("first", nargs=1)
t.add_argument("middle", nargs="*")
t.add_argument("last")
attempt(t, "1", "2", "3", "4", "--even", "4", "--twice", "ab")
attempt(t, "1", "--even", "3", "2")
attempt(t, "a", "b")
try:
    t.add_argument("--even")
except argparse.ArgumentError as e:
    print(e)
