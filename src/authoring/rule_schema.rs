//! The JSON Schema of rule files, for editors: they complete keys and words, show what each key is
//! for, and underline what cannot be.
//!
//! It is of draft 7, which editors of TOML know. It says less than the reader of rule files, which
//! alone decides whether a file is good: a schema cannot tell, for example, whether a number is
//! within the `min` and `max` of its question.

use serde_json::{Map, Value, json};

use crate::report::word;
use crate::rulebook::{
    AftercareKind, Choice, Evidence, Kind, KindWord, Level, Question, RESERVED_QUESTION_IDS, Read,
    Rulebook, Urgency,
};
use crate::text::word::Word as _;

/// The schema of every rule file, or, with a rulebook, of its own file: then ids are those of the
/// rulebook.
#[must_use]
pub fn rule_schema(rulebook: Option<&Rulebook>) -> Value {
    let keys = Keys(rulebook);
    let any_id = json!({"pattern": ANY_ID});
    let question_id =
        json!({"pattern": "^[a-z][a-z0-9_]{0,63}$", "not": {"enum": RESERVED_QUESTION_IDS}});
    let title = match rulebook {
        Some(rulebook) => format!("The rule file of {}", rulebook.head().title),
        None => "A rule file of needlecheck".to_owned(),
    };
    let mut schema = table(
        &["format", "rulebook", "question", "rule"],
        [
            ("format", "The form of rule files that this one has.", json!({"const": 1})),
            ("rulebook", "What holds for all of the rulebook.", keys.head()),
            ("source", "What the rules rest on, by ids.", by_id(&any_id, &source())),
            ("group", "Questions that are asked together, by ids.", by_id(&any_id, &group())),
            ("question", "What a person is asked, by ids.", by_id(&question_id, &keys.question())),
            ("rule", "What follows from the answers, by ids.", by_id(&any_id, &keys.rule())),
            (
                "aftercare",
                "What to expect, to do and to watch for after the treatment.",
                json!({"type": "array", "items": keys.aftercare()}),
            ),
        ],
    );
    schema["$schema"] = Value::from("http://json-schema.org/draft-07/schema#");
    schema["title"] = Value::from(title);
    schema["definitions"] = json!({"condition": keys.condition()});
    schema
}

const ANY_ID: &str = "^[a-z][a-z0-9_-]{0,63}$";

/// The keys of a table with what each is for, of which some are required, and no other keys.
fn table<const N: usize>(required: &[&str], keys: [(&str, &str, Value); N]) -> Value {
    let properties: Map<String, Value> = keys
        .into_iter()
        .map(|(key, description, mut schema)| {
            schema["description"] = Value::from(description);
            (key.to_owned(), schema)
        })
        .collect();
    json!({
        "type": "object", "properties": properties, "required": required,
        "additionalProperties": false,
    })
}

fn by_id(id: &Value, entry: &Value) -> Value {
    json!({"type": "object", "propertyNames": id, "additionalProperties": entry})
}

fn text() -> Value {
    json!({"type": "string", "pattern": r"\S"})
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn duration() -> Value {
    json!({"type": "string", "pattern": "^[0-9]+ (day|week|month|year)s?$"})
}

fn one_of<'a>(ids: impl Iterator<Item = &'a String>) -> Value {
    json!({"enum": ids.collect::<Vec<_>>()})
}

fn condition() -> Value {
    json!({"$ref": "#/definitions/condition"})
}

/// `then` is required where the key `key` has this value.
fn only_if(key: &str, value: &str, then: &Value) -> Value {
    json!({"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": then})
}

fn source() -> Value {
    let mut source = table(
        &["title", "by", "read"],
        [
            ("title", "The title as it was published.", text()),
            ("by", "Who published it.", text()),
            ("year", "The year.", json!({"type": "integer", "minimum": 1500, "maximum": 2200})),
            (
                "url",
                "Its address on the web.",
                json!({"type": "string", "pattern": r"^https?://\S+$"}),
            ),
            ("doi", "Its DOI, bare.", json!({"type": "string", "pattern": r"^10\.\S+/\S+$"})),
            ("read", "What was read of it.", word::<Read>()),
        ],
    );
    source["not"] = json!({"required": ["url", "doi"]});
    source
}

fn group() -> Value {
    table(
        &["ask"],
        [
            ("title", "Its name, for headings.", text()),
            ("ask", "What is asked of all its questions.", text()),
        ],
    )
}

/// The keys that can refer to ids.
struct Keys<'r>(Option<&'r Rulebook>);

