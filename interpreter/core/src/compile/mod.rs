//! The compiler: source text to code objects, statement by statement. A statement is parsed into the arena, its names
//! are analysed (`collect`, `symbols`), its code is emitted, and its tree is forgotten.

mod assign;
mod buffer;
mod call;
mod collect;
mod comprehension;
mod condition;
mod constant;
mod display;
mod emit;
mod encoding;
mod exception;
mod exits;
mod expression;
mod fold;
mod function;
mod literal;
mod loops;
mod mark;
mod name;
mod operator;
mod pattern;
mod pool;
mod statement;
mod symbols;
#[cfg(test)]
mod tests;
mod unit;

use crate::machine::{Machine, Piece};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::types;
use crate::value::{Ref, TypeId, Value};
use buffer::{Bytes, Values, Words};
pub use mark::{About, Spot};
use pyrite_syntax::complete::{self, Input};
use pyrite_syntax::error::{ErrorClass, SyntaxError};
use pyrite_syntax::store::{Full, Store};
use pyrite_syntax::tree::{Node, Stmt, Text, Tree};
use symbols::ScopeKind;
use unit::Unit;

/// Whether there are asynchronous functions. Without them the parser finds none either.
const ASYNC: bool = cfg!(feature = "async");

/// Levels of the tree that the compiler descends, however deep the machine may nest: two megabytes of native stack.
const MAX_DEPTH: u32 = 800;

/// The text to compile.
#[derive(Clone, Copy)]
pub enum Source<'s> {
    /// Bytes outside of the heap.
    Text(&'s [u8]),
    /// A str, bytes or bytearray in the heap.
    Str(Value),
}

/// What the text is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Statements.
    File,
    /// One expression, whose value the code returns.
    Eval,
    /// Statements of the prompt (one only, in `separate` code): values of expressions are shown.
    Single,
}

/// Where the bytes of the text are.
#[derive(Clone, Copy)]
enum Bed<'s> {
    Slice(&'s [u8]),
    Heap {
        object: Ref,
        word: usize,
        len: usize,
    },
}

impl Bed<'_> {
    fn has_null(&self, m: &Machine) -> bool {
        let bytes = match *self {
            Bed::Slice(bytes) => bytes,
            Bed::Heap { object, word, len } => m.heap.bytes(object, word, len),
        };
        memchr::memchr(0, bytes).is_some()
    }
}

pub(crate) struct Compiler<'c, 'm, 's> {
    m: &'c mut Machine<'m>,
    source: Bed<'s>,
    filename: Value,
    mode: Mode,
    /// Module-level names are in a namespace of their own, not in the globals.
    separate: bool,
    future_annotations: bool,
    tree: Words,
    scopes: Words,
    symbols: Words,
    /// Names of the symbols.
    names: Values,
    code: Bytes,
    lines: Bytes,
    handlers: Bytes,
    constants: Values,
    /// Where the constants of large units are, by their hashes.
    places: Words,
    /// Names and values of `const()`.
    consts: Values,
    imported: constant::Imported,
    /// Qualified names of the open units.
    qualnames: Values,
    labels: Words,
    blocks: Words,
    /// A stack for walks that must not recurse.
    scratch: Words,
    u: Unit,
    /// The scope being analysed or emitted.
    scope: u32,
    /// Name of the class around, for names that start with two underscores.
    private: Option<Text>,
    depth: u32,
    in_iterable: u32,
    comprehension: &'static str,
    /// The instruction whose place in the source is asked for, and the place.
    wanted: Option<mark::Wanted>,
    found: Option<Spot>,
}

impl Machine<'_> {
    /// The code object of a source text whose module-level names are globals. `filename` is a str. Raises SyntaxError and
    /// its kin.
    pub fn compile(&mut self, source: Source, filename: Value, mode: Mode) -> R {
        self.compile_for(source, filename, mode, false)
    }

    /// As `compile`; with `separate`, the module-level names are in a namespace that need not be the globals: `exec` and
    /// `eval` with two dicts, and what `compile()` makes.
    pub fn compile_for(
        &mut self,
        source: Source,
        filename: Value,
        mode: Mode,
        separate: bool,
    ) -> R {
        let mark = self.mark();
        self.keep(filename);
        let in_heap = matches!(source, Source::Str(_));
        let source = match source {
            Source::Text(text) => Bed::Slice(text),
            Source::Str(v) => {
                self.keep(v);
                match crate::machine::immediate_text(v) {
                    Some(text) => Bed::Slice(text.as_bytes()),
                    None => {
                        let v = self.str_payload(v);
                        match types::bytes_place(self, v) {
                            Some((object, word)) => {
                                let len = match self.str_bytes(v) {
                                    Some(bytes) => bytes.len(),
                                    None => self.buffer_bytes(v).map_or(0, <[u8]>::len),
                                };
                                Bed::Heap { object, word, len }
                            }
                            None => Bed::Slice(
                                crate::machine::immediate_text(v).unwrap_or("").as_bytes(),
                            ),
                        }
                    }
                }
            }
        };
        if in_heap && source.has_null(self) {
            self.release(mark);
            return Err(self.error(
                types::SYNTAX_ERROR,
                &[Piece::S("source code string cannot contain null bytes")],
            ));
        }
        let result = self
            .decoded_source(source, filename)
            .and_then(|source| Compiler::new(self, source, filename, mode, separate))
            .and_then(|mut c| c.program());
        match result {
            Ok(code) => Ok(self.release_but(mark, code)),
            Err(raised) => {
                self.release(mark);
                Err(raised)
            }
        }
    }
}

