//! Works out the changes that undo an import, so that one step of undo takes all of it back.

use super::types::UndoStep;
use crate::store::{Change, Store};

/// The step of an import that is about to make `changes` in a store.
pub(super) fn import_step(store: &Store, changes: &[Change]) -> UndoStep {
    let mut step = UndoStep::default();
    for change in changes {
        if let Some(inverse) = inverse_of_addition(store, change) {
            step.push(change.clone(), inverse);
        }
    }
    step
}

/// The change that undoes one of an import; imports only add.
fn inverse_of_addition(store: &Store, change: &Change) -> Option<Change> {
    match change {
        Change::AddEvent(event) => Some(Change::RemoveEvent { id: event.id.clone() }),
        Change::AddSource(source) => Some(Change::RemoveSource { id: source.id.clone() }),
        Change::AddRow(row) => Some(Change::RemoveRow(row.clone())),
        Change::SaveText { source, .. } => Some(match store.source_text(source).ok().flatten() {
            Some(text) => Change::SaveText { source: source.clone(), text },
            None => Change::DeleteText { source: source.clone() },
        }),
        _ => None,
    }
}
