//! The programs of tests/python on a board, through raw-paste mode. What cannot run there is left out for a reason that is
//! said: by a directive of the program, or by the board's list in tests/boards.

use super::{Emulated, SOON, link::Link};
use crate::{
    build::{Model, Variant},
    firmware::Board,
    suite::{
        case::{self, Case},
        diff,
    },
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    fmt::Write,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A program takes no longer.
const LIMIT: Duration = Duration::from_secs(20);

/// The model that boards are built with.
const VARIANT: Variant = Variant {
    model: Model::Boxed,
    stress: false,
};

#[derive(Default)]
struct Totals {
    passed: usize,
    failed: Vec<String>,
    left_out: BTreeMap<String, usize>,
    slowest: (Duration, String),
}

pub fn check(board: &Board, image: &Path) -> Result<()> {
    let begun = Instant::now();
    let list = List::read(board)?;
    let cases = case::select(&[])?;
    let totals = Mutex::new(Totals::default());
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(board, image, &list, &cases, &next, &totals));
        }
    });
    let totals = totals.into_inner().unwrap_or_else(|lock| lock.into_inner());
    let left_out: usize = totals.left_out.values().sum();
    for (reason, count) in &totals.left_out {
        println!("{}: {count} left out: {reason}", board.name);
    }
    println!(
        "{}: {} programs in {:.1} s, the slowest {} {:.1} s",
        board.name,
        cases.len(),
        begun.elapsed().as_secs_f32(),
        totals.slowest.1,
        totals.slowest.0.as_secs_f32()
    );
    println!(
        "{}: {} passed, {} failed, {left_out} skipped",
        board.name,
        totals.passed,
        totals.failed.len()
    );
    if !totals.failed.is_empty() {
        bail!("failed: {}", totals.failed.join(" "));
    }
    Ok(())
}

/// Runs programs on a board of its own until there are no more.
fn work(
    board: &Board,
    image: &Path,
    list: &List,
    cases: &[Case],
    next: &AtomicUsize,
    totals: &Mutex<Totals>,
) {
    let mut running: Option<(Emulated, Link)> = None;
    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
        let lock = || totals.lock().unwrap_or_else(|lock| lock.into_inner());
        if let Some(reason) = out_of_reach(case) {
            *lock().left_out.entry(reason.to_owned()).or_default() += 1;
            continue;
        }
        let begun = Instant::now();
        let uploaded = ready(&mut running, board, image).and_then(|link| upload(link, case));
        let report = match (&uploaded, &mut running) {
            (Err(error), _) => Err(format!("  {error:#}")),
            (Ok(_), Some((_, link))) => judge(link, case),
            (Ok(_), None) => Err("  no board".to_owned()),
        };
        // The next program finds an empty drive.
        if matches!(uploaded, Ok(true)) || case_writes(case) {
            running = None;
        }
        if report
            .as_ref()
            .is_err_and(|report| !report.starts_with(DIFFERS))
        {
            // What became of the board is not known.
            running = None;
        }
        let mut totals = lock();
        if begun.elapsed() > totals.slowest.0 {
            totals.slowest = (begun.elapsed(), case.name.clone());
        }
        match (report, list.0.get(&case.name)) {
            (Ok(()), None) => totals.passed += 1,
            (Ok(()), Some(_)) => {
                println!(
                    "{} passes on {} now: take it off the list",
                    case.name, board.name
                );
                totals.passed += 1;
            }
            (Err(_), Some(reason)) => *totals.left_out.entry(reason.clone()).or_default() += 1,
            (Err(report), None) => {
                println!(
                    "FAILED {} [{}]\n{}",
                    case.name,
                    board.name,
                    report.trim_end()
                );
                totals.failed.push(case.name.clone());
            }
        }
    }
}

/// A board with a fresh machine.
fn ready<'r>(
    running: &'r mut Option<(Emulated, Link)>,
    board: &Board,
    image: &Path,
) -> Result<&'r mut Link> {
    match running {
        Some((_, link)) => {
            link.soft_reset(SOON)?;
        }
        None => {
            let emulated = Emulated::start(board, image, &[])?;
            let link = emulated.link()?;
            *running = Some((emulated, link));
        }
    }
    let (_, link) = running.as_mut().context("it was set above")?;
    Ok(link)
}

