//! Examples and a short reference: programs of `web/examples`, pieces of code with a line of words each.

mod reference;

pub use reference::TOPICS;

use crate::{project::BoardKind, texts::Language};

/// A program that opens as a project.
#[derive(Debug, PartialEq)]
pub struct Example {
    /// In English and in German.
    titles: [&'static str; 2],
    pub board: BoardKind,
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
    ($( $board:ident $file:literal $english:literal $german:literal )*) => {
        &[ $( Example {
            titles: [$english, $german],
            board: BoardKind::$board,
            source: include_str!(concat!("../../examples/", $file, ".py")),
        } ),* ]
    };
}

pub const EXAMPLES: &[Example] = examples! {
    Microbit "heart" "Beating heart" "Herzschlag"
    Microbit "name_badge" "Name badge" "Namensschild"
    Microbit "counter" "Counter" "Zähler"
    Microbit "dice" "Dice" "Würfel"
    Microbit "rock_paper_scissors" "Rock, paper, scissors" "Schere, Stein, Papier"
    Microbit "animation" "Animation" "Animation"
    Microbit "melody" "Melody" "Melodie"
    Microbit "theremin" "Theremin" "Theremin"
    Microbit "touch_piano" "Touch piano" "Klavier zum Berühren"
    Microbit "reaction" "Reaction game" "Reaktionsspiel"
    Microbit "snake" "Snake" "Schlange"
    Microbit "spirit_level" "Spirit level" "Wasserwaage"
    Microbit "steps" "Step counter" "Schrittzähler"
    Microbit "compass" "Compass" "Kompass"
    Microbit "thermometer" "Thermometer" "Thermometer"
    Microbit "night_light" "Night light" "Nachtlicht"
    Microbit "clap" "Clap light" "Klatschlicht"
    Microbit "radio_duck" "Radio duck" "Funk-Ente"
    Microbit "data_logger" "Data logger" "Messwerte aufzeichnen"
    Microbit "plot_tilt" "Plot the tilt" "Neigung als Kurve"
    Microbit "rainbow" "NeoPixel rainbow" "NeoPixel-Regenbogen"
    Microbit "screen" "Ball on a screen" "Ball auf einem Bildschirm"
    Microbit "weather" "Weather sensor" "Wettersensor"
    Microbit "speaking_clock" "Speaking clock" "Sprechende Uhr"
    Microbit "guess" "Guess the number" "Zahlenraten"
    Microbit "primes" "Prime numbers" "Primzahlen"
    Pyboard "py_blink" "Running light" "Lauflicht"
    Pyboard "py_switch" "Switch" "Taster"
    Pyboard "py_fade" "Breathing light" "Atmendes Licht"
    Pyboard "py_tilt" "Tilt the board" "Board neigen"
    Pyboard "py_servo" "Servo" "Servo"
    Pyboard "py_analog" "Voltage" "Spannung"
    Pyboard "py_pins" "Pins" "Pins"
};

/// What a new project begins with.
pub const EMPTY: &[Example] = examples! {
    Microbit "empty_microbit" "For the micro:bit" "Für den micro:bit"
    Pyboard "empty_pyboard" "For the pyboard" "Für das pyboard"
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
        }
        for piece in TOPICS.iter().flat_map(|topic| topic.pieces) {
            assert_eq!(check::parse(piece.code), None, "{}", piece.words[0]);
        }
    }
}
