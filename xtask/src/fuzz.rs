//! `cargo xtask fuzz`: hostile input for the parser, the machine, the loader and the prompt. libFuzzer where there is
//! a nightly toolchain, otherwise `steady`, which repeats the same changes for the same seed.

use crate::{setup, shell, suite};
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// Seconds for each target in `cargo xtask test`.
const SHORT: u64 = 4;
/// Allocations that fail there in each program of the behaviour suite.
const SWEEPS: u32 = 4;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let seconds: u64 = arguments.opt_value_from_str("--seconds")?.unwrap_or(60);
    let steadily = arguments.contains("--steady");
    let seed: Option<u64> = arguments.opt_value_from_str("--seed")?;
    let words = suite::free_words(arguments)?;
    setup::run(setup::Speech::Quiet)?;
    let steady = Steady::build(Build::Plain)?;
    let targets = steady.targets(&words)?;
    let cargo_fuzz = if steadily || seed.is_some() {
        None
    } else {
        cargo_fuzz()
    };
    for target in &targets {
        steady.replay(target)?;
        match &cargo_fuzz {
            Some(()) => explore(target, seconds)?,
            None => steady.explore(target, seconds, seed.unwrap_or_else(now))?,
        }
    }
    Ok(())
}

/// What `cargo xtask test` runs: the inputs that once broke something, then some seconds of the same changes each time.
pub fn short() -> Result<()> {
    let steady = Steady::build(Build::Plain)?;
    for target in steady.targets(&[])? {
        steady.replay(&target)?;
        steady.explore(&target, SHORT, 1)?;
    }
    let stressed = Steady::build(Build::Stressed)?;
    for target in stressed.targets(&["evil".to_owned(), "program".to_owned()])? {
        stressed.replay(&target)?;
        stressed.explore(&target, SHORT, 1)?;
    }
    stressed.sweep(SWEEPS, 1)
}

/// Another seed each time.
fn now() -> u64 {
    std::time::UNIX_EPOCH
        .elapsed()
        .map_or(1, |time| time.as_secs())
}

struct Target {
    name: String,
    seeds: Vec<PathBuf>,
    known: Vec<PathBuf>,
}

/// What the machine of `steady` is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Plain,
    /// With boards' values, collecting at every allocation, and with allocations that fail.
    Stressed,
}

struct Steady {
    binary: PathBuf,
}

impl Steady {
    fn build(kind: Build) -> Result<Steady> {
        let mut build = shell::cargo();
        build.args([
            "build",
            "--quiet",
            "--package",
            "pyrite-fuzz",
            "--profile",
            "checked",
        ]);
        if kind == Build::Stressed {
            build.args(["--no-default-features", "--features", "boxed,stress"]);
        }
        shell::run(build.args(["--target-dir", "target"]))?;
        let name = |name: &str| {
            let name = format!("target/checked/{name}{}", std::env::consts::EXE_SUFFIX);
            shell::root().join(name)
        };
        // The other build writes to the same place.
        let binary = name(match kind {
            Build::Plain => "steady-plain",
            Build::Stressed => "steady-stressed",
        });
        std::fs::copy(name("steady"), &binary)?;
        Ok(Steady { binary })
    }

    fn targets(&self, words: &[String]) -> Result<Vec<Target>> {
        let list =
            shell::output(Command::new(&self.binary).arg("--list")).context("steady --list")?;
        let mut targets = Vec::new();
        for line in list.lines() {
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default();
            let folders = fields.nth(1).unwrap_or_default();
            if !words.is_empty() && !words.iter().any(|word| word == name) {
                continue;
            }
            let mut known = Vec::new();
            files(&regressions(name), &mut known);
            let mut seeds = known.clone();
            for folder in folders.split_whitespace() {
                files(&shell::root().join(folder), &mut seeds);
            }
            targets.push(Target {
                name: name.to_owned(),
                seeds,
                known,
            });
        }
        if targets.is_empty() {
            bail!("no such target; there are:\n{list}");
        }
        Ok(targets)
    }

    /// Runs the inputs that once broke something.
    fn replay(&self, target: &Target) -> Result<()> {
        let mut command = Command::new(&self.binary);
        command.args(["--replay", &target.name]).args(&target.known);
        let outcome = shell::run_limited(&mut command, b"", Duration::from_secs(120))?;
        if outcome.status.is_some_and(|status| status.success()) {
            println!(
                "{}: {} known inputs passed",
                target.name,
                target.known.len()
            );
            return Ok(());
        }
        let said = String::from_utf8_lossy(&outcome.stdout);
        let culprit = said.lines().last().unwrap_or("?");
        bail!(
            "{}: {culprit}\n{}",
            target.name,
            String::from_utf8_lossy(&outcome.stderr).trim()
        );
    }

