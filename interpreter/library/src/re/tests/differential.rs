//! Patterns and texts made up from a seed, and what the CPython on the machine finds with them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::string::{String, ToString};
use std::vec::Vec;
use std::{env, eprintln, format};

use super::*;

/// Reads lines of pattern, text and flags in hexadecimal; writes every match's spans, or the error.
const ORACLE: &str = r#"
import re, sys, warnings
warnings.simplefilter('ignore')
for line in sys.stdin:
    kind, flags, pattern, text = line.split('|')
    pattern = bytes.fromhex(pattern)
    text = bytes.fromhex(text)
    if kind == 's':
        pattern, text = pattern.decode(), text.decode()
    try:
        compiled = re.compile(pattern, int(flags))
    except re.error as error:
        print('error', error.pos, error.msg.replace('\n', '~'))
        continue
    except Exception as error:
        print('error', None, str(error).replace('\n', '~'))
        continue
    out = []
    for kind, matches in (('s', compiled.finditer(text)), ('f', [compiled.fullmatch(text)]), ('m', [compiled.match(text, 1)])):
        for match in matches:
            if match is None:
                out.append(kind + '-')
            else:
                spans = ' '.join('%d,%d' % span for span in match.regs)
                out.append('%s%s/%s' % (kind, spans, match.lastindex or 0))
    print('ok', ';'.join(out))
"#;

/// A small generator of numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % limit
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const ATOMS: &[&str] = &[
    "a",
    "b",
    "ab",
    "c",
    ".",
    "x",
    "é",
    "A",
    "ſ",
    "1",
    " ",
    "\n",
    "\\d",
    "\\w",
    "\\s",
    "\\D",
    "\\W",
    "\\S",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[^b-z]",
    "[\\w-]",
    "[^\\d\\s]",
    "[éa]",
    "[A-Z]",
    "[^\\W]",
    "\\n",
    "[]a]",
    "[s]",
    "[^x]",
    "\\x61",
    "",
];
const ANCHORS: &[&str] = &["^", "$", "\\b", "\\B", "\\A", "\\Z"];
const COUNTS: &[&str] = &[
    "*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "{0}", "{1}", "{0,1}",
];
/// Without `(?a:`, whose flag CPython 3.11 forgets when it looks for where a match may start.
const OPENERS: &[&str] = &[
    "(", "(", "(", "(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:", "(?s:", "(?-i:",
    "(?m:", "(?P<n>", "(?(1)", "(?x: ",
];

fn make_pattern(dice: &mut Dice, depth: usize, out: &mut String) {
    for _ in 0..1 + dice.below(3) {
        match dice.below(12) {
            0..=5 => out.push_str(dice.one(ATOMS)),
            6 => out.push_str(dice.one(ANCHORS)),
            7..=9 if depth > 0 => {
                out.push_str(dice.one(OPENERS));
                make_pattern(dice, depth - 1, out);
                if dice.below(3) == 0 {
                    out.push('|');
                    make_pattern(dice, depth - 1, out);
                }
                out.push(')');
            }
            10 => out.push_str(dice.one(&["\\1", "\\2", "(?P=n)", "\\01", "|"])),
            _ => out.push_str(dice.one(ATOMS)),
        }
        if dice.below(3) == 0 {
            out.push_str(dice.one(COUNTS));
            match dice.below(6) {
                0 | 1 => out.push('?'),
                2 => out.push('+'),
                _ => {}
            }
        }
    }
}

/// Takes a character out, or puts one in that means something.
fn damage(dice: &mut Dice, pattern: &mut String) {
    let mut chars: Vec<char> = pattern.chars().collect();
    let at = dice.below(chars.len() + 1);
    if dice.below(2) == 0 && at < chars.len() {
        chars.remove(at);
    } else {
        let more: Vec<char> = "()[]{}*+?|\\^$-,:<>=!P#19aix".chars().collect();
        chars.insert(at, more[dice.below(more.len())]);
    }
    *pattern = chars.into_iter().collect();
}

