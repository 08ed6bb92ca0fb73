//! Arithmetic on small ints and floats, as the loop does it: `None` sends it to the general way (overflow, division by
//! zero).

use super::Machine;
use super::facts::facts_of;
use super::frame::{self, Return};
use crate::code::opcode::{self, byte};
use crate::memory::Kind;
use crate::names::Name;
use crate::native::{R, Raised};
use crate::object::code;
use crate::ops::BinaryOp;
use crate::types;
use crate::value::{Ref, Value};

#[inline(always)]
fn numbers(a: Value, b: Value) -> (i64, i64) {
    (a.small_unchecked(), b.small_unchecked())
}

#[inline(always)]
pub fn multiply(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Value::small(x.checked_mul(y)?)
}

#[inline(always)]
pub fn true_divide(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    divide(x as f64, y as f64)
}

#[inline(always)]
pub fn floor_divide(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y == 0 {
        return None;
    }
    // The usual case of divisors and dividends that a 32-bit division takes.
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) {
        return Some(Value::small_wrapping(i64::from(x / y)));
    }
    let (q, r) = (x.wrapping_div(y), x.wrapping_rem(y));
    Value::small(if r != 0 && (r < 0) != (y < 0) {
        q - 1
    } else {
        q
    })
}

#[inline(always)]
pub fn modulo(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y == 0 {
        return None;
    }
    if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) {
        return Some(Value::small_wrapping(i64::from(x % y)));
    }
    let r = x.wrapping_rem(y);
    Some(Value::small_wrapping(if r != 0 && (r < 0) != (y < 0) {
        r + y
    } else {
        r
    }))
}

#[inline(always)]
pub fn shift_left(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if !(0..=31).contains(&y) {
        return None;
    }
    let shifted = x << (y & 31);
    if shifted >> (y & 31) == x {
        Value::small(shifted)
    } else {
        None
    }
}

#[inline(always)]
pub fn shift_right(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    if y < 0 {
        None
    } else {
        Some(Value::small_wrapping(x >> y.min(63)))
    }
}

#[inline(always)]
pub fn and(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x & y))
}

#[inline(always)]
pub fn or(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x | y))
}

#[inline(always)]
pub fn xor(a: Value, b: Value) -> Option<Value> {
    let (x, y) = numbers(a, b);
    Some(Value::small_wrapping(x ^ y))
}

#[inline(always)]
pub fn add(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x + y)
}

#[inline(always)]
pub fn sub(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x - y)
}

#[inline(always)]
pub fn mul(x: f64, y: f64) -> Option<Value> {
    Value::float_immediate(x * y)
}

#[inline(always)]
pub fn divide(x: f64, y: f64) -> Option<Value> {
    if y == 0.0 {
        None
    } else {
        Value::float_immediate(x / y)
    }
}

/// No quick way for floats.
#[inline(always)]
pub fn none(_x: f64, _y: f64) -> Option<Value> {
    None
}

/// A small int or a float in the word, as a float. Both are exact: small ints have no more bits than a float.
#[inline(always)]
pub fn number(v: Value) -> Option<f64> {
    if v.is_small() {
        Some(v.small_unchecked() as f64)
    } else {
        v.as_float_immediate()
    }
}

/// `a op b` of a float in the word and such a float or a small int.
#[inline(always)]
pub fn mixed(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    if Value::both_small(a, b) {
        return None;
    }
    let (x, y) = (number(a)?, number(b)?);
    match op {
        BinaryOp::Add => add(x, y),
        BinaryOp::Sub => sub(x, y),
        BinaryOp::Mul => mul(x, y),
        BinaryOp::TrueDiv => divide(x, y),
        _ => None,
    }
}

