//! The instruction set: one table from which the enum, the operand layout, the verifier's checks, the disassembler
//! and this documentation follow. Adding an instruction is a row here and an arm in the machine's loop.
//!
//! An instruction is an opcode byte and its operands, little end first. Registers are bytes that count from the
//! frame's window: register 0 holds the function, register 1 the return address, registers 2… the locals in the order
//! of the code's `VARNAMES`, then temporaries. Jumps count from the opcode byte of the jump itself.
//!
//! A call at window `a`: `a` the callable, `a+1` free for the machine, arguments from `a+2` on; the result comes into `a`.

/// What an operand is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Register written.
    Dst,
    /// Register read.
    Src,
    /// First of several registers, as the instruction's description says (the verifier knows how many).
    Window,
    /// Number of registers that follow `Window`, or of other things.
    Count,
    /// Small signed number.
    Imm,
    /// Small set of bits or a code.
    Flags,
    /// Free variable of the function, by position.
    Free,
    /// Constant, 16 bits.
    Const,
    /// Constant that is a name, 16 bits.
    Name,
    /// Inline cache, 16 bits.
    Cache,
    /// Signed 16-bit distance.
    Jump,
    /// Signed 32-bit distance.
    LongJump,
}

/// Bytes of an instruction whose opcode this is.
#[inline(always)]
pub fn size_of(opcode: u8) -> usize {
    usize::from(SIZES[usize::from(opcode)])
}

const SIZES: [u8; Op::COUNT] = {
    let mut sizes = [1; Op::COUNT];
    let mut op = 0;
    while op < Op::COUNT {
        let mut i = 0;
        while i < Op::OPERANDS[op].len() {
            sizes[op] += Op::OPERANDS[op][i].size() as u8;
            i += 1;
        }
        op += 1;
    }
    sizes
};

impl Operand {
    pub const fn size(self) -> usize {
        match self {
            Operand::Const | Operand::Name | Operand::Cache | Operand::Jump => 2,
            Operand::LongJump => 4,
            _ => 1,
        }
    }
}

macro_rules! opcodes {
    ($( $name:ident [$($operand:ident)*] $doc:literal )*) => {
        /// The operation of an instruction.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Op { $( #[doc = $doc] $name ),* }

        impl Op {
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
            pub const COUNT: usize = Op::ALL.len();
            const OPERANDS: &'static [&'static [Operand]] = &[$(&[$(Operand::$operand),*]),*];
            const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
        }

        /// The opcodes as bytes, for matching.
        #[allow(non_upper_case_globals)]
        pub mod byte {
            use super::Op;
            $(pub const $name: u8 = Op::$name as u8;)*
        }
    };
}

