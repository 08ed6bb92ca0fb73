//! Intel HEX as a flasher reads it: characters in, writes out, an error at the first record that is wrong.

/// What a character led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Data { address: u32, bytes: Vec<u8> },
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Checksum,
    Syntax,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Reader {
    upper: u32,
    /// The digits of the record under way.
    line: Option<Vec<u8>>,
}

impl Reader {
    pub fn push(&mut self, character: u8) -> Result<Found, Wrong> {
        match character {
            b':' => {
                self.line = Some(Vec::new());
                Ok(Found::Nothing)
            }
            b'\r' | b'\n' => match self.line.take() {
                Some(line) => self.record(&line),
                None => Ok(Found::Nothing),
            },
            _ => match &mut self.line {
                Some(line) if line.len() < 520 => {
                    let digit = char::from(character).to_digit(16).ok_or(Wrong::Syntax)?;
                    line.push(digit as u8);
                    Ok(Found::Nothing)
                }
                _ => Err(Wrong::Syntax),
            },
        }
    }

    fn record(&mut self, digits: &[u8]) -> Result<Found, Wrong> {
        if digits.len() % 2 != 0 {
            return Err(Wrong::Syntax);
        }
        let bytes: Vec<u8> = digits
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect();
        if bytes.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte)) != 0 {
            return Err(Wrong::Checksum);
        }
        let [length, high, low, kind, data @ .., _] = bytes.as_slice() else {
            return Err(Wrong::Syntax);
        };
        if usize::from(*length) != data.len() {
            return Err(Wrong::Syntax);
        }
        match (kind, data) {
            (0, data) => Ok(Found::Data {
                address: self.upper + u32::from(u16::from_be_bytes([*high, *low])),
                bytes: data.to_vec(),
            }),
            (1, _) => Ok(Found::End),
            (2, [high, low]) => {
                self.upper = u32::from(u16::from_be_bytes([*high, *low])) << 4;
                Ok(Found::Nothing)
            }
            (4, [high, low]) => {
                self.upper = u32::from(u16::from_be_bytes([*high, *low])) << 16;
                Ok(Found::Nothing)
            }
            (3 | 5, _) => Ok(Found::Nothing),
            _ => Err(Wrong::Syntax),
        }
    }
}
