//! Errors in words that a pupil understands: what is wrong, and what to try. Python's own words stand below them.

use super::Language;
use pyrite_syntax::{Message, error::Block};

/// What is wrong, and what to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    pub what: String,
    pub hint: String,
}

/// Of two languages the one that is asked for.
fn pick(language: Language, english: &str, german: &str) -> String {
    match language {
        Language::English => english.to_owned(),
        Language::German => german.to_owned(),
    }
}

macro_rules! plain {
    ($language:expr; $what:literal, $was:literal; $hint:literal, $tipp:literal) => {
        match $language {
            Language::English => Plain {
                what: format!($what),
                hint: format!($hint),
            },
            Language::German => Plain {
                what: format!($was),
                hint: format!($tipp),
            },
        }
    };
}

/// An error found while typing.
pub fn syntax(language: Language, message: &Message) -> Plain {
    use Message::*;
    match *message {
        ExpectedColon => plain!(language;
            "A colon is missing.", "Hier fehlt ein Doppelpunkt.";
            "Put a : at the end of this line.", "Setze ein : an das Ende dieser Zeile."),
        ExpectedBlock { block, .. } => {
            let word = block_word(block);
            plain!(language;
                "The line after '{word}' has to be indented.", "Die Zeile nach '{word}' muss eingerückt sein.";
                "Press Tab at the start of this line. Nothing to do there? Write pass.",
                "Drücke Tab am Anfang dieser Zeile. Soll dort nichts geschehen? Schreibe pass.")
        }
        UnexpectedIndent => plain!(language;
            "This line is indented, but nothing above asks for it.",
            "Diese Zeile ist eingerückt, aber nichts darüber verlangt das.";
            "Remove the spaces at its start, or see if the line above lacks a colon.",
            "Entferne die Leerzeichen am Anfang, oder sieh nach, ob darüber ein Doppelpunkt fehlt."),
        UnindentMismatch => plain!(language;
            "This line does not line up with any line above.", "Diese Zeile passt zu keiner Zeile darüber.";
            "Give it as many spaces at its start as the block it belongs to.",
            "Gib ihr am Anfang so viele Leerzeichen wie dem Block, zu dem sie gehört."),
        InconsistentTabs => plain!(language;
            "Tabs and spaces are mixed here.", "Hier sind Tabs und Leerzeichen gemischt.";
            "Use four spaces for each step.", "Nimm vier Leerzeichen für jede Stufe."),
        NeverClosed { opening } => {
            let closing = closing(opening);
            plain!(language;
                "This {opening} is never closed.", "Diese Klammer {opening} wird nie geschlossen.";
                "Put a {closing} where it ends.", "Setze ein {closing} dorthin, wo sie endet.")
        }
        Unmatched { closing } => plain!(language;
            "This {closing} closes nothing.", "Diese Klammer {closing} schließt nichts.";
            "Remove it, or add the bracket that opens.", "Entferne sie, oder ergänze die öffnende Klammer."),
        Mismatch { closing, opening }
        | MismatchOnLine {
            closing, opening, ..
        } => plain!(language;
            "{opening} and {closing} do not belong together.", "{opening} und {closing} gehören nicht zusammen.";
            "Close brackets with their own kind: ( ), [ ], {{ }}.",
            "Schließe Klammern mit ihrer eigenen Art: ( ), [ ], {{ }}."),
        UnterminatedString { .. }
        | UnterminatedTriple { .. }
        | UnterminatedFString { .. }
        | UnterminatedTripleFString { .. } => plain!(language;
            "This text has no end.", "Dieser Text hat kein Ende.";
            "Put the same quotation mark at its end.", "Setze an sein Ende das gleiche Anführungszeichen."),
        MissingParentheses { .. } => plain!(language;
            "print needs brackets around what it prints.", "print braucht Klammern um das, was es ausgibt.";
            "Write print(…).", "Schreibe print(…)."),
        ForgotComma => plain!(language;
            "Something is missing between these two.", "Zwischen diesen beiden fehlt etwas.";
            "Perhaps a comma?", "Vielleicht ein Komma?"),
        MaybeEquals | CannotAssignHere { .. } | KeywordIsExpression => plain!(language;
            "One = gives a name to a value; it does not compare.",
            "Ein einzelnes = gibt einem Wert einen Namen, es vergleicht nicht.";
            "To compare, write two: ==.", "Zum Vergleichen schreibe zwei: ==."),
        CannotAssign { .. } => plain!(language;
            "There must be a name on the left of =.", "Links von = muss ein Name stehen.";
            "For example: score = 3.", "Zum Beispiel: punkte = 3."),
        InvalidCharacter { character } => {
            let instead = straight(character);
            match instead {
                Some(plain) => plain!(language;
                    "Python does not know the character {character}.", "Python kennt das Zeichen {character} nicht.";
                    "Write {plain} instead.", "Schreibe stattdessen {plain}."),
                None => plain!(language;
                    "Python does not know the character {character} here.",
                    "Python kennt das Zeichen {character} an dieser Stelle nicht.";
                    "Remove it, or put it between quotation marks.",
                    "Entferne es, oder setze es in Anführungszeichen."),
            }
        }
        NonPrintableCharacter { .. } | NullByte | InvalidUtf8 => plain!(language;
            "There is a character here that cannot be seen.", "Hier steht ein Zeichen, das man nicht sieht.";
            "Delete it: put the cursor here and use Backspace.", "Lösche es: Cursor hierher, dann die Rücktaste."),
        InvalidNumber { .. } | InvalidDigit { .. } => plain!(language;
            "This is not a number that Python knows.", "Das ist keine Zahl, die Python kennt.";
            "Names cannot begin with a digit; numbers use a point: 3.5.",
            "Namen beginnen nicht mit einer Ziffer; Zahlen haben einen Punkt: 3.5."),
        LeadingZeros => plain!(language;
            "A number does not begin with 0.", "Eine Zahl beginnt nicht mit 0.";
            "Remove the zeros in front.", "Entferne die Nullen davor."),
        ExpectedParenthesis => plain!(language;
            "Brackets are missing after the name.", "Nach dem Namen fehlen Klammern.";
            "Write ( ) after the function's name.", "Schreibe ( ) hinter den Namen der Funktion."),
        ExpectedExcept => plain!(language;
            "This try has no except.", "Zu diesem try fehlt ein except.";
            "Add a line except: below the block, lined up with try.",
            "Ergänze unter dem Block eine Zeile except:, auf Höhe von try."),
        ExpectedElse => plain!(language;
            "This if inside a line needs an else.", "Dieses if in einer Zeile braucht ein else.";
            "For example: x = 1 if ready else 0.", "Zum Beispiel: x = 1 if bereit else 0."),
        PositionalAfterKeyword | PositionalAfterUnpacking => plain!(language;
            "A value without a name stands behind one with a name.",
            "Ein Wert ohne Namen steht hinter einem mit Namen.";
            "Put the ones without a name first.", "Setze die ohne Namen nach vorn."),
        UnexpectedEnd => plain!(language;
            "The program ends in the middle of something.", "Das Programm endet mitten in etwas.";
            "Finish this line.", "Schreibe diese Zeile zu Ende."),
        AfterLineContinuation => plain!(language;
            "After a \\ the line has to end.", "Nach einem \\ muss die Zeile enden.";
            "Remove the \\, or what stands behind it.", "Entferne das \\, oder was dahinter steht."),
        FStringExpecting
        | FStringSingleBrace
        | FStringExpression
        | FStringEmpty { .. }
        | FStringAfterExpression
        | FStringMismatch { .. } => plain!(language;
            "The braces in this text do not fit.", "Die geschweiften Klammern in diesem Text passen nicht.";
            "Each {{ needs a name and a }}: f\"{{score}} points\".",
            "Jede {{ braucht einen Namen und eine }}: f\"{{punkte}} Punkte\"."),
        _ => plain!(language;
            "Python does not understand this line.", "Python versteht diese Zeile nicht.";
            "Look at the marked place: is a word, a sign or a quotation mark missing, or too many?",
            "Sieh dir die markierte Stelle an: Fehlt ein Wort, ein Zeichen, ein Anführungszeichen, oder ist eins zu viel?"),
    }
}

