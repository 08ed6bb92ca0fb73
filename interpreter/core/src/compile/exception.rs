//! `try` and `with`: code that exceptions go to. The `finally` part stands once for every way into it.

use super::Compiler;
use super::exits::{Block, BlockKind};
use crate::code::Op;
use crate::machine::Piece;
use crate::native::R;
use pyrite_syntax::tree::*;

impl Compiler<'_, '_, '_> {
    pub(super) fn try_statement(&mut self, node: Node) -> R<()> {
        let Stmt::Try {
            is_star,
            body,
            handlers,
            orelse,
            finalbody,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        if finalbody.is_empty() {
            return if is_star {
                self.try_star(body, handlers, orelse)
            } else {
                self.try_except(body, handlers, orelse)
            };
        }
        let save = self.u.sp;
        // The exception, what was handled before it, an exception of the `finally` part.
        let exception = self.temps(3)?;
        let (before, other) = (exception + 1, exception + 2);
        let handler = self.new_handler(exception);
        let start = self.here();
        self.push_block(Block::guarded(BlockKind::Finally, &handler, start, 0, node))?;
        if handlers.is_empty() {
            self.statements(body)?;
            self.statements(orelse)?;
        } else if is_star {
            self.try_star(body, handlers, orelse)?;
        } else {
            self.try_except(body, handlers, orelse)?;
        }
        self.close_block()?;
        let end = self.label()?;
        self.statements(finalbody)?;
        self.jump(end)?;

        self.bind_handler(&handler);
        self.emit(Op::PushHandled, &[before, exception])?;
        let cleanup = self.new_handler(other);
        let start = self.here();
        self.push_block(Block::guarded(
            BlockKind::Handler,
            &cleanup,
            start,
            before,
            node,
        ))?;
        self.statements(finalbody)?;
        self.close_block()?;
        self.emit(Op::PopHandled, &[before])?;
        self.emit(Op::Reraise, &[exception])?;
        self.bind_handler(&cleanup);
        self.emit(Op::PopHandled, &[before])?;
        self.emit(Op::Reraise, &[other])?;

        self.bind(end);
        self.drop_labels(end);
        self.free_to(save);
        Ok(())
    }

    fn try_except(&mut self, body: NodeList, mut handlers: NodeList, orelse: NodeList) -> R<()> {
        let save = self.u.sp;
        let exception = self.temps(4)?;
        let (before, other, named) = (exception + 1, exception + 2, exception + 3);
        let handler = self.new_handler(exception);
        let start = self.here();
        self.push_block(Block::guarded(BlockKind::Try, &handler, start, 0, Node(0)))?;
        self.statements(body)?;
        self.close_block()?;
        let end = self.label()?;
        self.statements(orelse)?;
        self.jump(end)?;

        self.bind_handler(&handler);
        self.emit(Op::PushHandled, &[before, exception])?;
        let cleanup = self.new_handler(other);
        let start = self.here();
        self.push_block(Block::guarded(
            BlockKind::Handler,
            &cleanup,
            start,
            before,
            Node(0),
        ))?;
        while let Some(item) = self.next(&mut handlers) {
            let ExceptHandler {
                exc_type,
                name,
                body,
            } = self.part(item);
            let next = self.label()?;
            self.at_line(item);
            match exc_type {
                Some(classes) => {
                    let inner = self.u.sp;
                    let classes = self.value(classes)?;
                    let matches = self.temp()?;
                    self.at_line(item);
                    self.emit(Op::MatchException, &[matches, exception, classes])?;
                    self.jump_with(Op::JumpIfNot, &[matches], next)?;
                    self.free_to(inner);
                }
                None if !handlers.is_empty() => {
                    return Err(
                        self.syntax_error(item, &[Piece::S("default 'except:' must be last")])
                    );
                }
                None => {}
            }
            match name {
                Some(name) => {
                    let name = self.name_of(name)?;
                    self.m.keep(name);
                    self.store_name(name, exception)?;
                    let forget = self.new_handler(named);
                    let start = self.here();
                    self.push_block(Block::guarded(BlockKind::Named, &forget, start, 0, item))?;
                    self.statements(body)?;
                    self.close_block()?;
                    let mut block = self.close_block()?;
                    self.emit(Op::PopHandled, &[before])?;
                    self.forget_name(name)?;
                    self.jump(end)?;
                    block.start = self.here();
                    self.push_block(block)?;
                    self.bind_handler(&forget);
                    self.forget_name(name)?;
                    self.emit(Op::Reraise, &[named])?;
                }
                None => {
                    self.statements(body)?;
                    let mut block = self.close_block()?;
                    self.emit(Op::PopHandled, &[before])?;
                    self.jump(end)?;
                    block.start = self.here();
                    self.push_block(block)?;
                }
            }
            self.bind(next);
            self.drop_labels(next);
        }
        self.emit(Op::Reraise, &[exception])?;
        self.close_block()?;
        self.bind_handler(&cleanup);
        self.emit(Op::PopHandled, &[before])?;
        self.emit(Op::Reraise, &[other])?;

        self.bind(end);
        self.drop_labels(end);
        self.free_to(save);
        Ok(())
    }

    /// `except*`: every handler takes its part of the group; what they raise and what is left goes on together.
    fn try_star(&mut self, body: NodeList, mut handlers: NodeList, orelse: NodeList) -> R<()> {
        if !cfg!(feature = "groups") {
            return Err(self.m.left_out());
        }
        let save = self.u.sp;
        // The exception and the list for `JoinGroup` lie side by side.
        let exception = self.temps(7)?;
        let list = exception + 1;
        let (before, other, raised, part_before, rest) = (
            exception + 2,
            exception + 3,
            exception + 4,
            exception + 5,
            exception + 6,
        );
        let handler = self.new_handler(exception);
        let start = self.here();
        self.push_block(Block::guarded(BlockKind::Try, &handler, start, 0, Node(0)))?;
        self.statements(body)?;
        self.close_block()?;
        let end = self.label()?;
        self.statements(orelse)?;
        self.jump(end)?;

        self.bind_handler(&handler);
        self.emit(Op::PushHandled, &[before, exception])?;
        let cleanup = self.new_handler(other);
        let start = self.here();
        self.push_block(Block::guarded(
            BlockKind::Handler,
            &cleanup,
            start,
            before,
            Node(0),
        ))?;
        self.emit(Op::BuildList, &[list, 0, 0])?;
        self.emit(Op::Move, &[rest, exception])?;
        while let Some(item) = self.next(&mut handlers) {
            let ExceptHandler {
                exc_type,
                name,
                body,
            } = self.part(item);
            let next = self.label()?;
            let inner = self.u.sp;
            let w = self.temps(2)?;
            self.at_line(item);
            if let Some(classes) = exc_type {
                self.into(classes, w + 1)?;
            }
            self.at_line(item);
            self.emit(Op::Move, &[w, rest])?;
            self.jump_with(Op::JumpIfNone, &[rest], next)?;
            self.emit(Op::MatchGroup, &[w])?;
            self.emit(Op::Move, &[rest, w])?;
            self.jump_with(Op::JumpIfNone, &[w + 1], next)?;
            let name = match name {
                Some(name) => {
                    let name = self.name_of(name)?;
                    self.m.keep(name);
                    self.store_name(name, w + 1)?;
                    Some(name)
                }
                None => None,
            };
            self.emit(Op::PushHandled, &[part_before, w + 1])?;
            let catch = self.new_handler(raised);
            let start = self.here();
            self.push_block(Block::guarded(BlockKind::Star, &catch, start, 0, item))?;
            self.statements(body)?;
            self.close_block()?;
            self.emit(Op::PopHandled, &[part_before])?;
            if let Some(name) = name {
                self.forget_name(name)?;
            }
            self.jump(next)?;
            self.bind_handler(&catch);
            self.emit(Op::PopHandled, &[part_before])?;
            self.emit(Op::ListAppend, &[list, raised])?;
            if let Some(name) = name {
                self.forget_name(name)?;
            }
            self.bind(next);
            self.drop_labels(next);
            self.free_to(inner);
        }
        let joined = self.label()?;
        self.jump_with(Op::JumpIfNone, &[rest], joined)?;
        self.emit(Op::ListAppend, &[list, rest])?;
        self.bind(joined);
        self.emit(Op::JoinGroup, &[rest, exception])?;
        self.close_block()?;
        self.emit(Op::PopHandled, &[before])?;
        self.jump_with(Op::JumpIfNone, &[rest], end)?;
        self.emit(Op::Reraise, &[rest])?;
        self.bind_handler(&cleanup);
        self.emit(Op::PopHandled, &[before])?;
        self.emit(Op::Reraise, &[other])?;

        self.bind(end);
        self.drop_labels(end);
        self.free_to(save);
        Ok(())
    }

    pub(super) fn with_statement(&mut self, node: Node) -> R<()> {
        let Stmt::With {
            is_async,
            items,
            body,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        let is_async = is_async && super::ASYNC;
        if is_async {
            self.check_async(node, "'async with' outside async function")?;
        }
        self.with_items(is_async, items, body)
    }

    fn with_items(&mut self, is_async: bool, items: NodeList, body: NodeList) -> R<()> {
        let is_async = is_async && super::ASYNC;
        let Some((item, rest)) = items.split_first(self) else {
            return self.statements(body);
        };
        self.enter()?;
        let save = self.u.sp;
        let w = self.temps(5)?;
        let (exception, before, other) = (w + 2, w + 3, w + 4);
        let WithItem {
            context_expr,
            optional_vars,
        } = self.part(item);
        let statement = self.u.node;
        self.into(context_expr, w)?;
        self.at_line(context_expr);
        self.u.node = statement;
        let line = self.u.line;
        if is_async {
            self.emit(Op::AsyncWithEnter, &[w])?;
            self.wait_for(w + 1, 1, w + 1)?;
        } else {
            self.emit(Op::WithEnter, &[w])?;
        }
        let handler = self.new_handler(exception);
        let start = self.here();
        let kind = if is_async {
            BlockKind::AsyncWith
        } else {
            BlockKind::With
        };
        self.push_block(Block::guarded(kind, &handler, start, w, item))?;
        if let Some(target) = optional_vars {
            self.store(target, w + 1)?;
        }
        self.with_items(is_async, rest, body)?;
        self.close_block()?;
        let end = self.label()?;
        let suppressed = self.label()?;
        self.u.line = line;
        self.exit_manager(w, is_async)?;
        self.jump(end)?;

        self.bind_handler(&handler);
        self.emit(Op::PushHandled, &[before, exception])?;
        let cleanup = self.new_handler(other);
        let start = self.here();
        self.push_block(Block::guarded(
            BlockKind::Handler,
            &cleanup,
            start,
            before,
            item,
        ))?;
        let result = self.temp()?;
        self.emit(Op::WithExit, &[result, w, exception])?;
        if is_async {
            self.wait_for(result, 2, result)?;
        }
        self.jump_with(Op::JumpIf, &[result], suppressed)?;
        self.emit(Op::Reraise, &[exception])?;
        self.bind(suppressed);
        self.close_block()?;
        self.emit(Op::PopHandled, &[before])?;
        self.jump(end)?;
        self.bind_handler(&cleanup);
        self.emit(Op::PopHandled, &[before])?;
        self.emit(Op::Reraise, &[other])?;

        self.bind(end);
        self.drop_labels(end);
        self.free_to(save);
        self.leave();
        Ok(())
    }

    /// Leaves the context manager whose exit is in `w`, without an exception.
    pub(super) fn exit_manager(&mut self, w: u8, is_async: bool) -> R<()> {
        let is_async = is_async && super::ASYNC;
        let save = self.u.sp;
        let result = self.temp()?;
        self.load_none(result)?;
        self.emit(Op::WithExit, &[result, w, result])?;
        if is_async {
            self.wait_for(result, 2, result)?;
        }
        self.free_to(save);
        Ok(())
    }
}
