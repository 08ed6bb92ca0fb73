//! Programs made to hurt: classes whose special methods change what is being walked, sorted, hashed or printed at that
//! moment, generators that throw, structures too deep for every walk, in arenas of a few kilobytes.

use crate::arena::{attempt, execute, with_machine};
use crate::choices::Choices;
use crate::program::compile;
use pyrite_core::compile::Mode;
use std::fmt::Write;

/// Bytes of the arenas.
const ARENAS: [usize; 8] = [4, 6, 9, 14, 24, 60, 200, 1000];

pub fn run(data: &[u8]) {
    let mut choices = Choices::new(data);
    let arena = ARENAS[choices.below(ARENAS.len())] * 1024 + choices.below(64) * 16;
    #[cfg(feature = "stress")]
    let stress = (
        [1, 1, 2, 7, 50, 0][choices.below(6)],
        [0, 40, 400, 4000][choices.below(4)],
        choices.below(1 << 16) as u64,
    );
    let program = Maker::new(choices).program();
    with_machine(arena, |m| {
        #[cfg(feature = "stress")]
        {
            m.stress.every = stress.0;
            m.stress.fail = if stress.1 > 0 {
                1 + stress.2 % stress.1
            } else {
                0
            };
        }
        // In a small arena the whole would not compile: what comes first runs first.
        for part in program.split("#\n") {
            attempt(m, |m| {
                let code = compile(m, part.as_bytes(), Mode::File)?;
                execute(m, code)
            });
        }
    });
}

/// The program that an input stands for.
pub fn show(data: &[u8]) -> String {
    let mut choices = Choices::new(data);
    let _arena = (choices.below(ARENAS.len()), choices.below(64));
    if cfg!(feature = "stress") {
        let _stress = (choices.below(6), choices.below(4), choices.below(1 << 16));
    }
    Maker::new(choices).program()
}

/// Special methods, with their arguments behind self.
const METHODS: &[(&str, &str)] = &[
    ("__eq__", "o"),
    ("__eq__", "o"),
    ("__hash__", ""),
    ("__hash__", ""),
    ("__lt__", "o"),
    ("__lt__", "o"),
    ("__gt__", "o"),
    ("__repr__", ""),
    ("__str__", ""),
    ("__len__", ""),
    ("__bool__", ""),
    ("__iter__", ""),
    ("__next__", ""),
    ("__getitem__", "i"),
    ("__setitem__", "i, v"),
    ("__delitem__", "i"),
    ("__contains__", "v"),
    ("__call__", "*a, **k"),
    ("__getattr__", "name"),
    ("__getattribute__", "name"),
    ("__setattr__", "name, v"),
    ("__delattr__", "name"),
    ("__del__", ""),
    ("__del__", ""),
    ("__add__", "o"),
    ("__radd__", "o"),
    ("__iadd__", "o"),
    ("__mul__", "o"),
    ("__sub__", "o"),
    ("__index__", ""),
    ("__int__", ""),
    ("__float__", ""),
    ("__enter__", ""),
    ("__exit__", "*a"),
    ("__format__", "spec"),
    ("__missing__", "key"),
    ("__set_name__", "owner, name"),
    ("__get__", "o, c=None"),
    ("__set__", "o, v"),
    ("__length_hint__", ""),
    ("__reversed__", ""),
    ("__bytes__", ""),
    ("__round__", "n=0"),
    ("__await__", ""),
    ("__dir__", ""),
    ("__or__", "o"),
    ("__and__", "o"),
    ("__neg__", ""),
    ("keys", ""),
    ("write", "text"),
    ("throw", "*a"),
    ("close", ""),
];

/// What is there to be changed: every program has these.
const PLACES: &[&str] = &[
    "L", "L", "M", "D", "D", "S", "B", "X", "Y", "Q", "A", "G", "T", "V", "I", "N", "E", "F", "K",
];

