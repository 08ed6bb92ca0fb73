//! Registers by name: a chip writes down its parts in tables (`part!`), and drivers know nothing of addresses.
//!
//! `unsafe`, and why it is sound: a `Register` is made by `at` alone, whose callers are the tables of chips: each names a word of
//! a device that is always there, and writing one changes no memory of the program.
#![allow(unsafe_code)]

/// A register of 32 bits.
#[derive(Clone, Copy)]
pub struct Register(usize);

impl Register {
    /// The register at an address.
    ///
    /// # Safety
    /// A device's register is there. Those that tell a device where in memory to write are given memory that lives for good
    /// and that only atomics reach.
    pub const unsafe fn at(address: usize) -> Register {
        Register(address)
    }

    #[inline]
    pub fn read(self) -> u32 {
        // SAFETY: see above.
        unsafe { core::ptr::with_exposed_provenance::<u32>(self.0).read_volatile() }
    }

    #[inline]
    pub fn write(self, value: u32) {
        // SAFETY: see above.
        unsafe { core::ptr::with_exposed_provenance_mut::<u32>(self.0).write_volatile(value) }
    }

    /// Clears bits, then sets others.
    pub fn change(self, clear: u32, set: u32) {
        self.write(self.read() & !clear | set);
    }

    pub fn set(self, bits: u32) {
        self.change(0, bits);
    }

    /// Whether one of these bits is set.
    #[inline]
    pub fn has(self, bits: u32) -> bool {
        self.read() & bits != 0
    }

    /// Waits, for some thousand looks, until one of these bits is set: whether it was.
    pub fn wait_for(self, bits: u32) -> bool {
        (0..20_000).any(|_| self.has(bits))
    }
}

/// `part! { Kind { name: offset; name[count]: offset; } }`: a part of the chip, of which there may be several. What expands to
/// `unsafe` relies on the offsets being those of registers.
#[macro_export]
macro_rules! part {
    ($(#[$doc:meta])* $kind:ident { $($name:ident $([$count:literal])?: $offset:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $kind(usize);

        #[allow(dead_code)]
        impl $kind {
            $($crate::part!(@ $name $([$count])? $offset);)*
        }
    };
    (@ $name:ident $offset:literal) => {
        #[inline]
        pub const fn $name(self) -> $crate::Register {
            // SAFETY: the table says so.
            unsafe { $crate::Register::at(self.0 + $offset) }
        }
    };
    (@ $name:ident [$count:literal] $offset:literal) => {
        #[inline]
        pub const fn $name(self, i: u8) -> $crate::Register {
            // SAFETY: the table says so.
            unsafe { $crate::Register::at(self.0 + $offset + (i as usize % $count) * 4) }
        }
    };
}
