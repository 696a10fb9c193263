//! Files that are written whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Seek as _, Write};
use std::path::Path;

use anyhow::Context as _;
#[cfg(target_os = "linux")]
use rustix::fs::StatxAttributes;
use tempfile::NamedTempFile;

use super::interrupt::Interrupt;

/// A file that is being written and that only its owner may read. It gets its name in
/// [`AtomicFile::keep`]; dropped before that, or ended by a signal, it leaves no file behind, and a
/// file that had the name before is unchanged.
pub(super) struct AtomicFile<'a> {
    what: &'static str,
    path: &'a Path,
    contents: Contents,
    interrupt: Interrupt,
}

/// What was written so far.
enum Contents {
    /// A file without a name, which the system removes however the program ends.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// A hidden file beside the one that it becomes.
    Named(NamedTempFile),
}

impl<'a> AtomicFile<'a> {
    /// Starts an empty file; `what` names its contents in messages. Fails where a file of this name
    /// cannot be made or replaced, as far as that can be told without doing it.
    pub(super) fn new(
        what: &'static str,
        path: &'a Path,
        interrupt: &Interrupt,
    ) -> anyhow::Result<Self> {
        let cannot = || cannot(what, path);
        check_name(path).with_context(cannot)?;
        let folder = folder(path);
        if !folder.exists() {
            let missing = format!("there is no folder `{}`", folder.display());
            return Err(io::Error::other(missing)).with_context(cannot);
        }
        let contents = Contents::new_in(folder, interrupt).with_context(cannot)?;
        Ok(Self { what, path, contents, interrupt: interrupt.clone() })
    }

    /// Writes the whole contents of the file, and gives it its name.
    pub(super) fn save(mut self, text: &str) -> anyhow::Result<()> {
        self.write_all(text.as_bytes()).with_context(|| cannot(self.what, self.path))?;
        self.keep()
    }

    /// Gives the file its name, with everything in it that was written so far. Where that fails,
    /// [`AtomicFile::contents`] still has it.
    pub(super) fn keep(&mut self) -> anyhow::Result<()> {
        let held = self.interrupt.hold();
        let kept =
            self.contents.file().sync_all().and_then(|()| self.contents.become_file(self.path));
        drop(held);
        kept.with_context(|| cannot(self.what, self.path))
    }

    /// An error of writing, as [`AtomicFile::keep`] would say it.
    pub(super) fn cannot(&self, error: &io::Error) -> String {
        format!("{}: {error}", cannot(self.what, self.path))
    }

    /// What was written so far, to be read from its start.
    pub(super) fn contents(&mut self) -> io::Result<&File> {
        let mut file = self.contents.file();
        file.rewind()?;
        Ok(file)
    }
}

impl Write for AtomicFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.contents.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.contents.file().flush()
    }
}

impl Drop for AtomicFile<'_> {
    fn drop(&mut self) {
        match &self.contents {
            #[cfg(target_os = "linux")]
            Contents::Unnamed(_) => {}
            Contents::Named(file) => {
                self.interrupt.unfinished().retain(|unfinished| unfinished != file.path());
            }
        }
    }
}

impl Contents {
    fn new_in(folder: &Path, interrupt: &Interrupt) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed::new_in(folder) {
            return Ok(Self::Unnamed(file));
        }
        let mut unfinished = interrupt.unfinished();
        let file = NamedTempFile::new_in(folder).map_err(|error| without_name(&error))?;
        unfinished.push(file.path().to_owned());
        Ok(Self::Named(file))
    }

    fn file(&self) -> &File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }

    fn become_file(&mut self, path: &Path) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Unnamed(file) => unnamed::become_file(file, path),
            Self::Named(file) => rename(file, path),
        }
    }
}

