//! Targets: expressions that are assigned to or deleted. They are read as expressions and then looked through.

use super::{Grammar, Parsed};
use crate::error::Message;
use crate::store::Store;
use crate::token::{Kind, precedence};
use crate::tree::*;

impl<S: Store> Grammar<'_, S> {
    /// The target of `for`, up to `in`.
    pub(super) fn loop_target(&mut self) -> Parsed<Node> {
        let target = self.tuple_of(Self::starred_or_operand)?;
        // Something else than `in` is a mistake of its own kind.
        if self.at(Kind::In) {
            self.check_target(target)?;
            if matches!(self.store.expr(target), Expr::Starred { .. }) {
                return self.about(Message::StarredTarget, target);
            }
        } else if let Some(wrong) = self.wrong_target(target) {
            let construct = self.construct(wrong);
            return self.about(Message::CannotAssign { construct }, wrong);
        } else if self.state.lexer.depth > 0 {
            return self.after_element();
        }
        Ok(target)
    }

    fn starred_or_operand(&mut self) -> Parsed<Node> {
        if self.at(Kind::Star) {
            self.starred_or_named()
        } else {
            let node = self.operation(precedence::BIT_OR)?;
            self.state.last_expression = self.store.span(node).start;
            Ok(node)
        }
    }

    /// Refuses what cannot be assigned to.
    pub(super) fn check_target(&mut self, node: Node) -> Parsed<()> {
        match self.store.expr(node) {
            Expr::Name { .. } => return self.refuse_debug(node),
            Expr::Attribute { attr, .. } if self.is_text(attr, b"__debug__") => {
                return self.about(Message::CannotAssignDebug, node);
            }
            Expr::Attribute { .. } | Expr::Subscript { .. } => return Ok(()),
            _ => {}
        }
        if let Some(wrong) = self.wrong_target(node) {
            let construct = self.construct(wrong);
            return self.about(Message::CannotAssign { construct }, wrong);
        }
        self.check_names(node)
    }

    /// The first part of a target that cannot be assigned to.
    pub(super) fn wrong_target(&self, node: Node) -> Option<Node> {
        match self.store.expr(node) {
            Expr::Name { .. } | Expr::Attribute { .. } | Expr::Subscript { .. } => None,
            Expr::Starred { value } if matches!(self.store.expr(value), Expr::Starred { .. }) => {
                Some(value)
            }
            Expr::Starred { value } => self.wrong_target(value),
            Expr::Tuple { elts } | Expr::List { elts } => elts
                .iter(&*self.store)
                .find_map(|elt| self.wrong_target(elt)),
            _ => Some(node),
        }
    }

    fn check_names(&mut self, node: Node) -> Parsed<()> {
        match self.store.expr(node) {
            Expr::Name { .. } => self.refuse_debug(node),
            Expr::Starred { value } => self.check_names(value),
            Expr::Tuple { mut elts } | Expr::List { mut elts } => {
                let mut starred = false;
                while let Some(elt) = self.store.next(&mut elts) {
                    if matches!(self.store.expr(elt), Expr::Starred { .. }) {
                        if starred {
                            return self.about(Message::SecondStarredTarget, node);
                        }
                        starred = true;
                    }
                    self.check_names(elt)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// `__debug__` is a constant.
    pub(super) fn refuse_debug(&mut self, name: Node) -> Parsed<()> {
        if let Expr::Name { id } = self.store.expr(name)
            && id.len == 9
            && self.is_text(id, b"__debug__")
        {
            return self.about(Message::CannotAssignDebug, name);
        }
        Ok(())
    }

    /// Refuses what cannot be deleted.
    pub(super) fn check_deletable(&mut self, node: Node) -> Parsed<()> {
        match self.store.expr(node) {
            Expr::Name { .. } => match self.refuse_debug(node) {
                Ok(()) => Ok(()),
                Err(stop) => {
                    if let Some(fault) = &mut self.fault {
                        fault.message = Message::CannotDeleteDebug;
                    }
                    Err(stop)
                }
            },
            Expr::Attribute { .. } | Expr::Subscript { .. } => Ok(()),
            Expr::Tuple { mut elts } | Expr::List { mut elts } => {
                while let Some(elt) = self.store.next(&mut elts) {
                    self.check_deletable(elt)?;
                }
                Ok(())
            }
            _ => {
                let construct = self.construct(node);
                self.about(Message::CannotDelete { construct }, node)
            }
        }
    }
}
