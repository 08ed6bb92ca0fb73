//! An image by the pieces in which a memory is erased and written.

use pyrite_image::Memory;

/// The parts of an image in `start..end`, `end` being left out.
pub(crate) fn within(
    image: &Memory,
    start: u32,
    end: u32,
) -> impl Iterator<Item = (u32, &[u8])> + Clone {
    let ranges: Vec<(u32, &[u8])> = image
        .ranges()
        .filter_map(|(address, bytes)| {
            let from = start.saturating_sub(address) as usize;
            let to = (end.saturating_sub(address) as usize).min(bytes.len());
            let part = bytes.get(from..to).filter(|part| !part.is_empty())?;
            Some((address.max(start), part))
        })
        .collect();
    ranges.into_iter()
}

/// What `length` bytes from `start` shall be, `0xFF` where nothing is said; nothing where nothing is said at all.
pub(crate) fn page(image: &Memory, start: u32, length: u32) -> Option<Vec<u8>> {
    let mut page: Option<Vec<u8>> = None;
    for (address, bytes) in within(image, start, start.saturating_add(length)) {
        let page = page.get_or_insert_with(|| vec![0xFF; length as usize]);
        let at = (address - start) as usize;
        if let Some(room) = page.get_mut(at..at + bytes.len()) {
            room.copy_from_slice(bytes);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_blank_where_nothing_is_said() {
        let pieces = vec![(0x10, vec![2; 16]), (0x20, vec![3; 2]), (0x100, vec![1])];
        let image = Memory::from_pieces(pieces).unwrap();
        assert_eq!(page(&image, 0x1E, 6).unwrap(), [2, 2, 3, 3, 0xFF, 0xFF]);
        assert_eq!(page(&image, 0x200, 8), None);
        assert_eq!(within(&image, 0x11, 0x101).count(), 2);
    }
}
