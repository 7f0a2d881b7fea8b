//! The grades of review are calibrated: on labeled articles, what is graded confident is right in at least 95 % and what is
//! graded likely in at least 75 %. `GRADES=1 cargo test --test grades` lists what is wrong; `GRADED_ARTICLES=FOLDER` prints
//! the table for another folder with a `labels.toml`.

#![expect(clippy::unwrap_used, reason = "a panic fails the test")]

use koreacyber_tui::curation::{EditSession, ImportMonitor, import};
use koreacyber_tui::loader::LoadOptions;
use koreacyber_tui::model::fields::EventField;
use koreacyber_tui::model::review::{DraftField, DraftReview, Grade};
use koreacyber_tui::model::{Edtf, Event, Kind, Timeline};
use koreacyber_tui::store::{Store, StoreLocation};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What an article says, as far as grades are about it.
#[derive(Deserialize, Default)]
struct Labels {
    /// Passed to the loader.
    #[serde(default, alias = "published_arg")]
    published: Option<Edtf>,
    /// The true publication date.
    #[serde(default)]
    written: Option<Edtf>,
    #[serde(default, rename = "event", alias = "events")]
    events: Vec<LabeledEvent>,
}

#[derive(Deserialize)]
struct LabeledEvent {
    #[serde(default)]
    date: Option<Edtf>,
    #[serde(default)]
    date_alt: Vec<String>,
    /// Words of its sentence.
    #[serde(default, alias = "phrase")]
    says: Option<String>,
    /// A type, or a coarser name of [`COARSE_KINDS`].
    kind: String,
    /// Ids or names.
    #[serde(default)]
    actors: Vec<String>,
    #[serde(default)]
    planned: bool,
    #[serde(default)]
    main: bool,
}

/// Coarser types of other sets of labels.
const COARSE_KINDS: [(&str, &[Kind]); 4] = [
    ("meeting", &[Kind::Dialogue, Kind::WorkingGroup, Kind::Summit]),
    ("attack", &[Kind::Incident, Kind::Attribution]),
    ("agreement", &[Kind::Agreement, Kind::Mou]),
    ("statement", &[Kind::Statement, Kind::Attribution, Kind::Policy]),
];

impl LabeledEvent {
    fn is_kind(&self, kind: Kind, is_coarse: bool) -> bool {
        let coarse = COARSE_KINDS.iter().find(|(name, _)| is_coarse && *name == self.kind);
        self.kind == kind.name() || coarse.is_some_and(|(_, kinds)| kinds.contains(&kind))
    }
}

/// How many values of a field have a grade, and how many of them are right.
type Table = BTreeMap<(&'static str, Grade), (usize, usize)>;

#[derive(Default)]
struct Calibration {
    table: Table,
    wrong: Vec<String>,
    /// Whether the labels have coarse types and do not say what is planned.
    is_coarse: bool,
}

impl Calibration {
    /// Imports an article into an empty store and compares the graded fields of its drafts with the labels.
    fn add_article(&mut self, path: &Path, labels: &Labels) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_new(StoreLocation::Folder(folder.path().to_owned())).unwrap();
        let options = LoadOptions {
            published: labels.published.clone(),
            keep_irrelevant: true,
            ..LoadOptions::default()
        };
        let sources = [path.to_str().unwrap().to_owned()];
        import(&mut store, &sources, &options, true, ImportMonitor::unmonitored()).unwrap();
        let session = EditSession::new(store);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for entry in session.timeline().entries() {
            let review = session.review(&entry.event.id).unwrap();
            if let Some(label) = find_label(&entry.event, labels) {
                self.add_draft(&name, session.timeline(), &entry.event, &review, label);
            }
            let source = entry.event.sources.first().and_then(|row| session.timeline().source(&row.source));
            if let (Some(written), Some(published)) =
                (&labels.written, source.and_then(|source| source.published.as_ref()))
            {
                let is_right = written.is_within(published) || published.is_within(written);
                self.add_field(&name, &review, DraftField::Source, is_right, &published.to_string());
            }
        }
    }

    fn add_draft(
        &mut self,
        name: &str,
        timeline: &Timeline,
        draft: &Event,
        review: &DraftReview,
        label: &LabeledEvent,
    ) {
        let date = draft.date.as_ref().map(ToString::to_string).unwrap_or_default();
        let is_right = draft.date == label.date || label.date_alt.contains(&date);
        self.add_field(name, review, DraftField::Field(EventField::Date), is_right, &date);
        let is_right = label.is_kind(draft.kind, self.is_coarse);
        self.add_field(
            name,
            review,
            DraftField::Field(EventField::Kind),
            is_right,
            &format!("{} for {}", draft.kind, label.kind),
        );
        let id = |actor: &String| {
            let found = timeline
                .actors()
                .iter()
                .find(|known| known.id == *actor || known.names().any(|name| name == actor));
            found.map(|known| known.id.clone())
        };
        let wanted: Vec<String> = label.actors.iter().filter_map(id).collect();
        if !wanted.is_empty() {
            let is_right = wanted.iter().all(|id| draft.actors.contains(id));
            self.add_field(
                name,
                review,
                DraftField::Field(EventField::Actors),
                is_right,
                &format!("{} for {}", draft.actors.join(" "), wanted.join(" ")),
            );
        }
        if self.is_coarse {
            return;
        }
        let is_right = draft.planned == label.planned;
        self.add_field(
            name,
            review,
            DraftField::Field(EventField::Planned),
            is_right,
            &draft.planned.to_string(),
        );
    }

    fn add_field(
        &mut self,
        name: &str,
        review: &DraftReview,
        field: DraftField,
        is_right: bool,
        value: &str,
    ) {
        let Some(row) = review.fields.iter().find(|row| row.field == field) else { return };
        let Some(grade) = row.grade else { return };
        let count = self.table.entry((field.noun(), grade)).or_default();
        count.0 += 1;
        count.1 += usize::from(is_right);
        if !is_right {
            let reasons = row.reasons.join("; ");
            self.wrong.push(format!(
                "{}: {} {value} ({reasons}) {name} {}",
                grade.label(),
                field.noun(),
                review.id
            ));
        }
    }

    /// The share of right values with this grade, in percent.
    fn share(&self, grade: Grade) -> f64 {
        let rows = self.table.iter().filter(|((_, of), _)| *of == grade);
        let (count, right) = rows.fold((0, 0), |sum, (_, (count, right))| (sum.0 + count, sum.1 + right));
        100.0 * right as f64 / count.max(1) as f64
    }

    fn print(&self, title: &str) {
        // `println!` would be captured in a passing test.
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{title}\n{:<18} {:>14} {:>14} {:>14}", "right, of", "confident", "likely", "check")
            .unwrap();
        let mut fields: Vec<&str> = self.table.keys().map(|(field, _)| *field).collect();
        fields.dedup();
        let cell = |field: &'static str, grade| {
            let (count, right) = self.table.get(&(field, grade)).copied().unwrap_or_default();
            if count == 0 {
                "-".to_owned()
            } else {
                format!("{:.0} % of {count}", 100.0 * right as f64 / count as f64)
            }
        };
        for field in fields {
            let cells = [Grade::Confident, Grade::Likely, Grade::Check].map(|grade| cell(field, grade));
            writeln!(out, "{field:<18} {:>14} {:>14} {:>14}", cells[0], cells[1], cells[2]).unwrap();
        }
        let all = [Grade::Confident, Grade::Likely, Grade::Check]
            .map(|grade| format!("{:.1} %", self.share(grade)));
        writeln!(out, "{:<18} {:>14} {:>14} {:>14}", "all", all[0], all[1], all[2]).unwrap();
        if std::env::var_os("GRADES").is_some() {
            writeln!(out, "{}", self.wrong.join("\n")).unwrap();
        }
    }
}

