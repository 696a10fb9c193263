//! The same answers give the same report, as flags, as JSON and through the library.

use std::fs;
use std::path::{Path, PathBuf};

use needlecheck::Page;
use needlecheck::{Answers, Level, Report, Screener, Verdict};
use proptest::prelude::*;

use crate::cases;
use crate::generator::{Case, case};
use crate::support::{needlecheck, needlecheck_with_input};

/// A rule file that goes when the test does.
pub(crate) struct RuleFile(PathBuf);

impl RuleFile {
    pub(crate) fn new(name: &str, case: &Case) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("promises-{name}.toml"));
        fs::write(&path, case.book.to_toml()).expect("the test's directory can be written to");
        Self(path)
    }

    /// The arguments that name it, and whether to be strict.
    pub(crate) fn args(&self, case: &Case) -> Vec<String> {
        let mut args = vec![format!("--rules={}", self.0.display())];
        args.extend(case.strict.then(|| "--strict".to_owned()));
        args
    }
}

impl Drop for RuleFile {
    fn drop(&mut self) {
        // Left behind it does no harm.
        let _ = fs::remove_file(&self.0);
    }
}

fn status(report: &Report<'_>) -> u8 {
    let outcome = report.outcome();
    match report.verdict() {
        _ if outcome.floor >= Level::Defer => 1,
        Verdict::Incomplete if outcome.at_worst >= Level::Defer => 3,
        _ => 0,
    }
}

proptest! {
    #![proptest_config(cases(150))]

    /// The same answers in another order or in other words give the same report, byte for byte.
    #[test]
    fn the_same_answers_give_the_same_report_in_any_order_and_wording(case in case()) {
        let rulebook = case.rulebook();
        let screener = Screener::new(&rulebook).strict(case.strict);
        let mut rng = case.rng.clone();
        let first = Report::with(&screener, &case.answers(&rulebook, &mut rng));
        for _ in 0..3 {
            let texts = Report::with(&screener, &case.answers(&rulebook, &mut rng));
            let json = case.json(&mut rng);
            let answers = Answers::from_json(&rulebook, &json, "2001-01-01".parse().unwrap());
            let answers = answers.unwrap_or_else(|faults| panic!("{json}: {faults}"));
            for report in [texts, Report::with(&screener, &answers)] {
                prop_assert_eq!(report.to_json(), first.to_json(), "{}", json);
                prop_assert_eq!(report.to_text(Page::PLAIN), first.to_text(Page::PLAIN));
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(30))]

    /// Flags, a JSON object on standard input and the library print the same bytes and come to
    /// the same exit status.
    #[test]
    fn flags_and_json_and_the_library_print_the_same_bytes(case in case()) {
        let rulebook = case.rulebook();
        let file = RuleFile::new("same-report", &case);
        let mut rng = case.rng.clone();
        let answers = case.answers(&rulebook, &mut rng);
        let report = Report::with(&Screener::new(&rulebook).strict(case.strict), &answers);
        for (format, expected) in
            [("--json", report.to_json() + "\n"), ("--format=text", report.to_text(Page::PLAIN))]
        {
            let mut args = file.args(&case);
            args.extend([format.to_owned(), "--quiet".to_owned()]);
            let json = [&args[..], &["--answers".to_owned(), "-".to_owned()]].concat();
            let mut runs = vec![needlecheck_with_input(json, case.json(&mut rng))];
            let flags = case.flags(&mut rng);
            if !flags.is_empty() {
                args.push(format!("--on={}", case.on));
                runs.push(needlecheck([&args[..], &flags].concat()));
            }
            for run in runs {
                prop_assert_eq!(&run.out, &expected, "{:?}", run.err);
                prop_assert_eq!(run.status, status(&report));
                prop_assert_eq!(&run.err, "");
            }
        }
    }
}
