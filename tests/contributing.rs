//! The recipes of `CONTRIBUTING.md` name files and tests that exist.

use std::path::Path;

const PAGE: &str = include_str!("../CONTRIBUTING.md");

/// What stands between backticks; a line end in it is a space.
fn code() -> impl Iterator<Item = String> {
    let spans = PAGE.split('`').skip(1).step_by(2);
    spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn every_file_that_a_recipe_names_exists() {
    let is_path = |span: &String| {
        let ends_like_a_file = [".rs", ".toml", ".md"].iter().any(|ending| span.ends_with(ending));
        (ends_like_a_file || span.contains('/')) && !span.contains(' ')
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (there, missing): (Vec<_>, Vec<_>) =
        code().filter(is_path).partition(|path| root.join(path).exists());
    assert!(missing.is_empty(), "{missing:?}");
    assert!(there.len() > 30, "{there:?}");
}

#[test]
fn every_test_that_a_recipe_runs_exists() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut named = 0;
    for command in code() {
        for name in command.split("--test ").skip(1) {
            let name = name.split(' ').next().unwrap_or_default();
            let exists =
                ["", ".rs"].iter().any(|ending| tests.join(format!("{name}{ending}")).exists());
            assert!(exists || name == "NAME", "`{command}`");
            named += 1;
        }
    }
    assert!(named > 5, "only {named} tests are named");
}
