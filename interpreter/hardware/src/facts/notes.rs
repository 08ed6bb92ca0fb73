//! The notation of music: `NOTE[octave][:duration]`, where octave and duration carry over to the next note.

/// What one note leaves for the next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carried {
    pub octave: u8,
    /// In ticks.
    pub duration: u16,
}

impl Default for Carried {
    /// Four ticks in the octave of middle C.
    fn default() -> Self {
        Carried {
            octave: 4,
            duration: 4,
        }
    }
}

/// A note to play.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Note {
    /// In hertz; 0 for a rest.
    pub frequency: u16,
    /// In ticks.
    pub duration: u16,
}

/// Frequencies of octave 8 from C to B, in hundredths of hertz: equal temperament, A4 at 440 Hz.
static OCTAVE_8: [u32; 12] = [
    418_601, 443_492, 469_864, 497_803, 527_404, 558_765, 591_991, 627_193, 664_488, 704_000,
    745_862, 790_213,
];

/// Semitones above C of the notes from A to G.
static STEPS: [u8; 7] = [9, 11, 0, 2, 4, 5, 7];

/// Reads a note; `None` when it is none.
pub fn parse(text: &[u8], carried: &mut Carried) -> Option<Note> {
    let (&letter, rest) = text.split_first()?;
    let letter = letter.to_ascii_lowercase();
    let rest_note = letter == b'r';
    let step = match letter {
        b'a'..=b'g' => i32::from(STEPS[usize::from(letter - b'a')]),
        b'r' => 0,
        _ => return None,
    };
    let (shift, rest) = match rest.split_first() {
        Some((b'#', rest)) if !rest_note => (1, rest),
        Some((b'b', rest)) if !rest_note => (-1, rest),
        _ => (0, rest),
    };
    let (octave, rest) = digits(rest);
    let (duration, rest) = match rest.split_first() {
        Some((b':', rest)) => match digits(rest) {
            (Some(ticks), rest) => (Some(ticks), rest),
            (None, _) => return None,
        },
        _ => (None, rest),
    };
    if !rest.is_empty() {
        return None;
    }
    if let Some(octave) = octave {
        carried.octave = u8::try_from(octave).ok().filter(|o| *o <= 9)?;
    }
    if let Some(ticks) = duration {
        carried.duration = ticks;
    }
    Some(Note {
        frequency: if rest_note {
            0
        } else {
            frequency(i32::from(carried.octave) * 12 + step + shift)
        },
        duration: carried.duration,
    })
}

/// Frequency of a note that is so many semitones above C0, in hertz.
fn frequency(semitones: i32) -> u16 {
    let (octave, step) = (semitones.div_euclid(12), semitones.rem_euclid(12));
    let hundredths = OCTAVE_8[step as usize];
    let hundredths = if octave <= 8 {
        hundredths >> (8 - octave).min(31)
    } else {
        hundredths << (octave - 8).min(2)
    };
    u16::try_from((hundredths + 50) / 100).unwrap_or(u16::MAX)
}

/// A number at the beginning of a text, if there is one, and what follows.
fn digits(text: &[u8]) -> (Option<u16>, &[u8]) {
    let n = text.iter().take_while(|c| c.is_ascii_digit()).count();
    if n == 0 {
        return (None, text);
    }
    let (number, rest) = text.split_at(n);
    let number = number.iter().fold(0u16, |v, c| {
        v.saturating_mul(10).saturating_add(u16::from(c - b'0'))
    });
    (Some(number), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> std::vec::Vec<(u16, u16)> {
        let mut carried = Carried::default();
        text.split_whitespace()
            .map(|t| {
                parse(t.as_bytes(), &mut carried).map_or((1, 0), |n| (n.frequency, n.duration))
            })
            .collect()
    }

    #[test]
    fn octave_and_duration_carry_over() {
        assert_eq!(
            notes("A c1:4 e:2 g c2:4"),
            [(440, 4), (33, 4), (41, 2), (49, 2), (65, 4)]
        );
        assert_eq!(
            notes("r4:2 eb:8 d# C#5 Bb3 cb4 b#4"),
            [
                (0, 2),
                (311, 8),
                (311, 8),
                (554, 8),
                (233, 8),
                (247, 8),
                (523, 8)
            ]
        );
    }

    #[test]
    fn what_is_no_note_is_told() {
        for text in ["", "h", "c4:", "c4:4x", "r#", "c99", "::"] {
            assert_eq!(
                parse(text.as_bytes(), &mut Carried::default()),
                None,
                "{text}"
            );
        }
    }
}
