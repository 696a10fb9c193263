//! The modules of the crate stand in layers: each knows only those before it in the table in the
//! documentation of `lib.rs`. The parts of one module know each other in one direction only.
//!
//! Every path that is written out counts: in `use`, in code, in macros and in unit tests. Not seen
//! are methods that are called without naming their type, and the examples in documentation, which
//! use the crate from outside.

mod crate_graph;
mod made_up;
mod source;

use std::path::Path;
use std::{fs, io};

/// Adds every source file below a folder, by its path from `root`. `main.rs` is another crate.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && path != root.join("main.rs")
        {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[test]
fn every_module_knows_only_those_before_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files).unwrap();
    assert!(files.len() > 1, "no sources in {}", root.display());
    let faults = crate_graph::faults(&files);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
