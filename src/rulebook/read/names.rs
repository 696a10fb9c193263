//! The names that a rule file declares, collected before references to them are read.

use super::source_map::{Node, Span};
use super::table::{Entry, Table};
use crate::diagnostic::{Code, Diagnostic, DiagnosticSink};
use crate::text::escape;

/// Ids that a question cannot have, because they are or may become names of flags, keys of the
/// answers or words of conditions.
pub const RESERVED_QUESTION_IDS: &[&str] = &[
    "accessible",
    "all",
    "answers",
    "any",
    "ask",
    "brief",
    "color",
    "colour",
    "columns",
    "completions",
    "coverage",
    "debug",
    "delimiter",
    "deny_warnings",
    "error",
    "explain",
    "fail_on",
    "file",
    "format",
    "full",
    "help",
    "id",
    "ignore_columns",
    "input",
    "json",
    "lang",
    "language",
    "line",
    "man",
    "no_color",
    "no_input",
    "notes",
    "on",
    "output",
    "profile",
    "quiet",
    "rule",
    "rules",
    "save",
    "schema",
    "stop_on_error",
    "strict",
    "summary",
    "texts",
    "threads",
    "verbose",
    "version",
    "width",
];

/// Everything that a rule file declares, by kind.
pub(super) struct Names<'a> {
    pub(super) sources: Declarations<'a>,
    pub(super) groups: Declarations<'a>,
    pub(super) questions: Declarations<'a>,
    pub(super) rules: Declarations<'a>,
}

impl<'a> Names<'a> {
    pub(super) fn declared(root: &Table<'a>) -> Self {
        let names = Self {
            sources: Declarations::optional(root, "source"),
            groups: Declarations::optional(root, "group"),
            questions: Declarations::needed(root, "question"),
            rules: Declarations::needed(root, "rule"),
        };
        for question in &names.questions.entries {
            check_question_id(question);
        }
        let others = [&names.sources, &names.groups, &names.rules];
        for entry in others.iter().flat_map(|section| &section.entries) {
            check_key(entry);
        }
        names
    }
}

/// All tables of one kind, such as `[question.*]`, in file order.
pub(super) struct Declarations<'a> {
    what: &'static str,
    entries: Vec<Entry<'a>>,
    by_name: Vec<(&'a str, usize)>,
}

impl<'a> Declarations<'a> {
    fn needed(root: &Table<'a>, what: &'static str) -> Self {
        let entry = root.need(what);
        let section = Self::of(what, entry.as_ref());
        if let Some(entry) = entry.filter(|entry| entry.is_table() && section.entries.is_empty()) {
            entry.push(
                entry
                    .fault_at_key(Code::MissingKey, format!("there is no {what} here"))
                    .expected(format!("expected `[{what}.*]` tables")),
            );
        }
        section
    }

    fn optional(root: &Table<'a>, what: &'static str) -> Self {
        Self::of(what, root.get(what).as_ref())
    }

    fn of(what: &'static str, entry: Option<&Entry<'a>>) -> Self {
        let table = entry.and_then(Entry::table);
        let entries = table.map(|table| table.entries()).unwrap_or_default();
        let mut by_name: Vec<_> =
            entries.iter().enumerate().map(|(index, entry)| (entry.key, index)).collect();
        by_name.sort_unstable();
        Self { what, entries, by_name }
    }

