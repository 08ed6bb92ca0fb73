//! The TypeErrors of calls of natives whose arguments do not fit. `w` is always the window of the call.

use super::{Machine, Piece};
use crate::names::n;
use crate::native::{Item, Keywords, Native, Raised, Sort};
use crate::types;
use crate::value::{Immediate, Value};

/// Members of the text and container types that speak of their arguments in words of their own.
const OLD_WORDS: &[&str] = &[
    "find",
    "rfind",
    "index",
    "rindex",
    "count",
    "startswith",
    "endswith",
];

impl Machine<'_> {
    /// Name of the native.
    pub(super) fn native_name(&self, w: usize) -> Value {
        match self.stack.get(w).as_immediate() {
            Some(Immediate::Native { .. }) => types::function::native_name(self, self.stack.get(w)),
            Some(Immediate::Type(t)) => Value::name(self.space(t.0).name),
            _ => Value::name(n::function),
        }
    }

    /// The type or module of the native; empty for builtin functions and constructors.
    pub(super) fn native_owner(&self, w: usize) -> &'static str {
        match self.stack.get(w).as_immediate() {
            Some(Immediate::Native { space, .. }) if space != types::BUILTINS.0 => {
                self.space(space).name.text()
            }
            _ => "",
        }
    }

    /// 1 if the first argument is not counted: `self` of a method, the class of a constructor.
    fn uncounted(&self, w: usize) -> usize {
        match self.native_item(self.stack.get(w)) {
            Some(Item::Native(native)) if native.sort == Sort::Function => 0,
            _ => 1,
        }
    }

    /// Keywords for a native that takes none.
    #[cold]
    pub(super) fn no_keywords(&mut self, w: usize) -> Raised {
        let (class, name) = (self.native_owner(w), self.native_name(w));
        self.type_error(&[
            Piece::S(class),
            Piece::S(if class.is_empty() { "" } else { "." }),
            Piece::V(name),
            Piece::S("() takes no keyword arguments"),
        ])
    }

    #[cold]
    pub(super) fn invalid_keyword(&mut self, w: usize, keyword: Value) -> Raised {
        let name = self.native_name(w);
        self.type_error(&[
            Piece::S("'"),
            Piece::V(keyword),
            Piece::S("' is an invalid keyword argument for "),
            Piece::V(name),
            Piece::S("()"),
        ])
    }

    /// More positional arguments than a native with named ones takes by position.
    #[cold]
    pub(super) fn too_many_given(
        &mut self,
        w: usize,
        native: &'static Native,
        allowed: usize,
        given: usize,
    ) -> Raised {
        let bound = self.uncounted(w);
        let (all, allowed, given) = (
            native.params.len().saturating_sub(bound),
            allowed.saturating_sub(bound),
            given.saturating_sub(bound),
        );
        let name = self.native_name(w);
        if bound == 0 && native.params.first() == Some(&n::__) && allowed == usize::from(native.min)
        {
            return self.counted(name, " expected ", allowed, given);
        }
        if allowed == 0 {
            return self
                .type_error(&[Piece::V(name), Piece::S("() takes no positional arguments")]);
        }
        let limit = if given > all { all } else { allowed };
        self.spoken(name, "() takes at most ", limit, given > all, given)
    }

    /// `f() takes at most 2 arguments (3 given)`.
    fn spoken(
        &mut self,
        name: Value,
        words: &'static str,
        limit: usize,
        any: bool,
        given: usize,
    ) -> Raised {
        self.type_error(&[
            Piece::V(name),
            Piece::S(words),
            Piece::I(limit as i64),
            Piece::S(if any { "" } else { " positional" }),
            Piece::S(if limit == 1 {
                " argument ("
            } else {
                " arguments ("
            }),
            Piece::I(given as i64),
            Piece::S(" given)"),
        ])
    }

    /// `f expected 2 arguments, got 3`.
    fn counted(&mut self, name: Value, words: &'static str, wanted: usize, given: usize) -> Raised {
        self.type_error(&[
            Piece::V(name),
            Piece::S(words),
            Piece::I(wanted as i64),
            Piece::S(if wanted == 1 {
                " argument, got "
            } else {
                " arguments, got "
            }),
            Piece::I(given as i64),
        ])
    }

    /// Position `i` of a native was not given.
    #[cold]
    pub(super) fn missing_argument(
        &mut self,
        w: usize,
        native: &'static Native,
        i: usize,
        given: usize,
    ) -> Raised {
        let (bound, function) = (self.uncounted(w), self.native_name(w));
        let param = native.params.get(i).copied().unwrap_or(n::__);
        let wanted = usize::from(native.min).saturating_sub(bound);
        if param == n::__ {
            let given = given.saturating_sub(bound);
            let Keywords::Named { positional } = native.keywords() else {
                return self.counted(function, " expected ", wanted, given);
            };
            if usize::from(positional) == usize::from(native.min) {
                return self.counted(function, " expected ", wanted, given);
            }
            return self.spoken(function, "() takes at least ", wanted, false, given);
        }
        let place = (i + 1).saturating_sub(bound);
        let unplaced = self.stack.get(w).as_type() == Some(types::ENUMERATE);
        if unplaced {
            return self.type_error(&[
                Piece::V(function),
                Piece::S("() missing required argument '"),
                Piece::S(param.text()),
                Piece::S("'"),
            ]);
        }
        self.type_error(&[
            Piece::V(function),
            Piece::S("() missing required argument '"),
            Piece::S(param.text()),
            Piece::S("' (pos "),
            Piece::I(place as i64),
            Piece::S(")"),
        ])
    }

    /// Too few or too many arguments for a native without named ones.
    #[cold]
    pub(super) fn wrong_count(
        &mut self,
        w: usize,
        native: &'static Native,
        count: usize,
    ) -> Raised {
        let (name, bound) = (self.native_name(w), self.uncounted(w));
        let (min, max) = (
            usize::from(native.min).saturating_sub(bound),
            usize::from(native.max).saturating_sub(bound),
        );
        let given = count.saturating_sub(bound);
        let owner = self.native_owner(w);
        let text = self.str_bytes(name).unwrap_or(b"");
        let special = text.starts_with(b"__");
        let own_words = OLD_WORDS.iter().any(|word| word.as_bytes() == text)
            && matches!(owner, "str" | "bytes" | "bytearray");
        let own_member = match text {
            b"__getitem__" => matches!(owner, "dict" | "list"),
            b"__contains__" => matches!(owner, "dict" | "set" | "frozenset"),
            _ => false,
        };
        if bound > count {
            if special {
                return self.type_error(&[
                    Piece::S("descriptor '"),
                    Piece::V(name),
                    Piece::S("' of '"),
                    Piece::S(owner),
                    Piece::S("' object needs an argument"),
                ]);
            }
            return self.type_error(&[
                Piece::S("unbound method "),
                Piece::S(owner),
                Piece::S("."),
                Piece::V(name),
                Piece::S("() needs an argument"),
            ]);
        }
        if own_words {
            return if given < min {
                self.spoken(name, "() takes at least ", min, true, given)
            } else {
                self.spoken(name, "() takes at most ", max, true, given)
            };
        }
        if bound == 1 && special && min == max && !own_member {
            return self.type_error(&[
                Piece::S("expected "),
                Piece::I(min as i64),
                Piece::S(if min == 1 {
                    " argument, got "
                } else {
                    " arguments, got "
                }),
                Piece::I(given as i64),
            ]);
        }
        if min == max && min < 2 && self.stack.get(w).as_type().is_none() {
            return self.type_error(&[
                Piece::S(owner),
                Piece::S(if owner.is_empty() { "" } else { "." }),
                Piece::V(name),
                Piece::S(if min == 0 {
                    "() takes no arguments ("
                } else {
                    "() takes exactly one argument ("
                }),
                Piece::I(given as i64),
                Piece::S(" given)"),
            ]);
        }
        if min == max && min == 0 {
            return self.type_error(&[
                Piece::V(name),
                Piece::S("() takes no arguments ("),
                Piece::I(given as i64),
                Piece::S(" given)"),
            ]);
        }
        if min == max {
            return self.counted(name, " expected ", min, given);
        }
        if given < min {
            self.counted(name, " expected at least ", min, given)
        } else {
            self.counted(name, " expected at most ", max, given)
        }
    }
}
