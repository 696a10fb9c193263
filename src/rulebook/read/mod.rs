//! Reads a rule file and checks it.
//!
//! The file is read in three steps, none of which stops at a fault: first names, so that entries
//! may refer to later ones; then questions; then everything that tests questions. Only a file
//! without any fault becomes a [`Rulebook`].

mod aftercare;
mod change;
mod condition;
mod cycle;
mod head;
pub(crate) mod names;
mod question;
mod rule;
pub(crate) mod sink;
mod size;
mod source;
pub(crate) mod source_map;
pub(crate) mod table;
mod typed;
pub(crate) mod value;

use std::borrow::Cow;
use std::sync::OnceLock;

use toml::Spanned;
use toml::de::DeTable;

use self::names::Names;
use self::sink::Sink;
use self::source_map::SourceMap;
use self::table::{Entry, Table};
use super::Rulebook;
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink, Diagnostics};

pub use names::RESERVED_QUESTION_IDS;

/// The maximum size of a rule file in bytes: 8 MiB.
pub const LONGEST_RULE_FILE: usize = 8 << 20;

/// The bytes of a rule file as text; a fault if they are too many or not UTF-8.
pub(crate) fn bytes(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    let bag = DiagnosticSink::default();
    if bytes.len() > LONGEST_RULE_FILE {
        // Such a file was not read whole, and may have been cut within a character.
        too_long(&bag);
        return Err(bag.into_diagnostics(name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
        bag.push(
            Diagnostic::error(Code::NotUtf8, at..end, "the file is not UTF-8 text")
                .expected("the text is not UTF-8 from here on")
                .note("an editor can save the file as UTF-8"),
        );
        bag.into_diagnostics(name, text)
    })
}

fn too_long(bag: &DiagnosticSink) {
    let limit = LONGEST_RULE_FILE >> 20;
    bag.push(
        Diagnostic::error(Code::FileTooLong, 0..0, "the rule file is too long")
            .expected(format!("expected at most {limit} MiB")),
    );
}

pub(super) fn rulebook(name: &str, text: Cow<'static, str>) -> Result<Rulebook, Diagnostics> {
    let body = body(&text);
    let sink = Sink::default();
    let read = if text.len() > LONGEST_RULE_FILE {
        too_long(&sink.bag);
        None
    } else {
        let document = document(&sink.bag, body);
        let read = document.as_ref().and_then(|document| parse(document.get_ref(), &sink));
        // The built-in text is read once in a process, and most processes end soon after. To free
        // what was read, piece by piece, would take a tenth as long as reading it.
        if matches!(text, Cow::Borrowed(_)) {
            std::mem::forget(document);
        }
        read
    };
    match read {
        Some(parts) if sink.bag.is_empty() => Ok(Rulebook {
            text,
            sha256: OnceLock::new(),
            head: parts.head,
            sources: parts.sources,
            groups: parts.groups,
            questions: parts.questions.into(),
            rules: parts.rules,
            aftercare: parts.aftercare,
            ask_order: parts.ask_order,
            by_id: parts.by_id,
        }),
        _ => Err(sink.bag.into_diagnostics(name, body.to_owned())),
    }
}

/// The places of a rule file that has been read without a fault, by reading it once more.
pub(super) fn source_map(text: &str) -> SourceMap {
    let sink = Sink::with_map();
    if let Some(document) = document(&sink.bag, body(text)) {
        parse(document.get_ref(), &sink);
    }
    let mut map = sink.into_map().unwrap_or_default();
    map.prose.sort_by_key(|prose| prose.span.start);
    map
}

/// The parts of a rulebook, checked; complete only if there was no fault.
struct Parts {
    head: super::Head,
    sources: Vec<super::Source>,
    groups: Vec<super::Group>,
    questions: Vec<super::Question>,
    rules: Vec<super::Rule>,
    aftercare: Vec<super::Aftercare>,
    ask_order: Vec<super::QuestionId>,
    by_id: Vec<super::QuestionId>,
}

/// An error of the TOML parser, which is one phrase for programmers, as a diagnostic.
fn syntax(error: &toml::de::Error) -> Diagnostic {
    let said = error.message();
    let (message, expected) = said.split_once(", expected ").unwrap_or((said, ""));
    let message = if message.contains("recurs") { "this is nested too deeply" } else { message };
    let expected = match expected {
        "" | "nothing" => None,
        "literal string" => Some("text in quotes"),
        expected => Some(expected),
    };
    let fault = Diagnostic::error(Code::Syntax, error.span().unwrap_or(0..0), message);
    match expected {
        Some(expected) => fault.expected(format!("expected {expected}")),
        None => fault,
    }
}

/// The text as a TOML document; `None` if it has a syntax fault. Such a document is not read any
/// further, because its other faults might only follow from that one.
pub(crate) fn document<'t>(bag: &DiagnosticSink, text: &'t str) -> Option<Spanned<DeTable<'t>>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        bag.push(syntax(error));
    }
    errors.is_empty().then_some(document)
}

/// The text without the byte order mark that some editors put first, which has no column.
pub(crate) fn body(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn parse(document: &DeTable<'_>, sink: &Sink) -> Option<Parts> {
    let bag = &sink.bag;
    let root = Table::root(sink, document);
    root.format("rule file")?;

    let names = Names::declared(&root);
    let sources = names.sources.read(source::source);
    let groups = names.groups.read(question::group);
    let unlinked = names.questions.read(|id, table| question::question(id, table, &names, bag));
    let (known, mut questions): (Vec<_>, Vec<_>) = unlinked
        .into_iter()
        .map(|found| found.map_or((None, None), |found| (Some(found.kind), found.question)))
        .unzip();
    let options: Vec<_> =
        known.iter().map(|kind| kind.as_ref().map(value::by_id).unwrap_or_default()).collect();
    let scope = condition::Scope { bag, names: &names, kinds: &known, options: &options };
    let ask_order = question::ask_whens(&scope, &mut questions);

    let (levels_by, head) = head::head(&root, &scope).unwrap_or_default();
    let rules = names.rules.read(|id, table| rule::rule(id, table, &scope, levels_by));
    let aftercare = aftercare::all(&root, &scope);
    root.finish();
    sink.note(|map| {
        map.rulebook = root.get("rulebook").map(|entry| entry.node()).unwrap_or_default();
        map.sources = names.sources.nodes();
        map.groups = names.groups.nodes();
        map.questions = names.questions.nodes();
        map.rules = names.rules.nodes();
        let aftercare = root.get("aftercare").and_then(|list| list.items());
        map.aftercare = aftercare.unwrap_or_default().iter().map(Entry::node).collect();
    });

    // If there was a fault, some of these are incomplete.
    let parts = Parts {
        head: head?,
        sources: sources.into_iter().collect::<Option<_>>()?,
        groups: groups.into_iter().collect::<Option<_>>()?,
        questions: questions.into_iter().collect::<Option<_>>()?,
        rules: rules.into_iter().collect::<Option<_>>()?,
        aftercare: aftercare?,
        ask_order,
        by_id: names.questions.by_name().map(super::QuestionId::new).collect(),
    };
    if bag.is_empty() {
        size::check(bag, &names, &parts);
    }
    Some(parts)
}
