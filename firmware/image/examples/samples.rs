//! Files for other people's tools, and what those tools made of them: `cargo xtask test images`.
//!
//!     samples write FOLDER         images of all boards, what they hold range by range, file systems, the project in them
//!     samples check FILE FOLDER    whether an image holds the project in FOLDER
//!     samples time                 how long it takes to put an image together

use pyrite_image::boards::{BOARDS, Board, Format};
use pyrite_image::files::{self, System};
use pyrite_image::{Memory, Project, Stamp, build, open};
use std::path::{Path, PathBuf};
use std::{error::Error, fs, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["write", folder] => write(Path::new(folder)),
        ["check", file, folder] => check(file, Path::new(folder)),
        ["time"] => time(),
        _ => Err("samples write FOLDER | check FILE FOLDER | time".into()),
    }
}

/// What stands for firmware: numbers that do not repeat, and the stamp.
fn firmware(board: &'static Board, size: u32) -> Result<Memory, Box<dyn Error>> {
    let stamp = Stamp {
        board,
        version: "0.1.0".to_owned(),
        files: board.files,
    };
    let start = match board.files.start == board.flash.start + 0x4000 {
        true => board.files.range().end,
        false => board.flash.start,
    };
    let words = (0..size / 4).map(|word| word.wrapping_mul(0x9E37_79B9).to_le_bytes());
    let mut memory = Memory::default();
    memory.write(start, &words.collect::<Vec<_>>().concat())?;
    memory.write(start + 0x200, stamp.line().as_bytes())?;
    if let Some(settings) = &board.settings {
        memory.write(settings.start + 0x20c, &[0xfe, 0xff, 0xff, 0xff])?;
    }
    Ok(memory)
}

fn project() -> Result<Project, Box<dyn Error>> {
    let mut project = Project::default();
    let colours: String = (0..90)
        .map(|number| format!("C{number} = {}\n", number * 7))
        .collect();
    let files = [
        (
            "main.py",
            "from microbit import *\ndisplay.scroll('Grüße')\n",
        ),
        ("lib/colours.py", colours.as_str()),
        ("lib/a/deeply/nested_module.py", "x = 1\n"),
        ("Größe und Länge.txt", ""),
        ("DATA.CSV", "1,2,3\n"),
    ];
    for (path, content) in files {
        project.insert(path, content.as_bytes().to_vec())?;
    }
    Ok(project)
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Hex => "hex",
        Format::DfuSe => "dfu",
    }
}

fn write(folder: &Path) -> Result<(), Box<dyn Error>> {
    let project = project()?;
    for (path, content) in project.files() {
        let path = folder.join("project").join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, content)?;
    }
    let mut microbits = Vec::new();
    for board in &BOARDS {
        let base = firmware(board, 20_000)?;
        let file = build(&[(board, &base)], &project)?;
        fs::write(
            folder.join(format!("{}.{}", board.name, extension(board.format))),
            &file,
        )?;
        for (address, bytes) in open(&file)?.part(board)?.ranges() {
            fs::write(
                folder.join(format!("{}-{address:08x}.bin", board.name)),
                bytes,
            )?;
        }
        let place = board.files;
        let volume = files::write(place.system, place.geometry, &project)?;
        let mut bytes = vec![0xff; place.geometry.size() as usize];
        for (address, part) in volume.to_memory(0)?.ranges() {
            bytes[address as usize..][..part.len()].copy_from_slice(part);
        }
        let system = match place.system {
            System::Fat => "fat",
            System::Littlefs => "littlefs",
        };
        fs::write(folder.join(format!("{}.{system}", board.name)), bytes)?;
        if board.format == Format::Hex {
            microbits.push((board, base));
        }
    }
    let microbits: Vec<_> = microbits
        .iter()
        .map(|(board, base)| (*board, base))
        .collect();
    fs::write(folder.join("both.hex"), build(&microbits, &project)?)?;
    Ok(())
}

fn check(file: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let opened = open(&fs::read(file)?)?;
    let mut expected = Project::default();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)?
                    .to_string_lossy()
                    .replace('\\', "/");
                expected.insert(&name, fs::read(&path)?)?;
            }
        }
    }
    let boards: Vec<_> = opened
        .parts
        .iter()
        .map(|(stamp, _)| stamp.board.name)
        .collect();
    if opened.project != expected {
        return Err(format!("{file}: another project: {:?}", opened.project).into());
    }
    println!(
        "{file}: {} files for {}",
        expected.len(),
        boards.join(" and ")
    );
    Ok(())
}

fn time() -> Result<(), Box<dyn Error>> {
    let project = project()?;
    for board in &BOARDS {
        let base = firmware(
            board,
            if board.name == "microbit-v1" {
                0x3_0000
            } else {
                0x6_0000
            },
        )?;
        let (mut best, mut back, mut size) = (f64::MAX, f64::MAX, 0);
        for _ in 0..20 {
            let start = Instant::now();
            let file = build(&[(board, &base)], &project)?;
            best = best.min(start.elapsed().as_secs_f64());
            size = file.len();
            let start = Instant::now();
            open(&file)?;
            back = back.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{}: {size} bytes, made in {:.1} ms, opened in {:.1} ms",
            board.name,
            best * 1e3,
            back * 1e3
        );
    }
    Ok(())
}
