//! Against littlefs itself, as a crate that follows it function by function: what is written here is mounted there and changed,
//! and what is written there is read here.

use super::{read, write};
use crate::files::{Geometry, Volume};
use crate::tests::{Random, damage, project, projects};
use crate::{Error, Project};
use littlefs_rust::{Config, Filesystem, Storage};
use std::cell::RefCell;
use std::rc::Rc;

const GEOMETRIES: [Geometry; 3] = [
    Geometry {
        block: 1024,
        blocks: 32,
        write: 4,
        inline: 64,
    },
    Geometry {
        block: 4096,
        blocks: 24,
        write: 4,
        inline: 64,
    },
    Geometry {
        block: 512,
        blocks: 200,
        write: 16,
        inline: 0,
    },
];

/// Flash that may be written where it was erased.
#[derive(Clone)]
struct Flash(Rc<RefCell<Vec<u8>>>, usize);

impl Flash {
    fn of(volume: &Volume) -> Flash {
        let erased = vec![0xa5; volume.geometry.block as usize];
        let blocks = volume.blocks.iter();
        // Blocks that are left out hold anything.
        let bytes = blocks.flat_map(|block| block.as_deref().unwrap_or(&erased).to_vec());
        Flash(
            Rc::new(RefCell::new(bytes.collect())),
            volume.geometry.block as usize,
        )
    }

    fn volume(&self, geometry: Geometry) -> Volume {
        let bytes = self.0.borrow();
        let blocks = bytes
            .chunks(self.1)
            .map(|block| Some(block.into()))
            .collect();
        Volume { geometry, blocks }
    }
}

impl Storage for Flash {
    fn read(
        &mut self,
        block: u32,
        offset: u32,
        into: &mut [u8],
    ) -> Result<(), littlefs_rust::Error> {
        let at = block as usize * self.1 + offset as usize;
        into.copy_from_slice(&self.0.borrow()[at..at + into.len()]);
        Ok(())
    }

    fn write(&mut self, block: u32, offset: u32, from: &[u8]) -> Result<(), littlefs_rust::Error> {
        let at = block as usize * self.1 + offset as usize;
        let bytes = &mut self.0.borrow_mut()[at..at + from.len()];
        assert!(bytes.iter().all(|byte| *byte == 0xff), "written twice");
        bytes.copy_from_slice(from);
        Ok(())
    }

    fn erase(&mut self, block: u32) -> Result<(), littlefs_rust::Error> {
        let at = block as usize * self.1;
        self.0.borrow_mut()[at..at + self.1].fill(0xff);
        Ok(())
    }
}

fn config(geometry: Geometry) -> Config {
    let mut config = Config::new(geometry.block, geometry.blocks);
    config.read_size = geometry.write;
    config.prog_size = geometry.write;
    config.cache_size = 64;
    config.lookahead_size = 16;
    config.name_max = super::NAME_LIMIT;
    config.block_cycles = 500;
    config
}

fn contents(fs: &Filesystem<Flash>, path: &str, into: &mut Project) {
    for entry in fs.list_dir(path).unwrap() {
        let inner = format!("{path}/{}", entry.name);
        match entry.file_type {
            littlefs_rust::FileType::Dir => contents(fs, &inner, into),
            littlefs_rust::FileType::File => {
                let content = fs
                    .read_to_vec(&inner)
                    .unwrap_or_else(|error| panic!("{inner}: {error:?}"));
                into.insert(inner.trim_start_matches('/'), content).unwrap();
            }
        }
    }
}

fn mounted(fs: &Filesystem<Flash>) -> Project {
    let mut project = Project::default();
    contents(fs, "/", &mut project);
    project
}

/// Writes a project's files with the crate.
fn fill(fs: &Filesystem<Flash>, project: &Project) -> bool {
    project.files().all(|(path, content)| {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for folder in folders {
            let _ = fs.mkdir(&format!("/{folder}"));
        }
        fs.write_file(&format!("/{path}"), content).is_ok()
    })
}

