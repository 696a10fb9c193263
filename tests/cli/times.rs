//! Times as people say them, and the day that each counts as.

use needlecheck::answers::{Answer, FaultCode};
use needlecheck::rulebook::{PastDate, Value};
use needlecheck::{Answers, Rulebook};

use super::EAR;

fn rulebook() -> Rulebook {
    Rulebook::from_bytes(EAR, std::fs::read(EAR).unwrap()).unwrap()
}

/// What a text counts as for a treatment on the day `on`.
fn read(text: &str, on: &str) -> Result<String, (FaultCode, String)> {
    let rulebook = rulebook();
    let mut answers = Answers::new(&rulebook, on.parse().unwrap());
    match answers.set("last_piercing", text) {
        Err(fault) => Err((fault.code, fault.problem.message.into())),
        Ok(answers) => match answers.get(rulebook.find_question("last_piercing").unwrap()) {
            Some(Answer::Value(Value::Date(PastDate::On(day)))) => Ok(day.to_string()),
            Some(Answer::Value(Value::Date(PastDate::Never))) => Ok("never".to_owned()),
            Some(Answer::Unsure) => Ok("unsure".to_owned()),
            other => panic!("{text}: {other:?}"),
        },
    }
}

#[test]
fn a_rounded_time_counts_as_its_careful_end() {
    // 22 November 2026 is a Sunday.
    for (on, text, day) in [
        ("2026-11-22", "0 days ago", "2026-11-22"),
        ("2026-11-22", "0 weeks", "2026-11-22"),
        ("2026-11-22", "0 months ago", "2026-11-22"),
        ("2026-11-22", "0 years ago", "2026-11-22"),
        ("2026-11-22", "13 days ago", "2026-11-09"),
        ("2026-11-22", "a week ago", "2026-11-18"),
        ("2026-11-22", "2 weeks ago", "2026-11-11"),
        ("2026-11-22", "1 month ago", "2026-11-06"),
        ("2026-11-22", "6 months ago", "2026-06-06"),
        ("2026-11-22", "12 months ago", "2025-12-07"),
        ("2026-11-22", "a year ago", "2026-01-22"),
        ("2026-11-22", "2 years ago", "2025-01-22"),
        ("2026-11-22", "150 years ago", "1877-01-22"),
        ("2026-11-22", "1800 months ago", "1876-12-07"),
        // At the ends of months, and around a leap day.
        ("2027-08-31", "6 months ago", "2027-03-15"),
        ("2026-03-31", "1 month ago", "2026-03-15"),
        ("2024-03-31", "1 month ago", "2024-03-15"),
        ("2024-03-01", "1 month ago", "2024-02-15"),
        ("2024-02-29", "1 year ago", "2023-04-29"),
        ("2024-12-31", "1 year ago", "2024-02-29"),
        ("2023-12-31", "1 year ago", "2023-02-28"),
        ("1900-01-01", "1 week ago", "1899-12-28"),
        ("1900-01-01", "1 month ago", "1899-12-16"),
        ("1900-01-01", "149 years ago", "1751-03-01"),
        // The last day of what is named, or the treatment date.
        ("2026-11-22", "yesterday", "2026-11-21"),
        ("2026-03-01", "yesterday", "2026-02-28"),
        ("2026-11-22", "last week", "2026-11-15"),
        ("2026-11-23", "last week", "2026-11-22"),
        ("2026-11-28", "last week", "2026-11-22"),
        ("2026-11-22", "last month", "2026-10-31"),
        ("2024-03-31", "last month", "2024-02-29"),
        ("2026-01-01", "last month", "2025-12-31"),
        ("2026-11-22", "last year", "2025-12-31"),
        ("1900-01-01", "last year", "1899-12-31"),
        ("2026-11-22", "November", "2026-11-22"),
        ("2026-11-22", "october", "2026-10-31"),
        ("2026-11-22", "December", "2025-12-31"),
        ("2026-11-01", "Nov", "2026-11-01"),
        ("2026-10-31", "Nov", "2025-11-30"),
        ("2024-12-31", "feb", "2024-02-29"),
        ("2025-01-31", "Feb", "2024-02-29"),
        ("2026-11-22", "11/2026", "2026-11-22"),
        ("2026-11-22", "03/2026", "2026-03-31"),
        ("2026-11-22", "Sept 2026", "2026-09-30"),
        ("2026-11-22", "2026", "2026-11-22"),
    ] {
        assert_eq!(read(text, on).as_deref(), Ok(day), "{text} on {on}");
    }
}

