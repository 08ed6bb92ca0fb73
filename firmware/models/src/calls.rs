//! The arguments of a Python call, as far as they are literals.

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Number(u32),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    /// As the helper sums it up.
    pub fn plain(&self) -> Vec<u8> {
        match self {
            Value::Number(number) => number.to_string().into_bytes(),
            Value::Text(text) => text.clone().into_bytes(),
            Value::Bytes(bytes) => bytes.clone(),
        }
    }
}

/// `1,2,'a',b'\x00')` and a line's end; nothing where Python would find an error.
pub(crate) fn parse(text: &str) -> Option<Vec<Value>> {
    let mut letters = text.chars().peekable();
    let mut values = Vec::new();
    loop {
        let mut first = letters.next()?;
        let bytes = first == 'b';
        if bytes {
            first = letters.next()?;
        }
        values.push(match first {
            '\'' => {
                let found = quoted(&mut letters)?;
                match bytes {
                    true => Value::Bytes(
                        found
                            .into_iter()
                            .map(|code| u8::try_from(code).ok())
                            .collect::<Option<_>>()?,
                    ),
                    false => Value::Text(
                        found
                            .into_iter()
                            .map(char::from_u32)
                            .collect::<Option<_>>()?,
                    ),
                }
            }
            '0'..='9' if !bytes => {
                let mut number = first.to_digit(10)?;
                while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
                    number = number.checked_mul(10)?.checked_add(digit)?;
                    letters.next();
                }
                Value::Number(number)
            }
            _ => return None,
        });
        match letters.next()? {
            ',' => {}
            ')' => break,
            _ => return None,
        }
    }
    let rest: String = letters.collect();
    rest.trim().is_empty().then_some(values)
}

fn quoted(letters: &mut impl Iterator<Item = char>) -> Option<Vec<u32>> {
    let mut found = Vec::new();
    loop {
        let code = match letters.next()? {
            '\'' => return Some(found),
            '\n' => return None,
            '\\' => {
                let digits = match letters.next()? {
                    'n' => Err('\n'),
                    'r' => Err('\r'),
                    letter @ ('\'' | '\\') => Err(letter),
                    'x' => Ok(2),
                    'u' => Ok(4),
                    'U' => Ok(8),
                    _ => return None,
                };
                match digits {
                    Err(letter) => u32::from(letter),
                    Ok(count) => {
                        let mut code = 0u32;
                        for _ in 0..count {
                            code = code.checked_mul(16)? + letters.next()?.to_digit(16)?;
                        }
                        code
                    }
                }
            }
            letter => u32::from(letter),
        };
        found.push(code);
    }
}

/// Bytes as Python shows them.
pub(crate) fn literal(bytes: &[u8]) -> String {
    // Python prefers the quote that is not in the text.
    let quote = match bytes.contains(&b'\'') && !bytes.contains(&b'"') {
        true => '"',
        false => '\'',
    };
    let mut text = format!("b{quote}");
    for byte in bytes {
        match byte {
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            b'\\' => text.push_str("\\\\"),
            _ if char::from(*byte) == quote => text.extend(['\\', quote]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push(quote);
    text
}
