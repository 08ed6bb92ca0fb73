//! Examples and a short reference: programs of `web/examples`, pieces of code with a line of words each.

mod card;
mod reference;

pub use card::card;
pub use reference::TOPICS;

use crate::{project::BoardKind, texts::Language};

/// A program that opens as a project.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// In English and in German.
    titles: [&'static str; 2],
    pub board: BoardKind,
    /// The lights of a board that stand for it: rows of a micro:bit, the four LEDs of a pyboard; 0 to 9.
    pub picture: &'static str,
    pub source: &'static str,
}

/// A piece of code with what it does.
#[derive(Debug, PartialEq)]
pub struct Piece {
    words: [&'static str; 2],
    pub code: &'static str,
    /// For this board only.
    pub board: Option<BoardKind>,
}

/// Pieces that belong together.
#[derive(Debug, PartialEq)]
pub struct Topic {
    titles: [&'static str; 2],
    pub pieces: &'static [Piece],
}

fn of(language: Language, [english, german]: [&'static str; 2]) -> &'static str {
    match language {
        Language::English => english,
        Language::German => german,
    }
}

impl Example {
    pub fn title(&self, language: Language) -> &'static str {
        of(language, self.titles)
    }
}

impl Piece {
    pub fn words(&self, language: Language) -> &'static str {
        of(language, self.words)
    }
}

impl Topic {
    pub fn title(&self, language: Language) -> &'static str {
        of(language, self.titles)
    }
}

macro_rules! examples {
    ($( $board:ident $file:literal $picture:literal $english:literal $german:literal )*) => {
        &[ $( Example {
            titles: [$english, $german],
            board: BoardKind::$board,
            picture: $picture,
            source: include_str!(concat!("../../examples/", $file, ".py")),
        } ),* ]
    };
}

pub const EXAMPLES: &[Example] = examples! {
    Microbit "heart" "09090:99999:99999:09990:00900" "Beating heart" "Herzschlag"
    Microbit "name_badge" "00900:09990:00900:09990:09090" "Name badge" "Namensschild"
    Microbit "counter" "09990:00090:00990:00090:09990" "Counter" "Zähler"
    Microbit "dice" "90009:00000:00900:00000:90009" "Dice" "Würfel"
    Microbit "rock_paper_scissors" "99009:99090:00900:99090:99009" "Rock, paper, scissors" "Schere, Stein, Papier"
    Microbit "animation" "00900:09990:99999:09990:00900" "Animation" "Animation"
    Microbit "melody" "00900:00990:00909:99900:99900" "Melody" "Melodie"
    Microbit "theremin" "09000:90900:00909:00090:00000" "Theremin" "Theremin"
    Microbit "touch_piano" "90909:90909:90909:99999:99999" "Touch piano" "Klavier zum Berühren"
    Microbit "reaction" "00900:09990:99099:09990:00900" "Reaction game" "Reaktionsspiel"
    Microbit "snake" "99000:99099:09090:09990:00000" "Snake" "Schlange"
    Microbit "spirit_level" "00000:99999:90909:99999:00000" "Spirit level" "Wasserwaage"
    Microbit "steps" "00900:09990:00900:09090:90009" "Step counter" "Schrittzähler"
    Microbit "compass" "00900:09990:90909:00900:00900" "Compass" "Kompass"
    Microbit "thermometer" "00900:00900:00900:09990:09990" "Thermometer" "Thermometer"
    Microbit "night_light" "00990:09900:09900:09900:00990" "Night light" "Nachtlicht"
    Microbit "clap" "90909:09990:99999:09990:90909" "Clap light" "Klatschlicht"
    Microbit "radio_duck" "09900:99900:09999:09990:00000" "Radio duck" "Funk-Ente"
    Microbit "data_logger" "00009:00909:00909:90909:90909" "Data logger" "Messwerte aufzeichnen"
    Microbit "plot_tilt" "00009:00090:90900:09000:00000" "Plot the tilt" "Neigung als Kurve"
    Microbit "rainbow" "09990:90009:09990:90009:00000" "NeoPixel rainbow" "NeoPixel-Regenbogen"
    Microbit "screen" "99999:90009:90909:99999:00900" "Ball on a screen" "Ball auf einem Bildschirm"
    Microbit "weather" "00990:09999:99999:00000:09090" "Weather sensor" "Wettersensor"
    Microbit "greenhouse" "00900:09990:00900:09990:99999" "Greenhouse" "Gewächshaus"
    Microbit "speaking_clock" "09990:90909:90990:90009:09990" "Speaking clock" "Sprechende Uhr"
    Microbit "guess" "09990:00090:00900:00000:00900" "Guess the number" "Zahlenraten"
    Microbit "primes" "99999:00090:00900:09000:09000" "Prime numbers" "Primzahlen"
    Pyboard "py_blink" "9000" "Running light" "Lauflicht"
    Pyboard "py_switch" "0900" "Switch" "Taster"
    Pyboard "py_fade" "0009" "Breathing light" "Atmendes Licht"
    Pyboard "py_tilt" "9009" "Tilt the board" "Board neigen"
    Pyboard "py_servo" "0090" "Servo" "Servo"
    Pyboard "py_analog" "0990" "Voltage" "Spannung"
    Pyboard "py_wire" "9990" "Thermometers on one wire" "Thermometer an einer Leitung"
    Pyboard "py_pins" "9090" "Pins" "Pins"
};

/// What a new project begins with.
pub const EMPTY: &[Example] = examples! {
    Microbit "empty_microbit" "00000:00000:00000:00000:00000" "For the micro:bit" "Für den micro:bit"
    Pyboard "empty_pyboard" "0000" "For the pyboard" "Für das pyboard"
};

/// What is open on the first visit.
pub fn first() -> &'static Example {
    &EXAMPLES[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::check;

    #[test]
    fn every_example_and_piece_can_be_read() {
        for example in EXAMPLES.iter().chain(EMPTY) {
            assert_eq!(check::parse(example.source), None, "{}", example.titles[0]);
            assert!(example.source.ends_with('\n'));
            let lights = example.picture.bytes().filter(u8::is_ascii_digit).count();
            let all = if example.board == BoardKind::Microbit {
                25
            } else {
                4
            };
            assert_eq!(lights, all, "{}", example.titles[0]);
        }
        for piece in TOPICS.iter().flat_map(|topic| topic.pieces) {
            assert_eq!(check::parse(piece.code), None, "{}", piece.words[0]);
        }
    }
}