#[test]
fn a_day_can_be_written_as_people_write_it() {
    let on = "2026-11-22";
    for (day, texts) in [
        (
            "2026-03-15",
            &[
                "2026-03-15",
                "2026-3-15",
                "2026/03/15",
                "2026.3.15",
                "15/03/2026",
                "15.3.2026",
                "15-03-2026",
                "03/15/2026",
                "3.15.2026",
                "3-15-2026",
                "15 March 2026",
                "15 mar 2026",
                "March 15, 2026",
                "MARCH 15 2026",
                "Mar 15, 2026",
                "  15   March  2026 ",
            ][..],
        ),
        ("2026-03-03", &["03/03/2026", "3.3.2026", "3-03-2026", "2026/3/3"]),
        (
            "2026-09-01",
            &["Sept 1, 2026", "1 sept 2026", "Sept. 1, 2026", "1 SEP. 2026", " 2026-09-01 "],
        ),
        ("2026-02-28", &["Feb", "Feb.", "feb 2026", "Feb. 2026"]),
        ("2026-05-31", &["May", "may 2026"]),
        ("2026-11-11", &["11 days", "11 days ago", "2 weeks", "2  WEEKS AGO", " 2 Weeks "]),
        ("2026-11-18", &["a week", "1 week", "one week", "an week ago", "One Week"]),
        ("2026-03-31", &["March", "MARCH", "mar", "03/2026", "3.2026", "03-2026", "2026/3"]),
        ("2026-11-22", &["today", "Today", " TODAY"]),
        ("2026-10-31", &["last month", "Last Month", "last  month"]),
        ("never", &["never", "Never", "NEVER "]),
        ("unsure", &["unsure", "Unsure", " UNSURE "]),
    ] {
        for text in texts {
            assert_eq!(read(text, on).as_deref(), Ok(day), "{text:?}");
        }
    }
}

#[test]
fn a_date_that_could_be_two_days_is_refused_and_both_are_named() {
    for text in ["03/04/2026", "3.4.2026", "03-4-2026"] {
        let message = format!("`{text}` could be 2026-04-03 or 2026-03-04");
        assert_eq!(read(text, "2026-11-22"), Err((FaultCode::BadDate, message)));
    }
    // Not even if only one of them lies in the past.
    let message = "`03/12/2026` could be 2026-12-03 or 2026-03-12".to_owned();
    assert_eq!(read("03/12/2026", "2026-11-22"), Err((FaultCode::BadDate, message)));
    for text in ["15/03/26", "3/4/26", "26-03-15", "03/26", "March 15, 26", "15 March 26", "May 26"]
    {
        let message = format!("`{text}` has no four-digit year");
        assert_eq!(read(text, "2026-11-22"), Err((FaultCode::BadDate, message)));
    }
    for text in ["15 March", "March 15"] {
        let message = format!("`{text}` has no four-digit year");
        assert_eq!(read(text, "2026-11-22"), Err((FaultCode::BadDate, message)));
    }
    for (text, why) in [
        ("30/02/2026", "2026-02-30 does not exist: that month has 28 days"),
        ("02/30/2026", "2026-02-30 does not exist: that month has 28 days"),
        ("February 29, 2026", "2026-02-29 does not exist: that month has 28 days"),
        ("13/2026", "2026-13-01 does not exist"),
        ("12/2026", "2026-12-01 is after the treatment date, 2026-11-22"),
        ("15/12/2026", "2026-12-15 is after the treatment date, 2026-11-22"),
        ("151 years ago", "`151 years ago` is more than 150 years before the treatment date"),
        ("1801 months", "`1801 months` is more than 150 years before the treatment date"),
        ("9999 months", "`9999 months` is more than 150 years before the treatment date"),
        ("15/03/1826", "`15/03/1826` is more than 150 years before the treatment date"),
    ] {
        assert_eq!(read(text, "2026-11-22").map_err(|fault| fault.1), Err(why.to_owned()));
    }
}
