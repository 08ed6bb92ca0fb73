//! Where text goes: the kernels write bytes of UTF-8 into a sink and never ask where they end up.

/// The sink takes no more; whoever owns it knows why (no memory, a limit).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

pub trait Sink {
    fn put(&mut self, text: &[u8]) -> Result<(), Full>;

    /// Digits `from..to` of a text that the sink holds itself, as those of a long int are.
    fn put_held(&mut self, _from: usize, _to: usize) -> Result<(), Full> {
        Err(Full)
    }

    /// The same character many times, as padding is.
    fn repeat(&mut self, fill: char, count: usize) -> Result<(), Full> {
        let mut utf8 = [0; 4];
        let one = fill.encode_utf8(&mut utf8).as_bytes();
        if let [byte] = *one {
            let block = [byte; 32];
            let mut left = count;
            while left > 0 {
                let now = left.min(block.len());
                self.put(&block[..now])?;
                left -= now;
            }
            return Ok(());
        }
        for _ in 0..count {
            self.put(one)?;
        }
        Ok(())
    }
}

/// Counts what would be written: the first of two passes, so that the second fills an object of the right size.
#[derive(Default)]
pub struct Count(pub usize);

impl Sink for Count {
    fn put(&mut self, text: &[u8]) -> Result<(), Full> {
        self.0 = self.0.checked_add(text.len()).ok_or(Full)?;
        Ok(())
    }

    fn repeat(&mut self, fill: char, count: usize) -> Result<(), Full> {
        let bytes = fill.len_utf8().checked_mul(count).ok_or(Full)?;
        self.0 = self.0.checked_add(bytes).ok_or(Full)?;
        Ok(())
    }
}

/// Writes into a slice.
pub struct Buffer<'a> {
    bytes: &'a mut [u8],
    used: usize,
}

impl<'a> Buffer<'a> {
    pub fn new(bytes: &'a mut [u8]) -> Self {
        Buffer { bytes, used: 0 }
    }

    pub fn used(&self) -> usize {
        self.used
    }

    pub fn written(&self) -> &[u8] {
        &self.bytes[..self.used]
    }
}

impl Sink for Buffer<'_> {
    fn put(&mut self, text: &[u8]) -> Result<(), Full> {
        let room = self
            .bytes
            .get_mut(self.used..)
            .and_then(|rest| rest.get_mut(..text.len()));
        room.ok_or(Full)?.copy_from_slice(text);
        self.used += text.len();
        Ok(())
    }
}