impl Machine<'_> {
    /// What a prompt does with the text typed so far. Where there is no memory to tell, it is an error of the text.
    pub fn judge(&mut self, text: &[u8]) -> Input {
        let mark = self.mark();
        let filename = Value::name(n::__main__);
        let input = match Compiler::new(self, Bed::Slice(text), filename, Mode::Single, false) {
            Ok(mut store) => complete::judge(&mut store),
            Err(Raised) => Input::Complete,
        };
        self.take_pending();
        self.release(mark);
        input
    }
}

impl<'c, 'm, 's> Compiler<'c, 'm, 's> {
    fn new(
        m: &'c mut Machine<'m>,
        source: Bed<'s>,
        filename: Value,
        mode: Mode,
        separate: bool,
    ) -> R<Self> {
        let tree = Words::new(m, 128)?;
        let scopes = Words::new(m, 32)?;
        let symbols = Words::new(m, 16)?;
        let names = Values::new(m, 8)?;
        let code = Bytes::new(m, 128)?;
        let lines = Bytes::new(m, 32)?;
        let handlers = Bytes::new(m, 8)?;
        let constants = Values::new(m, 16)?;
        let places = Words::new(m, 2)?;
        let consts = Values::new(m, 2)?;
        let qualnames = Values::new(m, 4)?;
        let labels = Words::new(m, 32)?;
        let blocks = Words::new(m, 16)?;
        let scratch = Words::new(m, 8)?;
        Ok(Compiler {
            m,
            source,
            filename,
            mode,
            separate,
            future_annotations: false,
            tree,
            scopes,
            symbols,
            names,
            code,
            lines,
            handlers,
            constants,
            places,
            consts,
            imported: constant::Imported::default(),
            qualnames,
            labels,
            blocks,
            scratch,
            u: Unit::default(),
            scope: 0,
            private: None,
            depth: 0,
            in_iterable: 0,
            comprehension: "",
            wanted: None,
            found: None,
        })
    }

    fn program(&mut self) -> R {
        if self.source_len() > 0xff_fff0 {
            return Err(self
                .m
                .error(types::OVERFLOW_ERROR, &[Piece::S("source text too long")]));
        }
        let mode = match self.mode {
            Mode::File => pyrite_syntax::Mode::Module,
            Mode::Eval => pyrite_syntax::Mode::Expression,
            Mode::Single if self.separate => pyrite_syntax::Mode::Interactive,
            Mode::Single => pyrite_syntax::Mode::Prompt,
        };
        let Ok(mut parser) = pyrite_syntax::Parser::new(self, mode) else {
            return Err(Raised);
        };
        if self.is_decoded() {
            parser.refuse_mark();
        }
        let limit = self.depth_limit();
        parser.set_depth_limit(limit.min(u32::from(pyrite_syntax::DEFAULT_DEPTH_LIMIT)) as u16);
        self.open_scope(ScopeKind::Module, Node::ABSENT)?;
        self.open_module()?;
        let base = self.len();
        let mark = self.m.mark();
        if self.mode == Mode::Eval {
            let node = match parser.parse_expression(self) {
                Ok(node) => node,
                Err(e) => return Err(self.raise_syntax(e)),
            };
            self.scope = 0;
            self.collect(node)?;
            self.resolve_all()?;
            self.scope = 0;
            self.u.line = self.line(node);
            let register = self.value(node)?;
            self.emit(crate::code::Op::Return, &[register])?;
            return self.finish_unit();
        }
        let (mut first, mut future) = (true, true);
        loop {
            let node = match parser.next_statement(self) {
                Ok(Some(node)) => node,
                Ok(None) => break,
                Err(e) => return Err(self.raise_syntax(e)),
            };
            self.forget_scopes();
            if first {
                first = false;
                if self.mode == Mode::File && self.module_docstring(node)? {
                    self.truncate(base);
                    continue;
                }
            }
            future = self.note_future(node, future)?;
            self.collect_statement(node)?;
            self.resolve_all()?;
            self.scope = 0;
            self.module_statement(node)?;
            self.truncate(base);
            self.m.release(mark);
        }
        self.finish_unit()
    }

