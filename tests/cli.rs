//! The real program, run from the shell with a home directory of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A home directory for one test, and the program running in it.
struct Shell {
    home: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.home.path().join(name), text).unwrap();
        self.path(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_koreacyber-tui"));
        command.args(arguments).env_clear().env("HOME", self.home.path()).current_dir(self.home.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::from(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Run::from(child.wait_with_output().unwrap())
    }

    fn own_store(&self) -> String {
        self.path(".local/share/koreacyber-tui/timeline.toml")
    }
}

#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    #[track_caller]
    fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    #[track_caller]
    fn fails(self, code: i32, words: &str) {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(self.err.contains(words), "{:?} does not contain {words:?}", self.err);
        assert!(self.err.lines().count() <= 2 || code == 2, "{}", self.err);
        if code != 2 {
            assert!(self.err.starts_with("koreacyber-tui: "), "{}", self.err);
        }
    }
}

/// An invented article in the style of a news agency.
const ARTICLE: &str = "\
Seoul and Washington sign memorandum on cyber drills

SEOUL, March 14 -- South Korea and the United States signed a memorandum of understanding on Thursday on joint cyber
defense drills, the Ministry of National Defense said.

Officials of U.S. Cyber Command and South Korea's Cyber Operations Command put their names to the paper in Seoul.

The two sides plan to hold a first exercise under the memorandum in September against North Korean hacking.
";

#[test]
fn without_a_terminal_the_bare_command_prints_the_plain_list() {
    let shell = Shell::new();
    let all = shell.run(&[]).ok();
    assert!(all.lines().count() > 100, "{all}");
    for id in
        ["dhs-msip-agreement-2016", "biden-yoon-summit-2022", "cybercom-mou-2022", "camp-david-summit-2023"]
    {
        assert!(all.contains(id), "{id} is missing");
    }
    let some = shell.run(&["nakasone"]).ok();
    assert!(some.contains("cybercom-mou-2022") && some.lines().count() < 10, "{some}");
    assert!(!Path::new(&shell.own_store()).exists(), "reading writes nothing");
}

