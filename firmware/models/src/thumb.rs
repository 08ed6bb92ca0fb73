//! The 16-bit Thumb instructions that a routine without stack and calls uses (Armv6-M Architecture Reference Manual, A6).

/// What instructions reach.
pub(crate) trait Bus {
    fn load(&mut self, address: u32) -> Option<u32>;
    fn store(&mut self, address: u32, word: u32) -> Option<()>;
}

/// Why it stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Breakpoint,
    /// An instruction or address that is not there.
    Lost,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Core {
    pub registers: [u32; 16],
    negative: bool,
    zero: bool,
    carry: bool,
    overflow: bool,
}

const PC: usize = 15;

impl Core {
    pub fn step(&mut self, bus: &mut dyn Bus) -> Result<(), Stop> {
        let at = self.registers[PC];
        let word = bus.load(at & !3).ok_or(Stop::Lost)?;
        let code = if at & 2 == 0 { word } else { word >> 16 } & 0xFFFF;
        self.registers[PC] = at.wrapping_add(2);
        match self.execute(code, at, bus) {
            Some(Ok(())) => Ok(()),
            Some(Err(stop)) => {
                self.registers[PC] = at;
                Err(stop)
            }
            None => {
                self.registers[PC] = at;
                Err(Stop::Lost)
            }
        }
    }

    fn execute(&mut self, code: u32, at: u32, bus: &mut dyn Bus) -> Option<Result<(), Stop>> {
        let field = |shift: u32| (code >> shift & 7) as usize;
        let imm8 = code & 0xFF;
        let imm5 = code >> 6 & 31;
        // The program counter reads as the address of the instruction after the next.
        let pc = at.wrapping_add(4);
        match code >> 11 {
            0 => {
                let value = self.registers[field(3)];
                if imm5 > 0 {
                    self.carry = value >> (32 - imm5) & 1 != 0;
                }
                self.set(field(0), value.wrapping_shl(imm5));
            }
            1 => {
                let value = self.registers[field(3)];
                let shift = if imm5 == 0 { 32 } else { imm5 };
                self.carry = value >> (shift - 1) & 1 != 0;
                self.set(field(0), value.checked_shr(shift).unwrap_or(0));
            }
            3 => {
                let other = match code >> 10 & 1 {
                    0 => self.registers[field(6)],
                    _ => field(6) as u32,
                };
                let value = self.registers[field(3)];
                let result = match code >> 9 & 1 {
                    0 => self.add(value, other, false),
                    _ => self.add(value, !other, true),
                };
                self.set(field(0), result);
            }
            4 => self.set(field(8), imm8),
            5 => {
                let result = self.add(self.registers[field(8)], !imm8, true);
                self.flags(result);
            }
            6 => {
                let result = self.add(self.registers[field(8)], imm8, false);
                self.set(field(8), result);
            }
            7 => {
                let result = self.add(self.registers[field(8)], !imm8, true);
                self.set(field(8), result);
            }
            8 if code >> 10 & 1 == 0 => self.arithmetic(code >> 6 & 15, field(3), field(0))?,
            8 => {
                let target = (code >> 4 & 8 | code & 7) as usize;
                let source = (code >> 3 & 15) as usize;
                let value = if source == PC {
                    pc
                } else {
                    self.registers[source]
                };
                match code >> 8 & 3 {
                    0 => self.registers[target] = self.registers[target].wrapping_add(value),
                    1 => {
                        let result = self.add(self.registers[target], !value, true);
                        self.flags(result);
                    }
                    2 => self.registers[target] = value,
                    _ => self.registers[PC] = value & !1,
                }
            }
            9 => self.registers[field(8)] = bus.load((pc & !3).wrapping_add(imm8 * 4))?,
            12 => {
                let address = self.registers[field(3)].wrapping_add(imm5 * 4);
                bus.store(address, self.registers[field(0)])?;
            }
            13 => {
                let address = self.registers[field(3)].wrapping_add(imm5 * 4);
                self.registers[field(0)] = bus.load(address)?;
            }
            20 => self.registers[field(8)] = (pc & !3).wrapping_add(imm8 * 4),
            23 if code >> 8 == 0xBE => return Some(Err(Stop::Breakpoint)),
            23 if code == 0xBF00 => {}
            24 | 25 => {
                let base = field(8);
                let mut address = self.registers[base];
                for register in (0..8).filter(|register| code >> register & 1 != 0) {
                    if code >> 11 & 1 == 0 {
                        bus.store(address, self.registers[register])?;
                    } else {
                        self.registers[register] = bus.load(address)?;
                    }
                    address = address.wrapping_add(4);
                }
                // A base that was loaded keeps what was loaded.
                if code >> 11 & 1 == 0 || code >> base & 1 == 0 {
                    self.registers[base] = address;
                }
            }
            26 | 27 => {
                if self.holds(code >> 8 & 15)? {
                    let offset = (imm8 as u8 as i8 as i32 * 2) as u32;
                    self.registers[PC] = pc.wrapping_add(offset);
                }
            }
            28 => {
                let offset = ((code << 21) as i32 >> 20) as u32;
                self.registers[PC] = pc.wrapping_add(offset);
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    fn arithmetic(&mut self, operation: u32, source: usize, target: usize) -> Option<()> {
        let (value, other) = (self.registers[target], self.registers[source]);
        let result = match operation {
            0 | 8 => value & other,
            1 => value ^ other,
            5 => self.add(value, other, self.carry),
            6 => self.add(value, !other, self.carry),
            7 => {
                let shift = other & 0xFF;
                let result = value.rotate_right(shift % 32);
                if shift != 0 {
                    self.carry = result >> 31 != 0;
                }
                result
            }
            9 => self.add(0, !other, true),
            10 => self.add(value, !other, true),
            11 => self.add(value, other, false),
            12 => value | other,
            13 => value.wrapping_mul(other),
            14 => value & !other,
            15 => !other,
            _ => return None,
        };
        match operation {
            8 | 10 | 11 => self.flags(result),
            _ => self.set(target, result),
        }
        Some(())
    }

    fn add(&mut self, left: u32, right: u32, carry: bool) -> u32 {
        let wide = u64::from(left) + u64::from(right) + u64::from(carry);
        let result = wide as u32;
        self.carry = wide >> 32 != 0;
        self.overflow = (left ^ result) & (right ^ result) & 1 << 31 != 0;
        result
    }

    fn set(&mut self, register: usize, value: u32) {
        self.registers[register] = value;
        self.flags(value);
    }

    fn flags(&mut self, value: u32) {
        self.negative = value >> 31 != 0;
        self.zero = value == 0;
    }

    /// Condition codes (A6.3).
    fn holds(&self, condition: u32) -> Option<bool> {
        let plain = match condition >> 1 {
            0 => self.zero,
            1 => self.carry,
            2 => self.negative,
            3 => self.overflow,
            4 => self.carry && !self.zero,
            5 => self.negative == self.overflow,
            6 => !self.zero && self.negative == self.overflow,
            _ => return None,
        };
        Some(plain != (condition & 1 != 0))
    }
}
