//! What whoever starts the server can choose. Everything has a default.

use crate::error::StartError;
use pico_args::Arguments;
use std::{
    ffi::OsString,
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

pub const HELP: &str = "\
pyrite-server [--address IP] [--port N] [--page FOLDER]

  --address IP    listen there (default: 127.0.0.1, this machine alone)
  --port N        (default: 8000; 0: any that is free)
  --page FOLDER   the built page (default: target/page)

RUST_LOG chooses what is logged, as in RUST_LOG=debug.
";

#[derive(Clone, Debug)]
pub struct Settings {
    pub address: IpAddr,
    pub port: u16,
    /// The folder with the built page.
    pub page: PathBuf,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 8000,
            page: "target/page".into(),
        }
    }
}

impl Settings {
    pub fn parse(words: Vec<OsString>) -> Result<Settings, StartError> {
        let mut arguments = Arguments::from_vec(words);
        let usual = Settings::default();
        let settings = Settings {
            address: arguments
                .opt_value_from_str("--address")?
                .unwrap_or(usual.address),
            port: arguments
                .opt_value_from_str("--port")?
                .unwrap_or(usual.port),
            page: arguments
                .opt_value_from_os_str("--page", |word| Ok::<_, StartError>(PathBuf::from(word)))?
                .unwrap_or(usual.page),
        };
        match arguments.finish().first() {
            Some(word) => Err(StartError::Word(word.to_string_lossy().into_owned())),
            None => Ok(settings),
        }
    }
}
