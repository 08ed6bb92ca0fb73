//! The loop. Hot paths stand here, short; everything that is long, rare or allocates is a method in another room, takes
//! values and gives a value.
//!
//! `pc`, the window and the running code's place are locals. They are written to the machine when control leaves, and
//! read back at the head of the outer loop whenever another frame may be current.

use super::facts::{cache_at, code_registers, facts_of, free_cell};
use super::frame::{self, Return};
use super::generator::{Delegated, YieldExit};
use super::task::Suspended;
use super::{Machine, arith};
use crate::code::opcode::{self, Op, byte};
use crate::memory::{Header, Kind};
use crate::native::Raised;
use crate::object::code;
use crate::ops::{BinaryOp, CompareOp};
use crate::types::table::Quick;
use crate::value::{Ref, Value, Word};

/// Why the loop ended.
pub enum Exit {
    /// The frame that was entered returned this.
    Done(Value),
    /// The generator that was entered yielded this.
    Yielded(Value),
    /// It raised; the exception is pending.
    Raised,
    /// Its share is used up: it goes on where it stopped.
    OutOfFuel,
    /// A builtin that it called waits.
    Waiting,
}

impl Machine<'_> {
    /// Runs the current frame until it ends, with a safe point now and then.
    pub(crate) fn run_to_end(&mut self) -> Exit {
        // A short function that native code calls again and again uses up no fuel.
        let mut failed = self.breathe().is_err();
        let floor = self.floor;
        let exit = loop {
            let exit = if failed {
                if self.unwind(self.pc) {
                    Exit::OutOfFuel
                } else {
                    Exit::Raised
                }
            } else {
                self.run_slice(self.task.slice)
            };
            match exit {
                Exit::OutOfFuel => failed = self.safe_point().is_err(),
                exit => break exit,
            }
        };
        self.floor = floor;
        exit
    }

    /// Runs from `self.base`, `self.pc`.
    #[inline(never)]
    pub(crate) fn run_slice(&mut self, mut fuel: i32) -> Exit {
        self.floor = self.temp;
        let heap = self.heap.view();
        let region = self.heap.region().view_bytes();

        'frames: loop {
            let mut win = self.stack.window(self.base);
            let facts = facts_of(heap, Value::link(win.get(0).word()));
            let (mut running, mut start, mut caches) = (facts.code, facts.start, facts.caches);
            let mut pc = region.fetch(start + self.pc);
            self.top = self.base + facts.registers;
            macro_rules! offset {
                () => {
                    region.offset_of(pc) - start
                };
            }
            let _: Raised = 'raised: {
                /// The value, or out to the handlers.
                macro_rules! attempt {
                    ($e:expr) => {{
                        let result = $e;
                        self.temp = self.floor;
                        match result {
                            Ok(v) => v,
                            Err(raised) => break 'raised raised,
                        }
                    }};
                }
                macro_rules! next {
                    ($size:literal) => {{
                        pc = pc.skip($size);
                        continue;
                    }};
                }
                /// Jumps by the distance in the operand at `$at`.
                macro_rules! jump {
                    ($at:literal) => {{
                        let distance = pc.half($at) as i16;
                        pc = pc.jump(i32::from(distance));
                        if distance <= 0 {
                            fuel -= 1;
                            if fuel < 0 {
                                self.pc = offset!();
                                return Exit::OutOfFuel;
                            }
                        }
                        continue;
                    }};
                }
                macro_rules! constant {
                    ($at:literal) => {
                        heap.value(running, code::FIRST_CONSTANT + usize::from(pc.half($at)))
                    };
                }
                /// A row of the table that is one call and a destination.
                macro_rules! to_register {
                    ($size:literal, $e:expr) => {{
                        let v = attempt!($e);
                        win.set(pc.byte(1), v);
                        next!($size);
                    }};
                }
                /// The same where a special method of a program may give the value: its frame runs then.
                macro_rules! to_register_or_frame {
                    ($size:literal, $e:expr) => {{
                        self.pc = offset!();
                        let v = attempt!($e);
                        if v.is_unbound() {
                            continue 'frames;
                        }
                        win.set(pc.byte(1), v);
                        next!($size);
                    }};
                }
                /// The place of the value of a global (an object whose first word it would be), if the cache knows it.
                macro_rules! global_place {
                    ($cache:expr) => {
                        super::scope::cached_global(
                            heap,
                            win.get(0),
                            $cache,
                            self.tables_moved,
                            || heap.word(running, code::FIRST_CONSTANT + usize::from(pc.half(2))),
                        )
                    };
                }
                /// An operator on two registers: small ints, floats in the word, and the rest.
                macro_rules! arithmetic {
                    ($op:ident, $slow:ident, $int:path, $float:path) => {{
                        let (a, b) = (win.get(pc.byte(2)), win.get(pc.byte(3)));
                        if Value::both_small(a, b) {
                            if let Some(v) = $int(a, b) {
                                win.set(pc.byte(1), v);
                                next!(4);
                            }
                        } else if let (Some(x), Some(y)) =
                            (a.as_float_immediate(), b.as_float_immediate())
                        {
                            if let Some(v) = $float(x, y) {
                                win.set(pc.byte(1), v);
                                next!(4);
                            }
                        }
                        to_register_or_frame!(4, self.$slow(BinaryOp::$op, a, b))
                    }};
                }
                /// An operator on a register and a number.
                macro_rules! immediate {
                    ($op:ident, $int:path, $float:path) => {{
                        let a = win.get(pc.byte(2));
                        let number = i64::from(pc.byte(3) as i8);
                        if a.is_small() {
                            if let Some(v) = $int(a, Value::small_wrapping(number)) {
                                win.set(pc.byte(1), v);
                                next!(5);
                            }
                        } else if let Some(x) = a.as_float_immediate() {
                            if let Some(v) = $float(x, number as f64) {
                                win.set(pc.byte(1), v);
                                next!(5);
                            }
                        }
                        to_register_or_frame!(
                            5,
                            self.number_operator(BinaryOp::$op, a, number, pc.byte(4) & 1 != 0)
                        )
                    }};
                }
                macro_rules! comparison {
                    ($op:ident, |$x:ident, $y:ident| $holds:expr) => {{
                        let (a, b) = (win.get(pc.byte(2)), win.get(pc.byte(3)));
                        let v = if Value::both_small(a, b) {
                            let ($x, $y) = (a.order(), b.order());
                            Value::bool($holds)
                        } else if let (Some($x), Some($y)) =
                            (a.as_float_immediate(), b.as_float_immediate())
                        {
                            Value::bool($holds)
                        } else {
                            attempt!(self.compare(CompareOp::$op, a, b))
                        };
                        win.set(pc.byte(1), v);
                        next!(4);
                    }};
                }
                macro_rules! jump_compare {
                    ($op:ident, $wanted:literal, |$x:ident, $y:ident| $holds:expr) => {{
                        let (a, b) = (win.get(pc.byte(1)), win.get(pc.byte(2)));
                        let holds = if Value::both_small(a, b) {
                            let ($x, $y) = (a.order(), b.order());
                            $holds
                        } else if let (Some($x), Some($y)) =
                            (a.as_float_immediate(), b.as_float_immediate())
                        {
                            $holds
                        } else {
                            attempt!(self.compare_true(CompareOp::$op, a, b))
                        };
                        if holds == $wanted {
                            jump!(3);
                        }
                        next!(5);
                    }};
                }
                macro_rules! jump_compare_int {
                    ($op:ident, $wanted:literal, |$x:ident, $y:ident| $holds:expr) => {{
                        let a = win.get(pc.byte(1));
                        let number = i64::from(pc.byte(2) as i8);
                        let b = Value::small_wrapping(number);
                        let holds = if a.is_small() {
                            let ($x, $y) = (a.order(), b.order());
                            $holds
                        } else if let Some($x) = a.as_float_immediate() {
                            let $y = number as f64;
                            $holds
                        } else {
                            attempt!(self.compare_true(CompareOp::$op, a, b))
                        };
                        if holds == $wanted {
                            jump!(3);
                        }
                        next!(5);
                    }};
                }
                /// The object of this kind in a register. The compiler sees to it that there is one; a compiled file may not.
                macro_rules! object_in {
                    ($register:expr, $kind:ident) => {
                        match win.get($register).as_ref() {
                            Some(r) if heap.header(r).is(Kind::$kind) => Ok(r),
                            _ => Err(self.bad_instruction()),
                        }
                    };
                }
                macro_rules! cell_in {
                    ($register:expr) => {
                        object_in!($register, Cell)
                    };
                }
                macro_rules! effect {
                    ($size:literal, $e:expr) => {{
                        attempt!($e);
                        next!($size);
                    }};
                }
                /// Enters a function that takes just its positional arguments, if that is what is called and its caches
                /// are there; or calls what is no object: a builtin.
                macro_rules! call_simple {
                    ($a:expr, $count:expr) => {{
                        let (a, count) = ($a, $count);
                        if let Some(r) = win.get(a).as_ref() {
                            let header = heap.header(r);
                            if header.0 & frame::CALLED_AS == frame::simple(count) {
                                let facts = facts_of(heap, r);
                                let registers = facts.registers;
                                let base = self.base + usize::from(a);
                                if facts.caches != Ref(0)
                                    && base + registers + frame::SLACK <= self.floor
                                    && self.frames < self.recursion_limit
                                {
                                    win.set(
                                        a + 1,
                                        frame::address(
                                            offset!() + 3,
                                            usize::from(a),
                                            Return::Normal,
                                        ),
                                    );
                                    win = win.up(a);
                                    win.fill(count + 2, registers as u8, Value::UNBOUND);
                                    self.frames += 1;
                                    self.base = base;
                                    self.top = base + registers;
                                    running = facts.code;
                                    caches = facts.caches;
                                    start = facts.start;
                                    pc = region.fetch(start);
                                    fuel -= 1;
                                    if fuel < 0 {
                                        self.pc = 0;
                                        return Exit::OutOfFuel;
                                    }
                                    continue;
                                }
                            } else if header.is(Kind::Class) {
                                self.pc = offset!();
                                let (w, back) = (self.base + usize::from(a), self.pc + 3);
                                if attempt!(self.begin_init(w, r, usize::from(count), back)) {
                                    fuel -= 1;
                                    if fuel < 0 {
                                        return Exit::OutOfFuel;
                                    }
                                    continue 'frames;
                                }
                            }
                        } else {
                            self.pc = offset!();
                            let w = self.base + usize::from(a);
                            let v = attempt!(self.call_immediate(w, count));
                            win.set(a, v);
                            next!(3);
                        }
                    }};
                }
                /// Enters a call at window `$a` whose instruction is `$size` long.
                macro_rules! call {
                    ($a:expr, $count:expr, $names:expr, $size:literal) => {{
                        let a: u8 = $a;
                        let count: usize = $count;
                        let back = offset!() + $size;
                        self.pc = back - $size;
                        match attempt!(self.enter(self.base + usize::from(a), count, $names)) {
                            super::call::Entered::Value(v) => {
                                self.top = self.base + code_registers(heap, running);
                                win.set(a, v);
                                next!($size);
                            }
                            super::call::Entered::Frame { base, init } => {
                                let kind = if init { Return::Init } else { Return::Normal };
                                self.stack
                                    .set(base + 1, frame::address(back, base - self.base, kind));
                                attempt!(self.count_call(init));
                                self.base = base;
                                self.pc = 0;
                                fuel -= 1;
                                if fuel < 0 {
                                    return Exit::OutOfFuel;
                                }
                                continue 'frames;
                            }
                        }
                    }};
                }

                /// Goes on in a frame whose `ForIter` a generator has yielded this to.
                macro_rules! loop_on {
                    ($v:expr) => {{
                        let v = $v;
                        win = self.stack.window(self.base);
                        let facts = facts_of(heap, Value::link(win.get(0).word()));
                        running = facts.code;
                        start = facts.start;
                        caches = facts.caches;
                        pc = region.fetch(start + self.pc);
                        self.top = self.base + facts.registers;
                        win.set(pc.byte(2), v);
                        jump!(3);
                    }};
                }
                /// Goes back to the frame that a return address is of.
                macro_rules! go_back {
                    ($back:expr, $distance:expr) => {{
                        let distance = $distance;
                        self.frames = self.frames.wrapping_sub(1);
                        self.base -= distance;
                        win = win.down(distance);
                        let facts = facts_of(heap, Value::link(win.get(0).word()));
                        running = facts.code;
                        start = facts.start;
                        caches = facts.caches;
                        self.top = self.base + facts.registers;
                        pc = region.fetch(start + $back);
                    }};
                }
                /// Ends the frame with this result.
                macro_rules! leave {
                    ($v:expr) => {{
                        let v = $v;
                        let address = win.get(1);
                        if frame::is_normal(address) {
                            win.set(0, v);
                        } else {
                            let (back, distance, kind) = frame::parts(address);
                            if kind == Return::Exit {
                                return Exit::Done(v);
                            }
                            if kind == Return::Value
                                || kind == Return::Operator && v != Value::NOT_IMPLEMENTED
                            {
                                go_back!(back, distance);
                                win.set(pc.byte(1), v);
                                pc = pc.skip(opcode::size_of(pc.opcode::<{ Op::COUNT }>()));
                                continue;
                            }
                            if kind != Return::Init || !v.is_none() {
                                self.pc = offset!();
                                match attempt!(self.return_specially(v)) {
                                    Some(exit) => return exit,
                                    None => continue 'frames,
                                }
                            }
                        }
                        let (back, distance) = frame::place(address);
                        go_back!(back, distance);
                        continue;
                    }};
                }

                loop {
                    match pc.opcode::<{ Op::COUNT }>() {
                        byte::Move => {
                            win.set(pc.byte(1), win.get(pc.byte(2)));
                            next!(3);
                        }
                        byte::LoadConst => {
                            win.set(pc.byte(1), constant!(2));
                            next!(4);
                        }
                        byte::LoadInt => {
                            win.set(
                                pc.byte(1),
                                Value::small_wrapping(i64::from(pc.byte(2) as i8)),
                            );
                            next!(3);
                        }
                        byte::LoadSpecial => {
                            win.set(pc.byte(1), Value::special(pc.byte(2)));
                            next!(3);
                        }
                        byte::CheckBound => {
                            if win.get(pc.byte(1)).is_unbound() {
                                attempt!(self.unbound_local(running, pc.byte(1)));
                            }
                            next!(2);
                        }
                        byte::CheckNamed => {
                            if win.get(pc.byte(1)).is_unbound() {
                                attempt!(self.unbound_variable(constant!(2)));
                            }
                            next!(4);
                        }
                        byte::DeleteLocal => {
                            if win.get(pc.byte(1)).is_unbound() {
                                attempt!(self.unbound_local(running, pc.byte(1)));
                            }
                            win.set(pc.byte(1), Value::UNBOUND);
                            next!(2);
                        }
                        byte::MakeCell => to_register!(2, self.make_cell(win.get(pc.byte(1)))),
                        byte::LoadCell => {
                            let cell = attempt!(cell_in!(pc.byte(2)));
                            let v = heap.value(cell, 1);
                            if v.is_unbound() {
                                attempt!(self.unbound_cell(running, pc.byte(2)));
                            }
                            win.set(pc.byte(1), v);
                            next!(3);
                        }
                        byte::StoreCell => {
                            let cell = attempt!(cell_in!(pc.byte(1)));
                            heap.set_value(cell, 1, win.get(pc.byte(2)));
                            next!(3);
                        }
                        byte::DeleteCell => {
                            let cell = attempt!(cell_in!(pc.byte(1)));
                            if heap.value(cell, 1).is_unbound() {
                                attempt!(self.unbound_cell(running, pc.byte(1)));
                            }
                            heap.set_value(cell, 1, Value::UNBOUND);
                            next!(2);
                        }
                        byte::LoadFree => {
                            let cell = free_cell(heap, win.get(0), pc.byte(2));
                            let v = heap.value(cell, 1);
                            if v.is_unbound() {
                                attempt!(self.unbound_free(running, pc.byte(2)));
                            }
                            win.set(pc.byte(1), v);
                            next!(3);
                        }
                        byte::StoreFree => {
                            let cell = free_cell(heap, win.get(0), pc.byte(1));
                            heap.set_value(cell, 1, win.get(pc.byte(2)));
                            next!(3);
                        }
                        byte::DeleteFree => {
                            let cell = free_cell(heap, win.get(0), pc.byte(1));
                            if heap.value(cell, 1).is_unbound() {
                                attempt!(self.unbound_free(running, pc.byte(1)));
                            }
                            heap.set_value(cell, 1, Value::UNBOUND);
                            next!(2);
                        }
                        byte::LoadClosure => {
                            let cell = free_cell(heap, win.get(0), pc.byte(2));
                            win.set(pc.byte(1), Value::reference(cell));
                            next!(3);
                        }

                        byte::LoadSpilled => {
                            to_register!(5, self.load_spilled(win.get(pc.byte(2)), constant!(3)))
                        }
                        byte::StoreSpilled => effect!(
                            5,
                            self.store_spilled(
                                win.get(pc.byte(1)),
                                constant!(2),
                                win.get(pc.byte(4))
                            )
                        ),
                        byte::DeleteSpilled => {
                            effect!(4, self.delete_spilled(win.get(pc.byte(1)), constant!(2)))
                        }

                        byte::LoadGlobal => {
                            let cache = cache_at(caches, pc.half(4));
                            if let Some(place) = global_place!(cache) {
                                win.set(pc.byte(1), heap.value(place, 0));
                                next!(6);
                            }
                            if heap.word(cache, 0) == super::scope::BUILTIN_KEY {
                                win.set(pc.byte(1), heap.value(cache, 1));
                                next!(6);
                            }
                            to_register!(6, self.load_global(win.get(0), constant!(2), cache))
                        }
                        byte::StoreGlobal => {
                            let cache = cache_at(caches, pc.half(4));
                            let v = win.get(pc.byte(1));
                            if let Some(place) = global_place!(cache) {
                                heap.set_value(place, 0, v);
                                next!(6);
                            }
                            effect!(6, self.store_global(win.get(0), constant!(2), v, cache))
                        }
                        byte::DeleteGlobal => {
                            effect!(3, self.delete_global(win.get(0), constant!(1)))
                        }
                        byte::LoadName => {
                            to_register!(4, self.load_name(win.get(0), win.get(2), constant!(2)))
                        }
                        byte::StoreName => effect!(
                            4,
                            self.store_name(win.get(2), constant!(2), win.get(pc.byte(1)))
                        ),
                        byte::DeleteName => effect!(3, self.delete_name(win.get(2), constant!(1))),
                        byte::LoadClassFree => {
                            let cell = free_cell(heap, win.get(0), pc.byte(4));
                            to_register!(
                                5,
                                self.load_class_free(
                                    win.get(2),
                                    constant!(2),
                                    cell,
                                    running,
                                    pc.byte(4)
                                )
                            )
                        }
                        byte::LoadLocals => to_register!(2, self.load_locals(running)),
                        byte::LoadAnnotations => to_register!(2, self.load_annotations(running)),
                        byte::LoadBuildError => {
                            win.set(
                                pc.byte(1),
                                Value::builtin_type(crate::types::ASSERTION_ERROR),
                            );
                            next!(2);
                        }

                        byte::LoadAttr => {
                            let v = win.get(pc.byte(2));
                            let cache = cache_at(caches, pc.half(5));
                            if let Some(r) = v.as_ref() {
                                let header = heap.header(r).0;
                                let entry = heap.few::<2>(cache);
                                if header == entry.get::<0>() {
                                    let slot = Value::small_of(entry.get::<1>());
                                    let found = heap.value(r, slot);
                                    if !found.is_unbound() {
                                        win.set(pc.byte(1), found);
                                        next!(7);
                                    }
                                } else if header == Kind::Module as Word
                                    && entry.get::<0>() == super::cache::module_key(r)
                                {
                                    win.set(pc.byte(1), heap.value(cache, 1));
                                    next!(7);
                                }
                            }
                            to_register!(7, self.load_attr(v, constant!(3), cache))
                        }
                        byte::StoreAttr => {
                            let v = win.get(pc.byte(1));
                            let cache = cache_at(caches, pc.half(5));
                            if let Some(r) = v.as_ref() {
                                let header = heap.header(r).0;
                                let entry = heap.few::<2>(cache);
                                if header == entry.get::<0>() {
                                    let entry = Value::small_of(entry.get::<1>());
                                    heap.set_value(r, entry & 0xff, win.get(pc.byte(4)));
                                    let shape = entry >> 8;
                                    if shape != 0 {
                                        let slots = Header(header).n() & 0xff;
                                        heap.set_header(
                                            r,
                                            Header::new(Kind::Instance, slots | shape << 8),
                                        );
                                    }
                                    next!(7);
                                }
                            }
                            effect!(
                                7,
                                self.store_attr(v, constant!(2), win.get(pc.byte(4)), cache)
                            )
                        }
                        byte::DeleteAttr => effect!(
                            4,
                            self.setattr(win.get(pc.byte(1)), constant!(2), Value::UNBOUND)
                        ),
                        byte::LoadMethod => {
                            let v = win.get(pc.byte(2));
                            let a = pc.byte(1);
                            let cache = cache_at(caches, pc.half(5));
                            if let Some(r) = v.as_ref() {
                                let header = heap.header(r).0;
                                let key = heap.few::<2>(cache).get::<0>();
                                if key == header || key == header & 0x3f {
                                    win.set(a, heap.value(cache, 1));
                                    win.set(a + 2, v);
                                    next!(7);
                                }
                                if key == super::cache::module_key(r)
                                    && header == Kind::Module as Word
                                {
                                    win.set(a, heap.value(cache, 1));
                                    win.set(a + 2, Value::UNBOUND);
                                    next!(7);
                                }
                            } else if heap.word(cache, 0) == Kind::Str as Word && v.is_text() {
                                win.set(a, heap.value(cache, 1));
                                win.set(a + 2, v);
                                next!(7);
                            }
                            let (method, own) = attempt!(self.load_method(v, constant!(3), cache));
                            win.set(a, method);
                            win.set(a + 2, own);
                            next!(7);
                        }
                        byte::GetItem => {
                            let (v, i) = (win.get(pc.byte(2)), win.get(pc.byte(3)));
                            if let Some(r) = v.as_ref() {
                                let header = heap.header(r);
                                if let Some(i) = i.as_small() {
                                    if header.is(Kind::List) {
                                        let list = heap.few::<3>(r);
                                        let len = list.get::<1>() as i64;
                                        let at = if i < 0 { i + len } else { i };
                                        if (at as u64) < len as u64 {
                                            let items = Value::link(list.get::<2>());
                                            win.set(pc.byte(1), heap.value(items, 1 + at as usize));
                                            next!(4);
                                        }
                                    } else if header.is(Kind::Tuple) {
                                        if i >= 0 && (i as usize) < header.n() {
                                            win.set(pc.byte(1), heap.value(r, 1 + i as usize));
                                            next!(4);
                                        }
                                    } else if header.is(Kind::ByteArray) {
                                        let bytes = heap.few::<3>(r);
                                        if (i as u64) < u64::from(bytes.get::<1>()) {
                                            let buffer = Value::link(bytes.get::<2>());
                                            let byte = heap.byte(buffer, 1, i as usize);
                                            win.set(
                                                pc.byte(1),
                                                Value::small_wrapping(i64::from(byte)),
                                            );
                                            next!(4);
                                        }
                                    } else if header.is(Kind::Bytes)
                                        && (i as u64) < header.n() as u64
                                    {
                                        let byte = heap.byte(r, 1, i as usize);
                                        win.set(pc.byte(1), Value::small_wrapping(i64::from(byte)));
                                        next!(4);
                                    }
                                }
                                if header.is(Kind::Dict)
                                    && let Quick::At(entry) = self.quick_dict(r, i)
                                {
                                    win.set(pc.byte(1), heap.value(entry, 1));
                                    next!(4);
                                }
                            }
                            to_register_or_frame!(4, self.load_item(v, i))
                        }
                        byte::SetItem => {
                            let (v, i) = (win.get(pc.byte(1)), win.get(pc.byte(2)));
                            if let Some(r) = v.as_ref() {
                                let header = heap.header(r);
                                if let Some(i) = i.as_small() {
                                    if header.is(Kind::List) {
                                        let list = heap.few::<3>(r);
                                        let len = list.get::<1>() as i64;
                                        let at = if i < 0 { i + len } else { i };
                                        if (at as u64) < len as u64 {
                                            let items = Value::link(list.get::<2>());
                                            heap.set_value(
                                                items,
                                                1 + at as usize,
                                                win.get(pc.byte(3)),
                                            );
                                            next!(4);
                                        }
                                    } else if header.is(Kind::ByteArray)
                                        && let Some(x) = win.get(pc.byte(3)).as_small()
                                    {
                                        let bytes = heap.few::<3>(r);
                                        if (i as u64) < u64::from(bytes.get::<1>())
                                            && (0..=255).contains(&x)
                                        {
                                            let buffer = Value::link(bytes.get::<2>());
                                            heap.set_byte(buffer, 1, i as usize, x as u8);
                                            next!(4);
                                        }
                                    }
                                }
                                if header.is(Kind::Dict)
                                    && let Quick::At(entry) = self.quick_dict(r, i)
                                {
                                    heap.set_value(entry, 1, win.get(pc.byte(3)));
                                    next!(4);
                                }
                            }
                            effect!(4, self.store_item(v, i, win.get(pc.byte(3))))
                        }
                        byte::GetSlice => {
                            let (v, w) = (win.get(pc.byte(2)), pc.byte(3));
                            let parts = [win.get(w), win.get(w + 1), win.get(w + 2)];
                            to_register_or_frame!(4, self.load_slice(v, parts))
                        }
                        byte::SetSlice => {
                            let (v, w) = (win.get(pc.byte(1)), pc.byte(2));
                            let parts = [win.get(w), win.get(w + 1), win.get(w + 2)];
                            effect!(4, self.store_slice(v, parts, win.get(pc.byte(3))))
                        }
                        byte::DelItem => effect!(
                            3,
                            self.set_item(win.get(pc.byte(1)), win.get(pc.byte(2)), Value::UNBOUND)
                        ),

                        byte::Add => arithmetic!(Add, operator, Value::add_small, arith::add),
                        byte::Sub => arithmetic!(Sub, operator, Value::sub_small, arith::sub),
                        byte::Mul => arithmetic!(Mul, operator, arith::multiply, arith::mul),
                        byte::TrueDiv => {
                            arithmetic!(TrueDiv, operator, arith::true_divide, arith::divide)
                        }
                        byte::FloorDiv => {
                            arithmetic!(FloorDiv, operator, arith::floor_divide, arith::none)
                        }
                        byte::Mod => arithmetic!(Mod, operator, arith::modulo, arith::none),
                        byte::Pow => to_register_or_frame!(
                            4,
                            self.operator(BinaryOp::Pow, win.get(pc.byte(2)), win.get(pc.byte(3)))
                        ),
                        byte::MatMul => to_register_or_frame!(
                            4,
                            self.operator(
                                BinaryOp::MatMul,
                                win.get(pc.byte(2)),
                                win.get(pc.byte(3))
                            )
                        ),
                        byte::LShift => {
                            arithmetic!(LShift, operator, arith::shift_left, arith::none)
                        }
                        byte::RShift => {
                            arithmetic!(RShift, operator, arith::shift_right, arith::none)
                        }
                        byte::And => arithmetic!(And, operator, arith::and, arith::none),
                        byte::Or => arithmetic!(Or, operator, arith::or, arith::none),
                        byte::Xor => arithmetic!(Xor, operator, arith::xor, arith::none),
                        byte::IAdd => {
                            arithmetic!(Add, operator_in_place, Value::add_small, arith::add)
                        }
                        byte::ISub => {
                            arithmetic!(Sub, operator_in_place, Value::sub_small, arith::sub)
                        }
                        byte::IMul => {
                            arithmetic!(Mul, operator_in_place, arith::multiply, arith::mul)
                        }
                        byte::ITrueDiv => {
                            arithmetic!(
                                TrueDiv,
                                operator_in_place,
                                arith::true_divide,
                                arith::divide
                            )
                        }
                        byte::IFloorDiv => {
                            arithmetic!(
                                FloorDiv,
                                operator_in_place,
                                arith::floor_divide,
                                arith::none
                            )
                        }
                        byte::IMod => {
                            arithmetic!(Mod, operator_in_place, arith::modulo, arith::none)
                        }
                        byte::IPow => to_register_or_frame!(
                            4,
                            self.operator_in_place(
                                BinaryOp::Pow,
                                win.get(pc.byte(2)),
                                win.get(pc.byte(3))
                            )
                        ),
                        byte::IMatMul => to_register_or_frame!(
                            4,
                            self.operator_in_place(
                                BinaryOp::MatMul,
                                win.get(pc.byte(2)),
                                win.get(pc.byte(3))
                            )
                        ),
                        byte::ILShift => {
                            arithmetic!(LShift, operator_in_place, arith::shift_left, arith::none)
                        }
                        byte::IRShift => {
                            arithmetic!(RShift, operator_in_place, arith::shift_right, arith::none)
                        }
                        byte::IAnd => arithmetic!(And, operator_in_place, arith::and, arith::none),
                        byte::IOr => arithmetic!(Or, operator_in_place, arith::or, arith::none),
                        byte::IXor => arithmetic!(Xor, operator_in_place, arith::xor, arith::none),
                        byte::AddInt => immediate!(Add, Value::add_small, arith::add),
                        byte::SubInt => immediate!(Sub, Value::sub_small, arith::sub),
                        byte::MulInt => immediate!(Mul, arith::multiply, arith::mul),
                        byte::FloorDivInt => immediate!(FloorDiv, arith::floor_divide, arith::none),
                        byte::ModInt => immediate!(Mod, arith::modulo, arith::none),
                        byte::AndInt => immediate!(And, arith::and, arith::none),
                        byte::LShiftInt => immediate!(LShift, arith::shift_left, arith::none),
                        byte::RShiftInt => immediate!(RShift, arith::shift_right, arith::none),
                        byte::Neg => {
                            let v = win.get(pc.byte(2));
                            if let Some(i) = v.as_small()
                                && let Some(negative) = Value::small(-i)
                            {
                                win.set(pc.byte(1), negative);
                                next!(3);
                            }
                            to_register!(3, self.unary(crate::names::n::__neg__, v))
                        }
                        byte::Pos => to_register!(
                            3,
                            self.unary(crate::names::n::__pos__, win.get(pc.byte(2)))
                        ),
                        byte::Invert => to_register!(
                            3,
                            self.unary(crate::names::n::__invert__, win.get(pc.byte(2)))
                        ),
                        byte::Not => {
                            let truth = attempt!(self.truth(win.get(pc.byte(2))));
                            win.set(pc.byte(1), Value::bool(!truth));
                            next!(3);
                        }
                        byte::Eq => comparison!(Eq, |x, y| x == y),
                        byte::Ne => comparison!(Ne, |x, y| x != y),
                        byte::Lt => comparison!(Lt, |x, y| x < y),
                        byte::Le => comparison!(Le, |x, y| x <= y),
                        byte::Gt => comparison!(Gt, |x, y| x > y),
                        byte::Ge => comparison!(Ge, |x, y| x >= y),
                        byte::Is => {
                            win.set(
                                pc.byte(1),
                                Value::bool(self.is_same(win.get(pc.byte(2)), win.get(pc.byte(3)))),
                            );
                            next!(4);
                        }
                        byte::IsNot => {
                            win.set(
                                pc.byte(1),
                                Value::bool(
                                    !self.is_same(win.get(pc.byte(2)), win.get(pc.byte(3))),
                                ),
                            );
                            next!(4);
                        }
                        byte::In => {
                            let found =
                                attempt!(self.contains(win.get(pc.byte(3)), win.get(pc.byte(2))));
                            win.set(pc.byte(1), Value::bool(found));
                            next!(4);
                        }
                        byte::NotIn => {
                            let found =
                                attempt!(self.contains(win.get(pc.byte(3)), win.get(pc.byte(2))));
                            win.set(pc.byte(1), Value::bool(!found));
                            next!(4);
                        }

                        byte::Jump => jump!(1),
                        byte::JumpLong => {
                            let distance = i32::from_le_bytes([
                                pc.byte(1),
                                pc.byte(2),
                                pc.byte(3),
                                pc.byte(4),
                            ]);
                            pc = pc.jump(distance);
                            fuel -= i32::from(distance < 0);
                            if fuel < 0 {
                                self.pc = offset!();
                                return Exit::OutOfFuel;
                            }
                        }
                        byte::JumpIf => {
                            let v = win.get(pc.byte(1));
                            if v == Value::TRUE || (v != Value::FALSE && attempt!(self.truth(v))) {
                                jump!(2);
                            }
                            next!(4);
                        }
                        byte::JumpIfNot => {
                            let v = win.get(pc.byte(1));
                            if v == Value::FALSE || (v != Value::TRUE && !attempt!(self.truth(v))) {
                                jump!(2);
                            }
                            next!(4);
                        }
                        byte::JumpIfNone => {
                            if win.get(pc.byte(1)).is_none() {
                                jump!(2);
                            }
                            next!(4);
                        }
                        byte::JumpIfNotNone => {
                            if !win.get(pc.byte(1)).is_none() {
                                jump!(2);
                            }
                            next!(4);
                        }
                        byte::JumpEq => jump_compare!(Eq, true, |x, y| x == y),
                        byte::JumpNe => jump_compare!(Ne, true, |x, y| x != y),
                        byte::JumpLt => jump_compare!(Lt, true, |x, y| x < y),
                        byte::JumpLe => jump_compare!(Le, true, |x, y| x <= y),
                        byte::JumpGt => jump_compare!(Gt, true, |x, y| x > y),
                        byte::JumpGe => jump_compare!(Ge, true, |x, y| x >= y),
                        byte::JumpNotEq => jump_compare!(Eq, false, |x, y| x == y),
                        byte::JumpNotNe => jump_compare!(Ne, false, |x, y| x != y),
                        byte::JumpNotLt => jump_compare!(Lt, false, |x, y| x < y),
                        byte::JumpNotLe => jump_compare!(Le, false, |x, y| x <= y),
                        byte::JumpNotGt => jump_compare!(Gt, false, |x, y| x > y),
                        byte::JumpNotGe => jump_compare!(Ge, false, |x, y| x >= y),
                        byte::JumpEqInt => jump_compare_int!(Eq, true, |x, y| x == y),
                        byte::JumpNeInt => jump_compare_int!(Ne, true, |x, y| x != y),
                        byte::JumpLtInt => jump_compare_int!(Lt, true, |x, y| x < y),
                        byte::JumpLeInt => jump_compare_int!(Le, true, |x, y| x <= y),
                        byte::JumpGtInt => jump_compare_int!(Gt, true, |x, y| x > y),
                        byte::JumpGeInt => jump_compare_int!(Ge, true, |x, y| x >= y),
                        byte::JumpNotEqInt => jump_compare_int!(Eq, false, |x, y| x == y),
                        byte::JumpNotNeInt => jump_compare_int!(Ne, false, |x, y| x != y),
                        byte::JumpNotLtInt => jump_compare_int!(Lt, false, |x, y| x < y),
                        byte::JumpNotLeInt => jump_compare_int!(Le, false, |x, y| x <= y),
                        byte::JumpNotGtInt => jump_compare_int!(Gt, false, |x, y| x > y),
                        byte::JumpNotGeInt => jump_compare_int!(Ge, false, |x, y| x >= y),

                        byte::GetIter => {
                            effect!(3, self.begin_loop(pc.byte(1), win.get(pc.byte(2))))
                        }
                        byte::ForIter => {
                            let a = pc.byte(1);
                            let state = win.get(a);
                            if state == Value::RANGE_LOOP {
                                let left = win.get(a + 2).small_unchecked();
                                if left == 0 {
                                    next!(5);
                                }
                                let v = win.get(a + 1);
                                win.set(pc.byte(2), v);
                                win.set(a + 2, Value::small_wrapping(left.wrapping_sub(1)));
                                win.set(
                                    a + 1,
                                    Value::small_wrapping(
                                        v.small_unchecked()
                                            .wrapping_add(win.get(a + 3).small_unchecked()),
                                    ),
                                );
                                jump!(3);
                            }
                            if let Some(r) = state.as_ref() {
                                let header = heap.header(r);
                                let i = win.get(a + 1).small_bits();
                                if header.is(Kind::List) {
                                    let list = heap.few::<3>(r);
                                    if i < list.get::<1>() as usize {
                                        let items = Value::link(list.get::<2>());
                                        win.set(pc.byte(2), heap.value(items, 1 + i));
                                        win.set(a + 1, Value::small_wrapping(i as i64 + 1));
                                        jump!(3);
                                    }
                                    // An exhausted iteration stays so, whatever is appended later.
                                    win.set(a, Value::NONE);
                                    next!(5);
                                }
                                if header.is(Kind::Tuple) {
                                    if i < header.n() {
                                        win.set(pc.byte(2), heap.value(r, 1 + i));
                                        win.set(a + 1, Value::small_wrapping(i as i64 + 1));
                                        jump!(3);
                                    }
                                    next!(5);
                                }
                                if header.is(Kind::Str) || header.is(Kind::Bytes) {
                                    if i < header.n() {
                                        let v = if header.is(Kind::Str) {
                                            Value::character(heap.byte(r, 2, i))
                                        } else {
                                            let byte = heap.byte(r, 1, i);
                                            Value::small_wrapping(i64::from(byte))
                                        };
                                        win.set(pc.byte(2), v);
                                        win.set(a + 1, Value::small_wrapping(i as i64 + 1));
                                        jump!(3);
                                    }
                                    next!(5);
                                }
                                if header.is(Kind::Generator) {
                                    self.pc = offset!();
                                    if attempt!(self.enter_generator(
                                        state,
                                        Value::NONE,
                                        Return::Loop
                                    )) {
                                        continue 'frames;
                                    }
                                    next!(5);
                                }
                            }
                            match attempt!(self.next_in_loop(a)) {
                                Some(v) => {
                                    win.set(pc.byte(2), v);
                                    jump!(3);
                                }
                                None => next!(5),
                            }
                        }
                        byte::GetIterator => to_register!(3, self.iter(win.get(pc.byte(2)))),
                        byte::GetIterable => {
                            to_register!(3, self.iterable(win.get(pc.byte(2))))
                        }

                        byte::Call => {
                            let (a, count) = (pc.byte(1), pc.byte(2));
                            call_simple!(a, count);
                            call!(a, usize::from(count), Value::UNBOUND, 3)
                        }
                        byte::CallMethod => {
                            let (a, mut count) = (pc.byte(1), pc.byte(2));
                            if win.get(a + 2).is_unbound() {
                                for i in 0..count {
                                    win.set(a + 2 + i, win.get(a + 3 + i));
                                }
                            } else {
                                count += 1;
                            }
                            call_simple!(a, count);
                            call!(a, usize::from(count), Value::UNBOUND, 3)
                        }
                        byte::CallKw => call!(pc.byte(1), usize::from(pc.byte(2)), constant!(3), 5),
                        byte::CallMethodKw => {
                            let (a, mut count) = (pc.byte(1), pc.byte(2));
                            if win.get(a + 2).is_unbound() {
                                for i in 0..count {
                                    win.set(a + 2 + i, win.get(a + 3 + i));
                                }
                            } else {
                                count += 1;
                            }
                            call!(a, usize::from(count), constant!(3), 5)
                        }
                        byte::CallEx => {
                            let a = pc.byte(1);
                            let back = offset!() + 2;
                            self.pc = back - 2;
                            // The arguments are spread above this frame: any number of them.
                            let (f, args, named) = (win.get(a), win.get(a + 2), win.get(a + 3));
                            match attempt!(self.enter_spread(f, args, named)) {
                                super::call::Entered::Value(v) => {
                                    self.top = self.base + code_registers(heap, running);
                                    win.set(a, v);
                                    next!(2);
                                }
                                super::call::Entered::Frame { base, init } => {
                                    attempt!(self.spread_frame(base, init, back));
                                    fuel -= 1;
                                    if fuel < 0 {
                                        return Exit::OutOfFuel;
                                    }
                                    continue 'frames;
                                }
                            }
                        }
                        byte::CallSuper => {
                            let a = pc.byte(1);
                            let count = if win.get(a) == Value::builtin_type(crate::types::SUPER) {
                                if win.get(a + 3).is_unbound() {
                                    attempt!(Err::<Value, _>(crate::types::superobject::deleted(
                                        self
                                    )));
                                }
                                2
                            } else {
                                0
                            };
                            call!(a, count, Value::UNBOUND, 2)
                        }
                        byte::Return => leave!(win.get(pc.byte(1))),
                        byte::ReturnNone => leave!(Value::NONE),
                        byte::MakeFunction => {
                            let a = pc.byte(1);
                            let v = attempt!(self.make_function(
                                a,
                                constant!(2),
                                pc.byte(4),
                                pc.byte(5)
                            ));
                            win.set(a, v);
                            next!(6);
                        }
                        byte::MakeClass => {
                            let a = pc.byte(1);
                            let v = attempt!(self.make_class(
                                win.get(a),
                                win.get(a + 1),
                                win.get(a + 2),
                                win.get(a + 3)
                            ));
                            win.set(a, v);
                            next!(2);
                        }
                        byte::LoadIntrinsic => to_register!(3, self.intrinsic(pc.byte(2))),

                        byte::Yield => {
                            if frame::is_drain(win.get(1)) && self.pour(win.get(pc.byte(2))) {
                                win.set(pc.byte(1), Value::NONE);
                                next!(3);
                            }
                            self.pc = offset!();
                            let v = attempt!(self.wrap_yielded(running, win.get(pc.byte(2))));
                            match self.yield_out(v) {
                                YieldExit::Exit(v) => return Exit::Yielded(v),
                                YieldExit::Loop(v) => loop_on!(v),
                            }
                        }
                        byte::YieldFrom => {
                            self.pc = offset!();
                            match attempt!(self.delegate(win.get(pc.byte(2)), win.get(pc.byte(1))))
                            {
                                Delegated::Entered => continue 'frames,
                                Delegated::Finished(v) => {
                                    win.set(pc.byte(1), v);
                                    next!(3);
                                }
                                Delegated::Yielded(v) => match self.yield_out(v) {
                                    YieldExit::Exit(v) => return Exit::Yielded(v),
                                    YieldExit::Loop(v) => loop_on!(v),
                                },
                            }
                        }
                        byte::GetAwaitable => {
                            to_register!(4, self.get_awaitable(win.get(pc.byte(2)), pc.byte(3)))
                        }
                        byte::GetAIter => to_register!(3, self.get_aiter(win.get(pc.byte(2)))),
                        byte::GetANext => to_register!(3, self.get_anext(win.get(pc.byte(2)))),

                        byte::BuildList => to_register!(4, self.build_list(pc.byte(2), pc.byte(3))),
                        byte::BuildTuple => {
                            to_register!(4, self.build_tuple(pc.byte(2), pc.byte(3)))
                        }
                        byte::BuildSet => to_register!(4, self.build_set(pc.byte(2), pc.byte(3))),
                        byte::BuildDict => to_register!(4, self.build_dict(pc.byte(2), pc.byte(3))),
                        byte::BuildSlice => {
                            let a = pc.byte(2);
                            to_register!(
                                3,
                                self.build_slice(win.get(a), win.get(a + 1), win.get(a + 2))
                            )
                        }
                        byte::BuildString => {
                            to_register!(4, self.build_string(pc.byte(2), pc.byte(3)))
                        }
                        byte::Format => to_register!(
                            5,
                            self.format_value(win.get(pc.byte(2)), win.get(pc.byte(3)), pc.byte(4))
                        ),
                        byte::ListAppend => {
                            let list = attempt!(object_in!(pc.byte(1), List));
                            attempt!(self.list_push(list, win.get(pc.byte(2))));
                            next!(3);
                        }
                        byte::ListExtend => effect!(
                            3,
                            self.extend_list(win.get(pc.byte(1)), win.get(pc.byte(2)))
                        ),
                        byte::ListToTuple => to_register!(3, self.tuple_of(win.get(pc.byte(2)))),
                        byte::SetAdd => {
                            let set = attempt!(object_in!(pc.byte(1), Set));
                            attempt!(self.set_add(set, win.get(pc.byte(2))));
                            next!(3);
                        }
                        byte::SetUpdate => {
                            effect!(3, self.update_set(win.get(pc.byte(1)), win.get(pc.byte(2))))
                        }
                        byte::DictAdd => {
                            let dict = attempt!(object_in!(pc.byte(1), Dict));
                            attempt!(self.dict_set(dict, win.get(pc.byte(2)), win.get(pc.byte(3))));
                            next!(4);
                        }
                        byte::DictUpdate => effect!(
                            3,
                            self.update_dict(win.get(pc.byte(1)), win.get(pc.byte(2)))
                        ),
                        byte::DictMerge => {
                            effect!(
                                4,
                                self.merge_keywords(
                                    win.get(pc.byte(1)),
                                    win.get(pc.byte(2)),
                                    win.get(pc.byte(3))
                                )
                            )
                        }
                        byte::Unpack => {
                            effect!(4, self.unpack(pc.byte(1), pc.byte(2), win.get(pc.byte(3))))
                        }
                        byte::UnpackEx => effect!(
                            5,
                            self.unpack_ex(pc.byte(1), pc.byte(2), pc.byte(3), win.get(pc.byte(4)))
                        ),

                        byte::Raise => {
                            break 'raised self
                                .raise_statement(win.get(pc.byte(1)), Value::UNBOUND);
                        }
                        byte::RaiseFrom => {
                            break 'raised self
                                .raise_statement(win.get(pc.byte(1)), win.get(pc.byte(2)));
                        }
                        byte::Reraise => break 'raised self.reraise(win.get(pc.byte(1))),
                        byte::RaiseHandled => break 'raised self.raise_handled(),
                        byte::PushHandled => {
                            let e = win.get(pc.byte(2));
                            let before = self.push_handled(e, win.get(0));
                            win.set(pc.byte(1), before);
                            next!(3);
                        }
                        byte::PopHandled => {
                            let e = win.get(pc.byte(1));
                            self.pop_handled(e, win.get(0));
                            next!(2);
                        }
                        byte::MatchException => {
                            let matches = attempt!(
                                self.match_exception(win.get(pc.byte(2)), win.get(pc.byte(3)))
                            );
                            win.set(pc.byte(1), Value::bool(matches));
                            next!(4);
                        }
                        byte::MatchGroup => effect!(2, self.match_group(pc.byte(1))),
                        byte::JoinGroup => {
                            let a = pc.byte(2);
                            to_register!(3, self.join_group(win.get(a), win.get(a + 1)))
                        }
                        byte::WithEnter => effect!(2, self.with_enter(pc.byte(1), false)),
                        byte::WithExit => to_register!(
                            4,
                            self.with_exit(win.get(pc.byte(2)), win.get(pc.byte(3)))
                        ),
                        byte::AsyncWithEnter => effect!(2, self.with_enter(pc.byte(1), true)),

                        byte::MatchSequence => {
                            let v = self.is_pattern_sequence(win.get(pc.byte(2)));
                            win.set(pc.byte(1), Value::bool(v));
                            next!(3);
                        }
                        byte::MatchMapping => {
                            let v = self.is_pattern_mapping(win.get(pc.byte(2)));
                            win.set(pc.byte(1), Value::bool(v));
                            next!(3);
                        }
                        byte::MatchKeys => to_register!(
                            4,
                            self.match_keys(win.get(pc.byte(2)), win.get(pc.byte(3)))
                        ),
                        byte::MatchClass => {
                            to_register!(
                                7,
                                self.match_class(
                                    win.get(pc.byte(2)),
                                    win.get(pc.byte(3)),
                                    constant!(4),
                                    pc.byte(6)
                                )
                            )
                        }
                        byte::Length => to_register!(3, self.length_value(win.get(pc.byte(2)))),

                        byte::Import => {
                            self.pc = offset!();
                            let module = attempt!(self.import_statement(
                                win.get(0),
                                constant!(2),
                                constant!(4),
                                pc.byte(6)
                            ));
                            if let Some(module) = module {
                                win.set(pc.byte(1), module);
                                next!(7);
                            }
                            fuel -= 1;
                            if fuel < 0 {
                                return Exit::OutOfFuel;
                            }
                            continue 'frames;
                        }
                        byte::ImportFrom => {
                            to_register!(5, self.import_from(win.get(pc.byte(2)), constant!(3)))
                        }
                        byte::ImportStar => {
                            effect!(2, self.import_star(running, win.get(pc.byte(1))))
                        }
                        byte::Display => effect!(2, self.display(win.get(pc.byte(1)))),
                        _ => break 'raised self.bad_instruction(),
                    }
                }
            };
            self.temp = self.floor;
            if self.is_waiting() {
                match self.suspend(offset!()) {
                    Suspended::Leave => return Exit::Waiting,
                    Suspended::Answered => continue 'frames,
                    Suspended::Raised => {}
                }
            }
            if self.unwind(offset!()) {
                // A program that catches MemoryErrors does little else than collect.
                fuel = (fuel - 1).saturating_sub(core::mem::take(&mut self.toll));
                if fuel < 0 {
                    return Exit::OutOfFuel;
                }
                continue 'frames;
            }
            return Exit::Raised;
        }
    }
}
