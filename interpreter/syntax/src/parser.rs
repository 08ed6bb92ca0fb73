//! The parser: tokens to the tree, by recursive descent with one token of lookahead.
//! This file owns its state, its public face and the small steps; the grammar is in the files below.
//!
//! Chains of any length (`a + b + …`, `not not …`, `x.y.z…`, `elif …`) are loops. What nests is counted: beyond the
//! depth limit comes an error, so the native stack has a bound.

mod block;
mod call;
mod compound;
mod display;
mod expression;
mod fstring;
mod function;
mod import;
mod pattern;
mod recovery;
mod simple;
mod strings;
mod target;

use crate::error::{Fault, Message, SyntaxError};
use crate::lexer::{Indent, Lexer};
use crate::store::{Full, Store};
use crate::token::{Kind, Token};
use crate::tree::*;

/// What a source text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file of statements (`exec`).
    Module,
    /// One statement as `compile` takes it (`single`): there has to be one, and a blank line ends a block.
    Interactive,
    /// What was typed or pasted at a prompt so far: statements, or nothing, with or without the last line break.
    Prompt,
    /// One expression (`eval`).
    Expression,
}

/// How deep a program may nest unless the caller says otherwise.
pub const DEFAULT_DEPTH_LIMIT: u16 = 400;

/// Levels of indentation, as in CPython.
const MAX_INDENTS: u16 = 100;

/// Reads a program statement by statement.
///
/// ```
/// use pyrite_syntax::{Mode, Parser, SliceStore, Store, Tree, tree::Stmt};
/// let mut words = [0; 256];
/// let mut store = SliceStore::new(b"x = 1\npass\n", &mut words);
/// let mut parser = Parser::new(&mut store, Mode::Module).unwrap();
/// let base = store.len();
/// let mut count = 0;
/// while let Some(statement) = parser.next_statement(&mut store).unwrap() {
///     let _: Stmt = store.stmt(statement);
///     count += 1;
///     store.truncate(base); // the tree of one statement is all that is kept
/// }
/// assert_eq!(count, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    state: State,
    mode: Mode,
    started: bool,
    finished: bool,
    /// Offset of the furthest token looked at.
    reached: u32,
}

/// Everything the parser remembers between two tokens. Copied to look ahead.
#[derive(Clone, Copy, Debug)]
struct State {
    lexer: Lexer,
    /// The token to be read next.
    token: Token,
    /// Offset after the token read last.
    prev_end: u32,
    /// Indentation of the block being read.
    indent: Indent,
    indents: u16,
    depth: u16,
    depth_limit: u16,
    /// Offset where the expression read last began: what a missing comma is reported from.
    last_expression: u32,
}

/// Why a function of the grammar gave up: [`Grammar::fault`] says it.
#[derive(Clone, Copy, Debug)]
struct Stop;

type Parsed<T> = Result<T, Stop>;

/// The state at work on a store.
struct Grammar<'a, S> {
    store: &'a mut S,
    state: State,
    fault: Option<Fault>,
    /// Offset of the furthest token that an attempt looked at.
    reached: u32,
    /// Why the last attempt failed.
    discarded: Option<Fault>,
}

/// Where a node begins.
#[derive(Clone, Copy, Debug)]
struct Start {
    offset: u32,
    line: u32,
}

impl Parser {
    /// Begins at the start of the store's source text. An empty store gets one word of padding.
    pub fn new<S: Store>(store: &mut S, mode: Mode) -> Result<Self, Full> {
        if store.is_empty() {
            store.push(0)?;
        }
        let state = State {
            lexer: Lexer::new(store),
            token: Token::NOTHING,
            prev_end: 0,
            indent: Indent::default(),
            indents: 0,
            depth: 0,
            depth_limit: DEFAULT_DEPTH_LIMIT,
            last_expression: 0,
        };
        Ok(Parser {
            state,
            mode,
            started: false,
            finished: false,
            reached: 0,
        })
    }

    /// The source is text already: a byte order mark in front is no mark but a character that stands nowhere.
    pub fn refuse_mark(&mut self) {
        self.state.lexer.pos = 0;
    }

    /// Lets the program nest up to `limit` levels of brackets, blocks and operands.
    pub fn set_depth_limit(&mut self, limit: u16) {
        self.state.depth_limit = limit;
    }

