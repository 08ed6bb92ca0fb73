//! WebAssembly modules: cargo, then wasm-bindgen, then wasm-opt. Each step is left out when its input is as it was.

use crate::{
    shell,
    toolchain::{self, WASM},
};
use anyhow::{Context, Result, bail};
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
    /// Bytes after each step.
    pub steps: [u64; 3],
}

struct Source {
    package: &'static str,
    name: &'static str,
    folder: &'static str,
    /// How wasm-opt is to work.
    level: &'static [&'static str],
}

const SOURCES: [Source; 2] = [
    Source {
        package: "pyrite-wasm",
        name: "interpreter",
        folder: "interpreter/wasm",
        level: &["-O2"],
    },
    Source {
        package: "pyrite-web",
        name: "web",
        folder: "web",
        level: &["-Os"],
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
    let Some(toolchain) = toolchain::find(WASM) else {
        bail!("nothing here can build for {WASM}; see cargo xtask setup");
    };
    let mut cargo = toolchain.build_wasm();
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
    if !is_newer(&small, &bound) {
        optimise(source, &bound, &small)?;
    }
    let steps = [size(&compiled)?, size(&bound)?, size(&small)?];
    Ok(Module {
        name: source.name,
        wasm: small,
        steps,
    })
}

fn optimise(source: &Source, from: &Path, to: &Path) -> Result<()> {
    let program = shell::root().join("web/node_modules/.bin/wasm-opt");
    let fresh = to.with_extension("fresh");
    let mut command = Command::new(program);
    command
        .args(source.level)
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
