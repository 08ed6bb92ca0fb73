//! `cargo xtask record`: what CPython prints becomes the expected output of the behaviour suite.

use crate::suite::{
    self,
    case::{self, Case},
    diff, oracle,
};
use anyhow::{Result, bail};
use pico_args::Arguments;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    Check,
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let mode = if arguments.contains("--check") {
        Mode::Check
    } else {
        Mode::Write
    };
    record(mode, &suite::free_words(arguments)?)
}

pub fn record(mode: Mode, words: &[String]) -> Result<()> {
    let oracle = match oracle::find() {
        Some(oracle) if oracle.is_reference() => oracle,
        found => {
            let found = found.map_or("none".to_owned(), |oracle| oracle.version);
            let reason = format!("the expected output is that of CPython 3.11; here is {found}");
            if mode == Mode::Write {
                bail!(reason);
            }
            println!("record: nothing compared: {reason}");
            return Ok(());
        }
    };
    let mut cases = case::select(words)?;
    cases.retain(|case| !case.is_by_hand());
    let (same, changed, failed) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    suite::in_parallel(&cases, |case| match compare(&oracle, case, mode) {
        Ok(None) => drop(same.fetch_add(1, Ordering::Relaxed)),
        Ok(Some(report)) => {
            changed.fetch_add(1, Ordering::Relaxed);
            println!("{}\n{report}", case.name);
        }
        Err(error) => {
            failed.fetch_add(1, Ordering::Relaxed);
            println!("{}: {error:#}", case.name);
        }
    });
    let (same, changed, failed) = (same.into_inner(), changed.into_inner(), failed.into_inner());
    match mode {
        Mode::Write => println!("record: {same} as before, {changed} written"),
        Mode::Check => println!("record: {same} passed, {} failed", changed + failed),
    }
    if failed > 0 || (mode == Mode::Check && changed > 0) {
        bail!("the recorded output is not what CPython prints");
    }
    Ok(())
}

/// The difference that was found (and, when writing, written).
fn compare(oracle: &oracle::Oracle, case: &Case, mode: Mode) -> Result<Option<String>> {
    let printed = suite::execute(oracle.command(case), case, 1)?;
    let recorded = std::fs::read_to_string(case.expected()).ok();
    if recorded.as_deref() == Some(printed.as_str()) {
        return Ok(None);
    }
    if mode == Mode::Write {
        std::fs::write(case.expected(), &printed)?;
        return Ok(Some(recorded.map_or("  new".to_owned(), |recorded| {
            diff::lines(&recorded, &printed)
        })));
    }
    Ok(Some(
        recorded.map_or("  never recorded".to_owned(), |recorded| {
            diff::lines(&recorded, &printed)
        }),
    ))
}
