//! Against the crate `fatfs`, in both directions.

use super::{read, write};
use crate::files::{Geometry, Volume};
use crate::tests::{Random, damage, projects};
use crate::{Error, Project};
use fatfs::{FatType, FileSystem, FormatVolumeOptions, FsOptions};
use std::io::{Cursor, Read, Write};

const GEOMETRIES: [Geometry; 3] = [
    Geometry {
        block: 512,
        blocks: 224,
        write: 4,
        inline: 0,
    },
    Geometry {
        block: 512,
        blocks: 64,
        write: 4,
        inline: 0,
    },
    Geometry {
        block: 512,
        blocks: 6000,
        write: 4,
        inline: 0,
    },
];

fn bytes(volume: &Volume) -> Vec<u8> {
    // Sectors that are left out hold anything.
    let anything = vec![0xa5; volume.geometry.block as usize];
    let blocks = volume.blocks.iter();
    blocks
        .flat_map(|block| block.as_deref().unwrap_or(&anything).to_vec())
        .collect()
}

fn volume(bytes: &[u8], geometry: Geometry) -> Volume {
    let blocks = bytes.chunks(geometry.block as usize);
    Volume {
        geometry,
        blocks: blocks.map(|block| Some(block.into())).collect(),
    }
}

type Disk<'b> = Cursor<&'b mut [u8]>;

fn mount(bytes: &mut [u8]) -> FileSystem<Disk<'_>> {
    FileSystem::new(Cursor::new(bytes), FsOptions::new()).unwrap()
}

fn contents(folder: fatfs::Dir<'_, Disk<'_>>, path: &str, into: &mut Project) {
    for entry in folder.iter().map(Result::unwrap) {
        let name = entry.file_name();
        let inner = format!("{path}{name}");
        if name == "." || name == ".." {
            continue;
        }
        if entry.is_dir() {
            contents(entry.to_dir(), &format!("{inner}/"), into);
        } else {
            let mut content = Vec::new();
            entry.to_file().read_to_end(&mut content).unwrap();
            into.insert(&inner, content).unwrap();
        }
    }
}

#[test]
fn fatfs_mounts_what_is_written_here() {
    let mut count = 0;
    for (seed, geometry, project) in projects(&GEOMETRIES, 300) {
        let volume = match write::write(geometry, &project) {
            Ok(volume) => volume,
            Err(Error::NoRoom { .. }) => continue,
            Err(error) => panic!("{seed}: {error}"),
        };
        count += 1;
        let mut bytes = bytes(&volume);
        let fs = mount(&mut bytes);
        assert_eq!(fs.fat_type(), FatType::Fat12);
        let mut seen = Project::default();
        contents(fs.root_dir(), "", &mut seen);
        assert_eq!(seen, project, "{seed}");
        assert_eq!(read::read(&volume), Ok(project), "{seed}");
    }
    assert!(count > 150, "{count}");
}

#[test]
fn what_fatfs_writes_is_read_here() {
    let types = [FatType::Fat12, FatType::Fat16];
    for (seed, geometry, project) in projects(&GEOMETRIES, 200) {
        let mut disk = vec![0; geometry.size() as usize];
        let is_large = geometry.blocks > 5000;
        let options = FormatVolumeOptions::new()
            .bytes_per_cluster(512)
            .fat_type(types[usize::from(is_large)]);
        fatfs::format_volume(Cursor::new(disk.as_mut_slice()), options).unwrap();
        let fs = mount(&mut disk);
        for (path, content) in project.files() {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders.for_each(|folder| drop(fs.root_dir().create_dir(folder)));
            let Ok(mut file) = fs.root_dir().create_file(path) else {
                break;
            };
            if file.write_all(content).is_err() {
                break;
            }
        }
        if let Some((path, _)) = project.files().next() {
            let _ = fs
                .root_dir()
                .rename(path, &fs.root_dir(), "Renamed file.txt");
        }
        let mut seen = Project::default();
        contents(fs.root_dir(), "", &mut seen);
        fs.unmount().unwrap();
        assert_eq!(read::read(&volume(&disk, geometry)), Ok(seen), "{seed}");
    }
}

#[test]
fn short_names_of_long_ones() {
    let geometry = GEOMETRIES[0];
    let mut project = Project::default();
    for name in [
        "ABCDEF~1.TXT",
        "A long name.txt",
        "abcdefghijk.txt",
        "abcdefghijkl.txt",
        "ABCDEF~2.TXT",
    ] {
        project
            .insert(&format!("folder/{name}"), name.into())
            .unwrap();
    }
    let written = write::write(geometry, &project).unwrap();
    let mut bytes = bytes(&written);
    let fs = mount(&mut bytes);
    let folder = fs.root_dir().open_dir("folder").unwrap();
    let names: Vec<String> = folder
        .iter()
        .map(|entry| entry.unwrap().short_file_name())
        .collect();
    let expected = [
        ".",
        "..",
        "ALONGN~1.TXT",
        "ABCDEF~1.TXT",
        "ABCDEF~2.TXT",
        "ABCDEF~3.TXT",
        "ABCDEF~4.TXT",
    ];
    assert_eq!(names, expected);
    assert_eq!(read::read(&written), Ok(project));
}

#[test]
fn damage_is_refused_or_harmless() {
    let mut random = Random::new(4);
    for (_, geometry, project) in projects(&GEOMETRIES[..2], 300) {
        let Ok(whole) = write::write(geometry, &project) else {
            continue;
        };
        for _ in 0..10 {
            let mut volume = whole.clone();
            damage(&mut volume.blocks, &mut random);
            let _ = read::read(&volume);
        }
    }
}

#[test]
fn no_file_system_and_no_room() {
    let geometry = GEOMETRIES[0];
    assert_eq!(read::read(&Volume::new(geometry)), Err(Error::NoFiles));
    let blank = vec![0xff; geometry.size() as usize];
    assert_eq!(read::read(&volume(&blank, geometry)), Err(Error::NoFiles));
    let mut project = Project::default();
    project.insert("a", vec![0; 112 << 10]).unwrap();
    assert!(matches!(
        write::write(geometry, &project),
        Err(Error::NoRoom { .. })
    ));
    let mut project = Project::default();
    for index in 0..80 {
        project
            .insert(&format!("a long name {index}"), vec![])
            .unwrap();
    }
    assert!(matches!(
        write::write(geometry, &project),
        Err(Error::NoRoom { .. })
    ));
}
