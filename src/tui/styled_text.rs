//! Text laid out for the screen: pieces with a role, lines of pieces, pages of lines with targets that can be selected.
//! Every string of the model is cleaned here before it can be drawn. Independent of the contents.

use super::theme::Role;
use crate::text::clean_line;
use crate::text::width::{display_width, wrap_lines};

/// A run of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledText {
    /// The text, cleaned.
    pub text: String,
    /// Its role, which determines the style.
    pub role: Role,
    /// Whether it matches the filter.
    pub matched: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledLine {
    /// Its pieces, from left to right.
    pub pieces: Vec<StyledText>,
    /// The index in [`StyledPage::targets`] of the target this line belongs to.
    pub target: Option<usize>,
}

/// Something on a page that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTarget {
    /// The event with this id.
    Event(String),
    /// A source of the event, by its index.
    Source(usize),
    /// A row, by its index.
    Row(usize),
}

/// Lines, and the targets on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledPage {
    /// The lines, none wider than the page.
    pub lines: Vec<StyledLine>,
    /// The targets, from top to bottom.
    pub targets: Vec<PageTarget>,
}

impl StyledText {
    /// Text with a role; control characters are removed, line breaks become spaces.
    pub fn new(text: &str, role: Role) -> Self {
        Self { text: crate::text::clean(text).replace(['\n', '\t'], " "), role, matched: false }
    }
}

impl StyledLine {
    /// A line of one piece.
    pub fn from_text(text: &str, role: Role) -> Self {
        Self { pieces: vec![StyledText::new(text, role)], target: None }
    }

    /// Its width in columns.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| display_width(&piece.text)).sum()
    }
}

/// Text with the role `role`, split so that the characters at the indices `at` (sorted) are marked as matches.
pub fn highlight_matches(text: &str, at: &[usize], role: Role) -> Vec<StyledText> {
    let mut pieces: Vec<StyledText> = Vec::new();
    for (n, c) in text.chars().enumerate() {
        let matched = at.binary_search(&n).is_ok();
        match pieces.last_mut() {
            Some(last) if last.matched == matched => last.text.push(c),
            _ => pieces.push(StyledText { text: c.to_string(), role, matched }),
        }
    }
    pieces
}

impl StyledPage {
    /// Adds an empty line, but never two, and none at the top.
    pub(super) fn add_gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.pieces.is_empty()) {
            self.lines.push(StyledLine::default());
        }
    }

    /// Adds a paragraph, wrapped to `width` columns. Its first line follows `lead`, the others are indented to match. `at`
    /// are the indices of matched characters. Returns the index of its first line.
    pub(super) fn add_paragraph(
        &mut self,
        lead: &[StyledText],
        text: &str,
        at: &[usize],
        role: Role,
        width: usize,
    ) -> usize {
        let indent: usize = lead.iter().map(|piece| display_width(&piece.text)).sum();
        // On a page too narrow for labels, the text starts on the next line.
        let indent = if indent + 8 > width { 0 } else { indent };
        let text = clean_line(text);
        let start = self.lines.len();
        if indent == 0 && !lead.is_empty() {
            self.lines.push(StyledLine { pieces: lead.to_vec(), target: None });
        }
        for (n, range) in wrap_lines(&text, width.saturating_sub(indent).max(1)).into_iter().enumerate() {
            let mut pieces = match n {
                0 if indent > 0 => lead.to_vec(),
                _ if indent > 0 => vec![StyledText::new(&" ".repeat(indent), Role::Plain)],
                _ => Vec::new(),
            };
            let skipped = text[..range.start].chars().count();
            let here: Vec<usize> = at.iter().filter_map(|place| place.checked_sub(skipped)).collect();
            pieces.extend(highlight_matches(&text[range], &here, role));
            self.lines.push(StyledLine { pieces, target: None });
        }
        start
    }

    /// Makes the lines from `start` on a target.
    pub(super) fn add_target(&mut self, start: usize, target: PageTarget) {
        let number = self.targets.len();
        self.targets.push(target);
        for line in &mut self.lines[start..] {
            line.target = Some(number);
        }
    }

    /// The lines of a target: the first one, and the one after the last.
    pub fn target_lines(&self, target: usize) -> Option<(usize, usize)> {
        let first = self.lines.iter().position(|line| line.target == Some(target))?;
        let last = self.lines.iter().rposition(|line| line.target == Some(target))?;
        Some((first, last + 1))
    }
}
