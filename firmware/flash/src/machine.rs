//! What every protocol is to its driver: events in, actions out. And what the driver is to a protocol: a [`Line`] whose
//! transfers are awaited, so that a protocol reads from top to bottom like its specification. Owns nothing of a protocol.

use crate::{Failure, Progress, Stage};
use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pipe {
    /// A control transfer on endpoint 0 (USB 2.0, 9.3).
    Control(Setup),
    /// A bulk or interrupt endpoint, by number without the direction bit.
    Endpoint(u8),
    /// A serial line.
    Serial,
}

/// The fields of a control transfer (USB 2.0, 9.3); direction and length come from the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    pub kind: Kind,
    pub recipient: Recipient,
    pub request: u8,
    pub value: u16,
    pub index: u16,
}

/// Who has defined a control request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Standard,
    Class,
    Vendor,
}

/// Whom a control request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    Device,
    Interface,
    Endpoint,
}

/// What the driver does next. Each action is answered by one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action<T> {
    /// Send all of `data`; then [`Event::Sent`].
    Out { pipe: Pipe, data: Vec<u8> },
    /// Receive up to `length` bytes; then [`Event::Received`], or [`Event::Timeout`] if nothing came within so many
    /// milliseconds. On a serial line, give what is there as soon as there is something.
    In {
        pipe: Pipe,
        length: usize,
        within: u32,
    },
    /// Let so many milliseconds pass; then [`Event::Elapsed`].
    Wait { milliseconds: u32 },
    /// It has succeeded. The machine wants nothing more.
    Done(T),
    /// It has not. The machine wants nothing more.
    Failed(Failure),
}

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Begins. Later it only asks for the pending action again.
    Start,
    Sent,
    Received(Vec<u8>),
    /// A wait is over.
    Elapsed,
    Timeout,
    /// The device refused the transfer (USB: stalled the endpoint).
    Stalled,
    /// The device is gone, for good: it was unplugged or the connection was closed.
    Disconnected,
}

/// What went over the line so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    pub transfers: u64,
    pub sent: u64,
    pub received: u64,
}

/// A protocol under way. `T` is what its success gives.
pub struct Machine<T> {
    post: Arc<Mutex<Post>>,
    script: Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>,
    ended: bool,
}

impl<T> Machine<T> {
    /// A protocol, written as what it does with its line.
    pub(crate) fn new<F, S>(script: F) -> Machine<T>
    where
        F: FnOnce(Line) -> S,
        S: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        let post = Arc::new(Mutex::new(Post::default()));
        let script = Box::pin(script(Line {
            post: Arc::clone(&post),
        }));
        Machine {
            post,
            script,
            ended: false,
        }
    }

    /// Takes what has happened and says what to do. `now` is any clock in milliseconds that does not go back.
    pub fn poll(&mut self, now: u64, event: Event) -> Action<T> {
        if self.ended {
            return Action::Failed(Failure::Ended);
        }
        {
            let mut post = lock(&self.post);
            post.now = post.now.max(now);
            if event != Event::Start {
                if let Event::Received(data) = &event {
                    post.traffic.received += data.len() as u64;
                }
                post.event = Some(event);
            }
        }
        let mut context = Context::from_waker(Waker::noop());
        let outcome = self.script.as_mut().poll(&mut context);
        match outcome {
            Poll::Ready(outcome) => {
                self.ended = true;
                match outcome {
                    Ok(value) => Action::Done(value),
                    Err(failure) => Action::Failed(failure),
                }
            }
            Poll::Pending => match lock(&self.post).request.clone() {
                Some(Request::Out { pipe, data }) => Action::Out { pipe, data },
                Some(Request::In {
                    pipe,
                    length,
                    within,
                }) => Action::In {
                    pipe,
                    length,
                    within,
                },
                Some(Request::Wait { milliseconds }) => Action::Wait { milliseconds },
                None => Action::Wait { milliseconds: 0 },
            },
        }
    }

    /// Asks for an orderly end: after the transfer under way, the device is left so that it can be used again, and the
    /// machine fails with [`Failure::Cancelled`]. Where a last step cannot be undone any more it may still succeed.
    pub fn cancel(&mut self) {
        lock(&self.post).cancelled = true;
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        lock(&self.post).progress.clone()
    }

    pub fn traffic(&self) -> Traffic {
        lock(&self.post).traffic
    }

    /// Gives bytes for the program on the board, where the protocol carries them: typed text.
    pub fn type_in(&mut self, bytes: &[u8]) {
        lock(&self.post).typed.extend(bytes);
    }

    /// Takes the bytes that the program on the board has written since the last call.
    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut lock(&self.post).output)
    }
}

