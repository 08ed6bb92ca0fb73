//! What shall be in a board's memory: ranges of bytes at addresses. Knows no file format.

/// Bytes at addresses, in order, joined where they touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    blocks: Vec<(u32, Vec<u8>)>,
}

/// Two parts of an image say something about the same address, or one goes past the last address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    pub address: u32,
}

impl Image {
    pub fn new() -> Image {
        Image::default()
    }

    /// Adds bytes that shall stand at `address`.
    pub fn add(&mut self, address: u32, bytes: &[u8]) -> Result<(), Overlap> {
        if bytes.is_empty() {
            return Ok(());
        }
        let end = u64::from(address) + bytes.len() as u64;
        if end > 1 << 32 {
            return Err(Overlap { address });
        }
        let at = self.blocks.partition_point(|(start, _)| *start < address);
        if self
            .blocks
            .get(at)
            .is_some_and(|(start, _)| u64::from(*start) < end)
        {
            return Err(Overlap { address });
        }
        if let Some((start, data)) = at.checked_sub(1).and_then(|at| self.blocks.get_mut(at)) {
            let before = u64::from(*start) + data.len() as u64;
            if before > u64::from(address) {
                return Err(Overlap { address });
            }
            if before == u64::from(address) {
                data.extend_from_slice(bytes);
                return Ok(());
            }
        }
        self.blocks.insert(at, (address, bytes.to_vec()));
        Ok(())
    }

    pub fn blocks(&self) -> impl Iterator<Item = (u32, &[u8])> + Clone {
        self.blocks
            .iter()
            .map(|(address, bytes)| (*address, bytes.as_slice()))
    }

    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// How many bytes it says something about.
    pub fn len(&self) -> usize {
        self.blocks.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// The part that lies in `start..end`.
    pub fn within(&self, start: u32, end: u32) -> impl Iterator<Item = (u32, &[u8])> + Clone {
        self.blocks().filter_map(move |(address, bytes)| {
            let last = u64::from(address) + bytes.len() as u64;
            let from = u64::from(address.max(start));
            let to = last.min(u64::from(end));
            if from >= to {
                return None;
            }
            let skip = (from - u64::from(address)) as usize;
            let bytes = bytes.get(skip..skip + (to - from) as usize)?;
            Some((from as u32, bytes))
        })
    }

    /// What `length` bytes from `start` shall be, `0xFF` where nothing is said; nothing where nothing is said at all.
    pub fn page(&self, start: u32, length: u32) -> Option<Vec<u8>> {
        let mut page: Option<Vec<u8>> = None;
        for (address, bytes) in self.within(start, start.saturating_add(length)) {
            let page = page.get_or_insert_with(|| vec![0xFF; length as usize]);
            let at = (address - start) as usize;
            if let Some(room) = page.get_mut(at..at + bytes.len()) {
                room.copy_from_slice(bytes);
            }
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_ordered_and_joined() {
        let mut image = Image::new();
        image.add(0x100, &[1; 16]).unwrap();
        image.add(0x10, &[2; 16]).unwrap();
        image.add(0x20, &[3; 4]).unwrap();
        assert_eq!(image.blocks().count(), 2);
        assert_eq!(image.len(), 36);
        assert!(image.add(0x10F, &[0]).is_err());
        assert!(image.add(0, &[0; 17]).is_err());
        assert!(image.add(u32::MAX, &[0; 2]).is_err());
        image.add(u32::MAX, &[0]).unwrap();
        assert_eq!(image.page(0x1C, 8).unwrap(), [2, 2, 2, 2, 3, 3, 3, 3]);
        assert_eq!(image.page(0x200, 8), None);
    }
}
