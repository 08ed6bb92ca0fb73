//! `log`.

use super::world;

#[test]
fn rows_have_their_labels_and_times() {
    let mut world = world();
    let wrote = world.run(
        "
from microbit import *
import log
log.set_labels('light', 'temp')
sleep(1230)
log.add(light=3, temp=20.5)
log.add({'temp': 21})
log.set_mirroring(True)
log.add(note='a, \"b\"', light=4)
log.add({'light': 1})
",
    );
    assert_eq!(
        wrote,
        "Time (seconds),light,temp,note\n1.23,4,,\"a, \"\"b\"\"\"\n1.23,1,,"
    );
    assert_eq!(
        String::from_utf8_lossy(&world.board.log.text),
        "Time (seconds),light,temp
1.23,3,20.5
1.23,,21
Time (seconds),light,temp,note
1.23,4,,\"a, \"\"b\"\"\"
1.23,1,,
"
    );
}

#[test]
fn the_log_is_emptied_and_can_be_full() {
    let mut world = world();
    let wrote = world.run(
        "
import log
log.set_labels('x', timestamp=None)
log.add(x=1)
log.delete()
log.set_labels('y', timestamp=log.MILLISECONDS)
log.add(y=2)
n = 0
try:
    while True:
        log.add(y='z' * 1000)
        n += 1
except OSError as e:
    print(e.errno, n)
try:
    log.set_labels(1)
except TypeError as e:
    print(e)
",
    );
    assert_eq!(wrote, "28 120\na label is a str, not 'int'");
    assert!(
        world
            .board
            .log
            .text
            .starts_with(b"Time (milliseconds),y\n0,2\n")
    );
}
