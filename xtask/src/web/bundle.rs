//! Scripts, styles and the document: esbuild's bundles of web/js and web/styles, and index.html with the names filled in.

use super::{assets::Assets, module};
use crate::shell;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Scripts find a module under this address; see `Script::defines`.
const INTERPRETER: &str = "interpreter.wasm";
const INTERPRETER_REST: &str = "interpreter-rest.wasm";

/// Of modules, and of the boards' base images.
pub fn build(modules: &[module::Module], firmware: &[PathBuf], assets: &mut Assets) -> Result<()> {
    for module in modules {
        let [compiled, bound, small] = module.steps;
        println!(
            "{}: {compiled} bytes from rustc, {bound} after wasm-bindgen, {small} after wasm-opt",
            module.name
        );
        if !module.served {
            continue;
        }
        assets.add(&format!("{}.wasm", module.name), &fs::read(&module.wasm)?)?;
        if let Some(rest) = &module.rest {
            assets.add(&format!("{}-rest.wasm", module.name), &fs::read(rest)?)?;
        }
    }
    for board in module::BOARDS {
        assets.add(&format!("api-{board}.txt"), &fs::read(module::api(board))?)?;
    }
    for image in firmware {
        let name = image.file_name().unwrap_or_default().to_string_lossy();
        assets.add_plain(&format!("firmware/{name}"), &fs::read(image)?)?;
    }
    let web = shell::root().join("web");
    assets.add_folder(&shell::root().join("static"), "")?;
    // The worker knows the interpreter's name, the page the worker's and that of what flashes boards.
    script(&web.join("js/worker.js"), "worker.js", assets)?;
    script(&web.join("js/cable.js"), "flash.js", assets)?;
    script(&web.join("js/main.js"), "main.js", assets)?;
    styles(&web.join("styles/main.css"), assets)?;
    document(&web.join("index.html"), assets)?;
    assets.add_plain("assets.json", names(assets).as_bytes())?;
    service_worker(&web.join("js/service-worker.js"), assets)
}

/// Bundles a script and what it imports, if it is there.
fn script(entry: &Path, name: &str, assets: &mut Assets) -> Result<()> {
    if !entry.exists() {
        return Ok(());
    }
    let data = esbuild(entry, name, "esm", &defines(assets))?;
    assets.add(name, &data)?;
    Ok(())
}

/// Addresses of other files, relative to the script.
fn defines(assets: &Assets) -> Vec<(String, String)> {
    let address = |name: &str| assets.path(name).map(file_name);
    let mut defines = vec![(
        "PYRITE_VERSION".to_owned(),
        quoted(env!("CARGO_PKG_VERSION")),
    )];
    for (constant, name) in [
        ("INTERPRETER_WASM", INTERPRETER),
        ("INTERPRETER_REST", INTERPRETER_REST),
        ("API_MICROBIT", "api-microbit.txt"),
        ("API_PYBOARD", "api-pyboard.txt"),
        ("WEB_WASM", "web.wasm"),
        ("WORKER_SCRIPT", "worker.js"),
        ("FLASH_WASM", "flash.wasm"),
        ("FLASH_SCRIPT", "flash.js"),
    ] {
        if let Some(address) = address(name) {
            defines.push((constant.to_owned(), quoted(address)));
        }
    }
    defines
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn styles(entry: &Path, assets: &mut Assets) -> Result<()> {
    if !entry.exists() {
        return Ok(());
    }
    let data = esbuild(entry, "main.css", "esm", &[])?;
    assets.add("main.css", &data)?;
    Ok(())
}

/// The service worker keeps its name, and knows every other file.
fn service_worker(entry: &Path, assets: &mut Assets) -> Result<()> {
    if !entry.exists() {
        return Ok(());
    }
    let files: Vec<String> = assets.paths().map(quoted).collect();
    let defines = [
        ("FILES".to_owned(), format!("[{}]", files.join(","))),
        ("VERSION".to_owned(), quoted(&assets.version())),
    ];
    let data = esbuild(entry, "service-worker.js", "iife", &defines)?;
    assets.add_plain("service-worker.js", &data)
}

/// index.html; `{{NAME}}` in it becomes the address of that file.
fn document(path: &Path, assets: &mut Assets) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let text =
        fill(&fs::read_to_string(path)?, assets).with_context(|| path.display().to_string())?;
    assets.add_plain("index.html", text.as_bytes())
}

fn fill(text: &str, assets: &Assets) -> Result<String> {
    let mut parts = text.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once("}}") else {
            bail!("'{{{{' without '}}}}'");
        };
        let Some(path) = assets.path(name.trim()) else {
            bail!("there is no {name}");
        };
        filled.push_str(path);
        filled.push_str(rest);
    }
    Ok(filled)
}

/// Which file is served under which address, for whoever meets only the served folder.
fn names(assets: &Assets) -> String {
    let lines: Vec<String> = assets
        .names()
        .map(|(name, path)| format!("  {}: {}", quoted(name), quoted(path)))
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn esbuild(
    entry: &Path,
    name: &str,
    format: &str,
    defines: &[(String, String)],
) -> Result<Vec<u8>> {
    let web = shell::root().join("web");
    let out: PathBuf = shell::root().join("target/wasm/bundles").join(name);
    let mut command = Command::new(web.join("node_modules/.bin/esbuild"));
    command
        .current_dir(&web)
        .arg(entry)
        .args([
            "--bundle",
            "--minify",
            "--target=es2022",
            "--log-level=warning",
            // wasm-bindgen names a script once for each thing it takes of it.
            "--log-override:duplicate-object-key=silent",
        ])
        .args([
            "--loader:.svg=dataurl",
            "--loader:.py=text",
            "--external:*.woff2",
        ])
        .arg(format!("--format={format}"))
        // The modules' own scripts, and ours as these import them.
        .arg(format!("--alias:modules={}", module::folder().display()))
        .arg(format!("--alias:page={}", web.join("js").display()))
        .arg(format!("--outfile={}", out.display()));
    for (constant, value) in defines {
        command.arg(format!("--define:{constant}={value}"));
    }
    shell::run(&mut command)?;
    fs::read(&out).with_context(|| out.display().to_string())
}
