//! The types of exports: the events to write, and a format.

use crate::model::fields::EventField;
use crate::model::{Timeline, TimelineEntry};
use std::io::{self, Write};

/// The events to write.
pub struct ExportData<'a> {
    /// The timeline that the events belong to.
    pub timeline: &'a Timeline,
    /// The events, in output order.
    pub entries: Vec<&'a TimelineEntry>,
    /// The columns of tabular formats, in output order; all columns if empty. Other formats ignore them.
    pub columns: Vec<EventField>,
}

/// Writes events in one format.
pub type ExportWriter = fn(&ExportData<'_>, &mut dyn Write) -> io::Result<()>;

/// A format in which events can be written.
#[derive(Debug)]
pub struct ExportFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// A short description.
    pub about: &'static str,
    /// The function that writes it.
    pub write: ExportWriter,
}
