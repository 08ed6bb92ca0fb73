//! Nesting has a limit with a clear error; chains have none. Everything runs on a small native stack.

mod support;

use pyrite_syntax::{ErrorClass, Mode, Parser, SliceStore};

const STACK: usize = 512 * 1024;

fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .unwrap();
    thread.join().unwrap();
}

fn parses(source: String) {
    on_small_stack(move || {
        let words = 1 << 21;
        support::parse(source.as_bytes(), words)
            .unwrap_or_else(|error| panic!("{error}: {}", &source[..40]));
    });
}

fn fails(source: String, class: ErrorClass, text: &'static str) {
    on_small_stack(move || {
        let error = support::parse(source.as_bytes(), 1 << 20).unwrap_err();
        assert_eq!(
            (error.class(), error.message.to_string().as_str()),
            (class, text)
        );
    });
}

#[test]
fn chains_are_loops() {
    const N: usize = 10_000;
    parses(format!("x = {}a\n", "a + ".repeat(N)));
    parses(format!("x = {}a\n", "a and ".repeat(N)));
    parses(format!("x = {}a\n", "a < ".repeat(N)));
    parses(format!("x = {}a\n", "not ".repeat(N)));
    parses(format!("x = {}a\n", "- ".repeat(N)));
    parses(format!("x = {}a\n", "a if b else ".repeat(N)));
    parses(format!("x{}\n", ".y".repeat(N)));
    parses(format!("x{}\n", "()".repeat(N)));
    parses(format!("{}1\n", "x = ".repeat(N)));
    parses(format!("x = [{}]\n", "1, ".repeat(N)));
    parses(format!("x = {}\n", "'a' ".repeat(N)));
    parses(format!("if a: pass\n{}", "elif b: pass\n".repeat(N)));
    parses(format!("{}\n", "a;".repeat(N)));
    parses(format!("[x {}]\n", "for a in b if c ".repeat(N)));
}

#[test]
fn nesting_is_counted() {
    let deep = "maximum recursion depth exceeded during parsing";
    fails(
        format!("x = {}", "(".repeat(201)),
        ErrorClass::SyntaxError,
        "too many nested parentheses",
    );
    parses(format!("x = {}1{}\n", "(".repeat(200), ")".repeat(200)));
    parses(format!("x = {}1{}\n", "[".repeat(200), "]".repeat(200)));
    parses(format!("x = {}1{}\n", "f(".repeat(200), ")".repeat(200)));
    parses(format!("x = {}1{}\n", "{1:".repeat(200), "}".repeat(200)));
    fails(
        format!("x = {}1", "2 ** ".repeat(5000)),
        ErrorClass::RecursionError,
        deep,
    );
    fails(
        format!("x = {}1", "lambda: ".repeat(5000)),
        ErrorClass::RecursionError,
        deep,
    );
    let blocks: String = (0..101)
        .map(|level| format!("{}if a:\n", " ".repeat(level)))
        .collect();
    fails(
        blocks,
        ErrorClass::IndentationError,
        "too many levels of indentation",
    );
    let patterns = format!(
        "match a:\n case {}1{}: pass\n",
        "(".repeat(200),
        ")".repeat(200)
    );
    parses(patterns);
}

#[test]
fn the_limit_is_the_callers() {
    let source = format!("x = {}1{}\n", "(".repeat(20), ")".repeat(20));
    let mut words = [0; 1024];
    let mut store = SliceStore::new(source.as_bytes(), &mut words);
    let mut parser = Parser::new(&mut store, Mode::Module).unwrap();
    parser.set_depth_limit(10);
    assert_eq!(
        parser.next_statement(&mut store).unwrap_err().class(),
        ErrorClass::RecursionError
    );
}

#[test]
fn a_full_store_is_an_error() {
    for words in 1..200 {
        let source = b"def f(a, b=1):\n    return {a: [b, *c] for x in f'{y!r:>{z}}'}\n";
        match support::parse(source, words) {
            Ok(_) => assert!(words > 40),
            Err(error) => assert_eq!(error.class(), ErrorClass::MemoryError),
        }
    }
}
