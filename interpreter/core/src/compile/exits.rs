//! Ways out of a block: what `return`, `break` and `continue` have to finish on their way, and the table that says which
//! handler an exception goes to.

use super::Compiler;
use super::emit::Label;
use super::unit::Bits;
use crate::code::Op;
use crate::machine::Piece;
use crate::native::R;
use crate::object::code::HANDLER_SIZE;
use pyrite_syntax::tree::*;

/// What a statement around the current one is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(super) enum BlockKind {
    Loop,
    /// Body of `try … except`.
    Try,
    /// Body of `try … finally`: the `finally` part runs on the way out.
    Finally,
    /// Body of `with`: the manager's exit runs on the way out.
    With,
    AsyncWith,
    /// A handler: on the way out the exception is handled no more.
    Handler,
    /// A handler with a name, which is deleted on the way out.
    Named,
    /// A handler of `except*`, which cannot be left.
    Star,
}

impl BlockKind {
    const ALL: [BlockKind; 8] = [
        BlockKind::Loop,
        BlockKind::Try,
        BlockKind::Finally,
        BlockKind::With,
        BlockKind::AsyncWith,
        BlockKind::Handler,
        BlockKind::Named,
        BlockKind::Star,
    ];
}

#[derive(Clone, Copy)]
pub(super) struct Block {
    pub kind: BlockKind,
    /// Handler of exceptions inside, and since where it is in force.
    pub handler: u32,
    pub register: u8,
    pub start: u32,
    /// The register the block is about: manager of `with`, what was handled before a handler.
    pub about: u8,
    /// The `try` statement or the handler with a name.
    pub node: u32,
    pub end: Label,
    pub next: Label,
}

const BLOCK_WORDS: u32 = 7;
/// Levels of blocks in one function.
const MAX_BLOCKS: u32 = 48;
/// Marks a target in the handler table that is not known yet.
const OPEN: u32 = 0x80_0000;

impl Block {
    pub fn for_loop(end: Label, next: Label) -> Block {
        Block {
            kind: BlockKind::Loop,
            handler: 0,
            register: 0,
            start: 0,
            about: 0,
            node: 0,
            end,
            next,
        }
    }

    pub fn guarded(kind: BlockKind, handler: &Handler, start: u32, about: u8, node: Node) -> Block {
        Block {
            kind,
            handler: handler.id,
            register: handler.register,
            start,
            about,
            node: node.0,
            end: Label(0),
            next: Label(0),
        }
    }
}

/// A handler of exceptions whose place is still to come.
pub(super) struct Handler {
    pub id: u32,
    /// Gets the exception.
    pub register: u8,
    /// Offset of its first entry in the table.
    first: u32,
    assigned: Bits,
    reachable: bool,
}

/// A way out.
#[derive(Clone, Copy)]
pub(super) enum Exit {
    Return(Option<u8>),
    Break,
    Continue,
}

