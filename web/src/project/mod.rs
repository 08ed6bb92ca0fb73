//! Projects: what one holds, how it is kept, packed and shared. Knows nothing of how it is shown.

pub mod merge;
pub mod model;
pub mod path;
pub mod share;
pub mod store;
pub mod zip;

pub use model::{BoardKind, MAIN, Project};
