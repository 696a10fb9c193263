//! Whatever a rule file holds, it ends in faults that can be shown or in a rulebook that screens.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use needlecheck::diagnostic::Look;
use needlecheck::{Answers, Report, Rulebook};

fuzz_target!(|bytes: &[u8]| {
    match Rulebook::from_bytes("fuzz.toml", bytes.to_vec()) {
        Ok(rulebook) => {
            let answers = Answers::new(&rulebook, date(2026, 11, 22));
            let report = Report::of(&answers);
            let outcome = report.outcome();
            assert!(outcome.floor <= outcome.at_worst);
            assert!(!report.to_json().contains('\n'));
        }
        Err(faults) => {
            assert!(!faults.diagnostics().is_empty());
            assert!(!faults.to_text(Look::PLAIN).is_empty());
        }
    }
});
