//! Reading from standard input in a program that runs in shares: it is left while nobody has typed enough. What it wants is
//! kept in the machine's state meanwhile; lines gather in the stream's buffer.

use super::stream::{Backing, Stream, TEXT};
use pyrite_core::machine::{Machine, Progress, Root, Wait};
use pyrite_core::{Name, R, Value, n, utf8};

/// What a method wants to have before it runs.
#[derive(Clone, Copy)]
pub struct Want {
    pub line: bool,
    /// Characters, or bytes.
    pub limit: Option<usize>,
}

impl Want {
    fn is_there(self, m: &Machine, stream: Stream) -> bool {
        if stream.is_at_end(m) {
            return true;
        }
        let ahead = stream.ahead(m);
        if self.line && ahead.contains(&b'\n') {
            return true;
        }
        let count = match stream.has(m, TEXT) {
            true => utf8::count(ahead),
            false => ahead.len(),
        };
        self.limit.is_some_and(|limit| count >= limit)
    }
}

/// Leaves the program until there is what the method `name` of the stream `v` wants: the method's result then. `None`: it is
/// there, or the program cannot be left here.
pub fn wait(m: &mut Machine, v: Value, stream: Stream, name: Name, want: Want) -> R<Option<Value>> {
    if !m.can_leave() || !is_standard_input(m, stream) || gather(m, stream, want)? {
        return Ok(None);
    }
    let Some(state) = m.root(Root::State).as_ref() else {
        return Ok(None);
    };
    let limit = want.limit.map_or(-1, |limit| limit as i64);
    let limit = Value::small_wrapping(limit);
    let wanted = m.new_tuple(&[v, Value::name(name), Value::bool(want.line), limit])?;
    m.dict_set(state, Value::name(n::stdin), wanted)?;
    m.wait(Wait::Input, go_on).map(Some)
}

pub fn is_standard_input(m: &Machine, stream: Stream) -> bool {
    matches!(stream.backing(m), Backing::File(handle) if handle.0 == 0)
}

/// Takes the lines that are ready; whether what is wanted is there.
fn gather(m: &mut Machine, stream: Stream, want: Want) -> R<bool> {
    while !want.is_there(m, stream) {
        if !m.host.line_ready() {
            return Ok(false);
        }
        stream.add_line(m)?;
    }
    Ok(true)
}

fn go_on(m: &mut Machine) -> R<Progress> {
    let state = m.root(Root::State).as_ref();
    let wanted = match state {
        Some(state) => m.dict_get(state, Value::name(n::stdin))?,
        None => None,
    };
    let (Some(state), Some(wanted)) = (state, wanted.and_then(|w| w.as_ref())) else {
        return Ok(Progress::Done(Value::NONE));
    };
    let [v, name, line, limit] =
        core::array::from_fn(|i| m.tuple_item(Value::reference(wanted), i));
    let limit = limit
        .as_small()
        .and_then(|limit| usize::try_from(limit).ok());
    let want = Want {
        line: line == Value::TRUE,
        limit,
    };
    let stream = Stream::open(m, v)?;
    if !gather(m, stream, want)? {
        return Ok(Progress::Wait(Wait::Input));
    }
    m.dict_remove(state, Value::name(n::stdin))?;
    let method = m.getattr(v, name)?;
    m.keep(method);
    let result = match limit {
        Some(limit) => m.call(method, &[Value::small_wrapping(limit as i64)])?,
        None => m.call(method, &[])?,
    };
    Ok(Progress::Done(result))
}
