//! What was entered before: entries packed in a slice, oldest first, each ended by a zero byte.
//! When room is wanted the oldest go.

pub struct History<'b> {
    room: &'b mut [u8],
    len: usize,
}

const END: u8 = 0;

impl<'b> History<'b> {
    pub(crate) fn new(room: &'b mut [u8]) -> Self {
        History { room, len: 0 }
    }

    /// Adds an entry, unless it is empty, the same as the newest, or larger than the room.
    pub fn push(&mut self, entry: &str) {
        if self.get(0) != Some(entry) {
            self.add(entry);
        }
    }

    /// Adds an entry even when it repeats the newest; true when it was added.
    pub(crate) fn add(&mut self, entry: &str) -> bool {
        let wanted = entry.len() + 1;
        let fit = |c: char| c == '\n' || c == '\t' || !c.is_control();
        if entry.is_empty() || wanted > self.room.len() || !entry.chars().all(fit) {
            return false;
        }
        while self.room.len() - self.len < wanted {
            self.drop_oldest();
        }
        if let Some(place) = self.room.get_mut(self.len..self.len + wanted) {
            let (text, end) = place.split_at_mut(entry.len());
            text.copy_from_slice(entry.as_bytes());
            end.fill(END);
        }
        self.len += wanted;
        true
    }

    fn drop_oldest(&mut self) {
        let all = self.room.get(..self.len).unwrap_or_default();
        let cut = all
            .iter()
            .position(|&byte| byte == END)
            .map_or(self.len, |at| at + 1);
        self.room.copy_within(cut..self.len, 0);
        self.len -= cut;
    }

    pub(crate) fn drop_newest(&mut self) {
        self.len -= self.get(0).map_or(0, |entry| entry.len() + 1);
    }

    /// Entries, newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &str> {
        let all = self.room.get(..self.len.saturating_sub(1));
        all.filter(|all| !all.is_empty())
            .unwrap_or_default()
            .rsplit(|&byte| byte == END)
            .filter_map(|entry| core::str::from_utf8(entry).ok())
            .filter(|entry| !entry.is_empty())
    }

    /// Entries, oldest first: what is kept between sessions.
    pub fn oldest_first(&self) -> impl Iterator<Item = &str> {
        let all = self.room.get(..self.len).unwrap_or_default();
        all.split(|&byte| byte == END)
            .filter_map(|entry| core::str::from_utf8(entry).ok())
            .filter(|entry| !entry.is_empty())
    }

    /// The entry `age` back from the newest, which is 0.
    pub(crate) fn get(&self, age: usize) -> Option<&str> {
        self.newest_first().nth(age)
    }
}
