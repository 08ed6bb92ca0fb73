//! How English words are spoken: a guess at the phonemes from the letters. Rules for groups of letters, the first that fits
//! counts; words that follow none stand in a list.

/// Words of their own.
static WORDS: &[(&str, &str)] = &[
    ("a", "AX"),
    ("the", "DHAX"),
    ("to", "TUW"),
    ("two", "TUW"),
    ("do", "DUW"),
    ("you", "YUW"),
    ("your", "YAOR"),
    ("are", "AAR"),
    ("of", "AHV"),
    ("one", "WAHN"),
    ("once", "WAHNS"),
    ("i", "AY"),
    ("is", "IHZ"),
    ("was", "WAHZ"),
    ("has", "/HAEZ"),
    ("his", "/HIHZ"),
    ("he", "/HIY"),
    ("she", "SHIY"),
    ("we", "WIY"),
    ("me", "MIY"),
    ("be", "BIY"),
    ("my", "MAY"),
    ("by", "BAY"),
    ("no", "NOW"),
    ("go", "GOW"),
    ("so", "SOW"),
    ("hello", "/HEHLOW"),
    ("world", "WERLD"),
    ("what", "WHAHT"),
    ("who", "/HUW"),
    ("where", "WHEHR"),
    ("there", "DHEHR"),
    ("their", "DHEHR"),
    ("they", "DHEY"),
    ("have", "/HAEV"),
    ("give", "GIHV"),
    ("live", "LIHV"),
    ("love", "LAHV"),
    ("come", "KAHM"),
    ("some", "SAHM"),
    ("said", "SEHD"),
    ("says", "SEHZ"),
    ("any", "EHNIY"),
    ("many", "MEHNIY"),
    ("eight", "EYT"),
    ("four", "FOHR"),
    ("zero", "ZIHROW"),
    ("seven", "SEHVAXN"),
    ("eleven", "IHLEHVAXN"),
    ("robot", "ROWBAAT"),
    ("micro", "MAYKROW"),
    ("python", "PAYTHAAN"),
    ("computer", "KAXMPYUWTER"),
    ("music", "MYUWZIHK"),
    ("people", "PIYPAXL"),
    ("friend", "FREHND"),
    ("good", "GUHD"),
    ("look", "LUHK"),
    ("book", "BUHK"),
    ("were", "WER"),
    ("been", "BIHN"),
    ("put", "PUHT"),
    ("could", "KUHD"),
    ("would", "WUHD"),
    ("should", "SHUHD"),
    ("water", "WAOTER"),
    ("exterminate", "EHKSTERMIHNEYT"),
    ("only", "OWNLIY"),
    ("does", "DAHZ"),
];

/// Groups of letters and their sound.
static GROUPS: &[(&str, &str)] = &[
    ("tion", "SHAXN"),
    ("sion", "ZHAXN"),
    ("ough", "AO"),
    ("augh", "AO"),
    ("eigh", "EY"),
    ("igh", "AY"),
    ("tch", "CH"),
    ("sch", "SK"),
    ("dge", "J"),
    ("ture", "CHER"),
    ("ous", "AXS"),
    ("qu", "KW"),
    ("sh", "SH"),
    ("ch", "CH"),
    ("th", "TH"),
    ("ph", "F"),
    ("wh", "WH"),
    ("ck", "K"),
    ("ng", "NX"),
    ("kn", "N"),
    ("wr", "R"),
    ("gh", "G"),
    ("ee", "IY"),
    ("ea", "IY"),
    ("oo", "UW"),
    ("ou", "AW"),
    ("ow", "OW"),
    ("ai", "EY"),
    ("ay", "EY"),
    ("ei", "EY"),
    ("ey", "IY"),
    ("oi", "OY"),
    ("oy", "OY"),
    ("au", "AO"),
    ("aw", "AO"),
    ("oa", "OW"),
    ("ie", "IY"),
    ("ew", "UW"),
    ("ue", "UW"),
    ("ui", "UW"),
    ("er", "ER"),
    ("ir", "ER"),
    ("ur", "ER"),
    ("ar", "AAR"),
    ("or", "AOR"),
    ("bb", "B"),
    ("cc", "K"),
    ("dd", "D"),
    ("ff", "F"),
    ("gg", "G"),
    ("ll", "L"),
    ("mm", "M"),
    ("nn", "N"),
    ("pp", "P"),
    ("rr", "R"),
    ("ss", "S"),
    ("tt", "T"),
    ("zz", "Z"),
    ("ce", "SEH"),
    ("ci", "SIH"),
    ("cy", "SIY"),
];

