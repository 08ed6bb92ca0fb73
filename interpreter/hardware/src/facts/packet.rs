//! How text is sent by radio, so that the micro:bit's other languages understand it: three bytes go before it.

/// What goes before a text.
pub const TEXT: [u8; 3] = [1, 0, 1];

/// The text in a packet, if it is one.
pub fn text(packet: &[u8]) -> Option<&[u8]> {
    packet.strip_prefix(&TEXT)
}

/// Packets at most, in bytes, with what goes before a text.
pub const LONGEST: usize = 254;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_other_packets() {
        assert_eq!(text(b"\x01\x00\x01hello"), Some(&b"hello"[..]));
        assert_eq!((text(b"hello"), text(b"\x01\x00")), (None, None));
    }
}
