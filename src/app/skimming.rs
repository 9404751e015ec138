//! The skim on the screen: to it, from it into the text, and back.

use super::action::Effect;
use super::setting_right::hides_some;
use super::{App, Focus, Land, Reader};

impl App {
    /// Key sentences are on the screen, not the text.
    pub fn is_skimming(&self) -> bool {
        self.reader.as_ref().is_some_and(Reader::is_skimming)
    }

    pub(super) fn toggle_skim(&mut self) {
        let skim = !self.view.skim;
        self.leave_place();
        self.set_skimming(skim);
        self.focus_skim(skim);
        let hidden = self.reader.as_ref().is_some_and(hides_some);
        if skim {
            self.say(if hidden {
                "the sections that dictum found are hidden; F shows them, and what is said in each"
            } else {
                "what is said in each section; Enter reads there, v goes back to the text"
            });
        }
    }

    /// The keys go to the skim while it is shown, and back to the pane that had them, unless the reader went on from there.
    fn focus_skim(&mut self, skim: bool) {
        if skim {
            let before = self.focus;
            self.set_focus(Focus::Transcript);
            self.skim_from = Some(before).filter(|before| *before != self.focus);
        } else if let Some(before) = self.skim_from.take().filter(|_| self.focus == Focus::Transcript) {
            self.set_focus(before);
        }
    }

    /// Shows the skim or the text, of this talk and of those that are opened after it.
    pub(super) fn set_skimming(&mut self, skim: bool) {
        self.view.skim = skim;
        self.read(|r| r.set_skimming(skim));
    }

    /// Enter in the skim: the text at the sentence that is chosen.
    pub(super) fn read_on(&mut self) {
        self.leave_place();
        let Some(at) = self.reader.as_ref().map(Reader::place) else { return };
        self.set_skimming(false);
        self.skim_from = None;
        self.read(|r| r.go_to(at, Land::InView));
    }

    /// What is folded in the outline is folded in the skim.
    pub(super) fn fold_skim(&mut self) {
        if let Some(reader) = &mut self.reader {
            let folded = self.outline.folded_sections(&reader.talk.sections);
            reader.close_in_skim(folded);
        }
    }

    /// The skim is made beside the screen, once it is wanted, and again when the sections became others.
    pub(super) fn ask_for_skim(&mut self) {
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.lacks_skim()) {
            let version = reader.ask_for_skim();
            self.effects.push(Effect::Skim { talk: reader.id, version });
        }
    }
}
