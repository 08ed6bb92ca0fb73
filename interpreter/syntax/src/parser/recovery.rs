//! After an error: is there a better explanation? The tokens are read again from the start of the statement to the end
//! of the source, with a stack of brackets in the store, as only a wrong program is worth.

use crate::error::{Fault, Message, line_at};
use crate::lexer::Lexer;
use crate::store::Store;
use crate::token::{Kind, Token};

/// The fault to report instead: brackets that do not match, a bracket never closed, or what the lexer refuses further on.
///
/// `reached` is the furthest token that the parser looked at; `lexer` and `token` are as at the start of the statement.
pub(super) fn refine<S: Store>(
    fault: Fault,
    reached: u32,
    lexer: Lexer,
    token: Token,
    store: &mut S,
) -> Fault {
    // CPython looks no further after these either.
    if matches!(
        fault.message,
        Message::OutOfMemory
            | Message::TooDeep
            | Message::TooManyParentheses
            | Message::UnexpectedIndent
            | Message::MultipleStatements
    ) {
        return fault;
    }
    let base = store.len();
    let better = reread(fault, reached, lexer, token, store);
    store.truncate(base);
    better.unwrap_or(fault)
}

/// Marks an indentation on the stack of brackets; no offset is as high.
const INDENT: u32 = 1 << 31;

/// Whether a line indented by `column` begins a block or belongs to an open one, which becomes the innermost.
fn fits_indentation<S: Store>(column: u32, base: u32, store: &mut S) -> Option<bool> {
    let mut left = false;
    loop {
        let innermost = match store.len() {
            len if len <= base => 0,
            len if store.get(len - 1) & INDENT == 0 => return Some(true),
            len => store.get(len - 1) & !INDENT,
        };
        if column == innermost {
            return Some(true);
        }
        if column > innermost {
            store.push(INDENT | column).ok()?;
            return Some(!left);
        }
        left = true;
        store.truncate(store.len() - 1);
    }
}

fn reread<S: Store>(
    fault: Fault,
    reached: u32,
    mut lexer: Lexer,
    mut token: Token,
    store: &mut S,
) -> Option<Fault> {
    let base = store.len();
    let lexer_fault = is_from_lexer(fault.message);
    let mut formatted = false;
    loop {
        let byte = store.byte(token.start);
        if token.first
            && token.kind != Kind::End
            && !fits_indentation(lexer.indent.column, base, store)?
        {
            if token.start > reached {
                break;
            }
            let end = end_of_line(store, token.start);
            return Some(Fault {
                message: Message::UnindentMismatch,
                start: end,
                end,
            });
        }
        match token.kind {
            Kind::LParen | Kind::LBracket | Kind::LBrace => store.push(token.start).ok()?,
            Kind::RParen | Kind::RBracket | Kind::RBrace if store.len() > base => {
                let open = store.get(store.len() - 1);
                if open & INDENT != 0 {
                    return None;
                }
                store.truncate(store.len() - 1);
                if partner(store.byte(open)) != byte {
                    return Some(mismatch(store, open, token));
                }
            }
            Kind::FString => {
                formatted = true;
                let end = skip_fstring(store, token)?;
                if fault.start > token.start && fault.start < end {
                    return None;
                }
                lexer.pos = end;
            }
            Kind::End => break,
            _ => {}
        }
        if lexer_fault && token.start >= fault.start {
            return None;
        }
        match lexer.next(&*store) {
            Ok(next) => token = next,
            Err(found) if lexer_fault || formatted => return (found == fault).then_some(fault),
            // CPython's lexer tells these to nobody when it reads ahead.
            Err(Fault {
                message: Message::AfterLineContinuation | Message::UnexpectedEnd,
                start,
                ..
            }) if start > reached => break,
            Err(found) => return Some(found),
        }
    }
    if store.len() == base {
        return None;
    }
    let open = store.get(store.len() - 1);
    if open & INDENT != 0 {
        return None;
    }
    if reached >= token.start || line_at(store, reached) > line_at(store, open) {
        let opening = store.byte(open) as char;
        return Some(Fault {
            message: Message::NeverClosed { opening },
            start: open,
            end: open + 1,
        });
    }
    None
}

fn is_from_lexer(message: Message) -> bool {
    matches!(
        message,
        Message::NullByte
            | Message::InvalidUtf8
            | Message::InvalidCharacter { .. }
            | Message::NonPrintableCharacter { .. }
            | Message::AfterLineContinuation
            | Message::UnexpectedEnd
            | Message::Unmatched { .. }
            | Message::UnterminatedString { .. }
            | Message::UnterminatedTriple { .. }
            | Message::UnterminatedFString { .. }
            | Message::UnterminatedTripleFString { .. }
            | Message::InvalidNumber { .. }
            | Message::InvalidDigit { .. }
            | Message::LeadingZeros
            | Message::UnindentMismatch
            | Message::InconsistentTabs
            | Message::TooManyIndents
    )
}

pub(super) fn end_of_line<S: Store>(store: &S, from: u32) -> u32 {
    let mut end = from;
    while !matches!(store.byte(end), b'\n' | b'\r') && end < store.source_len() {
        end += 1;
    }
    end
}

fn partner(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn mismatch<S: Store>(store: &S, open: u32, token: Token) -> Fault {
    let closing = store.byte(token.start) as char;
    let opening = store.byte(open) as char;
    let line = line_at(store, open);
    let message = if line == line_at(store, token.start) {
        Message::Mismatch { closing, opening }
    } else {
        Message::MismatchOnLine {
            closing,
            opening,
            line,
        }
    };
    Fault {
        message,
        start: token.start,
        end: token.end,
    }
}

/// The end of an f-string, taken as a plain string: good enough where no quotes are nested.
fn skip_fstring<S: Store>(store: &S, opening: Token) -> Option<u32> {
    let quote = store.byte(opening.end - 1);
    let triple = opening.prefix & 8 != 0;
    let mut at = opening.end;
    loop {
        match store.byte(at) {
            0 if at >= store.source_len() => return None,
            b'\n' | b'\r' if !triple => return None,
            b'\\' => at += 2,
            byte if byte != quote => at += 1,
            _ if !triple => return Some(at + 1),
            _ if store.byte(at + 1) == quote && store.byte(at + 2) == quote => return Some(at + 3),
            _ => at += 1,
        }
    }
}
