//! `cargo xtask test python`: the behaviour suite, each program of tests/python run by an interpreter and
//! compared with the output recorded beside it.

pub mod case;
pub mod diff;
mod not_yet;
pub mod oracle;
mod transcript;

use crate::{
    build::{self, Model, Profile, Variant},
    shell,
};
use anyhow::{Result, bail};
use case::Case;
use not_yet::NotYet;
use pico_args::Arguments;
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};
pub use transcript::transcript;

/// Which interpreters the suite runs by itself: every object model, and the collector under stress.
pub const VARIANTS: [Variant; 4] = [
    Variant {
        model: Model::Nanbox,
        stress: false,
    },
    Variant {
        model: Model::Boxed,
        stress: false,
    },
    Variant {
        model: Model::Stuffed,
        stress: false,
    },
    Variant {
        model: Model::Boxed,
        stress: true,
    },
];

/// An interpreter under test.
pub struct Subject {
    pub binary: PathBuf,
    pub variant: Variant,
    /// Named by PYRITE_BIN: nothing is known of its features.
    foreign: bool,
    /// Takes Pyrite's options `-X no_debug_ranges` and `-X heapsize=N` (CPython takes any).
    takes_options: bool,
}

impl Subject {
    /// Builds `variant`, unless PYRITE_BIN names an interpreter.
    pub fn prepare(variant: Variant) -> Result<Subject> {
        if let Some(binary) = std::env::var_os("PYRITE_BIN") {
            // Programs run elsewhere: a path from here must hold there.
            let binary = std::fs::canonicalize(&binary).unwrap_or_else(|_| binary.into());
            let mut trial = Command::new(&binary);
            trial.args(["-X", "no_debug_ranges", "-X", "heapsize=1M", "-c", ""]);
            return Ok(Subject {
                takes_options: trial.output().is_ok_and(|ended| ended.status.success()),
                binary,
                variant,
                foreign: true,
            });
        }
        let profile = if variant.stress {
            Profile::Checked
        } else {
            Profile::Quick
        };
        Ok(Subject {
            binary: build::pyrite(variant, profile)?,
            variant,
            foreign: false,
            takes_options: true,
        })
    }

    /// The command that runs `case`, without its arguments.
    fn command(&self, case: &Case) -> Command {
        let mut command = Command::new(&self.binary);
        if self.takes_options && !case.marks {
            command.args(["-X", "no_debug_ranges"]);
        }
        if self.takes_options
            && let Some(heap) = &case.heap
        {
            command.args(["-X", &format!("heapsize={heap}")]);
        }
        if self.variant.stress
            && !self.foreign
            && let Some(every) = case.every
        {
            command.args(["-X", &format!("stress={every}")]);
        }
        command
    }

    pub fn name(&self) -> String {
        if self.foreign {
            self.binary
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        } else {
            self.variant.to_string()
        }
    }
}

pub fn run(mut arguments: Arguments) -> Result<()> {
    let mut models: Vec<Model> = arguments.values_from_str("--model")?;
    let stress = arguments.contains("--stress");
    let words = free_words(arguments)?;
    let cases = case::select(&words)?;
    let variants: Vec<Variant> = if std::env::var_os("PYRITE_BIN").is_some() {
        vec![Variant::default()]
    } else if models.is_empty() && !stress && words.is_empty() {
        VARIANTS.to_vec()
    } else {
        if models.is_empty() {
            models = if stress {
                vec![Model::Boxed]
            } else {
                Model::ALL.to_vec()
            };
        }
        models
            .into_iter()
            .map(|model| Variant { model, stress })
            .collect()
    };
    let mut failed = 0;
    for variant in variants {
        failed += check(&Subject::prepare(variant)?, &cases)?.failed;
    }
    if failed > 0 {
        bail!("{failed} of the behaviour suite's programs failed");
    }
    Ok(())
}

/// What is left of a command line once its options are taken: words only.
pub fn free_words(arguments: Arguments) -> Result<Vec<String>> {
    arguments
        .finish()
        .into_iter()
        .map(|word| match word.into_string() {
            Ok(word) if !word.starts_with('-') => Ok(word),
            Ok(word) => bail!("unknown option {word}; see cargo xtask help"),
            Err(word) => bail!("not text: {}", word.to_string_lossy()),
        })
        .collect()
}

