//! Boards at their prompt: programs, files and noise.

use pyrite_flash::repl::{Entry, Found, Port, Request, files, run, soft_reset, terminal};
use pyrite_flash::{Failure, Link};
use pyrite_models::board::Board;
use pyrite_models::daplink::DapLink;
use pyrite_models::{Driver, Ended, Faults, Mishap, Random};

const ROOM: usize = 16 * 1024;

fn ask(board: &mut Board, requests: &[Request]) -> Result<Vec<Found>, Failure> {
    let mut machine = files(Port::Serial, requests.to_vec());
    let ended = Driver::default().run(&mut machine, board);
    ended.outcome.unwrap()
}

#[test]
fn programs_run_and_write() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    for pastes in [true, false] {
        board.pastes = pastes;
        let mut machine = run(Port::Serial, "print('one')\nprint('two')\n");
        let ended = Driver::default().run(&mut machine, &mut board);
        assert_eq!(ended.outcome.unwrap().unwrap().error, None);
        assert_eq!(machine.take_output(), b"one\r\ntwo\r\n");
        assert!(board.is_at_prompt());
        let mut machine = run(Port::Serial, "raise ValueError: 7");
        let ended = Driver::default().run(&mut machine, &mut board);
        let error = ended.outcome.unwrap().unwrap().error.unwrap();
        assert!(error.ends_with("ValueError: 7\r\n"), "{error}");
        let long = "print('abcdefgh')\n".repeat(300);
        let mut machine = run(Port::Serial, &long);
        let ended = Driver::default().run(&mut machine, &mut board);
        ended.outcome.unwrap().unwrap();
        assert_eq!(machine.take_output().len(), 300 * 10);
    }
}

#[test]
fn a_program_without_end_is_stopped() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    board.hang();
    let mut machine = run(Port::Serial, "print('in')\nwhile True: pass");
    let driver = Driver {
        cancel: Some(60),
        ..Driver::default()
    };
    let ended = driver.run(&mut machine, &mut board);
    assert_eq!(ended.outcome, Some(Err(Failure::Cancelled)));
    assert_eq!(machine.take_output(), b"in\r\n");
    assert!(board.is_at_prompt());
}

#[test]
fn files_come_and_go() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    board.put("boot.py", b"# boot");
    let all: Vec<u8> = (0..=255).cycle().take(1500).collect();
    let path = "d\u{e9}'\\x/\u{1F600}.bin";
    let found = ask(
        &mut board,
        &[
            Request::MakeFolder("lib".to_owned()),
            Request::Write(path.to_owned(), all.clone()),
            Request::Write("empty".to_owned(), Vec::new()),
            Request::List(String::new()),
            Request::Read(path.to_owned()),
            Request::Read("empty".to_owned()),
            Request::Remove("boot.py".to_owned()),
        ],
    )
    .unwrap();
    let Found::Entries(entries) = &found[3] else {
        panic!()
    };
    let folder = Entry {
        name: "lib".to_owned(),
        size: 0,
        is_folder: true,
    };
    assert_eq!(entries.len(), 4);
    assert!(entries.contains(&folder));
    assert_eq!(found[4], Found::Content(all.clone()));
    assert_eq!(found[5], Found::Content(Vec::new()));
    assert_eq!(board.files().get(path), Some(&all));
    assert!(!board.files().contains_key("boot.py"));
    assert!(board.is_at_prompt());
    let missing = ask(&mut board, &[Request::Remove("boot.py".to_owned())]);
    assert!(matches!(missing, Err(Failure::Raised(text)) if text.contains("ENOENT")));
}

#[test]
fn a_soft_reset_runs_main() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    board.put("main.py", b"print('hello from main')\n");
    board.hang();
    let mut machine = soft_reset(Port::Serial);
    let ended = Driver::default().run(&mut machine, &mut board);
    ended.outcome.unwrap().unwrap();
    let text = machine.take_output();
    assert!(String::from_utf8_lossy(&text).contains("hello from main"));
    assert!(board.is_at_prompt());
}

#[test]
fn a_terminal_carries_both_ways() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    let mut machine = terminal(Port::Serial);
    machine.type_in(b"\x01");
    let driver = Driver {
        cancel: Some(20),
        ..Driver::default()
    };
    let ended = driver.run(&mut machine, &mut board);
    assert_eq!(ended.outcome, Some(Err(Failure::Cancelled)));
    assert!(
        machine
            .take_output()
            .ends_with(b"raw REPL; CTRL-B to exit\r\n>")
    );
}

#[test]
fn a_microbit_is_reached_through_its_debug_interface() {
    let room: &'static mut [u8] = Box::leak(vec![0; ROOM].into_boxed_slice());
    let mut board = Board::new(room);
    let mut device = DapLink::v2();
    device.program = Some(Box::new(move |typed| board.talk(typed)));
    let port = Port::DapLink(Link::Reports { interface: 4 });
    let content = Random::new(1).bytes(1000);
    let requests = vec![
        Request::Write("data".to_owned(), content.clone()),
        Request::Read("data".to_owned()),
    ];
    let ended = Driver::default().run(&mut files(port, requests), &mut device);
    assert_eq!(ended.outcome.unwrap().unwrap()[1], Found::Content(content));
}

#[test]
fn an_unplugged_or_silent_board_is_named() {
    let mut room = vec![0; ROOM];
    let mut board = Board::new(&mut room);
    board.set_faults(Faults::only(Mishap::LostReply, 1000, 1));
    assert_eq!(
        ask(&mut board, &[Request::List(String::new())]),
        Err(Failure::NoPrompt)
    );
    board.set_faults(Faults::unplugged_after(12));
    assert_eq!(
        ask(&mut board, &[Request::List(String::new())]),
        Err(Failure::Disconnected)
    );
}

#[test]
fn thousands_of_fault_schedules() {
    let content = Random::new(5).bytes(700);
    let (mut good, mut bad) = (0, 0);
    for seed in 0..2000u64 {
        let mut room = vec![0; ROOM];
        let mut board = Board::new(&mut room);
        board.put("old", b"old content");
        board.pastes = seed % 3 != 0;
        if seed % 5 == 0 {
            board.hang();
        }
        board.set_faults(Faults::seeded(seed));
        let requests = vec![
            Request::Write("main.py".to_owned(), content.clone()),
            Request::Read("old".to_owned()),
            Request::Remove("old".to_owned()),
        ];
        let driver = Driver {
            limit: 50_000,
            cancel: (seed % 11 == 0).then_some(seed % 200),
            now: 0,
        };
        let mut machine = files(Port::Serial, requests);
        let Ended { outcome, .. } = driver.run(&mut machine, &mut board);
        match outcome.unwrap_or_else(|| panic!("seed {seed} does not end")) {
            Ok(found) => {
                good += 1;
                assert_eq!(
                    found[1],
                    Found::Content(b"old content".to_vec()),
                    "seed {seed}"
                );
                assert_eq!(board.files().get("main.py"), Some(&content), "seed {seed}");
                assert!(!board.files().contains_key("old"), "seed {seed}");
            }
            Err(failure) => {
                bad += 1;
                assert!(!failure.to_string().is_empty() && !failure.advice().is_empty());
            }
        }
    }
    println!("{good} succeeded, {bad} ended in a named error");
    assert!(good > 1000 && bad > 100);
}
