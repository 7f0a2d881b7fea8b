//! What Tab offers for a line being typed, one after the other. Never knows what the line is for.

/// A line that what is typed may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The whole line.
    pub line: String,
    /// Characters behind the caret.
    pub behind: usize,
    /// What to show of it.
    pub label: String,
}

impl Offer {
    /// A line with the caret behind it, shown whole.
    pub fn whole(line: String) -> Self {
        Self { label: line.clone(), line, behind: 0 }
    }

    /// A line that ends with a path, of which only the last name is shown.
    pub fn path(line: String) -> Self {
        let end = line.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
        Self { label: line[end..].to_owned(), line, behind: 0 }
    }
}

/// What is offered, and how far one has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    list: Vec<Offer>,
    /// Which of the list stands in the line; none where it only goes as far as all of them agree.
    at: Option<usize>,
    /// What stands in the line then.
    line: String,
}

impl Offers {
    /// The first of a new list or, where that is more than what is typed, as far as all of them agree.
    pub fn first(&mut self, typed: &str, list: Vec<Offer>) -> Option<Offer> {
        let agreed = agreed(&list);
        let first = list.first()?.clone();
        let ends = list.iter().all(|offer| offer.behind == 0);
        let some = list.len() > 1 && ends && agreed.len() > typed.len() && agreed.starts_with(typed);
        let (at, offer) = if some { (None, Offer::whole(agreed)) } else { (Some(0), first) };
        *self = Self { list, at, line: offer.line.clone() };
        Some(offer)
    }

    /// The next of the list, where what it offered last still stands in the line and there are others.
    pub fn again(&mut self, now: &str) -> Option<Offer> {
        if self.list.len() < 2 || self.line != now {
            return None;
        }
        let at = self.at.map_or(0, |at| (at + 1) % self.list.len());
        self.at = Some(at);
        self.line.clone_from(&self.list[at].line);
        Some(self.list[at].clone())
    }

    /// The list, and which of it stands in the line, for as long as it does.
    pub fn shown(&self, now: &str) -> Option<(&[Offer], Option<usize>)> {
        (self.list.len() > 1 && self.line == now).then_some((self.list.as_slice(), self.at))
    }
}

/// The beginning that all of them share.
fn agreed(list: &[Offer]) -> String {
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
        let list = || ["stories/", "story.html"].map(|line| Offer::path(line.to_owned())).to_vec();
        let mut offers = Offers::default();
        let line = |offer: Option<Offer>| offer.map(|offer| offer.line).unwrap_or_default();
        assert_eq!(line(offers.first("st", list())), "stor");
        assert_eq!(offers.shown("stor").unwrap().1, None);
        assert_eq!(line(offers.again("stor")), "stories/");
        assert_eq!(line(offers.again("stories/")), "story.html");
        assert_eq!(line(offers.again("story.html")), "stories/");
        assert_eq!(offers.again("something else"), None);
        assert_eq!(offers.first("x", Vec::new()), None);
    }
}
