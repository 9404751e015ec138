//! How each action changes the app.

use super::App;
use super::action::{Action, Command, Effect};
use super::help::Help;
use super::overlay::{CommandLine, Overlay};

/// Columns by which the text gets wider or narrower.
const MEASURE_STEP: usize = 4;

/// A count beyond this is a slip; `50%` and `:` go further.
const MOST_STEPS: usize = 10_000;

impl App {
    /// Changes the app by what happened, and answers what is to be done in the world.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let by_the_reader = !matches!(action, Action::News(_) | Action::Resize(..) | Action::Pending(_));
        let was_jumping = self.jumping;
        if by_the_reader {
            self.message = None;
            self.pending.clear();
            self.jumping = false;
        }
        let field_was_open = self.field_is_open();
        match action {
            // Terminals send the same byte for Tab and ^i: right after a jump it goes forth along the jumps.
            Action::Do(Command::NextPane, count) if was_jumping && self.jumps.can_go_forward() => {
                self.perform(Command::JumpForward, count);
            }
            Action::Do(command, count) => self.perform(command, count),
            Action::Edit(edit) => self.edit(edit),
            Action::Elsewhere(binding) => self.point_elsewhere(binding),
            Action::Mark(letter) => self.mark(letter),
            Action::GoToMark(letter) => self.go_to_mark(letter),
            Action::Pending(keys) => self.pending = keys,
            Action::Resize(width, height) => self.size = (width, height),
            Action::Click(x, y) => self.click(x, y),
            Action::Wheel(x, y, rows) => self.wheel(x, y, rows),
            Action::Paste(text) => self.paste(&text),
            Action::News(news) => self.hear(news),
        }
        if self.field_is_open() != field_was_open {
            self.effects.push(Effect::Paste(!field_was_open));
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    fn field_is_open(&self) -> bool {
        let in_overlay = self.overlay.as_ref().is_some_and(Overlay::is_typed_in);
        self.list.typing || self.outline.typing || in_overlay
    }

    pub(super) fn perform(&mut self, command: Command, count: Option<usize>) {
        let steps = count.unwrap_or(1).min(MOST_STEPS).cast_signed();
        match command {
            Command::Quit => self.effects.push(Effect::Quit),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::BackOut => self.back_out(),
            Command::Accept => self.accept(),
            Command::Help => self.overlay = Some(Overlay::Help(Help::default())),
            Command::Down => self.move_by(steps),
            Command::Up => self.move_by(-steps),
            Command::HalfDown => self.move_half(steps),
            Command::HalfUp => self.move_half(-steps),
            Command::PageDown => self.move_page(steps),
            Command::PageUp => self.move_page(-steps),
            Command::Top => self.go_to_end(false, count),
            Command::Bottom => self.go_to_end(true, count),
            Command::Share => self.go_to_percent(count),
            Command::NextSection => self.move_sections(steps),
            Command::PreviousSection => self.move_sections(-steps),
            Command::NextParagraph => self.read(|r| r.move_paragraphs(steps)),
            Command::PreviousParagraph => self.read(|r| r.move_paragraphs(-steps)),
            Command::NextPane => self.next_pane(true),
            Command::PreviousPane => self.next_pane(false),
            Command::JumpBack => self.jump_back(steps),
            Command::JumpForward => self.jump_forward(steps),
            Command::Find => self.open_find(),
            Command::SwitchScope => self.switch_scope(),
            Command::Group => self.group(),
            Command::EarlierSearch => self.search_earlier(),
            Command::UpOrEarlier => self.up_or_earlier(steps),
            Command::DownOrLater => self.down_or_later(steps),
            Command::NextHit => self.walk(steps),
            Command::PreviousHit => self.walk(-steps),
            Command::Sections => self.open_sections(),
            Command::Outline => self.toggle_outline(),
            Command::Filter => self.open_filter(),
            Command::Complete => self.complete(),
            Command::Sort => self.sort(),
            Command::CommandLine => self.overlay = Some(Overlay::Line(CommandLine::default())),
            Command::Copy => self.copy(count.unwrap_or(1)),
            Command::Wider => self.set_measure(self.view.measure + MEASURE_STEP),
            Command::Narrower => self.set_measure(self.view.measure.saturating_sub(MEASURE_STEP)),
            Command::Zen => self.toggle_zen(),
            Command::Unfold => self.toggle_folds(),
            Command::Raw => self.toggle_raw(),
            Command::Skim => self.toggle_skim(),
            Command::Name => self.ask_for_name(),
            Command::ToggleFold => self.toggle_fold(),
            Command::OpenFold => self.open_fold(),
            Command::CloseFold => self.close_fold(),
            Command::OpenAllFolds => self.fold_all(false),
            Command::CloseAllFolds => self.fold_all(true),
            Command::Inward => self.go_inward(),
            Command::Outward => self.go_outward(),
            Command::Speakers => self.open_speakers(),
            Command::NextTurn => self.move_turns(steps),
            Command::PreviousTurn => self.move_turns(-steps),
            Command::Title => self.ask_for_title(),
            Command::AddSection => self.ask_for_section(),
            Command::LeaveOut => self.leave_section_out(),
            Command::TakeBack => self.take_section_back(),
            Command::Found => self.toggle_found(),
            Command::NextLanguage => self.next_language(),
            Command::Mouse => self.toggle_mouse(),
        }
    }
}
