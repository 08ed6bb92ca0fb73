//! Literals read from the source: numbers correctly rounded, strings piece by piece.

use pyrite_syntax::literal::{Unit, decode_string, dotted_parts, float, integer, small_integer};
use pyrite_syntax::tree::{Alias, Expr, Stmt};
use pyrite_syntax::{Mode, Parser, SliceStore, Text, Tree};

fn whole(source: &str) -> Text {
    Text {
        start: 0,
        len: source.len() as u32,
    }
}

#[test]
fn integers() {
    let read = |source: &str| {
        let store = SliceStore::new(source.as_bytes(), &mut []);
        let (base, digits) = integer(&store, whole(source));
        (
            base,
            String::from_utf8(digits.collect()).unwrap(),
            small_integer(&store, whole(source)),
        )
    };
    assert_eq!(read("1_000"), (10, "1000".into(), Some(1000)));
    assert_eq!(read("0"), (10, "0".into(), Some(0)));
    assert_eq!(read("0xFf_"), (16, "Ff".into(), Some(255)));
    assert_eq!(read("0B1_01"), (2, "101".into(), Some(5)));
    assert_eq!(read("0o17"), (8, "17".into(), Some(15)));
    assert_eq!(read("18446744073709551615").2, Some(u64::MAX));
    assert_eq!(read("18446744073709551616").2, None);
}

#[test]
fn floats() {
    let long_half = format!("1.{}5", "0".repeat(900));
    let many = "9".repeat(400);
    let tie = format!("9007199254740993.{}1", "0".repeat(1000));
    let sources = [
        "1.5",
        ".5",
        "1.",
        "1e3",
        "1_0.0_1E-1_0",
        "1e400",
        "1e-400",
        "0.0",
        "0e5",
        "4.9e-324",
        "2.2250738585072011e-308",
        "123456789012345678901234567890.",
        "1e99999999999999999999",
        "0.000001",
        "100e-2",
        &long_half,
        &many,
        &tie,
        "9007199254740993.0",
        "0e99999999999999999999",
    ];
    for source in sources {
        let store = SliceStore::new(source.as_bytes(), &mut []);
        let plain: String = source.chars().filter(|&letter| letter != '_').collect();
        let expected: f64 = plain.parse().unwrap();
        assert_eq!(
            float(&store, whole(source)).to_bits(),
            expected.to_bits(),
            "{source}"
        );
    }
    let store = SliceStore::new(b"2.5j", &mut []);
    assert_eq!(float(&store, whole("2.5j")), 2.5);
}

fn units(source: &str) -> Vec<Unit> {
    let mut words = [0; 64];
    let mut store = SliceStore::new(source.as_bytes(), &mut words);
    let node = Parser::new(&mut store, Mode::Expression)
        .unwrap()
        .parse_expression(&mut store)
        .unwrap();
    let Expr::Str { prefix, literal } = store.expr(node) else {
        panic!("not a string: {source}")
    };
    let mut units = Vec::new();
    decode_string(&store, literal, prefix, |unit| {
        units.push(unit);
        Ok::<(), ()>(())
    })
    .unwrap();
    units
}

#[test]
fn strings() {
    let chars = |text: &str| {
        text.chars()
            .map(|letter| Unit::Char(letter as u32))
            .collect::<Vec<_>>()
    };
    assert_eq!(units(r"'a\n\x41\u00e9\101\q'"), chars("a\nA\u{e9}A\\q"));
    assert_eq!(units("'''a\r\nb\rc\\\r\nd'''"), chars("a\nb\ncd"));
    assert_eq!(units(r"r'\n\''"), chars(r"\n\'"));
    assert_eq!(units("'\u{1F600}'"), chars("\u{1F600}"));
    assert_eq!(units(r"'\ud800'"), [Unit::Char(0xD800)]);
    assert_eq!(units(r"b'a\xff\u'"), b"a\xff\\u".map(Unit::Byte));
    assert_eq!(
        units(r"'\N{BULLET}'"),
        [Unit::Named(Text { start: 4, len: 6 })]
    );
    assert_eq!(units("\"\""), []);
}

#[test]
fn dotted_names() {
    let mut words = [0; 64];
    let mut store = SliceStore::new(b"import a . b.\\\n c", &mut words);
    let mut parser = Parser::new(&mut store, Mode::Module).unwrap();
    let node = parser.next_statement(&mut store).unwrap().unwrap();
    let Stmt::Import { names } = store.stmt(node) else {
        panic!("not an import")
    };
    let Alias { name, .. } = store.part(names.get(&store, 0).unwrap());
    assert_eq!(dotted_parts(&store, name).count(), 3);
}