fn make_text(dice: &mut Dice) -> String {
    let chars = [
        "a", "b", "c", "a", "b", "x", "é", "A", "B", "É", "s", "ſ", "1", "2", " ", "\n", "-", "ab",
        "٣", "\u{2028}",
    ];
    (0..dice.below(9)).map(|_| dice.one(&chars)).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

struct Case {
    pattern: Vec<u8>,
    text: Vec<u8>,
    bytes: bool,
    flags: u32,
}

impl Case {
    fn make(dice: &mut Dice) -> Case {
        let mut pattern = String::new();
        if dice.below(12) == 0 {
            pattern.push_str(dice.one(&["(?i)", "(?s)", "(?m)", "(?x)", "(?a)"]));
        }
        make_pattern(dice, 3, &mut pattern);
        if dice.below(10) == 0 {
            damage(dice, &mut pattern);
        }
        let mut text = make_text(dice);
        let bytes = dice.below(5) == 0;
        if bytes {
            pattern = pattern.replace(['é', 'ſ'], "z");
            text.retain(|char| char.is_ascii());
        }
        let flags = [
            0,
            0,
            flag::IGNORECASE,
            flag::MULTILINE,
            flag::DOTALL,
            flag::ASCII,
        ][dice.below(6)];
        Case {
            pattern: pattern.into_bytes(),
            text: text.into_bytes(),
            bytes,
            flags,
        }
    }

    fn line(&self) -> String {
        let kind = if self.bytes { 'b' } else { 's' };
        format!(
            "{kind}|{}|{}|{}\n",
            self.flags,
            hex(&self.pattern),
            hex(&self.text)
        )
    }

    /// The answer in the oracle's format.
    fn answer(&self) -> String {
        let chars = |at: usize| match self.bytes {
            true => at,
            false => self.text[..at]
                .iter()
                .filter(|byte| *byte & 0xc0 != 0x80)
                .count(),
        };
        let compiled = match pattern_with(&self.pattern, self.bytes, self.flags) {
            Ok(compiled) => compiled,
            Err(error) => {
                let mut message = String::new();
                let _ = error.write_message(&self.pattern, &mut message);
                let at = error.at.map_or("None".to_string(), |at| {
                    let before = &self.pattern[..at as usize];
                    before
                        .iter()
                        .filter(|byte| *byte & 0xc0 != 0x80)
                        .count()
                        .to_string()
                });
                return format!("error {at} {}", message.replace('\n', "~"));
            }
        };
        let mut out = Vec::new();
        let mut show = |kind: char, found: Option<&Found>| {
            let Some(found) = found else {
                out.push(format!("{kind}-"));
                return;
            };
            let spans: Vec<_> = found
                .spans
                .iter()
                .map(|span| match span {
                    Some((from, to)) => format!("{},{}", chars(*from), chars(*to)),
                    None => "-1,-1".to_string(),
                })
                .collect();
            out.push(format!("{kind}{}/{}", spans.join(" "), found.last));
        };
        compiled
            .all(&self.text)
            .iter()
            .for_each(|found| show('s', Some(found)));
        show('f', compiled.run(Mode::Full, &self.text, 0, false).as_ref());
        let second = match self.bytes {
            true => 1.min(self.text.len()),
            false => {
                self.text
                    .iter()
                    .skip(1)
                    .take_while(|byte| *byte & 0xc0 == 0x80)
                    .count()
                    + 1.min(self.text.len())
            }
        };
        show(
            'm',
            compiled
                .run(Mode::Match, &self.text, second, false)
                .as_ref(),
        );
        format!("ok {}", out.join(";"))
    }
}

#[test]
fn agrees_with_cpython() {
    let number = |name, default| {
        let value = env::var(name).ok();
        value
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ number("PYRITE_SEED", 1));
    let cases: Vec<_> = (0..number("PYRITE_CASES", 4000))
        .map(|_| Case::make(&mut dice))
        .collect();
    let child = Command::new("python3")
        .args(["-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: there is no python3 to compare with");
        return;
    };
    let mut input = child.stdin.take().unwrap();
    let lines: String = cases.iter().map(Case::line).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    let output = String::from_utf8(output.stdout).unwrap();
    let mut wrong = 0;
    for (case, expected) in cases.iter().zip(output.lines()) {
        let answer = case.answer();
        if answer != expected {
            wrong += 1;
            let pattern = String::from_utf8_lossy(&case.pattern);
            let text = String::from_utf8_lossy(&case.text);
            eprintln!(
                "{pattern:?} {text:?} flags {} bytes {}\n  here    {answer}\n  CPython {expected}",
                case.flags, case.bytes
            );
        }
    }
    assert_eq!(output.lines().count(), cases.len());
    assert_eq!(wrong, 0);
}
