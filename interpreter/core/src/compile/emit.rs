//! Writing instructions: operands, constants, lines, labels and jumps.

use super::Compiler;
use super::unit::Bits;
use crate::code::Op;
use crate::machine::Piece;
use crate::memory::Kind;
use crate::native::R;
use crate::value::Value;

/// A place in the code that jumps go to, known or still to come: an index into the unit's labels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(pub u32);

const POSITION: u32 = 0;
/// The last jump that waits for the position; each such jump's operand tells the one before.
const CHAIN: u32 = 1;
const REACHED: u32 = 2;
const BITS: u32 = 3;
const LABEL_WORDS: u32 = 11;
const NONE: u32 = u32::MAX;
/// End of a chain in a 16-bit operand.
const END: u32 = 0xffff;

/// The opcode that jumps when `op` does not.
fn inverse(op: Op) -> Option<Op> {
    use Op::*;
    Some(match op {
        JumpIf => JumpIfNot,
        JumpIfNot => JumpIf,
        JumpIfNone => JumpIfNotNone,
        JumpIfNotNone => JumpIfNone,
        JumpEq => JumpNotEq,
        JumpNe => JumpNotNe,
        JumpLt => JumpNotLt,
        JumpLe => JumpNotLe,
        JumpGt => JumpNotGt,
        JumpGe => JumpNotGe,
        JumpNotEq => JumpEq,
        JumpNotNe => JumpNe,
        JumpNotLt => JumpLt,
        JumpNotLe => JumpLe,
        JumpNotGt => JumpGt,
        JumpNotGe => JumpGe,
        JumpEqInt => JumpNotEqInt,
        JumpNeInt => JumpNotNeInt,
        JumpLtInt => JumpNotLtInt,
        JumpLeInt => JumpNotLeInt,
        JumpGtInt => JumpNotGtInt,
        JumpGeInt => JumpNotGeInt,
        JumpNotEqInt => JumpEqInt,
        JumpNotNeInt => JumpNeInt,
        JumpNotLtInt => JumpLtInt,
        JumpNotLeInt => JumpLeInt,
        JumpNotGtInt => JumpGtInt,
        JumpNotGeInt => JumpGeInt,
        _ => return None,
    })
}

