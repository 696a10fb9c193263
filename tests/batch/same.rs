//! A batch gives what one person after another gets, to the byte, however it is run.

use proptest::prelude::*;

use needlecheck::batch::{InputFormat, Settings};
use needlecheck::{Answers, Report, Screener};

use super::cases;
use super::generator::{Case, Said, case};
use super::slow_reader::run_settings;
use super::support::TODAY;

/// Records of several people who answer the same rulebook, a line each.
fn records(case: &Case) -> Vec<String> {
    let mut rng = case.rng.clone();
    let mut case = case.clone();
    (0..8)
        .map(|number| {
            let record = case.json(&mut rng).replace('\n', " ");
            for at in 0..case.said.len() {
                let telling = case.book.telling(at, case.on);
                case.said[at] = match rng.below(6) {
                    0 => Said::Nothing,
                    1 => Said::Unsure,
                    _ => rng.one_of(&telling).clone(),
                };
            }
            let id = *rng.one_of(&["", "\"id\":null,", "\"id\":\"\\u00e9\",", "\"id\": @ ,"]);
            record.replacen('{', &format!("{{{id}").replace('@', &number.to_string()), 1)
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn as_one_person_after_another(case in case(), settings in run_settings(), end in any::<bool>()) {
        let rulebook = case.rulebook();
        let screener = Screener::new(&rulebook).strict(case.strict);
        let records = records(&case);
        let expected: String = records
            .iter()
            .map(|record| {
                let answers = Answers::from_json(&rulebook, record, TODAY)
                    .unwrap_or_else(|faults| panic!("{record}\n{faults}"));
                Report::with(&screener, &answers).to_json() + "\n"
            })
            .collect();
        let mut input = records.join("\n");
        input.push_str(if end { "\n" } else { "" });
        let written = settings.run(&screener, Settings::new(TODAY), InputFormat::Ndjson, input.as_bytes());
        prop_assert_eq!(written, expected, "{}", input);
    }
}
