//! The pins of an ESP32-C3 (data sheet, section 2): numbers and names.

use pyrite_core::board::Pin;

pub const COUNT: u8 = 22;

static NAMES: [&str; COUNT as usize] = [
    "GPIO0", "GPIO1", "GPIO2", "GPIO3", "GPIO4", "GPIO5", "GPIO6", "GPIO7", "GPIO8", "GPIO9",
    "GPIO10", "GPIO11", "GPIO12", "GPIO13", "GPIO14", "GPIO15", "GPIO16", "GPIO17", "GPIO18",
    "GPIO19", "GPIO20", "GPIO21",
];

/// The button of most boards: pressed, it pulls down.
pub const BOOT: u8 = 9;

/// Whether a program may have the pin. Numbers 11 to 17 lead to the flash: it ends where they are changed.
pub fn is_free(pin: Pin) -> bool {
    pin.0 < COUNT && !(11..=17).contains(&pin.0)
}

/// `"GPIO8"`, or `"8"`.
pub fn find(name: &str) -> Option<Pin> {
    let number = name.strip_prefix("GPIO").unwrap_or(name);
    let at = NAMES.iter().position(|known| &known[4..] == number)?;
    let pin = Pin(at as u8);
    is_free(pin).then_some(pin)
}

pub fn name(pin: Pin) -> &'static str {
    NAMES.get(usize::from(pin.0)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_are_found_by_name_and_number() {
        assert_eq!(find("GPIO8"), Some(Pin(8)));
        assert_eq!(find("21"), Some(Pin(21)));
        for name in ["", "GPIO", "GPIO12", "12", "22", "08", "gpio8", "GPIOGPIO8"] {
            assert_eq!(find(name), None, "{name}");
        }
        let free = (0..=255).filter(|i| is_free(Pin(*i)));
        for pin in free.map(Pin) {
            assert_eq!(find(name(pin)), Some(pin));
        }
    }
}
