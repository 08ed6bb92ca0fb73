//! From the command line's wishes to a machine: where the program comes from, its search path, what follows it.

use crate::arguments::{Program, Run};
use crate::console::Console;
use crate::process::{Process, Variables};
use crate::prompt::{End, Room};
use crate::python::{Memory, Python, Status};
use pyrite_core::compile::Mode;
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

/// Tools and people look for these words.
const BANNER: &str = concat!(
    "MicroPython (Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ") on ",
    "linux; Python 3.12 version\nType \"help()\" for more information."
);

pub fn run(wanted: &Run) -> Status {
    let console = match Console::open() {
        Ok(console) => Rc::new(RefCell::new(console)),
        Err(error) => return complain("terminal", &error),
    };
    let variables = Rc::new(RefCell::new(Variables::default()));
    let mut status = 0;
    let mut room: Option<Room> = None;
    // Every turn is a machine: a soft reset begins another.
    loop {
        let mut memory = Memory::new(wanted.heap);
        let mut host = Process::new(console.clone(), variables.clone());
        let mut python = Python::new(&mut memory, &mut host, wanted.optimise);
        if wanted.no_marks {
            python.without_marks();
        }
        #[cfg(feature = "stress")]
        python.put_under(wanted.stress);
        let prompt_alone = wanted.program == Program::None
            && (console.borrow().terminal.is_terminal() || wanted.inspect);
        if room.is_none() && !prompt_alone {
            status = program(wanted, &console, &mut python);
            let variable = variables.borrow().get("MICROPYINSPECT").is_some();
            if !(wanted.inspect || variable) || wanted.compile_only {
                python.finish();
                break;
            }
        } else {
            prepare(&mut python, &[String::new()], "");
        }
        let room = room.get_or_insert_with(|| Room::open(&console, BANNER));
        let end = room.talk(&console, &mut python);
        python.finish();
        match end {
            End::Reset => {}
            End::Left => break,
            End::Exit => {
                status = python.exit_status().unwrap_or(0);
                break;
            }
        }
    }
    if let Some(room) = &mut room {
        room.close();
    }
    status
}

fn prepare(python: &mut Python<'_>, arguments: &[String], folder: &str) {
    let path = search_path(folder);
    if let Err(raised) = python.set_lists(arguments, &path) {
        python.settle(Err(raised));
    }
}

/// `sys.path`: the program's folder, then those of `MICROPYPATH` or the usual ones.
fn search_path(folder: &str) -> Vec<String> {
    let home = std::env::var("HOME").ok();
    let at_home = |folder: &str| match (folder.strip_prefix("~/"), &home) {
        (Some(rest), Some(home)) => format!("{home}/{rest}"),
        _ => folder.to_string(),
    };
    let mut path = vec![folder.to_string()];
    match std::env::var("MICROPYPATH") {
        Ok(given) => path.extend(given.split(':').map(at_home)),
        Err(_) => {
            path.extend([".frozen", "~/.micropython/lib", "/usr/lib/micropython"].map(at_home))
        }
    }
    path
}

/// Runs the program that the command line names.
fn program(wanted: &Run, console: &RefCell<Console>, python: &mut Python<'_>) -> Status {
    let rest = wanted
        .arguments
        .iter()
        .map(|word| word.to_string_lossy().into_owned());
    let arguments = |first: &str| {
        [first.to_string()]
            .into_iter()
            .chain(rest.clone())
            .collect::<Vec<_>>()
    };
    match &wanted.program {
        Program::Code(code) => {
            prepare(python, &arguments("-c"), "");
            execute(wanted, python, code.as_encoded_bytes(), "<string>")
        }
        Program::None | Program::StandardInput => {
            prepare(
                python,
                &arguments(if wanted.program == Program::None {
                    ""
                } else {
                    "-"
                }),
                "",
            );
            let source = console.borrow_mut().read_all();
            execute(wanted, python, &source, "<stdin>")
        }
        Program::File(file) => {
            let name = file.to_string_lossy().into_owned();
            let source = match std::fs::read(file) {
                Ok(source) => source,
                Err(error) => {
                    let text = error.to_string();
                    let text = text.split(" (os error").next().unwrap_or_default();
                    eprintln!(
                        "pyrite: can't open file '{name}': [Errno {}] {text}",
                        error.raw_os_error().unwrap_or(5)
                    );
                    return 2;
                }
            };
            let folder = Path::new(&name).parent().unwrap_or(Path::new(""));
            prepare(python, &arguments(&name), &folder.to_string_lossy());
            if let Err(raised) = python.set_file(&name) {
                return python.settle(Err(raised));
            }
            execute(wanted, python, &source, &name)
        }
        Program::Module(module) => {
            let name = module.to_string_lossy().into_owned();
            prepare(python, &arguments(&name), "");
            python.run_module(&name)
        }
    }
}

fn execute(wanted: &Run, python: &mut Python<'_>, source: &[u8], file: &str) -> Status {
    if wanted.compile_only {
        let result = python.compile(source, file, Mode::File).map(drop);
        return python.settle(result);
    }
    python.run_program(source, file)
}

/// `pyrite compile`: writes a compiled module.
pub fn compile(source: &Path, target: &Path) -> Status {
    let console = match Console::open() {
        Ok(console) => Rc::new(RefCell::new(console)),
        Err(error) => return complain("terminal", &error),
    };
    let name = source.to_string_lossy();
    let text = match std::fs::read(source) {
        Ok(text) => text,
        Err(error) => return complain(&name, &error),
    };
    let mut memory = Memory::new(None);
    let mut host = Process::new(console, Rc::default());
    let mut python = Python::new(&mut memory, &mut host, 0);
    match python.compiled_file(&text, &name) {
        Err(status) => status,
        Ok(bytes) => match std::fs::write(target, bytes) {
            Ok(()) => 0,
            Err(error) => complain(&target.to_string_lossy(), &error),
        },
    }
}

/// Says what the system refused.
fn complain(file: &str, error: &std::io::Error) -> Status {
    eprintln!("pyrite: {file}: {error}");
    1
}
