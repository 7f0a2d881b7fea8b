//! What the merge preview remembers.

use crate::model::review::{MergeChoice, MergePreview};
use crate::tui::scroll_page::ScrollPage;

/// A draft beside the event into which it is merged.
#[derive(Debug, Default)]
pub struct MergePreviewState {
    /// The fields in which they differ.
    pub preview: MergePreview,
    /// One choice for each field.
    pub choices: Vec<MergeChoice>,
    /// The index of the selected field.
    pub selected: usize,
    /// The fields as laid out.
    pub(in crate::tui) fields: ScrollPage,
}

impl MergePreviewState {
    /// A preview with the choices proposed for it.
    pub(in crate::tui) fn new(preview: MergePreview) -> Self {
        let choices = preview.fields.iter().map(|field| field.choice).collect();
        Self { preview, choices, selected: 0, fields: ScrollPage::default() }
    }
}
