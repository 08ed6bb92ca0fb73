//! Programs in `ok/` have the tree that is kept beside them; those in `err/` have the error that follows each.
//! `UPDATE=1` writes what comes out instead of comparing it.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is part of the crate")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    files.sort();
    files
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn trees() {
    for path in files("ok") {
        let source = std::fs::read(&path).unwrap();
        let tree =
            support::dump(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let kept = path.with_extension("tree");
        if updating() {
            std::fs::write(&kept, &tree).unwrap();
        }
        let expected = std::fs::read_to_string(&kept).unwrap_or_default();
        for (got, expected) in tree.lines().zip(expected.lines()) {
            assert_eq!(got, expected, "{}", path.display());
        }
        assert_eq!(
            tree.lines().count(),
            expected.lines().count(),
            "{}",
            path.display()
        );
    }
}

/// A wrong program, whether CPython says the same, and what is said.
struct Case {
    program: String,
    shared: bool,
    error: String,
}

/// Programs end in `#> error` (as CPython 3.11) or `#~ error` (better, or of a later Python).
fn cases(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut program = String::new();
    for line in text.lines() {
        match line.get(..3) {
            Some(mark @ ("#> " | "#~ ")) => {
                let error = line[3..].to_string();
                cases.push(Case {
                    program: std::mem::take(&mut program),
                    shared: mark == "#> ",
                    error,
                });
            }
            _ => program = program + line + "\n",
        }
    }
    cases
}

fn error_of(program: &str) -> String {
    match support::dump(program.as_bytes()) {
        Ok(_) => "none".to_string(),
        Err(error) => format!(
            "{}:{} {}: {}",
            error.line,
            error.column,
            error.class().name(),
            error.message
        ),
    }
}

#[test]
fn errors() {
    for path in files("err") {
        let text = std::fs::read_to_string(&path).unwrap();
        if updating() {
            let written: String = cases(&text)
                .iter()
                .map(|case| {
                    format!(
                        "{}{} {}\n",
                        case.program,
                        if case.shared { "#>" } else { "#~" },
                        error_of(&case.program)
                    )
                })
                .collect();
            std::fs::write(&path, written).unwrap();
            continue;
        }
        for case in cases(&text) {
            assert_eq!(
                error_of(&case.program),
                case.error,
                "{}\n{}",
                path.display(),
                case.program
            );
        }
    }
}

/// Reads cases from standard input as Python literals and prints what CPython says about each.
const ORACLE: &str = r#"
import ast, sys, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        compile(ast.literal_eval(line), "", "exec")
        print("none")
    except SyntaxError as error:
        print(f"{error.lineno}:{error.offset} {type(error).__name__}: {error.msg}")
"#;

#[test]
fn errors_are_those_of_cpython() {
    use std::io::Write;
    let child = Command::new("python3")
        .args(["-c", ORACLE])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let version = Command::new("python3").arg("--version").output();
    let right = version.is_ok_and(|output| output.stdout.starts_with(b"Python 3.11"));
    let (Ok(mut child), true) = (child, right) else {
        eprintln!("skipped: there is no CPython 3.11 here");
        return;
    };
    let shared: Vec<Case> = files("err")
        .iter()
        .flat_map(|path| cases(&std::fs::read_to_string(path).unwrap()))
        .filter(|case| case.shared)
        .collect();
    let mut input = child.stdin.take().unwrap();
    for case in &shared {
        let bytes: String = case
            .program
            .bytes()
            .map(|byte| format!("\\x{byte:02x}"))
            .collect();
        writeln!(input, "b'{bytes}'").unwrap();
    }
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said.lines().count(), shared.len());
    for (case, said) in shared.iter().zip(said.lines()) {
        assert_eq!(case.error, said, "{}", case.program);
    }
}
