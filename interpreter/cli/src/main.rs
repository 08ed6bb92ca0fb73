//! `pyrite`: the command line.

mod arguments;
#[cfg(feature = "boards")]
mod board;
mod console;
mod files;
mod history;
mod interrupt;
mod process;
mod prompt;
mod python;
mod run;
mod terminal;

use arguments::Command;
use std::process::ExitCode;

/// Native stack of the interpreter: recursion that Python's own limit allows must fit.
const NATIVE_STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(wrong) => {
            eprintln!("pyrite: {wrong}\nTry 'pyrite -h'.");
            return ExitCode::from(2);
        }
    };
    let work: Box<dyn FnOnce() -> i32 + Send> = match command {
        Command::Help => {
            print!("{}", arguments::HELP);
            return ExitCode::SUCCESS;
        }
        Command::Version => {
            println!("Pyrite {}", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Command::Compile { source, target } => Box::new(move || run::compile(&source, &target)),
        #[cfg(feature = "boards")]
        Command::Build(wanted) => Box::new(move || board::build(&wanted)),
        #[cfg(feature = "boards")]
        Command::Flash(wanted) => Box::new(move || board::flash(&wanted)),
        Command::Run(wanted) => Box::new(move || run::run(&wanted)),
    };
    let thread = std::thread::Builder::new()
        .stack_size(NATIVE_STACK)
        .spawn(work);
    let status = thread.map(|thread| thread.join());
    match status {
        Ok(Ok(status)) => ExitCode::from(u8::try_from(status & 0xff).unwrap_or(1)),
        // The panic's message has been written.
        Ok(Err(_)) => ExitCode::from(101),
        Err(error) => {
            eprintln!("pyrite: no thread for the interpreter: {error}");
            ExitCode::FAILURE
        }
    }
}
