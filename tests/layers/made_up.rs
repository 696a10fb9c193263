//! That every kind of violation is found, shown on made-up crates.

use super::crate_graph::faults;

const LIB: &str = "\
//! | module | what it does |
//! |---|---|
//! | `low` | the ground |
//! | [`mid`] | in between |
//! | [`high`] | on top |
mod low;
mod mid;
mod high;
pub use high::{Roof, view::Window as Pane};
";

/// What is wrong with a crate of these files; the three modules are there in any case.
fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let empty = [("lib.rs", LIB), ("low.rs", ""), ("mid.rs", ""), ("high.rs", "")];
    let given = |name: &str| files.iter().any(|(file, _)| *file == name);
    let empty = empty.into_iter().filter(|(file, _)| !given(file));
    let all = empty.chain(files.iter().copied());
    faults(&all.map(|(file, text)| (file.to_owned(), text.to_owned())).collect::<Vec<_>>())
}

#[track_caller]
fn assert_one_fault(files: &[(&str, &str)], expected: &str) {
    let faults = faults_of(files);
    assert!(
        matches!(&faults[..], [fault] if fault.contains(expected)),
        "expected one fault with {expected:?} for {files:?}, found {faults:#?}"
    );
}

#[test]
fn a_path_to_a_later_layer_is_found_wherever_it_stands() {
    for text in [
        "use crate::high::Roof;",
        "use crate::{high};",
        "use crate::{low, high::{self}};",
        "use crate::high::*;",
        "use super::high::Roof as Shelter;",
        "fn f() { crate::high::build() }",
        "fn f(roof: &[crate::high::Roof]) {}",
        "struct S { roofs: Vec<Option<crate::high::Roof>> }",
        "impl<T: Into<crate::high::Roof>> S<T> {}",
        "fn f() { println!(\"{}\", [crate::high::build()].len()) }",
        "macro_rules! roof { () => { $crate::high::Roof } }",
        "#[cfg(test)] mod tests { use super::super::high::Roof; }",
        "pub(in crate::mid) fn f() -> impl Copy + use<> { super::high::build() }",
        // By way of what `lib.rs` re-exports.
        "use crate::Roof;",
        "fn f() -> crate::Pane { todo!() }",
        "use super::Pane;",
    ] {
        assert_one_fault(&[("mid.rs", text)], "`high` comes after `mid`");
    }
}

#[test]
fn a_path_to_a_later_layer_is_found_from_a_submodule() {
    for text in [
        "use crate::high;",
        "fn f() { super::super::high::build() }",
        "use super::super::Pane;",
        "mod inner { fn f() { super::super::super::high::build() } }",
    ] {
        assert_one_fault(&[("mid/part.rs", text)], "`high` comes after `mid`");
    }
}

#[test]
fn the_line_of_a_path_is_said() {
    let text = "//! Docs.\n\nfn f() {\n    crate::high::build()\n}\n";
    let expected = "src/mid.rs:4: `crate::high::build`: `high` comes after `mid`";
    assert_one_fault(&[("mid.rs", text)], expected);
}

#[test]
fn what_is_reached_through_an_import_is_found() {
    // The import itself goes down; what it leads to is of a later layer.
    let files = [
        ("low.rs", ""),
        ("mid/mod.rs", "pub use crate::high::Roof;"),
        ("low/part.rs", "use crate::mid as neighbour; fn f(_: neighbour::Roof) {}"),
    ];
    let faults = faults_of(&files);
    let count = |expected| faults.iter().filter(|fault| fault.contains(expected)).count();
    assert_eq!((faults.len(), count("after `low`"), count("`neighbour::Roof`")), (3, 2, 1));
}

#[test]
fn the_table_names_every_module_once() {
    assert_one_fault(&[("attic.rs", "")], "lacks `attic`");
    let more = LIB.replace("mod low;", "//! | `cellar` | none |\nmod low;");
    assert_one_fault(&[("lib.rs", &more)], "no module in `cellar`");
    let twice = LIB.replace("mod low;", "//! | `low` | again |\nmod low;");
    assert_one_fault(&[("lib.rs", &twice)], "repeats");
    assert_one_fault(&[("mid.rs", "fn f() { crate::unlisted() }")], "is in no module");
}

#[test]
fn parts_of_a_module_that_know_each_other_are_found() {
    let cycle = "a cycle within `mid`:";
    let two = [("mid/a.rs", "use super::b::B;"), ("mid/b.rs", "fn f() { super::a::build() }")];
    assert_one_fault(&two, cycle);
    let three = [
        ("mid/a.rs", "use crate::mid::b;"),
        ("mid/b.rs", "use super::{c::C};"),
        ("mid/c.rs", "fn f(_: super::a::A) {}"),
    ];
    assert_one_fault(&three, cycle);
    let re_exported = [
        ("mid/mod.rs", "mod a; mod b; pub use a::A; use b::B;"),
        ("mid/a.rs", "use super::B;"),
        ("mid/b.rs", "use crate::mid::A;"),
    ];
    assert_one_fault(&re_exported, cycle);
    let by_submodule = [
        ("mid/a.rs", ""),
        ("mid/a/deep.rs", "use super::super::b;"),
        ("mid/b.rs", "use super::a;"),
    ];
    assert_one_fault(&by_submodule, cycle);
    let deep = [("mid/a.rs", ""), ("mid/a/x.rs", "use super::y;"), ("mid/a/y.rs", "use super::x;")];
    assert_one_fault(&deep, "a cycle within `mid::a`:");
    let inline = [("mid.rs", "mod a { use super::b; } mod b { use super::a; }")];
    assert_one_fault(&inline, cycle);
}

#[test]
fn only_the_steps_of_a_cycle_are_named() {
    let files = [
        ("mid/a.rs", "use super::{b, end};"),
        ("mid/b.rs", "use super::a;"),
        ("mid/start.rs", "use super::a;"),
        ("mid/end.rs", ""),
    ];
    let expected = "\n  a -> b: src/mid/a.rs:1: `super::b`\n  b -> a: src/mid/b.rs:1: `super::a`";
    assert_one_fault(&files, &format!("a cycle within `mid`:{expected}"));
}

#[test]
fn what_is_in_order_is_no_fault() {
    let files = [
        ("lib.rs", LIB),
        ("low.rs", "use std::fmt; fn f() { ::high::build(); high::build(); T::high::<u8>() }"),
        (
            "mid/mod.rs",
            "mod a; mod b; use a::A; const C: u8 = b::C; use crate::low; use high::Roof;",
        ),
        // A file and its own submodules may know each other.
        ("mid/a.rs", "use super::{C, b::B}; //! crate::high\nconst TEXT: &str = \"crate::high\";"),
        (
            "mid/b.rs",
            "/// See [`crate::high::Roof`].\nuse super::C; use crate::low::*; use serde_json;",
        ),
        ("high.rs", "use crate::{low, mid, Pane}; fn f() { super::mid::C }"),
        ("high/view.rs", "use super::Roof; use crate::mid::A; fn f(_: &'static crate::low::F) {}"),
    ];
    assert_eq!(faults_of(&files), Vec::<String>::new());
}
