//! The tables beside the times: bytes per object under each object model, the arena that a program of 200
//! lines needs, pauses of the collector, cold start.

use super::{
    LIMIT, folder,
    subject::{self, Measure, Subject},
};
use crate::{
    build::{self, Model, Profile, Variant},
    shell,
    suite::oracle,
};
use anyhow::{Result, bail};
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

pub fn run() -> Result<()> {
    let peers = subject::peers()?;
    let mut subjects = Vec::new();
    if std::env::var_os("PYRITE_BIN").is_some() {
        subjects.push(Subject::new("Pyrite", subject::pyrite()?));
    } else {
        for model in Model::ALL {
            let variant = Variant {
                model,
                stress: false,
            };
            subjects.push(Subject::new(
                &model.to_string(),
                build::pyrite(variant, Profile::Quick)?,
            ));
        }
    }
    let count = subjects.len();
    subjects.extend(peers);
    println!("bytes of heap per object");
    table(&subjects, "objects.py", 1)?;
    print!("{:26}", "arena at the first prompt");
    for subject in &subjects {
        let mut command = subject.command(&[]);
        command.args(["-c", "import gc; gc.collect(); print(gc.mem_alloc())"]);
        print!(
            " {:>12}",
            shell::output(&mut command).unwrap_or("-".to_owned())
        );
    }
    println!();
    print!("{:26}", "arena for 200 lines");
    for subject in &subjects {
        let size = smallest_arena(subject)?;
        print!(
            " {:>12}",
            size.map_or("-".to_owned(), |size| size.to_string())
        );
    }
    println!("\n\nms of a full collection, by the size of what is live");
    if subjects.len() >= count && std::env::var_os("PYRITE_BIN").is_none() {
        for (subject, model) in subjects.iter_mut().zip([Model::Nanbox, Model::Boxed]) {
            let variant = Variant {
                model,
                stress: false,
            };
            *subject = Subject::new(&subject.name, build::pyrite(variant, Profile::Release)?);
        }
        // The third is laid out as the second; its pauses are the same.
        subjects.remove(2);
    }
    table(&subjects, "pauses.py", 3)?;
    println!();
    cold_start(&subjects)
}

/// Runs a program that prints `label value` lines, and puts the values of all subjects side by side.
fn table(subjects: &[Subject], program: &str, decimals: usize) -> Result<()> {
    let program = folder().join("memory").join(program);
    print!("{:26}", "");
    let mut labels: Vec<String> = Vec::new();
    let mut columns: Vec<HashMap<String, f64>> = Vec::new();
    for subject in subjects {
        print!(" {:>12}", subject.name);
        let run = subject.run(&program, Measure::Time, LIMIT)?;
        let mut column = HashMap::new();
        for line in run.output.lines() {
            let Some((label, value)) = line.trim_end().rsplit_once(' ') else {
                continue;
            };
            let label = label.trim_end().to_owned();
            if !labels.contains(&label) {
                labels.push(label.clone());
            }
            column.insert(label, value.parse().unwrap_or(f64::NAN));
        }
        if let Some(failure) = run.failure {
            println!("\n{}: {failure}", subject.name);
        }
        columns.push(column);
    }
    println!();
    for label in labels {
        print!("{label:26}");
        for column in &columns {
            match column.get(&label) {
                Some(value) => print!(" {value:12.decimals$}"),
                None => print!(" {:>12}", "-"),
            }
        }
        println!();
    }
    Ok(())
}

/// The smallest arena, to 64 bytes, in which memory/program.py gives its right output.
fn smallest_arena(subject: &Subject) -> Result<Option<usize>> {
    let program = folder().join("memory/program.py");
    let works = |size: usize| -> Result<Option<Vec<u8>>> {
        let mut command = subject.command(&["-X", &format!("heapsize={size}")]);
        let outcome = shell::run_limited(command.arg(&program), b"", Duration::from_secs(10))?;
        Ok(outcome
            .status
            .is_some_and(|status| status.success())
            .then_some(outcome.stdout))
    };
    let Some(wanted) = works(1 << 20)? else {
        return Ok(None);
    };
    let (mut too_small, mut enough) = (0, 1 << 20);
    while enough - too_small > 64 {
        let middle = (too_small + enough) / 2 / 64 * 64;
        if works(middle)?.is_some_and(|output| output == wanted) {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    Ok(Some(enough))
}

/// From the start of the process to its end, one line printed in between; the median of many.
fn cold_start(subjects: &[Subject]) -> Result<()> {
    println!("ms from start to end of print(1), median of 41");
    let oracle = oracle::find()
        .map(|oracle| Subject::new(&format!("CPython {}", oracle.version), oracle.binary));
    for subject in subjects.iter().chain(&oracle) {
        let mut times = Vec::new();
        for _ in 0..41 {
            let mut command = subject.command(&[]);
            let start = Instant::now();
            if shell::output(command.args(["-c", "print(1)"])).as_deref() != Some("1") {
                bail!("{} does not print 1", subject.name);
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!("{:26} {:12.2}", subject.name, times[times.len() / 2]);
    }
    Ok(())
}
