//! The short reference: the few lines that most programs are made of.

use super::{Piece, Topic};
use crate::project::BoardKind;

macro_rules! topics {
    ($( $english:literal $german:literal { $( $(@$board:ident)? $words:literal $worte:literal $code:literal )* } )*) => {
        &[ $( Topic { titles: [$english, $german], pieces: &[ $( Piece {
            words: [$words, $worte],
            code: $code,
            board: { let board: Option<BoardKind> = None; $( let _ = board; let board = Some(BoardKind::$board); )? board },
        } ),* ] } ),* ]
    };
}

pub const TOPICS: &[Topic] = topics! {
    "Display" "Anzeige" {
        @Microbit "Show a picture" "Ein Bild zeigen" "from microbit import *\ndisplay.show(Image.HEART)"
        @Microbit "Show moving text" "Text laufen lassen" "from microbit import *\ndisplay.scroll(\"Hello\")"
        @Microbit "Draw your own picture" "Ein eigenes Bild malen" "from microbit import *\ndisplay.show(Image(\"09090:99999:99999:09990:00900\"))"
        @Microbit "Set one light, 0 to 9" "Ein Licht setzen, 0 bis 9" "from microbit import *\ndisplay.set_pixel(2, 2, 9)"
        @Microbit "Turn all lights off" "Alle Lichter aus" "from microbit import *\ndisplay.clear()"
        @Pyboard "Turn a light on" "Ein Licht einschalten" "import pyb\npyb.LED(1).on()"
        @Pyboard "Switch a light over" "Ein Licht umschalten" "import pyb\npyb.LED(4).toggle()"
    }
    "Buttons" "Knöpfe" {
        @Microbit "When A was pressed" "Wenn A gedrückt wurde" "from microbit import *\nif button_a.was_pressed():\n    display.show(\"A\")"
        @Microbit "While B is held" "Solange B gehalten wird" "from microbit import *\nwhile button_b.is_pressed():\n    sleep(20)"
        @Microbit "When the logo is touched" "Wenn das Logo berührt wird" "from microbit import *\nif pin_logo.is_touched():\n    display.show(Image.HAPPY)"
        @Pyboard "When USR is pressed" "Wenn USR gedrückt ist" "import pyb\nif pyb.Switch().value():\n    print(\"pressed\")"
    }
    "Motion and senses" "Bewegung und Sinne" {
        @Microbit "When it is shaken" "Wenn es geschüttelt wird" "from microbit import *\nif accelerometer.was_gesture(\"shake\"):\n    display.show(Image.SURPRISED)"
        @Microbit "How far it is tilted" "Wie weit es geneigt ist" "from microbit import *\nx = accelerometer.get_x()"
        @Microbit "How warm it is" "Wie warm es ist" "from microbit import *\nprint(temperature())"
        @Microbit "How bright it is, 0 to 255" "Wie hell es ist, 0 bis 255" "from microbit import *\nprint(display.read_light_level())"
        @Microbit "Where north is" "Wo Norden ist" "from microbit import *\nprint(compass.heading())"
        @Microbit "How loud it is, 0 to 255" "Wie laut es ist, 0 bis 255" "from microbit import *\nprint(microphone.sound_level())"
        @Pyboard "How far it is tilted" "Wie weit es geneigt ist" "import pyb\nprint(pyb.Accel().x())"
    }
    "Sound" "Klang" {
        @Microbit "Play a tune" "Eine Melodie spielen" "import music\nmusic.play(music.NYAN)"
        @Microbit "Play notes" "Noten spielen" "import music\nmusic.play([\"c4:4\", \"e\", \"g\"])"
        @Microbit "One tone: hertz, milliseconds" "Ein Ton: Hertz, Millisekunden" "import music\nmusic.pitch(440, 500)"
        @Microbit "Speak" "Sprechen" "import speech\nspeech.say(\"hello world\")"
    }
    "Radio" "Funk" {
        @Microbit "Turn it on in a group" "In einer Gruppe einschalten" "import radio\nradio.config(group=7)\nradio.on()"
        @Microbit "Send text" "Text senden" "import radio\nradio.send(\"hello\")"
        @Microbit "Receive text" "Text empfangen" "from microbit import *\nimport radio\nmessage = radio.receive()\nif message:\n    display.scroll(message)"
    }
    "Pins" "Pins" {
        @Microbit "Switch a pin on" "Einen Pin einschalten" "from microbit import *\npin0.write_digital(1)"
        @Microbit "Read a pin, 0 to 1023" "Einen Pin lesen, 0 bis 1023" "from microbit import *\nvalue = pin1.read_analog()"
        @Pyboard "Switch a pin on" "Einen Pin einschalten" "from machine import Pin\nPin(\"X1\", Pin.OUT).value(1)"
        @Pyboard "Turn a servo" "Einen Servo drehen" "import pyb\npyb.Servo(1).angle(45)"
    }
    "Again and again" "Immer wieder" {
        "For ever" "Für immer" "while True:\n    pass"
        "Ten times" "Zehnmal" "for number in range(10):\n    print(number)"
        "For each item of a list" "Für jeden Eintrag einer Liste" "for name in [\"Ada\", \"Alan\"]:\n    print(name)"
        "As long as something is so" "Solange etwas so ist" "count = 3\nwhile count > 0:\n    print(count)\n    count = count - 1"
        @Microbit "Wait: milliseconds" "Warten: Millisekunden" "from microbit import *\nsleep(500)"
        "Wait: seconds" "Warten: Sekunden" "import time\ntime.sleep(0.5)"
    }
    "Decide" "Entscheiden" {
        "If, otherwise" "Wenn, sonst" "x = 5\nif x > 3:\n    print(\"large\")\nelse:\n    print(\"small\")"
        "One of several" "Eins von mehreren" "x = 5\nif x < 3:\n    print(\"small\")\nelif x < 10:\n    print(\"medium\")\nelse:\n    print(\"large\")"
        "Ask a question" "Eine Frage stellen" "name = input(\"Your name: \")\nprint(\"Hello\", name)"
    }
    "Your own functions" "Eigene Funktionen" {
        "A function" "Eine Funktion" "def greet(name):\n    print(\"Hello\", name)\n\ngreet(\"Ada\")"
        "A function with an answer" "Eine Funktion mit Antwort" "def double(number):\n    return number * 2"
    }
    "Text, numbers, lists" "Text, Zahlen, Listen" {
        "Values inside text" "Werte im Text" "score = 3\nprint(f\"You have {score} points\")"
        "A random number" "Eine Zufallszahl" "import random\nnumber = random.randint(1, 6)"
        "A list" "Eine Liste" "names = [\"Ada\", \"Alan\"]\nnames.append(\"Grace\")"
        "A dictionary" "Ein Wörterbuch" "ages = {\"Ada\": 36}\nages[\"Alan\"] = 41"
        "Write a file" "Eine Datei schreiben" "with open(\"notes.txt\", \"w\") as file:\n    file.write(\"hello\")"
    }
};
