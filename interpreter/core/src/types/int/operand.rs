//! Ints as operands of the kernels: their limbs brought side by side into one block of the heap, worked on, and the
//! block turned into the result. So a long operation allocates once.

use crate::host::Host;
use crate::machine::Machine;
use crate::memory::{Header, Kind};
use crate::native::R;
use crate::number::natural::{self, Scratch, Watch};
use crate::types;
use crate::value::{Ref, Value, WORD, Word};

/// Limbs in a word of the heap.
const LIMBS: usize = WORD / 4;

/// No int is longer: 4 billion bits, more than any arena holds.
const MOST: usize = 1 << 27;

/// The sign and magnitude of an int.
#[derive(Clone, Copy)]
pub struct Operand {
    pub negative: bool,
    /// Limbs; the top one is not zero.
    pub len: usize,
    place: Place,
}

#[derive(Clone, Copy)]
enum Place {
    Here([u32; 2]),
    Heap(Ref),
}

impl Operand {
    /// Of an int or bool, or an instance of a subclass.
    pub fn new(m: &Machine, v: Value) -> Option<Operand> {
        let v = m.payload(v);
        if let Some(r) = m.heap.as_kind(v, Kind::BigInt) {
            let n = m.heap.header(r).n();
            return Some(Operand {
                negative: n & 1 != 0,
                len: n >> 1,
                place: Place::Heap(r),
            });
        }
        let i = super::small(v)?;
        Some(Operand::of(i))
    }

    /// Of a number of 64 bits.
    pub fn of(i: i64) -> Operand {
        let size = i.unsigned_abs();
        let limbs = [size as u32, (size >> 32) as u32];
        Operand {
            negative: i < 0,
            len: natural::trim(&limbs).len(),
            place: Place::Here(limbs),
        }
    }

    pub fn limbs<'a>(&'a self, m: &'a Machine) -> &'a [u32] {
        match &self.place {
            Place::Here(limbs) => limbs.get(..self.len).unwrap_or_default(),
            Place::Heap(r) => heap_limbs(m, *r, self.len),
        }
    }

    pub fn is_zero(&self) -> bool {
        self.len == 0
    }

    pub fn bit_length(&self, m: &Machine) -> usize {
        natural::bit_length(self.limbs(m))
    }

    /// The number, if 128 bits hold it.
    pub fn to_i128(self, m: &Machine) -> Option<i128> {
        if self.len > 4 {
            return None;
        }
        let size = self
            .limbs(m)
            .iter()
            .rev()
            .fold(0u128, |a, &limb| a << 32 | limb as u128);
        let i = i128::try_from(size).ok()?;
        Some(if self.negative { -i } else { i })
    }

    pub fn to_i64(self, m: &Machine) -> Option<i64> {
        if self.len > 2 {
            return None;
        }
        let size = natural::bits64(self.limbs(m), 0);
        if self.negative {
            0i64.checked_sub_unsigned(size)
        } else {
            i64::try_from(size).ok()
        }
    }
}

fn heap_limbs<'a>(m: &'a Machine, r: Ref, len: usize) -> &'a [u32] {
    let words = m.heap.words(r, 1, 1 + len.div_ceil(LIMBS));
    let limbs: &[u32] = bytemuck::cast_slice(words);
    &limbs[..len]
}

/// A block of the heap, cut into parts that each begin at a word.
pub struct Block {
    r: Ref,
    size: usize,
}

/// Asks for Ctrl-C once in a while: every few milliseconds on a desktop.
struct Hurry<'a> {
    host: &'a mut dyn Host,
    steps: usize,
    gone: bool,
}

impl Watch for Hurry<'_> {
    fn gone(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_add(steps);
        if self.steps >= 1 << 18 {
            self.steps = 0;
            self.gone |= self.host.interrupted();
        }
        self.gone
    }
}

/// Words that `limbs` take.
const fn words(limbs: usize) -> usize {
    limbs.div_ceil(LIMBS)
}

impl Block {
    /// A block with parts of these lengths in limbs.
    pub fn new(m: &mut Machine, parts: &[usize]) -> R<Block> {
        let mut size = 1;
        for &part in parts {
            if part > 16 * MOST {
                return Err(m.out_of_memory());
            }
            size += words(part);
        }
        let r = m.alloc_unkept(Kind::Raw, size - 1, size)?;
        Ok(Block { r, size })
    }