/// Why no board can run a program.
fn out_of_reach(case: &Case) -> Option<&'static str> {
    if case.is_skipped_on(VARIANT) {
        Some("not for this object model")
    } else if case.heap.is_some() {
        Some("asks for a heap of a certain size")
    } else if !case.stdin.is_empty() {
        Some("reads standard input")
    } else if !case.arguments.is_empty() {
        Some("has arguments")
    } else if case.marks {
        Some("is about marks in tracebacks")
    } else {
        None
    }
}

/// Whether a program may leave files behind.
fn case_writes(case: &Case) -> bool {
    let source = std::fs::read_to_string(&case.path).unwrap_or_default();
    ["open(", "mkdir("].iter().any(|word| source.contains(word))
}

/// Puts the modules beside a program, those that its text names, on the board's drive: whether there are any.
fn upload(link: &mut Link, case: &Case) -> Result<bool> {
    let source = String::from_utf8_lossy(&std::fs::read(&case.path)?).into_owned();
    let folder = case.path.parent().context("a program is in a folder")?;
    let mut program = String::from("import os\n");
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if name.starts_with('_') && source.contains(&*name) {
            send(&path, folder, &mut program)?;
        }
    }
    let any = program.lines().count() > 1;
    if any {
        let answer = link.run(program.as_bytes(), LIMIT)?;
        if !answer.error.is_empty() {
            bail!("modules beside it: {}", answer.error);
        }
        link.soft_reset(SOON)?;
    }
    Ok(any)
}

/// Adds to `program` what makes a file or a folder there.
fn send(path: &Path, folder: &Path, program: &mut String) -> Result<()> {
    let name = path.strip_prefix(folder)?.display();
    if path.is_dir() {
        let _ = writeln!(program, "try: os.mkdir('{name}')\nexcept OSError: pass");
        for entry in path.read_dir()? {
            send(&entry?.path(), folder, program)?;
        }
    } else {
        let content = std::fs::read(path)?;
        let content = content.escape_ascii();
        let _ = writeln!(
            program,
            "with open('{name}', 'wb') as f: f.write(b'{content}')"
        );
    }
    Ok(())
}

const DIFFERS: &str = "  differs\n";

/// Compares what a program writes on standard output with what is recorded, and the last line of its traceback: the others
/// name a file that is none here.
fn judge(link: &mut Link, case: &Case) -> Result<(), String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("  {error}"));
    let source = read(&case.path)?;
    let recorded = read(&case.expected())?;
    let (wanted, error) = match recorded.split_once("--- stderr ---\n") {
        Some((wanted, error)) => (wanted, error),
        None => (recorded.as_str(), ""),
    };
    let last = |text: &str| {
        let mut lines = text.lines().filter(|line| !line.starts_with("--- exit"));
        lines.next_back().unwrap_or_default().to_owned()
    };
    let wanted = wanted
        .split("--- exit ")
        .next()
        .unwrap_or_default()
        .to_owned();
    let answer = link
        .run(source.as_bytes(), LIMIT)
        .map_err(|error| format!("  {error:#}"))?;
    let joined = |text: &str, error: &str| {
        let parts = [text.trim_end_matches('\n').to_owned(), last(error)];
        parts.join("\n").trim_matches('\n').to_owned()
    };
    let wanted = joined(&wanted, error);
    let got = joined(&answer.output, &answer.error);
    if got == wanted {
        Ok(())
    } else {
        let end = last(&answer.error);
        let lines = diff::lines(&wanted, &got);
        Err(format!("{DIFFERS}  ended with: {end}\n{lines}"))
    }
}

/// Programs that differ on a board, and why: `area/name: reason`.
struct List(BTreeMap<String, String>);

impl List {
    fn read(board: &Board) -> Result<List> {
        let path = crate::shell::root()
            .join("tests/boards")
            .join(format!("{}.txt", board.name));
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let entry = |line: &str| {
            let (name, reason) = line.split_once(':')?;
            Some((name.trim().to_owned(), reason.trim().to_owned()))
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Ok(List(lines.filter_map(entry).collect()))
    }
}
