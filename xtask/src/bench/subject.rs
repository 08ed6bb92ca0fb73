//! The interpreters that are measured, and one measured run of a program.

use crate::{
    build::{self, Profile, Variant},
    shell,
    suite::oracle,
};
use anyhow::{Result, bail};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub struct Subject {
    pub name: String,
    binary: PathBuf,
    options: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Time,
    Instructions,
    /// What the program that runs it says: see tests/bench/wasm.
    Told,
}

#[derive(Clone)]
pub struct Run {
    /// Milliseconds of processor time, or millions of instructions.
    pub cost: f64,
    /// The same of the first of several runs in one process, before a just-in-time compiler knew the program.
    pub first: f64,
    pub output: String,
    /// What went wrong, in a line.
    pub failure: Option<String>,
}

/// CPython first (if it is here), then Pyrite, then what PYRITE_BENCH_PEERS names:
/// `NAME=PROGRAM OPTIONS`, several separated by semicolons.
pub fn all() -> Result<Vec<Subject>> {
    let mut subjects = Vec::new();
    if let Some(oracle) = oracle::find() {
        subjects.push(Subject::new(
            &format!("CPython {}", oracle.version),
            oracle.binary,
        ));
    }
    subjects.push(Subject::new("Pyrite", pyrite()?));
    subjects.extend(peers()?);
    Ok(subjects)
}

/// The interpreter that PYRITE_BIN names, or a release build.
pub fn pyrite() -> Result<PathBuf> {
    match std::env::var_os("PYRITE_BIN") {
        Some(binary) => Ok(binary.into()),
        None => build::pyrite(Variant::default(), Profile::Release),
    }
}

pub fn peers() -> Result<Vec<Subject>> {
    let named = std::env::var("PYRITE_BENCH_PEERS").unwrap_or_default();
    named
        .split(';')
        .filter(|peer| !peer.trim().is_empty())
        .map(Subject::parse)
        .collect()
}

impl Subject {
    pub fn new(name: &str, binary: PathBuf) -> Subject {
        Subject {
            name: name.to_owned(),
            binary,
            options: Vec::new(),
        }
    }

    fn parse(text: &str) -> Result<Subject> {
        let named = text
            .trim()
            .split_once('=')
            .filter(|(name, _)| !name.contains('/'));
        let (name, line) = named.unwrap_or(("", text));
        let mut words = line.split_whitespace().map(str::to_owned);
        let Some(binary) = words.next() else {
            bail!("PYRITE_BENCH_PEERS: no program in '{text}'")
        };
        let file = Path::new(&binary)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let name = if name.is_empty() {
            file
        } else {
            name.to_owned()
        };
        Ok(Subject {
            name,
            binary: binary.into(),
            options: words.collect(),
        })
    }

    /// WebAssembly builds in `node` or `chromium`: Pyrite's own, and those that npm has.
    pub fn wasm(place: &str, runs: usize) -> Result<Vec<Subject>> {
        let Some(node) = shell::find_program(&["node", "node.exe"]) else {
            bail!("node is missing (Node.js)");
        };
        let script = super::folder().join("wasm/run.mjs");
        let subject = |(name, module): &(&str, &str)| {
            let mut subject = Subject::new(name, node.clone());
            let script = script.to_string_lossy().into_owned();
            subject.options = vec![script, place.into(), (*module).into(), runs.to_string()];
            subject
        };
        let all = [
            ("Pyrite", "pyrite"),
            ("MicroPython", "micropython"),
            ("Pyodide", "pyodide"),
        ];
        Ok(all.iter().map(subject).collect())
    }

    /// A command that still wants the program and its arguments; `options` override those of the peer.
    pub fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(options)
            .args(&self.options)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }

    pub fn run(&self, program: &Path, measure: Measure, limit: Duration) -> Result<Run> {
        let mut command = match measure {
            Measure::Time | Measure::Told => self.command(&[]),
            Measure::Instructions => {
                let mut command = Command::new("valgrind");
                command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
                command.arg(&self.binary).args(&self.options);
                command
            }
        };
        command.arg(OsString::from(program));
        let patience = match measure {
            Measure::Time => 1,
            Measure::Told => 10,
            Measure::Instructions => 100,
        };
        let before = processor_time();
        let outcome = shell::run_limited(&mut command, b"", limit * patience)?;
        let time = match (before, processor_time()) {
            (Some(before), Some(after)) => after - before,
            _ => outcome.time,
        };
        let errors = String::from_utf8_lossy(&outcome.stderr);
        let output = String::from_utf8_lossy(&outcome.stdout).into_owned();
        let mut said = errors
            .lines()
            .filter(|line| !line.starts_with("==") && !line.starts_with(TOLD));
        // Some interpreters write their tracebacks to standard output.
        let last = said
            .next_back()
            .or(output.lines().last())
            .unwrap_or("nothing said")
            .trim();
        let mut failure = match outcome.status {
            Some(status) if status.success() => None,
            Some(status) => Some(format!("{last} ({status})")),
            None => Some("over the time limit".to_owned()),
        };
        let costs = match measure {
            Measure::Time => vec![time.as_secs_f64() * 1e3],
            Measure::Instructions => collected(&errors).into_iter().collect(),
            Measure::Told => told(&errors),
        };
        if costs.is_empty() {
            failure.get_or_insert("nothing was measured".to_owned());
        }
        Ok(Run {
            cost: costs.iter().copied().fold(f64::INFINITY, f64::min),
            first: costs.first().copied().unwrap_or_default(),
            output,
            failure,
        })
    }
}

/// `==1234== Collected : 5678`, in millions.
fn collected(report: &str) -> Option<f64> {
    let line = report.lines().find(|line| line.contains("Collected :"))?;
    Some(line.split_whitespace().last()?.parse::<f64>().ok()? / 1e6)
}

/// Begins the line that tells the milliseconds of each run.
const TOLD: &str = "ms ";

fn told(report: &str) -> Vec<f64> {
    let line = report.lines().find_map(|line| line.strip_prefix(TOLD));
    line.unwrap_or_default()
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Processor time of the programs that have ended: unlike the clock it is not disturbed by what else runs.
#[cfg(unix)]
fn processor_time() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let microseconds = |time: nix::sys::time::TimeVal| {
        u64::try_from(time.tv_sec() * 1_000_000 + time.tv_usec())
            .map(Duration::from_micros)
            .ok()
    };
    Some(microseconds(usage.user_time())? + microseconds(usage.system_time())?)
}

#[cfg(not(unix))]
fn processor_time() -> Option<Duration> {
    None
}
