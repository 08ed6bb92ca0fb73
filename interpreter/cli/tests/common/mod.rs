//! A terminal with `pyrite` in it, for tests: keys in, a screen out.
#![allow(dead_code)]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

pub const PYRITE: &str = env!("CARGO_BIN_EXE_pyrite");

const ROWS: u16 = 20;
const COLUMNS: u16 = 60;

/// A folder of its own, gone when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pyrite-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().into()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub struct Terminal {
    keyboard: OwnedFd,
    child: Child,
    screen: vt100::Parser,
    pub bytes: Vec<u8>,
}

impl Terminal {
    /// Starts `pyrite` with these arguments on a terminal of its own, its home in `home`.
    pub fn start(home: &Folder, arguments: &[&str]) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keyboard).unwrap();
        unlockpt(&keyboard).unwrap();
        let name = ptsname(&keyboard, Vec::new()).unwrap();
        let path = name.to_str().unwrap();
        let open = || Stdio::from(File::options().read(true).write(true).open(path).unwrap());
        let size = Winsize {
            ws_row: ROWS,
            ws_col: COLUMNS,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&keyboard, size).unwrap();
        // A session of its own, so that Ctrl-C on this terminal reaches it.
        let child = Command::new("setsid")
            .args(["--ctty", "--wait", PYRITE])
            .args(arguments)
            .env("HOME", &home.0)
            .env("TERM", "dumb")
            .env_remove("XDG_STATE_HOME")
            .env_remove("MICROPYPATH")
            .env_remove("MICROPYINSPECT")
            .stdin(open())
            .stdout(open())
            .stderr(open())
            .spawn()
            .unwrap();
        Terminal {
            keyboard,
            child,
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            bytes: Vec::new(),
        }
    }

    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    pub fn send_bytes(&mut self, keys: &[u8]) {
        let mut rest = keys;
        while !rest.is_empty() {
            let count = rustix::io::write(&self.keyboard, rest).unwrap();
            rest = &rest[count..];
        }
    }

    fn receive(&mut self, time: Duration) -> bool {
        let time = Timespec {
            tv_sec: time.as_secs() as i64,
            tv_nsec: i64::from(time.subsec_nanos()),
        };
        let mut wait = [PollFd::new(&self.keyboard, PollFlags::IN)];
        if poll(&mut wait, Some(&time)) != Ok(1) {
            return false;
        }
        let mut part = [0; 4096];
        let count = rustix::io::read(&self.keyboard, &mut part).unwrap_or(0);
        self.screen.process(&part[..count]);
        self.bytes.extend_from_slice(&part[..count]);
        count > 0
    }

    /// What comes within a time; nothing if nothing does.
    pub fn take(&mut self, time: Duration) -> Vec<u8> {
        self.bytes.clear();
        self.receive(time);
        std::mem::take(&mut self.bytes)
    }

    /// What the terminal shows.
    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen ends with this.
    #[track_caller]
    pub fn shows(&mut self, end: &str) {
        let until = Instant::now() + Duration::from_secs(10);
        while !self.screen().ends_with(end) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && self.receive(left),
                "the screen does not end with {end:?}:\n{}",
                self.screen()
            );
        }
    }

    /// Sends bytes and waits until the answer ends with these.
    #[track_caller]
    pub fn exchange(&mut self, keys: &str, answer: &[u8]) {
        self.bytes.clear();
        self.send(keys);
        let until = Instant::now() + Duration::from_secs(10);
        while !self.bytes.ends_with(answer) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && self.receive(left),
                "not {:?} but {:?}",
                answer.escape_ascii().to_string(),
                self.bytes.escape_ascii().to_string()
            );
        }
    }

    /// Waits for the end of the process.
    pub fn ended(&mut self) -> ExitStatus {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "still running:\n{}", self.screen());
            self.receive(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