const ATOMS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "255",
    "10**30",
    "-2**70",
    "0.5",
    "float('nan')",
    "1j",
    "None",
    "True",
    "''",
    "'a'",
    "'abc'",
    "'\\u65e5\\U0001f600'",
    "b'ab'",
    "()",
    "[]",
    "{}",
    "(1, 2)",
    "range(5)",
    "range(10**9)",
    "slice(None)",
    "slice(1, -1, 2)",
    "...",
    "E(1)",
    "E(2)",
    "F(3)",
    "E",
    "F",
    "int",
    "type",
    "object()",
    "lambda *a: E(4)",
    "lambda *a: L",
    "lambda x: L.clear()",
    "lambda x: D.popitem()",
    "len",
    "iter(L)",
    "iter(D)",
    "iter(S)",
    "enumerate(L)",
    "zip(L, D)",
    "map(F, L)",
    "reversed(L)",
    "gen()",
    "gen()",
    "memoryview(B)",
    "'x' * 300",
    "[0] * 200",
    "ValueError(E(1))",
    "Exception",
    "NotImplemented",
    "coro()",
];

/// Statements and expressions. `@` is a place, `$` an atom or a place, `%` a small int.
const DEEDS: &[&str] = &[
    "L.clear()",
    "D.clear()",
    "S.clear()",
    "B.clear()",
    "Q.clear()",
    "L.append($)",
    "L.insert(%, $)",
    "L.extend($)",
    "L[:] = $",
    "L[%:%] = $",
    "L[::2] = $",
    "del L[%:]",
    "del L[%]",
    "L[%] = $",
    "L.pop()",
    "L.pop(%)",
    "L.reverse()",
    "L.sort()",
    "L.sort(key=$)",
    "L.remove($)",
    "L.index($)",
    "L.count($)",
    "L += $",
    "L *= %",
    "L == M",
    "L < M",
    "L = [L]",
    "M = L * %",
    "D[$] = $",
    "D[$]",
    "del D[$]",
    "D.pop($, None)",
    "D.popitem()",
    "D.update($)",
    "D.setdefault($, $)",
    "D |= $",
    "D == {1: 2}",
    "dict(D, **D)",
    "D.get($)",
    "list(D.items())",
    "D.keys() & S",
    "D = {$: $, $: $}",
    "S.add($)",
    "S.discard($)",
    "S.remove($)",
    "S |= $",
    "S &= $",
    "S ^= $",
    "S -= $",
    "S == T",
    "S.update($, $)",
    "S.intersection_update($)",
    "S.issubset($)",
    "S.pop()",
    "frozenset($)",
    "B.append(%)",
    "B.extend($)",
    "B[%:%] = $",
    "B += $",
    "B *= %",
    "del B[::2]",
    "B[%] = %",
    "V = memoryview(B)",
    "V[%:%] = $",
    "V.release()",
    "V.cast('H')",
    "bytes(V)",
    "V[%]",
    "B.join($)",
    "B.translate($)",
    "B.split($)",
    "B.replace(b'a', $)",
    "Q.append($)",
    "Q.extend($)",
    "Q.rotate(%)",
    "Q.popleft()",
    "A.append(%)",
    "A.extend($)",
    "A[%:%] = A",
    "A *= %",
    "gc.collect()",
    "gc.collect()",
    "raise $",
    "raise ValueError($) from $",
    "next(G)",
    "G.send($)",
    "G.throw(ValueError)",
    "G.throw($)",
    "G.close()",
    "G = gen()",
    "next(I)",
    "I = iter($)",
    "I = map($, $)",
    "I = filter($, $)",
    "X = $",
    "Y = $",
    "X, Y = Y, X",
    "X = E(%)",
    "X.@ = $",
    "X.a = $",
    "X.b",
    "del X.a",
    "X.__class__ = $",
    "X.__dict__ = $",
    "X.__dict__.clear()",
    "E.a = $",
    "E.__eq__ = $",
    "E.__hash__ = $",
    "E.__del__ = $",
    "F.__bases__ = ($, )",
    "del E.__eq__",
    "E.__len__ = $",
    "type('Z', ($,), D)",
    "class Z($): a = $",
    "class Z(E, metaclass=$): pass",
    "getattr(X, 'a', $)",
    "setattr(X, 'a', $)",
    "hasattr($, 'b')",
    "dir($)",
    "vars($)",
    "isinstance($, $)",
    "issubclass($, E)",
    "repr($)",
    "str($)",
    "ascii($)",
    "format($, '>10')",
    "'%s %r' % ($, $)",
    "'%*d' % ($, $)",
    "f'{$!r:>{%}}'",
    "'{0} {a.b} {0[1]}'.format($, a=$)",
    "'a{x}'.format_map($)",
    "print($, $, sep=$)",
    "print($, file=$)",
    "hash($)",
    "hash(($, $))",
    "len($)",
    "bool($)",
    "int($)",
    "float($)",
    "complex($)",
    "abs($)",
    "round($, $)",
    "divmod($, $)",
    "pow($, $, $)",
    "max($)",
    "min($, key=$)",
    "sum($, $)",
    "sorted($, key=$)",
    "list($)",
    "tuple($)",
    "set($)",
    "dict($)",
    "bytes($)",
    "bytearray($)",
    "list(zip($, $))",
    "list(map($, $, $))",
    "list(filter($, $))",
    "any($)",
    "all($)",
    "$ in $",
    "$ in L",
    "$ == $",
    "$ < $",
    "$ + $",
    "$ * %",
    "% * $",
    "$ - $",
    "$ | $",
    "$ & $",
    "$ % $",
    "$ ** %",
    "$[$]",
    "$[$:$]",
    "-$",
    "$($)",
    "$(*$)",
    "$(**$)",
    "$($, a=$)",
    "$.a",
    "$.a()",
    "''.join($)",
    "', '.join([str($), $])",
    "'abc'.translate($)",
    "'a,b'.split($)",
    "'abc'.find($)",
    "'ab' in $",
    "int.from_bytes($, 'big')",
    "int($, %)",
    "(10**%).to_bytes($, 'little')",
    "iter($, $)",
    "next($, $)",
    "enumerate($)",
    "super(E, $).a",
    "property($).__get__($)",
    "exec($)",
    "eval($)",
    "exec('L.clear()', D)",
    "eval('1+1', $)",
    "compile($, 'f', 'exec')",
    "json.dumps($)",
    "json.loads($)",
    "json.dumps(D, default=$)",
    "copy.copy($)",
    "copy.deepcopy($)",
    "re.sub('a|b', $, 'abcab')",
    "re.match($, 'aaa')",
    "functools.reduce($, $)",
    "functools.partial($, $)()",
    "heapq.heapify(L)",
    "heapq.heappush(L, $)",
    "heapq.heappop(L)",
    "struct.pack('<IhQ', $, $, $)",
    "struct.unpack_from('<I', $, %)",
    "struct.pack_into('<I', B, %, $)",
    "array.array('i', $)",
    "collections.deque($, %)",
    "collections.namedtuple('n', $)",
    "collections.OrderedDict($)",
    "itertools.islice($, %)",
    "list(itertools.product($, repeat=2))",
    "list(itertools.permutations(L, 2))",
    "list(itertools.chain($, $))",
    "list(itertools.groupby($, $))",
    "binascii.hexlify($)",
    "binascii.unhexlify($)",
    "io.StringIO($).read(%)",
    "io.BytesIO($).readinto(B)",
    "sys.setrecursionlimit(% + 20)",
    "sys.stdout = $",
    "sys.modules.clear()",
    "sys.exc_info()",
    "globals().pop('L')",
    "globals().update(D)",
    "locals().clear()",
    "del @",
    "@ = $",
    "@ = [@, @]",
    "L.append(L)",
    "D[1] = D",
    "S = {E(i) for i in range(%)}",
    "D = {E(i): i for i in range(%)}",
    "L = [E(i) for i in range(%)]",
    "L = [F(i) for i in range(%)]",
    "L = list(range(%))",
    "deep(L, %)",
    "deep(D, %)",
    "N = nested(% * 40)",
    "repr(N)",
    "N == nested(% * 40)",
    "hash(N)",
    "json.dumps(N)",
    "copy.deepcopy(N)",
    "isinstance(1, N)",
    "N < N",
    "down(0)",
    "'a' + N",
    "sorted([N, N])",
    "str.join(N, N)",
    "run(coro())",
    "a, *b = $",
    "a, b = $",
    "(a, b), c = $",
    "micropython.heap_lock()",
    "micropython.heap_unlock()",
    "micropython.schedule($, $)",
    "gc.disable()",
    "gc.enable()",
    "gc.threshold(% * 100)",
    "id($)",
    "micropython.mem_info()",
];