/// Sounds of single letters, from a to z.
static LETTERS: [&str; 26] = [
    "AE", "B", "K", "D", "EH", "F", "G", "/H", "IH", "J", "K", "L", "M", "N", "AA", "P", "K", "R",
    "S", "T", "AH", "V", "W", "KS", "IY", "Z",
];

/// Names of the digits.
static DIGITS: [&str; 10] = [
    "ZIHROW", "WAHN", "TUW", "THRIY", "FOHR", "FAYV", "SIHKS", "SEHVAXN", "EYT", "NAYN",
];

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// A vowel that an e at the end makes long.
fn long(c: u8) -> &'static str {
    match c {
        b'a' => "EY",
        b'e' => "IY",
        b'i' => "AY",
        b'o' => "OW",
        _ => "YUW",
    }
}

/// Gives the phonemes of a word, in small letters, piece by piece.
pub fn word(letters: &[u8], mut say: impl FnMut(&'static str)) {
    if let Some((_, sound)) = WORDS.iter().find(|(w, _)| w.as_bytes() == letters) {
        say(sound);
        return;
    }
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let rest = &letters[at..];
        if c.is_ascii_digit() {
            say(DIGITS[usize::from(c - b'0')]);
            at += 1;
            continue;
        }
        // Vowel, consonant, e at the end: the vowel is long and the e silent.
        if let [v, middle, b'e'] | [v, middle, b'e', b's'] = *rest
            && is_vowel(v)
            && middle.is_ascii_alphabetic()
            && !is_vowel(middle)
            && !matches!(middle, b'r' | b'w' | b'x' | b'y')
        {
            say(long(v));
            say(match middle {
                b'c' => "S",
                b'g' => "J",
                b's' => "Z",
                _ => letter(middle),
            });
            if rest.len() == 4 {
                say("Z");
            }
            return;
        }
        if let Some((group, sound)) = GROUPS
            .iter()
            .find(|(group, _)| rest.starts_with(group.as_bytes()))
        {
            say(sound);
            at += group.len();
            continue;
        }
        let last = rest.len() == 1;
        match c {
            b'e' if last && at > 1 => {}
            b'y' if last && letters.iter().filter(|c| is_vowel(**c)).count() == 0 => say("AY"),
            b'y' if at == 0 => say("Y"),
            b'o' if last => say("OW"),
            b'a' if last => say("AX"),
            b's' if last
                && at > 0
                && !matches!(letters[at - 1], b'p' | b't' | b'k' | b'f' | b's') =>
            {
                say("Z")
            }
            b'l' if last || rest == b"le" => say(if at > 1 && !is_vowel(letters[at - 1]) {
                "AXL"
            } else {
                "L"
            }),
            _ => say(letter(c)),
        }
        at += 1;
    }
}

fn letter(c: u8) -> &'static str {
    match c {
        b'a'..=b'z' => LETTERS[usize::from(c - b'a')],
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::voice::first_error;

    fn said(text: &str) -> std::string::String {
        let mut all = std::string::String::new();
        word(text.as_bytes(), |sound| all.push_str(sound));
        all
    }

    #[test]
    fn words_are_spoken_about_as_people_do() {
        assert_eq!(said("hello"), "/HEHLOW");
        assert_eq!(said("cat"), "KAET");
        assert_eq!(said("make"), "MEYK");
        assert_eq!(said("shout"), "SHAWT");
        assert_eq!(said("sky"), "SKAY");
        assert_eq!(said("dogs"), "DAAGZ");
        assert_eq!(said("station"), "STAESHAXN");
        assert_eq!(said("42"), "FOHRTUW");
        assert_eq!(said("little"), "LIHTAXL");
    }

    #[test]
    fn whatever_is_said_can_be_pronounced() {
        let long =
            "supercalifragilisticexpialidocious quartz jukebox rhythm zyzzyva queue x y z é ß"
                .split(' ');
        for text in long.chain(WORDS.iter().map(|w| w.0)) {
            assert_eq!(first_error(said(text).as_bytes()), None, "{text}");
        }
    }
}
