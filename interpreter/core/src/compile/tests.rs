//! What the compiler makes of representative programs, as listings; and that every program of a library compiles.

use super::{Mode, Source};
use crate::host::NoHost;
use crate::machine::Machine;
use crate::value::{Ref, Value, Word};
use std::string::String;
use std::{format, vec};

/// Runs `work` on the code object of a program; or the text of the exception.
fn with_code<T>(source: &str, work: impl FnOnce(&mut Machine, Ref) -> T) -> Result<T, String> {
    let mut memory = vec![0 as Word; 1 << 23];
    let mut stack = vec![Value::NONE; 1 << 16];
    let mut host = NoHost;
    let mut m = Machine::new(&mut memory, 1 << 18, &mut stack, &mut host, &[], &[]);
    let filename = m.intern(b"<string>").unwrap();
    match m.compile(Source::Text(source.as_bytes()), filename, Mode::File) {
        Ok(code) => Ok(work(&mut m, code.as_ref().unwrap())),
        Err(_) => {
            let e = m.take_pending();
            let args = m
                .heap
                .value(e.as_ref().unwrap(), crate::object::exception::ARGS);
            let text = m.repr(args).unwrap();
            Err(String::from_utf8_lossy(m.str_bytes(text).unwrap()).into_owned())
        }
    }
}

fn outcome(source: &str) -> Result<(), String> {
    with_code(source, |_, _| ())
}

/// The listing of a program, or the exception it gives.
fn listing(source: &str) -> String {
    let list = |m: &mut Machine, code| {
        let text = m.disassemble(code).unwrap();
        String::from_utf8_lossy(m.str_bytes(text).unwrap()).into_owned()
    };
    with_code(source, list).unwrap_or_else(|text| format!("error: {text}"))
}

/// The listing without the module's own code.
fn functions(source: &str) -> String {
    let text = listing(source);
    match text.match_indices("== ").nth(1) {
        Some((at, _)) => String::from(&text[at..]),
        None => text,
    }
}

#[test]
fn loops_and_conditions_become_fused_jumps() {
    let program = "\
def count(limit, step=1):
    total = 0
    for i in limit:
        if i % 2 == 0 and not (total > 100 or i is None):
            continue
        total += i * step
    while total >= step:
        total -= 1
        if total == 7:
            break
    else:
        return None
    return 1 < total <= limit
";
    let expected = "\
== count
line 2
  0 LoadInt r4 0
line 3
  3 GetIter r6 r2
  6 Jump ->39
line 4
  9 ModInt r10 r5 2 0
  14 JumpNotEqInt r10 0 ->31
  19 JumpGtInt r4 100 ->31
  24 JumpIfNone r5 ->31
line 5
  28 Jump ->39
line 6
  31 Mul r10 r5 r3
  35 IAdd r4 r4 r10
line 3
  39 ForIter r6 r5 ->9
line 7
  44 Jump ->60
line 8
  47 SubInt r4 r4 1 1
line 9
  52 JumpNotEqInt r4 7 ->60
line 10
  57 Jump ->66
line 7
  60 JumpGe r4 r3 ->47
line 12
  65 ReturnNone
line 13
  66 LoadInt r8 1
  69 Lt r7 r8 r4
  73 JumpIfNot r7 ->81
  77 Le r7 r4 r2
  81 Move r6 r7
  84 Return r6
";
    assert_eq!(functions(program), expected);
}

