//! Which file something is, whatever it is called.

use std::fs;
use std::path::{Path, PathBuf};

/// Which file or pipe something is. Two names of one file, such as hard links, are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A regular file, or one that does not exist yet.
    File(Place),
    /// A pipe, which can be read only once.
    Pipe(Place),
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A device, and the number of the file on it.
    #[cfg(unix)]
    Inode(u64, u64),
    /// A whole path.
    Path(PathBuf),
}

impl Identity {
    /// Of what has this name, without opening it; `None` for a folder, a device, and what cannot
    /// be told.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        if let Ok(metadata) = fs::metadata(path) {
            return Self::of_metadata(&metadata, path);
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(Self::File(Place::Path(folder.join(path.file_name()?))))
    }

    #[cfg(unix)]
    fn of_metadata(metadata: &fs::Metadata, _: &Path) -> Option<Self> {
        use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
        let place = Place::Inode(metadata.dev(), metadata.ino());
        let kind = metadata.file_type();
        if kind.is_file() {
            Some(Self::File(place))
        } else {
            (kind.is_fifo() || kind.is_socket()).then_some(Self::Pipe(place))
        }
    }

    #[cfg(not(unix))]
    fn of_metadata(metadata: &fs::Metadata, path: &Path) -> Option<Self> {
        let whole = metadata.is_file().then(|| fs::canonicalize(path).ok()).flatten()?;
        Some(Self::File(Place::Path(whole)))
    }

    /// Of a standard stream; `None` for a terminal or another device, and on systems that do not
    /// tell.
    #[cfg(unix)]
    #[must_use]
    pub fn of_stream(stream: impl std::os::fd::AsFd) -> Option<Self> {
        let file = stream.as_fd().try_clone_to_owned().map(fs::File::from).ok()?;
        Self::of_metadata(&file.metadata().ok()?, Path::new(""))
    }

    /// Of a standard stream: this system does not tell.
    #[cfg(not(unix))]
    #[must_use]
    pub fn of_stream<T>(_: T) -> Option<Self> {
        None
    }
}