    /// The next statement of the module, compound statements with their whole body; `None` at the end.
    ///
    /// The nodes stay in the store until the caller truncates it to the length it had before the call.
    /// In interactive mode everything on the first line, or the one compound statement, comes; more is an error.
    pub fn next_statement<S: Store>(&mut self, store: &mut S) -> Result<Option<Node>, SyntaxError> {
        if self.finished {
            return Ok(None);
        }
        let from = self.state;
        let started = self.started;
        let base = store.len();
        let result = self.run(store, |grammar, started| {
            if !started {
                grammar.advance()?;
            }
            grammar.module_statement()
        });
        let result = match result {
            Ok(Some(node)) if self.mode == Mode::Interactive && self.state.token.first => self
                .run(store, |grammar, _| grammar.single_statement(node))
                .map(|()| Some(node)),
            Ok(None) if self.mode == Mode::Interactive && !started => {
                self.run(store, |grammar, _| grammar.no_statement())
            }
            other => other,
        };
        result
            .map_err(|fault| {
                self.finished = true;
                store.truncate(base);
                self.explain(fault, from, store)
            })
            .inspect(|node| self.finished = node.is_none())
    }

    /// The one expression of the source text (`eval`).
    pub fn parse_expression<S: Store>(&mut self, store: &mut S) -> Result<Node, SyntaxError> {
        let from = self.state;
        let base = store.len();
        self.finished = true;
        let result = self.run(store, |grammar, _| grammar.evaluated());
        result.map_err(|fault| {
            store.truncate(base);
            self.explain(fault, from, store)
        })
    }

    fn explain<S: Store>(&self, fault: Fault, from: State, store: &mut S) -> SyntaxError {
        let fault = recovery::refine(fault, self.reached, from.lexer, from.token, store);
        let mut error = SyntaxError::locate(fault, store);
        // CPython counts from 0 where a block ends before it began.
        let line = self.state.lexer.indent;
        if matches!(fault.message, Message::ExpectedBlock { .. })
            && self.state.token.start == fault.start
            && line.column < self.state.indent.column
        {
            error.column = error.column.saturating_sub(1);
        }
        let at_end = match self.state.token.kind {
            Kind::End => true,
            Kind::Newline => matches!(self.mode, Mode::Interactive | Mode::Expression),
            _ => false,
        };
        let len = store.source_len();
        if at_end
            && self.mode != Mode::Prompt
            && fault.message == Message::InvalidSyntax
            && fault.start == len
        {
            // CPython names the last line that has an end, and no column: an empty source has no line.
            let ended = len == 0 || matches!(store.byte(len - 1), b'\n' | b'\r');
            error.line -= u32::from(ended);
            error.column = 0;
            (error.end_line, error.end_column) = (error.line, 0);
        }
        error
    }

    /// Whether reading stopped because the source came to its end.
    pub(crate) fn ran_out(&self) -> bool {
        self.state.token.kind == Kind::End
    }

    fn run<S: Store, T>(
        &mut self,
        store: &mut S,
        work: impl FnOnce(&mut Grammar<'_, S>, bool) -> Parsed<T>,
    ) -> Result<T, Fault> {
        let mut grammar = Grammar {
            store,
            state: self.state,
            fault: None,
            reached: 0,
            discarded: None,
        };
        let result = work(&mut grammar, self.started);
        self.state = grammar.state;
        self.reached = grammar.reached.max(self.state.token.start);
        self.started = true;
        let token = self.state.token;
        result.map_err(|Stop| {
            grammar.fault.unwrap_or(Fault {
                message: Message::InvalidSyntax,
                start: token.start,
                end: token.end,
            })
        })
    }
}

impl<S: Store> Grammar<'_, S> {
    // Tokens

    /// Goes on to the next token.
    #[inline]
    fn advance(&mut self) -> Parsed<()> {
        self.state.prev_end = self.state.token.end;
        match self.state.lexer.next(&*self.store) {
            Ok(token) => {
                self.state.token = token;
                Ok(())
            }
            Err(fault) => self.stop(fault),
        }
    }

    #[inline]
    fn kind(&self) -> Kind {
        self.state.token.kind
    }

    #[inline]
    fn at(&self, kind: Kind) -> bool {
        self.state.token.kind == kind
    }

