//! A small voice: phonemes as resonances of the mouth (formants), after averages of measured speakers as phonetics knows them.
//! Each pulse of the voice starts the resonances anew; noise makes the consonants that hiss.

use super::synth::{RATE, sine};

/// A sound of speech.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Phoneme {
    pub name: &'static str,
    /// Resonances in hertz.
    formants: [u16; 3],
    /// How loud the voice is in it, and the noise: 0 to 100.
    voice: u8,
    noise: u8,
    /// Where the noise is strongest, in hertz.
    hiss: u16,
    /// Milliseconds at the usual speed.
    length: u16,
    /// The phoneme that it glides to, by its name.
    glide: &'static str,
}

const fn vowel(name: &'static str, formants: [u16; 3], length: u16) -> Phoneme {
    Phoneme {
        name,
        formants,
        voice: 100,
        noise: 0,
        hiss: 0,
        length,
        glide: "",
    }
}

const fn glide(name: &'static str, formants: [u16; 3], glide: &'static str) -> Phoneme {
    Phoneme {
        name,
        formants,
        voice: 100,
        noise: 0,
        hiss: 0,
        length: 190,
        glide,
    }
}

const fn consonant(
    name: &'static str,
    formants: [u16; 3],
    voice: u8,
    noise: u8,
    hiss: u16,
    length: u16,
) -> Phoneme {
    Phoneme {
        name,
        formants,
        voice,
        noise,
        hiss,
        length,
        glide: "",
    }
}

/// All phonemes; names that begin alike stand with the longer one first.
pub static PHONEMES: &[Phoneme] = &[
    vowel("IY", [270, 2290, 3010], 140),
    vowel("IH", [390, 1990, 2550], 100),
    vowel("IX", [420, 1900, 2500], 80),
    vowel("EH", [530, 1840, 2480], 120),
    vowel("AE", [660, 1720, 2410], 140),
    vowel("AA", [730, 1090, 2440], 150),
    vowel("AH", [640, 1190, 2390], 120),
    vowel("AO", [570, 840, 2410], 150),
    vowel("AX", [500, 1400, 2300], 80),
    vowel("OH", [500, 900, 2400], 140),
    vowel("UH", [440, 1020, 2240], 110),
    vowel("UX", [300, 870, 2240], 120),
    vowel("ER", [490, 1350, 1690], 150),
    glide("EY", [530, 1840, 2480], "IY"),
    glide("AY", [730, 1090, 2440], "IH"),
    glide("OY", [570, 840, 2410], "IH"),
    glide("AW", [730, 1090, 2440], "UH"),
    glide("OW", [500, 900, 2400], "UX"),
    vowel("UW", [300, 870, 2240], 160),
    consonant("WH", [290, 610, 2150], 50, 15, 1000, 80),
    consonant("W", [290, 610, 2150], 70, 0, 0, 70),
    consonant("R", [310, 1060, 1380], 75, 0, 0, 80),
    consonant("L", [360, 1050, 2880], 75, 0, 0, 80),
    consonant("Y", [260, 2200, 3000], 70, 0, 0, 70),
    consonant("M", [280, 900, 2200], 45, 0, 0, 80),
    consonant("NX", [280, 2300, 2750], 45, 0, 0, 90),
    consonant("N", [280, 1700, 2600], 45, 0, 0, 80),
    consonant("B", [200, 1100, 2150], 40, 6, 900, 55),
    consonant("DH", [270, 1290, 2540], 45, 10, 2000, 60),
    consonant("D", [200, 1600, 2600], 40, 12, 3500, 55),
    consonant("G", [200, 1990, 2850], 40, 10, 2000, 60),
    consonant("J", [260, 2000, 3000], 35, 30, 2700, 90),
    consonant("ZH", [300, 1800, 2700], 35, 30, 2700, 90),
    consonant("Z", [270, 1400, 2600], 35, 30, 4600, 90),
    consonant("V", [220, 1100, 2080], 45, 12, 1500, 70),
    consonant("SH", [300, 1800, 2700], 0, 60, 2700, 120),
    consonant("S", [300, 1400, 2600], 0, 55, 4600, 110),
    consonant("F", [300, 1100, 2100], 0, 25, 1500, 100),
    consonant("TH", [300, 1300, 2500], 0, 20, 2000, 100),
    consonant("CH", [300, 1800, 2700], 0, 60, 2800, 100),
    consonant("P", [300, 1100, 2150], 0, 30, 900, 50),
    consonant("T", [300, 1600, 2600], 0, 45, 4200, 50),
    consonant("K", [300, 1990, 2850], 0, 40, 1900, 60),
    consonant("/H", [500, 1500, 2500], 0, 25, 1100, 70),
    consonant("Q", [300, 1500, 2500], 0, 0, 0, 40),
];

