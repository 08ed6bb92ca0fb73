//! Is what was typed at a prompt a whole statement? The answer that a REPL needs after every line.

use crate::error::{Message, SyntaxError};
use crate::parser::{Mode, Parser};
use crate::store::Store;
use crate::tree::{Stmt, Tree};

/// What a prompt does with the text typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// It can run (or there is nothing to run).
    Complete,
    /// It can become a statement with more lines: an open bracket, string or block, or a joined line.
    Incomplete,
    /// No further line can make it right.
    Wrong(SyntaxError),
}

/// Judges the source text of `store`: the lines typed so far, without the line break that ended the last one.
/// A block is complete when a blank line has ended it. The store is left as it was.
pub fn judge<S: Store>(store: &mut S) -> Input {
    let base = store.len();
    let input = judged(store);
    store.truncate(base);
    input
}

fn judged<S: Store>(store: &mut S) -> Input {
    let Ok(mut parser) = Parser::new(store, Mode::Prompt) else {
        return Input::Complete;
    };
    let blank = ends_with_blank_line(store);
    // Of several statements (they were pasted) the last one may go on.
    let mut open = false;
    loop {
        match parser.next_statement(store) {
            Ok(None) if open => return Input::Incomplete,
            Ok(None) => return Input::Complete,
            Ok(Some(node)) => open = !blank && has_block(store.stmt(node)),
            Err(error) if can_continue(store, &parser, &error, blank) => return Input::Incomplete,
            Err(error) => return Input::Wrong(error),
        }
    }
}

fn can_continue<S: Store>(store: &S, parser: &Parser, error: &SyntaxError, blank: bool) -> bool {
    match error.message {
        Message::UnterminatedTriple { .. }
        | Message::UnterminatedTripleFString { .. }
        | Message::UnexpectedEnd => true,
        Message::UnterminatedString { .. } | Message::UnterminatedFString { .. } => {
            let len = store.source_len();
            len > 0 && store.byte(len - 1) == b'\\'
        }
        Message::NeverClosed { .. } => parser.ran_out(),
        _ => parser.ran_out() && !blank,
    }
}

fn ends_with_blank_line<S: Store>(store: &S) -> bool {
    let mut at = store.source_len();
    while at > 0 {
        at -= 1;
        match store.byte(at) {
            b' ' | b'\t' | 0x0C => {}
            b'\n' | b'\r' => return true,
            _ => return false,
        }
    }
    false
}

pub(crate) fn has_block(stmt: Stmt) -> bool {
    matches!(
        stmt,
        Stmt::FunctionDef { .. }
            | Stmt::ClassDef { .. }
            | Stmt::For { .. }
            | Stmt::While { .. }
            | Stmt::If { .. }
            | Stmt::With { .. }
            | Stmt::Match { .. }
            | Stmt::Try { .. }
    )
}
