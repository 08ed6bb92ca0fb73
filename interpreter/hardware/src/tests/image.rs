//! `Image`.

use super::run;

#[test]
fn images_are_made_of_text_size_and_buffers() {
    let wrote = run("
from microbit import Image
i = Image('90009:09090:00900:09090:90009')
print(i.width(), i.height(), i.get_pixel(0, 0), i.get_pixel(1, 0))
print(repr(Image('12\\n3')), repr(Image(2, 2, bytearray([1, 2, 3, 4]))), repr(Image(3, 1)))
print(str(Image('12:34')))
print(repr(Image('A')), Image().width(), repr(Image('9:')), repr(Image('')))
print(Image.HEART == Image('09090:99999:99999:09990:00900'), Image.HEART == Image.HAPPY, Image.HEART != 3)
print(len(Image.ALL_CLOCKS), Image.ALL_CLOCKS[3] == Image.CLOCK3, Image.ALL_ARROWS[-1] == Image.ARROW_NW)
");
    assert_eq!(
        wrote,
        "5 5 9 0
Image('12:30:') Image('12:34:') Image('000:')
Image(
    '12:'
    '34:'
)
Image('09900:90090:99990:90090:90090:') 5 Image('9:') Image('')
True False True
12 True True"
    );
}

#[test]
fn operations_make_new_images() {
    let wrote = run("
from microbit import Image
i = Image('123:456:789')
print(i.shift_left(1), i.shift_right(1), i.shift_up(1), i.shift_down(2), i.shift_left(-1) == i.shift_right(1))
print(repr(i.crop(1, 1, 2, 3)), repr(i.invert()), repr(i + i), repr(i - Image('333:333:333')))
print(repr(i * 0.5), repr(i / 2), repr(i * 0))
c = i.copy()
c.set_pixel(0, 0, 9)
c.blit(i, 0, 0, 2, 2, 1, 1)
print(repr(c), repr(i))
c.fill(7)
print(repr(c))
".replace("print(i.shift", "print(*map(repr, [i.shift").replace("i.shift_right(1))\nprint(repr(i.crop", "i.shift_right(1)]))\nprint(repr(i.crop").as_str());
    assert_eq!(
        wrote,
        "Image('230:560:890:') Image('012:045:078:') Image('456:789:000:') Image('000:000:123:') True
Image('56:89:00:') Image('876:543:210:') Image('246:899:999:') Image('000:123:456:')
Image('112:233:445:') Image('112:233:445:') Image('000:000:000:')
Image('923:412:745:') Image('123:456:789:')
Image('777:777:777:')"
    );
}

#[test]
fn wrong_images_are_errors() {
    let wrote = run("
from microbit import Image
for f in (lambda: Image('1a'), lambda: Image(2, 2, b'\\x0a\\x00\\x00\\x00'), lambda: Image(2, 2, b'123'), lambda: Image(-1, 2),
          lambda: Image.HEART.set_pixel(0, 0, 1), lambda: Image().set_pixel(0, 0, 10), lambda: Image().get_pixel(5, 0),
          lambda: Image() + Image(2, 2), lambda: Image() * -1, lambda: Image() + 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
");
    let lines: Vec<&str> = wrote.lines().collect();
    assert_eq!(lines.len(), 10, "{wrote}");
    let kinds: Vec<&str> = lines
        .iter()
        .map(|l| l.split(' ').next().unwrap_or(""))
        .collect();
    assert_eq!(
        kinds,
        [
            "ValueError",
            "ValueError",
            "ValueError",
            "ValueError",
            "TypeError",
            "ValueError",
            "ValueError",
            "ValueError",
            "ValueError",
            "TypeError"
        ],
        "{wrote}"
    );
}