#[test]
fn an_empty_result_is_not_a_failure() {
    let run = Shell::new().run(&["list", "zzzzqqqq"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn list_and_the_bare_command_share_the_filter_language() {
    let shell = Shell::new();
    let query = ["kind:mou|summit", "year:2022..2023", "!camp"];
    let listed = shell.run(&[&["list"][..], &query].concat()).ok();
    let ids: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().last()).collect();
    assert_eq!(ids.first(), Some(&"biden-yoon-summit-2022"), "{listed}");
    assert!(ids.contains(&"nis-cisa-mou-2023") && !ids.contains(&"camp-david-summit-2023"), "{listed}");
    assert_eq!(shell.run(&query).ok(), listed);
    let one = ["list", "--fields", "id", "actor:\"paul nakasone\" kind:mou"];
    assert_eq!(shell.run(&one).ok(), "cybercom-mou-2022\n");
}

#[test]
fn list_help_documents_the_whole_language() {
    let help = Shell::new().run(&["list", "--help"]).ok();
    let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (syntax, about) in koreacyber_tui::query::help() {
        assert!(words.contains(&format!("{syntax} {about}")), "{syntax} is missing:\n{help}");
    }
}

#[test]
fn an_invalid_filter_exits_with_2_and_shows_the_position() {
    let shell = Shell::new();
    let want = "koreacyber-tui: invalid filter: column 5: unknown value kind:sumit (did you mean summit?); use one of agreement, \
                summit, mou, statement, dialogue, working-group, exercise, advisory, sanction, indictment, \
                attribution, incident, policy, research\n  mou kind:sumit\n      ^^^^^^^^^^\n";
    for arguments in [&["list", "mou", "kind:sumit"][..], &["mou kind:sumit"]] {
        let run = shell.run(arguments);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", want));
    }
    shell.run(&["list", "foo:bar"]).fails(2, "invalid filter: column 1: unknown field foo");
    shell.run(&["list", "a", "|"]).fails(2, "invalid filter: column 3: ");
    // A filter with control characters is not repeated.
    let run = shell.run(&["list", "a\u{1b}[2Jb kind:\u{1b}[2Jxyz"]);
    assert_eq!((run.code, run.err.lines().count(), run.err.contains('\u{1b}')), (2, 1, false), "{}", run.err);
}

#[test]
fn export_writes_every_format_of_list() {
    let shell = Shell::new();
    let export = |arguments: &[&str]| shell.run(&[&["export", "kind:mou"], arguments].concat());
    for format in ["json", "jsonl", "csv"] {
        let listed = shell.run(&["list", "kind:mou", "--format", format]).ok();
        assert_eq!(export(&["--format", format]).ok(), listed);
        let file = shell.path(&format!("mou.{format}"));
        assert!(export(&["-o", &file]).ok().contains("written to"));
        assert_eq!(fs::read_to_string(&file).unwrap(), listed);
    }
    assert_eq!(export(&[]).ok(), export(&["--format", "json"]).ok());
    export(&["-o", "mou.xyz"]).fails(2, "mou.xyz: unknown file extension; add --format");
    export(&["--format", "xyz"]).fails(2, "json, jsonl, csv");
    export(&["-o", "missing/mou.csv"]).fails(1, "missing/mou.csv: ");
}

#[test]
fn a_filter_typed_on_the_other_layout_is_swapped_with_a_notice() {
    let shell = Shell::new();
    let run = shell.run(&["list", "--fields", "id", "ㅜㅁㅏㅁ내ㅜㄷ", "kind:mou"]);
    let notice = "koreacyber-tui: no matches as typed; showing matches for nakasone\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "cybercom-mou-2022\n", notice));
}

#[test]
fn imported_drafts_can_be_accepted_and_rejected() {
    let shell = Shell::new();
    let file = shell.write("story.txt", ARTICLE);
    let report = shell.run(&["import", &file, "--published", "2024-03-14"]).ok();
    assert!(report.contains("draft"), "{report}");
    let drafts = shell.run(&["drafts", "--format", "json"]).ok();
    let drafts: serde_json::Value = serde_json::from_str(&drafts).unwrap();
    let rows = drafts["events"].as_array().unwrap();
    let mou = rows.iter().find(|row| row["kind"] == "mou").expect("a memorandum is proposed");
    assert_eq!(mou["date"], "2024-03-14");
    let id = mou["id"].as_str().unwrap();
    assert!(shell.run(&["accept", id]).ok().contains("accepted"));
    let shown: serde_json::Value =
        serde_json::from_str(&shell.run(&["list", "--format", "json"]).ok()).unwrap();
    let event = shown["events"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap();
    assert!(event.get("status").is_none() && event.get("confidence").is_none(), "{event}");
    for row in rows.iter().filter(|row| row["id"] != id) {
        shell.run(&["reject", row["id"].as_str().unwrap()]).ok();
    }
    assert!(!fs::read_to_string(shell.own_store()).unwrap().contains("draft"));
    shell.run(&["check"]).ok();
}

/// A report on an event of the built-in timeline, of another day.
const KNOWN: &str = "Cyber commands of two allies sign memorandum in Seoul\n\nThe US Cyber Command and South Korea's Cyber \
                     Operations Command signed a memorandum of understanding on Friday to share cyber threat information \
                     and to train together, the Defense Ministry said.\n";

#[test]
fn a_source_and_a_conflict_wait_until_they_are_accepted() {
    let shell = Shell::new();
    let file = shell.write("story.txt", KNOWN);
    let known = shell.run(&["show", "cybercom-mou-2022"]).ok();
    let report = shell.run(&["import", &file, "--published", "2022-08-19", "--publisher", "Daily"]).ok();
    assert!(report.contains("2 drafts wait for review (1 source, 1 conflict)"), "{report}");
    assert_eq!(shell.run(&["show", "cybercom-mou-2022"]).ok(), known, "nothing changes before");
    let (row, conflict) =
        ("cybercom-mou-2022@daily-2022-08-19", "cybercom-mou-2022@daily-2022-08-19:date=2022-08-19");
    let drafts = shell.run(&["drafts"]).ok();
    for part in [
        &format!("{row}\n"),
        &format!("{conflict}\n"),
        "this article is a source for “",
        "it says 2022-08-19 where we have 2022-08-18",
        "signed a memorandum of understanding on Friday",
    ] {
        assert!(drafts.contains(part), "{part}: {drafts}");
    }
    shell.run(&["check"]).ok();
    shell.run(&["accept", row]).ok();
    let shown = shell.run(&["show", "cybercom-mou-2022"]).ok();
    assert!(shown.contains("Daily") && !shown.contains("2022-08-19:"), "{shown}");
    shell.run(&["reject", conflict]).ok();
    assert_eq!(shell.run(&["drafts"]).ok(), "");
    assert!(
        shell.run(&["show", "cybercom-mou-2022"]).ok().contains("Daily"),
        "accepted, so its source stays"
    );
    shell.run(&["reject", conflict]).fails(1, "no such draft");
    shell.run(&["check"]).ok();
}

#[test]
fn rejecting_a_source_rejects_all_that_its_import_wrote() {
    let shell = Shell::new();
    let file = shell.write("story.txt", KNOWN);
    shell.run(&["import", &file, "--published", "2022-08-19", "--publisher", "Daily"]).ok();
    let said = shell.run(&["reject", "daily-2022-08-19"]).ok();
    assert!(said.contains("rejected 2 drafts of daily-2022-08-19"), "{said}");
    let store = fs::read_to_string(shell.own_store()).unwrap();
    assert!(!store.contains("[["), "{store}");
    shell.run(&["reject", "daily-2022-08-19"]).fails(1, "no such draft");
}

#[test]
fn importing_an_article_twice_changes_nothing() {
    let shell = Shell::new();
    let file = shell.write("story.txt", ARTICLE);
    shell.run(&["import", &file, "--published", "2024-03-14"]).ok();
    let before = fs::read_to_string(shell.own_store()).unwrap();
    let report = shell.run(&["import", &file, "--published", "2024-03-14"]).ok();
    assert!(report.contains("No new drafts"), "{report}");
    assert_eq!(fs::read_to_string(shell.own_store()).unwrap(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let shell = Shell::new();
    let file = shell.write("story.txt", ARTICLE);
    shell.run(&["import", &file, "--dry-run", "--published", "2024-03-14"]).ok();
    assert!(!Path::new(&shell.path(".local")).exists());
    shell.run(&["--store", &shell.path("new"), "import", &file, "--dry-run"]).ok();
    assert!(!Path::new(&shell.path("new")).exists());
}

#[test]
fn import_reports_json() {
    let shell = Shell::new();
    let report = shell.run_with_input(&["import", "-", "--dry-run", "--format", "json"], ARTICLE).ok();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["schema"], 1);
    let article = &report["articles"][0];
    assert_eq!(article["path"], "-");
    assert_eq!(article["language"], "en");
    assert!(article["published"].get("basis").is_some());
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    for event in article["events"].as_array().unwrap() {
        let [start, end] = [0, 1].map(|at| event["span"][at].as_u64().unwrap() as usize);
        let evidence: String = text[start..end].iter().collect();
        assert_eq!(event["evidence"], evidence.as_str());
    }
}

#[test]
fn import_continues_after_failures_and_reports_them() {
    let shell = Shell::new();
    let file = shell.write("story.txt", ARTICLE);
    let bad = shell.path("bad.txt");
    fs::write(&bad, [0xff, 0xfe, 0xfd]).unwrap();
    let run = shell.run(&["import", "missing.txt", &bad, &file, "--published", "2024-03-14"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("missing.txt") && run.err.contains("bad.txt"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 2);
    assert!(fs::read_to_string(shell.own_store()).unwrap().contains("mou"));
}

#[test]
fn saved_pages_can_be_imported() {
    let shell = Shell::new();
    let words = format!("<p>{}</p>", ARTICLE.replace("\n\n", "</p><p>"));
    let page = format!(
        "<html><head><meta property='article:published_time' content='2024-03-14T19:00:00+09:00'></head>{words}</html>"
    );
    let read = |run: Run| -> serde_json::Value { serde_json::from_str(&run.ok()).unwrap() };
    let arguments = ["import", "-", "--dry-run", "--format", "json"];
    let article = &read(shell.run_with_input(&arguments, &page))["articles"][0];
    assert_eq!(article["published"]["date"], "2024-03-14");
    assert_eq!(article["published"]["basis"], "metadata");
    assert_eq!(article["published"]["evidence"], "article:published_time 2024-03-14T19:00:00+09:00");
    assert!(!article["events"].as_array().unwrap().is_empty());
    fs::create_dir(shell.path("saved")).unwrap();
    shell.write("saved/a.HTM", &page);
    shell.write("saved/b.txt", ARTICLE);
    shell.write("saved/c.css", "p { color: red }");
    let folder = read(shell.run(&["import", "saved", "--dry-run", "--format", "json"]));
    assert_eq!(folder["articles"].as_array().unwrap().len(), 2, "{folder}");
    shell.run(&["dates", "saved/a.HTM"]).fails(1, "HTML");
}

#[test]
fn a_store_of_its_own_stands_alone() {
    let shell = Shell::new();
    let file = shell.write("story.txt", ARTICLE);
    let store = shell.path("mine");
    shell.run(&["--store", &store, "list"]).fails(1, "mine");
    shell.run(&["--store", &store, "import", &file, "--published", "2024-03-14"]).ok();
    let list = shell.run(&["--store", &store, "list"]).ok();
    assert!(!list.contains("camp-david"), "{list}");
    assert!(list.contains("2024-03-14"), "{list}");
    shell.run(&["--store", &store, "check"]).ok();
    let same = Run::from(shell.command(&["list"]).env("KOREACYBER_STORE", &store).output().unwrap()).ok();
    assert_eq!(same, list);
}

#[test]
fn errors_name_their_subject_with_escaped_controls() {
    let shell = Shell::new();
    shell.run(&["show", "camp-davd"]).fails(1, "camp-david-summit-2023");
    shell.run(&["accept", "nothing"]).fails(1, "nothing");
    shell.run(&["accept", "cybercom-mou-2022"]).fails(1, "not a draft");
    shell.run(&["--store", "no\u{1b}[2Jwhere.toml", "list"]).fails(1, "no\\u{1b}[2Jwhere.toml");
    shell.run(&["list", "--sort", "nonsense"]).fails(2, "nonsense");
    shell.run(&["import", "x.txt", "--published", "2022-02-31"]).fails(2, "no such day");
    shell.run(&["import", "x.txt", "--url", "file:///etc/passwd"]).fails(2, "http");
}

#[test]
fn check_reports_findings_and_exits_with_3() {
    let shell = Shell::new();
    assert_eq!(shell.run(&["check"]).ok(), "No problems found\n");
    let broken = shell.write(
        "broken.toml",
        "schema = 1\n[[event]]\nid = \"a\"\ndate = \"2022-02-31\"\nkind = \"mou\"\ntitle = \"t\"\n",
    );
    let run = shell.run(&["check", &broken]);
    assert_eq!(run.code, 3);
    assert!(run.out.contains("broken.toml:4:"), "{}", run.out);
}

#[test]
fn help_and_version_are_complete() {
    let shell = Shell::new();
    assert_eq!(shell.run(&["--version"]).ok(), format!("koreacyber-tui {}\n", env!("CARGO_PKG_VERSION")));
    let help = shell.run(&["--help"]).ok();
    for command in [
        "import", "drafts", "accept", "reject", "list", "show", "export", "stats", "dates", "check", "path",
        "--store", "--today",
    ] {
        assert!(help.contains(command), "{command} is not in the help");
    }
}

#[test]
fn dates_prints_a_table_or_timex3() {
    let shell = Shell::new();
    let text =
        "The two met on Friday\nin Seoul. 두 사람은 지난 18일 다시 만났다. \u{1b}[31m It took three days.";
    let rows =
        shell.run_with_input(&["dates", "-", "--published", "2022-08-24", "--format", "jsonl"], text).ok();
    let rows: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let values: Vec<&str> = rows.iter().map(|row| row["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["2022-08-19", "2022-08-18", "P3D"]);
    let letters: Vec<char> = text.chars().collect();
    for row in &rows {
        let at = |end: &str| row[end].as_u64().unwrap() as usize;
        let there: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(row["text"], there);
    }
    assert_eq!((&rows[0]["type"], &rows[2]["type"]), (&"DATE".into(), &"DURATION".into()));
    let table = shell.run_with_input(&["dates", "-", "--published", "2022-08-24"], text).ok();
    assert!(table.contains("2022-08-19") && table.contains("weekday before publication"), "{table}");
    assert!(!table.contains('\u{1b}'), "{table}");
    // Without a publication date, relative dates stay unresolved.
    let unknown = shell.run_with_input(&["dates", "-", "--format", "jsonl"], "They met on Friday.").ok();
    assert!(unknown.contains("XXXX-WXX-5"), "{unknown}");
    let page = shell.write("page.txt", "<!doctype html><p>Friday");
    let refused = shell.run(&["dates", &page]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("HTML"), "{}", refused.err);
}

#[test]
fn path_prints_locations() {
    let shell = Shell::new();
    let out = shell.run(&["path"]).ok();
    assert!(out.contains(&shell.own_store()), "{out}");
    let other = Run::from(shell.command(&["path"]).env("XDG_DATA_HOME", "/data/here").output().unwrap()).ok();
    assert!(other.contains("/data/here/koreacyber-tui/timeline.toml"), "{other}");
}

#[test]
fn overdue_depends_on_today() {
    let shell = Shell::new();
    let store = shell.write(
        "s.toml",
        "schema = 1\n[[event]]\nid = \"a\"\ndate = \"2022\"\nkind = \"mou\"\ntitle = \"t\"\n\
         [[event.commitment]]\ntext = \"join\"\ndue = \"2022-10\"\n",
    );
    let show = |today: &str| shell.run(&["--store", &store, "--today", today, "show", "a"]).ok();
    assert!(show("2022-10-31").contains("open"));
    assert!(show("2022-11-01").contains("overdue"));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly() {
    let shell = Shell::new();
    let mut child = shell
        .command(&["list", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

/// A store of incidents, responses, and commitments with dates of different precision.
const INCIDENT_STORE: &str = r#"schema = 1
[[actor]]
id = "tide-thieves"
name = "Tide Thieves"
kind = "group"
country = "KP"
[[actor]]
id = "tide-navy"
name = "Tide Navy"
name_ko = "조류 해군"
kind = "agency"
country = "KR"
[[event]]
id = "ferry-theft"
date = "2021-01-10"
kind = "incident"
title = "The ferry company is robbed"
actors = ["tide-thieves"]
countries = ["KR", "KP"]
[[event]]
id = "pier-theft"
date = "2021-03"
kind = "incident"
title = "The pier is robbed"
actors = ["tide-thieves"]
[[event]]
id = "ferry-blame"
date = "2021-02-10"
kind = "attribution"
title = "The navy names the thieves"
actors = ["tide-navy", "tide-thieves"]
countries = ["KR"]
[[event.link]]
relation = "responds-to"
event = "ferry-theft"
[[event]]
id = "ferry-listing"
date = "2021-04"
kind = "sanction"
title = "The thieves are listed"
actors = ["tide-thieves"]
[[event.link]]
relation = "responds-to"
event = "ferry-theft"
[[event]]
id = "harbour-pact"
date = "2021-05-01"
kind = "mou"
title = "A pact on harbours"
actors = ["tide-navy"]
countries = ["KR", "US"]
[[event.commitment]]
text = "hold a drill"
due = "2021-06"
[[event.commitment.fulfilled_by]]
event = "harbour-drill"
[[event.commitment]]
text = "open a cell"
due = "2021-12"
[[event.commitment]]
text = "hang up a list"
[[event.link]]
relation = "follows-up"
event = "ferry-blame"
[[event]]
id = "harbour-drill"
date = "2021-07-05"
kind = "exercise"
title = "A drill"
actors = ["tide-navy"]
countries = ["KR", "US"]
"#;

/// What `stats` prints for it on January 1, 2022.
const STATS_TEXT: &str = "\
6 events, 2021: 6 core, 0 context

By year (events of several years count in the first)
  2021  6  ######

By type
  incident     2  ##
  mou          1  #
  exercise     1  #
  sanction     1  #
  attribution  1  #

By actor
  Tide Thieves  4  ####
  Tide Navy     3  ###

By country
  KR  4  ####
  US  2  ##
  KP  1  #

Incidents and responses
  incidents  1 of 2 has a response
  responses  2 direct, 1 follow-on
             0 responses cite no incident
  time       median +56..71 d, shortest +31 d, longest +81..110 d
  2021-01-10     ferry-theft
           +31 d  2021-02-10     ferry-blame
      +81..110 d  2021-04        ferry-listing
  no response recorded
    2021-03        pier-theft

Commitments
  overdue    1  #
  open       1  #
  fulfilled  1  #
  late  1 of 1 fulfilled after the due date
  time  median +65 d, shortest +65 d, longest +65 d
";

#[test]
fn stats_prints_ranges() {
    let shell = Shell::new();
    let store = shell.write("s.toml", INCIDENT_STORE);
    let stats = |today: &str, more: &[&str]| {
        let arguments = [&["--store", &store, "--today", today, "stats"], more].concat();
        shell.run(&arguments)
    };
    assert_eq!(stats("2022-01-01", &[]).ok(), STATS_TEXT);
    // A day earlier, nothing is overdue.
    let before: serde_json::Value =
        serde_json::from_str(&stats("2021-12-31", &["--format", "json"]).ok()).unwrap();
    assert_eq!((&before["commitments"]["overdue"], &before["commitments"]["open"]), (&0.into(), &2.into()));
    let nothing = stats("2022-01-01", &["zzzzqqqq"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
    assert!(nothing.err.contains("no matches"), "{}", nothing.err);
}

#[test]
fn stats_json_keys_are_stable() {
    let shell = Shell::new();
    let store = shell.write("s.toml", INCIDENT_STORE);
    let arguments = ["--store", &store, "--today", "2022-01-01", "stats", "--format", "json"];
    let json: serde_json::Value = serde_json::from_str(&shell.run(&arguments).ok()).unwrap();
    let names: Vec<&String> = json.as_object().unwrap().keys().collect();
    let stable = [
        "schema",
        "query",
        "today",
        "events",
        "years",
        "year_uncertain",
        "start_unknown",
        "undated",
        "kinds",
        "actors",
        "countries",
        "topics",
        "responses",
        "commitments",
    ];
    assert_eq!(names, stable);
    let navy = serde_json::json!({ "actor": "tide-navy", "name": "Tide Navy", "events": 3 });
    assert_eq!(json["actors"][1], navy);
    let days = |min: i64, max: i64| serde_json::json!({ "min": min, "max": max, "approximate": false });
    let responses = &json["responses"];
    assert_eq!(responses["days"]["median"], days(56, 71));
    assert_eq!(responses["pairs"][1]["response"], "harbour-pact");
    let listing = serde_json::json!({
        "incident": "ferry-theft", "incident_date": "2021-01-10",
        "response": "ferry-listing", "response_date": "2021-04", "antecedent": "ferry-theft", "depth": 1, "days": days(81, 110),
    });
    assert_eq!(responses["pairs"][2], listing);
    assert_eq!(responses["without_response"], serde_json::json!(["pier-theft"]));
    let commitments = serde_json::json!({
        "total": 3, "overdue": 1, "lapsed": 0, "open": 1, "partly_fulfilled": 0, "ongoing": 0, "fulfilled": 1,
        "fulfilled_late": 1,
        "days_to_fulfill": { "median": days(65, 65), "shortest": days(65, 65), "longest": days(65, 65) },
    });
    assert_eq!(json["commitments"], commitments);
}

#[test]
fn statistics_of_the_bundled_timeline_are_consistent() {
    let shell = Shell::new();
    let json: serde_json::Value =
        serde_json::from_str(&shell.run(&["stats", "--format", "json"]).ok()).unwrap();
    let sum = |rows: &str| {
        json[rows].as_array().unwrap().iter().map(|row| row["events"].as_u64().unwrap()).sum::<u64>()
    };
    let total = json["events"]["total"].as_u64().unwrap();
    let elsewhere = ["year_uncertain", "start_unknown", "undated"].map(|name| json[name].as_u64().unwrap());
    assert_eq!(total, shell.run(&["list"]).ok().lines().count() as u64);
    assert_eq!((sum("kinds"), sum("years") + elsewhere.iter().sum::<u64>()), (total, total));
    let responses = &json["responses"];
    let count = |rows: &str| responses[rows].as_array().unwrap().len() as u64;
    assert_eq!(
        count("pairs"),
        responses["direct"].as_u64().unwrap() + responses["follow_ons"].as_u64().unwrap()
    );
    assert_eq!(
        count("without_response") + responses["with_response"].as_u64().unwrap(),
        responses["incidents"]
    );
    let ronin: Vec<_> = responses["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|pair| pair["incident"] == "ronin-bridge-theft-2022" && pair["depth"] == 1)
        .map(|pair| (pair["response"].as_str().unwrap(), pair["days"]["max"].as_i64().unwrap()))
        .collect();
    let want = [("fbi-ronin-attribution-2022", 22), ("ofac-blender-2022", 44), ("ofac-sinbad-2023", 616)];
    assert_eq!(ronin, want);
}