impl Keys<'_> {
    fn head(&self) -> Value {
        let levels_by = self.0.map_or_else(text, |rulebook| {
            let fits = |question: &&Question| {
                matches!(question.kind, Kind::Choice(_)) && question.ask_when.is_none()
            };
            one_of(rulebook.questions().iter().filter(fits).map(|question| &question.id))
        });
        table(
            &["id", "title", "version", "reviewed", "notice"],
            [
                ("id", "Its id.", json!({"type": "string", "pattern": ANY_ID})),
                ("title", "What it screens for.", text()),
                ("version", "Its version.", text()),
                ("reviewed", "When it was last looked at as a whole.", day()),
                ("review_every", "How often that has to be, such as `1 year`.", duration()),
                ("levels_by", "The choice by which levels may differ.", levels_by),
                ("valid_for", "How long a result holds, such as `90 days`.", duration()),
                (
                    "plain",
                    "Names that do not count as hard to read.",
                    json!({"type": "array", "items": text()}),
                ),
                ("notice", "What stands at the end of every report.", text()),
            ],
        )
    }

    fn question(&self) -> Value {
        let group = self
            .0
            .map_or_else(text, |rulebook| one_of(rulebook.groups().iter().map(|one| &one.id)));
        let step = table(
            &["to", "how"],
            [
                ("to", "The answer that the change leads to.", json!({})),
                ("how", "How to make the change.", text()),
            ],
        );
        let way = json!({"anyOf": [text(), step]});
        let options = json!({
            "type": "object", "minProperties": 1, "additionalProperties": text(),
            "propertyNames": {"pattern": ANY_ID, "not": {"enum": ["unsure", "null"]}},
        });
        let number = json!({"type": "number"});
        let mut question = table(
            &["ask", "kind"],
            [
                ("group", "The group that it is asked with.", group),
                ("ask", "The question.", text()),
                ("why", "Why it is asked.", text()),
                ("kind", "What an answer is.", word::<KindWord>()),
                ("options", "The options of a choice, each with its label.", options),
                ("unit", "The unit of a number.", text()),
                ("min", "The smallest number that is accepted.", number.clone()),
                ("max", "The largest number that is accepted.", number.clone()),
                ("ask_when", "When it is asked; without it, always.", condition()),
                (
                    "assume",
                    "What counts if it is left unanswered. Without it, an answer is needed for a go.",
                    json!({"type": ["boolean", "string", "number"]}),
                ),
                (
                    "change",
                    "How a person can change an answer, by the answer that it starts from; of a \
                     number, from any other.",
                    json!({"type": "object", "minProperties": 1}),
                ),
            ],
        );
        let none_of = |keys: &[&str], more: Value| {
            let mut properties: Map<String, Value> =
                keys.iter().map(|key| ((*key).to_owned(), Value::Bool(false))).collect();
            if let Value::Object(more) = more {
                properties.extend(more);
            }
            json!({"properties": properties})
        };
        let ways = |answers: Value| json!({"type": "object", "propertyNames": answers, "additionalProperties": way});
        let mut choice = none_of(
            &["unit", "min", "max"],
            json!({"assume": {"type": "string"}, "change": ways(json!({"pattern": ANY_ID}))}),
        );
        choice["required"] = json!(["options"]);
        let mut of_number = none_of(&["options"], json!({"assume": number, "change": step}));
        of_number["required"] = json!(["min", "max"]);
        let yes_no = none_of(
            &["options", "unit", "min", "max"],
            json!({"assume": {"type": "boolean"}, "change": ways(json!({"enum": ["yes", "no"]}))}),
        );
        let date = none_of(
            &["options", "unit", "min", "max", "change"],
            json!({"assume": {"const": "never"}}),
        );
        question["allOf"] = json!([
            only_if("kind", "choice", &choice),
            only_if("kind", "number", &of_number),
            only_if("kind", "yes-no", &yes_no),
            only_if("kind", "date", &date),
        ]);
        question
    }

    fn rule(&self) -> Value {
        let mut rule = table(
            &["title", "when", "level", "reason", "advice", "sources", "evidence"],
            [
                ("title", "What is so, as a heading.", text()),
                ("says", "The same as a clause with a subject, for use within a sentence.", text()),
                ("when", "The tests that must all hold for the rule to apply.", condition()),
                ("level", "How far a person may go.", self.level()),
                ("reason", "Why.", text()),
                ("advice", "What to do.", text()),
                ("until", "When it ends, in words, where no date ends it.", text()),
                ("sources", "The ids of the sources that it rests on.", self.sources()),
                ("evidence", "The kind of evidence.", word::<Evidence>()),
                ("dispute", "Who sees it otherwise.", text()),
                ("eases", "Why one more yes may take this rule away.", text()),
                ("reviewed", "When it was looked at apart from the rest.", day()),
            ],
        );
        rule["allOf"] = json!([sourced()]);
        rule
    }

    fn aftercare(&self) -> Value {
        let mut aftercare = table(
            &["kind", "text", "sources"],
            [
                (
                    "kind",
                    "An effect to expect, something to do, or a warning.",
                    word::<AftercareKind>(),
                ),
                ("text", "What it is.", text()),
                ("act", "What to do then; of a warning.", text()),
                ("urgency", "How soon; of a warning.", word::<Urgency>()),
                ("short", "The sign in at most 60 columns; of a warning.", text()),
                ("when", "Whom it is for; without it, everybody.", condition()),
                ("sources", "The ids of the sources that it rests on.", self.sources()),
                ("evidence", "The kind of evidence.", word::<Evidence>()),
            ],
        );
        let mut parts = vec![sourced(), only_if("kind", "warning", &json!({"required": ["act"]}))];
        let others = json!({"properties": {"act": false, "urgency": false, "short": false}});
        let other_kinds =
            AftercareKind::words().filter(|kind| *kind != AftercareKind::Warning.as_str());
        parts.extend(other_kinds.map(|kind| only_if("kind", kind, &others)));
        aftercare["allOf"] = Value::from(parts);
        aftercare
    }

    /// One level, or one for each option of the `levels_by` question.
    fn level(&self) -> Value {
        let cells = match self.0 {
            None => json!({
                "type": "object", "minProperties": 1, "additionalProperties": word::<Level>(),
            }),
            Some(rulebook) => {
                let Some(question) = rulebook.head().levels_by else { return word::<Level>() };
                let options = rulebook[question].options();
                let level = |option: &Choice| {
                    let mut level = word::<Level>();
                    level["description"] = Value::from(option.label.as_str());
                    (option.id.clone(), level)
                };
                let levels: Map<String, Value> = options.iter().map(level).collect();
                let options: Vec<&String> = options.iter().map(|option| &option.id).collect();
                json!({
                    "type": "object", "properties": levels, "required": options,
                    "additionalProperties": false,
                })
            }
        };
        json!({"anyOf": [word::<Level>(), cells]})
    }

    fn sources(&self) -> Value {
        let id = self
            .0
            .map_or_else(text, |rulebook| one_of(rulebook.sources().iter().map(|one| &one.id)));
        json!({"type": "array", "items": id, "uniqueItems": true})
    }

    /// A table of tests that must all hold.
    fn condition(&self) -> Value {
        let several = json!({"type": "array", "minItems": 1, "items": condition()});
        let (any, mut all) = (several.clone(), several);
        all["description"] = Value::from("All of these hold.");
        let mut tests = Map::from_iter([("all".to_owned(), all), ("any".to_owned(), any)]);
        tests["any"]["description"] = Value::from("At least one of these holds.");
        let of_questions = |tests: &mut Map<String, Value>, rulebook: &Rulebook| {
            for question in rulebook.questions() {
                let mut test = test(question);
                test["description"] = Value::from(question.ask.as_str());
                tests.insert(question.id.clone(), test);
            }
        };
        let other = match self.0 {
            Some(rulebook) => {
                of_questions(&mut tests, rulebook);
                Value::Bool(false)
            }
            None => json!({"anyOf": [
                {"type": "boolean"}, options(&text()), range(), within(),
            ]}),
        };
        json!({
            "type": "object", "minProperties": 1, "properties": tests,
            "additionalProperties": other,
        })
    }
}

