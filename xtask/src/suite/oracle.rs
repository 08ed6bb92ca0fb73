//! CPython, whose output is recorded: which one is on this machine, and how it is called.

use super::case::Case;
use crate::shell;
use std::{path::PathBuf, process::Command};

/// The version whose output is recorded.
const REFERENCE: &str = "3.11";

pub struct Oracle {
    pub binary: PathBuf,
    pub version: String,
}

/// The CPython to ask: of version 3.11 if there is one.
pub fn find() -> Option<Oracle> {
    ["python3.11", "python3"].into_iter().find_map(|name| {
        // The program asks itself where it lives: a shim on the search path costs time at each start.
        let question = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)";
        let answer = shell::output(shell::command(name).args(["-c", question]))?;
        let (version, binary) = answer.split_once(' ')?;
        Some(Oracle {
            binary: binary.into(),
            version: version.to_owned(),
        })
    })
}

impl Oracle {
    pub fn is_reference(&self) -> bool {
        self.version == REFERENCE
    }

    /// Tracebacks without marks under the expressions unless they are asked for, no warnings, nothing from the environment.
    pub fn command(&self, case: &Case) -> Command {
        let mut command = Command::new(&self.binary);
        if !case.marks {
            command.args(["-X", "no_debug_ranges"]);
        }
        command
            .args(["-X", "utf8", "-W", "ignore", "-B", "-E", "-s"])
            .env_remove("PYTHONPATH");
        command
    }
}
