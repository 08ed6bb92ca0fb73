//! The words a compilation works in: one slice of the caller's, with the tree and the program growing up from its low end and the
//! stack of unfinished work growing down from its high end. Nothing here knows what the words mean.

use super::error::Full;

pub(super) struct Scratch<'a> {
    words: &'a mut [u32],
    low: usize,
    high: usize,
}

impl<'a> Scratch<'a> {
    pub fn new(words: &'a mut [u32]) -> Self {
        let high = words.len();
        Scratch {
            words,
            low: 0,
            high,
        }
    }

    /// Where the next word will be added.
    pub fn len(&self) -> u32 {
        self.low as u32
    }

    pub fn add(&mut self, word: u32) -> Result<u32, Full> {
        if self.low >= self.high {
            return Err(Full);
        }
        let at = self.low;
        *self.words.get_mut(at).ok_or(Full)? = word;
        self.low += 1;
        Ok(at as u32)
    }

    /// Adds all of `words`, gives the index of the first.
    pub fn add_all(&mut self, words: &[u32]) -> Result<u32, Full> {
        let at = self.low;
        let end = at + words.len();
        if end > self.high {
            return Err(Full);
        }
        self.words
            .get_mut(at..end)
            .ok_or(Full)?
            .copy_from_slice(words);
        self.low = end;
        Ok(at as u32)
    }

    /// Forgets what was added from `at` on.
    pub fn truncate(&mut self, at: u32) {
        self.low = self.low.min(at as usize);
    }

    pub fn get(&self, at: u32) -> u32 {
        self.words.get(at as usize).copied().unwrap_or(0)
    }

    pub fn set(&mut self, at: u32, word: u32) {
        if let Some(place) = self.words.get_mut(at as usize) {
            *place = word;
        }
    }

    pub fn swap(&mut self, a: u32, b: u32) {
        let (x, y) = (self.get(a), self.get(b));
        self.set(a, y);
        self.set(b, x);
    }

    pub fn push(&mut self, word: u32) -> Result<(), Full> {
        if self.high <= self.low {
            return Err(Full);
        }
        self.high -= 1;
        self.set(self.high as u32, word);
        Ok(())
    }

    pub fn pop(&mut self) -> Option<u32> {
        let word = self.words.get(self.high).copied()?;
        self.high += 1;
        Some(word)
    }
}
