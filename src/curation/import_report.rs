//! Describes the result of an import in words, for each article and in total. Never prints.

use super::import::{ImportReport, ImportedArticle};
use super::types::UndoStep;
use crate::model::AddedRow;
use crate::text::width::truncate;
use crate::text::{escape_controls, format_count};
use std::collections::HashSet;
use std::fmt;

/// Columns of a path in the name of a step of undo.
const MAX_PATH_COLUMNS: usize = 40;

/// How many drafts an import made, by what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DraftCounts {
    /// New events.
    pub events: usize,
    /// Sources proposed for an event.
    pub sources: usize,
    /// Conflicts proposed for an event.
    pub conflicts: usize,
}

impl DraftCounts {
    /// All of them.
    pub const fn total(self) -> usize {
        self.events + self.sources + self.conflicts
    }
}

impl fmt::Display for DraftCounts {
    /// `2 events, 1 source, 1 conflict`, without what there is none of.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.events, "event"), (self.sources, "source"), (self.conflicts, "conflict")];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format_count(*count, what)).collect();
        f.write_str(&parts.join(", "))
    }
}

impl ImportReport {
    /// The drafts that were made. Several sentences may be about the same one.
    pub fn draft_counts(&self) -> DraftCounts {
        let events: HashSet<_> = self.articles.iter().flat_map(|read| read.drafts.iter().flatten()).collect();
        let rows = || self.articles.iter().flat_map(|read| &read.proposed);
        let sources = rows().filter(|row| matches!(row, AddedRow::Source(_))).count();
        DraftCounts { events: events.len(), sources, conflicts: rows().count() - sources }
    }

    /// Takes out what undoes the import; `None` if nothing was written.
    pub fn take_undo(&mut self) -> Option<UndoStep> {
        let mut step = self.undo.take()?;
        step.description = match self.articles.as_slice() {
            [one] => format!("imported {}", truncate(&escape_controls(&one.article.path), MAX_PATH_COLUMNS)),
            articles => format!("imported {}", format_count(articles.len(), "article")),
        };
        Some(step)
    }

    /// The summary: `60 articles: 41 new, 3 known already, 2 copies, 9 off topic, 5 refused`.
    pub fn summary(&self) -> String {
        let count =
            |what: &dyn Fn(&ImportedArticle) -> bool| self.articles.iter().filter(|read| what(read)).count();
        let off = |read: &ImportedArticle| !read.is_copy() && !read.article.relevant;
        let parts = [
            (count(&|read| !read.is_copy() && read.article.relevant), "new"),
            (count(&ImportedArticle::is_known), "known already"),
            (count(&|read| read.is_copy() && !read.is_known()), "copies"),
            (count(&off), "off topic"),
            (self.failed.len(), "refused"),
        ];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let all = self.articles.len() + self.failed.len();
        let articles = format_count(all, "article");
        let parts = parts.collect::<Vec<_>>().join(", ");
        if parts.is_empty() { articles } else { format!("{articles}: {parts}") }
    }
}

impl ImportedArticle {
    /// Whether it is a copy of another article, of the store or of this import.
    fn is_copy(&self) -> bool {
        self.duplicate_of.is_some() || self.duplicate_path.is_some()
    }

    /// Whether it is already in the store.
    pub fn is_known(&self) -> bool {
        self.duplicate_of.as_ref() == Some(&self.source)
    }

    /// Whether it is proposed as a source for this event.
    pub fn proposes_source(&self, event: &str) -> bool {
        self.proposed.iter().any(|row| matches!(row, AddedRow::Source(row) if row.event == event))
    }

    /// The ids of the drafts that it brought: events, then rows.
    pub fn draft_ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        let rows = self.proposed.iter().map(AddedRow::id);
        for id in self.drafts.iter().flatten().cloned().chain(rows) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The result in a few words: `2 drafts, 1 known event, 1 conflict`, `copy of …`, `off topic`.
    pub fn outcome(&self) -> String {
        let original = self.duplicate_of.as_deref().or(self.duplicate_path.as_deref());
        if let Some(original) = original {
            let how = if self.is_known() { "known already as" } else { "copy of" };
            return format!("{how} {}", escape_controls(original));
        }
        if !self.article.relevant {
            return "off topic: not about cyber matters of these countries, so not kept".to_owned();
        }
        let count = |ids: &[Option<String>], what: &str| {
            let count = ids.iter().flatten().collect::<HashSet<_>>().len();
            (count > 0).then(|| format_count(count, what))
        };
        let conflicts = self.proposed.iter().filter(|row| matches!(row, AddedRow::Conflict(_))).count();
        let conflicts = (conflicts > 0).then(|| format_count(conflicts, "conflict"));
        let parts = [count(&self.drafts, "draft"), count(&self.matches, "known event"), conflicts];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "no event found".to_owned() } else { parts.join(", ") }
    }
}
