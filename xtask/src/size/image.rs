//! An ELF image as `cargo xtask size` sees it: named code and tables with the source files they come from.
//! Knows no board.

use anyhow::Result;
use gimli::{Dwarf, EndianSlice, RunTimeEndian, SectionId};
use object::{Object, ObjectSection, ObjectSymbol, SectionKind, SymbolKind};
use std::collections::{BTreeMap, HashSet};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Code,
    Data,
}

/// A function or a table.
pub struct Symbol {
    pub name: String,
    /// The crate it is of.
    pub package: String,
    /// The source file that a function is written in; empty for a table.
    pub file: String,
    pub sort: Sort,
    pub size: u64,
}

pub struct Image {
    pub symbols: Vec<Symbol>,
    /// Bytes in flash.
    pub code: u64,
    pub data: u64,
    /// Bytes of code by the source file that they come from, also where it was inlined into another.
    pub by_line: BTreeMap<String, u64>,
}

impl Image {
    pub fn read(file: &[u8]) -> Result<Image> {
        let elf = object::File::parse(file)?;
        let (mut code, mut data) = (0, 0);
        for section in elf.sections() {
            match section.kind() {
                SectionKind::Text => code += section.size(),
                SectionKind::Data | SectionKind::ReadOnlyData | SectionKind::ReadOnlyString => {
                    data += section.size()
                }
                _ => {}
            }
        }
        let lines = Lines::read(&elf)?;
        Ok(Image {
            symbols: symbols(&elf, &lines),
            code,
            data,
            by_line: lines.bytes(),
        })
    }
}

fn symbols(elf: &object::File, lines: &Lines) -> Vec<Symbol> {
    // Functions that were the same share their bytes.
    let mut seen = HashSet::new();
    let mut symbols = Vec::new();
    for symbol in elf.symbols() {
        let sort = match symbol.kind() {
            SymbolKind::Text => Sort::Code,
            SymbolKind::Data => Sort::Data,
            _ => continue,
        };
        if symbol.size() == 0 || !seen.insert(symbol.address()) {
            continue;
        }
        let mangled = symbol.name().unwrap_or_default();
        let file = match sort {
            Sort::Code => lines.file_at(symbol.address() & !1),
            Sort::Data => "",
        };
        symbols.push(Symbol {
            name: format!("{:#}", rustc_demangle::demangle(mangled)),
            package: package(mangled),
            file: file.to_owned(),
            sort,
            size: symbol.size(),
        });
    }
    symbols
}

/// The crate of a mangled name: the first identifier that a disambiguator of a crate stands before ("Symbol name mangling
/// v0" in rustc's book: `C s <base 62> _ <length> <name>`).
fn package(mangled: &str) -> String {
    let crate_root = |from: usize| -> Option<&str> {
        let rest = mangled.get(from..)?.strip_prefix("Cs")?;
        let (disambiguator, rest) = rest.split_once('_')?;
        if !disambiguator.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length: usize = rest.get(..digits)?.parse().ok()?;
        rest[digits..].trim_start_matches('_').get(..length)
    };
    if !mangled.starts_with("_R") {
        return "(no crate)".to_owned();
    }
    (0..mangled.len())
        .find_map(crate_root)
        .unwrap_or("(no crate)")
        .to_owned()
}

/// The line table: from which address on the code of which file stands.
struct Lines {
    files: Vec<String>,
    /// Address, then index of the file; `None` behind the end of a sequence. Sorted.
    rows: Vec<(u64, Option<usize>)>,
}

impl Lines {
    fn read(elf: &object::File) -> Result<Lines> {
        let endian = if elf.is_little_endian() {
            RunTimeEndian::Little
        } else {
            RunTimeEndian::Big
        };
        let dwarf = Dwarf::load(|id: SectionId| -> Result<EndianSlice<RunTimeEndian>> {
            let bytes = match elf.section_by_name(id.name()) {
                Some(section) => section.data()?,
                None => &[],
            };
            Ok(EndianSlice::new(bytes, endian))
        })?;
        let mut lines = Lines {
            files: Vec::new(),
            rows: Vec::new(),
        };
        let mut units = dwarf.units();
        while let Some(header) = units.next()? {
            let unit = dwarf.unit(header)?;
            let Some(program) = unit.line_program.clone() else {
                continue;
            };
            let first = lines.files.len();
            let header = program.header().clone();
            for file in header.file_names() {
                let mut path = String::new();
                if let Some(folder) = file.directory(&header) {
                    path = dwarf.attr_string(&unit, folder)?.to_string_lossy().into();
                    path.push('/');
                }
                let name = dwarf.attr_string(&unit, file.path_name())?;
                path.push_str(&name.to_string_lossy());
                lines.files.push(short(&path));
            }
            // Before version 5 files are counted from 1.
            let base = u64::from(header.version() < 5);
            // A sequence at address 0 is of a function that was left out.
            let mut dropped = true;
            let mut begins = true;
            let mut rows = program.rows();
            while let Some((_, row)) = rows.next_row()? {
                if begins {
                    dropped = row.address() == 0;
                }
                begins = row.end_sequence();
                if !dropped {
                    let file = first + row.file_index().saturating_sub(base) as usize;
                    let file = (!row.end_sequence() && file < lines.files.len()).then_some(file);
                    lines.rows.push((row.address(), file));
                }
            }
        }
        lines.rows.sort_by_key(|row| row.0);
        Ok(lines)
    }

    fn file_at(&self, address: u64) -> &str {
        let behind = self.rows.partition_point(|row| row.0 <= address);
        let row = behind.checked_sub(1).map(|i| self.rows[i].1);
        row.flatten().map_or("(no line)", |file| &self.files[file])
    }

    fn bytes(&self) -> BTreeMap<String, u64> {
        let mut bytes = BTreeMap::new();
        for pair in self.rows.windows(2) {
            if let Some(file) = pair[0].1 {
                *bytes.entry(self.files[file].clone()).or_default() += pair[1].0 - pair[0].0;
            }
        }
        bytes
    }
}

/// A path from the project's folder on, or from the folder that the crates or the standard library lie in.
fn short(path: &str) -> String {
    for (before, keep) in [
        ("/interpreter/", "interpreter/"),
        ("/firmware/", "firmware/"),
        ("/rustlib/src/rust/library/", "rust/"),
    ] {
        if let Some((_, rest)) = path.split_once(before) {
            return format!("{keep}{rest}");
        }
    }
    match path.split_once("/registry/src/") {
        Some((_, rest)) => rest
            .split_once('/')
            .map_or(rest, |(_, rest)| rest)
            .to_owned(),
        None => path.to_owned(),
    }
}