impl Compiler<'_, '_, '_> {
    /// Offset of the next instruction.
    pub(super) fn here(&self) -> u32 {
        self.code.len() - self.u.code
    }

    /// An instruction with the bytes of its operands. Nothing when it could not be reached.
    pub(super) fn emit(&mut self, op: Op, operands: &[u8]) -> R<()> {
        if !self.u.reachable {
            return Ok(());
        }
        debug_assert_eq!(op.size(), 1 + operands.len(), "{op:?}");
        if self.u.line != self.u.last_line {
            self.note_line()?;
        }
        if cfg!(feature = "messages") && self.wanted.is_some() {
            self.note_spot(op);
        }
        self.code.push(self.m, op as u8)?;
        self.code.extend(self.m, operands)?;
        if matches!(
            op,
            Op::Return
                | Op::ReturnNone
                | Op::Raise
                | Op::RaiseFrom
                | Op::Reraise
                | Op::RaiseHandled
        ) {
            self.u.reachable = false;
        }
        Ok(())
    }

    fn note_line(&mut self) -> R<()> {
        let here = self.here();
        let mut step = here - self.u.last_offset;
        while step >= 255 {
            self.lines.push(self.m, 255)?;
            step -= 255;
        }
        let delta = i64::from(self.u.line) - i64::from(self.u.last_line);
        self.lines.push(self.m, step as u8)?;
        if (-127..=127).contains(&delta) {
            self.lines.push(self.m, delta as i8 as u8)?;
        } else {
            self.lines.push(self.m, 0x80)?;
            self.lines.extend(self.m, &(delta as i32).to_le_bytes())?;
        }
        self.u.last_offset = here;
        self.u.last_line = self.u.line;
        Ok(())
    }

    /// `first`, then a 16-bit number, then `last`.
    pub(super) fn emit_wide(&mut self, op: Op, first: &[u8], wide: u16, last: &[u8]) -> R<()> {
        let mut operands = [0u8; 8];
        let (a, b) = (first.len(), first.len() + 2);
        operands[..a].copy_from_slice(first);
        operands[a..b].copy_from_slice(&wide.to_le_bytes());
        operands[b..b + last.len()].copy_from_slice(last);
        self.emit(op, &operands[..b + last.len()])
    }

    /// An instruction whose last operand is a fresh inline cache: `first`, a name, `middle`, the cache.
    pub(super) fn emit_cached(
        &mut self,
        op: Op,
        first: &[u8],
        name: Value,
        middle: &[u8],
    ) -> R<()> {
        let name = self.constant(name)?;
        let cache = (self.u.caches.min(0xffff) as u16).to_le_bytes();
        if self.u.reachable {
            self.u.caches += 1;
        }
        let mut last = [0u8; 4];
        let k = middle.len();
        last[..k].copy_from_slice(middle);
        last[k..k + 2].copy_from_slice(&cache);
        self.emit_wide(op, first, name, &last[..k + 2])
    }

    pub(super) fn move_to(&mut self, to: u8, from: u8) -> R<()> {
        if to != from {
            self.emit(Op::Move, &[to, from])
        } else {
            Ok(())
        }
    }

    /// Puts a constant into a register.
    pub(super) fn load_constant(&mut self, to: u8, v: Value) -> R<()> {
        let special = [
            Value::NONE,
            Value::FALSE,
            Value::TRUE,
            Value::NOT_IMPLEMENTED,
            Value::ELLIPSIS,
            Value::UNBOUND,
        ];
        if let Some(i) = special.iter().position(|&s| s == v) {
            return self.emit(Op::LoadSpecial, &[to, i as u8]);
        }
        if let Some(i) = small_immediate(v) {
            return self.emit(Op::LoadInt, &[to, i as u8]);
        }
        let mark = self.m.mark();
        self.m.keep(v);
        let i = self.constant(v)?;
        self.m.release(mark);
        self.emit_wide(Op::LoadConst, &[to], i, &[])
    }

    pub(super) fn load_none(&mut self, to: u8) -> R<()> {
        self.emit(Op::LoadSpecial, &[to, 0])
    }

    /// A label without a position.
    pub(super) fn label(&mut self) -> R<Label> {
        let at = self.labels.len();
        self.labels
            .extend(self.m, &[NONE, NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0])?;
        Ok(Label(at))
    }

    fn label_get(&self, label: Label, field: u32) -> u32 {
        self.labels.get(self.m, label.0 + field)
    }

    fn label_set(&mut self, label: Label, field: u32, w: u32) {
        self.labels.set(self.m, label.0 + field, w);
    }

    /// Forgets labels made since `first`, when no jump to them can come any more.
    pub(super) fn drop_labels(&mut self, first: Label) {
        debug_assert_eq!((self.labels.len() - first.0) % LABEL_WORDS, 0);
        self.labels.truncate(first.0);
    }

    /// Whether a jump to the label was emitted.
    pub(super) fn is_reached(&self, label: Label) -> bool {
        self.label_get(label, REACHED) != 0
    }

    /// What is known at a jump flows into what is known at the label.
    fn flow_into(&mut self, label: Label) {
        let mut bits = self.u.assigned;
        if self.is_reached(label) {
            bits.intersect(&self.label_bits(label));
        }
        self.label_set(label, REACHED, 1);
        for (i, w) in bits.0.into_iter().enumerate() {
            self.label_set(label, BITS + i as u32, w);
        }
    }

    fn label_bits(&self, label: Label) -> Bits {
        let mut bits = Bits::default();
        for (i, w) in bits.0.iter_mut().enumerate() {
            *w = self.label_get(label, BITS + i as u32);
        }
        bits
    }

    /// The label is here: jumps that waited for it learn where.
    pub(super) fn bind(&mut self, label: Label) {
        let here = self.here();
        self.label_set(label, POSITION, here);
        if self.is_reached(label) {
            let bits = self.label_bits(label);
            if self.u.reachable {
                self.u.assigned.intersect(&bits);
            } else {
                self.u.assigned = bits;
            }
            self.u.reachable = true;
        }
        let mut at = self.label_get(label, CHAIN);
        while at != NONE {
            at = self.patch(at, here);
        }
        self.label_set(label, CHAIN, NONE);
    }

    /// The top of a loop: variables that a `del` inside may unbind are not known to be bound.
    pub(super) fn bind_loop(&mut self, label: Label) {
        self.bind(label);
        let deletable = self.u.deletable;
        self.u.assigned.remove_all(&deletable);
    }

    /// Gives the jump at `at` its target; answers the jump before it in the chain.
    fn patch(&mut self, at: u32, target: u32) -> u32 {
        let base = self.u.code;
        let code = &mut self.code.all_mut(self.m)[base as usize..];
        let Some(op) = code.get(at as usize).and_then(|&b| Op::from_byte(b)) else {
            return NONE;
        };
        let distance = i64::from(target) - i64::from(at);
        let operand = at as usize + op.size();
        if op == Op::JumpLong {
            let Some(bytes) = code.get_mut(operand - 4..operand) else {
                return NONE;
            };
            let before = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            bytes.copy_from_slice(&(distance as i32).to_le_bytes());
            before
        } else {
            let Some(bytes) = code.get_mut(operand - 2..operand) else {
                return NONE;
            };
            let before = u32::from(u16::from_le_bytes([bytes[0], bytes[1]]));
            match i16::try_from(distance) {
                Ok(d) => bytes.copy_from_slice(&d.to_le_bytes()),
                Err(_) => self.u.overflow = true,
            }
            if before == END { NONE } else { before }
        }
    }

    /// Goes on at the label.
    pub(super) fn jump(&mut self, label: Label) -> R<()> {
        if self.u.reachable {
            self.jump_with(Op::Jump, &[], label)?;
            self.u.reachable = false;
        }
        Ok(())
    }

    /// A jump with the bytes of its other operands.
    pub(super) fn jump_with(&mut self, op: Op, operands: &[u8], label: Label) -> R<()> {
        if !self.u.reachable {
            return Ok(());
        }
        self.flow_into(label);
        if !self.u.long {
            return self.short_jump(op, operands, label);
        }
        match op {
            Op::Jump => {}
            Op::ForIter => {
                // Over the jump that leaves the loop, to the long jump into its body.
                let mut bytes = [operands[0], operands[1], 0, 0];
                let skip = (op.size() + Op::Jump.size()) as i16;
                bytes[2..].copy_from_slice(&skip.to_le_bytes());
                self.emit(op, &bytes)?;
                let over = (Op::Jump.size() + Op::JumpLong.size()) as i16;
                self.emit(Op::Jump, &over.to_le_bytes())?;
            }
            _ => {
                let Some(other) = inverse(op) else {
                    return Err(self.too_complex());
                };
                let over = (op.size() + Op::JumpLong.size()) as i16;
                self.emit_wide(other, operands, over as u16, &[])?;
            }
        }
        let at = self.here();
        let target = self.label_get(label, POSITION);
        let operand = if target == NONE {
            let before = self.label_get(label, CHAIN);
            self.label_set(label, CHAIN, at);
            before
        } else {
            (i64::from(target) - i64::from(at)) as i32 as u32
        };
        self.emit(Op::JumpLong, &operand.to_le_bytes())
    }

    fn short_jump(&mut self, op: Op, operands: &[u8], label: Label) -> R<()> {
        let at = self.here();
        let target = self.label_get(label, POSITION);
        let operand = if target == NONE {
            let before = self.label_get(label, CHAIN);
            if at >= END {
                self.u.overflow = true;
                END as u16
            } else {
                self.label_set(label, CHAIN, at);
                if before == NONE {
                    END as u16
                } else {
                    before as u16
                }
            }
        } else {
            match i16::try_from(i64::from(target) - i64::from(at)) {
                Ok(d) => d as u16,
                Err(_) => {
                    self.u.overflow = true;
                    0
                }
            }
        };
        self.emit_wide(op, operands, operand, &[])
    }

    /// A check against the impossible that ends in an error, not in a crash.
    #[cold]
    pub(super) fn internal(&mut self, what: &str) -> crate::native::Raised {
        self.m.error(
            crate::types::SYSTEM_ERROR,
            &[Piece::S("compiler: "), Piece::S(what)],
        )
    }
}

/// The number of a small int that fits into a byte operand.
pub(super) fn small_immediate(v: Value) -> Option<i8> {
    v.as_small().and_then(|i| i8::try_from(i).ok())
}

impl Compiler<'_, '_, '_> {
    /// Whether a string is the only one with its text.
    pub(super) fn is_interned(&self, v: Value) -> bool {
        self.m
            .heap
            .as_kind(v, Kind::Str)
            .is_some_and(|r| self.m.heap.word(r, 1) & crate::machine::INTERNED != 0)
    }
}
