//! Files for other people's tools, and what those tools made of them: `cargo xtask test images`.
//!
//!     samples write FOLDER         images of all boards, what they hold range by range, file systems, the project in them
//!     samples check FILE FOLDER    whether an image holds the project in FOLDER
//!     samples programs FILE FOLDER what is in a MicroPython image instead: the files in FOLDER without folders
//!     samples time                 how long it takes to put an image together

use pyrite_image::boards::{BOARDS, Board, Format};
use pyrite_image::files::{self, System};
use pyrite_image::foreign::Foreign;
use pyrite_image::hex::intel;
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
        ["programs", file, folder] => programs(file, Path::new(folder)),
        ["time"] => time(),
        _ => Err("samples write FOLDER | check FILE FOLDER | programs FILE FOLDER | time".into()),
    }
}

/// What stands for firmware: numbers that do not repeat, and the stamp.
fn firmware(board: &'static Board, size: u32) -> Result<Memory, Box<dyn Error>> {
    let stamp = Stamp::of(board, "0.1.0");
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
        // Ends where one of MicroPython's pieces of 126 bytes ends.
        (
            "exact.txt",
            &"0123456789".repeat(37)[..126 * 3 - 2 - "exact.txt".len()],
        ),
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
    for (name, memory) in [("v1", micropython_v1()?), ("v2", micropython_v2()?)] {
        let hex = intel::write(&intel::Hex {
            memory,
            start: None,
        });
        fs::write(folder.join(format!("micropython-{name}.hex")), hex)?;
    }
    Ok(())
}

/// What stands for MicroPython on the first micro:bit, which says in the chip's settings how long it is.
fn micropython_v1() -> Result<Memory, Box<dyn Error>> {
    let mut memory = Memory::default();
    memory.write(0, &0x2000_4000u32.to_le_bytes())?;
    memory.write(
        0x100,
        b"MicroPython v1.9.2-34-gd64154c73 on 2017-09-01; micro:bit v1.0.1 with nRF51822\0",
    )?;
    let settings = [0x17ee_b07c, u32::MAX, 10, 227 << 16, u32::MAX, 0x100, 0].map(u32::to_le_bytes);
    memory.write(0x1000_10c0, &settings.concat())?;
    Ok(memory)
}

/// What stands for MicroPython on the second, which ends with a table of its parts: itself, and its files.
fn micropython_v2() -> Result<Memory, Box<dyn Error>> {
    let mut memory = Memory::default();
    memory.write(0, &0x2000_0400u32.to_le_bytes())?;
    memory.write(
        0x4_0100,
        b"MicroPython v1.18 on 2023-10-30; micro:bit v2.1.2 with nRF52833\0",
    )?;
    let files = [3 | 0x6d << 16, 0x6000, 0, 0];
    let firmware = [2 | 2 << 8 | 0x1c << 16, 0x4_6000, 0x4_0100, 0];
    let head = [0x597f_30fe, 1 | 0x20 << 16, 2 | 12 << 16, 0xc1b1_d79d];
    let table = [files, firmware, head].concat();
    let table: Vec<u8> = table
        .iter()
        .flat_map(|word: &u32| word.to_le_bytes())
        .collect();
    memory.write(0x6_2000 - table.len() as u32, &table)?;
    Ok(memory)
}

fn programs(file: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let error = match open(&fs::read(file)?) {
        Ok(_) => return Err(format!("{file}: taken for an image of Pyrite").into()),
        Err(error) => error,
    };
    let pyrite_image::Error::Foreign(Foreign::MicroPython { files, .. }) = &error else {
        return Err(format!("{file}: {error}").into());
    };
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && fs::metadata(&path)?.len() > 0 {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if files.get(&name) != Some(&fs::read(&path)?) {
                return Err(format!("{file}: {name} differs").into());
            }
            count += 1;
        }
    }
    if count != files.len() {
        return Err(format!("{file}: {error}").into());
    }
    println!("{file}: {error}");
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
