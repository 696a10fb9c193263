//! The report in a terminal: the verdict and what to do on one screen, for everybody.

use needlecheck::rulebook::Kind;
use needlecheck::{Answers, Page, Report, Rulebook, Width};
use proptest::prelude::*;

use crate::support::{Setting, TODAY, needlecheck_in};

/// The most lines, at 80 columns.
const LINES: usize = 22;

const SKIN: &str = "--active-acne no --eczema no --rosacea no --infection no";

/// What somebody sees who types these flags in a terminal of 80 columns: the report, and hints.
fn shown(answers: &str) -> (String, String) {
    let setting = Setting { terminal: Some(80), built_in: true, ..Setting::default() };
    let run = needlecheck_in(&setting, answers.split_whitespace().chain(["--color=never"]));
    assert!(run.out.lines().count() <= LINES, "{}", run.out);
    assert!(run.err.lines().count() <= 2, "{}", run.err);
    (run.out, run.err)
}

#[test]
fn healthy_skin_at_a_clinic() {
    let (report, hints) = shown(&format!("{SKIN} --setting clinic --sun-exposure low"));
    for said in [
        "SUITABLE: no reason found on this list to hold off.\n",
        "That is not a promise that it is safe for you.\n",
        "6 answers are yours.",
        "\n  Emergency now: ",
        "\n  Doctor today: ",
        "\n  Within days: ",
        "\nTaken for granted",
        "\nFor treatment on 22 November 2026; holds until 20 February 2027 if nothing",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(hints.contains("--ask") && hints.contains("--full") && hints.contains("page.html"));
}

#[test]
fn a_pregnant_client() {
    let (report, _) = shown(&format!("{SKIN} --setting clinic --sun-exposure low --pregnant"));
    assert!(report.starts_with("DEFER: not yet; wait until the reasons are over.\nYou are "));
    assert!(report.contains("\n  1. Pregnant"), "{report}");
    assert!(report.contains("\n     Wait until after the birth."), "{report}");
    assert!(report.contains("\nIn your favour: done in a clinic; "), "{report}");
    assert!(report.contains("Waiting alone does not change the verdict."), "{report}");
}

#[test]
fn a_home_user_with_many_findings() {
    let (report, _) = shown(
        "--active-acne --eczema no --rosacea no --infection --setting home --sun-exposure high \
         --needle-length 0.5 --shared-needles --isotretinoin-now --age 17 --keloid --warts \
         --last-sunburn today",
    );
    assert!(report.starts_with("AVOID: do not have it while this is so.\n"), "{report}");
    for number in 1..=5 {
        assert!(report.contains(&format!("\n  {number}. ")), "{report}");
    }
    assert!(!report.contains("\n  6. "), "{report}");
    let others = report.lines().find(|line| line.starts_with("  Also: ")).unwrap();
    assert!(others.contains("; ") && others.ends_with(" more: `--full`"), "{others}");
}

#[test]
fn an_incomplete_result() {
    let (report, hints) = shown("--active-acne unsure --eczema no --rosacea no --infection no");
    assert!(report.starts_with("INCOMPLETE: 3 open questions could still change this"), "{report}");
    assert!(report.contains("\n     You are not sure. At best: "), "{report}");
    assert!(report.contains("\n     Not answered. At best: "), "{report}");
    assert!(report.contains("No result to keep: answer what is open."), "{report}");
    assert!(hints.starts_with("To answer what is open: --active-acne and 2 more, or --ask.\n"));
}

#[test]
fn what_rests_on_an_assumption_is_not_shown_as_found() {
    let (report, _) = shown(&format!("{SKIN} --setting home --sun-exposure low"));
    let assumed = "home needles of 0.3 mm or less (partly taken for granted)";
    assert!(report.to_lowercase().contains(assumed), "{report}");
    let (report, _) =
        shown(&format!("{SKIN} --setting home --sun-exposure low --needle-length 0.2"));
    assert!(report.to_lowercase().contains("home needles of 0.3 mm or less"), "{report}");
}

#[test]
fn no_hint_is_printed_where_nobody_reads_it_or_wants_it() {
    let answers = format!("{SKIN} --setting clinic --sun-exposure low");
    for (terminal, more) in [(None, "--color=never"), (Some(80), "--quiet"), (Some(80), "--full")] {
        let setting = Setting { terminal, built_in: true, ..Setting::default() };
        let run = needlecheck_in(&setting, answers.split_whitespace().chain([more]));
        assert_eq!(run.err, "", "{more}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Most answers are left out or a no, as in life.
    #[test]
    fn whatever_is_answered(picks in prop::collection::vec((0_u8..12, 0_usize..4), 200)) {
        let rulebook = Rulebook::built_in();
        let mut answers = Answers::new(rulebook, TODAY);
        for (question, (said, pick)) in rulebook.questions().iter().zip(picks) {
            let option = || question.options().get(pick).map_or("unsure", |option| &option.id);
            let text = match (&question.kind, said) {
                (_, 6..) => continue,
                (_, 5) => "unsure",
                (Kind::YesNo, 0) => "yes",
                (Kind::YesNo, _) => "no",
                (Kind::Choice(_), _) => option(),
                (Kind::Number { .. }, _) => "1",
                (Kind::Date, 0) => "2 weeks ago",
                (Kind::Date, _) => "never",
            };
            answers.set(&question.id, text).unwrap();
        }
        let report = Report::of(&answers);
        let text = report.to_text(Page { width: Width::Columns(80), color: false });
        prop_assert!(text.lines().count() <= LINES, "{}", text);
        let word = report.verdict().as_str().to_uppercase();
        prop_assert!(text.starts_with(&format!("{word}: ")), "{}", text);
        prop_assert!(text.contains("\nFor treatment on 22 November 2026"), "{}", text);
    }
}