/// Files without a name.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags};
    use rustix::io::Errno;

    /// Fails where the file system has no such files, or they could not get a name later.
    pub(super) fn new_in(folder: &Path) -> io::Result<File> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR)?);
        fs::symlink_metadata(link(&file))?;
        Ok(file)
    }

    /// Gives the file its name. Where that is taken, it gets another one first, as only renaming
    /// replaces a file.
    pub(super) fn become_file(file: &File, path: &Path) -> io::Result<()> {
        let name =
            |name: &Path| rustix::fs::linkat(CWD, link(file), CWD, name, AtFlags::SYMLINK_FOLLOW);
        match name(path) {
            Err(Errno::EXIST) => {
                let mut named = tempfile::Builder::new()
                    .make_in(super::folder(path), |other| Ok(name(other)?))?;
                super::rename(&mut named, path)
            }
            named => Ok(named?),
        }
    }

    /// What leads to an open file.
    fn link(file: &File) -> String {
        format!("/proc/self/fd/{}", file.as_raw_fd())
    }
}

/// Renames a temporary file, and no longer removes it.
fn rename<T>(file: &mut NamedTempFile<T>, path: &Path) -> io::Result<()> {
    fs::rename(file.path(), path)?;
    file.disable_cleanup(true);
    Ok(())
}

/// Fails where the name is that of something else than a file, or of a file that must not or cannot
/// be replaced.
fn check_name(path: &Path) -> io::Result<()> {
    let refused = |why| Err(io::Error::other(why));
    if path == Path::new("-") {
        return refused("it is not a file, but standard output");
    }
    let name = path.as_os_str().as_encoded_bytes();
    if [&b"/"[..], b"/.", b"/.."].iter().any(|end| name.ends_with(end)) {
        return refused("it is the name of a folder");
    }
    let there = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        there => there?,
    };
    if !there.is_file() {
        return refused("it is not a file");
    }
    if there.permissions().readonly() {
        return refused("it is read-only");
    }
    OpenOptions::new().write(true).open(path)?;
    if is_mounted(path) {
        let why = "it is a mount of its own, which cannot be replaced; mount its folder instead";
        return refused(why);
    }
    if keeps_files(folder(path), &there) {
        return refused("it cannot be replaced in its folder, only by its owner");
    }
    Ok(())
}

/// Whether a file is the root of a mount, as one is that a container was given alone.
#[cfg(target_os = "linux")]
fn is_mounted(path: &Path) -> bool {
    has_attribute(path, StatxAttributes::MOUNT_ROOT)
}

/// Whether a folder lets nobody but its owner, or nobody at all, replace a file in it.
#[cfg(target_os = "linux")]
fn keeps_files(folder: &Path, file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    const STICKY: u32 = 0o1000;
    let user = rustix::process::geteuid().as_raw();
    let is_sticky = fs::metadata(folder).is_ok_and(|folder| {
        folder.mode() & STICKY != 0 && ![0, folder.uid(), file.uid()].contains(&user)
    });
    is_sticky || has_attribute(folder, StatxAttributes::APPEND)
}

#[cfg(target_os = "linux")]
fn has_attribute(path: &Path, attribute: StatxAttributes) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxFlags};
    let there = rustix::fs::statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    there.is_ok_and(|there| there.stx_attributes.contains(attribute))
}

#[cfg(not(target_os = "linux"))]
fn is_mounted(_: &Path) -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
fn keeps_files(_: &Path, _: &Metadata) -> bool {
    false
}

/// The folder that a file is in.
fn folder(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// An error of a temporary file, without its name: nobody has seen it.
fn without_name(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source);
    let code = inner.and_then(|error| error.downcast_ref::<io::Error>()?.raw_os_error());
    code.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

/// Writes a whole file at once.
pub(super) fn save(
    what: &'static str,
    path: &Path,
    text: &str,
    interrupt: &Interrupt,
) -> anyhow::Result<()> {
    AtomicFile::new(what, path, interrupt)?.save(text)
}

fn cannot(what: &str, path: &Path) -> String {
    format!("cannot save {what} in `{}`", path.display())
}
