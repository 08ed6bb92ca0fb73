//! The panels of the rail: files, learning, boards, settings.

mod boards;
mod files;
mod learn;
mod options;

pub use boards::Boards;
pub use files::Files;
pub use learn::Learn;
pub use options::Options;
