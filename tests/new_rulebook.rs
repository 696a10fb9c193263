//! `needlecheck rules new`: what it writes is whole and good as it stands.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod support;

use std::fs;

use support::needlecheck;
use tempfile::TempDir;

#[test]
fn a_new_rulebook_is_good_tested_and_proven() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("skin-care.toml");
    let file = path.to_str().unwrap();
    let run = needlecheck(["rules", "new", file]);
    assert_eq!((run.status, &*run.out), (0, ""));
    assert!(run.err.contains("skin-care.cases.toml has its cases"), "{}", run.err);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("#:schema ./skin-care.schema.json\n"), "{text}");
    assert!(text.contains("id        = \"skin-care\""), "{text}");
    assert!(!text.contains('{') || !text.contains("{today}"), "{text}");
    for args in [
        &["rules", "check", "--deny-warnings", file][..],
        &["rules", "test", "--coverage", file],
        &["rules", "verify", file],
        &["schema", "rulebook", file],
    ] {
        let run = needlecheck(args.iter().copied());
        assert_eq!((run.status, &*run.err), (0, ""), "{args:?}: {}", run.out);
    }
    let proofs = needlecheck(["rules", "verify", file]).out;
    assert_eq!(proofs.matches(". PROVEN: ").count(), 6, "{proofs}");
}

#[test]
fn nothing_is_replaced() {
    let folder = TempDir::new().unwrap();
    let [rules, cases] = ["mine.toml", "mine.cases.toml"].map(|name| folder.path().join(name));
    for existing in [&rules, &cases] {
        fs::write(existing, "my work").unwrap();
        let run = needlecheck(["rules", "new", rules.to_str().unwrap()]);
        let said = format!("error: `{}` exists", existing.display());
        assert!(run.status == 2 && run.err.starts_with(&said), "{run:?}");
        assert_eq!(fs::read_to_string(existing).unwrap(), "my work");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::remove_file(existing).unwrap();
    }
    let run = needlecheck(["rules", "new", folder.path().join("mine.yaml").to_str().unwrap()]);
    assert!(run.status == 2 && run.err.contains(".toml"), "{run:?}");
}

#[test]
fn an_unfit_name_is_no_id() {
    let folder = TempDir::new().unwrap();
    for name in ["My Rules.toml", "7.toml", "it's.toml", "a--.toml"] {
        let path = folder.path().join(name);
        let file = path.to_str().unwrap();
        assert_eq!(needlecheck(["rules", "new", "-q", file]).status, 0, "{name}");
        let run = needlecheck(["rules", "check", "--deny-warnings", file]);
        assert_eq!(run.status, 0, "{}", run.out);
        assert_eq!(needlecheck(["rules", "test", file]).status, 0);
    }
}
