//! `cargo xtask test`: everything CI checks, stage by stage, with a line for each at the end.

use crate::{
    boards,
    build::Variant,
    firmware, fuzz, images, qemu, record, serve, setup, shell,
    suite::{self, Subject, case},
    toolchain::{self, Toolchain},
    web,
};
use anyhow::{Result, bail};
use pico_args::Arguments;
use std::time::{Duration, Instant};

struct Stage {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

const STAGES: [Stage; 12] = [
    Stage {
        name: "format",
        about: "rustfmt has nothing to change",
        run: format,
    },
    Stage {
        name: "lint",
        about: "clippy has no warning",
        run: lint,
    },
    Stage {
        name: "unit",
        about: "unit tests",
        run: unit,
    },
    Stage {
        name: "doc",
        about: "examples in the documentation",
        run: doc,
    },
    Stage {
        name: "boards",
        about: "the no_std crates build for boards and browser",
        run: no_std,
    },
    Stage {
        name: "firmware",
        about: "the boards' firmware in QEMU, with mpremote and tests/python",
        run: boards::check_all,
    },
    Stage {
        name: "images",
        about: "images for boards, read and written by other people's tools",
        run: images::run,
    },
    Stage {
        name: "e2e",
        about: "the page in Chromium, as a person uses it",
        run: e2e,
    },
    Stage {
        name: "record",
        about: "the recorded output is what CPython prints",
        run: recorded,
    },
    Stage {
        name: "behaviour",
        about: "tests/python under each object model",
        run: behaviour,
    },
    Stage {
        name: "stress",
        about: "tests/python, collecting at every allocation",
        run: stress,
    },
    Stage {
        name: "fuzz",
        about: "known and mutated hostile input",
        run: fuzz::short,
    },
];

pub fn run(mut arguments: Arguments) -> Result<()> {
    if arguments.contains("--list") {
        for stage in STAGES {
            println!("{:10} {}", stage.name, stage.about);
        }
        return Ok(());
    }
    let mut rest = arguments.clone();
    if rest.subcommand()?.as_deref() == Some("python") {
        return suite::run(rest);
    }
    let words = suite::free_words(arguments)?;
    if let Some(word) = words
        .iter()
        .find(|word| STAGES.iter().all(|stage| stage.name != **word))
    {
        bail!("no stage named '{word}'; see cargo xtask test --list");
    }
    setup::run(setup::Speech::Quiet)?;
    let chosen = |stage: &&Stage| words.is_empty() || words.iter().any(|word| word == stage.name);
    let results: Vec<(&Stage, Result<()>, Duration)> = STAGES
        .iter()
        .filter(chosen)
        .map(|stage| {
            println!("\n== {}: {}", stage.name, stage.about);
            let start = Instant::now();
            let result = (stage.run)();
            if let Err(error) = &result {
                println!("{}: {error:#}", stage.name);
            }
            (stage, result, start.elapsed())
        })
        .collect();
    println!();
    for (stage, result, time) in &results {
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        println!("{:10} {verdict:7} {:6.1} s", stage.name, time.as_secs_f32());
    }
    let failed = results
        .iter()
        .filter(|(_, result, _)| result.is_err())
        .count();
    println!("stages: {} passed, {failed} failed", results.len() - failed);
    if failed > 0 {
        bail!("{failed} stages failed");
    }
    Ok(())
}

fn format() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--", "--check"]))
}

fn lint() -> Result<()> {
    shell::run(shell::cargo().args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn unit() -> Result<()> {
    if shell::succeeds(shell::cargo().args(["nextest", "--version"])) {
        let quiet = [
            "--status-level",
            "fail",
            "--final-status-level",
            "fail",
            "--no-tests",
            "pass",
        ];
        shell::run(
            shell::cargo()
                .args([
                    "nextest",
                    "run",
                    "--workspace",
                    "--cargo-quiet",
                    "--no-fail-fast",
                ])
                .args(quiet),
        )
    } else {
        shell::run(shell::cargo().args([
            "test",
            "--quiet",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
        ]))
    }
}

fn doc() -> Result<()> {
    shell::run(shell::cargo().args(["test", "--quiet", "--workspace", "--doc"]))
}

/// The crates that boards carry, in the object model that boards use.
fn no_std() -> Result<()> {
    let (mut installed, mut from_source) = (Vec::new(), Vec::new());
    for target in toolchain::TARGETS {
        match toolchain::need(target)? {
            Toolchain::Installed => installed.push(target),
            Toolchain::BuildStd => from_source.push(target),
        }
    }
    for (toolchain, targets) in [
        (Toolchain::Installed, installed),
        (Toolchain::BuildStd, from_source),
    ] {
        if targets.is_empty() {
            continue;
        }
        println!("{}", targets.join(" "));
        shell::run(
            toolchain
                .build(&targets)
                .args(["--quiet", "--no-default-features"])
                .args([
                    "--package",
                    "pyrite-syntax",
                    "--package",
                    "pyrite-core",
                    "--package",
                    "pyrite-library",
                    "--package",
                    "pyrite-hardware",
                    "--package",
                    "pyrite-repl",
                    "--package",
                    "pyrite-session",
                    "--package",
                    "pyrite-port",
                ])
                // That they build is the point, not what comes out.
                .args(["--config", "profile.dev.opt-level=0"]),
        )?;
    }
    Ok(())
}

/// Builds the page and the server, and drives Debian's browser.
fn e2e() -> Result<()> {
    web::build(None, web::Size::Limited)?;
    setup::browser();
    let server = serve::server()?;
    let mut tests = shell::command("node");
    tests.arg("tests/e2e/run.mjs").env("PYRITE_SERVER", server);
    // What the page flashes runs in QEMU.
    let board = firmware::find(Some("pyboard"))?;
    if let Some(mut emulator) = qemu::find(board.emulator) {
        if let Some(base) = firmware::base(board, true)? {
            emulator.args(board.machine);
            tests
                .env("PYRITE_PYBOARD", base)
                .env("PYRITE_QEMU", qemu::words(&emulator));
        }
    }
    shell::run(&mut tests)
}

fn recorded() -> Result<()> {
    record::record(record::Mode::Check, &[])
}

fn behaviour() -> Result<()> {
    judge(|variant| !variant.stress)
}

fn stress() -> Result<()> {
    judge(|variant| variant.stress)
}

fn judge(chosen: fn(&Variant) -> bool) -> Result<()> {
    let cases = case::select(&[])?;
    let mut failed = 0;
    for variant in suite::VARIANTS.into_iter().filter(chosen) {
        failed += suite::check(&Subject::prepare(variant)?, &cases)?.failed;
    }
    if failed > 0 {
        bail!("{failed} programs failed");
    }
    Ok(())
}