opcodes! {
    // Values
    Move [Dst Src] "dst = src"
    LoadConst [Dst Const] "dst = constant"
    LoadInt [Dst Imm] "dst = small int"
    LoadSpecial [Dst Flags] "dst = None, False, True, NotImplemented, Ellipsis or unbound (0 to 5)"
    CheckBound [Src] "UnboundLocalError if the local is unbound"
    CheckNamed [Src Name] "UnboundLocalError about the name if the register is unbound"
    DeleteLocal [Dst] "UnboundLocalError if unbound; makes it unbound"
    MakeCell [Dst] "the register's value moves into a new cell, which the register then holds"
    LoadCell [Dst Src] "dst = value of the cell in src; UnboundLocalError or NameError if empty"
    StoreCell [Src Src] "cell in the first = second"
    DeleteCell [Src] "empties the cell; an error if it is empty"
    LoadFree [Dst Free] "dst = value of free variable"
    StoreFree [Free Src] "free variable = src"
    DeleteFree [Free] "empties the free variable"
    LoadClosure [Dst Free] "dst = the cell of a free variable"

    LoadSpilled [Dst Src Name] "dst = the local in the dict of locals that have no register; UnboundLocalError if absent"
    StoreSpilled [Src Name Src] "local in the dict in the first = second"
    DeleteSpilled [Src Name] "deletes the local from the dict; UnboundLocalError if absent"

    // Names
    LoadGlobal [Dst Name Cache] "dst = global or builtin"
    StoreGlobal [Src Name Cache] "global = src"
    DeleteGlobal [Name] "deletes a global"
    LoadName [Dst Name] "dst = name in the namespace of register 2, a global or a builtin"
    StoreName [Src Name] "namespace of register 2 [name] = src"
    DeleteName [Name] "deletes from the namespace of register 2"
    LoadClassFree [Dst Name Free] "dst = name in the namespace of register 2, or else the free variable"
    LoadLocals [Dst] "dst = dict of the locals: locals()"
    LoadAnnotations [Dst] "dst = __annotations__ of the namespace (register 2) or of the globals; made if absent"
    LoadBuildError [Dst] "dst = AssertionError"

    // Attributes and items
    LoadAttr [Dst Src Name Cache] "dst = src.name"
    StoreAttr [Src Name Src Cache] "first.name = second"
    DeleteAttr [Src Name] "del src.name"
    LoadMethod [Window Src Name Cache] "w = method of src, w+2 = src; or w = src.name, w+2 = unbound when it is not a method"
    GetItem [Dst Src Src] "dst = first[second]"
    SetItem [Src Src Src] "first[second] = third"
    GetSlice [Dst Src Window] "dst = first[w:w+1:w+2]"
    SetSlice [Src Window Src] "first[w:w+1:w+2] = third"
    DelItem [Src Src] "del first[second]"

    // Operators
    Add [Dst Src Src] "dst = a + b"
    Sub [Dst Src Src] "dst = a - b"
    Mul [Dst Src Src] "dst = a * b"
    TrueDiv [Dst Src Src] "dst = a / b"
    FloorDiv [Dst Src Src] "dst = a // b"
    Mod [Dst Src Src] "dst = a % b"
    Pow [Dst Src Src] "dst = a ** b"
    MatMul [Dst Src Src] "dst = a @ b"
    LShift [Dst Src Src] "dst = a << b"
    RShift [Dst Src Src] "dst = a >> b"
    And [Dst Src Src] "dst = a & b"
    Or [Dst Src Src] "dst = a | b"
    Xor [Dst Src Src] "dst = a ^ b"
    IAdd [Dst Src Src] "dst = a += b (in the order of the operators above)"
    ISub [Dst Src Src] "dst = a -= b"
    IMul [Dst Src Src] "dst = a *= b"
    ITrueDiv [Dst Src Src] "dst = a /= b"
    IFloorDiv [Dst Src Src] "dst = a //= b"
    IMod [Dst Src Src] "dst = a %= b"
    IPow [Dst Src Src] "dst = a **= b"
    IMatMul [Dst Src Src] "dst = a @= b"
    ILShift [Dst Src Src] "dst = a <<= b"
    IRShift [Dst Src Src] "dst = a >>= b"
    IAnd [Dst Src Src] "dst = a &= b"
    IOr [Dst Src Src] "dst = a |= b"
    IXor [Dst Src Src] "dst = a ^= b"
    AddInt [Dst Src Imm Flags] "dst = a + number; flags 1: in place"
    SubInt [Dst Src Imm Flags] "dst = a - number; flags 1: in place"
    MulInt [Dst Src Imm Flags] "dst = a * number; flags 1: in place"
    FloorDivInt [Dst Src Imm Flags] "dst = a // number (not 0); flags 1: in place"
    ModInt [Dst Src Imm Flags] "dst = a % number (not 0); flags 1: in place"
    AndInt [Dst Src Imm Flags] "dst = a & number; flags 1: in place"
    LShiftInt [Dst Src Imm Flags] "dst = a << number (0 to 31); flags 1: in place"
    RShiftInt [Dst Src Imm Flags] "dst = a >> number (0 to 31); flags 1: in place"
    Neg [Dst Src] "dst = -a"
    Pos [Dst Src] "dst = +a"
    Invert [Dst Src] "dst = ~a"
    Not [Dst Src] "dst = not a"
    Eq [Dst Src Src] "dst = a == b"
    Ne [Dst Src Src] "dst = a != b"
    Lt [Dst Src Src] "dst = a < b"
    Le [Dst Src Src] "dst = a <= b"
    Gt [Dst Src Src] "dst = a > b"
    Ge [Dst Src Src] "dst = a >= b"
    Is [Dst Src Src] "dst = a is b"
    IsNot [Dst Src Src] "dst = a is not b"
    In [Dst Src Src] "dst = a in b"
    NotIn [Dst Src Src] "dst = a not in b"

    // Jumps
    Jump [Jump] "goes on at the distance"
    JumpLong [LongJump] "goes on at the distance"
    JumpIf [Src Jump] "if src is true"
    JumpIfNot [Src Jump] "if src is false"
    JumpIfNone [Src Jump] "if src is None"
    JumpIfNotNone [Src Jump] "if src is not None"
    JumpEq [Src Src Jump] "if a == b"
    JumpNe [Src Src Jump] "if a != b"
    JumpLt [Src Src Jump] "if a < b"
    JumpLe [Src Src Jump] "if a <= b"
    JumpGt [Src Src Jump] "if a > b"
    JumpGe [Src Src Jump] "if a >= b"
    JumpNotEq [Src Src Jump] "unless a == b"
    JumpNotNe [Src Src Jump] "unless a != b"
    JumpNotLt [Src Src Jump] "unless a < b"
    JumpNotLe [Src Src Jump] "unless a <= b"
    JumpNotGt [Src Src Jump] "unless a > b"
    JumpNotGe [Src Src Jump] "unless a >= b"
    JumpEqInt [Src Imm Jump] "if a == number"
    JumpNeInt [Src Imm Jump] "if a != number"
    JumpLtInt [Src Imm Jump] "if a < number"
    JumpLeInt [Src Imm Jump] "if a <= number"
    JumpGtInt [Src Imm Jump] "if a > number"
    JumpGeInt [Src Imm Jump] "if a >= number"
    JumpNotEqInt [Src Imm Jump] "unless a == number"
    JumpNotNeInt [Src Imm Jump] "unless a != number"
    JumpNotLtInt [Src Imm Jump] "unless a < number"
    JumpNotLeInt [Src Imm Jump] "unless a <= number"
    JumpNotGtInt [Src Imm Jump] "unless a > number"
    JumpNotGeInt [Src Imm Jump] "unless a >= number"

    // Loops
    GetIter [Window Src] "w…w+3 = state of a loop over src"
    ForIter [Window Dst Jump] "dst = next item of the loop and jump; falls through when there is none"
    GetIterator [Dst Src] "dst = iter(src)"
    GetIterable [Dst Src] "dst = src, if a loop over it that begins later is the same: a list, tuple or range; or iter(src)"

    // Calls and functions
    Call [Window Count] "w = w(count arguments from w+2)"
    CallMethod [Window Count] "after LoadMethod: w = w(self, count arguments from w+3); without self if w+2 is unbound"
    CallKw [Window Count Const] "as Call; the last arguments have the names of the constant tuple"
    CallMethodKw [Window Count Const] "as CallMethod with names"
    CallEx [Window] "w = w(*w+2, **w+3); w+2 a tuple or list, w+3 a dict or unbound"
    CallSuper [Window] "zero-argument super: w the callable, w+2 __class__, w+3 self; if w is not the builtin super, called without arguments"
    Return [Src] "returns src"
    ReturnNone [] "returns None"
    MakeFunction [Window Const Flags Count] "w = function of the code constant; flags 1: defaults tuple in w, 2: keyword defaults dict in w+1, 4: annotations dict in w+2; count cells from w+3 on"
    MakeClass [Window] "w = class; w the body function, w+1 name, w+2 tuple of bases, w+3 dict of keywords or unbound"
    LoadIntrinsic [Dst Flags] "dst = a function of the machine that syntax needs: see `Intrinsic`"

    // Generators and coroutines
    Yield [Dst Src] "yields src; dst = what is sent"
    YieldFrom [Dst Src] "sends dst into the iterator src and yields what it yields, again and again; dst = its result at last"
    GetAwaitable [Dst Src Flags] "dst = iterator of the awaitable src, which is of an await (0), of __aenter__ (1) or of __aexit__ (2)"
    GetAIter [Dst Src] "dst = src.__aiter__()"
    GetANext [Dst Src] "dst = awaitable of src.__anext__()"

    // Building
    BuildList [Dst Window Count] "dst = list of count registers"
    BuildTuple [Dst Window Count] "dst = tuple of count registers"
    BuildSet [Dst Window Count] "dst = set of count registers"
    BuildDict [Dst Window Count] "dst = dict of count pairs: key, value, key, value"
    BuildSlice [Dst Window] "dst = slice of three registers"
    BuildString [Dst Window Count] "dst = the count strings joined"
    Format [Dst Src Src Flags] "dst = text of the first; flags low two bits: 1 str, 2 repr, 3 ascii first; 4: by the format spec in the second"
    ListAppend [Src Src] "list in the first gets the second"
    ListExtend [Src Src] "list in the first gets the items of the second"
    ListToTuple [Dst Src] "dst = tuple of the list"
    SetAdd [Src Src] "set in the first gets the second"
    SetUpdate [Src Src] "set in the first gets the items of the second"
    DictAdd [Src Src Src] "dict in the first [second] = third"
    DictUpdate [Src Src] "dict in the first gets the items of the mapping: {**x}"
    DictMerge [Src Src Src] "as DictUpdate for the call f(**x): a key twice is a TypeError; third: the callable"
    Unpack [Window Count Src] "w… = exactly count items of src"
    UnpackEx [Window Count Count Src] "w… = count items, a list of the rest, second count items"

    // Exceptions
    Raise [Src] "raises src"
    RaiseFrom [Src Src] "raises the first from the second"
    Reraise [Src] "raises the exception again, its traceback and context as they are"
    RaiseHandled [] "raise without operand: the exception that is being handled"
    PushHandled [Dst Src] "dst = the exception being handled so far; src is handled from now on"
    PopHandled [Src] "src is the exception handled again"
    MatchException [Dst Src Src] "dst = exception matches the class or tuple of classes"
    MatchGroup [Window] "except*: w exception, w+1 classes; w = what did not match or None, w+1 = what did or None"
    JoinGroup [Dst Window] "end of except*: w the original, w+1 list of exceptions raised or left over; dst = what to raise or None"
    WithEnter [Window] "w context manager; w = its bound __exit__, w+1 = result of __enter__"
    WithExit [Dst Src Src] "dst = first(type, exception, traceback) of the second, or first(None, None, None) if it is None"
    AsyncWithEnter [Window] "as WithEnter with __aexit__ and __aenter__; w+1 is to be awaited"

    // Patterns
    MatchSequence [Dst Src] "dst = src is a sequence for patterns"
    MatchMapping [Dst Src] "dst = src is a mapping for patterns"
    MatchKeys [Dst Src Src] "dst = tuple of the values of the mapping for the keys in the tuple, or None"
    MatchClass [Dst Src Src Const Count] "dst = tuple of attributes (count positional ones, then the names of the constant), or None when first is not an instance of second"
    Length [Dst Src] "dst = len(src)"

    // Modules
    Import [Dst Name Const Count] "dst = module; constant: tuple of names to import from it or None; count: level of a relative import"
    ImportFrom [Dst Src Name] "dst = attribute or submodule of the module src"
    ImportStar [Src] "all public names of the module into the namespace or globals"
    Display [Src] "shows the value of an expression typed at the prompt"
}

