//! Feeds a target with input that a seed repeats exactly, on any toolchain.
//!
//!     steady TARGET SECONDS SEED CURRENT [FILE...]   mutations of FILEs; CURRENT always holds the input being run
//!     steady --replay TARGET FILE...                 only the files as they are
//!     steady --sweep TIMES SEED FILE...              programs, each so many times with another allocation failing (stress)
//!     steady --show FILE...                              the programs that inputs of `evil` stand for
//!     steady --list                                  targets, and the folders of their seeds

use pyrite_fuzz::{TARGETS, Target, mutate, random::Random, target};
use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// An input that takes longer than this hangs.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes that are mostly taken of a longer seed.
const EXCERPT: usize = 500;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--list"] => {
            for target in &TARGETS {
                println!(
                    "{}\t{}\t{}",
                    target.name,
                    target.about,
                    target.seeds.join(" ")
                );
            }
            ExitCode::SUCCESS
        }
        ["--replay", name, files @ ..] => match target(name) {
            Some(target) => replay(target, files),
            None => refuse(name),
        },
        ["--show", files @ ..] => {
            for data in read(files) {
                println!("{}", pyrite_fuzz::evil::show(&data));
            }
            ExitCode::SUCCESS
        }
        #[cfg(feature = "stress")]
        ["--sweep", times, seed, files @ ..] => match (times.parse(), seed.parse()) {
            (Ok(times), Ok(seed)) => sweep(times, seed, files),
            _ => refuse("--sweep"),
        },
        [name, seconds, seed, current, files @ ..] => {
            match (target(name), seconds.parse(), seed.parse()) {
                (Some(target), Ok(seconds), Ok(seed)) => explore(
                    target,
                    Duration::from_secs_f64(seconds),
                    seed,
                    current,
                    files,
                ),
                _ => refuse(name),
            }
        }
        _ => refuse("nothing"),
    }
}

fn refuse(what: &str) -> ExitCode {
    eprintln!("steady: cannot run {what}; see fuzz/src/bin/steady.rs");
    ExitCode::from(2)
}

fn read(files: &[&str]) -> Vec<Vec<u8>> {
    files
        .iter()
        .filter_map(|file| std::fs::read(file).ok())
        .collect()
}

fn replay(target: &Target, files: &[&str]) -> ExitCode {
    let progress = watch();
    for (file, data) in files.iter().zip(read(files)) {
        progress.fetch_add(1, Ordering::Relaxed);
        println!("{file}");
        (target.run)(&data);
    }
    ExitCode::SUCCESS
}

#[cfg(feature = "stress")]
fn sweep(times: u32, seed: u64, files: &[&str]) -> ExitCode {
    use pyrite_fuzz::failing::run;
    let progress = watch();
    let mut random = Random::new(seed);
    let mut count = 0;
    for (file, program) in files.iter().zip(read(files)) {
        progress.fetch_add(1, Ordering::Relaxed);
        let all = run(&program, 0);
        for time in 0..times {
            // Early ones hit the compiler, late ones the program.
            let below = if time % 2 == 0 { all } else { all / 8 };
            let fail = 1 + random.below(below as usize) as u64;
            println!("{file}: allocation {fail} of {all}");
            progress.fetch_add(1, Ordering::Relaxed);
            run(&program, fail);
            count += 1;
        }
    }
    println!(
        "sweep: {count} failing allocations in {} programs",
        files.len()
    );
    ExitCode::SUCCESS
}

fn explore(target: &Target, time: Duration, seed: u64, current: &str, files: &[&str]) -> ExitCode {
    let mut seeds = read(files);
    seeds.push(Vec::new());
    let progress = watch();
    let mut random = Random::new(seed);
    let start = Instant::now();
    let mut count = 0u64;
    while start.elapsed() < time {
        let mut data = random.pick(&seeds).cloned().unwrap_or_default();
        // A short input is run more often, and says more clearly what went wrong.
        if data.len() > EXCERPT && !random.once_in(8) {
            data = mutate::excerpt(&data, EXCERPT, &mut random);
        }
        // Many changes at once seldom get past the first reader.
        for _ in 0..1 + random.below(6) / 3 {
            mutate::mutate(&mut data, &seeds, target.words, &mut random);
        }
        if std::fs::write(current, &data).is_err() {
            return refuse(current);
        }
        progress.fetch_add(1, Ordering::Relaxed);
        (target.run)(&data);
        count += 1;
    }
    println!(
        "{}: {count} inputs in {:.1} s, seed {seed}",
        target.name,
        start.elapsed().as_secs_f32()
    );
    ExitCode::SUCCESS
}

/// Ends the process when the count it returns stands still for too long.
fn watch() -> Arc<AtomicU64> {
    let progress = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&progress);
    let start = Instant::now();
    thread::spawn(move || {
        let mut last = (0, Duration::ZERO);
        loop {
            thread::sleep(PATIENCE / 10);
            let used = used().unwrap_or_else(|| start.elapsed());
            let now = seen.load(Ordering::Relaxed);
            if now != last.0 {
                last = (now, used);
            } else if now != 0 && used.saturating_sub(last.1) > PATIENCE {
                eprintln!("steady: one input has taken {} s", PATIENCE.as_secs());
                std::process::abort();
            }
        }
    });
    progress
}

/// The processor's time that this process has used: a busy machine makes nothing hang. Linux tells, in hundredths.
fn used() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}
