//! The figures of `stats` as text, with bars no wider than the terminal. Neither figures nor ids are ever cut.

use super::figures::{Began, Figures};
use crate::model::{Days, Edtf, PromiseState, Scope};
use crate::text::width::{columns, pad, wrap};
use crate::text::{clean_line, counted};
use std::io::{self, Write};

/// Columns of the longest bar where nothing bounds it.
const BAR: usize = 40;
/// So many actors and topics stand in the text; JSON has them all.
const MOST: usize = 15;

/// The figures as text.
pub(super) struct Text<'a> {
    pub(super) figures: &'a Figures<'a>,
    pub(super) width: Option<usize>,
    pub(super) out: &'a mut dyn Write,
}

impl Text<'_> {
    /// Every section that has something to say.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let figures = self.figures;
        self.head()?;
        self.years()?;
        let kinds = figures.kinds.iter().map(|(kind, count)| (kind.name().to_owned(), *count));
        self.bars("By kind", &kinds.collect::<Vec<_>>())?;
        let named = |(id, count): &(&str, usize)| (clean_line(figures.name(id)), *count);
        self.ranking("actor", figures.actors.iter().map(named).collect())?;
        let own = |(name, count): &(&str, usize)| (clean_line(name), *count);
        self.ranking("country", figures.countries.iter().map(own).collect())?;
        self.ranking("topic", figures.topics.iter().map(own).collect())?;
        self.responses()?;
        self.promises()
    }

    fn head(&mut self) -> io::Result<()> {
        let figures = self.figures;
        let scopes = [(Scope::Core, "core"), (Scope::Context, "context")]
            .map(|(scope, name)| format!("{} {name}", figures.count(|entry| entry.event.scope == scope)));
        let mut parts = scopes.to_vec();
        for (count, name) in [
            (figures.count(|entry| entry.event.is_draft()), "not yet reviewed"),
            (figures.count(|entry| entry.event.planned), "planned"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {name}"));
            }
        }
        let mut years = figures.years.keys().filter_map(|began| match began {
            Began::Year(year) => Some(year),
            _ => None,
        });
        let years = match (years.next(), years.next_back()) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            (Some(only), None) => format!(", {only}"),
            _ => String::new(),
        };
        self.prose("", &format!("{}{years}: {}", counted(figures.found.len(), "event"), parts.join(", ")))
    }

    fn years(&mut self) -> io::Result<()> {
        let label = |began: &Began| match began {
            Began::Year(year) => year.to_string(),
            Began::NotSure => "year not sure".to_owned(),
            Began::NotKnown => "start not known".to_owned(),
            Began::NoDate => "no date".to_owned(),
        };
        let rows: Vec<_> = self.figures.years.iter().map(|(began, count)| (label(began), *count)).collect();
        self.bars("By year (an event of several years counts once, in that of its first day)", &rows)
    }

    fn ranking(&mut self, what: &str, mut rows: Vec<(String, usize)>) -> io::Result<()> {
        let all = rows.len();
        rows.truncate(MOST);
        let head =
            if all > MOST { format!("By {what}, the first {MOST} of {all}") } else { format!("By {what}") };
        self.bars(&head, &rows)
    }

    /// A section of labels, counts and bars; one without rows takes no line.
    fn bars(&mut self, head: &str, rows: &[(String, usize)]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.section(head)?;
        self.rows(rows)
    }

    pub(super) fn rows(&mut self, rows: &[(String, usize)]) -> io::Result<()> {
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default();
        let longest = rows.iter().map(|(label, _)| columns(label)).max().unwrap_or_default();
        let label = self.width.map_or(longest, |width| longest.min((width / 2).max(8)));
        let digits = most.to_string().len();
        let used = 2 + label + 2 + digits + 2;
        let room = self.width.map_or(BAR, |width| width.saturating_sub(used).min(BAR));
        for (name, count) in rows {
            // One sign an event; where the longest bar has no room all shrink alike, none to nothing.
            let bar = if most <= room { *count } else { (count * room).div_ceil(most) };
            self.line(&format!("  {}  {count:>digits$}  {}", pad(name, label), "#".repeat(bar)))?;
        }
        Ok(())
    }

    fn responses(&mut self) -> io::Result<()> {
        let figures = self.figures;
        let (answered, found) = (figures.responses.answered(), &figures.responses);
        let deeds = found.deeds();
        if deeds + found.unprompted.len() == 0 {
            return Ok(());
        }
        self.section("From what the DPRK did to what answered it")?;
        self.prose("  deeds       ", &format!("{deeds}, {answered} of them answered"))?;
        let lengths: Vec<Days> = figures.responses.direct().map(|pair| pair.days).collect();
        let more = found.pairs.len() - lengths.len();
        let direct = counted(lengths.len(), "direct answer");
        let least = if found.cut { "at least " } else { "" };
        let go = if more == 1 { "goes" } else { "go" };
        self.prose("  pairs       ", &format!("{direct}, {least}{more} that {go} on from one"))?;
        let alone = counted(found.unprompted.len(), "measure");
        let name = if found.unprompted.len() == 1 { "names" } else { "name" };
        self.prose("  unprompted  ", &format!("{alone} against the DPRK that {name} no deed"))?;
        self.spread("  days        ", &lengths)?;
        let mut above = None;
        for pair in figures.responses.direct() {
            if above.replace(pair.deed) != Some(pair.deed) {
                self.line(&format!("  {}  {}", self.date(pair.deed), figures.id(pair.deed)))?;
            }
            let days = pair.days.to_string();
            let answer = format!("{}  {}", self.date(pair.answer), figures.id(pair.answer));
            self.line(&format!("    {days:>12}  {answer}"))?;
        }
        for (n, deed) in found.unanswered.iter().enumerate() {
            if n == 0 {
                self.line("  without an answer here")?;
            }
            self.line(&format!("    {}  {}", self.date(*deed), figures.id(*deed)))?;
        }
        Ok(())
    }

    fn promises(&mut self) -> io::Result<()> {
        let figures = self.figures;
        if figures.promises.is_empty() {
            return Ok(());
        }
        let count = |state| figures.state(state).count();
        let (overdue, open, kept) =
            (count(PromiseState::Overdue), count(PromiseState::Open), count(PromiseState::Kept));
        let late = figures.promises.iter().filter(|promise| promise.late).count();
        self.section("Promises")?;
        self.rows(&[("overdue".into(), overdue), ("open".into(), open), ("kept".into(), kept)])?;
        self.prose("  late     ", &format!("{late} of the kept"))?;
        self.spread("  days     ", &figures.to_keep())
    }

    /// The median, the shortest and the longest, behind a label.
    fn spread(&mut self, label: &str, lengths: &[Days]) -> io::Result<()> {
        let measures = [Days::median(lengths), Days::shortest(lengths), Days::longest(lengths)];
        let [Some(median), Some(shortest), Some(longest)] = measures else { return Ok(()) };
        self.prose(label, &format!("median {median}, shortest {shortest}, longest {longest}"))
    }

    fn section(&mut self, head: &str) -> io::Result<()> {
        self.line("")?;
        self.prose("", head)
    }

    /// A text behind a label, wrapped under itself: figures are never cut.
    fn prose(&mut self, label: &str, text: &str) -> io::Result<()> {
        let room = self.width.map_or(usize::MAX, |width| width.saturating_sub(columns(label)));
        for (n, range) in wrap(text, room).into_iter().enumerate() {
            let label = pad(if n == 0 { label } else { "" }, columns(label));
            self.line(&format!("{label}{}", &text[range]))?;
        }
        Ok(())
    }

    /// A line as it is: ids are there to be copied, so they are not cut.
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// The date of an event in a column; what is longer pushes what follows. A pipe gets EDTF that reads back.
    fn date(&self, at: usize) -> String {
        let write = if self.width.is_some() { Edtf::short } else { Edtf::to_string };
        let date = self.figures.timeline.entries()[at].event.date.as_ref();
        format!("{:<13}", date.map_or_else(|| "no date".to_owned(), write))
    }
}
