//! The stage `firmware`: each board's firmware in QEMU, driven as people and tools drive a board. First the serial line and
//! mpremote, then the behaviour suite through raw-paste mode.

mod behaviour;
mod link;
pub mod mpremote;
mod probe;
mod project;
mod pyboard;
mod registers;

use crate::{
    firmware::{self, BOARDS, Board},
    qemu, setup,
};
use anyhow::{Context, Result, bail};
pub use link::Link;
pub use probe::{Monitor, Probe};
pub use pyboard::EDGES;
use std::{
    net::TcpListener,
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// What a board answers at once.
pub const SOON: Duration = Duration::from_secs(10);

/// A board that runs.
pub struct Emulated {
    child: Child,
    pub port: u16,
}

impl Emulated {
    /// `more` goes to QEMU as it is.
    pub fn start(board: &Board, image: &Path, more: &[&str]) -> Result<Emulated> {
        Emulated::begin(qemu::command(board, Some(image))?, more)
    }

    /// A machine whose flash `more` fills.
    pub fn start_flashed(board: &Board, more: &[&str]) -> Result<Emulated> {
        Emulated::begin(qemu::command(board, None)?, more)
    }

    fn begin(mut qemu: Command, more: &[&str]) -> Result<Emulated> {
        // QEMU gets a socket that listens already: a port that was only looked up could be another board's by then.
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let line = "socket,id=line,fd=0,server=on,wait=off,nodelay=on";
        let child = qemu
            .args(["-display", "none", "-monitor", "none"])
            .args(["-chardev", line, "-serial", "chardev:line"])
            .args(more)
            .stdin(Stdio::from(OwnedFd::from(listener)))
            .spawn()
            .context("cannot start QEMU")?;
        Ok(Emulated { child, port })
    }

    pub fn link(&self) -> Result<Link> {
        Link::open(self.port, SOON)
    }
}

impl Drop for Emulated {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds and tests every board.
pub fn check_all() -> Result<()> {
    let mut failed = 0;
    for board in BOARDS.iter().filter(|board| board.runs) {
        let result = firmware::build(board, true).and_then(|image| {
            println!("{}: {}", board.name, firmware::sizes(&image)?);
            check(board, &image)
        });
        if let Err(error) = result {
            println!("{}: {error:#}", board.name);
            failed += 1;
        }
    }
    if failed > 0 {
        bail!("{failed} boards failed");
    }
    Ok(())
}

/// Tests a board's firmware for QEMU.
pub fn check(board: &Board, image: &Path) -> Result<()> {
    setup::mpremote();
    let begun = Instant::now();
    serial_line(board, image).context("serial line")?;
    project::check(board, image).context("a project in an image")?;
    registers::check(board, image).context("registers")?;
    pyboard::check(board, image).context("interrupts")?;
    let folder = Scratch::new(board)?;
    let emulated = Emulated::start(board, image, &[])?;
    let calls = mpremote::check(emulated.port, &folder.0, board.mounts)?;
    drop(emulated);
    println!(
        "{}: {calls} calls of mpremote in {:.1} s",
        board.name,
        begun.elapsed().as_secs_f32()
    );
    behaviour::check(board, image)
}

/// Ctrl-C, soft reset, `main.py` that never returns, a fault.
fn serial_line(board: &Board, image: &Path) -> Result<()> {
    let emulated = Emulated::start(board, image, &[])?;
    let mut link = emulated.link()?;
    let answer = link.run(b"print('a' * 3000)\nraise ValueError('told')\n", SOON)?;
    if answer.output.trim_end().len() != 3000 || !answer.error.ends_with("ValueError: told\n") {
        bail!("raw-paste mode: {:?} {:?}", answer.output, answer.error);
    }
    // Ctrl-C out of a loop that does nothing.
    link.send(b"while True: pass\n\x04")?;
    link.until(b"OK", SOON)?;
    link.send(b"\x03")?;
    link.until(b"KeyboardInterrupt", SOON)?;
    link.until(b"\x04>", SOON)?;
    // At the friendly prompt: Ctrl-C out of a sleep, soft reset, a main.py that must be stopped.
    link.send(b"\x02")?;
    link.until(b">>> ", SOON)?;
    link.send(b"import time; time.sleep(1000)\r")?;
    link.until(b"\r\n", SOON)?;
    link.send(b"\x03")?;
    link.until(b"KeyboardInterrupt", SOON)?;
    link.until(b">>> ", SOON)?;
    link.send(
        b"f = open('main.py', 'w'); f.write('print(\"main\")\\nwhile 1: pass'); f.close()\r",
    )?;
    link.until(b">>> ", SOON)?;
    link.send(b"\x04")?;
    link.until(b"MPY: soft reboot\r\n", SOON)?;
    link.until(b"main\r\n", SOON)?;
    link.send(b"\x03")?;
    link.until(b"KeyboardInterrupt", SOON)?;
    link.until(b">>> ", SOON)?;
    link.send(b"import os; os.remove('main.py')\r")?;
    link.until(b">>> ", SOON)?;
    Ok(())
}

/// A folder of the computer, gone afterwards.
struct Scratch(PathBuf);

impl Scratch {
    fn new(board: &Board) -> Result<Scratch> {
        let path =
            std::env::temp_dir().join(format!("pyrite-{}-{}", board.name, std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that cannot be removed does no harm to the result.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