#[test]
fn littlefs_mounts_what_is_written_here() {
    let mut count = 0;
    for (seed, geometry, project) in projects(&GEOMETRIES, 300) {
        let volume = match write::write(geometry, &project) {
            Ok(volume) => volume,
            Err(Error::NoRoom { .. }) => continue,
            Err(error) => panic!("{seed}: {error}"),
        };
        count += 1;
        let flash = Flash::of(&volume);
        let fs = Filesystem::mount(flash.clone(), config(geometry)).map_err(|(error, _)| error);
        let fs = fs.unwrap_or_else(|error| panic!("{seed}: {error:?}"));
        assert_eq!(mounted(&fs), project, "{seed}");
        assert_eq!(read::read(&volume), Ok(project.clone()), "{seed}");
        // The board goes on with it.
        let mut random = Random::new(seed ^ 0xb0a7);
        let mut now = project;
        for round in 0..random.below(6) {
            let path = match random.below(2) {
                0 => now
                    .files()
                    .next()
                    .map_or("x".to_owned(), |(path, _)| path.to_owned()),
                _ => format!("new{round}"),
            };
            let content = random.bytes(700);
            if fs.write_file(&format!("/{path}"), &content).is_err() {
                break;
            }
            let mut next = Project::default();
            let files = now.files().filter(|(other, _)| *other != path);
            files.for_each(|(path, content)| next.insert(path, content.to_vec()).unwrap());
            next.insert(&path, content).unwrap();
            now = next;
        }
        let seen = mounted(&fs);
        fs.unmount().unwrap();
        assert_eq!(read::read(&flash.volume(geometry)), Ok(seen), "{seed}");
    }
    assert!(count > 150, "{count}");
}

#[test]
fn what_littlefs_writes_is_read_here() {
    for (seed, geometry, project) in projects(&GEOMETRIES, 200) {
        let mut flash = Flash(
            Rc::new(RefCell::new(vec![0xff; geometry.size() as usize])),
            geometry.block as usize,
        );
        Filesystem::format(&mut flash, &config(geometry)).unwrap();
        let fs = Filesystem::mount(flash.clone(), config(geometry))
            .map_err(|(error, _)| error)
            .unwrap();
        let is_whole = fill(&fs, &project);
        // Files that go again, and others that take their places.
        if let Some((path, _)) = project.files().next() {
            let path = format!("/{path}");
            if fs.rename(&path, "/renamed").is_ok() && seed % 2 == 0 {
                fs.remove("/renamed").unwrap();
            }
        }
        let seen = mounted(&fs);
        fs.unmount().unwrap();
        let ours = read::read(&flash.volume(geometry));
        assert_eq!(ours, Ok(seen), "{seed} {is_whole}");
    }
}

#[test]
fn damage_is_refused_or_harmless() {
    let mut random = Random::new(3);
    let mut refused = 0;
    for (seed, geometry, project) in projects(&GEOMETRIES, 300) {
        let Ok(whole) = write::write(geometry, &project) else {
            continue;
        };
        for _ in 0..10 {
            let mut volume = whole.clone();
            damage(&mut volume.blocks, &mut random);
            match read::read(&volume) {
                // A changed byte of a file's content shows in no checksum of the file system: that of the HEX or DFU file sees it.
                Ok(other) => assert_eq!(
                    other.files().map(|(path, _)| path).collect::<Vec<_>>(),
                    project.files().map(|(path, _)| path).collect::<Vec<_>>(),
                    "{seed}"
                ),
                Err(_) => refused += 1,
            }
        }
    }
    assert!(refused > 500, "{refused}");
}

#[test]
fn the_same_files_give_the_same_image() {
    let geometry = GEOMETRIES[0];
    let one = write::write(geometry, &project(7)).unwrap();
    let changed = |with: &[u8]| {
        let mut project = Project::default();
        project.insert("lib/a.py", vec![b'#'; 3000]).unwrap();
        project.insert("main.py", with.to_vec()).unwrap();
        write::write(geometry, &project).unwrap().blocks
    };
    assert_eq!(one, write::write(geometry, &project(7)).unwrap());
    let (before, after) = (changed(&[b'a'; 500]), changed(&[b'b'; 501]));
    let differing = before
        .iter()
        .zip(&after)
        .filter(|(left, right)| left != right);
    // The file's block, and the folder that knows its length.
    assert_eq!(differing.count(), 2);
}

#[test]
fn room_is_counted() {
    let mut project = Project::default();
    project.insert("a", vec![0; 29 * 1024]).unwrap();
    assert!(write::write(GEOMETRIES[0], &project).is_ok());
    project.insert("b", vec![0; 2048]).unwrap();
    assert!(matches!(
        write::write(GEOMETRIES[0], &project),
        Err(Error::NoRoom { .. })
    ));
}
