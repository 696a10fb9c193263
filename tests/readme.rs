//! Every command that the READMEs show is run, and prints what they say.

#![cfg(feature = "cli")]
#![cfg(unix)]

mod support;

use std::path::Path;

use needlecheck::interview::{Interview, Subject};
use needlecheck::{Answers, Rulebook};

#[test]
fn the_commands_of_every_page_print_what_it_says() {
    for (page, least) in [
        ("README.md", 6),
        ("src/cli/README.md", 6),
        ("rules/README.md", 4),
        ("packaging/about.md", 2),
    ] {
        let text = std::fs::read_to_string(page).unwrap();
        let (again, commands) = rerun(&text);
        assert!(commands >= least, "{page} shows only {commands} commands");
        support::assert_snapshot(again, page);
    }
}

#[test]
fn the_readme_is_short_and_hides_no_output() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(readme.lines().count() <= 230, "{} lines", readme.lines().count());
    assert!(!readme.contains("| head") && !readme.contains("| tail"));
}

/// Every file that a page leads to is there.
#[test]
fn no_link_to_a_file_is_broken() {
    let pages = [
        "README.md",
        "src/cli/README.md",
        "rules/README.md",
        "examples/README.md",
        "web/README.md",
        "packaging/README.md",
    ];
    for page in pages {
        let text = std::fs::read_to_string(page).unwrap();
        let folder = Path::new(page).parent().unwrap();
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let pictures = text.split("src=\"").chain(text.split("srcset=\"")).skip(1);
        let pictures = pictures.filter_map(|rest| rest.split('"').next());
        let is_file = |link: &&str| !link.contains(':') && !link.contains('\n');
        for link in links
            .chain(pictures.filter(|link| [".svg", ".png"].iter().any(|end| link.ends_with(end))))
            .filter(is_file)
        {
            assert!(folder.join(link).exists(), "{page}: {link}");
        }
    }
}

/// Somebody with healthy skin types 0 at every list, and takes the first option elsewhere.
#[test]
fn the_questionnaire_has_as_many_questions_as_the_readme_says() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (before, _) = readme.split_once(" questions to answer").unwrap();
    let questions: usize = before.rsplit(' ').next().unwrap().parse().unwrap();
    let rulebook = Rulebook::built_in();
    let mut interview = Interview::new(Answers::new(rulebook, support::TODAY));
    assert_eq!(interview.estimate().questions, questions);
    let mut asked = 0;
    while let Some(prompt) = interview.prompt() {
        let entry = match prompt.subject {
            Subject::Checklist { .. } => "0",
            Subject::Single { options, .. } if options.is_empty() => "30",
            Subject::Single { .. } => "1",
            Subject::Review { .. } => break,
        };
        interview.read(entry).unwrap();
        asked += 1;
    }
    assert_eq!(asked, questions);
}

#[test]
fn the_files_that_the_readme_shows_in_part_are_there() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    for (at, file) in [(1, "tests/forms/builder.toml"), (2, "rules/microneedling.toml")] {
        let shown = readme.split("```toml\n").nth(at).and_then(|rest| rest.split("```").next());
        let shown = shown.unwrap();
        assert!(std::fs::read_to_string(file).unwrap().contains(shown), "{file}: {shown}");
    }
}

#[test]
fn the_rulebook_and_the_cases_that_rule_authors_are_shown_work() {
    let page = std::fs::read_to_string("rules/README.md").unwrap();
    let shown: Vec<&str> =
        page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    let (rules, cases) = (folder.path().join("my.toml"), folder.path().join("my.cases.toml"));
    std::fs::write(&rules, shown[0]).unwrap();
    std::fs::write(&cases, shown[1]).unwrap();
    for command in ["check", "test"] {
        let run = support::needlecheck(["rules", command, rules.to_str().unwrap()]);
        assert_eq!(run.status, 0, "rules {command}: {}{}", run.out, run.err);
    }
}

/// The text with the output of every command in a `console` block made anew, and their number.
fn rerun(text: &str) -> (String, usize) {
    let mut again = String::new();
    let mut commands = 0;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        again.push_str(line);
        again.push('\n');
        if line != "```console" {
            continue;
        }
        while lines.peek().is_some_and(|line| *line != "```") {
            let Some(line) = lines.next() else { break };
            let Some(first) = line.strip_prefix("$ ") else { continue };
            let mut command = first.to_owned();
            again.extend([line, "\n"]);
            while let Some(more) = lines.peek().and_then(|line| line.strip_prefix('>')) {
                command.extend(["\n", more]);
                again.extend([">", more, "\n"]);
                lines.next();
            }
            again.push_str(&run(&command));
            commands += 1;
        }
    }
    (again, commands)
}

/// What a command prints, with the binary under test found by its name.
fn run(command: &str) -> String {
    let binary = support::binary();
    let folder = Path::new(binary.get_program()).parent().expect("the binary is in a folder");
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&others));
    let path = std::env::join_paths(folders).expect("folders have no colon in their names");
    // Both streams run into one.
    let mut shell = support::shell();
    shell.env_remove("NEEDLECHECK_RULES").env("PATH", path);
    let output = shell.arg("-c").arg(format!("exec 2>&1\n{command}")).output();
    let output = output.expect("there is a shell");
    let printed = String::from_utf8(output.stdout).expect("the program writes UTF-8");
    // Whether a treatment date has passed depends on the day on which the tests are run.
    let of_the_day = |line: &&str| line.starts_with("Note: the treatment date, ");
    printed.split_inclusive('\n').filter(|line| !of_the_day(line)).collect()
}
