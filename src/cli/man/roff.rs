//! The language of manual pages, in the part of it that groff and mandoc read alike.

use crate::text::append;

/// The maximum length of a line, if its words allow that.
const MAX_LINE_BYTES: usize = 78;

/// A manual page that is being written.
#[derive(Default)]
pub(super) struct Roff {
    text: String,
    /// Whether the last line was text that the next would run into.
    open: bool,
}

impl Roff {
    /// A request or macro, with arguments as they are.
    pub(super) fn request(&mut self, request: &str) {
        append(&mut self.text, format_args!(".{request}\n"));
        self.open = false;
    }

    fn requests(&mut self, requests: &[&str]) {
        for request in requests {
            self.request(request);
        }
    }

    /// The heading of a section.
    pub(super) fn section(&mut self, heading: &str) {
        self.request(&format!("SH \"{}\"", escaped(heading)));
    }

    /// The heading of a part of a section.
    pub(super) fn subsection(&mut self, heading: &str) {
        self.request(&format!("SS \"{}\"", escaped(heading)));
    }

    /// A line of text that is escaped already; it does not run into the line before it.
    pub(super) fn line(&mut self, escaped: &str) {
        if self.open {
            self.request("br");
        }
        // A space and a line break are the same here, and some readers want short lines.
        let mut columns = 0;
        for word in escaped.split(' ') {
            if columns > 0 {
                let fits = columns + word.len() < MAX_LINE_BYTES;
                self.text.push(if fits { ' ' } else { '\n' });
                columns = if fits { columns + 1 } else { 0 };
            }
            if columns == 0 && word.starts_with('.') {
                self.text.push_str("\\&");
            }
            self.text.push_str(word);
            columns += word.len();
        }
        self.text.push('\n');
        self.open = true;
    }

    /// A term of a list and what it means. `term` is escaped already, `meaning` is not.
    pub(super) fn item(&mut self, term: &str, meaning: &str) {
        self.request("TP");
        append(&mut self.text, format_args!("{term}\n"));
        self.body(meaning, "IP");
    }

    /// A text of several paragraphs, with an empty line between them.
    pub(super) fn paragraphs(&mut self, text: &str) {
        if self.open {
            self.request("PP");
        }
        self.body(text, "PP");
    }

    /// A text whose lines stay apart and whose lists are lists. `paragraph` starts a paragraph
    /// where the text is.
    fn body(&mut self, text: &str, paragraph: &str) {
        let mut in_list = false;
        for line in text.lines().map(str::trim) {
            let item = line.strip_prefix("- ");
            match (item, in_list) {
                (Some(_), false) => self.requests(&["PD 0", "RS"]),
                (None, true) => self.requests(&["RE", paragraph, "PD"]),
                _ => {}
            }
            in_list = item.is_some();
            match item {
                Some(item) => {
                    self.request("IP \\(bu 2");
                    self.line(&escaped(item));
                }
                None if line.is_empty() => self.request(paragraph),
                None => self.line(&escaped(line)),
            }
        }
        if in_list {
            self.requests(&["RE", "PD"]);
        }
    }

    /// Lines that are shown as they are, indented.
    pub(super) fn example(&mut self, lines: &str) {
        self.requests(&["RS 4", "nf"]);
        for line in lines.lines() {
            append(&mut self.text, format_args!("{}\n", escaped(line)));
        }
        self.requests(&["fi", "RE"]);
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The text with every character that would mean something else written by its name.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\\' => written.push_str("\\(rs"),
            '-' => written.push_str("\\-"),
            '\'' => written.push_str("\\(aq"),
            '"' => written.push_str("\\(dq"),
            '`' => written.push_str("\\(ga"),
            '^' => written.push_str("\\(ha"),
            '~' => written.push_str("\\(ti"),
            c if c.is_ascii() => written.push(c),
            c => append(&mut written, format_args!("\\[u{:04X}]", u32::from(c))),
        }
    }
    written
}

pub(super) fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", escaped(text))
}

pub(super) fn italic(text: &str) -> String {
    format!("\\fI{}\\fR", escaped(text))
}
