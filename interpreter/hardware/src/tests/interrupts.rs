//! Functions that are called at edges with the heap locked.

use super::World;
use crate::simulated::Pyboard;

fn world() -> World<Pyboard> {
    let mut world = World::new(Pyboard::new(7));
    for ms in [100, 200, 300] {
        world = world
            .at(ms, |b| b.pins.drive(0, Some(true)))
            .at(ms + 50, |b| b.pins.drive(0, Some(false)));
    }
    world
}

#[test]
fn a_hard_function_cannot_make_objects_and_has_others_made_later() {
    let wrote = world().run(
        "
import micropython
from pyb import Pin, delay
made = []
def later(pin):
    made.append([pin.name()])
count = 0
def rises(pin):
    global count
    count += 1
    try:
        [pin]
    except MemoryError:
        micropython.schedule(later, pin)
p = Pin('X1', Pin.IN)
p.irq(rises, Pin.IRQ_RISING, hard=True)
delay(250)
print(count, made, micropython.heap_locked())
p.irq(None)
delay(100)
print(count)
",
    );
    assert_eq!(wrote, "2 [['X1'], ['X1']] 0\n2");
}

#[test]
fn a_hard_function_that_raises_is_shown_and_not_called_again() {
    let wrote = world().run(
        "
from pyb import Pin, delay
def rises(pin):
    1 / 0
Pin('X1', Pin.IN).irq(rises, Pin.IRQ_RISING, hard=True)
delay(400)
print('goes on')
",
    );
    assert_eq!(wrote.matches("ZeroDivisionError").count(), 1, "{wrote}");
    assert!(wrote.ends_with("goes on"), "{wrote}");
}

#[test]
fn a_hard_timer_that_raises_is_shown_and_stops() {
    let wrote = world().run(
        "
from machine import Timer
from pyb import delay
count = 0
def tick(timer):
    global count
    count += 1
    if count == 3:
        [timer]
Timer(period=10, callback=tick, hard=True)
delay(100)
print(count)
",
    );
    assert_eq!(wrote.matches("MemoryError").count(), 1, "{wrote}");
    assert!(wrote.ends_with('3'), "{wrote}");
}
