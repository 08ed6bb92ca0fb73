//! The table of what is open: places that are used again, by the numbers that programs see.

use alloc::vec::Vec;
use pyrite_core::files::{Errno, Handle};

/// Standard input, output and error come before the table.
const STANDARD: usize = 3;

/// Open files and folders: so many at most.
pub struct Handles<T, const MOST: usize> {
    places: Vec<Option<T>>,
}

impl<T, const MOST: usize> Default for Handles<T, MOST> {
    fn default() -> Self {
        Handles { places: Vec::new() }
    }
}

impl<T, const MOST: usize> Handles<T, MOST> {
    /// Whether a handle is that of standard input, output or error.
    pub fn is_standard(handle: Handle) -> bool {
        (handle.0 as usize) < STANDARD
    }

    /// Takes something in; EMFILE when there is no place left.
    pub fn add(&mut self, open: T) -> Result<Handle, Errno> {
        let free = self.places.iter().position(Option::is_none);
        let place = free.unwrap_or(self.places.len());
        let handle = u32::try_from(place + STANDARD).map(Handle);
        match (handle, self.places.get_mut(place)) {
            (Err(_), _) => return Err(Errno::EMFILE),
            (Ok(_), None) if place >= MOST => return Err(Errno::EMFILE),
            (Ok(_), None) => self.places.push(Some(open)),
            (Ok(_), Some(slot)) => *slot = Some(open),
        }
        handle.map_err(|_| Errno::EMFILE)
    }

    /// What a handle stands for, if it is open.
    pub fn get(&mut self, handle: Handle) -> Option<&mut T> {
        let place = (handle.0 as usize).checked_sub(STANDARD)?;
        self.places.get_mut(place)?.as_mut()
    }

    /// Takes something out: its place is free.
    pub fn take(&mut self, handle: Handle) -> Option<T> {
        let place = (handle.0 as usize).checked_sub(STANDARD)?;
        self.places.get_mut(place)?.take()
    }

    /// All that is open.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().flatten()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.places.iter_mut().flatten()
    }

    pub fn clear(&mut self) {
        self.places.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_used_again_up_to_the_most() {
        let mut handles = Handles::<char, 2>::default();
        let (a, b) = (handles.add('a'), handles.add('b'));
        assert_eq!((a, b), (Ok(Handle(3)), Ok(Handle(4))));
        assert_eq!(handles.add('c'), Err(Errno::EMFILE));
        assert_eq!(handles.take(Handle(3)), Some('a'));
        assert_eq!(handles.take(Handle(3)), None);
        assert_eq!(handles.add('d'), Ok(Handle(3)));
        assert_eq!(handles.get(Handle(4)), Some(&mut 'b'));
        assert_eq!(handles.get(Handle(2)), None);
        assert_eq!(handles.get(Handle(9)), None);
        assert_eq!(handles.iter().count(), 2);
    }
}
