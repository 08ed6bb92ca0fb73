//! What a board of the ESP32's family has that others have not, and what it has not.

use super::{Simulated, World};
use pyrite_core::Space;
use pyrite_core::board::{Answer, Board, Power};

/// Thousandths of a degree, and what the program asked of sleep and watchdog.
#[derive(Default)]
struct Esp {
    temperature: i32,
    asked: Vec<String>,
}

impl Board for Esp {
    fn name(&self) -> &'static str {
        "Board with ESP32-C3"
    }

    fn temperature(&mut self) -> Answer<i32> {
        Ok(self.temperature)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl Power for Esp {
    fn reset(&mut self) {
        self.asked.push("reset".to_owned());
    }

    fn panic(&mut self, _: u16) {}

    fn off(&mut self) {}

    fn sleep_deeply(&mut self, micros: Option<u64>) -> Answer {
        self.asked.push(format!("sleep {micros:?}"));
        Ok(())
    }

    fn watch(&mut self, millis: u32) -> Answer {
        self.asked.push(format!("watch {millis}"));
        Ok(())
    }

    fn feed(&mut self) -> Answer {
        self.asked.push("feed".to_owned());
        Ok(())
    }
}

impl Simulated for Esp {
    fn set_time(&mut self, _: u64) {}

    fn spaces() -> &'static [&'static Space] {
        crate::ESP32_SPACES
    }
}

#[test]
fn temperature_is_told_in_whole_degrees() {
    for (temperature, told) in [
        (25_499, "25"),
        (25_500, "26"),
        (-1_400, "-1"),
        (-1_600, "-2"),
    ] {
        let mut world = World::new(Esp {
            temperature,
            ..Esp::default()
        });
        assert_eq!(
            world.run("import esp32\nprint(esp32.mcu_temperature())"),
            told
        );
    }
}

#[test]
fn the_chip_itself_sleeps_and_watches() {
    let program = "
from machine import WDT, deepsleep
w = WDT(timeout=2000)
w.feed()
deepsleep(1500)
print('never')
";
    let mut world = World::new(Esp::default());
    assert_eq!(world.run(program), "");
    assert_eq!(
        world.board.asked,
        ["watch 2000", "feed", "sleep Some(1500000)"]
    );
    let mut world = World::new(Esp::default());
    world.run("import machine\nmachine.deepsleep()");
    assert_eq!(world.board.asked, ["sleep None"]);
}

#[test]
fn modules_of_other_boards_are_absent() {
    let program = "
for name in ('pyb', 'stm', 'microbit', 'music'):
    try:
        __import__(name)
    except ImportError as e:
        print(e)
import machine
print([n for n in ('Pin', 'ADC', 'PWM', 'I2C', 'SPI', 'UART', 'Timer', 'RTC', 'WDT') if not hasattr(machine, n)])
print([n for n in ('I2S', 'SDCard', 'Counter', 'Encoder', 'DAC') if hasattr(machine, n)])
";
    let wrote = World::new(Esp::default()).run(program);
    assert_eq!(
        wrote,
        "No module named 'pyb'
No module named 'stm'
No module named 'microbit'
No module named 'music'
[]
[]"
    );
}
