//! mpremote, the tool that people use, against a board in QEMU: what it does to programs and files.

use crate::{setup, shell};
use anyhow::{Context, Result, bail};
use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// Everything in one call must be done by then.
const LIMIT: Duration = Duration::from_secs(60);
/// Bytes of the file that goes there and back.
const SIZE: usize = 20 << 10;

struct Tool<'t> {
    port: u16,
    folder: &'t Path,
}

impl Tool<'_> {
    /// Runs mpremote with these words; what it prints. It must succeed as told.
    fn call(&self, words: &[&str], succeeds: bool) -> Result<String> {
        let mut command = program().context("mpremote is missing; see cargo xtask setup")?;
        command
            .current_dir(self.folder)
            .args(["connect", &format!("socket://127.0.0.1:{}", self.port)])
            .args(words);
        let begun = Instant::now();
        let outcome = shell::run_limited(&mut command, b"", LIMIT)?;
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&outcome.stdout),
            String::from_utf8_lossy(&outcome.stderr)
        )
        .replace("\r\n", "\n");
        match outcome.status {
            Some(status) if status.success() == succeeds => Ok(text),
            Some(status) => bail!("mpremote {words:?}: {status}\n{text}"),
            None => bail!(
                "mpremote {words:?}: no end after {:?}\n{text}",
                begun.elapsed()
            ),
        }
    }

    fn prints(&self, words: &[&str], wanted: &str) -> Result<()> {
        let text = self.call(words, true)?;
        if !text.contains(wanted) {
            bail!("mpremote {words:?} printed {text:?}, wanted {wanted:?}");
        }
        Ok(())
    }
}

/// mpremote, from the search path or from where `setup` puts it.
pub fn program() -> Option<Command> {
    if let Some(path) = shell::find_program(&["mpremote"]) {
        return Some(Command::new(path));
    }
    let packages = setup::python_packages();
    packages.join("mpremote").is_dir().then(|| {
        let mut command = Command::new("python3");
        command.env("PYTHONPATH", packages).args(["-m", "mpremote"]);
        command
    })
}

/// What a person does with a board, call by call; `mounts`: the board has what a mounted folder needs.
pub fn check(port: u16, folder: &Path, mounts: bool) -> Result<usize> {
    let tool = Tool { port, folder };
    let path = |name: &str| folder.join(name);
    let content: Vec<u8> = (0..SIZE).map(|i| (i * 31 + i / 256) as u8).collect();
    std::fs::write(path("data.bin"), &content)?;
    std::fs::write(
        path("hello.py"),
        "import sys\nprint('hello from', sys.platform)\n",
    )?;
    std::fs::write(path("wrong.py"), "1 / 0\n")?;
    std::fs::write(path("part.py"), "def twice(x):\n    return 2 * x\n")?;
    let mut calls = 0;
    let mut says = |words: &[&str], wanted: &str| {
        calls += 1;
        tool.prints(words, wanted)
    };
    says(&["exec", "print(6 * 7)"], "42\n")?;
    says(&["eval", "[1, 2] * 2"], "[1, 2, 1, 2]")?;
    says(&["run", "hello.py"], "hello from ")?;
    says(&["mkdir", ":lib"], "mkdir")?;
    says(&["cp", "data.bin", ":data.bin"], "cp")?;
    says(&["cp", "part.py", ":lib/part.py"], "cp")?;
    says(&["ls"], "20480 data.bin")?;
    says(&["ls", ":lib"], "part.py")?;
    says(&["cp", ":data.bin", "back.bin"], "cp")?;
    if std::fs::read(path("back.bin"))? != content {
        bail!("data.bin came back changed");
    }
    says(&["sha256sum", ":data.bin"], "data.bin")?;
    says(
        &["rm", ":data.bin", "+", "cp", ":lib/part.py", ":copy.py"],
        "cp",
    )?;
    says(&["exec", "import part; print(part.twice(21))"], "42\n")?;
    says(&["cat", ":lib/part.py"], "return 2 * x")?;
    says(
        &[
            "exec",
            "x = 1",
            "soft-reset",
            "exec",
            "print('x' in globals())",
        ],
        "False",
    )?;
    says(
        &[
            "rm",
            ":copy.py",
            "+",
            "rm",
            ":lib/part.py",
            "+",
            "rmdir",
            ":lib",
        ],
        "rmdir",
    )?;
    says(&["exec", "import os; print(os.listdir())"], "[]\n")?;
    calls += install(&tool)?;
    if mounts {
        calls += mount(&tool)?;
    }
    for (words, wanted) in [
        (["run", "wrong.py"], "ZeroDivisionError"),
        (["cat", ":nothing"], "No such file"),
    ] {
        calls += 1;
        let text = tool.call(&words, false)?;
        if !text.contains(wanted) {
            bail!("mpremote {words:?} printed {text:?}, wanted {wanted:?}");
        }
    }
    Ok(calls)
}

/// Installs a package from a folder, as from an index on the net.
fn install(tool: &Tool) -> Result<usize> {
    let package = tool.folder.join("package");
    std::fs::create_dir_all(&package)?;
    std::fs::write(
        package.join("package.json"),
        r#"{"urls": [["parcel/__init__.py", "parcel.py"], ["parcel/inner.py", "inner.py"]], "version": "1.0"}"#,
    )?;
    std::fs::write(package.join("parcel.py"), "from . import inner\n")?;
    std::fs::write(package.join("inner.py"), "content = 'unpacked'\n")?;
    let calls: [(&[&str], &str); 3] = [
        (&["mip", "install", "package/package.json"], "Done"),
        (
            &["exec", "import parcel; print(parcel.inner.content)"],
            "unpacked\n",
        ),
        (&["rm", "-r", ":lib"], "rm"),
    ];
    for (words, wanted) in calls {
        tool.prints(words, wanted)?;
    }
    Ok(calls.len())
}

/// The computer's folder as one of the board.
fn mount(tool: &Tool) -> Result<usize> {
    let shared = tool.folder.join("shared");
    std::fs::create_dir_all(shared.join("deep"))?;
    std::fs::write(
        shared.join("near.py"),
        format!(
            "{}def thrice(x):\n    return 3 * x\n",
            "# longer than the buffer of the line\n".repeat(40)
        ),
    )?;
    std::fs::write(shared.join("deep/data.bin"), [0, 3, 10, 13, 24, 255])?;
    let calls: [(&str, &str); 4] = [
        ("import near; print(near.thrice(14))", "42\n"),
        (
            "print(open('deep/data.bin', 'rb').read())",
            r"b'\x00\x03\n\r\x18\xff'",
        ),
        (
            "import os; print(os.getcwd(), sorted(os.listdir()), os.stat('deep/data.bin')[6])",
            "/remote ['deep', 'near.py'] 6\n",
        ),
        (
            "f = open('made.txt', 'w'); f.write('written\\nthere\\n'); f.close(); print('made')",
            "made\n",
        ),
    ];
    for (program, wanted) in calls {
        tool.prints(&["mount", "shared", "exec", program], wanted)?;
    }
    if std::fs::read(shared.join("made.txt"))? != b"written\nthere\n" {
        bail!("what the board wrote into the mounted folder is not there");
    }
    tool.prints(
        &["exec", "import os; print(os.getcwd(), os.mount())"],
        "/ []\n",
    )?;
    Ok(calls.len() + 1)
}
