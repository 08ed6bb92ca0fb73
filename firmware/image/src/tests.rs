//! What tests share: random numbers that a seed repeats, random projects, faults.

use crate::Project;
use crate::files::Geometry;

/// Marsaglia's xorshift64*.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }

    /// Fewer than so many bytes.
    pub fn bytes(&mut self, limit: usize) -> Vec<u8> {
        let length = self.below(limit);
        (0..length).map(|_| self.next() as u8).collect()
    }
}

/// A random project.
pub fn project(seed: u64) -> Project {
    const NAMES: [&str; 16] = [
        "main.py",
        "boot.py",
        "lib",
        "a",
        "README.TXT",
        "Größe.txt",
        "data.json",
        "long_name_of_a_module.py",
        "x y z",
        ".hidden",
        "two.dots.py",
        "UPPER",
        "Mixed.Py",
        "音楽.py",
        "thirteen_char",
        "n",
    ];
    let mut random = Random::new(seed);
    let mut project = Project::default();
    for index in 0..random.below(12) {
        let mut path = String::new();
        for _ in 0..random.below(3) {
            path += NAMES[2 + random.below(4)];
            path += "/";
        }
        path += NAMES[random.below(NAMES.len())];
        if random.below(3) == 0 {
            path += &format!("{index}{}", "e".repeat(random.below(30)));
        }
        let limit = [1, 65, 600, 5000, 20000][random.below(5)];
        // Two of the names may not go together.
        let _ = project.insert(&path, random.bytes(limit));
    }
    project
}

/// Random projects, and flash for them.
pub fn projects(
    geometries: &[Geometry],
    count: u64,
) -> impl Iterator<Item = (u64, Geometry, Project)> {
    (0..count).map(|seed| {
        (
            seed,
            geometries[seed as usize % geometries.len()],
            project(seed),
        )
    })
}

/// Changes some bits, bytes and blocks.
pub fn damage(blocks: &mut [Option<Box<[u8]>>], random: &mut Random) {
    for _ in 0..1 + random.below(3) {
        let from = random.below(blocks.len().min(24));
        let kind = random.below(8);
        if kind == 0 {
            blocks[from] = None;
        } else if let Some(bytes) = &mut blocks[from] {
            let limit = if random.below(2) == 0 {
                64
            } else {
                bytes.len()
            };
            let at = random.below(limit);
            match kind {
                2 => bytes[at] = 0xff,
                3 => bytes[at] = 0,
                _ => bytes[at] ^= 1 << random.below(8),
            }
        }
    }
}