#[test]
fn the_finally_part_stands_once_for_every_way_into_it() {
    let program = "\
def careful(f):
    try:
        return f()
    except ValueError as e:
        e.seen = 1
    finally:
        done()
";
    let expected = "\
== careful
line 3
  0 Move r11 r2
  3 Call r11 0
line 7
  6 LoadGlobal r12 done
  12 Call r12 0
line 3
  15 Return r11
  17 PushHandled r8 r7
line 4
  20 LoadGlobal r11 ValueError
  26 MatchException r12 r7 r11
  30 JumpIfNot r12 ->60
  34 Move r3 r7
line 5
  37 LoadInt r11 1
  40 StoreAttr r3 seen r11
  47 PopHandled r8
  49 LoadSpecial r3 5
  52 Jump ->66
  55 LoadSpecial r3 5
  58 Reraise r10
  60 Reraise r7
  62 PopHandled r8
  64 Reraise r9
line 7
  66 LoadGlobal r7 done
  72 Call r7 0
  75 Jump ->98
  78 PushHandled r5 r4
  81 LoadGlobal r7 done
  87 Call r7 0
  90 PopHandled r5
  92 Reraise r4
  94 PopHandled r5
  96 Reraise r6
  98 ReturnNone
  try 0..6 ->17 r7
  try 0..6 ->78 r4
  try 37..47 ->55 r10
  try 20..47 ->62 r9
  try 55..62 ->62 r9
  try 17..66 ->78 r4
  try 81..90 ->94 r6
";
    assert_eq!(functions(program), expected);
}

#[test]
fn closures_and_classes() {
    let program = "\
def outer(n):
    def inner(k):
        nonlocal n
        n = n + k
    return inner
class A(B):
    x = 1
    def m(self):
        return super().m()
";
    let expected = "\
== outer
line 1
  0 MakeCell r2
line 2
  2 Move r7 r2
  5 MakeFunction r4 <code inner> 0 1
  11 Move r3 r4
line 5
  14 Return r3
== outer.<locals>.inner
line 4
  0 LoadFree r3 f0
  3 Add r3 r3 r2
  7 StoreFree f0 r3
  10 ReturnNone
== A
line 6
  0 LoadSpecial r3 5
  3 MakeCell r3
  5 LoadGlobal r4 __name__
  11 StoreName r4 __module__
  15 LoadConst r4 'A'
  19 StoreName r4 __qualname__
line 7
  23 LoadInt r4 1
  26 StoreName r4 x
line 8
  30 Move r7 r3
  33 MakeFunction r4 <code m> 0 1
  39 StoreName r4 m
  43 StoreName r3 __classcell__
  47 ReturnNone
== A.m
line 9
  0 LoadGlobal r3 super
  6 LoadFree r5 f0
  9 Move r6 r2
  12 CallSuper r3
  14 LoadMethod r3 r3 m
  21 CallMethod r3 0
  24 Return r3
";
    assert_eq!(functions(program), expected);
}

#[test]
fn comprehensions_are_inlined_and_generator_expressions_are_functions() {
    let program = "\
def squares(rows):
    return [x * x for row in rows for x in row if x]
def lazy(rows):
    return sum(x for x in rows)
";
    let expected = "\
== squares
line 2
  0 BuildList r3 r0 0
  4 LoadSpecial r4 5
  7 LoadSpecial r5 5
  10 GetIter r6 r2
  13 Jump ->38
  16 GetIter r10 r4
  19 Jump ->33
  22 JumpIfNot r5 ->33
  26 Mul r14 r5 r5
  30 ListAppend r3 r14
  33 ForIter r10 r5 ->22
  38 ForIter r6 r4 ->16
  43 Return r3
== lazy
line 4
  0 LoadGlobal r3 sum
  6 Move r7 r2
  9 GetIterable r7 r7
  12 MakeFunction r8 <code <genexpr>> 0 0
  18 Move r5 r8
  21 Call r5 1
  24 Call r3 1
  27 Return r3
== lazy.<locals>.<genexpr>
line 4
  0 GetIter r4 r2
  3 Jump ->9
  6 Yield r8 r3
  9 ForIter r4 r3 ->6
  14 ReturnNone
";
    assert_eq!(functions(program), expected);
}

