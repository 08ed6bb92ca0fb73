//! A hash on its way: an algorithm, its words, the block that is not full yet. It knows no machine: between two calls it is
//! bytes in the arena.

#[cfg(feature = "large")]
use super::sha512;
use super::{md5, sha256};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    #[cfg(feature = "large")]
    Sha384,
    #[cfg(feature = "large")]
    Sha512,
}

pub const ALL: &[(Algorithm, &str)] = &[
    (Algorithm::Md5, "md5"),
    (Algorithm::Sha1, "sha1"),
    (Algorithm::Sha224, "sha224"),
    (Algorithm::Sha256, "sha256"),
    #[cfg(feature = "large")]
    (Algorithm::Sha384, "sha384"),
    #[cfg(feature = "large")]
    (Algorithm::Sha512, "sha512"),
];

impl Algorithm {
    /// Bytes of the result.
    pub fn digest_size(self) -> usize {
        match self {
            Algorithm::Md5 => 16,
            Algorithm::Sha1 => 20,
            Algorithm::Sha224 => 28,
            Algorithm::Sha256 => 32,
            #[cfg(feature = "large")]
            Algorithm::Sha384 => 48,
            #[cfg(feature = "large")]
            Algorithm::Sha512 => 64,
        }
    }

    /// Bytes that are taken at a time.
    pub fn block_size(self) -> usize {
        match self {
            #[cfg(feature = "large")]
            Algorithm::Sha384 | Algorithm::Sha512 => 128,
            _ => 64,
        }
    }

    /// Bytes of a state.
    pub fn state_size(self) -> usize {
        self.block_size() * 3 / 2 + 8
    }
}

#[derive(Clone, Copy)]
enum Words {
    Small([u32; 8]),
    #[cfg(feature = "large")]
    Large([u64; 8]),
}

/// The largest block.
const BLOCK: usize = if cfg!(feature = "large") { 128 } else { 64 };
/// The largest state.
pub const STATE: usize = BLOCK * 3 / 2 + 8;

pub struct State {
    algorithm: Algorithm,
    words: Words,
    block: [u8; BLOCK],
    length: u64,
}

impl State {
    pub fn new(algorithm: Algorithm) -> State {
        State {
            algorithm,
            words: match algorithm {
                Algorithm::Md5 | Algorithm::Sha1 => Words::Small(md5::START),
                Algorithm::Sha224 => Words::Small(sha256::START_224),
                Algorithm::Sha256 => Words::Small(sha256::START_256),
                #[cfg(feature = "large")]
                Algorithm::Sha384 => Words::Large(sha512::START_384),
                #[cfg(feature = "large")]
                Algorithm::Sha512 => Words::Large(sha512::START_512),
            },
            block: [0; BLOCK],
            length: 0,
        }
    }

    /// From what `save` gave.
    pub fn load(algorithm: Algorithm, saved: &[u8]) -> State {
        let mut state = State::new(algorithm);
        let size = algorithm.block_size();
        let (words, rest) = saved.split_at(saved.len().min(size / 2));
        match &mut state.words {
            Words::Small(own) => {
                for (word, bytes) in own.iter_mut().zip(words.as_chunks().0) {
                    *word = u32::from_le_bytes(*bytes);
                }
            }
            #[cfg(feature = "large")]
            Words::Large(own) => {
                for (word, bytes) in own.iter_mut().zip(words.as_chunks().0) {
                    *word = u64::from_le_bytes(*bytes);
                }
            }
        }
        for (byte, saved) in state.block[..size].iter_mut().zip(rest) {
            *byte = *saved;
        }
        if let Some(length) = rest.get(size..).and_then(|l| l.first_chunk()) {
            state.length = u64::from_le_bytes(*length);
        }
        state
    }

    /// The state as `state_size` bytes.
    pub fn save(&self, to: &mut [u8; STATE]) {
        let size = self.algorithm.block_size();
        match &self.words {
            Words::Small(words) => {
                for (bytes, word) in to.as_chunks_mut().0.iter_mut().zip(words) {
                    *bytes = word.to_le_bytes();
                }
            }
            #[cfg(feature = "large")]
            Words::Large(words) => {
                for (bytes, word) in to.as_chunks_mut().0.iter_mut().zip(words) {
                    *bytes = word.to_le_bytes();
                }
            }
        }
        let (_, rest) = to.split_at_mut(size / 2);
        let (block, rest) = rest.split_at_mut(size);
        block.copy_from_slice(&self.block[..size]);
        if let Some(length) = rest.first_chunk_mut() {
            *length = self.length.to_le_bytes();
        }
    }

    pub fn feed(&mut self, mut data: &[u8]) {
        let size = self.algorithm.block_size();
        let filled = (self.length % size as u64) as usize;
        self.length = self.length.wrapping_add(data.len() as u64);
        if filled > 0 {
            let more = data.len().min(size - filled);
            let (now, later) = data.split_at(more);
            self.block[filled..filled + more].copy_from_slice(now);
            data = later;
            if filled + more < size {
                return;
            }
            let block = self.block;
            self.take(&block[..size]);
        }
        let mut blocks = data.chunks_exact(size);
        for block in &mut blocks {
            self.take(block);
        }
        let rest = blocks.remainder();
        self.block[..rest.len()].copy_from_slice(rest);
    }

    fn take(&mut self, block: &[u8]) {
        match &mut self.words {
            Words::Small(words) => match self.algorithm {
                Algorithm::Md5 => md5::md5_block(words, block),
                Algorithm::Sha1 => md5::sha1_block(words, block),
                _ => sha256::block(words, block),
            },
            #[cfg(feature = "large")]
            Words::Large(words) => sha512::block(words, block),
        }
    }

    /// The result, of which `digest_size` bytes count.
    pub fn finish(mut self) -> [u8; 64] {
        let size = self.algorithm.block_size();
        let bits = self.length.wrapping_mul(8);
        self.feed(&[0x80]);
        // The number of bits takes an eighth of a block; more than 64 of them are zero.
        while self.length % size as u64 != (size - size / 8) as u64 {
            self.feed(&[0]);
        }
        if size == 128 {
            self.feed(&[0; 8]);
        }
        if self.algorithm == Algorithm::Md5 {
            self.feed(&bits.to_le_bytes());
        } else {
            self.feed(&bits.to_be_bytes());
        }
        let mut result = [0; 64];
        match self.words {
            Words::Small(words) => {
                for (bytes, word) in result.as_chunks_mut().0.iter_mut().zip(words) {
                    *bytes = match self.algorithm {
                        Algorithm::Md5 => word.to_le_bytes(),
                        _ => word.to_be_bytes(),
                    };
                }
            }
            #[cfg(feature = "large")]
            Words::Large(words) => {
                for (bytes, word) in result.as_chunks_mut().0.iter_mut().zip(words) {
                    *bytes = word.to_be_bytes();
                }
            }
        }
        result
    }
}
