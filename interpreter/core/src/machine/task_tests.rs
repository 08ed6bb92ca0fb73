//! What a program sees, and its owner, when it runs in shares.

use super::{Progress, Stop, Wait};
use crate::compile::{Mode, Source};
use crate::host::Host;
use crate::machine::{Machine, Root};
use crate::native::{Args, Member, R, Space, function};
use crate::value::{Value, Word};
use crate::{n, types};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

/// What a test sees and sets.
#[derive(Default)]
struct World {
    written: String,
    clock: u64,
    /// Times that the host was asked to wait by itself.
    slept: Vec<u64>,
    lines: VecDeque<&'static str>,
    interrupt: bool,
    /// Times that the host was asked for an interrupt, and the time that it says yes.
    asked: u32,
    interrupt_at: Option<u32>,
}

struct Desk(Rc<RefCell<World>>);

impl Host for Desk {
    fn write(&mut self, bytes: &[u8], _error: bool) {
        let mut world = self.0.borrow_mut();
        world.written += &String::from_utf8_lossy(bytes);
    }

    fn read_line(&mut self, buffer: &mut [u8]) -> Option<usize> {
        let line = self.0.borrow_mut().lines.pop_front()?;
        buffer[..line.len()].copy_from_slice(line.as_bytes());
        Some(line.len())
    }

    fn line_ready(&mut self) -> bool {
        !self.0.borrow().lines.is_empty()
    }

    fn interrupted(&mut self) -> bool {
        let mut world = self.0.borrow_mut();
        world.asked += 1;
        std::mem::take(&mut world.interrupt) || world.interrupt_at == Some(world.asked)
    }

    fn micros(&mut self) -> u64 {
        self.0.borrow().clock
    }

    fn sleep(&mut self, micros: u64) {
        let mut world = self.0.borrow_mut();
        world.slept.push(micros);
        world.clock += micros;
    }
}

static LIBRARY: &[&Space] = &[&TIME];
static TIME: Space = Space::module(n::time, TIME_MEMBERS);
static TIME_MEMBERS: &[Member] = &[
    function(n::sleep, sleep, 1, 1),
    function(n::time, time, 0, 0),
];

fn sleep(m: &mut Machine, args: Args) -> R {
    let micros = m.to_i64(args.at(m, 0))?;
    let until = m.host.micros() + micros as u64;
    m.wait(Wait::Until(until), |_| Ok(Progress::Done(Value::TRUE)))
}

fn time(m: &mut Machine, _: Args) -> R {
    let now = m.host.micros();
    Ok(Value::small_wrapping(now as i64))
}

/// Begins a program, and has it looked after by `care`.
fn begin(program: &str, care: impl FnOnce(&mut Machine, &Rc<RefCell<World>>)) {
    let world = Rc::new(RefCell::new(World::default()));
    let mut memory = vec![0 as Word; 1 << 17];
    let mut stack = vec![Value::NONE; 1 << 14];
    let mut host = Desk(world.clone());
    let mut m = Machine::new(&mut memory, 1 << 17, &mut stack, &mut host, LIBRARY, &[]);
    start(&mut m, program);
    care(&mut m, &world);
}

fn start(m: &mut Machine, program: &str) {
    let mark = m.mark();
    let name = m.intern(b"main.py").unwrap_or(Value::NONE);
    let code = m.compile(Source::Text(program.as_bytes()), name, Mode::File);
    let globals = m.root(Root::Main).as_ref();
    let begun = code.and_then(|code| m.begin(code, globals.unwrap_or(crate::Ref(0))));
    assert!(begun.is_ok(), "the program does not begin");
    m.release(mark);
}

/// Runs to the end; the clock goes on to the time that is waited for. How often the program waited.
fn finish(m: &mut Machine, world: &Rc<RefCell<World>>) -> usize {
    let mut waits = 0;
    loop {
        match m.run(100_000) {
            Stop::Done(_) => return waits,
            Stop::OutOfFuel => {}
            Stop::Waiting(Wait::Until(time)) => {
                waits += 1;
                world.borrow_mut().clock = time;
            }
            Stop::Waiting(Wait::Input) => panic!("waits for input"),
            Stop::Raised => {
                let e = m.take_pending();
                let text = m.repr(e).unwrap_or(Value::NONE);
                panic!(
                    "{}",
                    String::from_utf8_lossy(m.str_bytes(text).unwrap_or(b"?"))
                );
            }
        }
    }
}

