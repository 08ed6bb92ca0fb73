//! Errors while typing: the parser of the interpreter reads the text, the words come from the table of texts.

use crate::texts::{Language, errors};
use pyrite_syntax::{Mode, Parser, SliceStore, Store, SyntaxError};

/// An error in a text: what the editor shows below its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub line: u32,
    /// From 1, in UTF-16 units, as the editor counts.
    pub column: u32,
    /// Offset after the marked stretch in the text, in UTF-16 units.
    pub end: u32,
    pub plain: errors::Plain,
    /// Python's own words.
    pub python: String,
}

/// Texts beyond this are not read while typing.
const LONGEST: usize = 1 << 20;

/// The first error of a program.
pub fn check(language: Language, source: &str) -> Option<Finding> {
    let error = parse(source)?;
    let start = error.start as usize;
    let line_start = source.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let utf16 = |from: usize, to: usize| -> u32 {
        source
            .get(from..to)
            .map_or(0, |text| text.encode_utf16().count() as u32)
    };
    Some(Finding {
        line: error.line,
        column: utf16(line_start, start) + 1,
        end: utf16(0, (error.end as usize).max(start)),
        plain: errors::syntax(language, &error.message),
        python: format!("{}: {}", error.class().name(), error.message),
    })
}

/// The first error of a program, as the parser says it.
pub fn parse(source: &str) -> Option<SyntaxError> {
    if source.len() > LONGEST {
        return None;
    }
    let mut words = vec![0; 1 << 14];
    loop {
        let mut store = SliceStore::new(source.as_bytes(), &mut words);
        match first_error(&mut store) {
            Err(error) if error.class() == pyrite_syntax::ErrorClass::MemoryError => {
                if words.len() > 1 << 23 {
                    return None;
                }
                words = vec![0; words.len() * 8];
            }
            Err(error) => return Some(error),
            Ok(()) => return None,
        }
    }
}

fn first_error<S: Store>(store: &mut S) -> Result<(), SyntaxError> {
    let Ok(mut parser) = Parser::new(store, Mode::Module) else {
        return Ok(());
    };
    parser.set_depth_limit(100);
    let base = store.len();
    while parser.next_statement(store)?.is_some() {
        store.truncate(base);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_colon() {
        let found = check(Language::English, "x = 'ü😀'\nif x\n    pass\n");
        let found = found.expect("an error");
        assert_eq!((found.line, found.column), (2, 5));
        assert_eq!(found.python, "SyntaxError: expected ':'");
        assert_eq!(found.plain.what, "A colon is missing.");
    }

    #[test]
    fn right_programs_have_none() {
        assert_eq!(check(Language::German, "print('hi')\n"), None);
        assert_eq!(check(Language::German, ""), None);
        let long = "x = [1, 2, 3]\n".repeat(20_000);
        assert_eq!(parse(&long), None);
    }

    #[test]
    fn large_statements_get_more_memory() {
        assert_eq!(parse(&format!("x = [{}]\n", "1, ".repeat(60_000))), None);
    }
}
