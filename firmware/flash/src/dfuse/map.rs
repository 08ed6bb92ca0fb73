//! The memory map that a DfuSe interface carries in its name: `@Internal Flash  /0x08000000/04*016Kg,01*064Kg,07*128Kg`.
//! ST UM0424, section "Interface descriptor"; AN3156 for the values of each chip.

/// A sector, the least that can be erased at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    pub start: u32,
    pub size: u32,
    pub readable: bool,
    pub erasable: bool,
    pub writable: bool,
}

/// What a memory consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    pub name: String,
    pub sectors: Vec<Sector>,
}

/// More than any chip has; a name that says more is nonsense.
const SECTORS: usize = 4096;

impl Map {
    /// Reads the interface's name; nothing where it is none of DfuSe's or goes past the last address.
    pub fn parse(name: &str) -> Option<Map> {
        let mut parts = name.trim_end_matches('\0').strip_prefix('@')?.split('/');
        let name = parts.next()?.trim().to_owned();
        let mut sectors = Vec::new();
        while let Some(address) = parts.next() {
            let digits = address.trim().strip_prefix("0x")?;
            let mut start = u32::from_str_radix(digits, 16).ok()?;
            for run in parts.next()?.split(',') {
                let (count, rest) = run.split_once('*')?;
                let count: usize = count.trim().parse().ok()?;
                let (size, flags) = size(rest)?;
                if size == 0 || sectors.len() + count > SECTORS {
                    return None;
                }
                for _ in 0..count {
                    sectors.push(Sector {
                        start,
                        size,
                        readable: flags & 1 != 0,
                        erasable: flags & 2 != 0,
                        writable: flags & 4 != 0,
                    });
                    start = start.checked_add(size)?;
                }
            }
        }
        (!sectors.is_empty()).then_some(Map { name, sectors })
    }
}

/// `016Kg`: a number, its unit (a blank or `B`, `K`, `M`), and a letter whose lowest bits say readable, erasable, writable.
fn size(text: &str) -> Option<(u32, u8)> {
    let text = text.trim_start();
    let end = text.find(|letter: char| !letter.is_ascii_digit())?;
    let (digits, rest) = text.split_at_checked(end)?;
    let number: u32 = digits.parse().ok()?;
    let (unit, kind) = match *rest.trim_end().as_bytes() {
        [kind] => (1, kind),
        [b' ' | b'B', kind] => (1, kind),
        [b'K', kind] => (1 << 10, kind),
        [b'M', kind] => (1 << 20, kind),
        _ => return None,
    };
    if !(b'a'..=b'g').contains(&kind) {
        return None;
    }
    Some((number.checked_mul(unit)?, kind & 7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_of_the_pyboard() {
        let map = Map::parse("@Internal Flash  /0x08000000/04*016Kg,01*064Kg,07*128Kg").unwrap();
        assert_eq!(map.name, "Internal Flash");
        assert_eq!(map.sectors.len(), 12);
        let last = map.sectors[11];
        assert_eq!((last.start, last.size), (0x080E_0000, 0x2_0000));
        assert!(last.readable && last.erasable && last.writable);
        assert_eq!(map.sectors[4].start, 0x0801_0000);
    }

    #[test]
    fn other_memories_and_several_regions() {
        let map = Map::parse("@Option Bytes  /0x1FFFC000/01*016 e").unwrap();
        let sector = map.sectors[0];
        assert_eq!(
            (sector.size, sector.readable, sector.erasable),
            (16, true, false)
        );
        let map = Map::parse("@Flash /0x00000000/1*1Ma/0x100/2*4Bg").unwrap();
        assert_eq!(map.sectors.len(), 3);
        assert!(!map.sectors[0].writable);
    }

    #[test]
    fn nonsense_is_no_map() {
        for text in [
            "",
            "Pyboard",
            "@",
            "@Flash",
            "@Flash/0x0",
            "@Flash/0x0/1*16Kz",
            "@Flash/0x0/1*0Kg",
            "@Flash/0xFFFFFFFF/2*16Kg",
            "@Flash/0x0/99999999*1Bg",
            "@Flash/0x0/1*9999999Mg",
            "@Flash/0x0/1*16\u{e9}g",
        ] {
            assert_eq!(Map::parse(text), None, "{text}");
        }
    }
}
