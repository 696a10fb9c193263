//! What packages are made of is there, agrees, and can be read, without making them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

use toml::de::{DeTable, DeValue};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What stands in a TOML file under these keys.
fn entry(file: &str, keys: &[&str]) -> DeValue<'static> {
    let text = fs::read_to_string(file).unwrap().leak();
    let whole = DeValue::Table(DeTable::parse(text).unwrap().into_inner());
    keys.iter().fold(whole, |entry, key| {
        let entry = entry.get(*key).unwrap_or_else(|| panic!("{file} has no `{key}`"));
        entry.get_ref().clone()
    })
}

fn list(value: &DeValue<'static>) -> Vec<DeValue<'static>> {
    value.as_array().unwrap().iter().map(|value| value.get_ref().clone()).collect()
}

fn string(value: &DeValue<'_>) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn every_list_of_changes_begins_with_this_version() {
    let changes = fs::read_to_string("CHANGELOG.md").unwrap();
    let newest = changes.lines().find(|line| line.starts_with("## ")).unwrap();
    let (version, day) = newest.trim_start_matches("## ").split_once(" (").unwrap();
    assert_eq!(version, VERSION);
    let debian = fs::read_to_string("packaging/debian/changelog").unwrap();
    assert!(debian.starts_with(&format!("needlecheck ({VERSION}-1) ")), "{debian}");
    let (year, _) = day.split_once('-').unwrap();
    assert!(debian.contains(&format!(" {year} ")), "{debian}");
}

#[test]
fn the_lock_files_of_all_crates_have_this_version() {
    for folder in [".", "fuzz", "benches/peers"] {
        let crates = list(&entry(&format!("{folder}/Cargo.lock"), &["package"]));
        let mut own = crates.iter().filter(|of| string(of["name"].get_ref()) == "needlecheck");
        assert_eq!(string(own.next().unwrap()["version"].get_ref()), VERSION, "{folder}");
    }
}

#[test]
fn what_goes_into_the_debian_package_is_there_or_is_made() {
    let deb = entry("Cargo.toml", &["package", "metadata", "deb"]);
    let build = fs::read_to_string("packaging/build").unwrap();
    let assets = list(deb["assets"].get_ref());
    let mut files: Vec<String> = assets.iter().map(|asset| string(&list(asset)[0])).collect();
    files.extend([
        string(&list(deb["license-file"].get_ref())[0]),
        string(deb["changelog"].get_ref()),
    ]);
    assert!(files.len() > 6);
    for file in files {
        if let Some(made) = file.strip_prefix("target/packaging/") {
            let made = made.trim_start_matches("prefix/share/");
            let made = made.split_once('/').map_or(made, |(folder, _)| folder);
            assert!(
                build.contains(&format!("/{made}")) || build.contains(&format!(" {made}/")),
                "{file}"
            );
        } else if file != "target/release/needlecheck" {
            assert!(Path::new(&file).is_file(), "{file}");
        }
    }
}

#[test]
fn the_wheel_is_made_of_this_crate() {
    let project = "packaging/python/pyproject.toml";
    let crate_file = string(&entry(project, &["tool", "maturin", "manifest-path"]));
    assert!(Path::new("packaging/python").join(crate_file).is_file());
    assert_eq!(string(&entry(project, &["project", "name"])), env!("CARGO_PKG_NAME"));
    // The same version of the tool where it is asked for as where it is installed.
    let asked = string(&list(&entry(project, &["build-system", "requires"]))[0]);
    assert!(fs::read_to_string("packaging/tools").unwrap().contains(&asked), "{asked}");
}

#[test]
fn every_script_can_be_parsed() {
    let shell = |file: &Path| {
        let text = fs::read_to_string(file).unwrap_or_default();
        text.starts_with("#!/usr/bin/env bash") || file.ends_with("packaging/tools")
    };
    let mut folders =
        vec!["packaging", ".ci", "web"].into_iter().map(Into::into).collect::<Vec<_>>();
    folders.extend(fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()));
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    });
    let scripts: Vec<_> = files.filter(|file| file.is_file() && shell(file)).collect();
    assert!(scripts.len() >= 11, "{scripts:?}");
    for script in scripts {
        let parsed = Command::new("bash").arg("-n").arg(&script).output().unwrap();
        assert!(parsed.status.success(), "{}", String::from_utf8_lossy(&parsed.stderr));
    }
}

/// A registry shows the page alone: nothing that it names may stand beside it.
#[test]
fn the_page_of_the_registry_leads_to_no_file() {
    let shown = string(&entry("Cargo.toml", &["package", "readme"]));
    let page = fs::read_to_string(&shown).unwrap();
    for mark in ["](", "<img", "srcset", "<a "] {
        assert!(!page.contains(mark), "{shown} has {mark}");
    }
    let listed = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--quiet"])
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    for file in [&*shown, "CHANGELOG.md", "LICENSE-MIT", "rules/microneedling.toml"] {
        assert!(listed.lines().any(|line| line == file), "{file} is not in the crate: {listed}");
    }
}

/// The example of the library is the one that is compiled and run.
#[test]
fn the_readme_has_the_example_of_the_registry() {
    let example = |file: &str| {
        let text = fs::read_to_string(file).unwrap();
        let (_, rest) = text.split_once("```rust\n").unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    assert_eq!(example("README.md"), example("packaging/about.md"));
}
