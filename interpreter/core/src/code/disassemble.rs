//! Code as text, an instruction per line: for tests, and for people who want to see what they get.

use super::{Op, Operand};
use crate::machine::{Machine, Text};
use crate::memory::Kind;
use crate::native::R;
use crate::object::code;
use crate::value::{Ref, Value};

impl Machine<'_> {
    /// The listing of a code object and of those inside of it.
    pub fn disassemble(&mut self, r: Ref) -> R {
        let mut text = Text::new(self)?;
        self.list_code(&mut text, r, 0)?;
        text.finish(self)
    }

    fn list_code(&mut self, text: &mut Text, r: Ref, depth: u32) -> R<()> {
        let qualname = self.heap.value(r, code::QUALNAME);
        text.push_str(self, "== ")?;
        text.push_all(self, qualname)?;
        text.push_str(self, "\n")?;
        let mut at = 0;
        let mut line = 0;
        while at < code::length(&self.heap, r) {
            let Some(op) = Op::from_byte(code::bytecode(&self.heap, r)[at]) else {
                break;
            };
            let now = code::line(&self.heap, r, at);
            if now != line {
                line = now;
                text.push_str(self, "line ")?;
                text.push_int(self, i64::from(line))?;
                text.push_str(self, "\n")?;
            }
            self.list_instruction(text, r, at, op)?;
            at += op.size();
        }
        self.list_handlers(text, r)?;
        if depth < super::verify::MAX_DEPTH {
            for i in 0..code::constants(&self.heap, r) {
                if let Some(inner) = self
                    .heap
                    .as_kind(code::constant(&self.heap, r, i), Kind::Code)
                {
                    self.list_code(text, inner, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn list_instruction(&mut self, text: &mut Text, r: Ref, at: usize, op: Op) -> R<()> {
        text.push_str(self, "  ")?;
        text.push_int(self, at as i64)?;
        text.push_str(self, " ")?;
        text.push_str(self, op.name())?;
        let mut i = at + 1;
        for &operand in op.operands() {
            let bytes = code::bytecode(&self.heap, r)
                .get(i..i + operand.size())
                .unwrap_or(&[0; 4]);
            let byte = i64::from(bytes[0]);
            let wide = if bytes.len() >= 2 {
                i64::from(u16::from_le_bytes([bytes[0], bytes[1]]))
            } else {
                0
            };
            let long = bytes.try_into().map_or(0, i32::from_le_bytes);
            let (sign, number) = match operand {
                Operand::Dst | Operand::Src | Operand::Window => (" r", byte),
                Operand::Imm => (" ", i64::from(byte as u8 as i8)),
                Operand::Count | Operand::Flags => (" ", byte),
                Operand::Free => (" f", byte),
                Operand::Const | Operand::Name => (" ", wide),
                Operand::Cache => ("", wide),
                Operand::Jump => (" ->", at as i64 + i64::from(wide as u16 as i16)),
                Operand::LongJump => (" ->", at as i64 + i64::from(long)),
            };
            match operand {
                Operand::Cache => {}
                Operand::Const | Operand::Name
                    if (wide as usize) < code::constants(&self.heap, r) =>
                {
                    let v = code::constant(&self.heap, r, wide as usize);
                    text.push_str(self, " ")?;
                    self.list_constant(text, v, operand == Operand::Name)?;
                }
                _ => {
                    text.push_str(self, sign)?;
                    text.push_int(self, number)?;
                }
            }
            i += operand.size();
        }
        text.push_str(self, "\n")
    }

    fn list_constant(&mut self, text: &mut Text, v: Value, name: bool) -> R<()> {
        if let Some(inner) = self.heap.as_kind(v, Kind::Code) {
            let name = self.heap.value(inner, code::NAME);
            text.push_str(self, "<code ")?;
            text.push_all(self, name)?;
            return text.push_str(self, ">");
        }
        if name {
            text.push_all(self, v)
        } else {
            text.push_repr(self, v)
        }
    }

    fn list_handlers(&mut self, text: &mut Text, r: Ref) -> R<()> {
        let Some(table) = self.heap.value(r, code::HANDLERS).as_ref() else {
            return Ok(());
        };
        let count = self.heap.header(table).n() / code::HANDLER_SIZE;
        for k in 0..count {
            let mut entry = [0u8; code::HANDLER_SIZE];
            let from = k * code::HANDLER_SIZE;
            entry.copy_from_slice(&self.heap.bytes(table, 1, from + code::HANDLER_SIZE)[from..]);
            let place = |i: usize| {
                i64::from(u32::from_le_bytes([
                    entry[i],
                    entry[i + 1],
                    entry[i + 2],
                    0,
                ]))
            };
            for (before, number) in [
                ("  try ", place(0)),
                ("..", place(3)),
                (" ->", place(6)),
                (" r", i64::from(entry[9])),
            ] {
                text.push_str(self, before)?;
                text.push_int(self, number)?;
            }
            text.push_str(self, "\n")?;
        }
        Ok(())
    }
}
