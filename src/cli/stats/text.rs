//! The text form of statistics, with bars that fit the terminal. Never truncates figures or ids.

use super::statistics::{StartYear, Statistics};
use crate::model::{CommitmentStatus, Edtf, ElapsedDays, Scope};
use crate::text::width::{display_width, pad, wrap_lines};
use crate::text::{clean_line, format_count};
use std::io::{self, Write};

/// Maximum length of a bar, in columns.
const MAX_BAR_COLUMNS: usize = 40;
/// Maximum number of actors, countries, and topics printed. JSON has all of them.
const MAX_RANKED: usize = 15;

/// Prints statistics as text.
pub(super) struct StatsPrinter<'a> {
    pub(super) statistics: &'a Statistics<'a>,
    /// Width of the terminal in columns; `None` if the output is not a terminal.
    pub(super) width: Option<usize>,
    pub(super) out: &'a mut dyn Write,
}

impl StatsPrinter<'_> {
    /// Prints every section that is not empty.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let statistics = self.statistics;
        self.write_summary()?;
        self.write_years()?;
        let kinds = statistics.kinds.iter().map(|(kind, count)| (kind.name().to_owned(), *count));
        self.write_bars("By type", &kinds.collect::<Vec<_>>())?;
        let actor_row = |(id, count): &(&str, usize)| (clean_line(statistics.actor_name(id)), *count);
        self.write_ranking("actor", statistics.actors.iter().map(actor_row).collect())?;
        let row = |(name, count): &(&str, usize)| (clean_line(name), *count);
        self.write_ranking("country", statistics.countries.iter().map(row).collect())?;
        self.write_ranking("topic", statistics.topics.iter().map(row).collect())?;
        self.write_responses()?;
        self.write_commitments()
    }

    fn write_summary(&mut self) -> io::Result<()> {
        let statistics = self.statistics;
        let in_scope = |scope| statistics.count(|entry| entry.event.scope == scope);
        let mut parts =
            vec![format!("{} core", in_scope(Scope::Core)), format!("{} context", in_scope(Scope::Context))];
        let drafts = statistics.count(|entry| entry.event.is_draft());
        if drafts > 0 {
            parts.push(format_count(drafts, "draft"));
        }
        let planned = statistics.count(|entry| entry.event.planned);
        if planned > 0 {
            parts.push(format!("{planned} planned"));
        }
        let mut years = statistics.years.keys().filter_map(|start| match start {
            StartYear::Year(year) => Some(year),
            _ => None,
        });
        let years = match (years.next(), years.next_back()) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            (Some(only), None) => format!(", {only}"),
            _ => String::new(),
        };
        let events = format_count(statistics.entries.len(), "event");
        self.write_prose("", &format!("{events}{years}: {}", parts.join(", ")))
    }

    fn write_years(&mut self) -> io::Result<()> {
        let label = |start: &StartYear| match start {
            StartYear::Year(year) => year.to_string(),
            StartYear::Uncertain => "year uncertain".to_owned(),
            StartYear::OpenStart => "start unknown".to_owned(),
            StartYear::Undated => "no date".to_owned(),
        };
        let rows: Vec<_> =
            self.statistics.years.iter().map(|(start, count)| (label(start), *count)).collect();
        self.write_bars("By year (events of several years count in the first)", &rows)
    }

    fn write_ranking(&mut self, what: &str, mut rows: Vec<(String, usize)>) -> io::Result<()> {
        let total = rows.len();
        rows.truncate(MAX_RANKED);
        let heading = if total > MAX_RANKED {
            format!("By {what} (top {MAX_RANKED} of {total})")
        } else {
            format!("By {what}")
        };
        self.write_bars(&heading, &rows)
    }

    /// Prints a section of labels, counts, and bars; nothing if there are no rows.
    fn write_bars(&mut self, heading: &str, rows: &[(String, usize)]) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        self.write_heading(heading)?;
        self.write_rows(rows)
    }

    pub(super) fn write_rows(&mut self, rows: &[(String, usize)]) -> io::Result<()> {
        let max_count = rows.iter().map(|(_, count)| *count).max().unwrap_or_default();
        let longest = rows.iter().map(|(label, _)| display_width(label)).max().unwrap_or_default();
        let label_columns = self.width.map_or(longest, |width| longest.min((width / 2).max(8)));
        let digits = max_count.to_string().len();
        let used = 2 + label_columns + 2 + digits + 2;
        let bar_columns =
            self.width.map_or(MAX_BAR_COLUMNS, |width| width.saturating_sub(used).min(MAX_BAR_COLUMNS));
        for (label, count) in rows {
            // One column per event. If the longest bar does not fit, all bars shrink, but none to nothing.
            let bar =
                if max_count <= bar_columns { *count } else { (count * bar_columns).div_ceil(max_count) };
            let label = pad(label, label_columns);
            self.write_line(&format!("  {label}  {count:>digits$}  {}", "#".repeat(bar)))?;
        }
        Ok(())
    }

    fn write_responses(&mut self) -> io::Result<()> {
        let statistics = self.statistics;
        let overview = &statistics.responses;
        let incidents = overview.incident_count();
        if incidents + overview.without_incident.len() == 0 {
            return Ok(());
        }
        self.write_heading("Incidents and responses")?;
        let answered = overview.answered_count();
        let verb = if answered == 1 { "has" } else { "have" };
        self.write_prose("  incidents  ", &format!("{answered} of {incidents} {verb} a response"))?;
        let direct: Vec<ElapsedDays> = overview.direct_pairs().map(|pair| pair.elapsed).collect();
        let follow_ons = format_count(overview.pairs.len() - direct.len(), "follow-on");
        let at_least = if overview.truncated { "at least " } else { "" };
        self.write_prose("  responses  ", &format!("{} direct, {at_least}{follow_ons}", direct.len()))?;
        let unlinked = format_count(overview.without_incident.len(), "response");
        let verb = if overview.without_incident.len() == 1 { "cites" } else { "cite" };
        self.write_prose("             ", &format!("{unlinked} {verb} no incident"))?;
        self.write_spread("  time       ", &direct)?;
        let mut last_incident = None;
        for pair in statistics.responses.direct_pairs() {
            if last_incident.replace(pair.incident) != Some(pair.incident) {
                self.write_event("  ", pair.incident)?;
            }
            let elapsed = pair.elapsed.to_string();
            self.write_event(&format!("    {elapsed:>12}  "), pair.response)?;
        }
        if !overview.without_response.is_empty() {
            self.write_line("  no response recorded")?;
        }
        overview.without_response.iter().try_for_each(|&incident| self.write_event("    ", incident))
    }

    /// Prints the date and the id of an event.
    fn write_event(&mut self, indent: &str, position: usize) -> io::Result<()> {
        let id = self.statistics.event_id(position);
        self.write_line(&format!("{indent}{}  {id}", self.date_column(position)))
    }

    fn write_commitments(&mut self) -> io::Result<()> {
        let statistics = self.statistics;
        if statistics.commitments.is_empty() {
            return Ok(());
        }
        let count = |status| statistics.commitments_in(status).count();
        let rows = CommitmentStatus::ALL.map(|status| (status.label().to_owned(), count(status)));
        let rows: Vec<_> = rows.into_iter().filter(|(_, count)| *count > 0).collect();
        self.write_heading("Commitments")?;
        self.write_rows(&rows)?;
        let fulfilled = count(CommitmentStatus::Fulfilled);
        let late = statistics.commitments.iter().filter(|commitment| commitment.is_late).count();
        if fulfilled > 0 {
            self.write_prose("  late  ", &format!("{late} of {fulfilled} fulfilled after the due date"))?;
        }
        self.write_spread("  time  ", &statistics.fulfillment_times())
    }

    /// Prints the median, shortest, and longest time after a label; nothing if there are none.
    fn write_spread(&mut self, label: &str, days: &[ElapsedDays]) -> io::Result<()> {
        let measures = [ElapsedDays::median(days), ElapsedDays::shortest(days), ElapsedDays::longest(days)];
        let [Some(median), Some(shortest), Some(longest)] = measures else { return Ok(()) };
        self.write_prose(label, &format!("median {median}, shortest {shortest}, longest {longest}"))
    }

    fn write_heading(&mut self, heading: &str) -> io::Result<()> {
        self.write_line("")?;
        self.write_prose("", heading)
    }

    /// Prints a text after a label, wrapped with a hanging indent.
    fn write_prose(&mut self, label: &str, text: &str) -> io::Result<()> {
        let label_columns = display_width(label);
        let text_columns = self.width.map_or(usize::MAX, |width| width.saturating_sub(label_columns));
        for (n, range) in wrap_lines(text, text_columns).into_iter().enumerate() {
            let label = pad(if n == 0 { label } else { "" }, label_columns);
            self.write_line(&format!("{label}{}", &text[range]))?;
        }
        Ok(())
    }

    /// Prints a line without truncating it, so that ids can be copied.
    fn write_line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// The date of an event, padded. A terminal shows shortened intervals, other output the EDTF form.
    fn date_column(&self, position: usize) -> String {
        let format = if self.width.is_some() { Edtf::to_short_string } else { Edtf::to_string };
        let date = self.statistics.timeline.entries()[position].event.date.as_ref();
        format!("{:<13}", date.map_or_else(|| "no date".to_owned(), format))
    }
}
