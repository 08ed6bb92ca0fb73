//! Lists, tuples, sets and dicts as they are written out.

use super::Compiler;
use crate::code::Op;
use crate::native::R;
use pyrite_syntax::tree::*;

/// Items that are built at once from registers; more are added one by one.
const AT_ONCE: u32 = 32;

impl Compiler<'_, '_, '_> {
    pub(super) fn is_starred(&self, node: Node) -> bool {
        matches!(self.expr(node), Expr::Starred { .. })
    }

    /// Items into registers in a row; the first.
    fn row(&mut self, mut elts: NodeList) -> R<u8> {
        let first = self.u.sp;
        while let Some(item) = self.next(&mut elts) {
            let register = self.temp()?;
            self.into(item, register)?;
        }
        Ok(first)
    }

    fn fits_row(&self, elts: NodeList) -> bool {
        elts.len() <= AT_ONCE && !self.is_crowded() && !elts.iter(self).any(|e| self.is_starred(e))
    }

    pub(super) fn list_display(&mut self, elts: NodeList, to: u8) -> R<()> {
        if elts.len() >= 3
            && let Some(items) = self.constant_items(elts)?
        {
            let place = self.workplace(to)?;
            let tuple = self.temp()?;
            self.load_constant(tuple, items)?;
            self.emit(Op::BuildList, &[place, 0, 0])?;
            self.emit(Op::ListExtend, &[place, tuple])?;
            return self.move_to(to, place);
        }
        if self.fits_row(elts) {
            let line = self.u.line;
            let first = self.row(elts)?;
            self.u.line = line;
            return self.emit(Op::BuildList, &[to, first, elts.len() as u8]);
        }
        let place = self.workplace(to)?;
        self.gather(elts, place)?;
        self.move_to(to, place)
    }

    /// A list of the items, starred ones unpacked, made in `place`.
    pub(super) fn gather(&mut self, mut elts: NodeList, place: u8) -> R<()> {
        self.emit(Op::BuildList, &[place, 0, 0])?;
        let whole = self.u.node;
        while let Some(item) = self.next(&mut elts) {
            let save = self.u.sp;
            if let Expr::Starred { value } = self.expr(item) {
                let v = self.value(value)?;
                self.at_line(item);
                self.u.node = whole;
                self.emit(Op::ListExtend, &[place, v])?;
            } else {
                let v = self.value(item)?;
                self.emit(Op::ListAppend, &[place, v])?;
            }
            self.free_to(save);
        }
        Ok(())
    }

    pub(super) fn tuple_display(&mut self, elts: NodeList, to: u8) -> R<()> {
        if let Some(items) = self.constant_items(elts)? {
            return self.load_constant(to, items);
        }
        if self.fits_row(elts) {
            let line = self.u.line;
            let first = self.row(elts)?;
            self.u.line = line;
            return self.emit(Op::BuildTuple, &[to, first, elts.len() as u8]);
        }
        let place = self.workplace(to)?;
        self.gather(elts, place)?;
        self.emit(Op::ListToTuple, &[to, place])
    }

    pub(super) fn set_display(&mut self, mut elts: NodeList, to: u8) -> R<()> {
        let line = self.u.line;
        if self.fits_row(elts) {
            let first = self.row(elts)?;
            self.u.line = line;
            return self.emit(Op::BuildSet, &[to, first, elts.len() as u8]);
        }
        let place = self.workplace(to)?;
        self.emit(Op::BuildSet, &[place, 0, 0])?;
        while let Some(item) = self.next(&mut elts) {
            let save = self.u.sp;
            let (op, value) = match self.expr(item) {
                Expr::Starred { value } => (Op::SetUpdate, value),
                _ => (Op::SetAdd, item),
            };
            let v = self.value(value)?;
            self.u.line = line;
            self.emit(op, &[place, v])?;
            self.free_to(save);
        }
        self.move_to(to, place)
    }

    pub(super) fn dict_display(&mut self, mut items: NodeList, to: u8) -> R<()> {
        let line = self.u.line;
        let mut keys = items;
        let mut plain = items.len() <= AT_ONCE && !self.is_crowded();
        while let Some(key) = self.next(&mut keys) {
            plain &= !key.is_absent();
            self.next(&mut keys);
        }
        if plain {
            let first = self.row(items)?;
            self.u.line = line;
            return self.emit(Op::BuildDict, &[to, first, (items.len() / 2) as u8]);
        }
        let place = self.workplace(to)?;
        self.emit(Op::BuildDict, &[place, 0, 0])?;
        while let Some(key) = self.next(&mut items) {
            let Some(value) = self.next(&mut items) else {
                break;
            };
            let save = self.u.sp;
            if key.is_absent() {
                let v = self.value(value)?;
                self.emit(Op::DictUpdate, &[place, v])?;
            } else {
                let k = self.value(key)?;
                let v = self.value(value)?;
                self.u.line = line;
                self.emit(Op::DictAdd, &[place, k, v])?;
            }
            self.free_to(save);
        }
        self.move_to(to, place)
    }
}
