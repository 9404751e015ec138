//! Answers the newest question over one talk or all of them.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::ready::{Ready, ReadyTalk};
use super::words::{Library, Place};
use super::{Shared, attempt};
use crate::app::{Answer, Ask, FoundHit, HitSpeaker, News, Paragraph, Within};
use crate::index::Index;
use crate::model::{Block, Span, Speaker, Talk};
use crate::search::{Hit, Passage, Query, said_by, sentence_of, words_within};

/// Partial answers come no faster.
pub(super) const BETWEEN_ANSWERS: Duration = Duration::from_millis(60);
/// Talks that are opened together when those before left room on the screen.
const OPENED_NEXT: usize = 2;
/// Hits whose talks are opened together when those that are seen were told.
const OPENED_AT_ONCE: usize = 10;
/// The talks of the others are opened when no letter was typed for so long.
const PAUSE: Duration = Duration::from_millis(150);
/// How often talks that changed are asked anew for one question; files that change again and again are let be.
const MOST_MENDED: usize = 3;
/// Bytes of text around a hit that its preview shows.
const PASSAGE: usize = 1500;
/// The longest sentence that a hit is shown in, in bytes.
const SENTENCE: usize = 400;

/// What is kept from question to question.
#[derive(Default)]
struct Finder {
    ready: Ready,
    all: Library,
    /// The talk that was searched by itself, with its words.
    one: Option<(Arc<ReadyTalk>, Index)>,
}

/// Answers questions until dictum ends.
pub fn serve(shared: &Shared) {
    let mut finder = Finder::default();
    // What lies on the disk is taken before anybody asks: the first question is answered as soon as the others.
    let is_asked = || shared.ask.has_newer();
    shared.indexed.wait_for_rest(&is_asked);
    if !is_asked() && attempt(|| finder.all.borrow(shared)).is_err() {
        finder = Finder::default();
    }
    while let Some(ask) = shared.ask.take() {
        // A question that breaks the search costs that question.
        if let Err(what) = attempt(|| finder.answer(&ask, shared)) {
            finder = Finder::default();
            let number = ask.number;
            let nothing =
                Answer { number, hits: Vec::new(), total: None, done: true, reading: None, took_ms: 0 };
            (shared.tell)(News::Answer(nothing));
            (shared.tell)(News::Fault(format!("dictum failed on this search: {what}; please report it")));
        }
    }
}

impl Finder {
    fn answer(&mut self, ask: &Ask, shared: &Shared) {
        super::panic_if_asked("search");
        let query = Query::new(&ask.typed, true);
        let question = Question { ask, query, began: Instant::now(), shared, took: OnceLock::new() };
        if question.query.is_empty() {
            return question.tell(&[], None, None);
        }
        match ask.within {
            Within::Talk(talk) => self.answer_in_one(talk, None, &question),
            Within::Part(talk, part) => self.answer_in_one(talk, Some(part), &question),
            Within::AllTalks => self.answer_in_all(&question),
        }
    }

    /// In one talk, or a part of its text.
    fn answer_in_one(&mut self, number: usize, part: Option<Span>, question: &Question) {
        let Some(ready) = self.ready.get(number, true, question.shared) else {
            return question.tell(&[], None, None);
        };
        let talk = &ready.talk;
        let speakers = talk.speakers.iter().map(|speaker| speaker.name.as_str());
        if !question.query.narrowing.takes(&talk.title, talk.date, speakers) {
            return question.tell(&[], None, None);
        }
        if self.one.as_ref().is_none_or(|(held, _)| !Arc::ptr_eq(held, &ready)) {
            let mut index = Index::default();
            index.add(0, talk);
            index.seal();
            self.one = Some((Arc::clone(&ready), index));
        }
        let Some((_, index)) = &self.one else { return };
        let words = part.map(|part| words_within(&talk.text, part));
        let stop = || question.is_old();
        let most = question.ask.within.scope().most_hits();
        let found = match words {
            None => index.ask(&question.query, None, most, &stop),
            Some(words) => index.ask_in_part(&question.query, 0, words, most, &stop),
        };
        let Ok(found) = found else { return };
        if question.is_old() {
            return;
        }
        let place = Place { number, fingerprint: ready.fingerprint };
        let found: Vec<_> = found.into_iter().map(|found| (place, found.passage)).collect();
        self.show(&found, question, None, false);
    }