    /// Whether the source is a str, in which a byte order mark has no place.
    fn is_decoded(&self) -> bool {
        matches!(self.source, Bed::Heap { object, .. } if self.m.heap.is(Value::reference(object), Kind::Str))
    }

    /// A string that opens a module becomes its `__doc__`.
    fn module_docstring(&mut self, node: Node) -> R<bool> {
        let Stmt::Expr { value } = self.stmt(node) else {
            return Ok(false);
        };
        let Some(doc) = self.docstring(value)? else {
            return Ok(false);
        };
        self.u.line = self.line(node);
        let register = self.temp()?;
        self.load_constant(register, doc)?;
        self.store_global_name(Value::name(n::__doc__), register)?;
        self.free_to(register);
        Ok(true)
    }

    /// Code of one module-level statement; when its jumps turn out to be too far, again with long ones.
    fn module_statement(&mut self, node: Node) -> R<()> {
        if self.constant_statement(node)? {
            return Ok(());
        }
        let before = self.checkpoint();
        self.statement(node)?;
        if self.u.overflow {
            self.back_to(before);
            self.u.long = true;
            self.statement(node)?;
            self.u.long = false;
            self.u.overflow = false;
        }
        self.note_const(node);
        Ok(())
    }

    /// `from __future__ import …`, which must come before everything else. Whether it may still come after `node`.
    fn note_future(&mut self, node: Node, allowed: bool) -> R<bool> {
        let Stmt::ImportFrom {
            module: Some(module),
            mut names,
            level: 0,
        } = self.stmt(node)
        else {
            return Ok(false);
        };
        if !self.is_text(module, b"__future__") {
            return Ok(false);
        }
        if !allowed {
            let text = "from __future__ imports must occur at the beginning of the file";
            return Err(self.syntax_error(node, &[Piece::S(text)]));
        }
        const KNOWN: [&str; 8] = [
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "generator_stop",
        ];
        while let Some(alias) = self.next(&mut names) {
            let pyrite_syntax::tree::Alias { name, .. } = self.part(alias);
            if self.is_text(name, b"annotations") {
                self.future_annotations = true;
            } else if self.is_text(name, b"braces") {
                return Err(self.syntax_error(node, &[Piece::S("not a chance")]));
            } else if !KNOWN.iter().any(|k| self.is_text(name, k.as_bytes())) {
                let name = self.plain_name(name)?;
                return Err(self.syntax_error(
                    node,
                    &[
                        Piece::S("future feature "),
                        Piece::V(name),
                        Piece::S(" is not defined"),
                    ],
                ));
            }
        }
        Ok(true)
    }

