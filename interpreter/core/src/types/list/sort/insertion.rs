//! A stable sort in few words: each element is inserted where a binary search says. On the small lists of a small board the
//! words moved count little beside the comparisons.

use crate::machine::Machine;
use crate::native::R;
use crate::ops::CompareOp;
use crate::value::Ref;

/// Sorts `len` elements of `stride` words.
pub fn sort_words(m: &mut Machine, items: Ref, len: usize, stride: usize, reverse: bool) -> R<()> {
    let mark = m.mark();
    for i in 1..len {
        let key = m.heap.value(items, 1 + i * stride);
        let (mut low, mut high) = (0, i);
        while low < high {
            let middle = (low + high) / 2;
            let other = m.heap.value(items, 1 + middle * stride);
            let (a, b) = if reverse { (other, key) } else { (key, other) };
            if m.compare_true(CompareOp::Lt, a, b)? {
                high = middle;
            } else {
                low = middle + 1;
            }
            m.release(mark);
        }
        let moved = [key.word(), m.heap.word(items, i * stride + stride)];
        let words = m
            .heap
            .words_mut(items, 1 + low * stride, 1 + (i + 1) * stride);
        words.copy_within(..words.len() - stride, stride);
        words[..stride].copy_from_slice(&moved[..stride]);
    }
    Ok(())
}
