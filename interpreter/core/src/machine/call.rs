//! Calls: what a callable is, and calling from native code. Arguments are bound in `bind` and `native_call`.
//!
//! A call happens at a window on the stack: the callable, a word for the return address, the arguments. `enter` looks at
//! the callable: natives are run at once, a Python function's window becomes its frame, which the loop then runs.

use super::run::Exit;
use super::{Machine, Piece, frame};
use crate::memory::Kind;
use crate::native::{Args, Item, Keywords, R, Raised, Sort};
use crate::object::{class, code};
use crate::ops::Called;
use crate::types;
use crate::value::{Immediate, Ref, Value};

/// What entering a call did.
pub enum Entered {
    /// The call is done.
    Value(Value),
    /// The frame at this stack index is ready to run. For `Init`, it is the `__init__` of the instance below it.
    Frame { base: usize, init: bool },
}

impl Machine<'_> {
    /// Calls `f` with positional arguments.
    pub fn call(&mut self, f: Value, args: &[Value]) -> R {
        self.call_named(f, Value::UNBOUND, args, Value::UNBOUND)
    }

    /// Calls `f(own, *args)`.
    pub fn call_with_self(&mut self, f: Value, own: Value, args: &[Value]) -> R {
        self.call_named(f, own, args, Value::UNBOUND)
    }

    /// Calls `f` with `args`, of which the last have the names in the tuple `names` (unless UNBOUND).
    pub fn call_named(&mut self, f: Value, own: Value, args: &[Value], names: Value) -> R {
        let w = self.top;
        let first = usize::from(!own.is_unbound());
        let count = args.len() + first;
        if w + count + 4 > self.temp {
            return Err(self.recursion_error());
        }
        self.stack.set(w, f);
        self.stack.set(w + 1, Value::NONE);
        if first == 1 {
            self.stack.set(w + 2, own);
        }
        for (i, v) in args.iter().enumerate() {
            self.stack.set(w + 2 + first + i, *v);
        }
        self.top = w + 2 + count;
        let result = self.call_window(w, count, names);
        self.top = w;
        if let Ok(v) = result {
            self.keep(v);
        }
        result
    }

    /// Calls the method `name` of `v`.
    pub fn call_method(&mut self, v: Value, name: crate::names::Name, args: &[Value]) -> R {
        let f = self.getattr(v, Value::name(name))?;
        self.keep(f);
        self.call(f, args)
    }

    /// Calls what lies at window `w` with `count` arguments, to the end. `top` must lie behind the arguments.
    pub fn call_window(&mut self, w: usize, count: usize, names: Value) -> R {
        self.task.within += 1;
        let result = match self.enter(w, count, names) {
            Ok(entered) => self.run_entered(entered),
            Err(raised) => Err(raised),
        };
        self.task.within -= 1;
        result
    }

    /// Runs what was entered to its end, inside a native call.
    fn run_entered(&mut self, entered: Entered) -> R {
        match entered {
            Entered::Value(v) => Ok(v),
            Entered::Frame { base, init: false } => self.run_nested(base),
            Entered::Frame { base, init: true } => {
                let v = self.run_nested(base)?;
                if !v.is_none() {
                    return Err(self.init_returned(v));
                }
                Ok(self.stack.get(base - 1))
            }
        }
    }

    /// Calls with arguments from a tuple or list and a dict.
    pub fn call_spread(&mut self, f: Value, args: Value, keywords: Value) -> R {
        let w = self.top;
        self.task.within += 1;
        let result = match self.enter_spread(f, args, keywords) {
            Ok(entered) => self.run_entered(entered),
            Err(raised) => Err(raised),
        };
        self.task.within -= 1;
        self.top = w;
        result
    }

    /// Begins a call with arguments from a tuple or list and a dict, in a window at `top`.
    pub(super) fn enter_spread(&mut self, f: Value, args: Value, keywords: Value) -> R<Entered> {
        let args = types::function::spread(self, args, f)?;
        let w = self.top;
        let list = self.heap.as_kind(args, Kind::List);
        let count = list.map_or_else(|| self.tuple_len(args), |l| self.list_len(l));
        let dict = self.as_native(keywords, Kind::Dict);
        let named = dict.map_or(0, |d| self.table_len(d));
        if w + count + named + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        self.stack.set(w, f);
        self.stack.set(w + 1, Value::NONE);
        for i in 0..count {
            let v = list.map_or_else(|| self.tuple_item(args, i), |l| self.list_item(l, i));
            self.stack.set(w + 2 + i, v);
        }
        self.top = w + 2 + count;
        let mut names = Value::UNBOUND;
        if let Some(d) = dict
            && named > 0
        {
            let tuple = self.new_tuple_sized(named)?;
            let (mut at, mut i) = (0, 0);
            while let Some((k, v)) = self.table_next(d, &mut at) {
                if self.str_bytes(k).is_none() {
                    self.top = w;
                    return Err(self.type_error(&[Piece::S("keywords must be strings")]));
                }
                self.heap.set_value(tuple, 1 + i, k);
                self.stack.set(w + 2 + count + i, v);
                i += 1;
            }
            self.top = w + 2 + count + named;
            names = Value::reference(tuple);
        }
        self.enter(w, count + named, names)
    }

    /// Runs a code object with these globals, and as namespace this mapping (class bodies, `exec`) if one is given.
    pub fn run_code(&mut self, code: Value, globals: Ref, namespace: Value) -> R {
        let function = self.module_function(code, globals)?;
        let namespace = namespace.given().unwrap_or(Value::reference(globals));
        self.run_namespace(function, namespace)
    }

    /// A function that runs a code object with these globals.
    pub(super) fn module_function(&mut self, code: Value, globals: Ref) -> R {
        self.mark_namespace(globals);
        let free = self
            .heap
            .as_kind(code, Kind::Code)
            .map(|c| self.tuple_len(self.heap.value(c, code::CELLS)));
        if free != Some(0) {
            return Err(self.type_error(&[Piece::S(
                "code object passed to exec() may not contain free variables",
            )]));
        }
        let function = self.new_object(Kind::Function, 0, &[code, Value::reference(globals)])?;
        Ok(function)
    }

    /// Runs code for `exec` or `eval`: with these globals, and with a namespace of its own unless that is the globals.
    pub fn run_in(&mut self, code: Value, globals: Ref, namespace: Value) -> R {
        self.run_code(code, globals, namespace)
    }

    /// Runs a function without parameters, whose register 2 holds `namespace`.
    pub fn run_namespace(&mut self, function: Value, namespace: Value) -> R {
        let w = self.top;
        let result = match self.enter_namespace(function, namespace) {
            Ok(entered) => self.run_entered(entered),
            Err(raised) => Err(raised),
        };
        self.top = w;
        if let Ok(v) = result {
            self.keep(v);
        }
        result
    }

    /// Begins a function without parameters, whose register 2 holds `namespace`, in a window at `top`.
    pub(super) fn enter_namespace(&mut self, function: Value, namespace: Value) -> R<Entered> {
        let w = self.top;
        if w + frame::SLACK * 2 > self.temp {
            return Err(self.recursion_error());
        }
        self.stack.set(w, function);
        self.stack.set(w + 1, Value::NONE);
        self.stack.set(w + 2, namespace);
        self.top = w + 3;
        let Some(f) = function.as_ref() else {
            return Ok(Entered::Value(Value::NONE));
        };
        let bound = self.bind_arguments(w, f, 0, Value::UNBOUND);
        self.stack.set(w + 2, namespace);
        bound?;
        self.finish_entry(w, f)
    }

    /// Runs the frame at `base` to its end, inside a native call.
    pub(crate) fn run_nested(&mut self, base: usize) -> R {
        let saved = (self.base, self.top, self.pc);
        if self.depth >= self.max_depth {
            return Err(self.recursion_error());
        }
        self.depth += 1;
        let within = core::mem::take(&mut self.task.within);
        self.stack.set(base + 1, frame::exit_address());
        self.begin_frame(base);
        let exit = self.run_to_end();
        self.task.within = within;
        self.depth -= 1;
        (self.base, self.top, self.pc) = saved;
        match exit {
            Exit::Done(v) => Ok(v),
            _ => Err(Raised),
        }
    }

    /// The TypeError for an `__init__` that returned something.
    #[cold]
    pub(crate) fn init_returned(&mut self, v: Value) -> Raised {
        self.type_error(&[
            Piece::S("__init__() should return None, not '"),
            Piece::T(v),
            Piece::S("'"),
        ])
    }

    /// Begins the call at window `w`. The stack above the arguments may be used.
    pub(crate) fn enter(&mut self, w: usize, count: usize, names: Value) -> R<Entered> {
        let f = self.stack.get(w);
        let Some(r) = f.as_ref() else {
            return self.enter_immediate(w, f, count, names);
        };
        match self.heap.kind(r) {
            Kind::Function => {
                self.bind_arguments(w, r, count, names)?;
                self.finish_entry(w, r)
            }
            Kind::Method => {
                let (function, own) = (self.heap.value(r, 1), self.heap.value(r, 2));
                let count = self.insert_argument(w, count, own)?;
                self.stack.set(w, function);
                if names.is_unbound()
                    && let Ok(given) = u8::try_from(count)
                    && let Some(native) = self.plain_native(function, given)
                {
                    let mark = self.mark();
                    let args = Args {
                        base: (w + 2) as u32,
                        count: count as u32,
                    };
                    let result = native(self, args);
                    self.release(mark);
                    return result.map(Entered::Value);
                }
                self.enter(w, count, names)
            }
            Kind::Class => self.enter_class(w, f, count, names),
            _ => self.enter_object(w, f, count, names),
        }
    }

    /// Calls what lies at window `w` and is no object, with `count` arguments by position.
    #[inline(never)]
    pub(super) fn call_immediate(&mut self, w: usize, count: u8) -> R {
        let f = self.stack.get(w);
        let known = &self.called[Called::place(f)];
        if known.f != f || !(known.min..=known.max).contains(&count) {
            return self.call_other(w, count);
        }
        let args = Args {
            base: (w + 2) as u32,
            count: u32::from(count),
        };
        (known.call)(self, args)
    }

    /// Calls what `call_immediate` does not know: types, functions with keywords, and what cannot be called.
    #[inline(never)]
    fn call_other(&mut self, w: usize, count: u8) -> R {
        let f = self.stack.get(w);
        let top = self.top;
        if let Some(id) = f.as_type() {
            if count == 1
                && let Some(v) = types::class::convert(self, id, self.stack.get(w + 2))
            {
                return Ok(v);
            }
            if id == types::RANGE
                && let Some(made) = types::range::of_small(self, w + 2, usize::from(count))
            {
                return made;
            }
            let made = types::class::call(self, w, f, usize::from(count), Value::UNBOUND);
            self.top = top;
            return made;
        }
        let entered = match self.note_called(f, count) {
            Some(native) => native(
                self,
                Args {
                    base: (w + 2) as u32,
                    count: u32::from(count),
                },
            )
            .map(Entered::Value),
            None => self.enter_immediate(w, f, usize::from(count), Value::UNBOUND),
        };
        self.top = top;
        match entered? {
            Entered::Value(v) => Ok(v),
            Entered::Frame { .. } => Err(self.not_callable(f)),
        }
    }

    /// The code of a builtin that takes this many arguments by position, if `f` is one.
    #[inline]
    fn plain_native(&mut self, f: Value, count: u8) -> Option<crate::native::NativeFn> {
        let known = &self.called[Called::place(f)];
        if known.f == f && (known.min..=known.max).contains(&count) {
            return Some(known.call);
        }
        self.note_called(f, count)
    }

    #[inline]
    fn note_called(&mut self, f: Value, count: u8) -> Option<crate::native::NativeFn> {
        let Some(Immediate::Native { space, index }) = f.as_immediate() else {
            return None;
        };
        let native = match &self.space(space).members.get(usize::from(index))?.1 {
            Item::Native(native) if native.sort != Sort::ClassMethod => native,
            _ => return None,
        };
        let fits = native.keywords() == Keywords::None
            && count >= native.min
            && (count <= native.max || native.max == crate::native::ANY);
        if !fits {
            return None;
        }
        self.called[Called::place(f)] = Called {
            f,
            min: native.min,
            max: native.max,
            call: native.call,
        };
        Some(native.call)
    }

    /// Moves the arguments up by one and puts `v` before them.
    pub(crate) fn insert_argument(&mut self, w: usize, count: usize, v: Value) -> R<usize> {
        if w + count + 4 > self.temp {
            return Err(self.recursion_error());
        }
        for i in (0..count).rev() {
            let a = self.stack.get(w + 2 + i);
            self.stack.set(w + 3 + i, a);
        }
        self.stack.set(w + 2, v);
        self.top = self.top.max(w + 3 + count);
        Ok(count + 1)
    }

    fn enter_immediate(&mut self, w: usize, f: Value, count: usize, names: Value) -> R<Entered> {
        match f.as_immediate() {
            Some(Immediate::Native { space, index }) => {
                if index == types::function::CONSTRUCTOR {
                    return types::class::call_constructor(self, w, space, count, names)
                        .map(Entered::Value);
                }
                let Some(member) = self.space(space).members.get(usize::from(index)) else {
                    return Err(self.not_callable(f));
                };
                match &member.1 {
                    Item::Native(native) => self
                        .call_native(w, native, count, names)
                        .map(Entered::Value),
                    _ => Err(self.not_callable(f)),
                }
            }
            Some(Immediate::Type(id)) => {
                if count == 1
                    && names.is_unbound()
                    && let Some(v) = types::class::convert(self, id, self.stack.get(w + 2))
                {
                    return Ok(Entered::Value(v));
                }
                types::class::call(self, w, f, count, names).map(Entered::Value)
            }
            _ => Err(self.not_callable(f)),
        }
    }

    fn enter_object(&mut self, w: usize, f: Value, count: usize, names: Value) -> R<Entered> {
        let Some(method) = self.special(f, crate::names::n::__call__) else {
            return Err(self.not_callable(f));
        };
        if self.is_plain_method(method) {
            let count = self.insert_argument(w, count, f)?;
            self.stack.set(w, method);
            return self.enter(w, count, names);
        }
        let class = self.type_of(f);
        let bound = self.bind(method, f, class)?;
        self.stack.set(w, bound);
        self.deeper(|m| m.enter(w, count, names))
    }

    #[cold]
    fn not_callable(&mut self, f: Value) -> Raised {
        self.type_error(&[
            Piece::S("'"),
            Piece::T(f),
            Piece::S("' object is not callable"),
        ])
    }

    /// Calls a class. Plain classes (no `__new__`, no metaclass `__call__`) with a Python `__init__` get their frame run by
    /// the loop.
    fn enter_class(&mut self, w: usize, f: Value, count: usize, names: Value) -> R<Entered> {
        if let Some(c) = f.as_ref() {
            let flags = self.heap.value(c, class::FLAGS).as_small().unwrap_or(0);
            if flags & class::flags::CUSTOM_NEW == 0 {
                let instance = self.new_instance(c)?;
                let init = self.lookup(f, Value::name(crate::names::n::__init__));
                if let Some(init) = init
                    && let Some(function) = self.heap.as_kind(init, Kind::Function)
                {
                    if w + count + 6 > self.temp {
                        return Err(self.recursion_error());
                    }
                    for i in (0..count).rev() {
                        let a = self.stack.get(w + 2 + i);
                        self.stack.set(w + 4 + i, a);
                    }
                    self.stack.set(w, instance);
                    self.stack.set(w + 1, init);
                    self.stack.set(w + 2, Value::NONE);
                    self.stack.set(w + 3, instance);
                    self.top = self.top.max(w + 4 + count);
                    self.bind_arguments(w + 1, function, count + 1, names)?;
                    return match self.finish_entry(w + 1, function)? {
                        Entered::Frame { base, .. } => Ok(Entered::Frame { base, init: true }),
                        Entered::Value(v) => Err(self.init_returned(v)),
                    };
                }
                if count == 0 && init.is_none_or(|i| i.as_ref().is_none() && !i.is_none()) {
                    return Ok(Entered::Value(instance));
                }
            }
        }
        types::class::call(self, w, f, count, names).map(Entered::Value)
    }

    /// Calls a class at window `w` whose `__init__` is a function of a program that takes just these arguments: its frame is
    /// then the current one, and the way back is to `back`. False if it is called in some other way.
    #[inline(never)]
    pub(super) fn begin_init(
        &mut self,
        w: usize,
        class: Ref,
        count: usize,
        back: usize,
    ) -> R<bool> {
        let flags = self.heap.value(class, class::FLAGS).as_small().unwrap_or(0);
        if flags & class::flags::CUSTOM_NEW != 0 {
            return Ok(false);
        }
        let name = Value::name(crate::names::n::__init__);
        let init = self.lookup(Value::reference(class), name);
        let Some(function) = init.and_then(Value::as_ref) else {
            return Ok(false);
        };
        let base = w + 1;
        let called = self.heap.header(function).0 & frame::CALLED_AS;
        if !u8::try_from(count + 1).is_ok_and(|wanted| called == frame::simple(wanted)) {
            return Ok(false);
        }
        let facts = super::facts::facts_of(self.heap.view(), function);
        let end = base + facts.registers;
        if end + frame::SLACK > self.floor || self.frames >= self.recursion_limit {
            return Ok(false);
        }
        self.prepare_caches(facts.code)?;
        let instance = self.new_instance(class)?;
        let registers = self.stack.slice_mut(w, end.max(w + 4 + count));
        registers.copy_within(2..2 + count, 4);
        registers[0] = instance;
        registers[1] = Value::reference(function);
        registers[2] = frame::address(back, base - self.base, frame::Return::Init);
        registers[3] = instance;
        registers[4 + count..].fill(Value::UNBOUND);
        self.frames += 1;
        self.base = base;
        self.top = end;
        self.pc = 0;
        Ok(true)
    }

    /// An instance of a plain class, without attributes.
    pub fn new_instance(&mut self, class: Ref) -> R {
        let slots = self
            .heap
            .value(class, class::SLOTS)
            .as_small()
            .unwrap_or(1)
            .clamp(1, 200) as usize;
        let Some(shape) = self.heap.value(class, class::SHAPE).as_ref() else {
            return Err(self.out_of_memory());
        };
        let id = self
            .heap
            .value(shape, crate::object::shape::ID)
            .small_unchecked() as usize;
        let flags = self.heap.value(class, class::FLAGS).as_small();
        let v = Value::reference(self.alloc(Kind::Instance, slots | id << 8, 1 + slots)?);
        if flags.is_some_and(|flags| flags & class::flags::FINALISER != 0) {
            self.finalise_later(v)?;
        }
        Ok(v)
    }

    /// After the arguments are bound: a generator function gives its generator, other functions their frame.
    #[inline]
    fn finish_entry(&mut self, w: usize, function: Ref) -> R<Entered> {
        if self.heap.header(function).n() >> 8 & frame::SIMPLE != 0 {
            return Ok(Entered::Frame {
                base: w,
                init: false,
            });
        }
        let code = self.code_of(function);
        let flags = code::flags(&self.heap, code);
        if flags & code::flags::ANY_GENERATOR != 0 {
            return self.new_generator(w, code, flags).map(Entered::Value);
        }
        Ok(Entered::Frame {
            base: w,
            init: false,
        })
    }

    /// The code object of a function.
    #[inline]
    pub(crate) fn code_of(&self, function: Ref) -> Ref {
        let c = self
            .heap
            .value(function, frame::CODE)
            .as_ref()
            .unwrap_or(Ref(0));
        if self.heap.header(c).is(Kind::Code) {
            c
        } else {
            self.heap.value(c, 1).as_ref().unwrap_or(c)
        }
    }

    /// Makes the inline caches of a code object that is about to run for the first time.
    #[inline]
    pub(crate) fn prepare_caches(&mut self, code: Ref) -> R<()> {
        if self.heap.value(code, code::CACHE).is_none() {
            return self.make_caches(code);
        }
        Ok(())
    }

    #[inline(never)]
    fn make_caches(&mut self, code: Ref) -> R<()> {
        let count = self.heap.word(code, code::CACHES) as usize;
        let cache = if count == 0 {
            Value::UNBOUND
        } else {
            let mark = self.mark();
            let r = self.alloc(Kind::Cache, count, 1 + 2 * count)?;
            self.release(mark);
            Value::reference(r)
        };
        self.heap.set_value(code, code::CACHE, cache);
        Ok(())
    }
}
