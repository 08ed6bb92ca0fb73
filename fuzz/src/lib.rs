//! What hostile input is given to: one function for each part that reads what it did not write. None may panic,
//! hang or run out of memory, whatever the bytes.
//! The functions are driven by libFuzzer (fuzz/libfuzzer, a nightly toolchain) and by `steady` (any toolchain).

#![forbid(unsafe_code)]

mod arena;
mod choices;
mod compiled;
pub mod evil;
#[cfg(feature = "stress")]
pub mod failing;
mod flashing;
mod image;
pub mod mutate;
mod pattern;
mod program;
mod prompt;
pub mod random;
mod syntax;
mod words;

/// A part that takes hostile input.
pub struct Target {
    pub name: &'static str,
    pub about: &'static str,
    pub run: fn(&[u8]),
    /// What such input is made of.
    pub words: &'static [&'static [&'static str]],
    /// Folders, from the project's root, whose files are good input to start from. The regression inputs in
    /// tests/fuzz/NAME come on top.
    pub seeds: &'static [&'static str],
}

pub const TARGETS: [Target; 8] = [
    Target {
        name: "syntax",
        about: "source text into the parser",
        run: syntax::run,
        words: &[words::PYTHON],
        seeds: &["tests/python", "tests/bench"],
    },
    Target {
        name: "program",
        about: "programs, with little memory and little time",
        run: program::run,
        words: &[words::PYTHON],
        seeds: &["tests/python", "tests/bench"],
    },
    Target {
        name: "evil",
        about: "made-up programs whose special methods change what is being worked on",
        run: evil::run,
        words: &[],
        seeds: &[],
    },
    Target {
        name: "compiled",
        about: "compiled files into the loader, and what it lets pass into the machine",
        run: compiled::run,
        words: &[words::PYTHON],
        seeds: &["tests/python", "tests/bench"],
    },
    Target {
        name: "prompt",
        about: "bytes typed at the prompt",
        run: prompt::run,
        words: &[words::KEYS, words::PYTHON],
        seeds: &["tests/bench"],
    },
    Target {
        name: "image",
        about: "images for boards, of any tool and damaged",
        run: image::run,
        words: &[words::IMAGE],
        seeds: &[],
    },
    Target {
        name: "pattern",
        about: "regular expressions and the texts they are matched with",
        run: pattern::run,
        words: &[words::PATTERN],
        seeds: &[],
    },
    Target {
        name: "flashing",
        about: "made-up replies to every flashing machine",
        run: flashing::run,
        words: &[],
        seeds: &[],
    },
];

pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