fn written(world: &Rc<RefCell<World>>) -> String {
    world.borrow().written.to_string()
}

/// Modules of the tests, as if they were files.
fn found(m: &mut Machine, name: Value, _: Value) -> R<Option<crate::host::Found>> {
    let text: &[u8] = match m.str_bytes(name) {
        Some(b"waiting") => {
            b"import time\nprint('in', time.sleep(5))\nimport inner\nprint('out')\n"
        }
        Some(b"inner") => b"import time\ntime.sleep(7)\nvalue = 3\n",
        Some(b"failing") => b"import time\ntime.sleep(1)\n1 / 0\n",
        _ => return Ok(None),
    };
    Ok(Some(crate::host::Found {
        content: m.new_bytes(text)?,
        file: name,
        package: Value::UNBOUND,
    }))
}

#[test]
fn the_body_of_an_imported_module_waits_outside_of_the_loop() {
    let program = "import waiting, sys
print(waiting.inner.value)
for i in range(2):
    try:
        import failing
    except ZeroDivisionError:
        print('failing' in sys.modules)
def generator():
    yield 1
    from inner import value
    yield value
del sys.modules['inner']
for v in generator(): print(v)";
    begin(program, |m, world| {
        m.find = found;
        assert_eq!(finish(m, world), 5);
        assert!(world.borrow().slept.is_empty(), "the host had to wait");
        assert_eq!(
            world.borrow().written,
            "in True\nout\n3\nFalse\nFalse\n1\n3\n"
        );
    });
}