/// A list of sources is empty only where the author alone vouches.
fn sourced() -> Value {
    json!({
        "if": {"not": {"properties": {"evidence": {"const": Evidence::Editorial.as_str()}}, "required": ["evidence"]}},
        "then": {"properties": {"sources": {"minItems": 1}}},
    })
}

/// A test of a question.
fn test(question: &Question) -> Value {
    match &question.kind {
        Kind::YesNo => json!({"type": "boolean"}),
        Kind::Choice(choices) => options(&one_of(choices.iter().map(|choice| &choice.id))),
        Kind::Number { .. } => range(),
        Kind::Date => within(),
    }
}

fn options(option: &Value) -> Value {
    json!({"anyOf": [
        option, {"type": "array", "minItems": 1, "uniqueItems": true, "items": option},
    ]})
}

fn range() -> Value {
    let bound = || json!({"type": "number"});
    let mut range = table(
        &[],
        [
            ("over", "Larger than this.", bound()),
            ("at_least", "This or larger.", bound()),
            ("under", "Smaller than this.", bound()),
            ("at_most", "This or smaller.", bound()),
        ],
    );
    range["minProperties"] = json!(1);
    range["not"] = json!({"anyOf": [
        {"required": ["over", "at_least"]}, {"required": ["under", "at_most"]},
    ]});
    range
}

fn within() -> Value {
    table(&["within"], [("within", "It happened less than this long ago.", duration())])
}
