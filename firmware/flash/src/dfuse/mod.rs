//! DfuSe, ST's bootloader protocol.

pub(crate) fn status_text(_status: u8) -> &'static str {
    ""
}
