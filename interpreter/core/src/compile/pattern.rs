//! `match`: every pattern jumps away when it fails. Names are bound only when the whole pattern has matched: until then
//! what they capture lies in registers.

use super::Compiler;
use super::emit::Label;
use super::fold::singleton;
use crate::code::Op;
use crate::machine::Piece;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// Words per captured name in the scratch stack: start and length of the name, register.
const CAPTURE: u32 = 3;

impl Compiler<'_, '_, '_> {
    pub(super) fn match_statement(&mut self, subject: Node, mut cases: NodeList) -> R<()> {
        if !cfg!(feature = "patterns") {
            return Err(self.m.left_out());
        }
        let subject_register = self.temp()?;
        self.into(subject, subject_register)?;
        let end = self.label()?;
        while let Some(case) = self.next(&mut cases) {
            let MatchCase {
                pattern,
                guard,
                body,
            } = self.part(case);
            if guard.is_none() && !cases.is_empty() {
                self.check_refutable(pattern)?;
            }
            let save = self.u.sp;
            let next = self.label()?;
            self.u.line = self.line(pattern);
            let base = self.scratch.len();
            self.match_pattern(pattern, subject_register, next, base)?;
            self.bind_captures(base)?;
            if let Some(guard) = guard {
                self.jump_when(guard, false, next)?;
            }
            self.free_to(save);
            self.statements(body)?;
            self.jump(end)?;
            self.bind(next);
            self.drop_labels(next);
        }
        self.bind(end);
        self.drop_labels(end);
        Ok(())
    }

    fn bind_captures(&mut self, base: u32) -> R<()> {
        let mut at = base;
        while at < self.scratch.len() {
            let text = Text {
                start: self.scratch.get(self.m, at),
                len: self.scratch.get(self.m, at + 1),
            };
            let register = self.scratch.get(self.m, at + 2) as u8;
            let name = self.name_of(text)?;
            self.store_name(name, register)?;
            at += CAPTURE;
        }
        self.scratch.truncate(base);
        Ok(())
    }

    /// A pattern that always matches makes the cases after it unreachable: an error.
    fn check_refutable(&mut self, node: Node) -> R<()> {
        match self.pattern(node) {
            Pattern::MatchAs {
                pattern: None,
                name: Some(name),
            } => {
                let name = self.plain_name(name)?;
                Err(self.syntax_error(
                    node,
                    &[
                        Piece::S("name capture "),
                        Piece::R(name),
                        Piece::S(" makes remaining patterns unreachable"),
                    ],
                ))
            }
            Pattern::MatchAs {
                pattern: None,
                name: None,
            } => Err(self.syntax_error(
                node,
                &[Piece::S("wildcard makes remaining patterns unreachable")],
            )),
            Pattern::MatchAs {
                pattern: Some(inner),
                ..
            } => self.check_refutable(inner),
            Pattern::MatchOr { patterns } => {
                match patterns.get(self, patterns.len().saturating_sub(1)) {
                    Some(last) => self.check_refutable(last),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn capture_name(&mut self, node: Node, name: Text, register: u8, base: u32) -> R<()> {
        let mut at = base;
        while at < self.scratch.len() {
            let other = Text {
                start: self.scratch.get(self.m, at),
                len: self.scratch.get(self.m, at + 1),
            };
            if other.len == name.len && self.source_bytes(other) == self.source_bytes(name) {
                let name = self.plain_name(name)?;
                return Err(self.syntax_error(
                    node,
                    &[
                        Piece::S("multiple assignments to name "),
                        Piece::R(name),
                        Piece::S(" in pattern"),
                    ],
                ));
            }
            at += CAPTURE;
        }
        self.scratch
            .extend(self.m, &[name.start, name.len, u32::from(register)])
    }

    /// Jumps to `fail` unless the value in `subject` matches. Registers stay in use until the case ends.
    fn match_pattern(&mut self, node: Node, subject: u8, fail: Label, base: u32) -> R<()> {
        self.enter()?;
        let mark = self.m.mark();
        self.match_inner(node, subject, fail, base)?;
        self.m.release(mark);
        self.leave();
        Ok(())
    }

    fn match_inner(&mut self, node: Node, subject: u8, fail: Label, base: u32) -> R<()> {
        self.u.line = self.line(node);
        match self.pattern(node) {
            Pattern::MatchValue { value } => {
                let save = self.u.sp;
                let v = self.value(value)?;
                self.jump_with(Op::JumpNotEq, &[subject, v], fail)?;
                self.free_to(save);
                Ok(())
            }
            Pattern::MatchSingleton { value } => {
                if value == Singleton::None {
                    return self.jump_with(Op::JumpIfNotNone, &[subject], fail);
                }
                let save = self.u.sp;
                let v = self.temp()?;
                self.load_constant(v, singleton(value))?;
                self.emit(Op::Is, &[v, subject, v])?;
                self.jump_with(Op::JumpIfNot, &[v], fail)?;
                self.free_to(save);
                Ok(())
            }
            Pattern::MatchSequence { patterns } => {
                self.match_sequence(node, patterns, subject, fail, base)
            }
            Pattern::MatchMapping { items, rest } => {
                self.match_mapping(node, items, rest, subject, fail, base)
            }
            Pattern::MatchClass {
                cls,
                patterns,
                keywords,
            } => self.match_class(node, cls, patterns, keywords, subject, fail, base),
            Pattern::MatchStar { .. } => Ok(()),
            Pattern::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.match_pattern(pattern, subject, fail, base)?;
                }
                match name {
                    Some(name) => self.capture_name(node, name, subject, base),
                    None => Ok(()),
                }
            }
            Pattern::MatchOr { patterns } => self.match_or(node, patterns, subject, fail, base),
        }
    }

    fn match_sequence(
        &mut self,
        node: Node,
        patterns: NodeList,
        subject: u8,
        fail: Label,
        base: u32,
    ) -> R<()> {
        let mut star = None;
        for (i, p) in patterns.iter(self).enumerate() {
            if let Pattern::MatchStar { .. } = self.pattern(p) {
                if star.is_some() {
                    return Err(self.syntax_error(
                        node,
                        &[Piece::S("multiple starred expressions in sequence pattern")],
                    ));
                }
                star = Some(i as u32);
            }
        }
        if patterns.len() > 100 {
            return Err(
                self.syntax_error(node, &[Piece::S("too many patterns in sequence pattern")])
            );
        }
        let save = self.u.sp;
        let test = self.temp()?;
        self.emit(Op::MatchSequence, &[test, subject])?;
        self.jump_with(Op::JumpIfNot, &[test], fail)?;
        let count = patterns.len() as u8;
        if star.is_none() || count > 1 {
            self.emit(Op::Length, &[test, subject])?;
            match star {
                Some(_) => self.jump_with(Op::JumpLtInt, &[test, count - 1], fail)?,
                None => self.jump_with(Op::JumpNotEqInt, &[test, count], fail)?,
            }
        }
        self.free_to(save);
        let first = self.temps(usize::from(count))?;
        match star {
            Some(before) => {
                let before = before as u8;
                self.emit(Op::UnpackEx, &[first, before, count - before - 1, subject])?;
            }
            None if count > 0 => self.emit(Op::Unpack, &[first, count, subject])?,
            None => {}
        }
        let mut list = patterns;
        let mut register = first;
        while let Some(p) = self.next(&mut list) {
            match self.pattern(p) {
                Pattern::MatchStar { name: Some(name) } => {
                    self.capture_name(p, name, register, base)?
                }
                Pattern::MatchStar { name: None } => {}
                _ => self.match_pattern(p, register, fail, base)?,
            }
            register += 1;
        }
        Ok(())
    }

    fn match_mapping(
        &mut self,
        node: Node,
        items: NodeList,
        rest: Option<Text>,
        subject: u8,
        fail: Label,
        base: u32,
    ) -> R<()> {
        let save = self.u.sp;
        let test = self.temp()?;
        self.emit(Op::MatchMapping, &[test, subject])?;
        self.jump_with(Op::JumpIfNot, &[test], fail)?;
        let count = items.len() / 2;
        if count > 60 {
            return Err(self.syntax_error(
                node,
                &[Piece::S("too many sub-patterns in mapping pattern")],
            ));
        }
        if count == 0 && rest.is_none() {
            self.free_to(save);
            return Ok(());
        }
        self.check_keys(node, items)?;
        if count > 0 {
            self.emit(Op::Length, &[test, subject])?;
            self.jump_with(Op::JumpLtInt, &[test, count as u8], fail)?;
        }
        self.free_to(save);
        // The keys, then the values found for them, stay in use.
        let keys = self.temp()?;
        let inner = self.u.sp;
        let mut list = items;
        while let Some(key) = self.next(&mut list) {
            let register = self.temp()?;
            self.into(key, register)?;
            self.next(&mut list);
        }
        self.emit(Op::BuildTuple, &[keys, inner, count as u8])?;
        self.free_to(inner);
        let values = self.temp()?;
        self.emit(Op::MatchKeys, &[values, subject, keys])?;
        self.jump_with(Op::JumpIfNone, &[values], fail)?;
        let first = self.temps(count as usize)?;
        self.emit(Op::Unpack, &[first, count as u8, values])?;
        if let Some(name) = rest {
            let copy = self.temp()?;
            self.emit(Op::BuildDict, &[copy, 0, 0])?;
            self.emit(Op::DictUpdate, &[copy, subject])?;
            let one = self.temps(count as usize)?;
            self.emit(Op::Unpack, &[one, count as u8, keys])?;
            for i in 0..count as u8 {
                self.emit(Op::DelItem, &[copy, one + i])?;
            }
            self.free_to(copy + 1);
            self.capture_name(node, name, copy, base)?;
        }
        let mut list = items;
        let mut register = first;
        while self.next(&mut list).is_some() {
            if let Some(pattern) = self.next(&mut list) {
                self.match_pattern(pattern, register, fail, base)?;
            }
            register += 1;
        }
        Ok(())
    }

    /// The same constant key twice is an error.
    fn check_keys(&mut self, node: Node, items: NodeList) -> R<()> {
        let mut list = items;
        while let Some(key) = self.next(&mut list) {
            self.next(&mut list);
            let Some(a) = self.constant_of(key)? else {
                continue;
            };
            let mut rest = list;
            while let Some(other) = self.next(&mut rest) {
                self.next(&mut rest);
                if let Some(b) = self.constant_of(other)?
                    && self.m.equal(a, b)?
                {
                    return Err(self.syntax_error(
                        node,
                        &[
                            Piece::S("mapping pattern checks duplicate key ("),
                            Piece::R(a),
                            Piece::S(")"),
                        ],
                    ));
                }
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn match_class(
        &mut self,
        node: Node,
        cls: Node,
        patterns: NodeList,
        keywords: NodeList,
        subject: u8,
        fail: Label,
        base: u32,
    ) -> R<()> {
        let total = patterns.len() + keywords.len();
        if total > 60 {
            return Err(
                self.syntax_error(node, &[Piece::S("too many sub-patterns in class pattern")])
            );
        }
        let names = self.m.new_tuple_sized(keywords.len() as usize)?;
        let mut list = keywords;
        let mut i = 0;
        while let Some(item) = self.next(&mut list) {
            let KeywordPattern { name, pattern } = self.part(item);
            let v = self.plain_name(name)?;
            for k in 0..i {
                if self.m.heap.value(names, 1 + k) == v {
                    return Err(self.syntax_error(
                        pattern,
                        &[
                            Piece::S("attribute name repeated in class pattern: "),
                            Piece::V(v),
                        ],
                    ));
                }
            }
            self.m.heap.set_value(names, 1 + i, v);
            i += 1;
        }
        let names = self.constant(Value::reference(names))?;
        let attributes = self.temp()?;
        let class = self.value(cls)?;
        self.u.line = self.line(node);
        self.emit_wide(
            Op::MatchClass,
            &[attributes, subject, class],
            names,
            &[patterns.len() as u8],
        )?;
        self.free_to(attributes + 1);
        self.jump_with(Op::JumpIfNone, &[attributes], fail)?;
        let first = self.temps(total as usize)?;
        if total > 0 {
            self.emit(Op::Unpack, &[first, total as u8, attributes])?;
        }
        let mut register = first;
        let mut list = patterns;
        while let Some(p) = self.next(&mut list) {
            self.match_pattern(p, register, fail, base)?;
            register += 1;
        }
        let mut list = keywords;
        while let Some(item) = self.next(&mut list) {
            let KeywordPattern { pattern, .. } = self.part(item);
            self.match_pattern(pattern, register, fail, base)?;
            register += 1;
        }
        Ok(())
    }

    /// All alternatives bind the same names: the registers of the first one's are filled by the others too.
    fn match_or(
        &mut self,
        node: Node,
        mut patterns: NodeList,
        subject: u8,
        fail: Label,
        base: u32,
    ) -> R<()> {
        let own = self.scratch.len();
        let end = self.label()?;
        let mut first = true;
        let mut count = 0;
        while let Some(p) = self.next(&mut patterns) {
            let last = patterns.is_empty();
            if !last {
                self.check_refutable(p)?;
            }
            let next = self.label()?;
            let start = self.scratch.len();
            self.match_pattern(
                p,
                subject,
                if last { fail } else { next },
                if first { base } else { start },
            )?;
            if first {
                // Captures of the first alternative get registers of their own.
                let mut at = own;
                while at < self.scratch.len() {
                    let register = self.scratch.get(self.m, at + 2) as u8;
                    let place = self.temp()?;
                    self.move_to(place, register)?;
                    self.scratch.set(self.m, at + 2, u32::from(place));
                    at += CAPTURE;
                }
                count = self.scratch.len() - own;
                first = false;
            } else {
                if self.scratch.len() - start != count {
                    return Err(self.syntax_error(
                        node,
                        &[Piece::S("alternative patterns bind different names")],
                    ));
                }
                let mut at = start;
                while at < self.scratch.len() {
                    let text = Text {
                        start: self.scratch.get(self.m, at),
                        len: self.scratch.get(self.m, at + 1),
                    };
                    let register = self.scratch.get(self.m, at + 2) as u8;
                    let Some(place) = self.captured(text, own, start) else {
                        return Err(self.syntax_error(
                            node,
                            &[Piece::S("alternative patterns bind different names")],
                        ));
                    };
                    self.move_to(place, register)?;
                    at += CAPTURE;
                }
                self.scratch.truncate(start);
            }
            if !last {
                self.jump(end)?;
                self.bind(next);
            }
        }
        self.bind(end);
        Ok(())
    }

    fn captured(&self, name: Text, from: u32, to: u32) -> Option<u8> {
        let mut at = from;
        while at < to {
            let other = Text {
                start: self.scratch.get(self.m, at),
                len: self.scratch.get(self.m, at + 1),
            };
            if other.len == name.len && self.source_bytes(other) == self.source_bytes(name) {
                return Some(self.scratch.get(self.m, at + 2) as u8);
            }
            at += CAPTURE;
        }
        None
    }
}
