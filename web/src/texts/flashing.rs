//! What can go wrong between the page and a board, in words that a teacher can act on: what happened, and what to do. They
//! come with the module that speaks with boards (`firmware/wasm`), not with the page: few people ever need them.

/// A row: the name of what went wrong, then both texts in English and in German.
type Row = (&'static str, [&'static str; 2], [&'static str; 2]);

const ROWS: [Row; 33] = [
    (
        "NoUsb",
        [
            "This browser cannot reach boards over USB.",
            "Use Chrome or Edge, or save the file and copy it onto the board.",
        ],
        [
            "Dieser Browser erreicht keine Boards über USB.",
            "Nimm Chrome oder Edge, oder sichere die Datei und kopiere sie auf das Board.",
        ],
    ),
    (
        "NoSerial",
        [
            "This browser cannot open serial ports.",
            "Use Chrome or Edge on a computer.",
        ],
        [
            "Dieser Browser kann keine seriellen Anschlüsse öffnen.",
            "Nimm Chrome oder Edge auf einem Computer.",
        ],
    ),
    (
        "NotChosen",
        [
            "No board was chosen.",
            "If the list was empty: plug the board in with a cable that carries data, not only power, and try another USB socket.",
        ],
        [
            "Es wurde kein Board gewählt.",
            "Wenn die Liste leer war: Schließe das Board mit einem Kabel an, das Daten überträgt und nicht nur Strom, und probiere eine andere USB-Buchse.",
        ],
    ),
    (
        "Busy",
        [
            "The board is in use by another program or browser tab.",
            "Close other editors and tabs that use it (MakeCode, Mu, Thonny), then try again.",
        ],
        [
            "Ein anderes Programm oder ein anderer Tab benutzt das Board.",
            "Schließe andere Editoren und Tabs, die es benutzen (MakeCode, Mu, Thonny), und versuche es noch einmal.",
        ],
    ),
    (
        "Denied",
        [
            "This computer does not let the browser use the board.",
            "On a school computer its administrator can allow USB for this page; on Linux a udev rule does. Or save the file and copy it onto the board.",
        ],
        [
            "Dieser Computer lässt den Browser nicht an das Board.",
            "Auf Schulrechnern kann die Verwaltung USB für diese Seite freigeben; unter Linux hilft eine udev-Regel. Oder sichere die Datei und kopiere sie auf das Board.",
        ],
    ),
    (
        "OldInterface",
        [
            "The micro:bit has old interface firmware that browsers cannot use.",
            "Update it once as microbit.org/firmware shows. Until then save the file and drag it onto the MICROBIT drive.",
        ],
        [
            "Der micro:bit hat alte Interface-Firmware, mit der Browser nicht sprechen können.",
            "Erneuere sie einmal, wie microbit.org/firmware es zeigt. Bis dahin: Datei sichern und auf das Laufwerk MICROBIT ziehen.",
        ],
    ),
    (
        "Disconnected",
        [
            "The board was unplugged.",
            "Plug it in again and press Flash: what was half written is written anew.",
        ],
        [
            "Das Board wurde abgezogen.",
            "Stecke es wieder ein und drücke auf Flashen: Was halb geschrieben war, wird neu geschrieben.",
        ],
    ),
    (
        "Cancelled",
        [
            "Cancelled.",
            "The program on the board may be incomplete. Flash again to have one that runs.",
        ],
        [
            "Abgebrochen.",
            "Das Programm auf dem Board ist vielleicht unvollständig. Flashe noch einmal, damit eines läuft.",
        ],
    ),
    (
        "NoAnswer",
        [
            "The board does not answer.",
            "Unplug it, plug it in again, and repeat. Close other pages and programs that use it.",
        ],
        [
            "Das Board antwortet nicht.",
            "Zieh es ab, stecke es wieder ein und wiederhole es. Schließe andere Seiten und Programme, die es benutzen.",
        ],
    ),
    (
        "WrongBoard",
        [
            "This board is of a kind that is not known here.",
            "Save the file and copy it onto the board's drive.",
        ],
        [
            "Diese Art von Board ist hier nicht bekannt.",
            "Sichere die Datei und kopiere sie auf das Laufwerk des Boards.",
        ],
    ),
    (
        "OtherKind",
        [
            "This project is for the {}, but another board is connected.",
            "Choose that board under Boards, or connect the other one.",
        ],
        [
            "Dieses Projekt ist für {}, aber ein anderes Board ist verbunden.",
            "Wähle dieses Board unter Boards, oder verbinde das andere.",
        ],
    ),
    (
        "Interface",
        [
            "The micro:bit's interface refused the program.",
            "Unplug the board, plug it in again, and repeat. If it stays: update its firmware (microbit.org/firmware), or save the file and drag it onto the MICROBIT drive.",
        ],
        [
            "Das Interface des micro:bit hat das Programm abgelehnt.",
            "Zieh das Board ab, stecke es ein und wiederhole es. Wenn es bleibt: Firmware erneuern (microbit.org/firmware), oder Datei sichern und auf das Laufwerk MICROBIT ziehen.",
        ],
    ),
    (
        "Locked",
        [
            "The board's chip is locked.",
            "Save the file and copy it onto the board's drive: that unlocks it.",
        ],
        [
            "Der Chip des Boards ist gesperrt.",
            "Sichere die Datei und kopiere sie auf das Laufwerk des Boards: Das entsperrt ihn.",
        ],
    ),
    (
        "Mismatch",
        [
            "The board holds something else than was written.",
            "Flash again. If it stays, use another cable or another board.",
        ],
        [
            "Auf dem Board steht etwas anderes, als geschrieben wurde.",
            "Flashe noch einmal. Wenn es bleibt, nimm ein anderes Kabel oder ein anderes Board.",
        ],
    ),
    (
        "Unverified",
        [
            "It was written, but could not be checked.",
            "Press the board's reset button. If the program does not run, flash again.",
        ],
        [
            "Es wurde geschrieben, aber nicht geprüft.",
            "Drücke den Reset-Knopf. Wenn das Programm nicht läuft, flashe noch einmal.",
        ],
    ),
    (
        "Bootloader",
        [
            "The pyboard's bootloader reports an error.",
            "Connect DFU with 3V3, press RST, and repeat.",
        ],
        [
            "Der Bootloader des pyboard meldet einen Fehler.",
            "Verbinde DFU mit 3V3, drücke RST und wiederhole es.",
        ],
    ),
    (
        "NoPrompt",
        [
            "The board does not come to its prompt.",
            "Press its reset button and try again. If that does not help, flash it.",
        ],
        [
            "Das Board kommt nicht zu seiner Eingabe.",
            "Drücke seinen Reset-Knopf und versuche es noch einmal. Hilft das nicht, flashe es.",
        ],
    ),
    (
        "Raised",
        ["The board says: {}", "The board itself is fine."],
        ["Das Board meldet: {}", "Das Board selbst ist in Ordnung."],
    ),
    (
        "Damaged",
        [
            "A file arrived damaged.",
            "Repeat it, perhaps with a shorter cable.",
        ],
        [
            "Eine Datei kam beschädigt an.",
            "Wiederhole es, vielleicht mit einem kürzeren Kabel.",
        ],
    ),
    (
        "NoBase",
        [
            "This page was built without firmware for the {}.",
            "Whoever runs the page can add it; the simulator works all the same.",
        ],
        [
            "Diese Seite wurde ohne Firmware für {} gebaut.",
            "Wer die Seite betreibt, kann sie hinzufügen; der Simulator läuft trotzdem.",
        ],
    ),
    (
        "NoRoom",
        [
            "The project is too large for the board: it needs {} KB, and there is room for {} KB.",
            "Delete or shorten files under Files. Comments and data count too.",
        ],
        [
            "Das Projekt ist zu groß für das Board: Es braucht {} KB, Platz ist für {} KB.",
            "Lösche oder kürze Dateien unter Dateien. Auch Kommentare und Daten zählen.",
        ],
    ),
    (
        "Name",
        [
            "A board cannot hold a file named {}.",
            "Rename it under Files: letters, digits, _ - . and at most 64 of them.",
        ],
        [
            "Ein Board kann keine Datei namens {} halten.",
            "Benenne sie unter Dateien um: Buchstaben, Ziffern, _ - . und höchstens 64 davon.",
        ],
    ),
    (
        "NameTwice",
        [
            "On a board {} would be there twice.",
            "Rename one of the files: small and capital letters are the same there.",
        ],
        [
            "Auf einem Board gäbe es {} zweimal.",
            "Benenne eine der Dateien um: Groß- und Kleinbuchstaben sind dort dasselbe.",
        ],
    ),
    (
        "OtherBoard",
        [
            "This file is for the {}.",
            "Choose that board, or make a file for this one.",
        ],
        [
            "Diese Datei ist für {}.",
            "Wähle dieses Board, oder mache eine Datei für deines.",
        ],
    ),
    (
        "MakeCode",
        [
            "This is a MakeCode project: {}",
            "Open it at makecode.microbit.org.",
        ],
        [
            "Das ist ein MakeCode-Projekt: {}",
            "Öffne es auf makecode.microbit.org.",
        ],
    ),
    (
        "MicroPython",
        [
            "This is MicroPython {} without a program in it.",
            "Open the program's .py file instead.",
        ],
        [
            "Das ist MicroPython {} ohne ein Programm darin.",
            "Öffne stattdessen die .py-Datei des Programms.",
        ],
    ),
    (
        "Program",
        [
            "This is a program for a board that was not made here.",
            "It holds no project that could be opened.",
        ],
        [
            "Das ist ein Programm für ein Board, das nicht hier gemacht wurde.",
            "Darin ist kein Projekt, das man öffnen könnte.",
        ],
    ),
    (
        "CutOff",
        [
            "The end of this file is missing.",
            "Download or copy it again.",
        ],
        [
            "Das Ende dieser Datei fehlt.",
            "Lade oder kopiere sie noch einmal.",
        ],
    ),
    (
        "NoProject",
        [
            "There is no project in this file.",
            "Open a file that was made here.",
        ],
        [
            "In dieser Datei ist kein Projekt.",
            "Öffne eine Datei, die hier gemacht wurde.",
        ],
    ),
    (
        "BadFile",
        ["This file is damaged. {}", "Download or copy it again."],
        [
            "Diese Datei ist beschädigt. {}",
            "Lade oder kopiere sie noch einmal.",
        ],
    ),
    (
        "NotForBoards",
        [
            "This file is nothing for these boards.",
            "Choose a .hex or .dfu file that was made here.",
        ],
        [
            "Diese Datei ist nichts für diese Boards.",
            "Wähle eine .hex- oder .dfu-Datei, die hier gemacht wurde.",
        ],
    ),
    (
        "ReadOnly",
        [
            "A part of the board's memory cannot be written.",
            "Unlock it with the maker's tool, or use another board.",
        ],
        [
            "Ein Teil des Speichers lässt sich nicht schreiben.",
            "Entsperre ihn mit dem Werkzeug des Herstellers, oder nimm ein anderes Board.",
        ],
    ),
    (
        "Unknown",
        [
            "It did not work. {}",
            "Unplug the board, plug it in again, and repeat.",
        ],
        [
            "Das ging nicht. {}",
            "Zieh das Board ab, stecke es wieder ein und wiederhole es.",
        ],
    ),
];

/// Names that say the same to a person.
const SAME: [(&str, &str); 6] = [
    ("Unsupported", "OldInterface"),
    ("Garbled", "NoAnswer"),
    ("NoTarget", "Locked"),
    ("Protected", "Locked"),
    ("MemoryMap", "Bootloader"),
    ("OutsideFlash", "ReadOnly"),
];

/// What happened and what to do now, in a language by its id; `values` fill the places.
pub fn words(language: &str, name: &str, values: &[String]) -> [String; 2] {
    let same = SAME.iter().find(|(other, _)| *other == name);
    let name = same.map_or(name, |(_, same)| *same);
    let last = &ROWS[ROWS.len() - 1];
    let (_, english, german) = ROWS.iter().find(|row| row.0 == name).unwrap_or(last);
    let [what, advice] = match language {
        "de" => german,
        _ => english,
    };
    let mut said = (*what).to_owned();
    for value in values {
        said = said.replacen("{}", value, 1);
    }
    [said.trim_end().to_owned(), (*advice).to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_words_and_the_same_places() {
        for (name, english, german) in ROWS {
            let places = |texts: [&str; 2]| texts.join("").matches("{}").count();
            assert_eq!(places(english), places(german), "{name}");
            assert!(english[1].len() > 10, "{name}");
        }
        for (_, same) in SAME {
            assert!(ROWS.iter().any(|row| row.0 == same), "{same}");
        }
        let [unknown, _] = words("en", "Ended", &["It ended.".to_owned()]);
        assert_eq!(unknown, "It did not work. It ended.");
    }
}
