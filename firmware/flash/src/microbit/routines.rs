//! Two routines for the target's RAM, in Thumb code that the Cortex-M0 and M4 share: one takes a fingerprint of each page
//! of flash, one erases and writes a page. The code that talks to them is `pages`.
//!
//! In RAM: the routines, then a page to write, then the fingerprints; 7.5 KB in all, in the 16 KB of the nRF51822.

/// Start of RAM on both chips.
const RAM: u32 = 0x2000_0000;
/// Where the page to write stands.
pub(super) const BUFFER: u32 = RAM + 0x400;
/// Where the fingerprints stand, 8 bytes each.
pub(super) const TABLE: u32 = RAM + 0x1400;
/// Fingerprints that there is room for.
pub(super) const PAGES: u32 = 256;

/// Non-volatile memory controller (nRF51 Reference Manual, 6; nRF52833 Product Specification, 4.3): ready, and
/// configuration with the register that erases a page behind it.
pub(super) const NVMC_READY: u32 = 0x4001_E400;
pub(super) const NVMC_CONFIG: u32 = 0x4001_E504;
pub(super) const NVMC_ERASE_UICR: u32 = 0x4001_E514;

const MULTIPLIERS: [u32; 2] = [0x9E37_79B1, 0x85EB_CA77];
const ROTATION: u32 = 13;

/// Entry of the routine that takes fingerprints, and where its six words stand: first address, words of a page, pages,
/// table, two seeds.
pub(super) const HASH: u32 = RAM;
pub(super) const HASH_WORDS: u32 = RAM + 0x3C;
/// Entry of the routine that writes, and where its five words stand: page, buffer, words, and the two registers.
pub(super) const WRITE: u32 = RAM + 0x60;
pub(super) const WRITE_WORDS: u32 = RAM + 0x9C;

#[rustfmt::skip]
const HASH_CODE: [u16; 30] = [
    0xA70E, //         adr   r7, words
    0xCF3F, //         ldmia r7!, {r0-r5}
    0x4688, //         mov   r8, r1         words of a page
    0x4691, //         mov   r9, r2         pages
    0x469A, //         mov   r10, r3        table
    0x46A3, //         mov   r11, r4        seeds
    0x46AC, //         mov   r12, r5
    0xCFE0, //         ldmia r7, {r5-r7}    multiplier, rotation, multiplier
    0x4641, // page:   mov   r1, r8
    0x465A, //         mov   r2, r11
    0x4663, //         mov   r3, r12
    0xC810, // word:   ldmia r0!, {r4}
    0x4062, //         eors  r2, r4
    0x41F2, //         rors  r2, r6
    0x436A, //         muls  r2, r5
    0x191B, //         adds  r3, r3, r4
    0x41F3, //         rors  r3, r6
    0x437B, //         muls  r3, r7
    0x1E49, //         subs  r1, #1
    0xD1F6, //         bne   word
    0x4654, //         mov   r4, r10
    0xC40C, //         stmia r4!, {r2, r3}
    0x46A2, //         mov   r10, r4
    0x464C, //         mov   r4, r9
    0x1E64, //         subs  r4, #1
    0x46A1, //         mov   r9, r4
    0xD1EC, //         bne   page
    0xBE00, // end:    bkpt  #0
    0xE7FD, //         b     end
    0x46C0, //         nop
];

#[rustfmt::skip]
const WRITE_CODE: [u16; 30] = [
    0xA70E, //         adr   r7, words
    0xCF67, //         ldmia r7!, {r0-r2, r5, r6}
    0x2302, //         movs  r3, #2         erase enabled
    0x6033, //         str   r3, [r6]
    0x682C, // ready1: ldr   r4, [r5]
    0x07E4, //         lsls  r4, r4, #31
    0xD0FC, //         beq   ready1
    0x6070, //         str   r0, [r6, #4]   erase the page
    0x682C, // ready2: ldr   r4, [r5]
    0x07E4, //         lsls  r4, r4, #31
    0xD0FC, //         beq   ready2
    0x2301, //         movs  r3, #1         write enabled
    0x6033, //         str   r3, [r6]
    0x682C, // ready3: ldr   r4, [r5]
    0x07E4, //         lsls  r4, r4, #31
    0xD0FC, //         beq   ready3
    0xC910, // next:   ldmia r1!, {r4}
    0x1C63, //         adds  r3, r4, #1     an erased word stays
    0xD003, //         beq   skip
    0x6004, //         str   r4, [r0]
    0x682C, // ready4: ldr   r4, [r5]
    0x07E4, //         lsls  r4, r4, #31
    0xD0FC, //         beq   ready4
    0x1D00, // skip:   adds  r0, #4
    0x1E52, //         subs  r2, #1
    0xD1F5, //         bne   next
    0x2300, //         movs  r3, #0         read only
    0x6033, //         str   r3, [r6]
    0xBE00, // end:    bkpt  #0
    0xE7FD, //         b     end
];

/// Both routines as words, to be written to [`HASH`].
pub(super) fn code() -> Vec<u32> {
    let mut words = pairs(&HASH_CODE);
    words.extend([0; 6]);
    words.extend([MULTIPLIERS[0], ROTATION, MULTIPLIERS[1]]);
    words.extend(pairs(&WRITE_CODE));
    words
}

fn pairs(code: &[u16]) -> Vec<u32> {
    code.chunks_exact(2)
        .map(|pair| {
            pair.iter()
                .rev()
                .fold(0, |word, half| word << 16 | u32::from(*half))
        })
        .collect()
}

/// The words of a page.
pub(super) fn words(page: &[u8]) -> Vec<u32> {
    page.chunks_exact(4)
        .map(|bytes| {
            bytes
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u32::from(*byte))
        })
        .collect()
}

/// What the routine finds for a page.
pub(super) fn fingerprint(page: &[u8], seeds: [u32; 2]) -> [u32; 2] {
    let [mut first, mut second] = seeds;
    for word in words(page) {
        first = (first ^ word)
            .rotate_right(ROTATION)
            .wrapping_mul(MULTIPLIERS[0]);
        second = second
            .wrapping_add(word)
            .rotate_right(ROTATION)
            .wrapping_mul(MULTIPLIERS[1]);
    }
    [first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_where_they_are_said_to() {
        assert_eq!(HASH_CODE.len() as u32 * 2, HASH_WORDS - HASH);
        assert_eq!(HASH_WORDS + 9 * 4, WRITE);
        assert_eq!(WRITE_CODE.len() as u32 * 2, WRITE_WORDS - WRITE);
        assert!(RAM + code().len() as u32 * 4 <= BUFFER);
    }

    #[test]
    fn a_fingerprint_sees_every_bit() {
        let page = [0x5A; 1024];
        let whole = fingerprint(&page, [1, 2]);
        for at in 0..1024 * 8 {
            let mut other = page;
            other[at / 8] ^= 1 << (at % 8);
            assert_ne!(fingerprint(&other, [1, 2]), whole);
        }
    }
}