/// A piece of what is pronounced.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Token {
    /// A phoneme by its number, and how much it is stressed: 0 to 8.
    Sound { number: usize, stress: u8 },
    /// Silence in milliseconds.
    Pause(u16),
    /// A tone for singing: the number of the pitch.
    Pitch(u16),
}

/// The next token of a text and how many bytes it has; `None` where there is no phoneme.
pub fn next_token(text: &[u8]) -> Option<(Token, usize)> {
    let first = *text.first()?;
    match first {
        b' ' | b'-' => return Some((Token::Pause(if first == b' ' { 40 } else { 80 }), 1)),
        b',' => return Some((Token::Pause(150), 1)),
        b'.' | b'?' | b'!' | b';' | b':' => return Some((Token::Pause(250), 1)),
        b'#' => {
            let digits = text[1..].iter().take_while(|c| c.is_ascii_digit()).count();
            let number = text[1..=digits].iter().fold(0u16, |n, c| {
                n.saturating_mul(10).saturating_add(u16::from(c - b'0'))
            });
            return (1..=255)
                .contains(&number)
                .then_some((Token::Pitch(number), 1 + digits));
        }
        _ => {}
    }
    let named = |len: usize| {
        let name = text.get(..len)?;
        PHONEMES
            .iter()
            .position(|p| p.name.len() == len && p.name.as_bytes().eq_ignore_ascii_case(name))
    };
    let (number, len) = match named(2) {
        Some(number) => (number, 2),
        None => (named(1)?, 1),
    };
    match text.get(len) {
        Some(c @ b'1'..=b'8') => Some((
            Token::Sound {
                number,
                stress: c - b'0',
            },
            len + 1,
        )),
        _ => Some((Token::Sound { number, stress: 0 }, len)),
    }
}

/// Where a text cannot be pronounced, if it cannot.
pub fn first_error(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        match next_token(&text[at..]) {
            Some((_, len)) => at += len,
            None => return Some(at),
        }
    }
    None
}

/// How somebody speaks: the numbers of `speech.say`, 0 to 255.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Manner {
    /// The larger, the lower.
    pub pitch: u16,
    /// The larger, the slower.
    pub speed: u16,
    /// Of the first and of the second resonance; 128 is usual.
    pub mouth: u16,
    pub throat: u16,
}

/// Where in a sound the voice is.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Position {
    pub sample: u32,
    /// Samples since the last pulse of the voice.
    pub pulse: u32,
    pub noise: u32,
    /// The last two values of the filter for noise.
    pub filter: [f32; 2],
}

/// Samples of a token.
pub fn samples(token: Token, manner: &Manner) -> u32 {
    let ms = match token {
        Token::Sound { number, stress } => {
            let length = PHONEMES.get(number).map_or(0, |p| u32::from(p.length));
            length + length * u32::from(stress) / 16
        }
        Token::Pause(ms) => u32::from(ms),
        Token::Pitch(_) => 0,
    };
    ms * u32::from(manner.speed.max(1)) / 72 * RATE / 1000
}

/// Makes the next samples of a token: how many; fewer than asked for at its end. `before` is the phoneme before it.
pub fn fill(
    token: Token,
    before: usize,
    manner: &Manner,
    at: &mut Position,
    into: &mut [u8],
) -> usize {
    let total = samples(token, manner);
    let mut count = 0;
    for sample in into.iter_mut() {
        if at.sample >= total {
            break;
        }
        *sample = match token {
            Token::Sound { number, stress } => one(number, stress, before, manner, at, total),
            _ => 128,
        };
        at.sample += 1;
        count += 1;
    }
    count
}

