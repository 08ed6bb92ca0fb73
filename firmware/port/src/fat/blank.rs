//! An empty FAT, for a disk on which there is none: with entries of 12 bits, as `firmware/image` makes it.

use super::device::Device;
use crate::chip::{Disk, SECTOR};
use pyrite_core::files::Errno;

/// Entries of the root folder, which cannot grow.
const ROOT: u32 = 128;
const ENTRY: u32 = 32;
/// A disk that is never taken out.
const MEDIUM: u8 = 0xf8;
const LABEL: &[u8; 11] = b"PYRITE     ";

pub fn write<D: Disk>(device: &mut Device<D>) -> Result<(), Errno> {
    let size = SECTOR as u32;
    let sectors = device.sectors();
    let table = ((sectors + 2) * 3).div_ceil(2).div_ceil(size);
    let root = ROOT * ENTRY / size;
    let bytes = |sector: &mut [u8; SECTOR], fields: &[(usize, &[u8])]| {
        for (at, bytes) in fields {
            if let Some(place) = sector.get_mut(*at..at + bytes.len()) {
                place.copy_from_slice(bytes);
            }
        }
    };
    // From the end, so that the disk counts as one only when all of it is there.
    for sector in (1 + table..1 + table + root).rev() {
        let mut content = [0; SECTOR];
        if sector == 1 + table {
            const VOLUME: &[u8] = &[0x08];
            bytes(&mut content, &[(0, LABEL), (11, VOLUME)]);
        }
        device.put(sector, &content)?;
    }
    for sector in (1..1 + table).rev() {
        let mut content = [0; SECTOR];
        if sector == 1 {
            bytes(&mut content, &[(0, &[MEDIUM, 0xff, 0xff])]);
        }
        device.put(sector, &content)?;
    }
    let mut boot = [0; SECTOR];
    let short = |number: u32| (number as u16).to_le_bytes();
    bytes(
        &mut boot,
        &[
            (0, &[0xeb, 0xfe, 0x90]),
            (3, b"PYRITE  "),
            (11, &short(size)),
            // Sectors of a cluster, sectors before the table, tables.
            (13, &[1, 1, 0, 1]),
            (17, &short(ROOT)),
            (19, &short(sectors)),
            (21, &[MEDIUM]),
            (22, &short(table)),
            // Sectors of a track and heads, for programs from the time of disks.
            (24, &[63, 0, 255, 0]),
            (36, &[0x80, 0, 0x29]),
            (39, b"PYRT"),
            (43, LABEL),
            (54, b"FAT12   "),
            (510, &[0x55, 0xaa]),
        ],
    );
    device.put(0, &boot)?;
    device.keep()
}
