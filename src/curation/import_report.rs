//! Describes the result of an import in words, for each article and in total. Never prints.

use super::import::{ImportReport, ImportedArticle};
use crate::text::{escape_controls, format_count};
use std::collections::HashSet;

impl ImportReport {
    /// The number of drafts that were created. Several sentences may be about the same one.
    pub fn draft_count(&self) -> usize {
        self.articles.iter().flat_map(|read| read.drafts.iter().flatten()).collect::<HashSet<_>>().len()
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

    /// The result in a few words: `2 drafts, 1 known event`, `copy of …`, `off topic`.
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
        let parts = [count(&self.drafts, "draft"), count(&self.matches, "known event")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "no event found".to_owned() } else { parts.join(", ") }
    }
}
