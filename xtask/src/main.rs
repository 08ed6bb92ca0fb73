//! Every routine a person or CI runs: `cargo xtask help`.
//! Owns the choice of the routine; each routine is a file of its own.

#![forbid(unsafe_code)]

mod bench;
mod boards;
mod build;
mod firmware;
mod fuzz;
mod images;
mod qemu;
mod record;
mod repl;
mod serve;
mod setup;
mod shell;
mod size;
mod suite;
mod test;
mod toolchain;
mod web;

use anyhow::{Result, bail};
use pico_args::Arguments;

const HELP: &str = "\
cargo xtask ROUTINE

  repl [ARGS]             build Pyrite and start it: the prompt, or what ARGS name (a file, -c CODE, ...)
  serve                   build the page and the server, and serve on 127.0.0.1
      --port N              another port than 8000
  web                     build the page into target/page; an error when it is larger than it may be
      --only MODULE         compile interpreter or web alone; the other is as it was
      --any-size            no error
  firmware BOARD          build a board's firmware; says the sizes of flash, variables and arena
      --qemu                for QEMU's machine instead of the chip
      --test                what cargo xtask test firmware does, for this board alone
      --image FILE          an ELF file that was built before
      --run                 for QEMU, and start it: its serial line is this terminal (Ctrl-A X ends it)
  setup                   install what the routines need, or name it
  test                    everything CI checks; one line per stage at the end
  test python [WHAT...]   the behaviour suite alone; WHAT is an area, a file or a part of a name
      --model M             nanbox, boxed or stuffed; may be repeated (default: all three)
      --stress              collect at every allocation, compact at every safe point
  test STAGE...           some stages alone (cargo xtask test --list)
  record [WHAT...]        run tests/python with CPython 3.11 and write the expected output
      --check               compare instead of writing
  bench [PROGRAM...]      the programs of tests/bench beside CPython and PYRITE_BENCH_PEERS
      --runs N              runs of each, interleaved; the fastest counts (default: 5)
      --count               instructions (valgrind) instead of time
      --wasm                the builds for browsers: Pyrite's, MicroPython's and Pyodide
      --in PLACE            node or chromium alone
      --boards              firmware on boards in QEMU: instructions, boot, Ctrl-C, flash
      --memory              bytes per object, collector pauses and cold start instead
  size BOARD              what the interpreter costs in flash: microbit, pyboard or esp32c3
      --top N               rows of each list (default: 40)
      --features F,...      features of firmware/measure beside the board's own
  fuzz [TARGET...]        feed mutated input to the parser, the machine, the loader and the prompt
      --seconds N           for each target (default: 60)
      --seed N, --steady    without libFuzzer: the same changes each time, or others

PYRITE_BIN names an interpreter to use instead of building one (test python, bench).
";

fn main() {
    if let Err(error) = run(Arguments::from_env()) {
        eprintln!("xtask: {error:#}");
        std::process::exit(1);
    }
}

fn run(mut arguments: Arguments) -> Result<()> {
    let Some(routine) = arguments.subcommand()? else {
        print!("{HELP}");
        return Ok(());
    };
    match routine.as_str() {
        "repl" => repl::run(arguments.finish()),
        "serve" => serve::run(arguments),
        "web" => web::run(arguments),
        "firmware" => firmware::run(arguments),
        "setup" => setup::run(setup::Speech::Full),
        "test" => test::run(arguments),
        "record" => record::run(arguments),
        "bench" => bench::run(arguments),
        "size" => size::run(arguments),
        "fuzz" => fuzz::run(arguments),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("no routine named '{other}'; see cargo xtask help"),
    }
}
