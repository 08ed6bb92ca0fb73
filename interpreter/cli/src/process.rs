//! The world of a machine on this computer: console, clock, files, environment and commands of the process.

use crate::console::Console;
use crate::files::Disk;
use crate::terminal::Mode;
use pyrite_core::files::Files;
use pyrite_core::host::Host;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime};
use tz::TimeZone;

pub struct Process {
    console: Rc<RefCell<Console>>,
    disk: Disk,
    start: Instant,
    variables: Rc<RefCell<Variables>>,
    /// Read when it is first asked for.
    zone: Option<TimeZone>,
}

/// Environment variables as the program sees them: a running process cannot safely change its own.
#[derive(Default)]
pub struct Variables {
    changed: HashMap<String, Option<String>>,
}

impl Variables {
    pub fn get(&self, name: &str) -> Option<String> {
        match self.changed.get(name) {
            Some(changed) => changed.clone(),
            None => std::env::var(name).ok(),
        }
    }

    /// The names of those that are set, in a fixed order.
    fn names(&self) -> impl Iterator<Item = String> {
        let inherited = std::env::vars_os().filter_map(|(name, value)| {
            value.to_str()?;
            name.into_string().ok()
        });
        let mut names: BTreeSet<String> = inherited.collect();
        for (name, value) in &self.changed {
            match value {
                Some(_) => names.insert(name.clone()),
                None => names.remove(name),
            };
        }
        names.into_iter()
    }
}

impl Process {
    pub fn new(console: Rc<RefCell<Console>>, variables: Rc<RefCell<Variables>>) -> Self {
        Process {
            console,
            disk: Disk::default(),
            start: Instant::now(),
            variables,
            zone: None,
        }
    }
}

impl Host for Process {
    fn write(&mut self, bytes: &[u8], error: bool) {
        let mut console = self.console.borrow_mut();
        if error {
            console.write_error(bytes);
        } else {
            console.write(bytes);
        }
    }

    fn flush(&mut self) {
        self.console.borrow_mut().flush();
    }

    fn read_line(&mut self, buffer: &mut [u8]) -> Option<usize> {
        Some(self.console.borrow_mut().read_line(buffer))
    }

    fn read_answer(&mut self, buffer: &mut [u8]) -> Option<usize> {
        Some(self.console.borrow_mut().read_answer(buffer))
    }

    fn line_ready(&mut self) -> bool {
        self.console.borrow_mut().line_ready()
    }

    fn interrupted(&mut self) -> bool {
        let mut console = self.console.borrow_mut();
        console.show();
        console.interrupt.take()
    }

    fn micros(&mut self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn sleep(&mut self, micros: u64) {
        let console = &mut *self.console.borrow_mut();
        console.sleep(Duration::from_micros(micros));
    }

    fn seed(&mut self) -> u64 {
        let mut seed = [0; 8];
        match rustix::rand::getrandom(&mut seed, rustix::rand::GetRandomFlags::empty()) {
            Ok(8) => u64::from_le_bytes(seed),
            _ => self.now(),
        }
    }

    fn now(&mut self) -> u64 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        since.map_or(0, |since| {
            u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
        })
    }

    fn zone(&mut self, moment: i64) -> i32 {
        let zone = self.zone.get_or_insert_with(|| {
            let name = self.variables.borrow().get("TZ");
            TimeZone::from_posix_tz(name.as_deref().unwrap_or("localtime"))
                .unwrap_or_else(|_| TimeZone::utc())
        });
        zone.find_local_time_type(moment)
            .map_or(0, |local| local.ut_offset())
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        Some(&mut self.disk)
    }

    fn variable(&mut self, name: &str, value: &mut [u8]) -> Option<usize> {
        let text = self.variables.borrow().get(name)?;
        value
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(text.len())
    }

    fn variable_name(&mut self, index: usize, name: &mut [u8]) -> Option<usize> {
        let text = self.variables.borrow().names().nth(index)?;
        name.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(text.len())
    }

    fn set_variable(&mut self, name: &str, value: Option<&str>) {
        let mut variables = self.variables.borrow_mut();
        variables
            .changed
            .insert(name.into(), value.map(String::from));
    }

    fn command(&mut self, command: &str) -> Option<i32> {
        let mut console = self.console.borrow_mut();
        console.flush();
        let before = console.terminal.mode();
        console.terminal.set(Mode::Program);
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(command);
        for (name, value) in &self.variables.borrow().changed {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let status = shell.status().ok();
        console.terminal.set(before);
        status.map(ExitStatusExt::into_raw)
    }
}
