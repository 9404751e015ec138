//! How the app takes what the workers tell.

use std::sync::Arc;

use super::action::{Answer, Effect, Kept, Kin, News, TalkId};
use super::overlay::Overlay;
use super::{App, Entry, Focus, Reader, State, read_share};
use crate::model::{Card, Talk};

impl App {
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Talks(paths) => self.add_talks(paths),
            News::TalkBeside { beside, path } => {
                self.list.entries.push(Entry { beside: Some(beside), ..Entry::new(path) });
                self.list.arrange();
            }
            News::Kin(kin) => kin.into_iter().for_each(|(talk, kin)| self.meet_kin(talk, kin)),
            News::Cards(cards) => self.add_cards(cards),
            News::ScanDone { skipped } => self.finish_scan(skipped),
            News::Opened { talk, path, .. } if self.lies_elsewhere(talk, &path) => self.open_again(talk),
            News::Opened { talk, read: Ok((text, card, kept)), .. } => self.show(talk, text, *card, kept),
            News::Opened { talk, read: Err(why), .. } => self.cannot_show(talk, why),
            News::NotTurned { talk, why } => {
                if self.wanted.is_some_and(|(wanted, _)| wanted == talk) {
                    self.wanted = None;
                }
                self.warn(why);
            }
            News::Skimmed { talk, version, skim } => {
                if let Some(reader) = self.reader.as_mut().filter(|r| r.id == talk) {
                    reader.take_skim(version, skim);
                }
            }
            News::Recalled { talk, kept } => {
                if let Some(reader) = self.reader.as_mut().filter(|r| r.id == talk) {
                    reader.recall(kept);
                }
                self.names_changed(talk);
            }
            News::SectionsFound { talk, text, sections } => self.take_sections(talk, text, sections),
            News::Answer(answer) => self.take_answer(self.with_its_sections(answer)),
            News::Parted { talk, section, version, parts } => {
                self.take_parts((talk, version), section, parts);
            }
            News::Searches(searches) => {
                // What was searched for in this run is newer.
                let new = |search: &String| !self.searches.contains(search);
                let earlier: Vec<String> = searches.into_iter().filter(new).collect();
                self.searches.extend(earlier);
            }
            News::FoundShown(shown) => self.show_found(shown),
            News::MarkKept(letter) => self.say(format!("marked {letter}")),
            News::Say(text) => self.say(text),
            News::Fault(text) => self.warn(text),
        }
    }

    fn add_talks(&mut self, paths: Vec<String>) {
        let first = self.list.entries.is_empty();
        self.list.entries.extend(paths.into_iter().map(Entry::new));
        self.list.arrange();
        if first {
            self.show_chosen();
        }
    }

    fn add_cards(&mut self, cards: Vec<(TalkId, Result<Card, String>, Option<f32>)>) {
        for (talk, card, read) in cards {
            if let Some(entry) = self.list.entries.get_mut(talk) {
                entry.state = card.map_or_else(State::Failed, State::Known);
                entry.read = entry.read.or(read);
            }
        }
        self.list.news_came();
    }

    /// A talk's other files are known now, and which of them is the best: that one is read, also where another is on the
    /// screen already.
    fn meet_kin(&mut self, talk: TalkId, kin: Kin) {
        let Some(entry) = self.list.entries.get_mut(talk) else { return };
        let moved = entry.path != kin.path;
        entry.path.clone_from(&kin.path);
        entry.kin = kin;
        if moved && self.wanted.is_none() && self.reader.as_ref().is_some_and(|r| r.id == talk) {
            self.wanted = Some((talk, None));
            self.open_again(talk);
        }
    }

    /// Whether a file is no longer what is read of a talk.
    fn lies_elsewhere(&self, talk: TalkId, path: &str) -> bool {
        let is_wanted = self.wanted.is_some_and(|(wanted, _)| wanted == talk);
        is_wanted && self.list.entries.get(talk).is_some_and(|entry| entry.path != path)
    }

    fn open_again(&mut self, talk: TalkId) {
        self.effects.push(Effect::Open(talk));
    }

    fn finish_scan(&mut self, skipped: usize) {
        self.list.complete = true;
        self.ask_in_more_talks();
        if skipped > 0 && self.message.is_none() {
            self.say(format!("{skipped} passed over; dictum list says which and why"));
        }
    }

    fn show(&mut self, talk: TalkId, text: Arc<Talk>, card: Card, kept: Option<Kept>) {
        let Some((wanted, arrival)) = self.wanted else { return };
        if wanted != talk {
            return;
        }
        self.wanted = None;
        self.unreadable = None;
        self.close_its_overlay();
        if let Some(entry) = self.list.entries.get_mut(talk) {
            let read = kept.as_ref().map(|k| read_share(k.read_to, text.text.len()));
            entry.read = read.filter(|&share| share > 0.0).or(entry.read);
            entry.state = State::Known(card.clone());
        }
        if self.reader.as_ref().is_some_and(|r| r.id == talk) {
            // In another language: places and hits were those of the other text.
            self.jumps.forget(talk);
            self.walk = None;
        }
        let mut reader = Reader::new(talk, text, card, kept);
        if let Some(before) = self.reader.as_ref().filter(|r| r.id == talk) {
            // What the workers are still at is of the other text.
            reader.follow_versions_of(before);
        }
        reader.set_folded(self.view.folded);
        reader.set_raw(self.view.raw);
        reader.show_found(self.view.found);
        reader.set_skimming(self.view.skim);
        self.outline.begin_anew();
        self.landed = None;
        self.reader = Some(reader);
        // The pane's size must be known before a place in it can be gone to.
        self.settle();
        self.arrive(arrival);
    }

    fn cannot_show(&mut self, talk: TalkId, why: String) {
        if let Some(entry) = self.list.entries.get_mut(talk) {
            entry.state = State::Failed(why.clone());
        }
        if self.wanted.is_some_and(|(wanted, _)| wanted == talk) {
            self.wanted = None;
            self.close_its_overlay();
            self.reader = None;
            self.unreadable = Some((talk, why));
            if self.list.entries.len() > 1 {
                self.focus = Focus::List;
            }
        }
    }

    /// Hits in the talk on the screen stand in its sections as they are now.
    fn with_its_sections(&self, mut answer: Answer) -> Answer {
        if let Some(reader) = self.reader.as_ref().filter(|r| r.talk.unedited.is_some()) {
            for hit in answer.hits.iter_mut().filter(|hit| hit.talk == reader.id) {
                hit.stand_in(&reader.talk.sections);
            }
        }
        answer
    }

    /// The choice of a section, the speakers and fields for names belong to the talk that they were opened over.
    fn close_its_overlay(&mut self) {
        if matches!(
            self.overlay,
            Some(Overlay::Sections(_) | Overlay::Name(_) | Overlay::Title(_) | Overlay::Speakers(_))
        ) {
            self.overlay = None;
        }
    }
}