#[cfg_attr(
    not(feature = "full"),
    ignore = "its program asks for parts that are left out"
)]
#[test]
fn awaiting_inside_of_a_context_manager() {
    let program = "\
async def read(source):
    async with source as s:
        return await s.get(1)
";
    let expected = "\
== read
line 2
  0 Move r4 r2
  3 AsyncWithEnter r4
  5 GetAwaitable r9 r5 1
  9 LoadSpecial r10 0
  12 YieldFrom r10 r9
  15 Move r5 r10
  18 Move r3 r5
line 3
  21 LoadMethod r10 r3 get
  28 LoadInt r13 1
  31 CallMethod r10 1
  34 GetAwaitable r11 r10 0
  38 LoadSpecial r12 0
  41 YieldFrom r12 r11
  44 Move r9 r12
  47 LoadSpecial r10 0
  50 WithExit r10 r4 r10
  54 GetAwaitable r11 r10 2
  58 LoadSpecial r12 0
  61 YieldFrom r12 r11
  64 Move r10 r12
  67 Return r9
line 2
  69 PushHandled r7 r6
  72 WithExit r9 r4 r6
  76 GetAwaitable r10 r9 2
  80 LoadSpecial r11 0
  83 YieldFrom r11 r10
  86 Move r9 r11
  89 JumpIf r9 ->95
  93 Reraise r6
  95 PopHandled r7
  97 Jump ->104
  100 PopHandled r7
  102 Reraise r8
  104 ReturnNone
  try 18..47 ->69 r6
  try 72..95 ->100 r8
";
    assert_eq!(functions(program), expected);
}

/// Programs too large for short jumps, for rows of registers, for recursion on the native stack.
#[test]
fn large_programs_compile() {
    let body = "    a = b + c.d(1)\n".repeat(9000);
    let long = format!(
        "def f(x):\n for i in x:\n  while i:\n   if i or x:\n{body}    break\n  else: continue\n"
    );
    let chain = "elif x == 1: y = 2\n".repeat(3000);
    let sum = " + a".repeat(5000);
    let list = "a, ".repeat(5000);
    let keywords: String = (0..300).map(|i| format!("a{i}=1, ")).collect();
    for program in [
        long,
        format!("if x: pass\n{chain}"),
        format!("x = a{sum}\n"),
        format!("x = [{list}]\n"),
        format!("f({list})\n"),
        format!("f({keywords})\n"),
        format!("x = {}1\n", "1 if a else ".repeat(3000)),
        format!(
            "def f(): {}\n return lambda: v299\n",
            (0..300).map(|i| format!("\n v{i} = 1")).collect::<String>()
        ),
        format!("[{list}] = x\n"),
        format!(
            "def f({}): pass\n",
            (0..200)
                .map(|i| format!("v{i}=g({i}),"))
                .collect::<String>()
        ),
    ] {
        assert_eq!(outcome(&program), Ok(()));
    }
}

/// What is too much is an error of the program.
#[test]
fn too_much_is_an_error() {
    for program in [
        format!("x = {}1\n", "-".repeat(5000)),
        format!("x = a{}\n", "()".repeat(5000)),
        format!(
            "def f({}): pass\n",
            (0..300).map(|i| format!("v{i},")).collect::<String>()
        ),
    ] {
        assert!(outcome(&program).is_err());
    }
}

/// Compiles every Python file below the folder that `PYTHON_LIBRARY` names, where it is set.
#[test]
fn compiles_a_library() {
    let Ok(root) = std::env::var("PYTHON_LIBRARY") else {
        return;
    };
    let mut folders = vec![std::path::PathBuf::from(root)];
    let (mut files, mut bytes, mut faults) = (0, 0, 0);
    let start = std::time::Instant::now();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "py") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let found = outcome(&text);
                files += 1;
                bytes += text.len();
                if let Err(text) = found {
                    faults += 1;
                    std::println!("{}: {text}", path.display());
                }
            }
        }
    }
    std::println!(
        "{files} files, {bytes} bytes, {faults} faults, {:?}",
        start.elapsed()
    );
}
