//! Raising exceptions from native code: an exception is made, becomes the pending one, and `Raised` goes up.

use super::{Machine, Root, Text};
use crate::memory::Kind;
use crate::native::{R, Raised};
use crate::object::exception;
use crate::types;
use crate::value::{Ref, TypeId, Value};

/// A part of an error's text.
#[derive(Clone, Copy)]
pub enum Piece<'s> {
    S(&'s str),
    /// `str(value)`.
    V(Value),
    /// `repr(value)`.
    R(Value),
    /// Name of the value's type.
    T(Value),
    /// An int's halves, low one first: so a piece is three words on a board.
    Int([u32; 2]),
}

impl Piece<'_> {
    /// An int.
    #[allow(non_snake_case, reason = "reads as if it were a variant")]
    pub const fn I(i: i64) -> Self {
        Piece::Int([i as u32, (i >> 32) as u32])
    }
}

impl Machine<'_> {
    /// An exception object with these arguments (one argument unless UNBOUND).
    pub fn new_exception(&mut self, class: TypeId, arg: Value) -> R {
        let mark = self.mark();
        self.keep(arg);
        let args = match arg.given() {
            Some(a) => self.with_reserve(|m| m.new_tuple(&[a]))?,
            None => self.root(Root::EmptyTuple),
        };
        let e = self.new_exception_object(Value::builtin_type(class), args)?;
        Ok(self.release_but(mark, e))
    }

    /// An exception object of this class with this tuple of arguments.
    pub fn new_exception_object(&mut self, class: Value, args: Value) -> R {
        self.new_object(
            Kind::Exception,
            0,
            &[
                class,
                args,
                Value::NONE,
                Value::NONE,
                Value::NONE,
                Value::UNBOUND,
                Value::small_wrapping(0),
            ],
        )
    }

    /// Raises an exception object: it becomes the pending one, with the handled one as context.
    pub fn raise(&mut self, e: Value) -> Raised {
        if let Some(r) = self.heap.as_kind(e, Kind::Exception) {
            let handled = self.root(Root::Handled);
            if !handled.is_none()
                && handled != e
                && self.heap.value(r, exception::CONTEXT).is_none()
            {
                self.break_context_cycle(handled, r);
                self.heap.set_value(r, exception::CONTEXT, handled);
            }
        }
        self.set_root(Root::Pending, e);
        Raised
    }

    /// If `e` is already in the context chain of `handled`, cuts it out there.
    fn break_context_cycle(&mut self, handled: Value, e: Ref) {
        let mut at = handled;
        while let Some(r) = self.heap.as_kind(at, Kind::Exception) {
            let next = self.heap.value(r, exception::CONTEXT);
            if next == Value::reference(e) {
                self.heap.set_value(r, exception::CONTEXT, Value::NONE);
                return;
            }
            at = next;
        }
    }

    /// Raises an exception with one argument.
    pub fn raise_with(&mut self, class: TypeId, arg: Value) -> Raised {
        match self.new_exception(class, arg) {
            Ok(e) => self.raise(e),
            Err(r) => r,
        }
    }

    /// Raises an exception with a text made of pieces. Without messages only a text in one piece stays: that needs no
    /// code to put it together.
    #[cfg(not(feature = "messages"))]
    #[inline(always)]
    pub fn error(&mut self, class: TypeId, pieces: &[Piece]) -> Raised {
        match pieces {
            [Piece::S(text)] => self.short_error(class, text),
            _ => self.short_error(class, ""),
        }
    }

    #[cfg(not(feature = "messages"))]
    #[cold]
    #[inline(never)]
    fn short_error(&mut self, class: TypeId, text: &str) -> Raised {
        let text = match text {
            "" => Ok(Value::UNBOUND),
            _ => self.with_reserve(|m| m.new_str(text.as_bytes())),
        };
        match text {
            Ok(text) => self.raise_with(class, text),
            Err(raised) => raised,
        }
    }

    /// Raises an exception with a text made of pieces.
    #[cfg(feature = "messages")]
    #[cold]
    #[inline(never)]
    pub fn error(&mut self, class: TypeId, pieces: &[Piece]) -> Raised {
        let mark = self.mark();
        let raised = match self.with_reserve(|m| m.message(pieces)) {
            Ok(text) => self.raise_with(class, text),
            Err(r) => r,
        };
        self.release(mark);
        raised
    }

    #[cfg_attr(not(feature = "messages"), inline(always))]
    pub fn type_error(&mut self, pieces: &[Piece]) -> Raised {
        self.error(types::TYPE_ERROR, pieces)
    }

    #[cfg_attr(not(feature = "messages"), inline(always))]
    pub fn value_error(&mut self, pieces: &[Piece]) -> Raised {
        self.error(types::VALUE_ERROR, pieces)
    }

    /// What a program asks for is not in the Python of this board: see the features in `Cargo.toml`.
    #[cold]
    #[inline(never)]
    pub fn left_out(&mut self) -> Raised {
        let text = Piece::S("not in this board's Python");
        self.error(types::NOT_IMPLEMENTED_ERROR, &[text])
    }

    /// A text made of pieces, as a str.
    pub fn message(&mut self, pieces: &[Piece]) -> R {
        let mut text = Text::new(self)?;
        for piece in pieces {
            match *piece {
                Piece::S(s) => text.push_str(self, s)?,
                Piece::V(v) => text.push_value(self, v)?,
                Piece::R(v) => text.push_repr(self, v)?,
                Piece::T(v) => {
                    let class = self.type_of(v);
                    let name = self.type_name(class);
                    text.push_all(self, name)?;
                }
                Piece::Int([low, high]) => {
                    text.push_int(self, (u64::from(high) << 32 | u64::from(low)) as i64)?;
                }
            }
        }
        text.finish(self)
    }

    /// The pending exception, which is pending no longer: for natives that catch.
    pub fn take_pending(&mut self) -> Value {
        let e = self.root(Root::Pending);
        self.set_root(Root::Pending, Value::NONE);
        self.keep(e);
        e
    }

    /// Whether the pending exception is of this builtin class.
    pub fn pending_is(&mut self, class: TypeId) -> bool {
        let e = self.root(Root::Pending);
        let of = self.type_of(e);
        self.is_subclass(of, Value::builtin_type(class))
    }

    /// Catches the pending exception if it is of this class: `Ok(exception)`, or goes on raising.
    pub fn catch(&mut self, class: TypeId) -> R {
        if self.pending_is(class) {
            Ok(self.take_pending())
        } else {
            Err(Raised)
        }
    }

    /// Something in native code nests too deep.
    pub fn recursion_error(&mut self) -> Raised {
        self.recursion_error_in("")
    }

    /// The same, with what was being done.
    pub fn recursion_error_in(&mut self, what: &'static str) -> Raised {
        let text = [Piece::S("maximum recursion depth exceeded"), Piece::S(what)];
        self.error(types::RECURSION_ERROR, &text)
    }

    /// `deeper` for what CPython names in its error, one level before a call of Python code would fail.
    pub fn deeper_in<T>(&mut self, what: &'static str, f: impl FnOnce(&mut Self) -> R<T>) -> R<T> {
        self.room_in(what)?;
        self.deeper(f)
    }

    /// A RecursionError unless there is room for two levels more.
    pub fn room_in(&mut self, what: &'static str) -> R<()> {
        if self.depth + 1 >= self.max_depth {
            return Err(self.recursion_error_in(what));
        }
        Ok(())
    }

    /// Runs `f` one level deeper; a RecursionError when that is too deep for the native stack.
    pub fn deeper<T>(&mut self, f: impl FnOnce(&mut Self) -> R<T>) -> R<T> {
        if self.depth >= self.max_depth {
            return Err(self.recursion_error());
        }
        self.depth += 1;
        let result = f(self);
        self.depth -= 1;
        result
    }
}
