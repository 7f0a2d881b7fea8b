//! Completion of a line with Tab: the common beginning first, then each candidate in turn. Independent of what the line
//! is for.

/// A line to which the typed text can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineCompletion {
    /// The whole line.
    pub(super) line: String,
    /// The number of characters after the caret.
    pub(super) chars_after_caret: usize,
    /// The text shown in the menu.
    pub(super) label: String,
}

impl LineCompletion {
    /// A line with the caret at its end, shown in full.
    pub(super) fn full_line(line: String) -> Self {
        Self { label: line.clone(), line, chars_after_caret: 0 }
    }

    /// A line that ends with a path, of which only the last name is shown.
    pub(super) fn for_path(line: String) -> Self {
        let end = line.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
        Self { label: line[end..].to_owned(), line, chars_after_caret: 0 }
    }
}

/// The candidates of the current completion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CompletionMenu {
    completions: Vec<LineCompletion>,
    /// The candidate in the line; `None` while the line holds only their common beginning.
    selected: Option<usize>,
    /// The text of the line after the last completion. The menu is valid while the line still holds it.
    line: String,
}

impl CompletionMenu {
    /// Starts with new candidates. Returns their common beginning if that is longer than the typed text, else the first
    /// of them.
    pub(super) fn start(&mut self, typed: &str, candidates: Vec<LineCompletion>) -> Option<LineCompletion> {
        let common = common_prefix(&candidates);
        let first = candidates.first()?.clone();
        let caret_at_end = candidates.iter().all(|candidate| candidate.chars_after_caret == 0);
        let extends = common.len() > typed.len() && common.starts_with(typed);
        let (selected, completion) = if candidates.len() > 1 && caret_at_end && extends {
            (None, LineCompletion::full_line(common))
        } else {
            (Some(0), first)
        };
        *self = Self { completions: candidates, selected, line: completion.line.clone() };
        Some(completion)
    }

    /// The next candidate, if the line still holds the last completion and there are several.
    pub(super) fn cycle_next(&mut self, line: &str) -> Option<LineCompletion> {
        if self.completions.len() < 2 || self.line != line {
            return None;
        }
        let next = self.selected.map_or(0, |selected| (selected + 1) % self.completions.len());
        self.selected = Some(next);
        self.line.clone_from(&self.completions[next].line);
        Some(self.completions[next].clone())
    }

    /// The candidates and the selected one, while the line holds the last completion and there are several.
    pub(super) fn visible_list(&self, line: &str) -> Option<(&[LineCompletion], Option<usize>)> {
        (self.completions.len() > 1 && self.line == line)
            .then_some((self.completions.as_slice(), self.selected))
    }
}

/// The longest beginning that all lines share.
fn common_prefix(candidates: &[LineCompletion]) -> String {
    let first = candidates.first().map_or("", |candidate| candidate.line.as_str());
    let shared = |line: &str| first.chars().zip(line.chars()).take_while(|(a, b)| a == b).count();
    let length = candidates.iter().map(|candidate| shared(&candidate.line)).min().unwrap_or(0);
    first.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_beginning_then_each_candidate() {
        let list =
            || ["stories/", "story.html"].map(|line| LineCompletion::for_path(line.to_owned())).to_vec();
        let mut offers = CompletionMenu::default();
        let line = |completion: Option<LineCompletion>| completion.map(|it| it.line).unwrap_or_default();
        assert_eq!(line(offers.start("st", list())), "stor");
        assert_eq!(offers.visible_list("stor").unwrap().1, None);
        assert_eq!(line(offers.cycle_next("stor")), "stories/");
        assert_eq!(line(offers.cycle_next("stories/")), "story.html");
        assert_eq!(line(offers.cycle_next("story.html")), "stories/");
        assert_eq!(offers.cycle_next("something else"), None);
        assert_eq!(offers.start("x", Vec::new()), None);
    }
}
