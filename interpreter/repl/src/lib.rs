//! The interactive prompt as a state machine: bytes in, bytes out. Knows no terminal, no serial line and no machine.
#![no_std]
#![forbid(unsafe_code)]