#[test]
fn a_loop_goes_on_where_its_share_ended() {
    let program = "total = 0\nfor i in range(200000): total += i\nprint(total)";
    begin(program, |m, world| {
        let mut shares = 0;
        while m.run(1000) == Stop::OutOfFuel {
            shares += 1;
        }
        assert!(shares >= 5, "{shares} shares");
        assert_eq!(written(world), "19999900000\n");
        assert!(!m.is_begun());
    });
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn a_sleep_leaves_the_loop_wherever_it_is_called() {
    let program = "
from time import sleep, time
def f(n): return sleep(n), time()
class C:
    def __init__(self, *a): sleep(*a)
    def __enter__(self): return self
    def __exit__(self, *a): f(1)
def each():
    for i in (10, 20):
        yield f(i)
def wrapper(*a, **k): return f(*a, **k)
async def later(): return wrapper(n=5)
print(f(100))
print(list(map(len, [[sleep(3)]])))
for v in each(): print(v)
with C(7): pass
try: print(wrapper(2))
finally: print(time())
async def all(): print(await later())
try: all().send(None)
except StopIteration: print('end')
print(C(4).__class__.__name__, time())
";
    begin(program, |m, world| {
        let waits = finish(m, world);
        assert_eq!(
            written(world),
            "(True, 100)\n[1]\n(True, 113)\n(True, 133)\n(True, 143)\n143\n(True, 148)\nend\nC 152\n"
        );
        // Only what a builtin or a special method calls back waits in the host: `send` and the `with`'s own methods.
        assert_eq!(world.borrow().slept, [1, 5]);
        assert_eq!(waits, 7);
    });
}

#[test]
fn a_sleep_inside_a_builtin_waits_in_the_host() {
    let program = "
from time import sleep
print(sorted([30, 10, 20], key=lambda n: sleep(n) and n), list(map(sleep, [5])))
";
    begin(program, |m, world| {
        assert_eq!(finish(m, world), 0);
        assert_eq!(written(world), "[10, 20, 30] [True]\n");
        assert_eq!(world.borrow().slept, [30, 10, 20, 5]);
    });
}

#[test]
fn input_waits_for_its_line_and_asks_once() {
    let program = "name = input('Name? ')\nprint('Hello', name)\nprint(input())";
    begin(program, |m, world| {
        assert!(m.run(1000) == Stop::Waiting(Wait::Input));
        // Entered without need, it waits on.
        assert!(m.run(1000) == Stop::Waiting(Wait::Input));
        assert_eq!(written(world), "Name? ");
        world.borrow_mut().lines.extend(["Ada\n", "Grace\n"]);
        assert_eq!(finish(m, world), 0);
        assert_eq!(written(world), "Name? Hello Ada\nGrace\n");
    });
}

#[test]
fn an_interrupt_comes_soon_between_builtins_that_take_long() {
    for (before, work) in [
        ("x = list(range(5000, 0, -1))", "sorted(x)"),
        ("x = list(range(5000))", "x.sort(key=None)"),
        ("x = 3 ** 20000", "x * x"),
        ("x = 3 ** 20000", "str(x)"),
        ("x = 3 ** 20000", "x // 7 ** 9000"),
        ("x = 'ab' * 40000", "x.replace('a', 'c')"),
        ("x = 'ab' * 40000", "x.upper()"),
        ("x = b'ab' * 40000", "x + x"),
    ] {
        let program = std::format!(
            "{before}\nn = 0\ntry:\n  while True:\n    {work}\n    n += 1\nexcept KeyboardInterrupt: print(n < 20)\n"
        );
        begin(&program, |m, world| {
            world.borrow_mut().interrupt_at = Some(8);
            finish(m, world);
            assert_eq!(written(world), "True\n", "{work}");
        });
    }
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn an_interrupt_ends_a_single_long_calculation() {
    for work in [
        "3 ** 700000",
        "str(1 << 800000)",
        "pow(3, x, x + 2)",
        "int('7' * 200000)",
    ] {
        let program = std::format!(
            "x = 1 << 30000\ntry:\n  {work}\n  print('ended')\nexcept KeyboardInterrupt: print('stopped')\n"
        );
        begin(&program, |m, world| {
            let asked = world.borrow().asked;
            world.borrow_mut().interrupt_at = Some(asked + 3);
            finish(m, world);
            assert_eq!(written(world), "stopped\n", "{work}");
        });
    }
}

#[test]
fn an_interrupt_ends_a_wait() {
    let program = "
from time import sleep, time
try: sleep(1000)
except KeyboardInterrupt: print('stopped at', time())
sleep(5)
print(time())
";
    begin(program, |m, world| {
        assert!(m.run(1000) == Stop::Waiting(Wait::Until(1000)));
        world.borrow_mut().clock = 400;
        world.borrow_mut().interrupt = true;
        assert_eq!(finish(m, world), 1);
        assert_eq!(written(world), "stopped at 400\n405\n");
    });
}

#[test]
fn while_it_waits_the_machine_can_do_other_things() {
    let program = "
from time import sleep
seen = []
def note(v): seen.append([v] * 3)
def deep(n): return deep(n - 1) if n else sleep(9)
deep(50)
print(seen)
";
    begin(program, |m, world| {
        assert!(m.run(1000) == Stop::Waiting(Wait::Until(9)));
        let globals = m.root(Root::Main).as_ref().unwrap();
        for i in 0..3 {
            let name = m.intern(b"note").unwrap();
            let note = m.name_get(globals, name).unwrap();
            assert!(m.call(note, &[Value::small_wrapping(i)]).is_ok());
        }
        finish(m, world);
        assert_eq!(written(world), "[[0, 0, 0], [1, 1, 1], [2, 2, 2]]\n");
    });
}

#[test]
fn another_program_can_begin_in_its_place() {
    begin(
        "from time import sleep\nx = 1\nsleep(50)\nprint('never')",
        |m, world| {
            assert!(m.run(1000) == Stop::Waiting(Wait::Until(50)));
            start(m, "print(x)");
            assert_eq!(finish(m, world), 0);
            assert_eq!(written(world), "1\n");
        },
    );
}

#[test]
fn an_exception_leaves_the_machine_ready() {
    begin("from time import sleep\nsleep(1)\n1 / 0", |m, world| {
        m.run(1000);
        world.borrow_mut().clock = 1;
        assert!(m.run(1000) == Stop::Raised);
        assert!(m.pending_is(types::ZERO_DIVISION_ERROR));
        m.take_pending();
        start(m, "print('on')");
        finish(m, world);
        assert_eq!(written(world), "on\n");
    });
}

#[test]
fn background_work_is_done_at_its_time() {
    /// Notes the time, every 10 microseconds up to 40.
    fn tick(m: &mut Machine, now: u64) -> R<u64> {
        let text = now.to_string() + " ";
        m.host.write(text.as_bytes(), false);
        Ok(if now < 40 { now + 10 } else { u64::MAX })
    }
    begin(
        "from time import sleep\nsleep(25)\nprint('slept')\nlist(map(sleep, [30]))",
        |m, world| {
            m.set_tick(tick, 5);
            let waits = finish(m, world);
            assert_eq!(written(world), "5 15 25 slept\n35 45 ");
            assert_eq!(waits, 3);
            assert_eq!(world.borrow().slept, [10, 10, 10]);
        },
    );
}
