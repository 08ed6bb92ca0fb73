//! `build` and `flash` as a person uses them, with the models at the other end of the cable.

use super::*;
use pyrite_flash::{Event, Link, Pipe};
use pyrite_image::{Stamp, boards::Format};
use pyrite_models::board::Board as Prompt;
use pyrite_models::daplink::DapLink;
use pyrite_models::dfuse::DfuSe;
use pyrite_models::{Device, Faults};
use std::path::Path;

/// A model at the other end; time is what it takes there.
struct Modelled<'d, D> {
    device: &'d mut D,
    now: u64,
}

impl<'d, D: Device> Modelled<'d, D> {
    fn new(device: &'d mut D) -> Self {
        Modelled { device, now: 0 }
    }
}

impl<D: Device> Cable for Modelled<'_, D> {
    fn send(&mut self, pipe: Pipe, data: &[u8]) -> Event {
        self.wait(1);
        self.device.output(pipe, data)
    }

    fn receive(&mut self, pipe: Pipe, length: usize, within: u32) -> Event {
        let event = self.device.input(pipe, length);
        self.wait(if event == Event::Timeout { within } else { 1 });
        event
    }

    fn wait(&mut self, milliseconds: u32) {
        self.device.pass(milliseconds);
        self.now += u64::from(milliseconds);
    }

    fn now(&self) -> u64 {
        self.now
    }
}