    /// Copies an operand to word `at` of the block.
    pub fn put(&self, m: &mut Machine, at: usize, operand: &Operand) {
        let count = words(operand.len);
        match operand.place {
            Place::Heap(r) => {
                let (from, to) = m.heap.two((r, 1, 1 + count), (self.r, at, at + count));
                to.copy_from_slice(from);
            }
            Place::Here(limbs) => {
                let to: &mut [u32] =
                    bytemuck::cast_slice_mut(m.heap.words_mut(self.r, at, at + count));
                for (to, limb) in to.iter_mut().zip(limbs) {
                    *to = limb;
                }
            }
        }
    }

    fn limbs<'a>(&self, m: &'a mut Machine) -> &'a mut [u32] {
        bytemuck::cast_slice_mut(m.heap.words_mut(self.r, 1, self.size))
    }

    /// Copies text into the block, from limb `at` on.
    pub fn put_text(&self, m: &mut Machine, at: usize, text: Source) {
        match text {
            Source::Slice(bytes) => {
                let to: &mut [u8] = bytemuck::cast_slice_mut(&mut self.limbs(m)[at..]);
                to[..bytes.len()].copy_from_slice(bytes);
            }
            Source::Heap { r, word, from, to } => {
                m.copy_bytes(r, word, from, self.r, 1 + at / LIMBS, 0, to - from);
            }
        }
    }

    /// Writes an operand that has been put in the block into a bytes object; the block is given back.
    pub fn to_bytes(
        self,
        m: &mut Machine,
        operand: Operand,
        bytes: Ref,
        len: usize,
        f: impl FnOnce(&[u32], &mut [u8]) -> bool,
    ) -> bool {
        let (from, to) = m
            .heap
            .two((self.r, 1, self.size), (bytes, 1, 1 + len.div_ceil(WORD)));
        let limbs: &[u32] = bytemuck::cast_slice(from);
        let to: &mut [u8] = bytemuck::cast_slice_mut(to);
        let result = f(&limbs[..operand.len], &mut to[..len]);
        self.drop(m);
        result
    }

    /// Reads `len` bytes of a bytes-like object into the block's first `limbs` limbs; a second part as long is for the bytes.
    pub fn from_bytes<T>(
        &self,
        m: &mut Machine,
        limbs: usize,
        bytes: Value,
        len: usize,
        f: impl FnOnce(&[u8], &mut [u32]) -> T,
    ) -> T {
        let mut at = 0;
        let mut piece = [0; 64];
        // Piece by piece: the object may lie anywhere, and may be a view of another one.
        while at < len {
            let now = (len - at).min(piece.len());
            if let Some(from) = m
                .buffer_bytes(bytes)
                .and_then(|bytes| bytes.get(at..at + now))
            {
                piece[..now].copy_from_slice(from);
            }
            let to: &mut [u8] = bytemuck::cast_slice_mut(&mut self.limbs(m)[part(limbs)..]);
            to[at..at + now].copy_from_slice(&piece[..now]);
            at += now;
        }
        self.work(m, |all| {
            let (out, rest) = all.split_at_mut(part(limbs));
            let bytes: &[u8] = bytemuck::cast_slice(rest);
            f(&bytes[..len], &mut out[..limbs])
        })
    }

    /// Works on the block's limbs for as long as it takes, or until Ctrl-C; then the block is given back.
    pub fn work_long<T>(
        &self,
        m: &mut Machine,
        f: impl FnOnce(&mut [u32], &mut dyn Watch) -> T,
    ) -> R<T> {
        let mut hurry = Hurry {
            host: &mut *m.host,
            steps: 0,
            gone: false,
        };
        let limbs = m.heap.words_mut(self.r, 1, self.size);
        let result = f(bytemuck::cast_slice_mut(limbs), &mut hurry);
        if hurry.gone {
            Block { ..*self }.drop(m);
            return Err(m.keyboard_interrupt());
        }
        Ok(result)
    }

    /// Works on the block's limbs.
    pub fn work<T>(&self, m: &mut Machine, f: impl FnOnce(&mut [u32]) -> T) -> T {
        f(self.limbs(m))
    }

    /// The first `len` limbs as an int; the rest of the block is given back.
    pub fn finish(self, m: &mut Machine, len: usize, negative: bool) -> Value {
        let limbs = natural::trim(&self.limbs(m)[..len]);
        let used = limbs.len();
        let small = match *limbs {
            [] => Some(0),
            [low] => Some(low as i64),
            [low, high] if high >> 31 == 0 => Some(low as i64 | (high as i64) << 32),
            _ => None,
        };
        if let Some(v) = small.and_then(|i| Value::small(if negative { -i } else { i })) {
            self.drop(m);
            return v;
        }
        let size = 1 + words(used);
        // The unused half of the last word is zero, so that ints can be compared by words.
        let limbs = self.limbs(m);
        let end = (words(used) * LIMBS).min(limbs.len());
        limbs[used..end].fill(0);
        m.heap.set_header(
            self.r,
            Header::new(Kind::BigInt, used << 1 | usize::from(negative)),
        );
        m.heap.shrink(self.r, self.size, size);
        m.keep(Value::reference(self.r));
        Value::reference(self.r)
    }

    /// The block as a str: its second word on is `len` bytes of ASCII text.
    pub fn finish_str(self, m: &mut Machine, len: usize) -> R {
        if let [c] = *m.heap.bytes(self.r, 2, len) {
            self.drop(m);
            return Ok(Value::character(c));
        }
        let size = 2 + len.div_ceil(WORD);
        m.heap.set_word(self.r, 1, crate::machine::ASCII);
        m.heap.bytes_mut(self.r, 2, (size - 2) * WORD)[len..].fill(0);
        m.heap.set_header(self.r, Header::new(Kind::Str, len));
        m.heap.shrink(self.r, self.size, size);
        m.keep(Value::reference(self.r));
        Ok(Value::reference(self.r))
    }

    /// Gives the block back.
    pub fn drop(self, m: &mut Machine) {
        m.heap.set_header(self.r, Header::new(Kind::Raw, 0));
        m.heap.shrink(self.r, self.size, 1);
    }
}

