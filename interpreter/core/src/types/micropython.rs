//! `micropython`: the machine's own affairs, by the names that programs for boards know.
//!
//! `native` and `viper` give their function back: it runs as bytecode.

use crate::machine::{Machine, Piece, Root};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Args, Item, Member, Native, R, Space};
use crate::types;
use crate::value::{Value, WORD};

pub static MICROPYTHON: Space = Space::module(n::micropython, MEMBERS);

/// Functions that may wait at the same time.
const LONGEST_QUEUE: usize = 8;

const fn row(call: crate::native::NativeFn, min: u8, max: u8, doc: &'static str) -> Item {
    Item::Function(Native::new(call, min, max).doc(doc))
}

static MEMBERS: &[Member] = &[
    (
        n::r#const,
        row(
            same,
            1,
            1,
            "const(value) -- the value; the compiler puts it where the name is used",
        ),
    ),
    (
        n::native,
        row(
            same,
            1,
            1,
            "native(function) -- the function itself: it runs as bytecode",
        ),
    ),
    (
        n::viper,
        row(
            same,
            1,
            1,
            "viper(function) -- the function itself: it runs as bytecode",
        ),
    ),
    (
        n::bytecode,
        row(same, 1, 1, "bytecode(function) -- the function itself"),
    ),
    (
        n::opt_level,
        row(
            opt_level,
            0,
            1,
            "opt_level([level]) -- reads or sets how much compiled code leaves out",
        ),
    ),
    (
        n::mem_info,
        row(
            mem_info,
            0,
            1,
            "mem_info([verbose]) -- prints how the arena and the stack are used",
        ),
    ),
    (
        n::qstr_info,
        row(
            qstr_info,
            0,
            1,
            "qstr_info([verbose]) -- prints how many strings are interned",
        ),
    ),
    (
        n::heap_lock,
        row(
            heap_lock,
            0,
            0,
            "heap_lock() -- from now on making objects is a MemoryError, and nothing is collected",
        ),
    ),
    (
        n::heap_unlock,
        row(
            heap_unlock,
            0,
            0,
            "heap_unlock() -- ends one heap_lock(); how many are left",
        ),
    ),
    (
        n::heap_locked,
        row(
            |m, _| Ok(Value::small_wrapping(i64::from(m.heap.locked))),
            0,
            0,
            "heap_locked() -- how many heap_lock() are not ended",
        ),
    ),
    (
        n::stack_use,
        row(
            |m, _| m.new_int((m.top * WORD) as i64),
            0,
            0,
            "stack_use() -- bytes of the stack in use",
        ),
    ),
    (
        n::pystack_use,
        row(
            |m, _| m.new_int((m.top * WORD) as i64),
            0,
            0,
            "pystack_use() -- bytes of the stack in use",
        ),
    ),
    (
        n::kbd_intr,
        row(
            |m, args| {
                let key = m.index_clamped(args.at(m, 0))?;
                // A host that cannot change it keeps Ctrl-C.
                m.host.set_interrupt_key(u8::try_from(key).ok());
                Ok(Value::NONE)
            },
            1,
            1,
            "kbd_intr(character) -- which character interrupts; -1 for none. Scheduled, it interrupts",
        ),
    ),
    (
        n::schedule,
        row(
            schedule,
            2,
            2,
            "schedule(function, argument) -- calls the function soon, outside of interrupts",
        ),
    ),
    (
        n::alloc_emergency_exception_buf,
        row(
            nothing,
            1,
            1,
            "alloc_emergency_exception_buf(size) -- not needed: exceptions are made while there is room, and a MemoryError is always at hand",
        ),
    ),
];

fn same(m: &mut Machine, args: Args) -> R {
    Ok(args.at(m, 0))
}

fn nothing(m: &mut Machine, args: Args) -> R {
    m.index(args.at(m, 0))?;
    Ok(Value::NONE)
}

fn opt_level(m: &mut Machine, args: Args) -> R {
    match args.get(m, 0) {
        Some(level) => {
            let level = m.index_clamped(level)?.clamp(0, 3);
            m.optimise = level as u8;
            Ok(Value::NONE)
        }
        None => Ok(Value::small_wrapping(i64::from(m.optimise))),
    }
}

