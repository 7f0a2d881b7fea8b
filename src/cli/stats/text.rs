//! The figures of `stats` as text, with bars no wider than the terminal. Neither figures nor ids are ever cut.

use super::statistics::{StartYear, Statistics};
use crate::model::{CommitmentStatus, Edtf, ElapsedDays, Scope};
use crate::text::width::{display_width, pad, wrap_lines};
use crate::text::{clean_line, format_count};
use std::io::{self, Write};

/// Columns of the longest bar where nothing bounds it.
const MAX_BAR_COLUMNS: usize = 40;
/// So many actors and topics stand in the text; JSON has them all.
const MAX_RANKED: usize = 15;

/// The figures as text.
pub(super) struct StatsPrinter<'a> {
    pub(super) figures: &'a Statistics<'a>,
    pub(super) width: Option<usize>,
    pub(super) out: &'a mut dyn Write,
}

impl StatsPrinter<'_> {
    /// Every section that has something to say.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let figures = self.figures;
        self.write_summary()?;
        self.write_years()?;
        let kinds = figures.kinds.iter().map(|(kind, count)| (kind.name().to_owned(), *count));
        self.write_bars("By kind", &kinds.collect::<Vec<_>>())?;
        let named = |(id, count): &(&str, usize)| (clean_line(figures.actor_name(id)), *count);
        self.write_ranking("actor", figures.actors.iter().map(named).collect())?;
        let own = |(name, count): &(&str, usize)| (clean_line(name), *count);
        self.write_ranking("country", figures.countries.iter().map(own).collect())?;
        self.write_ranking("topic", figures.topics.iter().map(own).collect())?;
        self.write_responses()?;
        self.write_commitments()
    }

    fn write_summary(&mut self) -> io::Result<()> {
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
            StartYear::Year(year) => Some(year),
            _ => None,
        });
        let years = match (years.next(), years.next_back()) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            (Some(only), None) => format!(", {only}"),
            _ => String::new(),
        };
        self.write_prose(
            "",
            &format!("{}{years}: {}", format_count(figures.entries.len(), "event"), parts.join(", ")),
        )
    }

    fn write_years(&mut self) -> io::Result<()> {
        let label = |began: &StartYear| match began {
            StartYear::Year(year) => year.to_string(),
            StartYear::Uncertain => "year not sure".to_owned(),
            StartYear::OpenStart => "start not known".to_owned(),
            StartYear::Undated => "no date".to_owned(),
        };
        let rows: Vec<_> = self.figures.years.iter().map(|(began, count)| (label(began), *count)).collect();
        self.write_bars("By year (an event of several years counts once, in that of its first day)", &rows)
    }

    fn write_ranking(&mut self, what: &str, mut rows: Vec<(String, usize)>) -> io::Result<()> {
        let all = rows.len();
        rows.truncate(MAX_RANKED);
        let head = if all > MAX_RANKED {
            format!("By {what}, the first {MAX_RANKED} of {all}")
        } else {
            format!("By {what}")
        };
        self.write_bars(&head, &rows)
    }

    /// A section of labels, counts and bars; one without rows takes no line.
    fn write_bars(&mut self, head: &str, rows: &[(String, usize)]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.write_heading(head)?;
        self.write_rows(rows)
    }

    pub(super) fn write_rows(&mut self, rows: &[(String, usize)]) -> io::Result<()> {
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default();
        let longest = rows.iter().map(|(label, _)| display_width(label)).max().unwrap_or_default();
        let label = self.width.map_or(longest, |width| longest.min((width / 2).max(8)));
        let digits = most.to_string().len();
        let used = 2 + label + 2 + digits + 2;
        let room =
            self.width.map_or(MAX_BAR_COLUMNS, |width| width.saturating_sub(used).min(MAX_BAR_COLUMNS));
        for (name, count) in rows {
            // One sign an event; where the longest bar has no room all shrink alike, none to nothing.
            let bar = if most <= room { *count } else { (count * room).div_ceil(most) };
            self.write_line(&format!("  {}  {count:>digits$}  {}", pad(name, label), "#".repeat(bar)))?;
        }
        Ok(())
    }

    fn write_responses(&mut self) -> io::Result<()> {
        let figures = self.figures;
        let (answered, found) = (figures.responses.answered_count(), &figures.responses);
        let deeds = found.incident_count();
        if deeds + found.without_incident.len() == 0 {
            return Ok(());
        }
        self.write_heading("From what the DPRK did to what answered it")?;
        self.write_prose("  deeds       ", &format!("{deeds}, {answered} of them answered"))?;
        let lengths: Vec<ElapsedDays> = figures.responses.direct_pairs().map(|pair| pair.elapsed).collect();
        let more = found.pairs.len() - lengths.len();
        let direct = format_count(lengths.len(), "direct answer");
        let least = if found.truncated { "at least " } else { "" };
        let go = if more == 1 { "goes" } else { "go" };
        self.write_prose("  pairs       ", &format!("{direct}, {least}{more} that {go} on from one"))?;
        let alone = format_count(found.without_incident.len(), "measure");
        let name = if found.without_incident.len() == 1 { "names" } else { "name" };
        self.write_prose("  unprompted  ", &format!("{alone} against the DPRK that {name} no deed"))?;
        self.write_spread("  days        ", &lengths)?;
        let mut above = None;
        for pair in figures.responses.direct_pairs() {
            if above.replace(pair.incident) != Some(pair.incident) {
                self.write_line(&format!(
                    "  {}  {}",
                    self.date_column(pair.incident),
                    figures.event_id(pair.incident)
                ))?;
            }
            let days = pair.elapsed.to_string();
            let answer = format!("{}  {}", self.date_column(pair.response), figures.event_id(pair.response));
            self.write_line(&format!("    {days:>12}  {answer}"))?;
        }
        for (n, deed) in found.without_response.iter().enumerate() {
            if n == 0 {
                self.write_line("  without an answer here")?;
            }
            self.write_line(&format!("    {}  {}", self.date_column(*deed), figures.event_id(*deed)))?;
        }
        Ok(())
    }

    fn write_commitments(&mut self) -> io::Result<()> {
        let figures = self.figures;
        if figures.commitments.is_empty() {
            return Ok(());
        }
        let count = |state| figures.commitments_in(state).count();
        let rows = CommitmentStatus::ALL.map(|status| (status.label().to_owned(), count(status)));
        let late = figures.commitments.iter().filter(|promise| promise.is_late).count();
        self.write_heading("Commitments")?;
        let shown: Vec<(String, usize)> = rows.into_iter().filter(|(_, count)| *count > 0).collect();
        self.write_rows(&shown)?;
        self.write_prose("  late     ", &format!("{late} of the fulfilled"))?;
        self.write_spread("  days     ", &figures.fulfillment_times())
    }

    /// The median, the shortest and the longest, behind a label.
    fn write_spread(&mut self, label: &str, lengths: &[ElapsedDays]) -> io::Result<()> {
        let measures =
            [ElapsedDays::median(lengths), ElapsedDays::shortest(lengths), ElapsedDays::longest(lengths)];
        let [Some(median), Some(shortest), Some(longest)] = measures else { return Ok(()) };
        self.write_prose(label, &format!("median {median}, shortest {shortest}, longest {longest}"))
    }

    fn write_heading(&mut self, head: &str) -> io::Result<()> {
        self.write_line("")?;
        self.write_prose("", head)
    }

    /// A text behind a label, wrapped under itself: figures are never cut.
    fn write_prose(&mut self, label: &str, text: &str) -> io::Result<()> {
        let room = self.width.map_or(usize::MAX, |width| width.saturating_sub(display_width(label)));
        for (n, range) in wrap_lines(text, room).into_iter().enumerate() {
            let label = pad(if n == 0 { label } else { "" }, display_width(label));
            self.write_line(&format!("{label}{}", &text[range]))?;
        }
        Ok(())
    }

    /// A line as it is: ids are there to be copied, so they are not cut.
    fn write_line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// The date of an event in a column; what is longer pushes what follows. A pipe gets EDTF that reads back.
    fn date_column(&self, at: usize) -> String {
        let write = if self.width.is_some() { Edtf::to_short_string } else { Edtf::to_string };
        let date = self.figures.timeline.entries()[at].event.date.as_ref();
        format!("{:<13}", date.map_or_else(|| "no date".to_owned(), write))
    }
}
