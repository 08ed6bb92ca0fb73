//! Where the source text and the tree live: memory that the caller owns.
//! The interpreter lends a region of its heap; a tool lends two slices.

/// The tree does not fit into the words the caller provided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// Source bytes to read and a stack of words to build the tree in.
///
/// One object gives both because in the interpreter both are in the same heap. Word indices are stable until
/// the store is truncated below them; index 0 is never a node (the parser pads it).
pub trait Store {
    /// Number of bytes of source text.
    fn source_len(&self) -> u32;
    /// The source byte at `index`; 0 at and past the end.
    fn byte(&self, index: u32) -> u8;
    /// Number of words in use.
    fn len(&self) -> u32;
    /// Appends a word.
    fn push(&mut self, word: u32) -> Result<(), Full>;
    /// The word at `index`; 0 past the end.
    fn get(&self, index: u32) -> u32;
    /// Replaces the word at `index`; nothing happens past the end.
    fn set(&mut self, index: u32, word: u32);
    /// Drops every word from `len` on.
    fn truncate(&mut self, len: u32);

    /// Whether no word is in use.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A store over two slices: for tools and tests.
#[derive(Debug)]
pub struct SliceStore<'a> {
    source: &'a [u8],
    words: &'a mut [u32],
    used: usize,
}

impl<'a> SliceStore<'a> {
    /// Reads from `source`, builds in `words`.
    pub fn new(source: &'a [u8], words: &'a mut [u32]) -> Self {
        SliceStore {
            source,
            words,
            used: 0,
        }
    }
}

impl Store for SliceStore<'_> {
    fn source_len(&self) -> u32 {
        u32::try_from(self.source.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    fn byte(&self, index: u32) -> u8 {
        self.source.get(index as usize).copied().unwrap_or(0)
    }

    #[inline]
    fn len(&self) -> u32 {
        self.used as u32
    }

    #[inline]
    fn push(&mut self, word: u32) -> Result<(), Full> {
        let slot = self.words.get_mut(self.used).ok_or(Full)?;
        *slot = word;
        self.used += 1;
        Ok(())
    }

    #[inline]
    fn get(&self, index: u32) -> u32 {
        self.words.get(index as usize).copied().unwrap_or(0)
    }

    #[inline]
    fn set(&mut self, index: u32, word: u32) {
        if let Some(slot) = self.words.get_mut(index as usize) {
            *slot = word;
        }
    }

    fn truncate(&mut self, len: u32) {
        self.used = self.used.min(len as usize);
    }
}
