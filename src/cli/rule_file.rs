//! Reads the rule file in use, once.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueHint;

use super::files;
use super::files_in_use::FilesInUse;
use crate::rulebook::{LONGEST_RULE_FILE, Rulebook};

/// The argument of a command that works on a rule file.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct RuleFileArg {
    #[arg(
        value_name = "FILE", value_hint = ValueHint::FilePath,
        help = "The rule file [default: the one that --rules selects]"
    )]
    file: Option<PathBuf>,
}

impl RuleFileArg {
    /// The rule file that is named; otherwise the one in use.
    pub(super) fn read(
        &self,
        in_use: anyhow::Result<RuleFile>,
        files: &mut FilesInUse,
    ) -> anyhow::Result<RuleFile> {
        match &self.file {
            Some(path) => {
                files.read("the rule file", path)?;
                RuleFile::read(Some(path))
            }
            None => in_use,
        }
    }
}

/// A rulebook, and the file that it was read from.
pub(super) struct RuleFile {
    /// `None` for the built-in rulebook.
    pub(super) path: Option<PathBuf>,
    pub(super) rulebook: Cow<'static, Rulebook>,
}

impl RuleFile {
    /// Reads a rule file; without a path it is the built-in rulebook.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or the [`Diagnostics`](crate::diagnostic::Diagnostics) of its
    /// rules.
    pub(super) fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let rulebook = match path {
            None => Cow::Borrowed(Rulebook::built_in()),
            Some(path) => {
                let name = path.display().to_string();
                let bytes = files::read(path, LONGEST_RULE_FILE)
                    .with_context(|| format!("cannot read the rule file `{name}`"))?;
                Cow::Owned(Rulebook::from_bytes(&name, bytes)?)
            }
        };
        Ok(Self { path: path.map(Path::to_owned), rulebook })
    }

    /// How messages name it.
    pub(super) fn name(&self) -> String {
        let path = self.path.as_deref();
        path.map_or(Rulebook::BUILT_IN.to_owned(), |path| path.display().to_string())
    }
}