    fn answer_in_all(&mut self, question: &Question) {
        self.all.begin();
        let mut told = Instant::now();
        let mut mended = 0;
        loop {
            let whole = self.all.read_on(&mut self.ready, question.shared);
            if question.is_old() {
                return;
            }
            if whole || told.elapsed() >= BETWEEN_ANSWERS {
                let most = question.ask.within.scope().most_hits();
                let is_old = || question.is_old();
                let found = self.all.ask(&question.query, most, &is_old, question.shared);
                let Some(found) = found else { return };
                let of = question.shared.catalogue.len();
                let reading = (!whole).then_some((self.all.looked_at(), of));
                if !self.show(&found, question, reading, mended < MOST_MENDED) {
                    mended += 1;
                    self.all.begin();
                    continue;
                }
                told = Instant::now();
            }
            if whole {
                return;
            }
        }
    }

    /// Tells the hits, and how many of how many talks were read if not all: those that are seen first at once. The talks
    /// of the others are opened when no newer question comes for a while.
    ///
    /// Where a talk says something else than was looked through and may be `mended`, nothing more is told: it has to be
    /// asked as it is now. Answers whether all was told.
    fn show(
        &mut self,
        found: &[(Place, Passage)],
        question: &Question,
        reading: Option<(usize, usize)>,
        mended: bool,
    ) -> bool {
        // Whom a passage is said by is known once its talk is open.
        let total = (!question.query.narrowing.asks_for_a_speaker()).then_some(found.len());
        let mut shown = Vec::new();
        let (fits, others) = self.open_seen(found, question, &mut shown);
        if !fits && mended {
            return false;
        }
        if others.is_empty() || question.is_old() {
            question.tell(&shown, total, reading);
            return true;
        }
        question.tell_some(&shown, total, reading);
        if reading.is_none() && question.shared.ask.has_newer_within(PAUSE) {
            return true;
        }
        for some in others.chunks(OPENED_AT_ONCE) {
            if !self.open(some, false, question, &mut shown) && mended {
                return false;
            }
            if question.is_old() {
                return true;
            }
        }
        question.tell(&shown, total, reading);
        true
    }

    /// Opens the talks of the passages that are seen first, those that fill the screen. What is found in talks that are
    /// open goes with them: it is drawn on the strip, and what stood first before may stay there. Whether the talks say
    /// what was looked through, and the other passages.
    fn open_seen<'a>(
        &mut self,
        found: &'a [(Place, Passage)],
        question: &Question,
        shown: &mut Vec<(usize, FoundHit)>,
    ) -> (bool, Vec<Ranked<'a>>) {
        let frame = question.ask.frame;
        let mut others: Vec<Ranked> = found.iter().enumerate().collect();
        let mut fits = true;
        let mut now: HashSet<usize> = others.iter().map(|(_, (place, _))| place.number).collect();
        now.retain(|number| self.ready.has(*number, question.shared));
        // A sentence seldom fills but one row.
        let mut portion = frame.hits_seen().div_ceil(2);
        loop {
            for (_, (place, _)) in &others {
                if portion == 0 {
                    break;
                }
                portion -= usize::from(now.insert(place.number));
            }
            // With a talk, all that is found in it: it may stand with the first.
            let (first, rest): (Vec<Ranked>, _) =
                others.into_iter().partition(|(_, (place, _))| now.contains(&place.number));
            others = rest;
            fits &= self.open(&first, true, question, shown);
            let to = others.first().map_or(found.len(), |(rank, _)| *rank);
            let known = shown.iter().filter(|(rank, _)| *rank < to).map(|(_, hit)| hit);
            if others.is_empty() || to >= frame.hits_seen() || frame.is_full_of(known) || question.is_old() {
                return (fits, others);
            }
            portion = OPENED_NEXT;
        }
    }

    /// Opens the talks of passages, and finds them in their texts. Whether they say what was looked through.
    fn open(
        &mut self,
        found: &[Ranked],
        seen: bool,
        question: &Question,
        shown: &mut Vec<(usize, FoundHit)>,
    ) -> bool {
        let mut fits = true;
        let mut by_talk: BTreeMap<usize, Vec<&Ranked>> = BTreeMap::new();
        for ranked in found {
            by_talk.entry(ranked.1.0.number).or_default().push(ranked);
        }
        let last = |own: &[&Ranked]| own.iter().map(|(_, (_, passage))| passage.last).max().unwrap_or(0);
        let wanted = by_talk.iter().map(|(number, own)| (*number, last(own)));
        let talks = self.ready.open(wanted, seen, question.shared);
        for (number, own) in by_talk {
            let Some(talk) = talks.get(&number) else { continue };
            let (old, own): (Vec<&Ranked>, _) =
                own.into_iter().partition(|(_, (place, _))| place.fingerprint != talk.fingerprint);
            if !old.is_empty() {
                // It has another text by now, and is found by that from now on.
                self.all.take(number, talk);
                fits = false;
            }
            let says = |at| question.query.narrowing.is_said_by(called(talk, at, question.shared).as_deref());
            for (rank, (_, passage)) in own {
                let hit = talk.hit(passage).and_then(|hit| said_by(hit, says));
                shown.extend(hit.map(|hit| (*rank, found_hit(number, talk, hit, question.shared))));
            }
        }
        shown.sort_by_key(|(rank, _)| *rank);
        fits
    }
}

