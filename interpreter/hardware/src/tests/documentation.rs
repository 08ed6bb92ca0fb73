//! The feature `docs`: every function and method that a program can name has its signature and a line about it.

use pyrite_core::{Item, Space};

fn check(spaces: &[&Space]) {
    let mut count = 0;
    for space in spaces {
        let of = space.name.text();
        if let Some(new) = space.class.and_then(|class| class.new) {
            let text = new.text();
            assert!(
                of.starts_with('_') || of == "mem" || text.starts_with(of),
                "{of}: {text:?}"
            );
        }
        for (name, item) in space.members {
            let name = name.text();
            let Item::Native(native) = item else {
                continue;
            };
            if name.starts_with('_') {
                continue;
            }
            let text = native.text();
            let well = text.starts_with(&format!("{name}(")) && text.contains(") -- ");
            assert!(well, "{of}.{name}: {text:?}");
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn everything_on_a_microbit_is_told() {
    check(crate::MICROBIT_SPACES);
}

#[test]
fn everything_on_a_pyboard_is_told() {
    check(crate::PYBOARD_SPACES);
}

#[test]
fn everything_on_an_esp32_is_told() {
    check(crate::ESP32_SPACES);
}
