//! What the report of the last import remembers.

use crate::tui::effect_result::ImportSummary;
use crate::tui::scroll_page::ScrollPage;

/// The report of the last import.
#[derive(Debug, Default)]
pub struct ReportState {
    /// The import; `None` if there was none.
    pub summary: Option<ImportSummary>,
    /// The report as laid out.
    pub text: ScrollPage,
}