/// The labeled event that a draft is about: that of the same sentence; of several, the one of the same date or type.
fn find_label<'a>(draft: &Event, labels: &'a Labels) -> Option<&'a LabeledEvent> {
    let quote = draft.sources.first()?.quote.as_deref()?;
    let in_sentence = |label: &&LabeledEvent| label.says.as_deref().is_some_and(|says| quote.contains(says));
    let same_date = |label: &&LabeledEvent| label.date.is_some() && label.date == draft.date;
    let same_kind = |label: &&LabeledEvent| label.is_kind(draft.kind, true);
    let events = || labels.events.iter().filter(in_sentence);
    let best = events().find(|label| same_date(label) && same_kind(label));
    let best = best.or_else(|| events().find(same_date)).or_else(|| events().find(same_kind));
    let best = best.or_else(|| events().next());
    // A main event may be labeled without words.
    best.or_else(|| labels.events.iter().find(|label| label.main && label.says.is_none() && same_kind(label)))
}

fn article_paths(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    paths.sort();
    paths
}

#[test]
fn grades_are_calibrated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut calibration = Calibration::default();
    for path in article_paths(&folder) {
        let labels: Labels =
            toml::from_str(&fs::read_to_string(path.with_extension("toml")).unwrap()).unwrap();
        calibration.add_article(&path, &labels);
    }
    calibration.print("Grades on the articles of this project");
    assert!(calibration.share(Grade::Confident) >= 95.0, "{}", calibration.wrong.join("\n"));
    assert!(calibration.share(Grade::Likely) >= 75.0, "{}", calibration.wrong.join("\n"));
}

/// An article in a file of labels.
#[derive(Deserialize)]
struct Listed {
    file: String,
    published: Option<String>,
    #[serde(flatten)]
    rest: toml::Table,
}
#[derive(Deserialize)]
struct LabelFile {
    article: Vec<Listed>,
}

#[test]
fn grades_of_another_folder_are_printed() {
    let Some(folder) = std::env::var_os("GRADED_ARTICLES").map(PathBuf::from) else { return };
    let text = fs::read_to_string(folder.join("labels.toml")).unwrap();
    let file: LabelFile = toml::from_str(&text).unwrap();
    let mut calibration = Calibration { is_coarse: true, ..Calibration::default() };
    for row in file.article {
        let events = row.rest.get("events").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let events = events.into_iter().filter_map(|event| event.try_into().ok()).collect();
        let argument = row.rest.get("published_arg").and_then(toml::Value::as_str).map(str::to_owned);
        let given = argument.or(row.published.clone()).and_then(|date| date.parse().ok());
        let written = row.published.and_then(|date| date.parse().ok());
        let published = given.filter(|_| std::env::var_os("UNDATED").is_none());
        let labels = Labels { published, written, events };
        calibration.add_article(&folder.join("articles").join(&row.file), &labels);
    }
    calibration.print(&folder.display().to_string());
}