/// What passes between machine and script.
#[derive(Default)]
struct Post {
    request: Option<Request>,
    event: Option<Event>,
    now: u64,
    cancelled: bool,
    /// The script is leaving: its transfers go on although it was cancelled.
    leaving: bool,
    gone: bool,
    progress: Progress,
    traffic: Traffic,
    typed: VecDeque<u8>,
    output: Vec<u8>,
}

#[derive(Clone)]
enum Request {
    Out {
        pipe: Pipe,
        data: Vec<u8>,
    },
    In {
        pipe: Pipe,
        length: usize,
        within: u32,
    },
    Wait {
        milliseconds: u32,
    },
}

/// Why a transfer gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Timeout,
    Stalled,
    Disconnected,
    Cancelled,
}

/// The protocol's end of the line.
pub(crate) struct Line {
    post: Arc<Mutex<Post>>,
}

impl Line {
    pub async fn send(&self, pipe: Pipe, data: Vec<u8>) -> Result<(), Fault> {
        {
            let traffic = &mut lock(&self.post).traffic;
            traffic.transfers += 1;
            traffic.sent += data.len() as u64;
        }
        match self.ask(Request::Out { pipe, data }).await? {
            Event::Sent => Ok(()),
            event => Err(fault(&event)),
        }
    }

    /// Receives something: never nothing, never more than `length`.
    pub async fn receive(&self, pipe: Pipe, length: usize, within: u32) -> Result<Vec<u8>, Fault> {
        lock(&self.post).traffic.transfers += 1;
        let request = Request::In {
            pipe,
            length,
            within,
        };
        match self.ask(request).await? {
            Event::Received(data) if data.is_empty() => Err(Fault::Timeout),
            Event::Received(mut data) => {
                data.truncate(length);
                Ok(data)
            }
            event => Err(fault(&event)),
        }
    }

    pub async fn wait(&self, milliseconds: u32) -> Result<(), Fault> {
        match self.ask(Request::Wait { milliseconds }).await? {
            Event::Disconnected => Err(Fault::Disconnected),
            _ => Ok(()),
        }
    }

    pub fn now(&self) -> u64 {
        lock(&self.post).now
    }

    /// Bytes sent so far.
    pub fn sent(&self) -> u64 {
        lock(&self.post).traffic.sent
    }

    pub fn report(&self, stage: Stage, done: usize, total: usize) {
        let progress = &mut lock(&self.post).progress;
        progress.stage = stage;
        progress.done = done as u64;
        progress.total = total as u64;
    }

    /// Something that the person should know though it goes on.
    pub fn note(&self, note: String) {
        lock(&self.post).progress.note = Some(note);
    }

    /// From here on, a cancellation no longer stops transfers: the script puts the device in order.
    pub fn leave(&self) {
        lock(&self.post).leaving = true;
    }

    pub fn is_gone(&self) -> bool {
        lock(&self.post).gone
    }

    /// Takes up to `limit` bytes that were typed.
    pub fn typed(&self, limit: usize) -> Vec<u8> {
        let typed = &mut lock(&self.post).typed;
        let count = typed.len().min(limit);
        typed.drain(..count).collect()
    }

    /// Shows what the program on the board has written.
    pub fn output(&self, bytes: &[u8]) {
        lock(&self.post).output.extend_from_slice(bytes);
    }

    async fn ask(&self, request: Request) -> Result<Event, Fault> {
        {
            let mut post = lock(&self.post);
            if post.gone {
                return Err(Fault::Disconnected);
            }
            if post.cancelled && !post.leaving {
                return Err(Fault::Cancelled);
            }
            post.request = Some(request);
        }
        let event = poll_fn(|_| match lock(&self.post).event.take() {
            Some(event) => Poll::Ready(event),
            None => Poll::Pending,
        })
        .await;
        let mut post = lock(&self.post);
        post.request = None;
        if event == Event::Disconnected {
            post.gone = true;
            return Err(Fault::Disconnected);
        }
        // The transfer is over, so that the device waits for nothing.
        if post.cancelled && !post.leaving {
            return Err(Fault::Cancelled);
        }
        Ok(event)
    }
}

fn fault(event: &Event) -> Fault {
    match event {
        Event::Stalled => Fault::Stalled,
        Event::Disconnected => Fault::Disconnected,
        _ => Fault::Timeout,
    }
}

fn lock(post: &Mutex<Post>) -> MutexGuard<'_, Post> {
    post.lock().unwrap_or_else(PoisonError::into_inner)
}