#[derive(Default)]
pub struct Totals {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
    /// Failed, and known to: on the list of what is not there yet.
    pub not_yet: usize,
}

/// Runs every case on `subject`, prints what fails as it fails and the totals at the end.
pub fn check(subject: &Subject, cases: &[Case]) -> Result<Totals> {
    let start = Instant::now();
    let list = NotYet::read()?;
    let totals = Mutex::new(Totals::default());
    let slowest = Mutex::new((Duration::ZERO, String::new()));
    in_parallel(cases, |case| {
        let count = |step: fn(&mut Totals)| {
            step(&mut totals.lock().unwrap_or_else(|lock| lock.into_inner()))
        };
        if case.is_skipped_on(subject.variant) {
            return count(|totals| totals.skipped += 1);
        }
        let begun = Instant::now();
        let report = judge(subject, case);
        let mut slow = slowest.lock().unwrap_or_else(|lock| lock.into_inner());
        if begun.elapsed() > slow.0 {
            *slow = (begun.elapsed(), case.name.clone());
        }
        drop(slow);
        let listed = list.lists(&case.name, subject.variant);
        match report {
            Ok(()) => {
                if listed {
                    println!(
                        "{} [{}] passes now: take it off the list",
                        case.name,
                        subject.name()
                    );
                }
                count(|totals| totals.passed += 1);
            }
            Err(report) if listed && !report.starts_with(not_yet::CRASHED) => {
                count(|totals| totals.not_yet += 1)
            }
            Err(report) => {
                count(|totals| totals.failed += 1);
                println!(
                    "FAILED {} [{}]\n{}",
                    case.name,
                    subject.name(),
                    report.trim_end()
                );
            }
        }
    });
    let totals = totals.into_inner().unwrap_or_else(|lock| lock.into_inner());
    let slowest = slowest
        .into_inner()
        .unwrap_or_else(|lock| lock.into_inner());
    println!(
        "{} programs in {:.1} s, the slowest {} {:.1} s",
        cases.len(),
        start.elapsed().as_secs_f32(),
        slowest.1,
        slowest.0.as_secs_f32()
    );
    if totals.not_yet > 0 {
        println!(
            "{}: {} more differ and are known to (tests/python/not_yet.txt)",
            subject.name(),
            totals.not_yet
        );
    }
    println!(
        "{}: {} passed, {} failed, {} skipped",
        subject.name(),
        totals.passed,
        totals.failed,
        totals.skipped + totals.not_yet
    );
    Ok(totals)
}

/// Hands out `cases` to as many threads as there are cores.
pub fn in_parallel(cases: &[Case], work: impl Fn(&Case) + Sync) {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(case);
                }
            });
        }
    });
}

/// Runs one case; the error is the report for a person.
fn judge(subject: &Subject, case: &Case) -> Result<(), String> {
    let wanted = std::fs::read_to_string(case.expected())
        .map_err(|_| "  no expected output beside it; cargo xtask record writes it".to_owned())?;
    let got = execute(
        subject.command(case),
        case,
        if subject.variant.stress { 12 } else { 1 },
    )
    .map_err(|error| format!("  {error:#}"))?;
    if got == wanted {
        Ok(())
    } else if not_yet::is_crash(&got) {
        Err(format!(
            "{}\n{}",
            not_yet::CRASHED,
            diff::lines(&wanted, &got)
        ))
    } else {
        Err(diff::lines(&wanted, &got))
    }
}

/// Runs `case` with `command` in an empty folder and returns its transcript. `patience` multiplies the
/// time limit.
pub fn execute(mut command: Command, case: &Case, patience: u32) -> Result<String> {
    let folder = Scratch::new(case)?;
    command
        .arg(&case.path)
        .args(&case.arguments)
        .env("TZ", "UTC0");
    command.current_dir(&folder.path);
    let outcome = shell::run_limited(&mut command, case.stdin.as_bytes(), case.limit * patience)?;
    Ok(transcript(&outcome, &case.path, &folder.path))
}

/// A folder for what a program writes, gone afterwards.
struct Scratch {
    path: PathBuf,
}

impl Scratch {
    fn new(case: &Case) -> Result<Scratch> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let stem = case.path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("pyrite-{}-{count}-{stem}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Scratch { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A folder that cannot be removed does no harm to the result.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Where the suite's programs are.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/python"))
}