/// Where text to be copied lies.
pub enum Source<'s> {
    Slice(&'s [u8]),
    /// Bytes `from..to` behind a word of an object.
    Heap {
        r: Ref,
        word: usize,
        from: usize,
        to: usize,
    },
}

/// The limb at which a part begins that follows a part of `limbs` limbs.
pub const fn part(limbs: usize) -> usize {
    words(limbs) * LIMBS
}

/// The longest operands of `scaled` and `added`.
const SHORT: usize = 1024;

/// `x * factor` as an int with this sign; `None` if that is no quicker than the general way. `x` is read where it lies:
/// where ints have some dozens of limbs, copying them takes as long as the work.
pub fn scaled(m: &mut Machine, x: Operand, factor: u32, negative: bool) -> R<Option<Value>> {
    let Place::Heap(r) = x.place else {
        return Ok(None);
    };
    if cfg!(feature = "compact") || x.len > SHORT {
        return Ok(None);
    }
    let block = Block::new(m, &[x.len + 1])?;
    let (from, to) = m
        .heap
        .two((r, 1, 1 + words(x.len)), (block.r, 1, block.size));
    let (from, to): (&[u32], &mut [u32]) =
        (bytemuck::cast_slice(from), bytemuck::cast_slice_mut(to));
    natural::scale(&from[..x.len], factor, &mut to[..x.len + 1]);
    Ok(Some(block.finish(m, x.len + 1, negative)))
}

/// The sum of the magnitudes of two operands as an int with this sign, on the same terms.
pub fn added(m: &mut Machine, x: Operand, y: Operand, negative: bool) -> R<Option<Value>> {
    let (long, short) = if x.len < y.len { (y, x) } else { (x, y) };
    if cfg!(feature = "compact") || long.len > SHORT {
        return Ok(None);
    }
    let block = Block::new(m, &[long.len + 1])?;
    block.put(m, 1, &long);
    block.limbs(m)[long.len..].fill(0);
    match short.place {
        Place::Heap(r) => {
            let (from, to) = m
                .heap
                .two((r, 1, 1 + words(short.len)), (block.r, 1, block.size));
            let from: &[u32] = bytemuck::cast_slice(from);
            natural::add_assign(bytemuck::cast_slice_mut(to), &from[..short.len]);
        }
        Place::Here(limbs) => {
            natural::add_assign(block.limbs(m), &limbs[..short.len.min(2)]);
        }
    }
    Ok(Some(block.finish(m, long.len + 1, negative)))
}

