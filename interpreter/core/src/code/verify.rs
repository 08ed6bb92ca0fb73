//! The verifier: what a code object must fulfil before it may run, whoever made it. The machine fetches instructions
//! without checking; this is what makes that sound.
//!
//! Checked are: opcodes, operands in their tables, jumps onto instructions, no way past the end, windows inside of the
//! frame, handler table, types of all fields, and the code objects among the constants.

use super::{Intrinsic, Op, Operand};
use crate::memory::{Heap, Kind};
use crate::object::code;
use crate::value::{Immediate, Ref, Value, WORD};

/// Code objects inside of code objects, at most this deep.
pub const MAX_DEPTH: u32 = 64;

/// What is wrong with a code object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    Shape,
    Fields,
    Opcode,
    Register,
    Constant,
    Name,
    Cache,
    FreeVariable,
    Jump,
    End,
    Operand,
    Handler,
    Lines,
    Depth,
}

impl Fault {
    pub fn text(self) -> &'static str {
        match self {
            Fault::Shape => "sizes",
            Fault::Fields => "fields",
            Fault::Opcode => "opcode",
            Fault::Register => "register",
            Fault::Constant => "constant",
            Fault::Name => "name",
            Fault::Cache => "cache",
            Fault::FreeVariable => "free variable",
            Fault::Jump => "jump",
            Fault::End => "end",
            Fault::Operand => "operand",
            Fault::Handler => "handler",
            Fault::Lines => "lines",
            Fault::Depth => "depth",
        }
    }
}

/// Checks a code object and all inside of it.
pub fn verify(heap: &Heap, r: Ref) -> Result<(), Fault> {
    verify_to(heap, r, 0)
}

fn verify_to(heap: &Heap, r: Ref, depth: u32) -> Result<(), Fault> {
    if depth > MAX_DEPTH {
        return Err(Fault::Depth);
    }
    verify_one(heap, r)?;
    for i in 0..code::constants(heap, r) {
        if let Some(inner) = heap.as_kind(code::constant(heap, r, i), Kind::Code) {
            verify_to(heap, inner, depth + 1)?;
        }
    }
    Ok(())
}

/// Whether a value is a str.
fn is_str(heap: &Heap, v: Value) -> bool {
    match v.as_immediate() {
        Some(Immediate::Name(_) | Immediate::Character(_)) => true,
        _ => heap.is(v, Kind::Str),
    }
}

fn is_names(heap: &Heap, v: Value) -> bool {
    heap.as_kind(v, Kind::Tuple)
        .is_some_and(|t| (0..heap.header(t).n()).all(|i| is_str(heap, heap.value(t, 1 + i))))
}

/// What is known of the code while its instructions are checked.
struct Facts<'h, 'a> {
    heap: &'h Heap<'a>,
    code: Ref,
    bytes: &'h [u8],
    registers: usize,
    constants: usize,
    caches: usize,
    free: usize,
    starts: [u32; STARTS],
}

/// Places in the code from which jump targets are checked.
const STARTS: usize = 256;

/// Below are the function and the return address: only the machine writes them.
const FIRST_FREE: usize = 2;

/// Checks one code object, not those inside of it.
pub fn verify_one(heap: &Heap, r: Ref) -> Result<(), Fault> {
    let size = heap.header(r).size();
    if size < code::FIRST_CONSTANT {
        return Err(Fault::Shape);
    }
    let constants = code::constants(heap, r);
    let length = code::length(heap, r);
    if length == 0 || size != code::FIRST_CONSTANT + constants + length.div_ceil(WORD) {
        return Err(Fault::Shape);
    }
    for field in [code::NAME, code::QUALNAME, code::FILENAME] {
        if !is_str(heap, heap.value(r, field)) {
            return Err(Fault::Fields);
        }
    }
    let doc = heap.value(r, code::DOC);
    if !doc.is_unbound() && !is_str(heap, doc) {
        return Err(Fault::Fields);
    }
    let (names, cells) = (heap.value(r, code::VARNAMES), heap.value(r, code::CELLS));
    if !is_names(heap, names) || !is_names(heap, cells) {
        return Err(Fault::Fields);
    }
    let count = |v: Value| v.as_ref().map_or(0, |t| heap.header(t).n());
    let registers = code::registers(heap, r);
    let flags = code::flags(heap, r);
    let bit = |f: u32| usize::from(flags & f != 0);
    let parameters = code::positional(heap, r)
        + code::keyword_only(heap, r)
        + bit(code::flags::VARARGS)
        + bit(code::flags::VARKEYWORDS);
    let namespace = bit(code::flags::NAMESPACE);
    if registers < 2 + count(names) + namespace
        || parameters > count(names)
        || code::positional_only(heap, r) > code::positional(heap, r)
        || count(cells) > 255
        || namespace > 0 && count(names) > 0
    {
        return Err(Fault::Shape);
    }
    let mut facts = Facts {
        heap,
        code: r,
        bytes: code::bytecode(heap, r),
        registers,
        constants,
        caches: heap.word(r, code::CACHES) as usize,
        free: count(cells),
        starts: [0; STARTS],
    };
    facts.note_starts()?;
    facts.instructions()?;
    facts.handlers()?;
    facts.lines()
}