impl Machine<'_> {
    /// `a op b` for an instruction, or UNBOUND when the frame of a function that gives it is now the current one.
    #[inline(never)]
    pub(super) fn operator(&mut self, op: BinaryOp, a: Value, b: Value) -> R {
        if self.heap.is(a, Kind::Instance) {
            return self.operator_of_instance(op, a, b);
        }
        if cfg!(feature = "complex")
            && (self.heap.is(a, Kind::Complex) || self.heap.is(b, Kind::Complex))
            && let Some(v) = types::complex::quick(self, op, a, b)
        {
            return Ok(v);
        }
        self.binary(op, a, b)
    }

    #[inline(never)]
    fn operator_of_instance(&mut self, op: BinaryOp, a: Value, b: Value) -> R {
        if let Some(f) = self.operator_function(op, a, b)
            && self.begin_special(f, a, b, Return::Operator)
        {
            return Ok(Value::UNBOUND);
        }
        self.binary(op, a, b)
    }

    /// The same for `a op= b`.
    #[inline(never)]
    pub(super) fn operator_in_place(&mut self, op: BinaryOp, a: Value, b: Value) -> R {
        if self.heap.is(a, Kind::Instance) {
            let class = self.type_of(a);
            if self.lookup(class, Value::name(op.in_place())).is_none()
                && let Some(f) = self.operator_function(op, a, b)
                && self.begin_special(f, a, b, Return::Operator)
            {
                return Ok(Value::UNBOUND);
            }
        }
        self.binary_in_place(op, a, b)
    }

    /// The same for `a op number`, when `a` is not a small int or the result is none.
    #[inline(never)]
    pub(super) fn number_operator(
        &mut self,
        op: BinaryOp,
        a: Value,
        number: i64,
        in_place: bool,
    ) -> R {
        let b = Value::small_wrapping(number);
        if in_place {
            self.operator_in_place(op, a, b)
        } else {
            self.operator(op, a, b)
        }
    }

    /// The function of a program that `a op b` asks first, where `a` is an instance.
    fn operator_function(&mut self, op: BinaryOp, a: Value, b: Value) -> Option<Ref> {
        if self.has_special_methods(b) {
            let (class, other) = (self.type_of(a), self.type_of(b));
            if other != class && self.is_subclass(other, class) {
                return None;
            }
        }
        self.special_function(a, op.method())
    }

    /// The special method of an instance, if it is a function of a program that takes just one argument beside that.
    pub(super) fn special_function(&mut self, v: Value, name: Name) -> Option<Ref> {
        let f = self.special(v, name)?.as_ref()?;
        (self.heap.header(f).0 & frame::CALLED_AS == frame::simple(2)).then_some(f)
    }

    /// Begins the frame of a function that takes `a` and `b` above that of the instruction at `pc`, which wants its result;
    /// false if there is no room.
    pub(super) fn begin_special(&mut self, f: Ref, a: Value, b: Value, kind: Return) -> bool {
        let facts = facts_of(self.heap.view(), f);
        let base = self.top;
        let end = base + facts.registers;
        if end + frame::SLACK > self.floor || self.frames >= self.recursion_limit {
            return false;
        }
        if facts.caches == Ref(0) && self.prepare_caches(facts.code).is_err() {
            self.take_pending();
            return false;
        }
        let back = frame::address(self.pc, base - self.base, kind);
        let registers = self.stack.slice_mut(base, end.max(base + 4));
        registers[0] = Value::reference(f);
        registers[1] = back;
        registers[2] = a;
        registers[3] = b;
        registers[4..].fill(Value::UNBOUND);
        self.frames += 1;
        self.base = base;
        self.top = end;
        self.pc = 0;
        true
    }

    /// The function of an operator has declined by giving NotImplemented; the instruction is at `back` in the frame
    /// `distance` below. False: that raised, and nobody in this loop handles it.
    #[cold]
    pub(super) fn declined(&mut self, back: usize, distance: usize) -> bool {
        self.frames = self.frames.wrapping_sub(1);
        self.base -= distance;
        self.pc = back;
        let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
        self.top = self.base + code::registers(&self.heap, code);
        let bytes = code::bytecode(&self.heap, code);
        let operand = |i: usize| bytes.get(back + i).copied().unwrap_or(0);
        let (opcode, dst) = (operand(0), operand(1));
        let a = self.stack.get(self.base + usize::from(operand(2)));
        let (b, in_place) = if opcode >= byte::AddInt {
            let number = i64::from(operand(3) as i8);
            (Value::small_wrapping(number), operand(4) & 1 != 0)
        } else {
            let b = self.stack.get(self.base + usize::from(operand(3)));
            (b, opcode >= byte::IAdd)
        };
        let op = operator_of(opcode);
        let mark = self.mark();
        match self.binary_declined(op, in_place, a, b) {
            Ok(v) => {
                self.release(mark);
                self.stack.set(self.base + usize::from(dst), v);
                self.pc = back + opcode::size_of(opcode);
                true
            }
            Err(Raised) => self.unwind(back),
        }
    }
}

/// The operators of the instructions with a number in place, in their order.
const WITH_NUMBER: [BinaryOp; 8] = [
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::FloorDiv,
    BinaryOp::Mod,
    BinaryOp::And,
    BinaryOp::LShift,
    BinaryOp::RShift,
];

/// The operator of an instruction; instructions stand in the order of operators.
fn operator_of(opcode: u8) -> BinaryOp {
    let found = if opcode >= byte::AddInt {
        WITH_NUMBER.get(usize::from(opcode - byte::AddInt))
    } else if opcode >= byte::IAdd {
        BinaryOp::ALL.get(usize::from(opcode - byte::IAdd))
    } else {
        BinaryOp::ALL.get(usize::from(opcode.wrapping_sub(byte::Add)))
    };
    found.copied().unwrap_or(BinaryOp::Add)
}
