//! Building the `pyrite` binary in the variants that the suites compare.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::{fmt, path::PathBuf, str::FromStr};

/// How a value is laid out in a word; see ARCHITECTURE.md.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Model {
    #[default]
    Nanbox,
    Boxed,
    Stuffed,
}

impl Model {
    pub const ALL: [Model; 3] = [Model::Nanbox, Model::Boxed, Model::Stuffed];
}

impl fmt::Display for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.pad(match self {
            Model::Nanbox => "nanbox",
            Model::Boxed => "boxed",
            Model::Stuffed => "stuffed",
        })
    }
}

impl FromStr for Model {
    type Err = anyhow::Error;
    fn from_str(text: &str) -> Result<Model> {
        match Model::ALL
            .into_iter()
            .find(|model| model.to_string() == text)
        {
            Some(model) => Ok(model),
            None => bail!("no object model named '{text}': nanbox, boxed or stuffed"),
        }
    }
}

/// One build of the interpreter: its object model, and whether its collector is under stress.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Variant {
    pub model: Model,
    pub stress: bool,
}

impl fmt::Display for Variant {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(
            formatter,
            "{}{}",
            self.model,
            if self.stress { "-stress" } else { "" }
        )
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// What is measured and shipped.
    Release,
    /// Builds fast, runs almost as fast: for the suites.
    Quick,
    /// Quick with overflow checks and debug assertions.
    Checked,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Profile::Release => "release",
            Profile::Quick => "quick",
            Profile::Checked => "checked",
        }
    }
}

/// Builds one variant and returns a copy of it under a name of its own: cargo's own output
/// is overwritten by the next variant.
pub fn pyrite(variant: Variant, profile: Profile) -> Result<PathBuf> {
    let target = shell::root().join("target");
    let mut features = variant.model.to_string();
    if variant.stress {
        features.push_str(",stress");
    }
    if profile == Profile::Release {
        features.push_str(",boards");
    }
    shell::run(
        shell::cargo()
            .args([
                "build",
                "--quiet",
                "--package",
                "pyrite",
                "--no-default-features",
            ])
            .args(["--profile", profile.name(), "--features", &features])
            .arg("--target-dir")
            .arg(&target),
    )?;
    let suffix = std::env::consts::EXE_SUFFIX;
    let built = target.join(profile.name()).join(format!("pyrite{suffix}"));
    let folder = target.join("variants").join(profile.name());
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join(format!("pyrite-{variant}{suffix}"));
    // A running copy cannot be written to, but it can be replaced.
    let fresh = folder.join(format!(".{variant}.{}", std::process::id()));
    std::fs::copy(&built, &fresh).with_context(|| format!("cannot copy {}", built.display()))?;
    std::fs::rename(&fresh, &copy)?;
    Ok(copy)
}
