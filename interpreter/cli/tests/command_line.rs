//! The command line: arguments in, output and exit status out.

mod common;
use common::{Folder, PYRITE};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PYRITE);
    command
        .args(arguments)
        .env_remove("MICROPYPATH")
        .env_remove("MICROPYINSPECT")
        .stdin(Stdio::null());
    command
}

fn pyrite(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn output(arguments: &[&str]) -> String {
    let output = pyrite(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn with_input(arguments: &[&str], input: &str) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn code_from_the_command_line() {
    assert_eq!(output(&["-c", "print(1)"]), "1\n");
    assert_eq!(
        output(&["-c", "import sys; print(sys.argv)", "-x", "y"]),
        "['-c', '-x', 'y']\n"
    );
}

#[test]
fn a_file_with_arguments() {
    let folder = Folder::new("file");
    let file = folder.write("tool.py", "import sys, helper\nprint(__name__, sys.argv[1:], helper.x)\nprint(__file__ == sys.argv[0])");
    folder.write("helper.py", "x = 5");
    assert_eq!(
        output(&[&file, "a", "-b"]),
        "__main__ ['a', '-b'] 5\nTrue\n"
    );
}

#[test]
fn a_module_and_a_package() {
    let folder = Folder::new("module");
    folder.write("tool.py", "print(__name__)");
    folder.write("package/__init__.py", "print('init')");
    folder.write("package/__main__.py", "print(__name__)");
    folder.write("package/inner.py", "import sys; print(sys.argv)");
    let run = |arguments: &[&str]| {
        let output = command(arguments)
            .env("MICROPYPATH", &folder.0)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(run(&["-m", "tool"]), "__main__\n");
    assert_eq!(run(&["-m", "package"]), "init\n__main__\n");
    assert_eq!(
        run(&["-m", "package.inner", "a"]),
        "init\n['package.inner', 'a']\n"
    );
    assert_eq!(pyrite(&["-m", "missing"]).status.code(), Some(1));
    let inside = pyrite(&["-m", "json.tool"]);
    assert_eq!(inside.status.code(), Some(1));
    let text = String::from_utf8_lossy(&inside.stderr);
    assert!(
        text.ends_with("No module named 'json.tool'; 'json' is not a package\n"),
        "{text}"
    );
}

#[test]
fn a_program_on_standard_input() {
    for arguments in [&[][..], &["-"]] {
        let output = with_input(arguments, "for i in range(2):\n    print(i)\n");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "0\n1\n");
    }
}

#[test]
fn a_program_reads_standard_input() {
    let output = with_input(&["-c", "print(input() + '!' + input())"], "a\nb\n");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a!b\n");
}

#[test]
fn exit_statuses() {
    for (code, status) in [
        ("pass", 0),
        ("raise SystemExit", 0),
        ("raise SystemExit(3)", 3),
        ("raise SystemExit(True)", 1),
        ("raise SystemExit(256 + 4)", 4),
        ("import sys; sys.exit(5)", 5),
        ("raise SystemExit('why')", 1),
        ("1/0", 1),
        ("x = = 1", 1),
    ] {
        assert_eq!(pyrite(&["-c", code]).status.code(), Some(status), "{code}");
    }
    let why = pyrite(&["-c", "raise SystemExit('why')"]);
    assert_eq!(why.stderr, b"why\n");
}

#[test]
fn errors_go_to_standard_error() {
    let output = pyrite(&["-c", "print(1)\nmissing"]);
    assert_eq!(output.stdout, b"1\n");
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.ends_with("NameError: name 'missing' is not defined\n"),
        "{error}"
    );
}

#[test]
fn check_without_running() {
    assert_eq!(output(&["-X", "compile-only", "-c", "print(1)"]), "");
    assert_eq!(
        pyrite(&["-X", "compile-only", "-c", "def"]).status.code(),
        Some(1)
    );
}

#[test]
fn a_heap_of_fixed_size() {
    let grow =
        "try:\n x = bytearray(10_000_000)\n print('fits')\nexcept MemoryError:\n print('full')";
    assert_eq!(output(&["-X", "heapsize=64K", "-c", grow]), "full\n");
    assert_eq!(output(&["-X", "heapsize=32M", "-c", grow]), "fits\n");
    assert_eq!(output(&["-c", grow]), "fits\n");
}

#[test]
fn wrong_options_are_named() {
    let output = pyrite(&["-z"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("-z"));
    let output = pyrite(&["missing.py"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "pyrite: can't open file 'missing.py': [Errno 2] No such file or directory\n"
    );
}

#[test]
fn help_and_version() {
    assert!(output(&["-h"]).contains("heapsize"));
    assert!(output(&["--version"]).starts_with("Pyrite "));
}

#[test]
fn a_reader_that_leaves_ends_the_program() {
    let mut child = command(&["-c", "while True: print('y')"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(!child.wait().unwrap().success());
}

#[test]
fn files_are_written_and_read() {
    let folder = Folder::new("files");
    let code = format!(
        "import os\nos.chdir('{}')\nwith open('a.txt', 'w') as f: f.write('é\\n2')\nwith open('a.txt') as f: print(f.readlines())\n\
         print(os.listdir(), os.stat('a.txt')[6])\nos.remove('a.txt')\nprint(os.listdir())",
        folder.0.display()
    );
    assert_eq!(output(&["-c", &code]), "['é\\n', '2']\n['a.txt'] 4\n[]\n");
}

#[test]
fn what_was_written_is_there_without_close() {
    let folder = Folder::new("unclosed");
    let file = folder.0.join("b.txt");
    output(&[
        "-c",
        &format!("open('{}', 'w').write('kept')", file.display()),
    ]);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "kept");
}

#[test]
fn optimised_code_has_no_asserts() {
    assert_eq!(
        output(&["-O", "-c", "assert 0\nprint(__debug__)"]),
        "False\n"
    );
    assert_eq!(
        pyrite(&["-c", "assert 0, 'why'"]).stderr,
        b"Traceback (most recent call last):\n  File \"<string>\", line 1, in <module>\nAssertionError: why\n"
    );
}

#[test]
fn a_compiled_module_is_imported() {
    let folder = Folder::new("compiled");
    let source = folder.write("helper.py", "def double(x): return 2 * x");
    let target = folder.0.join("compiled.mpyc");
    output(&["compile", &source, "-o", target.to_str().unwrap()]);
    let import = |name: &str| {
        let code = format!("import {name}; print({name}.double(21))");
        command(&["-c", &code])
            .env("MICROPYPATH", &folder.0)
            .output()
            .unwrap()
    };
    assert_eq!(import("compiled").stdout, b"42\n");
    let mut damaged = std::fs::read(&target).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    std::fs::write(folder.0.join("damaged.mpyc"), damaged).unwrap();
    let error = String::from_utf8(import("damaged").stderr).unwrap();
    assert!(error.contains("ImportError"), "{error}");
}

#[test]
fn local_time_is_that_of_the_zone() {
    let program = "import time; print(time.localtime(0)[:5], time.localtime(1720000000)[:5], \
        time.mktime((2024, 7, 3, 5, 46, 40, 0, 0, -1)))";
    for (zone, printed) in [
        (
            "UTC0",
            "(1970, 1, 1, 0, 0) (2024, 7, 3, 9, 46) 1719985600.0\n",
        ),
        (
            "EST5EDT,M3.2.0,M11.1.0",
            "(1969, 12, 31, 19, 0) (2024, 7, 3, 5, 46) 1720000000.0\n",
        ),
        (
            "nonsense",
            "(1970, 1, 1, 0, 0) (2024, 7, 3, 9, 46) 1719985600.0\n",
        ),
    ] {
        let output = command(&["-c", program]).env("TZ", zone).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), printed, "{zone}");
    }
}
