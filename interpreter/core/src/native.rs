//! How builtin functions, types and modules are described: one table entry each, in flash.

use crate::machine::Machine;
use crate::names::{Name, n};
use crate::value::{Ref, TypeId, Value};

/// The mark of a raised exception; the exception itself is in the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// What everything that can raise returns. As no value is zero, it is one word.
pub type R<T = Value> = Result<T, Raised>;

/// The arguments of a native call: a window on the machine's stack, so that they stay alive during the call.
#[derive(Clone, Copy)]
pub struct Args {
    /// Index of the first argument on the stack.
    pub base: u32,
    /// How many there are. For a native with `params`, all of them: absent ones are unbound.
    pub count: u32,
}

impl Args {
    /// Argument `i`, `None` when it was not given.
    #[inline(always)]
    pub fn get(self, m: &Machine, i: usize) -> Option<Value> {
        if i < self.count as usize {
            m.stack.get(self.base as usize + i).given()
        } else {
            None
        }
    }

    /// Argument `i` of a native whose `min` says it is there.
    #[inline(always)]
    pub fn at(self, m: &Machine, i: usize) -> Value {
        m.stack.get(self.base as usize + i)
    }

    #[inline(always)]
    pub fn len(self) -> usize {
        self.count as usize
    }

    pub fn is_empty(self) -> bool {
        self.count == 0
    }

    /// Without the first `k`.
    pub fn rest(self, k: u32) -> Args {
        let k = k.min(self.count);
        Args {
            base: self.base + k,
            count: self.count - k,
        }
    }

    /// Overwrites argument `i`: a place that the collector sees, for values that must survive.
    pub fn set(self, m: &mut Machine, i: usize, v: Value) {
        m.stack.set(self.base as usize + i, v);
    }
}

pub type NativeFn = fn(&mut Machine, Args) -> R;

/// What a native is bound to when it is read from an object.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// The instance.
    Method,
    /// The class.
    ClassMethod,
    /// Nothing: a function of a module, or a static method.
    Function,
}

/// Keyword arguments of a native.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keywords {
    /// Takes none.
    None,
    /// Positions have names: `Native::params`; those from `positional` on are keyword-only.
    Named { positional: u8 },
    /// Gets a dict of them as an additional last argument (unbound when there are none).
    Collect,
}

/// `max` of a native that takes any number of arguments.
pub const ANY: u8 = 255;

/// A builtin function or method.
#[derive(Clone, Copy)]
pub struct Native {
    pub call: NativeFn,
    /// Arguments it needs and takes, `self` included.
    pub min: u8,
    pub max: u8,
    /// `Keywords` in one byte: positional arguments, or one of the two below.
    keywords: u8,
    pub sort: Sort,
    /// Names of the positions; `n::__` for one that has none (positional-only).
    pub params: &'static [Name],
    #[cfg(feature = "docs")]
    doc: &'static str,
}

impl Native {
    const NO_KEYWORDS: u8 = 255;
    const COLLECT: u8 = 254;

    pub const fn new(call: NativeFn, min: u8, max: u8) -> Native {
        Native {
            call,
            min,
            max,
            keywords: Native::NO_KEYWORDS,
            sort: Sort::Method,
            params: &[],
            #[cfg(feature = "docs")]
            doc: "",
        }
    }

    /// Gives the positions names, so that they can be passed by keyword; from `positional` on only so.
    pub const fn named(mut self, params: &'static [Name], positional: u8) -> Native {
        self.params = params;
        assert!(positional < Native::COLLECT);
        self.keywords = positional;
        self
    }

    pub const fn keywords(&self) -> Keywords {
        match self.keywords {
            Native::NO_KEYWORDS => Keywords::None,
            Native::COLLECT => Keywords::Collect,
            positional => Keywords::Named { positional },
        }
    }

    /// Takes any keywords, as a dict after the positional arguments.
    pub const fn collect(mut self) -> Native {
        self.keywords = Native::COLLECT;
        self
    }

    const fn of_sort(mut self, sort: Sort) -> Native {
        self.sort = sort;
        self
    }

    /// Gives it a signature and one line of explanation, for `help()` and for completion.
    #[cfg(feature = "docs")]
    pub const fn doc(mut self, doc: &'static str) -> Native {
        self.doc = doc;
        self
    }

    #[cfg(not(feature = "docs"))]
    pub const fn doc(self, _: &'static str) -> Native {
        self
    }

    /// Signature and explanation; empty where flash is short.
    pub fn text(&self) -> &'static str {
        #[cfg(feature = "docs")]
        return self.doc;
        #[cfg(not(feature = "docs"))]
        ""
    }
}

/// What a name of a space stands for.
#[derive(Clone, Copy)]
pub enum Item {
    /// One variant for all sorts: so an item is as small as a native.
    Native(Native),
    /// A computed attribute of instances; with a setter, one that can be assigned (a deletion assigns UNBOUND).
    Property(
        fn(&mut Machine, Value) -> R,
        Option<fn(&mut Machine, Value, Value) -> R<()>>,
    ),
    /// A computed attribute of a module, or of a type itself.
    Getter(fn(&mut Machine) -> R),
    Value(Value),
    Int(i32),
    Float(&'static f64),
    Str(&'static str),
    Type(TypeId),
}

#[allow(
    non_snake_case,
    reason = "rows of tables read as if these were variants"
)]
impl Item {
    /// A method: bound to the instance it is read from.
    pub const fn Method(native: Native) -> Item {
        Item::Native(native.of_sort(Sort::Method))
    }

