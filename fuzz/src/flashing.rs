//! What devices answer, made up: every flashing machine with replies of any bytes, late, missing or refused. Each has to
//! come to an end once the device is gone, and to say nothing is well that nobody confirmed.

use crate::choices::Choices;
use pyrite_flash::repl::{self, Port, Request};
use pyrite_flash::{Action, Event, Link, Machine, dfuse, microbit};
use pyrite_image::{Board, Memory};

/// Actions after which the device is unplugged, and after which the machine counts as endless.
const PATIENCE: usize = 600;
const LIMIT: usize = 2000;

pub fn run(data: &[u8]) {
    let (head, rest) = data.split_at(data.len().min(1));
    let choice = head.first().copied().unwrap_or(0);
    let link = match choice & 0x80 {
        0 => Link::Reports { interface: 1 },
        _ => Link::Endpoints {
            output: 1,
            input: 1,
        },
    };
    let port = match choice & 0x40 {
        0 => Port::Serial,
        _ => Port::DapLink(link),
    };
    let image =
        |start: u32| Memory::from_pieces(vec![(start, vec![0xA5; 700])]).unwrap_or_default();
    match choice & 0x3F {
        0..8 => {
            let way = match choice & 1 {
                0 => microbit::Way::Changes,
                _ => microbit::Way::Whole,
            };
            let parts = Board::named("microbit-v1").map(|board| (board, image(0)));
            drive(
                microbit::flash(link, parts.into_iter().collect(), way),
                rest,
            );
        }
        8..12 => drive(microbit::identify(link), rest),
        12..16 => drive(microbit::serial(link), rest),
        16..32 => {
            let length = rest.len().min(usize::from(choice & 7) * 8);
            let (name, rest) = rest.split_at(length);
            let name = match choice & 8 {
                0 => "@Internal Flash  /0x08000000/04*016Kg,01*064Kg,07*128Kg".to_owned(),
                _ => format!("@Flash/{}", String::from_utf8_lossy(name)),
            };
            drive(dfuse::flash(0, &name, image(0x0800_0000)), rest);
        }
        32..48 => {
            let requests = vec![
                Request::List(String::new()),
                Request::Write("a'\u{e9}".to_owned(), vec![7; 300]),
                Request::Read("b".to_owned()),
            ];
            drive(repl::files(port, requests), rest);
        }
        48..52 => drive(repl::soft_reset(port), rest),
        52..56 => drive(repl::terminal(port), rest),
        _ => drive(repl::run(port, "print('x')\n"), rest),
    }
}

fn drive<T>(mut machine: Machine<T>, data: &[u8]) {
    let mut choices = Choices::new(data);
    let mut event = Event::Start;
    let mut now = 0;
    let mut last = Vec::new();
    for count in 0..LIMIT {
        if count > 40 && choices.once_in(300) {
            machine.cancel();
        }
        event = match machine.poll(now, event) {
            Action::Done(_) | Action::Failed(_) => return,
            _ if count > PATIENCE => Event::Disconnected,
            Action::Out { data, .. } => {
                assert!(data.len() <= 4096, "too much at once");
                last = data;
                match choices.below(20) {
                    0 => Event::Timeout,
                    1 => Event::Stalled,
                    _ => Event::Sent,
                }
            }
            Action::In { length, within, .. } => {
                now += u64::from(within.min(50));
                match choices.below(12) {
                    0 => Event::Timeout,
                    1 => Event::Stalled,
                    2 => Event::Received(vec![choices.below(256) as u8; length.min(70)]),
                    // Much the same as was sent, as replies often are.
                    3..=6 => {
                        let mut reply = last.clone();
                        if choices.once_in(2) {
                            let at = choices.below(reply.len());
                            if let Some(byte) = reply.get_mut(at) {
                                *byte = choices.below(256) as u8;
                            }
                        }
                        Event::Received(reply)
                    }
                    7 => Event::Received(b"raw REPL; CTRL-B to exit\r\n>".to_vec()),
                    8 => Event::Received(b"R\x01\x10\x00\x01\x04OK\x04\x04>".to_vec()),
                    9 => Event::Received(vec![0, 1, 0, 0, [2, 4, 5, 9, 10][choices.below(5)], 0]),
                    _ => {
                        let count = choices.below(65);
                        Event::Received((0..count).map(|_| choices.below(256) as u8).collect())
                    }
                }
            }
            Action::Wait { milliseconds } => {
                now += u64::from(milliseconds);
                Event::Elapsed
            }
        };
    }
    panic!("a machine goes on though its device is gone");
}
