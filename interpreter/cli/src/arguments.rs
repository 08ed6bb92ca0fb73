//! The command line: from words to what is wanted. The same options as MicroPython's unix port takes.

#[cfg(feature = "boards")]
use crate::board::Wanted;
use std::ffi::OsString;
use std::path::PathBuf;

pub const HELP: &str = "\
usage: pyrite [OPTIONS] [-c CODE | -m MODULE | FILE | -] [ARGUMENTS]
       pyrite compile FILE [-o FILE.mpyc]
       pyrite build BOARD FILES [-o FILE]
       pyrite flash BOARD FILES, or --port PORT FILES

Without code, module or file: the prompt on a terminal, else the program on standard input.

  -c CODE      run CODE
  -m MODULE    run a module or package as a program
  -i           give the prompt afterwards
  -O[N], -OO   optimise: level 1 and up leaves out assert statements
  -v           say what the interpreter does; several times for more
  -X OPTION    compile-only       check and compile, do not run
               emit=bytecode      what functions are compiled to
               heapsize=N[K|M]    size of the heap in bytes, fixed
               no_debug_ranges    no marks under the lines of tracebacks
  -h, --help   this help
  --version    the version

A board is microbit (of either version), microbit-v1, microbit-v2 or pyboard; its files are Python files and folders. A
program that stands alone becomes main.py. flash also takes a file that build or the page has made.

  -o FILE          where build writes
  --firmware FILE  the firmware to put the files into
  --port PORT      the serial port of a board that runs Python already: the files are copied, and it starts afresh
  --whole          all of the board's flash, also where it is the same

  MICROPYPATH      folders to import from, separated by ':'
  MICROPYINSPECT   when set, give the prompt afterwards
";

/// What to do.
#[derive(Debug, PartialEq)]
pub enum Command {
    Help,
    Version,
    Compile {
        source: PathBuf,
        target: PathBuf,
    },
    #[cfg(feature = "boards")]
    Build(Wanted),
    #[cfg(feature = "boards")]
    Flash(Wanted),
    Run(Run),
}

/// A program to run, and how.
#[derive(Debug, Default, PartialEq)]
pub struct Run {
    pub program: Program,
    /// `sys.argv` behind its first item.
    pub arguments: Vec<OsString>,
    pub inspect: bool,
    pub compile_only: bool,
    /// No marks under the lines of tracebacks.
    pub no_marks: bool,
    pub optimise: u8,
    pub verbose: u8,
    /// Bytes.
    pub heap: Option<usize>,
    #[cfg(feature = "stress")]
    pub stress: pyrite_core::machine::Stress,
}

#[derive(Debug, Default, PartialEq)]
pub enum Program {
    /// The prompt on a terminal, else a program from standard input.
    #[default]
    None,
    StandardInput,
    Code(OsString),
    Module(OsString),
    File(PathBuf),
}

#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Wrong {
    #[error("unknown option {0}")]
    Option(String),
    #[error("{0} needs a value behind it")]
    Missing(String),
    #[error("heapsize must be a number of bytes with or without K or M, at least 4K, not {0}")]
    HeapSize(String),
    #[error("emit must be bytecode: other code is not made on this machine")]
    Emit,
    #[error("compile takes a file, and -o with the file to write")]
    Compile,
    #[cfg(feature = "boards")]
    #[error("build takes a board and files; boards are {}", crate::board::names())]
    Build,
    #[cfg(feature = "boards")]
    #[error(
        "flash takes a board and files, or --port and files; boards are {}",
        crate::board::names()
    )]
    Flash,
}

