//! What `match` asks of a subject.

use super::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Item, R};
use crate::types;
use crate::value::Value;

/// What patterns take a class for that is no builtin container: bits of its attribute `__abc_tpflags__`, of the values that
/// CPython's abstract base classes give it.
const SEQUENCE: i64 = 1 << 5;
const MAPPING: i64 = 1 << 6;

impl Machine<'_> {
    /// Whether the class of `v`, or one it derives from, says that it is what `flag` stands for.
    fn counts_as(&mut self, v: Value, flag: i64) -> bool {
        let class = self.type_of(v);
        let Some(found) = self.lookup(class, Value::name(n::__abc_tpflags__)) else {
            return false;
        };
        let flags = match self.native_item(found) {
            Some(Item::Int(flags)) => i64::from(*flags),
            _ => found.as_small().unwrap_or(0),
        };
        flags & flag != 0
    }

    /// Whether sequence patterns look at `v`.
    pub(super) fn is_pattern_sequence(&mut self, v: Value) -> bool {
        [types::LIST, types::TUPLE, types::RANGE, types::MEMORYVIEW]
            .into_iter()
            .any(|t| self.is_a(v, t))
            || self.counts_as(v, SEQUENCE)
    }

    /// Whether mapping patterns look at `v`.
    pub(super) fn is_pattern_mapping(&mut self, v: Value) -> bool {
        self.is_a(v, types::DICT) || self.is_a(v, types::MAPPINGPROXY) || self.counts_as(v, MAPPING)
    }

    pub(super) fn match_keys(&mut self, v: Value, keys: Value) -> R {
        if !cfg!(feature = "patterns") {
            return Err(self.left_out());
        }
        if !self.heap.is(keys, Kind::Tuple) {
            return Err(self.bad_instruction());
        }
        let count = self.tuple_len(keys);
        let result = self.new_tuple_sized(count)?;
        let dict = self.as_native(v, Kind::Dict);
        for i in 0..count {
            let key = self.tuple_item(keys, i);
            for j in 0..i {
                let other = self.tuple_item(keys, j);
                if self.equal(key, other)? {
                    return Err(self.value_error(&[
                        Piece::S("mapping pattern checks duplicate key ("),
                        Piece::R(key),
                        Piece::S(")"),
                    ]));
                }
            }
            let found = match dict {
                Some(d) => self.dict_get(d, key)?,
                None => {
                    let absent = self.new_object(Kind::Cell, 0, &[Value::NONE])?;
                    let found = self.call_method(v, n::get, &[key, absent])?;
                    if found == absent { None } else { Some(found) }
                }
            };
            match found {
                Some(x) => self.heap.set_value(result, 1 + i, x),
                None => return Ok(Value::NONE),
            }
        }
        Ok(if count == 0 {
            self.root(super::Root::EmptyTuple)
        } else {
            Value::reference(result)
        })
    }

    pub(super) fn match_class(
        &mut self,
        v: Value,
        class: Value,
        names: Value,
        positional: u8,
    ) -> R {
        if !cfg!(feature = "patterns") {
            return Err(self.left_out());
        }
        let positional = usize::from(positional);
        if !self.is_type(class) {
            return Err(self.type_error(&[Piece::S("called match pattern must be a type")]));
        }
        if !types::class::is_instance(self, v, class)? {
            return Ok(Value::NONE);
        }
        let named = self.tuple_len(names);
        let result = self.new_list_sized(positional + named)?;
        let match_args = self.find_attr(class, Value::name(n::__match_args__))?;
        // Builtin types that stand for themselves: `int(x)` binds the subject.
        let whole = match_args.is_none()
            && [
                types::BOOL,
                types::BYTEARRAY,
                types::BYTES,
                types::DICT,
                types::FLOAT,
                types::FROZENSET,
                types::INT,
                types::LIST,
                types::SET,
                types::STR,
                types::TUPLE,
            ]
            .into_iter()
            .any(|t| self.is_subclass(class, Value::builtin_type(t)));
        let allowed = match match_args {
            Some(args) if self.heap.is(args, Kind::Tuple) => self.tuple_len(args),
            Some(args) => {
                let class_name = self.type_name(class);
                return Err(self.type_error(&[
                    Piece::V(class_name),
                    Piece::S(".__match_args__ must be a tuple (got "),
                    Piece::T(args),
                    Piece::S(")"),
                ]));
            }
            None => usize::from(whole),
        };
        if positional > allowed {
            let class_name = self.type_name(class);
            return Err(self.type_error(&[
                Piece::V(class_name),
                Piece::S("() accepts "),
                Piece::I(allowed as i64),
                Piece::S(if allowed == 1 {
                    " positional sub-pattern ("
                } else {
                    " positional sub-patterns ("
                }),
                Piece::I(positional as i64),
                Piece::S(" given)"),
            ]));
        }
        for i in 0..positional + named {
            if i < positional && whole {
                self.list_push(result, v)?;
                continue;
            }
            let name = if i < positional {
                self.tuple_item(match_args.unwrap_or(Value::NONE), i)
            } else {
                self.tuple_item(names, i - positional)
            };
            if self.str_bytes(name).is_none() {
                return Err(self.type_error(&[
                    Piece::S("__match_args__ elements must be strings (got "),
                    Piece::T(name),
                    Piece::S(")"),
                ]));
            }
            let name = self.intern_value(name)?;
            let seen = (0..i).any(|j| {
                let other = if j < positional {
                    self.tuple_item(match_args.unwrap_or(Value::NONE), j)
                } else {
                    self.tuple_item(names, j - positional)
                };
                self.same_name(other, name)
            });
            if seen {
                let class_name = self.type_name(class);
                return Err(self.type_error(&[
                    Piece::V(class_name),
                    Piece::S("() got multiple sub-patterns for attribute "),
                    Piece::R(name),
                ]));
            }
            let found = match self.find_attr(v, name) {
                Ok(found) => found,
                Err(_) => {
                    self.catch(types::ATTRIBUTE_ERROR)?;
                    None
                }
            };
            match found {
                Some(x) => self.list_push(result, x)?,
                None => return Ok(Value::NONE),
            }
        }
        self.list_to_tuple(result)
    }
}
