//! `cargo xtask bench`: the programs of tests/bench, run interleaved by Pyrite, CPython and other interpreters.
//! Owns the table of times and instruction counts; `memory` owns bytes, pauses and cold start, `boards` firmware.

mod boards;
mod memory;
mod subject;

use crate::{setup, shell, suite};
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::{path::PathBuf, time::Duration};
use subject::{Measure, Run, Subject};

/// No program takes a minute; one that does hangs.
const LIMIT: Duration = Duration::from_secs(60);

pub fn run(mut arguments: Arguments) -> Result<()> {
    let runs: usize = arguments.opt_value_from_str("--runs")?.unwrap_or(5);
    let measure = if arguments.contains("--count") {
        Measure::Instructions
    } else {
        Measure::Time
    };
    let only_memory = arguments.contains("--memory");
    let on_boards = arguments.contains("--boards");
    let browser = arguments.contains("--wasm");
    let places: Vec<String> = arguments.values_from_str("--in")?;
    let words = suite::free_words(arguments)?;
    setup::run(setup::Speech::Quiet)?;
    if on_boards {
        return boards::run();
    }
    if measure == Measure::Instructions && shell::find_program(&["valgrind"]).is_none() {
        bail!("counting instructions needs valgrind (Debian: apt-get install valgrind)");
    }
    if only_memory {
        return memory::run();
    }
    if browser {
        return wasm(&programs(&words)?, &places, runs.max(1));
    }
    let subjects = subject::all()?;
    times(&subjects, &programs(&words)?, measure, runs.max(1))?;
    if words.is_empty() && measure == Measure::Time {
        println!();
        memory::run()?;
    }
    Ok(())
}

/// The builds for browsers, under Node and in Chromium.
fn wasm(programs: &[PathBuf], places: &[String], runs: usize) -> Result<()> {
    crate::web::build(None, crate::web::Size::Any)?;
    setup::npm("tests/bench/wasm")?;
    for place in ["node", "chromium"] {
        if places.is_empty() || places.iter().any(|chosen| chosen == place) {
            println!("\nWebAssembly in {place}");
            times(&Subject::wasm(place, runs)?, programs, Measure::Told, 1)?;
        }
    }
    Ok(())
}

fn folder() -> PathBuf {
    shell::root().join("tests/bench")
}

fn programs(words: &[String]) -> Result<Vec<PathBuf>> {
    let mut programs: Vec<PathBuf> = folder()
        .read_dir()
        .context("tests/bench")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| {
            words.is_empty()
                || words
                    .iter()
                    .any(|word| stem(path).contains(word.trim_end_matches(".py")))
        })
        .collect();
    programs.sort();
    if programs.is_empty() {
        bail!("nothing in tests/bench is named so");
    }
    Ok(programs)
}

fn stem(path: &std::path::Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The table: a line for each program, a column for each interpreter, ratios to the first.
fn times(subjects: &[Subject], programs: &[PathBuf], measure: Measure, runs: usize) -> Result<()> {
    let unit = match measure {
        Measure::Time => "ms of processor time, start-up taken off, fastest run",
        Measure::Instructions => "millions of instructions",
        Measure::Told => "ms, fastest of several runs after loading",
    };
    println!("{unit}; ratio to {}", subjects[0].name);
    print!("{:22}", "");
    for (index, subject) in subjects.iter().enumerate() {
        print!(
            " {:>13}{}",
            subject.name,
            if index == 0 { "" } else { "  ratio" }
        );
    }
    println!();
    let runs = if measure == Measure::Instructions {
        1
    } else {
        runs
    };
    let idle = match measure {
        Measure::Told => vec![0.0; subjects.len()],
        _ => idle(subjects, measure, runs)?,
    };
    let mut firsts = vec![0.0; subjects.len()];
    let mut sums = vec![(0.0, 0); subjects.len()];
    for program in programs {
        let mut best: Vec<Option<Run>> = vec![None; subjects.len()];
        for round in 0..runs {
            for (subject, best) in subjects.iter().zip(&mut best) {
                // What failed once is not tried again.
                if round == 0 || best.as_ref().is_some_and(|run| run.failure.is_none()) {
                    let run = subject.run(program, measure, LIMIT)?;
                    if best
                        .as_ref()
                        .is_none_or(|best| run.cost < best.cost || run.failure.is_some())
                    {
                        *best = Some(run);
                    }
                }
            }
        }
        print!("{:22}", stem(program));
        let cost = |index: usize| match &best[index] {
            Some(run) if run.failure.is_none() => Some((run.cost - idle[index]).max(0.01)),
            _ => None,
        };
        let mut notes = Vec::new();
        for (index, subject) in subjects.iter().enumerate() {
            match cost(index) {
                Some(cost) => print!(" {cost:13.1}"),
                None => print!(" {:>13}", "-"),
            }
            if let Some(Run {
                failure: Some(failure),
                ..
            }) = &best[index]
            {
                notes.push(format!("{}: {failure}", subject.name));
            } else if best[index].as_ref().map(|run| &run.output)
                != best[0].as_ref().map(|run| &run.output)
            {
                notes.push(format!("{}: other output", subject.name));
            }
            if index > 0 {
                match (cost(index), cost(0)) {
                    (Some(cost), Some(base)) => {
                        print!(" {:6.3}", cost / base);
                        sums[index].0 += (cost / base).ln();
                        sums[index].1 += 1;
                        firsts[index] += first(index, &best) - first(0, &best);
                    }
                    _ => print!(" {:>6}", "-"),
                }
            }
        }
        println!("  {}", notes.join("; "));
    }
    print!("{:22}", "geometric mean");
    for (index, &(sum, count)) in sums.iter().enumerate() {
        if index == 0 {
            print!(" {:>13}", "");
        } else if count > 0 {
            print!(
                " {:>13} {:6.3}",
                format!("of {count}"),
                (sum / f64::from(count)).exp()
            );
        }
    }
    println!();
    if measure == Measure::Told {
        print!("{:22}", "the first runs alone");
        for index in 0..subjects.len() {
            let ratio = (firsts[index] / f64::from(sums[index].1)).exp();
            match index {
                0 => print!(" {:>13}", ""),
                _ => print!(" {:>13} {ratio:6.3}", ""),
            }
        }
        println!();
    }
    Ok(())
}

/// The logarithm of what the first run cost.
fn first(index: usize, best: &[Option<Run>]) -> f64 {
    best[index]
        .as_ref()
        .map_or(0.0, |run| run.first.max(0.01).ln())
}

/// What each interpreter costs when it has nothing to do.
fn idle(subjects: &[Subject], measure: Measure, runs: usize) -> Result<Vec<f64>> {
    let empty = std::env::temp_dir().join(format!("pyrite-empty-{}.py", std::process::id()));
    std::fs::write(&empty, "")?;
    let mut idle = vec![f64::INFINITY; subjects.len()];
    for _ in 0..runs {
        for (subject, idle) in subjects.iter().zip(&mut idle) {
            let run = subject.run(&empty, measure, LIMIT)?;
            if let Some(failure) = run.failure {
                bail!("{} cannot run an empty program: {failure}", subject.name);
            }
            *idle = idle.min(run.cost);
        }
    }
    std::fs::remove_file(&empty)?;
    Ok(idle)
}