    /// A method bound to the class.
    pub const fn ClassMethod(native: Native) -> Item {
        Item::Native(native.of_sort(Sort::ClassMethod))
    }

    /// A plain function: of a module, or a static method.
    pub const fn Function(native: Native) -> Item {
        Item::Native(native.of_sort(Sort::Function))
    }
}

pub type Member = (Name, Item);

/// A native that small programs hardly use: a board may leave these out.
pub const fn rare(call: NativeFn) -> NativeFn {
    if cfg!(feature = "rare-methods") {
        call
    } else {
        |m, _| Err(m.left_out())
    }
}

/// Members that a board leaves out when it has no such `part`.
pub const fn part(part: bool, members: &'static [Member]) -> &'static [Member] {
    if part { members } else { &[] }
}

/// A method, `self` counted among its arguments.
pub const fn method(name: Name, call: NativeFn, min: u8, max: u8) -> Member {
    (name, Item::Method(Native::new(call, min, max)))
}

/// A function of a module, or a static method.
pub const fn function(name: Name, call: NativeFn, min: u8, max: u8) -> Member {
    (name, Item::Function(Native::new(call, min, max)))
}

/// A method with its documentation: a signature, ` -- `, and one line of explanation.
pub const fn told(name: Name, call: NativeFn, min: u8, max: u8, doc: &'static str) -> Member {
    (name, Item::Method(Native::new(call, min, max).doc(doc)))
}

/// A function of a module, or a static method, with its documentation.
pub const fn does(name: Name, call: NativeFn, min: u8, max: u8, doc: &'static str) -> Member {
    (name, Item::Function(Native::new(call, min, max).doc(doc)))
}

/// A class method, the class counted among its arguments.
pub const fn class_method(name: Name, call: NativeFn, min: u8, max: u8) -> Member {
    (name, Item::ClassMethod(Native::new(call, min, max)))
}

/// A read-only computed attribute.
pub const fn property(name: Name, get: fn(&mut Machine, Value) -> R) -> Member {
    (name, Item::Property(get, None))
}

/// A named set of members in flash: a builtin type, or a module.
pub struct Space {
    pub name: Name,
    pub members: &'static [Member],
    /// Types say more; `None` for a module.
    pub class: Option<TypeInfo>,
}

/// What makes a space a type.
#[derive(Clone, Copy)]
pub struct TypeInfo {
    pub base: TypeId,
    /// Makes an instance: arguments are the class and what the class was called with. `None`: cannot be called.
    pub new: Option<Native>,
    /// May be a base class.
    pub subclassable: bool,
    /// Module that the type says it is from; `n::builtins` for builtin types.
    pub module: Name,
    /// For records that are bytes-like: where their bytes are.
    pub buffer: Option<BufferFn>,
    /// Its records are iterators: the next item, `None` at the end.
    pub step: Option<Step>,
}

/// One step of an iterator that is a record.
pub type Step = fn(&mut Machine, crate::value::Ref) -> R<Option<Value>>;

/// The bytes that a record shows.
#[derive(Clone, Copy)]
pub struct Buffer {
    /// A bytes or bytearray.
    pub base: Value,
    /// Which of its bytes.
    pub from: usize,
    pub len: usize,
    /// The type code of its items, a str of one character.
    pub format: Value,
}

/// Where the bytes of a record are; `None` when they cannot be had in one piece.
pub type BufferFn = fn(&Machine, Ref) -> Option<Buffer>;

impl Space {
    pub const fn module(name: Name, members: &'static [Member]) -> Space {
        Space {
            name,
            members,
            class: None,
        }
    }

    pub const fn class(name: Name, base: TypeId, members: &'static [Member]) -> Space {
        Space {
            name,
            members,
            class: Some(TypeInfo {
                base,
                new: None,
                subclassable: false,
                module: n::builtins,
                buffer: None,
                step: None,
            }),
        }
    }

    /// How the type is called: arguments are counted with the class, which comes first.
    pub const fn new(mut self, new: Native) -> Space {
        if let Some(info) = &mut self.class {
            info.new = Some(new);
        }
        self
    }

    pub const fn subclassable(mut self) -> Space {
        if let Some(info) = &mut self.class {
            info.subclassable = true;
        }
        self
    }

    /// Makes the records of the type bytes-like.
    pub const fn buffer(mut self, buffer: BufferFn) -> Space {
        if let Some(info) = &mut self.class {
            info.buffer = Some(buffer);
        }
        self
    }

    /// Its records are iterators that this function steps. Its members are those of
    /// `types::iterator::ENDLESS`.
    pub const fn iterator(mut self, step: Step) -> Space {
        if let Some(info) = &mut self.class {
            info.step = Some(step);
        }
        self
    }

    pub const fn of_module(mut self, module: Name) -> Space {
        if let Some(info) = &mut self.class {
            info.module = module;
        }
        self
    }

    /// The member with this name, and its index.
    pub fn find(&self, name: Name) -> Option<(u16, &'static Item)> {
        self.members
            .iter()
            .position(|m| m.0 == name)
            .map(|i| (i as u16, &self.members[i].1))
    }
}