impl Facts<'_, '_> {
    fn instructions(&self) -> Result<(), Fault> {
        let mut at = 0;
        let mut last = Op::Move;
        while at < self.bytes.len() {
            let op = Op::from_byte(self.bytes[at]).ok_or(Fault::Opcode)?;
            let end = at + op.size();
            let operands = self.bytes.get(at + 1..end).ok_or(Fault::End)?;
            self.instruction(op, at, operands)?;
            last = op;
            at = end;
        }
        match last {
            Op::Return
            | Op::ReturnNone
            | Op::Raise
            | Op::RaiseFrom
            | Op::Reraise
            | Op::RaiseHandled
            | Op::Jump
            | Op::JumpLong => Ok(()),
            _ => Err(Fault::End),
        }
    }

    fn instruction(&self, op: Op, at: usize, bytes: &[u8]) -> Result<(), Fault> {
        let mut i = 0;
        for &operand in op.operands() {
            let wide = || {
                usize::from(u16::from_le_bytes([
                    bytes[i],
                    bytes.get(i + 1).copied().unwrap_or(0),
                ]))
            };
            match operand {
                Operand::Dst | Operand::Src | Operand::Window => {
                    let register = usize::from(bytes[i]);
                    let lowest = if operand == Operand::Src {
                        0
                    } else {
                        FIRST_FREE
                    };
                    if !(lowest..self.registers).contains(&register) {
                        // An empty row of registers may start anywhere.
                        let empty = operand == Operand::Window && self.extent(op, bytes)? == 0;
                        if !empty {
                            return Err(Fault::Register);
                        }
                    }
                }
                Operand::Count | Operand::Imm | Operand::Flags => {}
                Operand::Free => {
                    if usize::from(bytes[i]) >= self.free {
                        return Err(Fault::FreeVariable);
                    }
                }
                Operand::Const => {
                    if wide() >= self.constants {
                        return Err(Fault::Constant);
                    }
                }
                Operand::Name => {
                    if wide() >= self.constants
                        || !is_str(self.heap, code::constant(self.heap, self.code, wide()))
                    {
                        return Err(Fault::Name);
                    }
                }
                Operand::Cache => {
                    if wide() >= self.caches {
                        return Err(Fault::Cache);
                    }
                }
                Operand::Jump => {
                    let distance = i64::from(i16::from_le_bytes([bytes[i], bytes[i + 1]]));
                    self.target(at, distance)?;
                }
                Operand::LongJump => {
                    let distance =
                        i32::from_le_bytes([bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]]);
                    self.target(at, i64::from(distance))?;
                }
            }
            i += operand.size();
        }
        if op.operands().contains(&Operand::Window) {
            let window = op
                .operands()
                .iter()
                .position(|o| *o == Operand::Window)
                .unwrap_or(0);
            let first: usize = op.operands()[..window].iter().map(|o| o.size()).sum();
            if usize::from(bytes[first]) + self.extent(op, bytes)? > self.registers {
                return Err(Fault::Register);
            }
        }
        self.special(op, bytes)
    }

    /// Registers that an instruction uses from its window on.
    fn extent(&self, op: Op, bytes: &[u8]) -> Result<usize, Fault> {
        let count = |i: usize| bytes.get(i).map_or(0, |&b| usize::from(b));
        Ok(match op {
            Op::LoadMethod => 3,
            Op::GetIter | Op::ForIter | Op::CallEx | Op::MakeClass | Op::CallSuper => 4,
            Op::Call | Op::CallKw => 2 + count(1),
            Op::CallMethod | Op::CallMethodKw => 3 + count(1),
            Op::MakeFunction => 3 + count(4),
            Op::BuildList | Op::BuildTuple | Op::BuildSet | Op::BuildString => count(2),
            Op::BuildDict => 2 * count(2),
            Op::BuildSlice | Op::GetSlice | Op::SetSlice => 3,
            Op::Unpack => count(1),
            Op::UnpackEx => count(1) + 1 + count(2),
            Op::MatchGroup | Op::JoinGroup | Op::WithEnter | Op::AsyncWithEnter => 2,
            _ => return Err(Fault::Opcode),
        })
    }

    /// What only single instructions ask for.
    fn special(&self, op: Op, bytes: &[u8]) -> Result<(), Fault> {
        let constant = |i: usize| {
            let index = usize::from(u16::from_le_bytes([bytes[i], bytes[i + 1]]));
            code::constant(self.heap, self.code, index)
        };
        let fine = match op {
            Op::LoadSpecial => bytes[1] <= 5,
            Op::LoadIntrinsic => usize::from(bytes[1]) < Intrinsic::ALL.len(),
            Op::Format => bytes[3] <= 7,
            Op::AddInt | Op::SubInt | Op::MulInt | Op::AndInt => bytes[3] <= 1,
            Op::FloorDivInt | Op::ModInt => bytes[3] <= 1 && bytes[2] != 0,
            Op::LShiftInt | Op::RShiftInt => bytes[3] <= 1 && bytes[2] <= 31,
            Op::MakeFunction => {
                let made = self
                    .heap
                    .as_kind(constant(1), Kind::Code)
                    .ok_or(Fault::Constant)?;
                let cells = self
                    .heap
                    .as_kind(self.heap.value(made, code::CELLS), Kind::Tuple);
                bytes[3] <= 7
                    && cells.map(|c| self.heap.header(c).n()) == Some(usize::from(bytes[4]))
            }
            Op::CallKw | Op::CallMethodKw => {
                let names = constant(2);
                let count = names.as_ref().map_or(0, |t| self.heap.header(t).n());
                is_names(self.heap, names) && count <= usize::from(bytes[1])
            }
            Op::Import => constant(3).is_none() || is_names(self.heap, constant(3)),
            Op::MatchClass => is_names(self.heap, constant(3)),
            Op::Yield | Op::YieldFrom => {
                code::flags(self.heap, self.code) & code::flags::ANY_GENERATOR != 0
            }
            Op::LoadName | Op::StoreName | Op::DeleteName | Op::LoadClassFree => {
                code::flags(self.heap, self.code) & code::flags::NAMESPACE != 0
            }
            _ => true,
        };
        if fine { Ok(()) } else { Err(Fault::Operand) }
    }

    fn target(&self, at: usize, distance: i64) -> Result<(), Fault> {
        let target = usize::try_from(at as i64 + distance).map_err(|_| Fault::Jump)?;
        if target < self.bytes.len() && self.is_start(target) {
            Ok(())
        } else {
            Err(Fault::Jump)
        }
    }

    /// Whether an instruction starts at `target`: walks there from the last known start before it.
    fn is_start(&self, target: usize) -> bool {
        let step = self.bytes.len().div_ceil(STARTS);
        let mut at = self.starts[target / step] as usize;
        while at < target {
            match Op::from_byte(self.bytes[at]) {
                Some(op) => at += op.size(),
                None => return false,
            }
        }
        at == target
    }

    /// Notes the first instruction of every 1/256 of the code.
    fn note_starts(&mut self) -> Result<(), Fault> {
        let step = self.bytes.len().div_ceil(STARTS);
        let (mut at, mut next) = (0, 0);
        while at < self.bytes.len() {
            while next < STARTS && next * step <= at {
                // The instruction before may reach over the border.
                self.starts[next] = at as u32;
                next += 1;
            }
            at += Op::from_byte(self.bytes[at]).ok_or(Fault::Opcode)?.size();
        }
        for start in &mut self.starts[next..] {
            *start = at as u32;
        }
        Ok(())
    }

    fn handlers(&self) -> Result<(), Fault> {
        let table = self.heap.value(self.code, code::HANDLERS);
        let table = self.heap.as_kind(table, Kind::Bytes).ok_or(Fault::Fields)?;
        let bytes = self.heap.bytes(table, 1, self.heap.header(table).n());
        if bytes.len() % code::HANDLER_SIZE != 0 {
            return Err(Fault::Handler);
        }
        let place = |b: &[u8]| usize::from(b[0]) | usize::from(b[1]) << 8 | usize::from(b[2]) << 16;
        for entry in bytes.chunks_exact(code::HANDLER_SIZE) {
            let (start, end, target) = (
                place(&entry[0..3]),
                place(&entry[3..6]),
                place(&entry[6..9]),
            );
            if start > end
                || end > self.bytes.len()
                || target >= self.bytes.len()
                || !self.is_start(target)
                || !(FIRST_FREE..self.registers).contains(&usize::from(entry[9]))
            {
                return Err(Fault::Handler);
            }
        }
        Ok(())
    }

    fn lines(&self) -> Result<(), Fault> {
        let table = self.heap.value(self.code, code::LINES);
        self.heap
            .as_kind(table, Kind::Bytes)
            .map(|_| ())
            .ok_or(Fault::Lines)
    }
}
