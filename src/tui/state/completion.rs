//! What Tab offers for a line being typed, one after the other. Never knows what the line is for.

/// A line that what is typed may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineCompletion {
    /// The whole line.
    pub line: String,
    /// Characters behind the caret.
    pub chars_after_caret: usize,
    /// What to show of it.
    pub label: String,
}

impl LineCompletion {
    /// A line with the caret behind it, shown whole.
    pub fn full_line(line: String) -> Self {
        Self { label: line.clone(), line, chars_after_caret: 0 }
    }

    /// A line that ends with a path, of which only the last name is shown.
    pub fn for_path(line: String) -> Self {
        let end = line.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
        Self { label: line[end..].to_owned(), line, chars_after_caret: 0 }
    }
}

/// What is offered, and how far one has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletionMenu {
    completions: Vec<LineCompletion>,
    /// Which of the list stands in the line; none where it only goes as far as all of them agree.
    selected: Option<usize>,
    /// What stands in the line then.
    line: String,
}

impl CompletionMenu {
    /// The first of a new list or, where that is more than what is typed, as far as all of them agree.
    pub fn start(&mut self, typed: &str, list: Vec<LineCompletion>) -> Option<LineCompletion> {
        let agreed = common_prefix(&list);
        let first = list.first()?.clone();
        let ends = list.iter().all(|offer| offer.chars_after_caret == 0);
        let some = list.len() > 1 && ends && agreed.len() > typed.len() && agreed.starts_with(typed);
        let (at, offer) = if some { (None, LineCompletion::full_line(agreed)) } else { (Some(0), first) };
        *self = Self { completions: list, selected: at, line: offer.line.clone() };
        Some(offer)
    }

    /// The next of the list, where what it offered last still stands in the line and there are others.
    pub fn cycle_next(&mut self, now: &str) -> Option<LineCompletion> {
        if self.completions.len() < 2 || self.line != now {
            return None;
        }
        let at = self.selected.map_or(0, |at| (at + 1) % self.completions.len());
        self.selected = Some(at);
        self.line.clone_from(&self.completions[at].line);
        Some(self.completions[at].clone())
    }

    /// The list, and which of it stands in the line, for as long as it does.
    pub fn visible_list(&self, now: &str) -> Option<(&[LineCompletion], Option<usize>)> {
        (self.completions.len() > 1 && self.line == now)
            .then_some((self.completions.as_slice(), self.selected))
    }
}

/// The beginning that all of them share.
fn common_prefix(list: &[LineCompletion]) -> String {
    let first = list.first().map_or("", |offer| offer.line.as_str());
    let same = |text: &str| first.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
    let length = list.iter().map(|offer| same(&offer.line)).min().unwrap_or(0);
    first.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_far_as_all_agree_then_one_after_the_other() {
        let list =
            || ["stories/", "story.html"].map(|line| LineCompletion::for_path(line.to_owned())).to_vec();
        let mut offers = CompletionMenu::default();
        let line = |offer: Option<LineCompletion>| offer.map(|offer| offer.line).unwrap_or_default();
        assert_eq!(line(offers.start("st", list())), "stor");
        assert_eq!(offers.visible_list("stor").unwrap().1, None);
        assert_eq!(line(offers.cycle_next("stor")), "stories/");
        assert_eq!(line(offers.cycle_next("stories/")), "story.html");
        assert_eq!(line(offers.cycle_next("story.html")), "stories/");
        assert_eq!(offers.cycle_next("something else"), None);
        assert_eq!(offers.start("x", Vec::new()), None);
    }
}
