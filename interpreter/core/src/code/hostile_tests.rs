//! Damaged compiled modules that run: whatever passes the verifier may raise, but not panic.

use super::*;
use crate::compile::Mode;
use crate::host::Host;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::String;
use std::time::{Duration, Instant};
use std::vec;
use std::vec::Vec;

const PROGRAM: &str = "\
def counter(n, step=1, *rest, key=2, **more):
    def up(k):
        nonlocal n
        n += k
        return lambda: (n, step, key)
    return up
c = counter(5, 2, 3, key=4, other=5)
c(1)(); c(2)()
def numbers(n):
    try:
        for i in range(n):
            got = yield i * 2
        yield from [1, 2, 3]
    finally:
        n = 0
total = [x + y for x in numbers(4) for y in (1, 2.5, 3) if x != y]
table = {str(k): v for k, v in zip(total, numbers(9))}
sets = {x % 3 for x in total} | {7, *total[1:3], 9}
merged = {**table, 'a': 1, **{'b': 2}}
class Base:
    slot: int = 3
    def __init__(self, *args):
        self.args = args
    def __enter__(self):
        return self
    def __exit__(self, *what):
        return what[0] is ValueError
    def name(self):
        return f'{self.args!r:>20}|{self.slot:03d}'
class Derived(Base, **{}):
    def name(self):
        return super().name() + __class__.__name__
    def loop(self):
        for self.at in [1, 2]:
            while self.at < 5:
                self.at += 1
                if self.at == 3: continue
                if self.at > 4: break
            else:
                return -1
        return self.at
with Derived(1, 2) as d, Base() as b:
    d.name(); d.loop()
    raise ValueError('swallowed')
def unpack(*a, **k):
    first, *middle, last = a
    (x, y), z = (first, last), middle
    try:
        try:
            return 1 // 0
        except (KeyError, ZeroDivisionError) as e:
            raise OSError(5, 'x') from e
        finally:
            del first
    except OSError as e:
        return e.args
    return x
unpack(1, 2, 3, *total, **{'q': 1}, r=2)
def match(v):
    match v:
        case [1, x, *rest] | [x, *rest] if rest: return x
        case {'k': w, **others}: return w
        case Base(slot=s): return s
        case str() | None: return 'text'
        case _: return ...
[match(v) for v in ([1, 2, 3], [5, 6], {'k': 1, 'l': 2}, d, 'a', 4)]
try:
    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
except* ValueError as e:
    pass
except* KeyError:
    pass
async def later():
    async with Later() as l:
        async for x in l:
            await x
try:
    later().send(None)
except (StopIteration, NameError, AttributeError):
    pass
a = 3 < c.__name__.__len__() <= 9 < 10 != 8
del a, table['1']
print(sorted(total, key=lambda v: -v), locals() is globals(), sets & {1}, merged)
";

/// A host that lets a program run for a while, then for no longer.
struct Impatient {
    left: u32,
}

const ENDLESS: &str = "runs on and on";

impl Host for Impatient {
    fn write(&mut self, _bytes: &[u8], _error: bool) {}

    fn interrupted(&mut self) -> bool {
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            // The program catches every interrupt.
            None => std::panic::panic_any(ENDLESS),
        };
        self.left < 8
    }
}

fn with_machine<T>(work: impl FnOnce(&mut Machine) -> T) -> T {
    let mut memory = vec![0 as Word; 1 << 15];
    let mut stack = vec![Value::NONE; 1 << 13];
    let mut host = Impatient { left: 12 };
    work(&mut Machine::new(
        &mut memory,
        1 << 15,
        &mut stack,
        &mut host,
        &[],
        &[],
    ))
}

fn run(m: &mut Machine, code: Value) -> R {
    m.keep(code);
    let globals = m.new_dict()?;
    let Some(globals) = globals.as_ref() else {
        return Ok(Value::NONE);
    };
    m.run_code(code, globals, Value::UNBOUND)
}

/// The program's file; that it runs as it is.
fn file() -> Vec<u8> {
    with_machine(|m| {
        let name = m.intern(b"<string>").unwrap();
        let code = m
            .compile(Source::Text(PROGRAM.as_bytes()), name, Mode::File)
            .unwrap();
        if run(m, code).is_err() {
            let e = m.take_pending();
            let text = m.repr(e).unwrap();
            panic!(
                "{}",
                String::from_utf8_lossy(m.str_bytes(text).unwrap_or(b"?"))
            );
        }
        let file = m.write_code(code).unwrap();
        m.buffer_bytes(file).unwrap().to_vec()
    })
}

/// How long to go on, in seconds: `PYRITE_HOSTILE`.
fn patience() -> Duration {
    let seconds = std::env::var("PYRITE_HOSTILE").ok();
    Duration::from_secs(seconds.and_then(|s| s.parse().ok()).unwrap_or(3))
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn damaged_code_that_runs_never_panics() {
    let file = file();
    let mut seed = std::env::var("PYRITE_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1u32);
    let start = Instant::now();
    let (mut tried, mut ran) = (0, 0);
    while start.elapsed() < patience() {
        let before = seed;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize
        };
        let mut damaged = file.clone();
        for _ in 0..1 + random() % 3 {
            let at = HEADER + random() % (file.len() - HEADER);
            damaged[at] = match random() % 3 {
                0 => random() as u8,
                1 => damaged[at].wrapping_add(1 + (random() % 3) as u8),
                _ => damaged[HEADER + random() % (file.len() - HEADER)],
            };
        }
        let crc = !crc32(!0, &damaged[HEADER..]);
        damaged[6..10].copy_from_slice(&crc.to_le_bytes());
        tried += 1;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            with_machine(|m| match m.load_code(Source::Text(&damaged)) {
                Ok(code) => {
                    let _ = run(m, code);
                    true
                }
                Err(Raised) => false,
            })
        }));
        match outcome {
            Ok(whole) => ran += usize::from(whole),
            Err(cause) if cause.downcast_ref::<&str>() == Some(&ENDLESS) => ran += 1,
            Err(_) => panic!("seed {before}, after {tried} files"),
        }
    }
    assert!(ran > tried / 20, "{ran} of {tried} ran");
}
