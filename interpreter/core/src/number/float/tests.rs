//! Against what CPython prints.

use super::*;
use crate::number::sink::Buffer;
use std::string::{String, ToString};
use std::vec;

fn shown(value: f64) -> String {
    core::str::from_utf8(repr(value, &mut [0; REPR_LIMIT]))
        .unwrap()
        .to_string()
}

fn formatted(value: f64, kind: u8, precision: Option<usize>, alternate: bool) -> String {
    let layout = Layout::new(
        value,
        Style {
            kind,
            precision,
            alternate,
            coerce_zero: false,
        },
    );
    let mut bytes = vec![0; 2000];
    let mut sink = Buffer::new(&mut bytes);
    layout.write(&mut sink).unwrap();
    let sign = if layout.negative { "-" } else { "" };
    std::format!("{sign}{}", core::str::from_utf8(sink.written()).unwrap())
}

#[test]
fn repr_is_pythons() {
    for (value, text) in [
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (0.1, "0.1"),
        (1e16, "1e+16"),
        (9999999999999998.0, "9999999999999998.0"),
        (1e-5, "1e-05"),
        (0.0001, "0.0001"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (-123.456, "-123.456"),
        (1e22, "1e+22"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
        (f64::NAN, "nan"),
    ] {
        assert_eq!(shown(value), text);
    }
    assert_eq!(repr_part(3.0, &mut [0; REPR_LIMIT]), b"3");
    assert_eq!(repr_part(1e20, &mut [0; REPR_LIMIT]), b"1e+20");
}

#[test]
fn formats_round_exactly() {
    assert_eq!(formatted(0.5, b'f', Some(0), false), "0");
    assert_eq!(formatted(1.5, b'f', Some(0), false), "2");
    assert_eq!(formatted(2.675, b'f', Some(2), false), "2.67");
    assert_eq!(formatted(9.995, b'f', Some(1), false), "10.0");
    assert_eq!(formatted(0.05, b'f', Some(1), false), "0.1");
    assert_eq!(formatted(1e300, b'f', Some(1), false).len(), 303);
    assert_eq!(
        formatted(5e-324, b'e', Some(20), false),
        "4.94065645841246544177e-324"
    );
    assert_eq!(
        formatted(1e-300, b'f', Some(300), false).trim_start_matches(['0', '.']),
        "1"
    );
    assert_eq!(formatted(99999.5, b'g', Some(5), false), "1e+05");
    assert_eq!(formatted(0.0001, b'g', None, true), "0.000100000");
    assert_eq!(formatted(123456.0, 0, Some(6), false), "1.23456e+05");
    assert_eq!(formatted(12345.0, 0, Some(6), false), "12345.0");
    assert_eq!(formatted(-0.125, b'%', None, false), "-12.500000%");
    assert_eq!(formatted(f64::INFINITY, b'E', None, false), "INF");
    assert_eq!(formatted(1.0, b'e', Some(0), true), "1.e+00");
    assert!(formatted(1.0, b'f', Some(1900), false).ends_with("00000"));
}

#[test]
fn text_is_read_correctly_rounded() {
    for (text, value) in [
        (" 1.5\n", Some(1.5)),
        ("1_000.5e1_0", Some(1000.5e10)),
        ("-Infinity", Some(f64::NEG_INFINITY)),
        (".5", Some(0.5)),
        ("5.", Some(5.0)),
        ("1e400", Some(f64::INFINITY)),
        ("9007199254740993", Some(9007199254740992.0)),
        ("9007199254740993.000_000_1", Some(9007199254740994.0)),
        ("", None),
        (".", None),
        ("1__0", None),
        ("_1", None),
        ("1_", None),
        ("1e", None),
        ("0x1", None),
        ("1_._5", None),
    ] {
        assert_eq!(parse(text), value, "{text}");
    }
    let long = std::format!("9007199254740993.{}_1", "0".repeat(2000));
    assert_eq!(parse(&long), Some(9007199254740994.0));
    assert!(parse("nan").is_some_and(f64::is_nan));
}

#[test]
fn hexadecimal_both_ways() {
    let text = |value| {
        let mut bytes = [0; 40];
        let mut sink = Buffer::new(&mut bytes);
        hex(value, &mut sink).unwrap();
        core::str::from_utf8(sink.written()).unwrap().to_string()
    };
    assert_eq!(text(1.0), "0x1.0000000000000p+0");
    assert_eq!(text(-0.0), "-0x0.0p+0");
    assert_eq!(text(5e-324), "0x0.0000000000001p-1022");
    assert_eq!(from_hex(" 0x1.8p1 "), Ok(3.0));
    assert_eq!(from_hex("-ff"), Ok(-255.0));
    assert_eq!(from_hex("0x1p-1075"), Ok(0.0));
    assert_eq!(from_hex("0x1.8p-1074"), Ok(1e-323));
    assert_eq!(from_hex("0x1p1024"), Err(HexError::TooLarge));
    assert_eq!(from_hex("0x"), Err(HexError::Invalid));
    assert_eq!(from_hex("1p"), Err(HexError::Invalid));
}

#[test]
fn rounding_and_division() {
    assert_eq!(round_places(2.675, 2), Some(2.67));
    assert_eq!(round_places(0.5, 0), Some(0.0));
    assert_eq!(round_places(1250.0, -2), Some(1200.0));
    assert_eq!(round_places(1.7976931348623157e308, -308), None);
    assert_eq!(round_places(123.0, -400), Some(0.0));
    assert_eq!(divmod(7.0, -2.0), (-4.0, -1.0));
    assert_eq!(divmod(-1e-20, 3.0), (-1.0, 3.0));
    assert_eq!(divmod(6.0, -3.0).1.to_bits(), (-0.0f64).to_bits());
    assert_eq!(modulo(-7.5, 2.0), 0.5);
    assert_eq!(split(0.75), (3, -2));
}

#[test]
fn the_reader_without_tables_agrees_with_the_one_that_has_them() {
    let read = |text: &str| super::read::read(&mut text.bytes());
    for text in [
        "0",
        "0.0",
        "1",
        ".5",
        "5.",
        "1e5",
        "1E+05",
        "9007199254740993",
        "9007199254740992.5",
        "9007199254740993.5",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "5e-324",
        "2.4e-324",
        "2.5e-324",
        "1e-400",
        "1e400",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "123456789012345678901234567890123456789012345e-30",
        "0.000000000000000000000000000000000000000000001e45",
        "8.5e22",
        "1e23",
        "3.518437208883201171875e13",
        "6.02214076e23",
    ] {
        assert_eq!(
            read(text).map(f64::to_bits),
            text.parse().ok().map(f64::to_bits),
            "{text}"
        );
    }
    let mut bits = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..3000 {
        bits = bits
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        let value = f64::from_bits(bits >> 1);
        if value.is_finite() {
            assert_eq!(read(&std::format!("{value:e}")), Some(value));
            assert_eq!(read(&std::format!("{value:.30e}")), Some(value));
        }
    }
    for text in [
        "", ".", "_1", "1_", "1__0", "1_.5", "1._5", "1e", "1e_5", "1e+-5", "1.5.", "x", "1_e5",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_stepwise_remainder_is_exact() {
    let values = [
        0.0,
        1.0,
        0.1,
        3.0,
        7.5,
        1e-5,
        5e-324,
        1.5e-310,
        1e22,
        1.7976931348623157e308,
        f64::INFINITY,
        f64::NAN,
        123456.789,
        0.75,
        9007199254740993.0,
    ];
    for x in values.iter().flat_map(|x| [*x, -x]) {
        for y in values.iter().flat_map(|y| [*y, -y]) {
            let (steps, exact) = (super::arithmetic::stepwise_remainder(x, y), x % y);
            assert!(
                steps.to_bits() == exact.to_bits() || steps.is_nan() && exact.is_nan(),
                "{x} % {y}: {steps}"
            );
        }
    }
}

#[test]
fn digits_by_trial_are_those_of_the_tables() {
    use super::shortest::Shortest;
    let mut bits = 1u64;
    let random = core::iter::from_fn(|| {
        bits = bits
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        Some(f64::from_bits(bits >> 1))
    });
    let plain = [
        0.0,
        1.0,
        0.1,
        0.3,
        1e23,
        5e-324,
        123456.789,
        1e16,
        9007199254740993.0,
        2.5,
    ];
    for value in plain
        .into_iter()
        .chain(random.take(2000))
        .filter(|f| f.is_finite())
    {
        let (trial, table) = (Shortest::by_trial(value), Shortest::by_table(value));
        assert_eq!(
            (trial.digits(), trial.exponent),
            (table.digits(), table.exponent),
            "{value:e}"
        );
    }
}