/// A folder that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("pyrite-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, path: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Firmware that says what it is, and nothing else.
    fn firmware(&self, name: &str) -> PathBuf {
        let board = Board::named(name).unwrap();
        let mut memory = Memory::default();
        let mut bytes: Vec<u8> = (0..12_000u32).map(|at| ((at * 7919) >> 3) as u8).collect();
        bytes.extend_from_slice(Stamp::of(board, "test").line().as_bytes());
        memory.write(board.flash.start, &bytes).unwrap();
        let file = pyrite_image::write(&[(board, memory)]).unwrap();
        let ending = match board.format {
            Format::Hex => "hex",
            Format::DfuSe => "dfu",
        };
        self.write(&format!("{name}.{ending}"), &file)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn wanted(board: &str, files: &[&Path], firmware: &Path) -> Wanted {
    Wanted {
        board: board.to_owned(),
        files: files.iter().map(|path| path.to_path_buf()).collect(),
        firmware: Some(firmware.to_owned()),
        ..Wanted::default()
    }
}

const LINK: Link = Link::Reports { interface: 4 };

#[test]
fn a_project_is_built_opened_and_flashed() {
    let folder = Folder::new("build");
    let firmware = folder.firmware("microbit-v2");
    folder.write("game/main.py", b"import lib.sprites\n");
    folder.write("game/lib/sprites.py", b"SPRITES = []\n");
    folder.write("game/.git/config", b"hidden");
    folder.write("game/__pycache__/main.pyc", b"hidden");
    let mut wanted = wanted("microbit-v2", &[&folder.0.join("game")], &firmware);
    wanted.output = Some(folder.0.join("out.hex"));
    let (path, size) = write_image(&wanted).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(bytes.len(), size);
    let opened = pyrite_image::open(&bytes).unwrap();
    let paths: Vec<_> = opened.project.files().map(|(path, _)| path).collect();
    assert_eq!(paths, ["lib/sprites.py", "main.py"]);

    // The file, and then a change in the folder: one page moves.
    let mut device = DapLink::v2();
    let file = Wanted {
        files: vec![path],
        ..wanted
    };
    let boards = boards("microbit-v2").unwrap();
    let opened = image(&file, &boards).unwrap();
    let told = flash_microbit(&file, opened.clone(), &mut Modelled::new(&mut device), LINK);
    assert!(told.unwrap().starts_with("micro:bit V2: "));
    assert!(device.chip.holds(opened.parts[0].1.ranges()));
    folder.write("game/main.py", b"import lib.sprites as s\n");
    let again = Wanted {
        files: vec![folder.0.join("game")],
        ..file
    };
    let opened = image(&again, &boards).unwrap();
    let told = flash_microbit(
        &again,
        opened.clone(),
        &mut Modelled::new(&mut device),
        LINK,
    );
    let told = told.unwrap();
    assert!(told.contains(": 1 of "), "{told}");
    assert!(device.chip.holds(opened.parts[0].1.ranges()));
}

#[test]
fn a_program_alone_is_what_the_board_starts_with() {
    let folder = Folder::new("alone");
    let firmware = folder.firmware("pyboard");
    let program = folder.write("blink.py", b"import pyb\n");
    let wanted = wanted("pyboard", &[&program], &firmware);
    let board = Board::named("pyboard").unwrap();
    let opened = image(&wanted, &[board]).unwrap();
    assert_eq!(opened.project.get("main.py"), Some(&b"import pyb\n"[..]));
    let mut device = DfuSe::pyboard();
    let name = device.name();
    let told = flash_bootloader(
        board,
        opened.clone(),
        &mut Modelled::new(&mut device),
        0,
        &name,
    );
    assert!(told.unwrap().starts_with("pyboard: "));
    assert!(device.holds(opened.parts[0].1.ranges()));
    assert_eq!(device.started, Some(board.flash.start));
}

#[test]
fn files_are_copied_to_a_board_that_runs_python() {
    let folder = Folder::new("copy");
    folder.write("p/main.py", b"print('there')\n");
    folder.write("p/data/table.bin", &[7; 3000]);
    let wanted = Wanted {
        files: vec![folder.0.join("p")],
        port: Some("/dev/modelled".to_owned()),
        ..Wanted::default()
    };
    let mut room = vec![0; 16 << 10];
    let mut device = Prompt::new(&mut room);
    for _ in 0..2 {
        let told = copy(&wanted, &mut Modelled::new(&mut device)).unwrap();
        assert!(told.starts_with("2 files copied"), "{told}");
    }
    assert_eq!(device.files()["main.py"], b"print('there')\n");
    assert_eq!(device.files()["data/table.bin"], [7; 3000]);
}

#[test]
fn what_goes_wrong_is_said_with_what_to_do() {
    let folder = Folder::new("wrong");
    let firmware = folder.firmware("microbit-v1");
    let program = folder.write("a.py", b"pass\n");
    let other = folder.write("b.py", b"pass\n");
    let told = |wanted: &Wanted| {
        let boards = boards(&wanted.board)?;
        image(wanted, &boards).map(|_| ())
    };
    let says = |wanted: &Wanted, words: &str| {
        let Err(Trouble(text)) = told(wanted) else {
            panic!("no error with {words:?}");
        };
        assert!(text.contains(words), "{text}");
    };
    says(&wanted("arduino", &[&program], &firmware), "microbit-v1");
    says(
        &wanted("microbit-v1", &[&program, &other], &firmware),
        "main.py",
    );
    says(
        &wanted("microbit-v1", &[Path::new("nowhere.py")], &firmware),
        "nowhere.py",
    );
    says(&wanted("pyboard", &[&program], &firmware), "micro:bit V1");
    let large = folder.write("large.py", &[b'#'; 200_000]);
    says(&wanted("microbit-v1", &[&large], &firmware), "room");

    // A board that is pulled out, and one that is another.
    let mut device = DapLink::v1();
    device.set_faults(Faults::unplugged_after(20));
    let wanted = wanted("microbit-v1", &[&program], &firmware);
    let opened = image(&wanted, &boards("microbit-v1").unwrap()).unwrap();
    let told = flash_microbit(
        &wanted,
        opened.clone(),
        &mut Modelled::new(&mut device),
        LINK,
    );
    assert!(told.unwrap_err().0.contains("Plug the board in again"));
    let mut device = DapLink::v2();
    let told = flash_microbit(&wanted, opened, &mut Modelled::new(&mut device), LINK);
    assert!(told.unwrap_err().0.contains("Choose the board"));
}
