//! `display`, and waiting.

use super::{run, world};

const HEART: &str = ".9.9. 99999 99999 .999. ..9..";
const DARK: &str = "..... ..... ..... ..... .....";

#[test]
fn an_image_is_shown_at_once() {
    let mut world = world();
    world.run("from microbit import *\ndisplay.show(Image.HEART)\nsleep(100)\ndisplay.clear()\nprint(running_time())");
    assert_eq!(world.pictures(), [HEART, DARK]);
    assert_eq!(
        (world.output.as_str(), world.frames[0].0, world.frames[1].0),
        ("100\n", 0, 100)
    );
}

#[test]
fn letters_and_images_follow_each_other() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
display.show('Hi')
print(running_time())
display.show([Image.HEART, 'i', Image.HEART], delay=100, clear=True)
print(running_time())
display.show(7)
print(running_time())
",
    );
    assert_eq!(wrote, "800\n1100\n1100");
    assert_eq!(
        world.pictures(),
        [
            "9..9. 9..9. 9999. 9..9. 9..9.",
            "..9.. ..... ..9.. ..9.. ..9..",
            HEART,
            "..9.. ..... ..9.. ..9.. ..9..",
            HEART,
            DARK,
            "99999 ...9. ..9.. .9... 9....",
        ]
    );
    assert_eq!(
        world.frames.iter().map(|f| f.0).collect::<Vec<_>>(),
        [0, 400, 800, 900, 1000, 1100, 1100]
    );
}

#[test]
fn text_scrolls_a_column_at_a_time() {
    let mut world = world();
    let wrote =
        world.run("from microbit import *\ndisplay.scroll('I', delay=10)\nprint(running_time())");
    assert_eq!(wrote, "90");
    assert_eq!(world.frames.len(), 8);
    assert_eq!(world.pictures()[2], "..999 ...9. ...9. ...9. ..999");
    assert_eq!(world.pictures()[7], DARK);
}

#[test]
fn animations_go_on_in_the_background() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
display.show([Image.HEART, Image.SQUARE], delay=100, wait=False, loop=True)
print(running_time())
sleep(350)
print(running_time())
# A loop that only calculates does not stop it.
n = 0
while running_time() < 600:
    n += 1
display.show(Image.HEART)
sleep(500)
",
    );
    assert_eq!(wrote, "0\n350");
    let times: Vec<u64> = world.frames.iter().map(|f| f.0).collect();
    assert_eq!(times.len(), 7, "{times:?}");
    for (time, wanted) in times.iter().zip([0, 100, 200, 300, 400, 500, 600]) {
        assert!(time.abs_diff(wanted) <= 1, "{times:?}");
    }
}

#[test]
fn an_error_in_a_generator_that_is_shown_comes_out() {
    let wrote = run("
from microbit import *
def images():
    yield Image.HEART
    raise KeyError('no more')
try:
    display.show(images())
except KeyError as e:
    print(e, running_time())
display.show([1, 2])
");
    assert_eq!(wrote.lines().next(), Some("'no more' 400"));
    assert!(
        wrote
            .lines()
            .last()
            .is_some_and(|l| l.starts_with("TypeError: expected an Image")),
        "{wrote}"
    );
}

#[test]
fn pixels_are_set_and_read_back() {
    let wrote = run("
from microbit import *
display.set_pixel(1, 2, 5)
print(display.get_pixel(1, 2), display.get_pixel(0, 0), display.is_on(), display.read_light_level())
display.off()
print(display.is_on())
display.on()
try:
    display.set_pixel(5, 0, 1)
except ValueError as e:
    print(e)
");
    assert_eq!(wrote, "5 0 True 120\nFalse\nthere is no pixel (5, 0)");
}

#[test]
fn a_wait_ends_with_ctrl_c() {
    let mut world = world().until(1000);
    let wrote = world.run("from microbit import *\ntry:\n    display.scroll('for ever', loop=True)\nfinally:\n    print('over')");
    assert!(
        wrote.starts_with("over\n") && wrote.ends_with("KeyboardInterrupt"),
        "{wrote}"
    );
}

#[test]
fn functions_run_every_so_often() {
    let wrote = run("
from microbit import *
@run_every(ms=100)
def tick():
    print('tick', running_time())
n = 0
def tock():
    global n
    n += 1
run_every(tock, s=1)
sleep(350)
print('slept', running_time())
sleep(3000)
print(n)
");
    let lines: Vec<&str> = wrote.lines().collect();
    assert_eq!(
        &lines[..4],
        ["tick 100", "tick 200", "tick 300", "slept 350"]
    );
    assert_eq!((lines.len(), lines[lines.len() - 1]), (4 + 30 + 1, "3"));
}
