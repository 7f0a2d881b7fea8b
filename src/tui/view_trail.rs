//! Leaves the views of related events for one of their events, and returns to them.

use super::state::{State, SuspendedViews};
use crate::text::clean_line;

impl State {
    /// Goes to the current event of the view in the timeline.
    pub(super) fn go_to_current_event(&mut self) {
        if let Some(id) = self.current_entry().map(|entry| entry.event.id.clone()) {
            self.leave_views_for(&id);
        }
    }

    /// Leaves the views for an event in the timeline. Jumping back opens them again as they are, with the same filter.
    pub(super) fn leave_views_for(&mut self, id: &str) {
        let (filter, only_drafts) = (self.filter.clone(), self.only_drafts);
        let views = std::mem::take(&mut self.layers.views);
        let layers = self.take_view_layers();
        let depth = self.jump_list.len();
        self.go_to_event(id, true);
        let jump_depth = self.jump_list.len();
        if jump_depth > depth {
            self.suspended_views.push(SuspendedViews { jump_depth, layers, views, filter, only_drafts });
        }
    }

    /// Goes back along the jump list.
    pub(super) fn jump_back_to_event(&mut self) {
        match self.jump_list.pop() {
            Some(id) => {
                self.go_to_event(&id, false);
                self.return_to_views();
            }
            None => self.notify("No link was followed"),
        }
    }

    /// Opens the views again that were left for the event just jumped back from.
    fn return_to_views(&mut self) {
        let depth = self.jump_list.len() + 1;
        self.suspended_views.retain(|views| views.jump_depth <= depth);
        let Some(suspended) = self.suspended_views.pop_if(|views| views.jump_depth == depth) else { return };
        if (&suspended.filter, suspended.only_drafts) != (&self.filter, self.only_drafts) {
            let selected = self.selected_id();
            (self.filter, self.only_drafts) = (suspended.filter, suspended.only_drafts);
            self.apply_filter(selected.as_deref());
            self.notice = None;
        }
        self.layers.views = suspended.views;
        self.stack.extend(suspended.layers);
        self.rebuild_views();
    }

    /// The status line in a view: the title of the current event, which its row may have cut, and the publishers of its
    /// sources.
    pub(super) fn view_status_text(&self) -> Option<String> {
        self.visible_view()?;
        let Some(title) = self.title_in_view() else { return Some(String::new()) };
        let publishers = self.publishers_in_view().map(|names| format!("  ({names})")).unwrap_or_default();
        Some(format!("{title}{publishers}"))
    }

    /// The title of the current event of the view.
    pub fn title_in_view(&self) -> Option<String> {
        self.visible_view()?;
        self.current_entry().map(|entry| super::row_cells::event_title(entry, self.is_korean()))
    }

    /// The publishers of the sources of the current event, copies left out.
    fn publishers_in_view(&self) -> Option<String> {
        let event = &self.current_entry()?.event;
        let sources = event.sources.iter().filter_map(|row| self.timeline.source(&row.source));
        let mut names: Vec<String> = Vec::new();
        for source in sources.filter(|source| source.copy_of.is_none()) {
            let name = clean_line(source.publisher.as_ref().unwrap_or(&source.id));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some(if names.is_empty() { "no source".to_owned() } else { names.join(", ") })
    }
}
