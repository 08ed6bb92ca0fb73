//! What a chip says when it can go on no more: one line on the serial line, without formatting code and without memory.

/// Writes `what` and numbers with their names: `fault: load at pc=0000cafe addr=00000000`.
pub fn tell(what: &str, numbers: &[(&str, u32)], mut write: impl FnMut(&[u8])) {
    write(b"\r\nfault: ");
    write(what.as_bytes());
    for (name, number) in numbers {
        write(b" ");
        write(name.as_bytes());
        write(b"=");
        write(&hex(*number));
    }
    write(b"; starting anew\r\n");
}

fn hex(number: u32) -> [u8; 8] {
    let mut digits = [0; 8];
    let mut rest = number;
    for digit in digits.iter_mut().rev() {
        *digit = match (rest & 15) as u8 {
            small @ 0..10 => b'0' + small,
            large => b'a' + large - 10,
        };
        rest >>= 4;
    }
    digits
}

/// What the cause of an exception says on a RISC-V (privileged architecture, register `mcause`).
pub fn riscv(cause: usize) -> &'static str {
    match cause {
        0 | 1 => "jump",
        2 => "illegal instruction",
        4 | 5 => "load",
        6 | 7 => "store",
        _ => "exception",
    }
}

/// Why a board starts in safe mode after a fault.
pub const WHY: &str = "the last start ended in a fault";

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    #[test]
    fn a_fault_is_told_in_a_line() {
        let mut told = Vec::new();
        super::tell("bus error", &[("pc", 0x0800_1a2f)], |part| {
            told.extend_from_slice(part)
        });
        assert_eq!(told, b"\r\nfault: bus error pc=08001a2f; starting anew\r\n");
    }
}
