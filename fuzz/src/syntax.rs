//! Source text into the parser: as a file, as something half typed, as a statement at the prompt, as an expression; with
//! room for the tree and with too little.

use pyrite_syntax::{
    Mode, Parser, SliceStore, Store, SyntaxError, Tree,
    complete::{Input, judge},
    tree::Stmt,
};

pub fn run(data: &[u8]) {
    let roomy = data.len() * 16 + 256;
    for words in [roomy, data.len() / 2 + 8] {
        let mut words = vec![0; words];
        for mode in [Mode::Module, Mode::Interactive, Mode::Expression] {
            if let Err(error) = parse(data, &mut words, mode) {
                check(&error, data);
            }
        }
        if let Input::Wrong(error) = judge(&mut SliceStore::new(data, &mut words)) {
            check(&error, data);
        }
    }
}

fn parse(data: &[u8], words: &mut [u32], mode: Mode) -> Result<(), SyntaxError> {
    let mut store = SliceStore::new(data, words);
    let Ok(mut parser) = Parser::new(&mut store, mode) else {
        return Ok(());
    };
    if mode == Mode::Expression {
        return parser.parse_expression(&mut store).map(drop);
    }
    let base = store.len();
    while let Some(node) = parser.next_statement(&mut store)? {
        let _: Stmt = store.stmt(node);
        store.truncate(base);
    }
    Ok(())
}

/// An error has a place in the text, if there is any, and a text of its own.
fn check(error: &SyntaxError, data: &[u8]) {
    let breaks = data.iter().filter(|byte| matches!(byte, b'\n' | b'\r'));
    let lines = 1 + breaks.count() as u32;
    let first = u32::from(!data.is_empty());
    assert!((first..=lines).contains(&error.line), "{error:?}");
    assert!((error.line..=lines).contains(&error.end_line), "{error:?}");
    assert!(error.start <= error.end, "{error:?}");
    assert!(error.start as usize <= data.len() + 1, "{error:?}");
    assert!(!error.to_string().is_empty());
}
