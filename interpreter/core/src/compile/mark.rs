//! Where in the source an instruction comes from. Code objects keep lines only: for the marks of a traceback the text is
//! compiled again, and the node noted whose instruction ends up at the place that is asked for.

use super::{Bed, Compiler, Mode};
use crate::code::Op;
use crate::machine::{Machine, Root};
use crate::object::code;
use crate::value::{Ref, Value};
use pyrite_syntax::tree::{Expr, Node, Tree};

/// The instruction that is looked for.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    code: Ref,
    offset: u32,
}

/// A stretch of the source, in bytes from its start.
#[derive(Clone, Copy, Default)]
pub struct Spot {
    pub start: u32,
    pub end: u32,
    pub about: About,
}

/// What is told apart in it.
#[derive(Clone, Copy, Default)]
pub enum About {
    #[default]
    Whole,
    /// The operator is somewhere between these.
    Operator(u32, u32),
    /// Brackets and what is in them.
    Brackets(u32, u32),
}

impl Machine<'_> {
    /// What the instruction around `offset` of a code object was made of, if `source` is still what was compiled then.
    pub fn spot_of(
        &mut self,
        source: &[u8],
        filename: Value,
        code: Ref,
        offset: usize,
    ) -> Option<Spot> {
        let mark = self.mark();
        let pending = self.root(Root::Pending);
        self.keep(pending);
        let compiled = Compiler::new(self, Bed::Slice(source), filename, Mode::File, false)
            .and_then(|mut c| {
                c.wanted = Some(Wanted {
                    code,
                    offset: offset as u32,
                });
                c.program()?;
                Ok(c.found)
            });
        self.set_root(Root::Pending, pending);
        self.release(mark);
        compiled.ok().flatten()
    }

    /// Whether two code objects are of the same function, the names in it included.
    fn are_twins(&self, a: Ref, b: Ref) -> bool {
        let words = [code::SHAPE, code::FLAGS, code::LENGTH, code::FIRST_LINE];
        let verified = |w: usize, r: Ref| {
            let word = self.heap.word(r, w);
            match w {
                code::FLAGS => word & !(code::flags::VERIFIED as crate::value::Word),
                _ => word,
            }
        };
        let names = (0..code::constants(&self.heap, a)).all(|i| {
            let (x, y) = (
                code::constant(&self.heap, a, i),
                code::constant(&self.heap, b, i),
            );
            x == y || self.str_bytes(x) == self.str_bytes(y)
        });
        let same_bytes = code::bytecode(&self.heap, a) == code::bytecode(&self.heap, b);
        same_bytes
            && words.iter().all(|w| verified(*w, a) == verified(*w, b))
            && self.heap.value(a, code::NAME) == self.heap.value(b, code::NAME)
            && names
    }
}

impl Compiler<'_, '_, '_> {
    /// An instruction is about to be emitted.
    pub(super) fn note_spot(&mut self, op: Op) {
        let Some(wanted) = self.wanted else {
            return;
        };
        let here = self.here();
        if (here..here + op.size() as u32).contains(&wanted.offset) && self.u.node != 0 {
            let spot = self.spot(Node(self.u.node));
            self.u.spot = Some(spot);
        }
    }

    fn spot(&self, node: Node) -> Spot {
        let span = self.span(node);
        let about = match self.is_expr(node).then(|| self.expr(node)) {
            Some(Expr::BinOp { left, right, .. }) => {
                About::Operator(self.span(left).end, self.span(right).start)
            }
            Some(Expr::Subscript { value, slice }) => {
                About::Brackets(self.span(value).end, self.span(slice).end + 1)
            }
            _ => About::Whole,
        };
        Spot {
            start: self.u.node_from.max(span.start),
            end: span.end,
            about,
        }
    }

    /// A code object is complete.
    pub(super) fn note_code(&mut self, code: Ref) {
        if cfg!(feature = "messages")
            && let Some(wanted) = self.wanted
            && self.found.is_none()
            && self.m.are_twins(code, wanted.code)
        {
            self.found = self.u.spot;
        }
    }
}