impl Op {
    #[inline(always)]
    pub fn from_byte(byte: u8) -> Option<Op> {
        Op::ALL.get(usize::from(byte)).copied()
    }

    pub fn operands(self) -> &'static [Operand] {
        Op::OPERANDS[self as usize]
    }

    pub fn name(self) -> &'static str {
        Op::NAMES[self as usize]
    }

    /// Whether it calls what is in its window, and the result comes there.
    pub fn is_call(self) -> bool {
        matches!(
            self,
            Op::Call | Op::CallMethod | Op::CallKw | Op::CallMethodKw | Op::CallEx
        )
    }

    /// Bytes of an instruction, the opcode included.
    pub fn size(self) -> usize {
        size_of(self as u8)
    }
}

/// Functions of the machine that syntax needs and Python code cannot name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Intrinsic {
    /// `(name) -> TypeVar`; with a bound function: `(name, bound)`.
    TypeVar,
    ParamSpec,
    TypeVarTuple,
    /// `(name, type parameters or None, function that computes the value) -> TypeAliasType`.
    TypeAlias,
    /// `(type parameters) -> Generic[...]` as a base class.
    Generic,
    /// `(function, type parameters) -> function` with `__type_params__` set.
    SetTypeParams,
}

impl Intrinsic {
    pub const ALL: &'static [Intrinsic] = &[
        Intrinsic::TypeVar,
        Intrinsic::ParamSpec,
        Intrinsic::TypeVarTuple,
        Intrinsic::TypeAlias,
        Intrinsic::Generic,
        Intrinsic::SetTypeParams,
    ];
}
