//! What a program did, as one text that can be recorded and compared: standard output; then, if there is
//! anything to tell, standard error and the exit status.

use crate::shell::Outcome;
use std::path::Path;

/// Paths of the machine are taken out: the program's folder and the scratch folder.
pub fn transcript(outcome: &Outcome, program: &Path, scratch: &Path) -> String {
    let mut text = String::from_utf8_lossy(&outcome.stdout).into_owned();
    if !outcome.stderr.is_empty() {
        close_line(&mut text);
        text.push_str("--- stderr ---\n");
        text.push_str(&String::from_utf8_lossy(&outcome.stderr));
    }
    match outcome.status {
        Some(status) if status.success() => {}
        Some(status) => {
            close_line(&mut text);
            match status.code() {
                Some(code) => text.push_str(&format!("--- exit {code} ---\n")),
                None => text.push_str(&format!("--- {status} ---\n")),
            }
        }
        None => {
            close_line(&mut text);
            text.push_str(&format!(
                "--- over the time limit of {:.0} s ---\n",
                outcome.time.as_secs_f32()
            ));
        }
    }
    let mut text = text.replace("\r\n", "\n");
    for folder in program.parent().into_iter().chain([scratch]) {
        text = text.replace(&format!("{}/", folder.display()), "");
    }
    text
}

fn close_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}