struct Maker<'d> {
    choices: Choices<'d>,
    text: String,
}

impl<'d> Maker<'d> {
    fn new(choices: Choices<'d>) -> Maker<'d> {
        Maker {
            choices,
            text: String::new(),
        }
    }

    fn program(mut self) -> String {
        self.text.push_str(
            "import gc, sys, micropython\n#\n\
             for _ in 'io', 're', 'json', 'copy', 'functools', 'heapq', 'struct', 'array', 'collections', 'itertools', 'binascii':\n \
             try: globals()[_] = __import__(_)\n except Exception: pass\n#\n",
        );
        self.class("E", "object");
        let base = self.choices.pick(&[
            "E",
            "E",
            "E",
            "list",
            "dict",
            "int",
            "str",
            "set",
            "bytearray",
            "tuple",
            "Exception",
            "float",
            "type",
        ]);
        self.class("F", base);
        self.generator();
        self.text.push_str(
            "def nested(n):\n x = 1\n for i in range(n): x = [[x], (x,), {1: x}][i % 3 if n % 2 else n % 4 // 2]\n return x\n\
             def deep(x, n):\n return deep([x], n - 1) if n else repr(x)\n\
             def down(n):\n try: return down(n + 1)\n finally: n\n\
             def run(c):\n while 1: c.send(None)\n\
             async def coro():\n async with E(1) as x: await E(2)\n async for y in E(3): pass\n return [z async for z in gen()]\n#\n\
             L, M, D, S, B, X, Y, T = [], [], {}, set(), bytearray(8), None, None, ()\n\
             Q = A = G = V = I = N = K = None\n#\n\
             Q = collections.deque([1], 5)\n#\nA = array.array('h', [1, 2])\n#\nG = gen()\nX = E(1)\nL = [X, F(2)]\n#\nD = {X: L}\n#\nS = {X}\n#\n",
        );
        for _ in 0..2 + self.choices.below(30) {
            self.statement(0, 0);
            self.text.push_str("#\n");
        }
        self.text
    }

    fn class(&mut self, name: &str, base: &str) {
        let _ = writeln!(self.text, "class {name}({base}):");
        if self.choices.once_in(6) {
            self.text.push_str(" __slots__ = 'n', 'a'\n");
        }
        if base != "tuple" && base != "str" && base != "type" {
            self.text
                .push_str(" def __init__(self, *n):\n  self.n = n and n[0]\n");
        }
        for _ in 0..1 + self.choices.below(7) {
            let (method, arguments) = METHODS[self.choices.below(METHODS.len())];
            let comma = if arguments.is_empty() { "" } else { ", " };
            let _ = writeln!(self.text, " def {method}(self{comma}{arguments}):");
            self.text
                .push_str("  global L, M, D, S, B, X, Y, Q, A, G, T, V, I, N, K\n");
            for _ in 0..1 + self.choices.below(3) {
                self.statement(2, 1);
            }
            let result = match self.choices.below(12) {
                0 => "self".to_owned(),
                1 => "self.n".to_owned(),
                2 => format!(
                    "self.{method}({})",
                    arguments.split('=').next().unwrap_or("")
                ),
                3 => "super().__repr__()".to_owned(),
                4 => "True".to_owned(),
                5 => "1".to_owned(),
                6 => "'e'".to_owned(),
                7 => "iter([1, 2, 3])".to_owned(),
                8 => "NotImplemented".to_owned(),
                _ => self.expression(),
            };
            let _ = writeln!(self.text, "  return {result}");
        }
        self.text.push_str("#\n");
    }

    fn generator(&mut self) {
        let is_async = self.choices.once_in(5);
        let word = if is_async { "async " } else { "" };
        let _ = writeln!(
            self.text,
            "{word}def gen():\n global L, D, S, B, X, Y, G\n try:"
        );
        for _ in 0..1 + self.choices.below(3) {
            let value = self.expression();
            let _ = writeln!(self.text, "  yield {value}");
            self.statement(2, 1);
        }
        if !is_async && self.choices.once_in(2) {
            let value = self.expression();
            let _ = writeln!(self.text, "  yield from {value}");
        }
        if self.choices.once_in(2) {
            self.text.push_str(" except Exception as e:\n  yield e\n");
        }
        self.text.push_str(" finally:\n");
        self.statement(2, 1);
        if self.choices.once_in(3) {
            self.text.push_str("  yield 9\n");
        }
        self.text.push_str("#\n");
    }

    /// One statement, `indent` spaces in.
    fn statement(&mut self, indent: usize, depth: usize) {
        let space = " ".repeat(indent);
        let kind = if depth > 2 { 9 } else { self.choices.below(12) };
        match kind {
            0 | 1 => {
                let walked = self.expression();
                let _ = writeln!(self.text, "{space}for x in {walked}:");
                self.statement(indent + 1, depth + 1);
                let _ = writeln!(self.text, "{space} if id(x) % 5 == 0: break");
            }
            2 | 3 => {
                let _ = writeln!(self.text, "{space}try:");
                self.statement(indent + 1, depth + 1);
                self.statement(indent + 1, depth + 1);
                let _ = writeln!(self.text, "{space}except Exception as e:");
                self.statement(indent + 1, depth + 1);
                if self.choices.once_in(2) {
                    let _ = writeln!(self.text, "{space}finally:");
                    self.statement(indent + 1, depth + 1);
                }
            }
            4 => {
                let manager = self.expression();
                let _ = writeln!(self.text, "{space}with {manager} as x:");
                self.statement(indent + 1, depth + 1);
            }
            5 => {
                let (item, walked) = (self.expression(), self.expression());
                let brackets = self.choices.pick(&["[]", "{}", "()"]);
                let (open, close) = brackets.split_at(1);
                let _ = writeln!(
                    self.text,
                    "{space}Y = {open}{item} for x in {walked}{close}"
                );
            }
            6 => {
                let subject = self.expression();
                let _ = writeln!(
                    self.text,
                    "{space}match {subject}:\n{space} case [a, *b] | {{1: a, **b}}: pass\n{space} case E(n=1) | F(a=2): pass"
                );
            }
            _ => {
                let deed = DEEDS[self.choices.below(DEEDS.len())];
                let deed = self.fill(deed, 0);
                let _ = writeln!(self.text, "{space}{deed}");
            }
        }
    }

    fn fill(&mut self, pattern: &str, depth: usize) -> String {
        let mut filled = String::new();
        for c in pattern.chars() {
            match c {
                '@' => filled.push_str(self.choices.pick(PLACES)),
                '$' => filled.push_str(&self.argument(depth)),
                // Operators and formats keep theirs.
                '%' if !filled.ends_with("$ ")
                    && !filled.ends_with('\'')
                    && !pattern.contains("'%")
                    && !pattern.contains("$ %") =>
                {
                    let number = [0, 1, 2, 3, 5, 8, 13, 40, 300][self.choices.below(9)];
                    let _ = write!(filled, "{number}");
                }
                c => filled.push(c),
            }
        }
        filled
    }

    fn argument(&mut self, depth: usize) -> String {
        match self.choices.below(8) {
            0..=2 => self.choices.pick(ATOMS).to_owned(),
            3 if depth < 2 => {
                let inner = self.fill("$, $", depth + 1);
                self.choices
                    .pick(&[
                        "[#]",
                        "(#)",
                        "{#}",
                        "E(#)",
                        "F(#)",
                        "[#] * 9",
                        "L.append((#))",
                    ])
                    .replace('#', &inner)
            }
            4 if depth < 2 => {
                let from = DEEDS[self.choices.below(DEEDS.len())];
                let is_expression = !from.contains('=')
                    && !from.starts_with("del ")
                    && !from.starts_with("raise ")
                    && !from.starts_with("class ");
                if is_expression {
                    format!("({})", self.fill(from, depth + 1))
                } else {
                    "L".to_owned()
                }
            }
            _ => self.choices.pick(PLACES).to_owned(),
        }
    }

    fn expression(&mut self) -> String {
        self.argument(0)
    }
}
