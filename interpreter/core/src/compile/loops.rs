//! `for` and `while`, with and without `async`.

use super::Compiler;
use super::exits::{Block, BlockKind};
use super::name::Place;
use crate::code::Op;
use crate::native::R;
use crate::types;
use crate::value::Value;
use pyrite_syntax::tree::*;

/// The end of an asynchronous loop that waits for StopAsyncIteration.
pub(super) struct AsyncEnd {
    handler: super::exits::Handler,
    exception: u8,
}

impl Compiler<'_, '_, '_> {
    /// The register that a loop can put its items into without further ado: that of a simple variable.
    pub(super) fn loop_register(&mut self, target: Node) -> R<Option<u8>> {
        let Some(name) = self.name_at(target)? else {
            return Ok(None);
        };
        Ok(match self.place_of(name) {
            Place::Register(r) | Place::Unsteady(r) | Place::Iteration(_, r) => Some(r),
            _ => None,
        })
    }

    pub(super) fn for_statement(&mut self, node: Node) -> R<()> {
        let Stmt::For {
            is_async,
            target,
            iter,
            body,
            orelse,
        } = self.stmt(node)
        else {
            return Ok(());
        };
        let is_async = is_async && super::ASYNC;
        let save = self.u.sp;
        let first = self.label()?;
        let (next, end, top) = (first, self.label()?, self.label()?);
        if is_async {
            self.check_async(node, "'async for' outside async function")?;
            let iterator = self.temp()?;
            self.into(iter, iterator)?;
            self.at_line(iter);
            self.emit(Op::GetAIter, &[iterator, iterator])?;
            let item = self.temp()?;
            self.bind_loop(next);
            let line = self.u.line;
            let handler = self.async_next(iterator, item)?;
            self.store(target, item)?;
            self.push_block(Block::for_loop(end, next))?;
            self.statements(body)?;
            self.pop_block();
            self.jump(next)?;
            self.u.line = line;
            self.async_end(handler)?;
        } else {
            let source = self.value(iter)?;
            self.free_to(save);
            let w = self.temps(4)?;
            self.at_line(iter);
            self.u.node = node.0;
            let line = self.u.line;
            self.emit(Op::GetIter, &[w, source])?;
            let item = match self.loop_register(target)? {
                Some(register) => register,
                None => self.temp()?,
            };
            let reachable = self.u.reachable;
            self.jump(next)?;
            self.u.reachable = reachable;
            self.bind_loop(top);
            self.store(target, item)?;
            self.push_block(Block::for_loop(end, next))?;
            self.statements(body)?;
            self.pop_block();
            self.bind_loop(next);
            self.u.line = line;
            self.jump_with(Op::ForIter, &[w, item], top)?;
        }
        self.free_to(save);
        self.statements(orelse)?;
        self.bind(end);
        self.drop_labels(first);
        Ok(())
    }

    /// The next item of an asynchronous iterator into `item`; its end is caught.
    pub(super) fn async_next(&mut self, iterator: u8, item: u8) -> R<AsyncEnd> {
        let exception = self.temp()?;
        let handler = self.new_handler(exception);
        let start = self.here();
        let waiting = self.temp()?;
        self.emit(Op::GetANext, &[waiting, iterator])?;
        self.delegate(waiting, item)?;
        self.add_range(&handler, start)?;
        self.free_to(waiting);
        Ok(AsyncEnd { handler, exception })
    }

    /// Where an asynchronous loop goes on when its iterator has no more.
    pub(super) fn async_end(&mut self, end: AsyncEnd) -> R<()> {
        self.bind_handler(&end.handler);
        let save = self.u.sp;
        let class = self.temp()?;
        self.load_constant(class, Value::builtin_type(types::STOP_ASYNC_ITERATION))?;
        self.emit(Op::MatchException, &[class, end.exception, class])?;
        let done = self.label()?;
        self.jump_with(Op::JumpIf, &[class], done)?;
        self.emit(Op::Reraise, &[end.exception])?;
        self.bind(done);
        self.drop_labels(done);
        self.free_to(save);
        Ok(())
    }

    pub(super) fn while_statement(
        &mut self,
        test: Node,
        body: NodeList,
        orelse: NodeList,
    ) -> R<()> {
        let first = self.label()?;
        let (next, end, top) = (first, self.label()?, self.label()?);
        let truth = self.constant_truth(test)?;
        let reachable = self.u.reachable;
        if truth == Some(true) {
            self.bind_loop(next);
        } else {
            self.jump(next)?;
            self.u.reachable = reachable && truth.is_none();
            self.bind_loop(top);
        }
        self.push_block(Block {
            kind: BlockKind::Loop,
            ..Block::for_loop(end, next)
        })?;
        self.statements(body)?;
        self.pop_block();
        if truth == Some(true) {
            self.jump(next)?;
        } else {
            self.bind_loop(next);
            if truth.is_none() {
                self.jump_when(test, true, top)?;
            }
        }
        self.statements(orelse)?;
        self.bind(end);
        self.drop_labels(first);
        Ok(())
    }
}