    /// Reads every table of the section; `None` for one that cannot be used because of a fault.
    pub(super) fn read<T>(
        &self,
        read: impl Fn(&'a str, &Table<'a>) -> Option<T>,
    ) -> Vec<Option<T>> {
        self.entries.iter().map(|entry| read(entry.key, &entry.table()?)).collect()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The places of all tables, in file order.
    pub(super) fn nodes(&self) -> Vec<Node> {
        self.entries.iter().map(Entry::node).collect()
    }

    /// The entry with this key in one of the tables.
    pub(super) fn entry_in(&self, index: usize, key: &'static str) -> Option<Entry<'a>> {
        self.entries[index].table_if_any()?.get(key)
    }

    pub(super) fn name(&self, index: usize) -> &'a str {
        self.entries[index].key
    }

    /// The places of all that is declared, in the order of their names.
    pub(super) fn by_name(&self) -> impl Iterator<Item = usize> {
        self.by_name.iter().map(|&(_, index)| index)
    }

    fn find(&self, name: &str) -> Option<usize> {
        let at = self.by_name.binary_search_by_key(&name, |&(name, _)| name).ok()?;
        Some(self.by_name[at].1)
    }

    /// The index of the table with this name; a fault at `span` if there is none.
    pub(super) fn resolve(
        &self,
        bag: &DiagnosticSink,
        name: &str,
        span: Span,
        code: Code,
    ) -> Option<usize> {
        let found = self.find(name);
        if found.is_none() {
            let message = format!("there is no {} {}", self.what, escape::quoted(name));
            bag.push(
                Diagnostic::error(code, span, message)
                    .expected(format!("expected the id of a `[{}.*]` table", self.what))
                    .suggestion(bag.nearest(name, self.by_name.iter().map(|&(name, _)| name))),
            );
        }
        found
    }
}

fn check_question_id(question: &Entry<'_>) {
    let (id, span) = (question.key, question.key_span.clone());
    let fine = check_id(question, id, span, "`_`", |c| c == '_');
    if fine && RESERVED_QUESTION_IDS.contains(&question.key) {
        let message = format!("`{}` cannot be the id of a question", question.key);
        question.push(
            Diagnostic::error(Code::ReservedId, question.key_span.clone(), message)
                .expected("expected another id")
                .note("the program itself uses this word, for a flag, a key or an answer"),
        );
    }
}

/// Whether the key of an entry may be an id, which may hold `-` and `_`.
pub(crate) fn check_key(entry: &Entry<'_>) -> bool {
    check_any_id(entry, entry.key, entry.key_span.clone())
}

/// Whether a text may be an id, which may hold `-` and `_`.
pub(super) fn check_any_id(entry: &Entry<'_>, id: &str, span: Span) -> bool {
    check_id(entry, id, span, "`-` or `_`", |c| c == '-' || c == '_')
}

/// The maximum number of characters of an id.
const LONGEST_ID: usize = 64;

/// Whether a text is an id: it starts with a lower-case letter, continues with such letters, digits
/// and `extra`, and does not end with `-` or `_`.
pub(crate) fn is_id(text: &str, extra: fn(char) -> bool) -> bool {
    text.len() <= LONGEST_ID
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with(['-', '_'])
        && text.chars().all(|c| fits_id(c, extra))
}

fn fits_id(c: char, extra: fn(char) -> bool) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || extra(c)
}

/// Whether an id is one; `joined_by` is the words for `extra`.
fn check_id(
    entry: &Entry<'_>,
    id: &str,
    span: Span,
    joined_by: &str,
    extra: fn(char) -> bool,
) -> bool {
    let fits = |c: char| fits_id(c, extra);
    let fine = is_id(id, extra);
    if !fine {
        let near: String = id
            .to_lowercase()
            .chars()
            .map(|c| {
                if fits(c) {
                    c
                } else if extra('-') {
                    '-'
                } else {
                    '_'
                }
            })
            .collect();
        let near = near.trim_matches(['-', '_']);
        // Nothing is suggested that would have to be guessed or cut.
        let plain = |c: char| c.is_ascii_alphanumeric() || " -_.".contains(c);
        let sure = near.starts_with(|c: char| c.is_ascii_lowercase())
            && id.chars().all(plain)
            && near.len() <= LONGEST_ID;
        let expected = if id.len() > LONGEST_ID {
            format!("expected at most {LONGEST_ID} characters")
        } else {
            format!(
                "expected lower-case letters and digits, joined by {joined_by}, starting with a letter"
            )
        };
        entry.push(
            Diagnostic::error(Code::BadId, span, format!("{} cannot be an id", escape::quoted(id)))
                .expected(expected)
                .suggestion(sure.then_some(near)),
        );
    }
    fine
}