fn print(m: &mut Machine, pieces: &[Piece]) -> R {
    let text = m.message(pieces)?;
    let file = types::sys::replaced_stdout(m);
    if file.is_none() {
        m.write_str(text);
    } else {
        m.call_method(file, n::write, &[text])?;
    }
    Ok(Value::NONE)
}

fn mem_info(m: &mut Machine, _args: Args) -> R {
    let (used, total) = (m.heap.used() * WORD, m.heap.size() * WORD);
    let (largest, _) = m.heap.gaps();
    let (stack, limit) = (m.top * WORD, m.stack.len() * WORD);
    print(
        m,
        &[
            Piece::S("stack: "),
            Piece::I(stack as i64),
            Piece::S(" out of "),
            Piece::I(limit as i64),
            Piece::S("\nGC: total: "),
            Piece::I(total as i64),
            Piece::S(", used: "),
            Piece::I(used as i64),
            Piece::S(", free: "),
            Piece::I(total.saturating_sub(used) as i64),
            Piece::S("\n largest free: "),
            Piece::I((largest * WORD) as i64),
            Piece::S("\n"),
        ],
    )
}

fn qstr_info(m: &mut Machine, _args: Args) -> R {
    let (fixed, made) = (n::COUNT as i64, m.interned as i64);
    print(
        m,
        &[
            Piece::S("qstr pool: in flash: "),
            Piece::I(fixed),
            Piece::S(", in the arena: "),
            Piece::I(made),
            Piece::S("\n"),
        ],
    )
}

fn heap_lock(m: &mut Machine, _args: Args) -> R {
    m.heap.locked = m.heap.locked.saturating_add(1);
    Ok(Value::NONE)
}

fn heap_unlock(m: &mut Machine, _args: Args) -> R {
    m.heap.locked = m.heap.locked.saturating_sub(1);
    Ok(Value::small_wrapping(i64::from(m.heap.locked)))
}

/// Queues the call, and runs the queue unless that is going on already.
fn schedule(m: &mut Machine, args: Args) -> R {
    let (f, v) = (args.at(m, 0), args.at(m, 1));
    let Some(queue) = m.heap.as_kind(m.root(Root::Scheduled), Kind::List) else {
        return Err(m.out_of_memory());
    };
    if m.list_len(queue) >= 2 * LONGEST_QUEUE {
        return Err(m.error(types::RUNTIME_ERROR, &[Piece::S("schedule queue full")]));
    }
    if m.space_member(types::MICROPYTHON.0, Value::name(n::kbd_intr))? == Some(f) {
        // Asked for by a scheduled function, it comes when the program has gone on a little.
        m.interrupting = if m.scheduling { 2 } else { 1 };
        return Ok(Value::NONE);
    }
    m.with_reserve(|m| {
        m.list_push(queue, f)?;
        m.list_push(queue, v)
    })?;
    run_scheduled(m)?;
    Ok(Value::NONE)
}

/// Runs what `schedule` has queued. What a function raises is shown and ends only that function.
pub fn run_scheduled(m: &mut Machine) -> R<()> {
    if m.scheduling || m.heap.locked > 0 {
        return Ok(());
    }
    m.scheduling = true;
    while let Some(queue) = m.heap.as_kind(m.root(Root::Scheduled), Kind::List) {
        let len = m.list_len(queue);
        if len < 2 {
            break;
        }
        let mark = m.mark();
        let (f, v) = (m.list_item(queue, 0), m.list_item(queue, 1));
        m.keep(f);
        m.keep(v);
        for i in 2..len {
            let later = m.list_item(queue, i);
            m.list_set(queue, i - 2, later);
        }
        m.heap.set_word(queue, 1, len as crate::value::Word - 2);
        if m.call(f, &[v]).is_err() {
            let e = m.take_pending();
            types::exceptions::print_exception(m, e);
        }
        m.release(mark);
    }
    m.scheduling = false;
    Ok(())
}
