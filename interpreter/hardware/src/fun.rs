//! `love` and `antigravity`: modules that show something when they are imported.

use pyrite_core::machine::Machine;
use pyrite_core::{Args, R, Space, Value, n};

use crate::facts::images::Which;
use crate::microbit::{display, image};
use crate::table::does;

pub static LOVE: Space = Space::module(
    n::love,
    &[
        does(n::__init__, badaboom, 0, 0, ""),
        does(
            n::badaboom,
            badaboom,
            0,
            0,
            "badaboom() -- let a heart beat on the display",
        ),
    ],
);

pub static ANTIGRAVITY: Space = Space::module(n::antigravity, &[does(n::__init__, fly, 0, 0, "")]);

/// A heart that beats three times, in the background.
fn badaboom(m: &mut Machine, _: Args) -> R {
    let list = m.new_list_sized(7)?;
    for i in 0..7 {
        let which = if i % 2 == 0 {
            Which::HEART
        } else {
            Which::HEART_SMALL
        };
        let picture = image::built_in(m, which as usize)?;
        m.list_push(list, picture)?;
    }
    display::animate(m, Value::reference(list), 300)
}

/// Somebody rises, and is gone.
fn fly(m: &mut Machine, _: Args) -> R {
    let figure = image::built_in(m, Which::STICKFIGURE as usize)?;
    let list = m.new_list_sized(6)?;
    for i in 0..6 {
        let picture = m.call_method(figure, n::shift_up, &[Value::small_wrapping(i)])?;
        m.list_push(list, picture)?;
    }
    display::animate(m, Value::reference(list), 400)
}
