//! Programs that run in shares, as in a browser: waits leave the machine.

use super::world;

#[test]
fn waits_of_all_kinds_leave_the_machine_and_come_back() {
    let mut world = world().at(4000, |b| b.buttons.0[0].press(true));
    let wrote = world.run_in_shares(
        "
from microbit import *
import music, audio, power, speech
sleep(100)
print(running_time())
display.show([Image.HEART, Image.HAPPY])
print(running_time())
display.scroll('ab', delay=10)
print(running_time())
music.play(['c4:2', 'e'])
print(running_time())
music.pitch(440, 25)
print(running_time())
audio.play(audio.SoundEffect(duration=100))
print(running_time() // 50)
power.deep_sleep(ms=1000, wake_on=button_b)
print(running_time() // 50)
def nested():
    sleep(50)
    return running_time() // 50
print([nested() for i in range(2)], max([1, 2], key=lambda i: nested() * i))
speech.say('hi')
while not button_a.was_pressed():
    sleep(10)
print(running_time() // 50 * 50)
",
    );
    assert_eq!(
        wrote,
        "100\n900\n1060\n1560\n1585\n33\n53\n[54, 55] 2\n4000"
    );
}

#[test]
fn background_work_goes_on_between_shares() {
    let mut world = world();
    let wrote = world.run_in_shares(
        "
from microbit import *
calls = []
run_every(lambda: calls.append(running_time()), ms=30)
display.show('AB', delay=20, wait=False, loop=True)
n = 0
while running_time() < 100:
    n += 1
sleep(25)
print([c // 10 * 10 for c in calls])
",
    );
    assert_eq!(wrote, "[30, 60, 90, 120]");
    assert!(world.frames.len() >= 6, "{:?}", world.frames);
}