    /// Runs every program of the behaviour suite so many times, each time with another allocation failing.
    fn sweep(&self, times: u32, seed: u64) -> Result<()> {
        let mut programs = Vec::new();
        files(suite::folder(), &mut programs);
        programs.retain(|program| program.extension().is_some_and(|end| end == "py"));
        let mut command = Command::new(&self.binary);
        command.args(["--sweep", &times.to_string(), &seed.to_string()]);
        let outcome = shell::run_limited(command.args(programs), b"", Duration::from_secs(600))?;
        let said = String::from_utf8_lossy(&outcome.stdout);
        let last = said.lines().last().unwrap_or("?");
        if outcome.status.is_some_and(|status| status.success()) {
            println!("{last}");
            return Ok(());
        }
        bail!(
            "sweep: {last}\n{}",
            String::from_utf8_lossy(&outcome.stderr).trim()
        );
    }

    fn explore(&self, target: &Target, seconds: u64, seed: u64) -> Result<()> {
        let folder = shell::root().join("target/fuzz");
        std::fs::create_dir_all(&folder)?;
        let current = folder.join(format!("{}-{}", target.name, std::process::id()));
        let mut command = Command::new(&self.binary);
        command
            .args([&target.name, &seconds.to_string(), &seed.to_string()])
            .arg(&current);
        command.args(&target.seeds);
        let outcome = shell::run_limited(&mut command, b"", Duration::from_secs(seconds + 60))?;
        print!("{}", String::from_utf8_lossy(&outcome.stdout));
        if outcome.status.is_some_and(|status| status.success()) {
            // The input of the last round broke nothing.
            return Ok(std::fs::remove_file(&current)?);
        }
        let culprit = folder.join(format!("{}-seed{seed}", target.name));
        std::fs::rename(&current, &culprit)?;
        bail!(
            "{}: {}\nthe input is {}; once it is mended, it belongs in {}",
            target.name,
            String::from_utf8_lossy(&outcome.stderr).trim(),
            culprit.display(),
            regressions(&target.name).display()
        );
    }
}

fn regressions(target: &str) -> PathBuf {
    shell::root().join("tests/fuzz").join(target)
}

/// Every file below `folder`, in order, without expected outputs and notes.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = folder.read_dir() else {
        return;
    };
    let mut entries: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if !path
            .extension()
            .is_some_and(|extension| extension == "out" || extension == "md")
        {
            found.push(path);
        }
    }
}

/// cargo-fuzz with a nightly toolchain that is already there; the former is installed if it is missing.
fn cargo_fuzz() -> Option<()> {
    let toolchains = shell::output(shell::command("rustup").args(["toolchain", "list"]))?;
    if !toolchains.lines().any(|line| line.starts_with("nightly")) {
        println!("fuzz: no nightly toolchain; changing inputs without coverage");
        return None;
    }
    if !shell::succeeds(nightly().args(["fuzz", "--version"])) {
        println!("fuzz: cargo install cargo-fuzz");
        if !shell::succeeds(shell::cargo().args(["install", "--quiet", "cargo-fuzz"])) {
            println!("fuzz: that failed; changing inputs without coverage");
            return None;
        }
    }
    Some(())
}

fn nightly() -> Command {
    let mut command = shell::command("rustup");
    command
        .args(["run", "nightly", "cargo"])
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN");
    command
}

/// libFuzzer, with a corpus that grows from run to run.
fn explore(target: &Target, seconds: u64) -> Result<()> {
    let corpus = shell::root()
        .join("fuzz/libfuzzer/corpus")
        .join(&target.name);
    std::fs::create_dir_all(&corpus)?;
    for (index, seed) in target.seeds.iter().enumerate() {
        let name = seed.file_name().unwrap_or_default().to_string_lossy();
        std::fs::copy(seed, corpus.join(format!("seed{index}-{name}")))?;
    }
    shell::run(
        nightly()
            .args(["fuzz", "run", "--fuzz-dir", "fuzz/libfuzzer", &target.name])
            .arg(&corpus)
            .arg("--")
            .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
            .arg(format!("-max_total_time={seconds}")),
    )
}