/// Reads the words behind the program's name.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Command, Wrong> {
    let mut words = words.into_iter().peekable();
    if words.next_if(|word| word == "compile").is_some() {
        return compile(words);
    }
    #[cfg(feature = "boards")]
    if words.next_if(|word| word == "build").is_some() {
        let wanted = board(words)?;
        let enough = !wanted.board.is_empty() && !wanted.files.is_empty();
        return match enough && wanted.port.is_none() {
            true => Ok(Command::Build(wanted)),
            false => Err(Wrong::Build),
        };
    }
    #[cfg(feature = "boards")]
    if words.next_if(|word| word == "flash").is_some() {
        let mut wanted = board(words)?;
        if wanted.port.is_some() && !wanted.board.is_empty() {
            // With a port there is no board to name.
            let first = std::mem::take(&mut wanted.board);
            wanted.files.insert(0, first.into());
        }
        let enough = wanted.port.is_some() == wanted.board.is_empty() && !wanted.files.is_empty();
        return match enough && wanted.output.is_none() {
            true => Ok(Command::Flash(wanted)),
            false => Err(Wrong::Flash),
        };
    }
    let mut run = Run::default();
    while let Some(word) = words.next_if(is_option) {
        let text = word.to_string_lossy().into_owned();
        let mut value = || words.next().ok_or(Wrong::Missing(text.clone()));
        match text.as_str() {
            "-h" | "--help" => return Ok(Command::Help),
            "--version" | "-V" => return Ok(Command::Version),
            "-i" => run.inspect = true,
            "-c" => {
                run.program = Program::Code(value()?);
                break;
            }
            "-m" => {
                run.program = Program::Module(value()?);
                break;
            }
            "-X" => implementation(&mut run, &value()?.to_string_lossy())?,
            "-u" | "-B" | "-E" | "-S" | "-s" => {}
            "--" => break,
            _ => short(&mut run, &text)?,
        }
    }
    if run.program == Program::None
        && let Some(file) = words.next()
    {
        run.program = match file.to_str() {
            Some("-") => Program::StandardInput,
            _ => Program::File(file.into()),
        };
    }
    run.arguments = words.collect();
    Ok(Command::Run(run))
}

fn is_option(word: &OsString) -> bool {
    word.as_encoded_bytes().starts_with(b"-") && word != "-"
}

/// `-O`, `-OO`, `-O2`, `-v`, `-vv`.
fn short(run: &mut Run, text: &str) -> Result<(), Wrong> {
    let letters = text.trim_start_matches('-');
    let count = u8::try_from(letters.len()).unwrap_or(u8::MAX);
    let digit = letters
        .strip_prefix('O')
        .and_then(|digit| digit.parse().ok());
    match digit {
        Some(level) => run.optimise = level,
        None if text.starts_with("-O") && letters.chars().all(|c| c == 'O') => run.optimise = count,
        None if text.starts_with("-v") && letters.chars().all(|c| c == 'v') => {
            run.verbose = run.verbose.saturating_add(count);
        }
        None => return Err(Wrong::Option(text.into())),
    }
    Ok(())
}

fn implementation(run: &mut Run, option: &str) -> Result<(), Wrong> {
    match option.split_once('=') {
        None if option == "compile-only" => run.compile_only = true,
        None if option == "no_debug_ranges" => run.no_marks = true,
        None if option == "realtime" => {}
        Some(("emit", "bytecode")) => {}
        Some(("emit", _)) => return Err(Wrong::Emit),
        Some(("heapsize", size)) => {
            run.heap = Some(heap_size(size).ok_or_else(|| Wrong::HeapSize(size.into()))?);
        }
        // Builds under stress: see `pyrite_core::machine::Stress`.
        #[cfg(feature = "stress")]
        Some((name @ ("stress" | "fail"), number)) => {
            let number = number
                .parse()
                .map_err(|_| Wrong::Option(format!("-X {option}")))?;
            match name {
                "stress" => run.stress.every = number,
                _ => run.stress.fail = number.into(),
            }
        }
        _ => return Err(Wrong::Option(format!("-X {option}"))),
    }
    Ok(())
}

/// `64K`, `2M`, `100000`; a `w` before the unit scales from 32-bit words to this machine's.
fn heap_size(text: &str) -> Option<usize> {
    let (text, unit) = match text.as_bytes().last()? {
        b'k' | b'K' => (&text[..text.len() - 1], 1 << 10),
        b'm' | b'M' => (&text[..text.len() - 1], 1 << 20),
        _ => (text, 1),
    };
    let (digits, words) = match text.strip_suffix('w') {
        Some(digits) => (digits, size_of::<usize>() / 4),
        None => (text, 1),
    };
    let size = digits.parse::<usize>().ok()?;
    let size = size.checked_mul(unit)?.checked_mul(words)?;
    (size >= 4096).then_some(size)
}

