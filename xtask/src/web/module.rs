//! WebAssembly modules: cargo, then wasm-bindgen, then wasm-opt. Each step is left out when its input is as it was.

/// The texts as the library's build script has put them there.
#[path = "../../../interpreter/library/frozen_text.rs"]
mod frozen_text;

use super::split;
use crate::{
    shell,
    toolchain::{self, WASM},
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// A module, ready to be served, with the JavaScript that starts it.
pub struct Module {
    /// As scripts import it: `modules/NAME.js`.
    pub name: &'static str,
    pub wasm: PathBuf,
    /// Its second part, which is loaded when it is wanted.
    pub rest: Option<PathBuf>,
    /// Whether the page has it; the others are for its tests.
    pub served: bool,
    /// Bytes after each step.
    pub steps: [u64; 3],
}

struct Source {
    package: &'static str,
    name: &'static str,
    folder: &'static str,
    /// How wasm-opt is to work.
    level: &'static str,
    /// A script that says what belongs into the first of two parts.
    touch: Option<&'static str>,
    served: bool,
}

const SOURCES: [Source; 4] = [
    Source {
        package: "pyrite-wasm",
        name: "interpreter",
        folder: "interpreter/wasm",
        level: "-O2",
        touch: Some("interpreter/wasm/first/touch.mjs"),
        served: true,
    },
    Source {
        package: "pyrite-web",
        name: "web",
        folder: "web",
        level: "-Os",
        touch: None,
        served: true,
    },
    Source {
        package: "pyrite-flash-wasm",
        name: "flash",
        folder: "firmware/wasm",
        level: "-Os",
        touch: None,
        served: true,
    },
    Source {
        package: "pyrite-models-wasm",
        name: "models",
        folder: "firmware/models-wasm",
        level: "-O1",
        touch: None,
        served: false,
    },
];

/// What rustc uses without being asked; every browser of the last years has it.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

const FROZEN: &str = "interpreter/library/src/python";

/// The boards that are simulated.
pub const BOARDS: [&str; 2] = ["microbit", "pyboard"];

/// Where scripts find the modules.
pub fn folder() -> PathBuf {
    shell::root().join("target/wasm/modules")
}

/// Compiles the modules, or the one that is named, and makes all of them ready.
pub fn build(only: Option<&str>) -> Result<Vec<Module>> {
    let present: Vec<&Source> = SOURCES
        .iter()
        .filter(|source| {
            shell::root()
                .join(source.folder)
                .join("Cargo.toml")
                .exists()
        })
        .collect();
    let mut cargo = toolchain::need(WASM)?.build_wasm();
    cargo.arg("--quiet");
    let chosen = |source: &&&Source| only.is_none_or(|only| only == source.name);
    for source in present.iter().filter(chosen) {
        cargo.args(["--package", source.package]);
    }
    shell::run(&mut cargo)?;
    present.into_iter().map(prepare).collect()
}

fn prepare(source: &Source) -> Result<Module> {
    let file = format!("{}.wasm", source.package.replace('-', "_"));
    let compiled = shell::root()
        .join("target/wasm")
        .join(WASM)
        .join("wasm")
        .join(file);
    let folder = folder();
    fs::create_dir_all(&folder)?;
    let bound = folder.join(format!("{}_bg.wasm", source.name));
    let small = folder.join(format!("{}.wasm", source.name));
    if !is_newer(&bound, &compiled) {
        Bindgen::new()
            .input_path(&compiled)
            .out_name(source.name)
            .web(true)?
            .typescript(false)
            .omit_default_module_path(true)
            .keep_debug(false)
            .generate(&folder)
            .with_context(|| format!("wasm-bindgen for {}", source.package))?;
    }
    let rest = source
        .touch
        .map(|_| folder.join(format!("{}-rest.wasm", source.name)));
    let script = source.touch.map(|script| shell::root().join(script));
    let newest = script.as_ref().filter(|script| !is_newer(&small, script));
    if !is_newer(&small, &bound) || newest.is_some() {
        match script.zip(rest.as_ref()) {
            Some((script, rest)) => divide(source, &bound, &script, &small, rest)?,
            None => optimise(source.level, &bound, &small)?,
        }
    }
    let steps = [size(&compiled)?, size(&bound)?, size(&small)?];
    Ok(Module {
        name: source.name,
        wasm: small,
        rest,
        served: source.served,
        steps,
    })
}

/// Divides a module into what the script touches and the rest.
fn divide(source: &Source, bound: &Path, script: &Path, first: &Path, rest: &Path) -> Result<()> {
    let beside = |ending: &str| bound.with_file_name(format!("{}.{ending}", source.name));
    let marked = beside("marked.wasm");
    let wasm = fs::read(bound)?;
    fs::write(&marked, split::marked(&wasm)?)?;
    shell::run(
        shell::command("node")
            .arg(script)
            .arg(beside("js"))
            .arg(&marked)
            .arg(folder()),
    )?;
    let hits: Vec<bool> = fs::read_to_string(folder().join("touched.json"))?
        .split(['[', ',', ']'])
        .filter(|word| !word.is_empty())
        .map(|word| word == "1")
        .collect();
    let (first_whole, rest_whole) = (beside("first.wasm"), beside("later.wasm"));
    let [first_part, rest_part] = split::split(&wasm, &hits, &later_texts()?)?;
    fs::write(&first_whole, first_part)?;
    fs::write(&rest_whole, rest_part)?;
    optimise("-Oz", &rest_whole, rest)?;
    optimise(source.level, &first_whole, first)
}

/// Constants that no first program needs: the library's modules in Python, and explanations.
fn later_texts() -> Result<Vec<Vec<u8>>> {
    let mut texts = Vec::new();
    for entry in shell::root().join(FROZEN).read_dir().context(FROZEN)? {
        let text = fs::read_to_string(entry?.path())?;
        texts.push(frozen_text::small(&text).into());
    }
    for board in BOARDS {
        for line in fs::read_to_string(api(board))?.lines() {
            match line.split_once('\t') {
                Some((_, text)) if text.contains(" -- ") => texts.push(text.into()),
                _ => {}
            }
        }
    }
    Ok(texts)
}

/// The documented names of a board's modules.
pub fn api(board: &str) -> PathBuf {
    folder().join(format!("api-{board}.txt"))
}

fn optimise(level: &str, from: &Path, to: &Path) -> Result<()> {
    let program = shell::root().join("web/node_modules/.bin/wasm-opt");
    let fresh = to.with_extension("fresh");
    let mut command = Command::new(program);
    command
        .arg(level)
        .args(FEATURES)
        .args(["--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(&fresh);
    shell::run(&mut command)?;
    fs::rename(fresh, to)?;
    Ok(())
}

/// Whether `made` was written after what it is made from.
fn is_newer(made: &Path, source: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    match (time(made), time(source)) {
        (Some(made), Some(source)) => made >= source,
        _ => false,
    }
}

fn size(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path)
        .with_context(|| path.display().to_string())?
        .len())
}
