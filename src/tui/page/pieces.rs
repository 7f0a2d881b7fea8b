//! Text laid out for the screen: pieces with a role, lines of pieces, and what on them can be followed. Here every
//! string of the model is cleaned before it can be drawn. Never knows what a page is about.

use crate::text::clean_line;
use crate::text::width::{display_width, wrap_lines};
use crate::tui::theme::Role;

/// A run of text of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledText {
    /// The text, cleaned.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Whether the filter matched it.
    pub matched: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledLine {
    /// Its pieces, from left to right.
    pub pieces: Vec<StyledText>,
    /// Number of the target in [`Page::targets`] that this line belongs to.
    pub target: Option<usize>,
}

/// Something that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTarget {
    /// The event of this id.
    Event(String),
    /// The n-th source of the event.
    Source(usize),
    /// The n-th row of a page that is walked row by row.
    Row(usize),
}

/// A page: lines, and what on them can be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledPage {
    /// The lines, none wider than the page.
    pub lines: Vec<StyledLine>,
    /// What can be followed, from top to bottom.
    pub targets: Vec<PageTarget>,
}

impl StyledText {
    /// A piece of text from the model.
    pub fn new(text: &str, role: Role) -> Self {
        Self { text: crate::text::clean(text).replace(['\n', '\t'], " "), role, matched: false }
    }
}

impl StyledLine {
    /// A line of one piece.
    pub fn from_text(text: &str, role: Role) -> Self {
        Self { pieces: vec![StyledText::new(text, role)], target: None }
    }

    /// Columns of its pieces together.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| display_width(&piece.text)).sum()
    }
}

/// A text cut where its look changes: pieces of `role`, the characters of numbers `at` matched.
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
    /// An empty line, but never two, and none at the top.
    pub(in crate::tui) fn add_gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.pieces.is_empty()) {
            self.lines.push(StyledLine::default());
        }
    }

    /// A paragraph, wrapped to `width` columns, the first line behind `lead`, the others under its text.
    pub(in crate::tui) fn add_paragraph(
        &mut self,
        lead: &[StyledText],
        text: &str,
        at: &[usize],
        role: Role,
        width: usize,
    ) -> usize {
        let indent: usize = lead.iter().map(|piece| display_width(&piece.text)).sum();
        // A page too narrow for its labels lets the text begin under them.
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

    /// Makes the lines from `start` on one target.
    pub(in crate::tui) fn add_target(&mut self, start: usize, target: PageTarget) {
        let number = self.targets.len();
        self.targets.push(target);
        for line in &mut self.lines[start..] {
            line.target = Some(number);
        }
    }

    /// The lines of a target: the first, and the one behind the last.
    pub fn target_lines(&self, target: usize) -> Option<(usize, usize)> {
        let first = self.lines.iter().position(|line| line.target == Some(target))?;
        let last = self.lines.iter().rposition(|line| line.target == Some(target))?;
        Some((first, last + 1))
    }
}
