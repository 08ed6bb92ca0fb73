//! Ctrl-C and a changed window size, noticed anywhere: signals set a flag, and wake whoever waits through a pipe.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::consts::{SIGINT, SIGWINCH};
use std::io::{self, PipeReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub struct Interrupt {
    pressed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    woken: PipeReader,
}

/// Why waiting ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// There is input, or its end.
    Input,
    /// Ctrl-C, or another size of the window.
    Signal,
    Timeout,
}

impl Interrupt {
    pub fn install() -> io::Result<Self> {
        let pressed = Arc::new(AtomicBool::new(false));
        let resized = Arc::new(AtomicBool::new(false));
        let (woken, wake) = io::pipe()?;
        rustix::io::ioctl_fionbio(&woken, true)?;
        signal_hook::flag::register(SIGINT, pressed.clone())?;
        signal_hook::flag::register(SIGWINCH, resized.clone())?;
        signal_hook::low_level::pipe::register(SIGINT, wake.try_clone()?)?;
        signal_hook::low_level::pipe::register(SIGWINCH, wake)?;
        Ok(Interrupt {
            pressed,
            resized,
            woken,
        })
    }

    /// Whether Ctrl-C was pressed since the last call.
    pub fn take(&self) -> bool {
        // Reading alone is cheap, and nearly always says no.
        self.pressed.load(Ordering::Relaxed) && self.pressed.swap(false, Ordering::Relaxed)
    }

    pub fn is_pressed(&self) -> bool {
        self.pressed.load(Ordering::Relaxed)
    }

    /// Whether the window has another size since the last call.
    pub fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::Relaxed)
    }

    /// Waits for input, a signal, or until the time is over. Without `input`, for the others.
    pub fn wait(&mut self, input: Option<BorrowedFd<'_>>, time: Option<Duration>) -> Wait {
        let time = time.map(|time| Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(time.subsec_nanos()),
        });
        let signals = PollFd::new(&self.woken, PollFlags::IN);
        let (ready, input) = match input {
            None => (poll(&mut [signals], time.as_ref()), false),
            Some(fd) => {
                let mut both = [signals, PollFd::from_borrowed_fd(fd.as_fd(), PollFlags::IN)];
                let ready = poll(&mut both, time.as_ref());
                (
                    ready,
                    both.last().is_some_and(|fd| !fd.revents().is_empty()),
                )
            }
        };
        match ready {
            Ok(0) => Wait::Timeout,
            Ok(_) if input => Wait::Input,
            // Interrupted by a signal, or one came before.
            _ => {
                // What is in the pipe only says that flags were set.
                let _ = self.woken.read(&mut [0; 64]);
                Wait::Signal
            }
        }
    }
}