    /// Reads the token if it is of this kind.
    #[inline]
    fn eat(&mut self, kind: Kind) -> Parsed<bool> {
        if self.at(kind) {
            self.advance()?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Reads a token that has to be of this kind.
    #[inline]
    fn expect(&mut self, kind: Kind) -> Parsed<()> {
        if self.at(kind) {
            self.advance()
        } else {
            self.invalid()
        }
    }

    /// Reads a token that has to be of this kind, with a message of its own.
    fn expect_or(&mut self, kind: Kind, message: Message) -> Parsed<()> {
        if self.at(kind) {
            self.advance()
        } else {
            self.here(message)
        }
    }

    /// Reads an identifier.
    fn name(&mut self) -> Parsed<Text> {
        if !self.at(Kind::Name) {
            return self.invalid();
        }
        let text = self.token_text();
        self.advance()?;
        Ok(text)
    }

    fn token_text(&self) -> Text {
        Text {
            start: self.state.token.start,
            len: self.state.token.end - self.state.token.start,
        }
    }

    /// Whether the token is the soft keyword `word`.
    fn at_word(&self, word: &[u8]) -> bool {
        self.at(Kind::Name) && self.is_text(self.token_text(), word)
    }

    fn is_text(&self, text: Text, word: &[u8]) -> bool {
        text.len as usize == word.len()
            && word
                .iter()
                .zip(text.start..)
                .all(|(&letter, at)| self.store.byte(at) == letter)
    }

    /// The token after the current one.
    fn peek(&self) -> Option<Token> {
        let mut lexer = self.state.lexer;
        lexer.next(&*self.store).ok()
    }

    // Errors

    #[cold]
    fn stop<T>(&mut self, fault: Fault) -> Parsed<T> {
        self.fault.get_or_insert(fault);
        Err(Stop)
    }

    #[cold]
    fn fail<T>(&mut self, message: Message, start: u32, end: u32) -> Parsed<T> {
        self.stop(Fault {
            message,
            start,
            end,
        })
    }

    /// A message about the current token.
    #[cold]
    fn here<T>(&mut self, message: Message) -> Parsed<T> {
        self.fail(message, self.state.token.start, self.state.token.end)
    }

    /// A message about a node.
    #[cold]
    fn about<T>(&mut self, message: Message, node: Node) -> Parsed<T> {
        let span = self.store.span(node);
        self.fail(message, span.start, span.end)
    }

    #[cold]
    fn invalid<T>(&mut self) -> Parsed<T> {
        self.here(Message::InvalidSyntax)
    }

    // Nodes

    #[inline]
    fn start(&self) -> Start {
        Start {
            offset: self.state.token.start,
            line: self.state.token.line,
        }
    }

    #[inline]
    fn span(&self, start: Start) -> Span {
        Span {
            line: start.line,
            start: start.offset,
            end: self.state.prev_end,
        }
    }

    #[inline]
    fn kept<T>(&mut self, result: Result<T, Full>) -> Parsed<T> {
        match result {
            Ok(value) => Ok(value),
            Err(Full) => self.here(Message::OutOfMemory),
        }
    }

    /// An expression from `start` to the token read last.
    #[inline]
    fn expr(&mut self, start: Start, expr: Expr) -> Parsed<Node> {
        let span = self.span(start);
        let result = expr.write(self.store, span);
        self.kept(result)
    }

    /// A statement from `start` to the token read last.
    #[inline]
    fn stmt(&mut self, start: Start, stmt: Stmt) -> Parsed<Node> {
        let span = self.span(start);
        let result = stmt.write(self.store, span);
        self.kept(result)
    }

    #[inline]
    fn append(&mut self, list: &mut ListBuilder, node: Node) -> Parsed<()> {
        let result = list.push(self.store, node);
        self.kept(result)
    }

    /// Replaces a field, counted in words, of a node that was written before its child was read.
    fn patch(&mut self, node: Node, field: u32, child: u32) {
        self.store.set(node.0 + HEADER + field, child);
    }

    fn patch_end(&mut self, node: Node, end: u32) {
        self.store.set(node.0 + 2, end);
    }

    // Depth

    /// Counts one level of nesting; every `enter` that succeeds is followed by a `leave`.
    #[inline]
    fn enter(&mut self) -> Parsed<()> {
        if self.state.depth >= self.state.depth_limit {
            return self.here(Message::TooDeep);
        }
        self.state.depth += 1;
        Ok(())
    }

    #[inline]
    fn leave(&mut self) {
        self.state.depth -= 1;
    }

    /// Tries `work`; when it fails or answers `None`, everything is as before.
    fn attempt<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Parsed<Option<T>>,
    ) -> Parsed<Option<T>> {
        let state = self.state;
        let base = self.store.len();
        match work(self) {
            Ok(Some(value)) => Ok(Some(value)),
            Err(Stop)
                if self
                    .fault
                    .is_some_and(|fault| fault.message == Message::OutOfMemory) =>
            {
                Err(Stop)
            }
            _ => {
                self.discarded = self.fault.take();
                self.reached = self.reached.max(self.state.token.start);
                self.state = state;
                self.store.truncate(base);
                Ok(None)
            }
        }
    }

    /// The whole source as one expression.
    fn evaluated(&mut self) -> Parsed<Node> {
        self.advance()?;
        self.refuse_indent()?;
        let value = self.tuple_of(Self::expression)?;
        while self.eat(Kind::Newline)? {}
        if self.at(Kind::End) {
            return Ok(value);
        }
        if self.state.token.first {
            self.same_line_start()?;
        }
        self.after_expression(value)
    }
}