/// A passage with its place among all that were found.
type Ranked<'a> = (usize, &'a (Place, Passage));

/// A question while it is answered.
struct Question<'a> {
    ask: &'a Ask,
    query: Query,
    began: Instant,
    shared: &'a Shared,
    /// How long it took until there was something to tell.
    took: OnceLock<Duration>,
}

impl Question<'_> {
    fn is_old(&self) -> bool {
        self.shared.ask.has_newer()
    }

    /// Tells what was found in the talks that were read; all, where there are no others.
    fn tell(&self, hits: &[(usize, FoundHit)], total: Option<usize>, reading: Option<(usize, usize)>) {
        self.answer(hits, total, reading.is_none(), reading);
    }

    /// Tells the first of what was found.
    fn tell_some(&self, hits: &[(usize, FoundHit)], total: Option<usize>, reading: Option<(usize, usize)>) {
        self.answer(hits, total, false, reading);
    }

    fn answer(
        &self,
        hits: &[(usize, FoundHit)],
        total: Option<usize>,
        done: bool,
        reading: Option<(usize, usize)>,
    ) {
        let took = *self.took.get_or_init(|| self.began.elapsed());
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let hits = hits.iter().map(|(_, hit)| hit.clone()).collect();
        let answer = Answer { number: self.ask.number, hits, total, done, reading, took_ms };
        (self.shared.tell)(News::Answer(answer));
    }
}

/// A hit with what a list needs to show it.
fn found_hit(number: usize, ready: &ReadyTalk, hit: Hit, shared: &Shared) -> FoundHit {
    let (talk, at) = (&ready.talk, hit.span.from());
    let passage = passage_around(talk, hit.span);
    let mut found = FoundHit {
        text: ready.fingerprint,
        talk: number,
        title: talk.title.clone(),
        section: None,
        speaker: called(ready, at, shared),
        time: talk.time_at(at),
        passage: passage.of(&talk.text).to_owned(),
        passage_from: passage.from(),
        paragraphs: paragraphs(ready, passage, shared),
        sentence: sentence_of(talk, hit.span, SENTENCE),
        hit,
    };
    found.stand_in(&talk.sections);
    found
}

/// Who says the byte at `at`; they may have been named since the talk was made ready.
fn called(ready: &ReadyTalk, at: usize, shared: &Shared) -> Option<String> {
    Some(name_of(ready, ready.talk.speaker_at(at)?, shared))
}

fn name_of(ready: &ReadyTalk, speaker: &Speaker, shared: &Shared) -> String {
    let label = speaker.label();
    shared.names.of(ready.fingerprint, label).unwrap_or_else(|| label.to_owned())
}

/// The paragraphs of a passage, with what stands beside and above them where the talk is read.
fn paragraphs(ready: &ReadyTalk, passage: Span, shared: &Shared) -> Vec<Paragraph> {
    let talk = &ready.talk;
    let first = talk.blocks.partition_point(|block| block.span.to() <= passage.from());
    let here = talk.blocks.iter().skip(first).take_while(|block| block.span.from() < passage.to());
    let paragraph = |(number, block): (usize, &Block)| {
        let speaker = block.speaker.filter(|_| number == 0 || block.opens_turn);
        let voice = |id| {
            let speaker = talk.speaker(id)?;
            let name = name_of(ready, speaker, shared);
            Some(HitSpeaker { id, unknown: speaker.is_unknown() && name == speaker.label(), name })
        };
        let from = block.span.from();
        Paragraph { from, time: talk.time_at(from), speaker: speaker.and_then(voice) }
    };
    here.enumerate().map(paragraph).collect()
}

/// Whole blocks around a hit, about [`PASSAGE`] bytes to either side.
fn passage_around(talk: &Talk, span: Span) -> Span {
    let first = talk.block_at(span.from().saturating_sub(PASSAGE / 2));
    let last = talk.block_at((span.to() + PASSAGE).min(talk.text.len()));
    match (talk.blocks.get(first), talk.blocks.get(last)) {
        (Some(first), Some(last)) => first.span.join(last.span).join(span),
        _ => span,
    }
}