impl Compiler<'_, '_, '_> {
    pub(super) fn block_count(&self) -> u32 {
        (self.blocks.len() - self.u.blocks) / BLOCK_WORDS
    }

    pub(super) fn push_block(&mut self, b: Block) -> R<()> {
        if self.block_count() >= MAX_BLOCKS {
            let line = self.u.line;
            let text = self
                .m
                .message(&[Piece::S("too many statically nested blocks")])?;
            return Err(self.raise_at(crate::types::SYNTAX_ERROR, text, 0, [line, 1, line, 1]));
        }
        let registers = u32::from(b.register) | u32::from(b.about) << 8;
        self.blocks.extend(
            self.m,
            &[
                b.kind as u32,
                b.handler,
                registers,
                b.start,
                b.node,
                b.end.0,
                b.next.0,
            ],
        )
    }

    pub(super) fn pop_block(&mut self) -> Block {
        let at = self
            .blocks
            .len()
            .saturating_sub(BLOCK_WORDS)
            .max(self.u.blocks);
        let get = |i| self.blocks.get(self.m, at + i);
        let block = Block {
            kind: BlockKind::ALL
                .get(get(0) as usize)
                .copied()
                .unwrap_or(BlockKind::Loop),
            handler: get(1),
            register: get(2) as u8,
            about: (get(2) >> 8) as u8,
            start: get(3),
            node: get(4),
            end: Label(get(5)),
            next: Label(get(6)),
        };
        self.blocks.truncate(at);
        block
    }

    pub(super) fn new_handler(&mut self, register: u8) -> Handler {
        let id = self.u.next_handler;
        self.u.next_handler += 1;
        let mut assigned = self.u.assigned;
        assigned.remove_all(&self.u.deletable);
        Handler {
            id,
            register,
            first: self.handlers.len(),
            assigned,
            reachable: self.u.reachable,
        }
    }

    /// From `start` to here exceptions go to the handler.
    pub(super) fn add_range(&mut self, handler: &Handler, start: u32) -> R<()> {
        self.add_entry(handler.id, handler.register, start)
    }

    fn add_entry(&mut self, handler: u32, register: u8, start: u32) -> R<()> {
        let end = self.here();
        if end <= start {
            return Ok(());
        }
        if end >= OPEN || handler >= OPEN {
            return Err(self.too_complex());
        }
        let mut entry = [0u8; HANDLER_SIZE];
        entry[0..3].copy_from_slice(&start.to_le_bytes()[..3]);
        entry[3..6].copy_from_slice(&end.to_le_bytes()[..3]);
        entry[6..9].copy_from_slice(&(handler | OPEN).to_le_bytes()[..3]);
        entry[9] = register;
        self.handlers.extend(self.m, &entry)
    }

    /// Takes the innermost block off; its handler is in force no longer.
    pub(super) fn close_block(&mut self) -> R<Block> {
        let block = self.pop_block();
        self.suspend(&block)?;
        Ok(block)
    }

    fn suspend(&mut self, block: &Block) -> R<()> {
        if block.kind == BlockKind::Loop {
            Ok(())
        } else {
            self.add_entry(block.handler, block.register, block.start)
        }
    }

    /// The handler's code is here.
    pub(super) fn bind_handler(&mut self, handler: &Handler) {
        let here = self.here();
        let mut used = false;
        let table = &mut self.handlers.all_mut(self.m)[handler.first as usize..];
        for entry in table.chunks_exact_mut(HANDLER_SIZE) {
            let target = u32::from_le_bytes([entry[6], entry[7], entry[8], 0]);
            if target == handler.id | OPEN {
                entry[6..9].copy_from_slice(&here.to_le_bytes()[..3]);
                used = true;
            }
        }
        self.u.assigned = handler.assigned;
        self.u.reachable = used && handler.reachable;
        debug_assert!(here < OPEN || self.u.overflow);
    }

    /// Leaves through all blocks that the exit crosses; each does what it has to on the way.
    pub(super) fn leave_by(&mut self, node: Node, exit: Exit) -> R<()> {
        if self.block_count() == 0 {
            return match exit {
                Exit::Return(Some(register)) => self.emit(Op::Return, &[register]),
                Exit::Return(None) => self.emit(Op::ReturnNone, &[]),
                Exit::Break => Err(self.syntax_error(node, &[Piece::S("'break' outside loop")])),
                Exit::Continue => {
                    Err(self.syntax_error(node, &[Piece::S("'continue' not properly in loop")]))
                }
            };
        }
        let mut block = self.pop_block();
        match (block.kind, exit) {
            (BlockKind::Loop, Exit::Break) => {
                self.jump(block.end)?;
                return self.push_block(block);
            }
            (BlockKind::Loop, Exit::Continue) => {
                self.jump(block.next)?;
                return self.push_block(block);
            }
            (BlockKind::Star, _) => {
                return Err(self.syntax_error(
                    node,
                    &[Piece::S(
                        "'break', 'continue' and 'return' cannot appear in an except* block",
                    )],
                ));
            }
            _ => {}
        }
        self.suspend(&block)?;
        match block.kind {
            BlockKind::Handler => self.emit(Op::PopHandled, &[block.about])?,
            BlockKind::Named => {
                if let ExceptHandler {
                    name: Some(name), ..
                } = self.part(Node(block.node))
                {
                    let name = self.name_of(name)?;
                    self.forget_name(name)?;
                }
            }
            BlockKind::Finally => {
                if let Stmt::Try { finalbody, .. } = self.stmt(Node(block.node)) {
                    let line = self.u.line;
                    self.statements(finalbody)?;
                    self.u.line = line;
                }
            }
            BlockKind::With | BlockKind::AsyncWith => {
                self.exit_manager(block.about, block.kind == BlockKind::AsyncWith)?;
            }
            BlockKind::Loop | BlockKind::Try | BlockKind::Star => {}
        }
        self.leave_by(node, exit)?;
        block.start = self.here();
        self.push_block(block)
    }

    /// Whether a `return` has to do something on its way.
    pub(super) fn exit_runs_code(&self) -> bool {
        let mut at = self.u.blocks;
        while at < self.blocks.len() {
            let kind = self.blocks.get(self.m, at);
            if kind != BlockKind::Loop as u32
                && kind != BlockKind::Try as u32
                && kind != BlockKind::Handler as u32
            {
                return true;
            }
            at += BLOCK_WORDS;
        }
        false
    }
}
