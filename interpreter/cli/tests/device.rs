//! What the page and the command line do with a board's prompt, done with the prompt itself: programs and files through
//! raw-paste mode.

mod common;

use common::{Folder, Terminal};
use pyrite_flash::repl::{Found, Port, Request, files, run};
use pyrite_flash::{Action, Event, Failure, Machine};
use std::time::{Duration, Instant};

fn drive<T>(machine: &mut Machine<T>, terminal: &mut Terminal) -> Result<T, Failure> {
    let start = Instant::now();
    let mut event = Event::Start;
    loop {
        assert!(start.elapsed() < Duration::from_secs(60), "no end");
        let now = start.elapsed().as_millis() as u64;
        event = match machine.poll(now, event) {
            Action::Out { data, .. } => {
                terminal.send_bytes(&data);
                Event::Sent
            }
            Action::In { within, .. } => {
                match terminal.take(Duration::from_millis(u64::from(within))) {
                    bytes if bytes.is_empty() => Event::Timeout,
                    bytes => Event::Received(bytes),
                }
            }
            Action::Wait { milliseconds } => {
                std::thread::sleep(Duration::from_millis(u64::from(milliseconds)));
                Event::Elapsed
            }
            Action::Done(value) => return Ok(value),
            Action::Failed(failure) => return Err(failure),
        };
    }
}

#[test]
fn files_and_programs_through_the_real_prompt() {
    let home = Folder::new("device");
    let mut terminal = Terminal::start(&home, &[]);
    terminal.shows(">>> ");
    let path = home.0.join("d\u{e9}'x.bin");
    let name = path.to_str().unwrap().to_owned();
    let content: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let requests = vec![
        Request::Write(name.clone(), content.clone()),
        Request::Read(name.clone()),
        Request::List(home.0.to_str().unwrap().to_owned()),
    ];
    let found = drive(&mut files(Port::Serial, requests), &mut terminal).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), content);
    assert_eq!(found[1], Found::Content(content));
    let Found::Entries(entries) = &found[2] else {
        panic!("no entries");
    };
    let entry = entries.iter().find(|entry| entry.name == "d\u{e9}'x.bin");
    assert_eq!(entry.map(|entry| entry.size), Some(3000));
    let mut requests = files(Port::Serial, vec![Request::Remove(name)]);
    drive(&mut requests, &mut terminal).unwrap();
    assert!(!path.exists());
    let mut machine = run(Port::Serial, "for x in range(3):\n print(x)\n1/0\n");
    let ran = drive(&mut machine, &mut terminal).unwrap();
    assert_eq!(machine.take_output(), b"0\r\n1\r\n2\r\n");
    assert!(ran.error.unwrap().contains("ZeroDivisionError"));
}