/// The words of `build` and `flash`: a board, then files.
#[cfg(feature = "boards")]
fn board(words: impl Iterator<Item = OsString>) -> Result<Wanted, Wrong> {
    let mut wanted = Wanted::default();
    let mut first = None;
    let mut words = words;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy().into_owned();
        let mut value = || words.next().ok_or(Wrong::Missing(text.clone()));
        match text.as_str() {
            "-o" => wanted.output = Some(value()?.into()),
            "--firmware" => wanted.firmware = Some(value()?.into()),
            "--port" => wanted.port = Some(value()?.to_string_lossy().into_owned()),
            "--whole" => wanted.whole = true,
            _ if is_option(&word) => return Err(Wrong::Option(text)),
            _ if first.is_none() => first = Some(text),
            _ => wanted.files.push(word.into()),
        }
    }
    wanted.board = first.unwrap_or_default();
    Ok(wanted)
}

fn compile(words: impl Iterator<Item = OsString>) -> Result<Command, Wrong> {
    let mut source = None;
    let mut target = None;
    let mut words = words;
    while let Some(word) = words.next() {
        let place = if word == "-o" {
            &mut target
        } else {
            &mut source
        };
        let value = if word == "-o" {
            words.next().ok_or(Wrong::Missing("-o".into()))?
        } else {
            word
        };
        if place.replace(PathBuf::from(value)).is_some() {
            return Err(Wrong::Compile);
        }
    }
    let source = source.ok_or(Wrong::Compile)?;
    let target = target.unwrap_or_else(|| source.with_extension("mpyc"));
    Ok(Command::Compile { source, target })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Result<Command, Wrong> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn run(line: &str) -> Run {
        match words(line) {
            Ok(Command::Run(run)) => run,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn options_end_where_the_program_begins() {
        let wanted = run("-i -OO -v -v -X heapsize=2M tool.py -i x");
        assert!(wanted.inspect && wanted.optimise == 2 && wanted.verbose == 2);
        assert_eq!(wanted.heap, Some(2 << 20));
        assert_eq!(wanted.program, Program::File("tool.py".into()));
        assert_eq!(wanted.arguments, ["-i", "x"]);
        assert_eq!(run("-c pass -v").arguments, ["-v"]);
        assert_eq!(run("-m mip install").program, Program::Module("mip".into()));
        assert_eq!(run("- a").program, Program::StandardInput);
        assert_eq!(run("-O3").optimise, 3);
        assert_eq!(run("-O").optimise, 1);
        assert!(run("-X compile-only x.py").compile_only);
    }

    #[test]
    fn wrong_words_are_named() {
        assert_eq!(words("-z"), Err(Wrong::Option("-z".into())));
        assert_eq!(words("-c"), Err(Wrong::Missing("-c".into())));
        assert_eq!(words("-X heapsize=1K"), Err(Wrong::HeapSize("1K".into())));
        assert_eq!(words("-X heapsize=é"), Err(Wrong::HeapSize("é".into())));
        assert_eq!(words("-X emit=native"), Err(Wrong::Emit));
        assert_eq!(words("compile"), Err(Wrong::Compile));
    }

    #[cfg(feature = "boards")]
    #[test]
    fn boards_and_ports() {
        let flash = |line: &str| match words(line) {
            Ok(Command::Flash(wanted)) => wanted,
            other => panic!("{line}: {other:?}"),
        };
        assert_eq!(flash("flash microbit a.py b.py --whole").files.len(), 2);
        let wanted = flash("flash --port /dev/ttyACM0 main.py");
        assert_eq!(wanted.files, [PathBuf::from("main.py")]);
        assert_eq!(wanted.board, "");
        assert_eq!(words("flash microbit"), Err(Wrong::Flash));
        assert_eq!(words("flash --port x"), Err(Wrong::Flash));
        assert_eq!(words("build microbit"), Err(Wrong::Build));
        assert_eq!(words("build microbit a.py --port x"), Err(Wrong::Build));
        assert_eq!(words("build -z"), Err(Wrong::Option("-z".into())));
    }

    #[test]
    fn compile_names_its_target() {
        let compile = |source: &str, target: &str| Command::Compile {
            source: source.into(),
            target: target.into(),
        };
        assert_eq!(words("compile a.py"), Ok(compile("a.py", "a.mpyc")));
        assert_eq!(
            words("compile -o b.mpyc a.py"),
            Ok(compile("a.py", "b.mpyc"))
        );
    }
}