    /// One level deeper into the tree.
    fn enter(&mut self) -> R<()> {
        self.depth += 1;
        if self.depth > (self.depth_limit() * 4).min(MAX_DEPTH) {
            return Err(self.m.error(
                types::RECURSION_ERROR,
                &[Piece::S(
                    "maximum recursion depth exceeded during compilation",
                )],
            ));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Levels of native calls that are left.
    fn depth_limit(&self) -> u32 {
        self.m.max_depth.saturating_sub(self.m.depth).max(8)
    }

    /// Whether a stretch of the source is this text.
    fn is_text(&self, text: Text, word: &[u8]) -> bool {
        text.len as usize == word.len()
            && word
                .iter()
                .zip(text.start..)
                .all(|(&b, at)| self.byte(at) == b)
    }

    /// The source from `start`, `len` bytes.
    fn source_bytes(&self, text: Text) -> &[u8] {
        let (from, to) = (text.start as usize, text.end() as usize);
        match self.source {
            Bed::Slice(bytes) => bytes.get(from..to).unwrap_or(b""),
            Bed::Heap { object, word, len } => self
                .m
                .heap
                .bytes(object, word, len)
                .get(from..to)
                .unwrap_or(b""),
        }
    }

    /// A SyntaxError about a node.
    #[cold]
    fn syntax_error(&mut self, node: Node, pieces: &[Piece]) -> Raised {
        let mut span = self.span(node);
        // A block ends with its last statement, not with the line break behind.
        while span.end > span.start && self.byte(span.end - 1).is_ascii_whitespace() {
            span.end -= 1;
        }
        let (line, offset) = (span.line, self.column(span.start) + 1);
        let (end_line, end_offset) = (
            pyrite_syntax::error::line_at(self, span.end),
            self.column(span.end) + 1,
        );
        match self.m.message(pieces) {
            Ok(text) => self.raise_at(
                types::SYNTAX_ERROR,
                text,
                span.start,
                [line, offset, end_line, end_offset],
            ),
            Err(raised) => raised,
        }
    }

    /// The Python exception for an error of the parser.
    #[cold]
    fn raise_syntax(&mut self, e: SyntaxError) -> Raised {
        let class = match e.class() {
            ErrorClass::SyntaxError => types::SYNTAX_ERROR,
            ErrorClass::IndentationError => types::INDENTATION_ERROR,
            ErrorClass::TabError => types::TAB_ERROR,
            ErrorClass::RecursionError => return self.m.recursion_error(),
            ErrorClass::MemoryError => return self.m.out_of_memory(),
        };
        match self.display_text(&e.message) {
            Ok(text) => self.raise_at(
                class,
                text,
                e.start,
                [e.line, e.column, e.end_line, e.end_column],
            ),
            Err(raised) => raised,
        }
    }

    fn display_text(&mut self, what: &dyn core::fmt::Display) -> R {
        let mut text = crate::machine::Text::new(self.m)?;
        let mut writer = Writer {
            m: self.m,
            text: &mut text,
        };
        if core::fmt::Write::write_fmt(&mut writer, format_args!("{what}")).is_err() {
            return Err(Raised);
        }
        text.finish(self.m)
    }

    fn raise_at(&mut self, class: TypeId, message: Value, start: u32, place: [u32; 4]) -> Raised {
        match self.syntax_exception(class, message, start, place) {
            Ok(e) => self.m.raise(e),
            Err(raised) => raised,
        }
    }

    fn syntax_exception(
        &mut self,
        class: TypeId,
        message: Value,
        start: u32,
        place: [u32; 4],
    ) -> R {
        self.m.keep(message);
        let (mut from, mut to) = (start.min(self.source_len()), start);
        while from > 0 && !matches!(self.byte(from - 1), b'\n' | b'\r') {
            from -= 1;
        }
        while to < self.source_len() && !matches!(self.byte(to), b'\n' | b'\r') {
            to += 1;
        }
        // At the very end the last line is shown, not the empty one behind it.
        if from == to && from == self.source_len() && from > 0 {
            to = from - 1;
            from = to;
            while from > 0 && !matches!(self.byte(from - 1), b'\n' | b'\r') {
                from -= 1;
            }
        }
        let ended = to < self.source_len();
        let mut text = crate::machine::Text::new(self.m)?;
        for at in from..to {
            let byte = self.byte(at);
            text.push_byte(self.m, byte)?;
        }
        if ended {
            text.push_byte(self.m, b'\n')?;
        }
        let line = if core::str::from_utf8(text.bytes(self.m)).is_ok() {
            text.finish(self.m)?
        } else {
            Value::NONE
        };
        let number = |i: u32| Value::small_wrapping(i64::from(i));
        let details = [
            self.filename,
            number(place[0]),
            number(place[1]),
            line,
            number(place[2]),
            number(place[3]),
        ];
        let details = self.m.new_tuple(&details)?;
        let args = self.m.new_tuple(&[message, details])?;
        self.m
            .new_exception_object(Value::builtin_type(class), args)
    }
}

/// Lets `core::fmt` write into a text in the arena.
struct Writer<'a, 'm> {
    m: &'a mut Machine<'m>,
    text: &'a mut crate::machine::Text,
}

impl core::fmt::Write for Writer<'_, '_> {
    fn write_str(&mut self, s: &str) -> core::fmt::Result {
        self.text.push_str(self.m, s).map_err(|_| core::fmt::Error)
    }
}

/// The parser reads the source and builds its tree here.
impl Store for Compiler<'_, '_, '_> {
    fn source_len(&self) -> u32 {
        match self.source {
            Bed::Slice(bytes) => bytes.len() as u32,
            Bed::Heap { len, .. } => len as u32,
        }
    }

    #[inline]
    fn byte(&self, index: u32) -> u8 {
        let i = index as usize;
        match self.source {
            Bed::Slice(bytes) => bytes.get(i).copied().unwrap_or(0),
            Bed::Heap { object, word, len } if i < len => self.m.heap.bytes(object, word, len)[i],
            Bed::Heap { .. } => 0,
        }
    }

    #[inline]
    fn len(&self) -> u32 {
        self.tree.len()
    }

    #[inline]
    fn push(&mut self, word: u32) -> Result<(), Full> {
        self.tree.push(self.m, word).map_err(|_| Full)
    }

    #[inline]
    fn get(&self, index: u32) -> u32 {
        self.tree.get(self.m, index)
    }

    #[inline]
    fn set(&mut self, index: u32, word: u32) {
        self.tree.set(self.m, index, word);
    }

    fn truncate(&mut self, len: u32) {
        self.tree.truncate(len);
    }
}