/// Runs a kernel over copies of the operands: it gets them, a result of `out` limbs and `scratch` limbs, all next to
/// each other, and says whether the result is negative.
pub fn compute<const N: usize>(
    m: &mut Machine,
    operands: [Operand; N],
    out: usize,
    scratch: usize,
    mut f: impl FnMut([&[u32]; N], &mut [u32], Scratch) -> bool,
) -> R {
    let mut negative = false;
    let block = run(m, &operands, out, scratch, &mut |held, out, scratch| {
        negative = f(first(held), out, scratch)
    })?;
    Ok(block.finish(m, out, negative))
}

/// As [`compute`], for what is no int.
pub fn measure<const N: usize, T: Default>(
    m: &mut Machine,
    operands: [Operand; N],
    out: usize,
    scratch: usize,
    mut f: impl FnMut([&[u32]; N], &mut [u32], Scratch) -> T,
) -> R<T> {
    let mut result = T::default();
    let block = run(m, &operands, out, scratch, &mut |held, out, scratch| {
        result = f(first(held), out, scratch)
    })?;
    block.drop(m);
    Ok(result)
}

/// Operands that a kernel takes at most.
const MOST_OPERANDS: usize = 3;

fn first<const N: usize>(held: [&[u32]; MOST_OPERANDS]) -> [&[u32]; N] {
    core::array::from_fn(|i| held[i])
}

fn run(
    m: &mut Machine,
    operands: &[Operand],
    out: usize,
    scratch: usize,
    f: &mut dyn FnMut([&[u32]; MOST_OPERANDS], &mut [u32], Scratch),
) -> R<Block> {
    if out > MOST {
        return Err(m.out_of_memory());
    }
    m.breathe_for(out.saturating_mul(out) / 256)?;
    let held: usize = operands.iter().map(|operand| part(operand.len)).sum();
    let block = Block::new(m, &[out, held, scratch])?;
    let mut at = 1 + words(out);
    for operand in operands {
        block.put(m, at, operand);
        at += words(operand.len);
    }
    block.work_long(m, |limbs, watch| {
        let (result, rest) = limbs.split_at_mut(part(out));
        let (held, scratch) = rest.split_at_mut(held);
        let mut held = &*held;
        let mut slices: [&[u32]; MOST_OPERANDS] = [&[]; MOST_OPERANDS];
        for (slice, operand) in slices.iter_mut().zip(operands) {
            let (this, rest) = held.split_at(part(operand.len));
            held = rest;
            *slice = &this[..operand.len];
        }
        f(slices, &mut result[..out], Scratch::new(scratch, watch))
    })?;
    Ok(block)
}

/// An int of 128 bits.
pub fn from_i128(m: &mut Machine, i: i128) -> R {
    if let Ok(i) = i64::try_from(i) {
        return m.new_int(i);
    }
    let size = i.unsigned_abs();
    m.new_big(
        i < 0,
        &[
            size as u32,
            (size >> 32) as u32,
            (size >> 64) as u32,
            (size >> 96) as u32,
        ],
    )
}

/// The whole part of a finite double.
pub fn from_f64(m: &mut Machine, f: f64) -> R {
    if f.abs() < 9.0e18 {
        return m.new_int(f as i64);
    }
    let mut limbs = [0; 32];
    let len = natural::from_f64_len(f).min(32);
    natural::from_f64(f, &mut limbs[..len]);
    m.new_big(f < 0.0, &limbs[..len])
}

/// The nearest double; OverflowError when there is none.
pub fn to_f64(m: &mut Machine, v: Value) -> R<f64> {
    if let Some(i) = v.as_small() {
        return Ok(i as f64);
    }
    let Some(operand) = Operand::new(m, v) else {
        return Ok(0.0);
    };
    match natural::to_f64(operand.limbs(m)) {
        Some(f) => Ok(if operand.negative { -f } else { f }),
        None => Err(m.error(
            types::OVERFLOW_ERROR,
            &[crate::machine::Piece::S(
                "int too large to convert to float",
            )],
        )),
    }
}

const _: () = assert!(size_of::<Word>() % 4 == 0);