fn one(
    number: usize,
    stress: u8,
    before: usize,
    manner: &Manner,
    at: &mut Position,
    total: u32,
) -> u8 {
    let Some(p) = PHONEMES.get(number) else {
        return 128;
    };
    let previous = PHONEMES.get(before).unwrap_or(p);
    let along = at.sample as f32 / total.max(1) as f32;
    // The mouth moves for the first fifth; a diphthong moves on in its second half.
    let arrived = (along * 5.0).min(1.0);
    let target = PHONEMES
        .iter()
        .find(|q| q.name == p.glide && !p.glide.is_empty());
    let mut formants = [0.0; 3];
    for (i, f) in formants.iter_mut().enumerate() {
        let (from, own) = (f32::from(previous.formants[i]), f32::from(p.formants[i]));
        *f = from + (own - from) * arrived;
        if let Some(target) = target {
            let moved = ((along - 0.4) / 0.4).clamp(0.0, 1.0);
            *f += (f32::from(target.formants[i]) - own) * moved;
        }
    }
    formants[0] *= f32::from(manner.mouth) / 128.0;
    formants[1] *= f32::from(manner.throat) / 128.0;
    let edge = (along * 8.0).min((1.0 - along) * 8.0).clamp(0.2, 1.0);
    // A stressed sound is higher: number 64 is 234 hertz.
    let hertz = 15_000.0 / f32::from(manner.pitch.max(1)) * (1.0 + 0.02 * f32::from(stress));
    let period = (RATE as f32 / hertz) as u32;
    at.pulse += 1;
    if at.pulse >= period.max(2) {
        at.pulse = 0;
    }
    let t = at.pulse as f32 / RATE as f32;
    let mut voiced = 0.0;
    for (f, (loud, band)) in formants
        .iter()
        .zip([(1.0, 60.0), (0.6, 90.0), (0.3, 120.0)])
    {
        let fading = libm::expf(-core::f32::consts::PI * t * band);
        voiced += loud * fading * sine(t * f);
    }
    at.noise = at.noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    let white = (at.noise >> 16) as f32 / 32_768.0 - 1.0;
    // A filter of two poles lets through what is near the hiss.
    let cosine = sine(f32::from(p.hiss) / RATE as f32 + 0.25);
    let hiss = 0.35 * white + 1.6 * cosine * at.filter[0] - 0.64 * at.filter[1];
    at.filter = [hiss, at.filter[0]];
    let level = (voiced * f32::from(p.voice) * 0.6 + hiss * f32::from(p.noise)) / 100.0 * edge;
    (128.0 + 110.0 * level).clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Manner = Manner {
        pitch: 64,
        speed: 72,
        mouth: 128,
        throat: 128,
    };

    #[test]
    fn texts_fall_apart_into_phonemes() {
        let mut at = 0;
        let mut names = std::vec::Vec::new();
        let text = b" /HEH4LOW.#58W";
        while at < text.len() {
            let (token, len) = next_token(&text[at..]).unwrap();
            at += len;
            match token {
                Token::Sound { number, stress } => {
                    names.push((PHONEMES[number].name, u16::from(stress)))
                }
                Token::Pause(ms) => names.push(("pause", ms)),
                Token::Pitch(n) => names.push(("pitch", n)),
            }
        }
        assert_eq!(
            names,
            [
                ("pause", 40),
                ("/H", 0),
                ("EH", 4),
                ("L", 0),
                ("OW", 0),
                ("pause", 250),
                ("pitch", 58),
                ("W", 0)
            ]
        );
        assert_eq!(first_error(b"/HEHLOW"), None);
        assert_eq!(
            (
                first_error(b"/HEH*"),
                first_error(b"#999"),
                first_error(b"C")
            ),
            (Some(4), Some(0), Some(0))
        );
    }

    #[test]
    fn a_vowel_has_the_pitch_of_the_voice() {
        let (token, _) = next_token(b"AA").unwrap();
        let mut samples = [0; 1600];
        let mut at = Position::default();
        let count = fill(token, 5, &USUAL, &mut at, &mut samples);
        assert_eq!(count, 1600);
        // Pulses of the voice: the loudest moments, 47 samples apart at 234 hertz.
        let middle = &samples[600..1100];
        let same = |lag: usize| {
            middle
                .iter()
                .zip(&samples[600 + lag..])
                .map(|(a, b)| a.abs_diff(*b) as u32)
                .sum::<u32>()
        };
        assert!(same(47) * 4 < same(30), "{} {}", same(47), same(30));
    }

    #[test]
    fn hissing_is_noise() {
        let (token, _) = next_token(b"S").unwrap();
        let mut samples = [0; 800];
        fill(token, 0, &USUAL, &mut Position::default(), &mut samples);
        let changes = samples
            .windows(2)
            .filter(|w| (w[0] < 128) != (w[1] < 128))
            .count();
        assert!(changes > 400, "{changes}");
    }
}