fn block_word(block: Block) -> &'static str {
    match block {
        Block::If => "if",
        Block::Elif => "elif",
        Block::Else => "else",
        Block::For => "for",
        Block::While => "while",
        Block::With => "with",
        Block::Try => "try",
        Block::Except | Block::ExceptStar => "except",
        Block::Finally => "finally",
        Block::Function => "def",
        Block::Class => "class",
        Block::Match => "match",
        Block::Case => "case",
    }
}

fn closing(opening: char) -> char {
    match opening {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

/// What a typographic character was meant to be.
fn straight(character: char) -> Option<&'static str> {
    Some(match character {
        '“' | '”' | '„' | '«' | '»' => "\"",
        '‘' | '’' | '‚' | '´' => "'",
        '–' | '—' | '−' => "-",
        '×' | '·' => "*",
        '÷' => "/",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '…' => "...",
        '，' | '、' => ",",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        _ => return None,
    })
}

/// An error of a running program, by the name of its exception.
pub fn run_time(language: Language, kind: &str, message: &str) -> Plain {
    // Python itself may have an idea what was meant.
    let (message, meant) = message
        .split_once(" Did you mean: ")
        .map_or((message, None), |(message, meant)| {
            (message, Some(meant.trim_matches(['\'', '?', ' '])))
        });
    let mut plain = plain_words(language, kind, message);
    if let Some(meant) = meant {
        plain.hint = match language {
            Language::English => format!("Did you mean {meant}?"),
            Language::German => format!("Meintest du {meant}?"),
        };
    }
    plain
}

fn plain_words(language: Language, kind: &str, message: &str) -> Plain {
    let quoted = quoted(message).unwrap_or_default();
    let says = |words: &str| message.contains(words);
    match kind {
        "NameError" | "UnboundLocalError" if !quoted.is_empty() => plain!(language;
            "Python does not know the name {quoted}.", "Python kennt den Namen {quoted} nicht.";
            "Is it spelled like where you made it? Does that line come first?",
            "Ist er so geschrieben wie dort, wo er entsteht? Kommt jene Zeile vorher?"),
        "TypeError" if says("concatenate") || says("operand type") && says("'str'") => {
            plain!(language;
            "Text and this other value cannot be joined like that.",
            "Text und dieser andere Wert lassen sich so nicht verbinden.";
            "str(…) makes text of a number, int(…) a number of text.",
            "str(…) macht Text aus einer Zahl, int(…) eine Zahl aus Text.")
        }
        "TypeError" if says("not callable") => plain!(language;
            "This is a value ({quoted}), not a function: it cannot be called.",
            "Das ist ein Wert ({quoted}), keine Funktion: man kann ihn nicht aufrufen.";
            "Remove the brackets behind it, or see if a function's name was used for something else.",
            "Entferne die Klammern dahinter, oder sieh nach, ob der Name einer Funktion neu vergeben wurde."),
        "TypeError" if says("missing") && says("argument") => plain!(language;
            "A function needs more values than it got.", "Eine Funktion braucht mehr Werte, als sie bekam.";
            "Add what is missing between its brackets: {quoted}.",
            "Ergänze zwischen ihren Klammern, was fehlt: {quoted}."),
        "TypeError" if says("keyword argument") && !quoted.is_empty() => plain!(language;
            "This function has nothing of the name {quoted}.", "Diese Funktion kennt nichts mit dem Namen {quoted}.";
            "Look at the spelling of what stands before the =.",
            "Achte auf die Schreibweise dessen, was vor dem = steht."),
        "TypeError" if says("not iterable") => plain!(language;
            "for cannot go through this: it is a single value.",
            "for kann das nicht durchgehen: Es ist ein einzelner Wert.";
            "To count, write range(…).", "Zum Zählen schreibe range(…)."),
        "TypeError" if says("not subscriptable") => plain!(language;
            "This kind of value has no parts to take with [ ].",
            "Diese Art von Wert hat keine Teile, die man mit [ ] nehmen kann.";
            "Only lists, texts and dictionaries have. Did you mean ( )?",
            "Das haben nur Listen, Texte und Wörterbücher. Meintest du ( )?"),
        "TypeError" if message.contains("argument") => plain!(language;
            "A function got too many, too few or wrong values.",
            "Eine Funktion bekam zu viele, zu wenige oder falsche Werte.";
            "Count what stands between its brackets.", "Zähle, was zwischen ihren Klammern steht."),
        "TypeError" => plain!(language;
            "These kinds of values do not work together here.", "Diese Arten von Werten passen hier nicht zusammen.";
            "Text and number? str(…) makes text of a number, int(…) a number of text.",
            "Text und Zahl? str(…) macht Text aus einer Zahl, int(…) eine Zahl aus Text."),
        "ValueError" if says("invalid literal for int") || says("could not convert string") => {
            plain!(language;
            "This text is not a number.", "Dieser Text ist keine Zahl.";
            "int(…) takes only digits, like \"42\". Ask with isdigit() first.",
            "int(…) nimmt nur Ziffern, wie \"42\". Frage vorher mit isdigit().")
        }
        "ValueError" if says("unpack") => plain!(language;
            "The number of names on the left does not fit the values on the right.",
            "Links stehen nicht so viele Namen, wie rechts Werte sind.";
            "Count both sides of the =.", "Zähle beide Seiten des =."),
        "ValueError" => plain!(language;
            "The kind of value is right, but not this value.", "Die Art des Wertes stimmt, aber nicht dieser Wert.";
            "Look at what the function takes.", "Sieh nach, was die Funktion annimmt."),
        "IndexError" => plain!(language;
            "There are fewer items than that.", "So viele Einträge gibt es nicht.";
            "The first has number 0, the last len(…) - 1.", "Der erste hat die Nummer 0, der letzte len(…) - 1."),
        "KeyError" => plain!(language;
            "The dictionary has no such key.", "Diesen Schlüssel hat das Wörterbuch nicht.";
            "Ask before with: if key in dictionary.", "Frage vorher mit: if schlüssel in wörterbuch."),
        "AttributeError" => plain!(language;
            "This thing has nothing of the name {quoted}.", "Dieses Ding hat nichts mit dem Namen {quoted}.";
            "Look at the spelling, and at what stands before the point.",
            "Achte auf die Schreibweise und auf das, was vor dem Punkt steht."),
        "ZeroDivisionError" => plain!(language;
            "Nothing can be divided by zero.", "Durch null kann man nicht teilen.";
            "Ask first whether the number is 0.", "Frage vorher, ob die Zahl 0 ist."),
        "ImportError" | "ModuleNotFoundError" => plain!(language;
            "Python does not find the module {quoted}.", "Python findet das Modul {quoted} nicht.";
            "Is it spelled right? Your own modules are files of this project.",
            "Ist es richtig geschrieben? Eigene Module sind Dateien dieses Projekts."),
        "RecursionError" => plain!(language;
            "A function calls itself again and again.", "Eine Funktion ruft sich immer wieder selbst auf.";
            "Somewhere it has to stop: with an if before the call.",
            "Irgendwo muss Schluss sein: mit einem if vor dem Aufruf."),
        "MemoryError" => plain!(language;
            "The memory is full.", "Der Speicher ist voll.";
            "Does a list or text grow without end?", "Wächst eine Liste oder ein Text ohne Ende?"),
        "IndentationError" | "SyntaxError" | "TabError" => plain!(language;
            "Python does not understand this line.", "Python versteht diese Zeile nicht.";
            "The mark shows where Python stopped reading.", "Die Markierung zeigt, wo Python nicht weiterlesen konnte."),
        "OSError" | "FileNotFoundError" => plain!(language;
            "A file or device did not answer.", "Eine Datei oder ein Gerät hat nicht geantwortet.";
            "Is its name right? Is it connected?", "Stimmt der Name? Ist es angeschlossen?"),
        "AssertionError" => plain!(language;
            "The program checked something that is not so.", "Das Programm hat etwas geprüft, das nicht stimmt.";
            "Look at the condition behind assert.", "Sieh dir die Bedingung hinter assert an."),
        _ => Plain {
            what: pick(
                language,
                "The program stopped here.",
                "Das Programm ist hier stehen geblieben.",
            ),
            hint: String::new(),
        },
    }
}

/// The last thing in quotation marks: what a message is about.
fn quoted(message: &str) -> Option<String> {
    let end = message.rfind('\'')?;
    let start = message[..end].rfind('\'')?;
    let name = &message[start + 1..end];
    (!name.is_empty() && name.len() < 60).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_from_the_message() {
        let plain = run_time(
            Language::English,
            "NameError",
            "name 'scroe' is not defined",
        );
        assert_eq!(plain.what, "Python does not know the name scroe.");
        let message = "'Image' object has no attribute 'HART'";
        assert!(
            run_time(Language::German, "AttributeError", message)
                .what
                .contains("HART")
        );
    }
}
