//! Answers the newest question over one talk or all of them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Shared, attempt};
use crate::app::{Ask, FoundHit, MOST_HITS, News};
use crate::library;
use crate::model::{Span, Speaker, Talk};
use crate::search::{Hit, Query, Words, find};
use crate::text::sentence_around;

/// Hits of one talk among hits of all talks.
const MOST_OF_ONE: usize = 20;
/// Partial answers come no faster.
const BETWEEN_ANSWERS: Duration = Duration::from_millis(60);
/// Talks that were read for a search are kept ready up to this many bytes of text; beyond, they are read again.
const KEPT_TEXT: usize = 96 << 20;
/// Bytes of text around a hit that its preview shows.
const PASSAGE: usize = 1500;
/// The longest sentence that a hit is shown in, in bytes.
const SENTENCE: usize = 400;

/// Talks that are ready to be searched.
#[derive(Default)]
struct Ready {
    talks: HashMap<usize, Arc<ReadyTalk>>,
    bytes: usize,
    /// The last one that was too much to hold with the others: its next letter comes soon.
    last: Option<(usize, Arc<ReadyTalk>)>,
}

struct ReadyTalk {
    talk: Arc<Talk>,
    fingerprint: u128,
    words: Words,
}

/// Answers questions until dictum ends.
pub fn serve(shared: &Shared) {
    let mut ready = Ready::default();
    while let Some(ask) = shared.ask.take() {
        // A question that breaks the search costs that question.
        if let Err(what) = attempt(|| answer(&ask, shared, &mut ready)) {
            ready = Ready::default();
            let number = ask.number;
            (shared.tell)(News::Answer { number, hits: Vec::new(), done: true, took_ms: 0 });
            (shared.tell)(News::Fault(format!("dictum failed on this search: {what}; please report it")));
        }
    }
}

fn answer(ask: &Ask, shared: &Shared, ready: &mut Ready) {
    super::panic_if_asked("search");
    let began = Instant::now();
    let query = Query::new(&ask.typed, true);
    let tell = |hits: &[Found], done: bool| {
        let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let hits = hits.iter().map(|f| found_hit(f, shared)).collect();
        (shared.tell)(News::Answer { number: ask.number, hits, done, took_ms });
    };
    if query.is_empty() {
        return tell(&[], true);
    }
    let (talks, each) = match ask.within {
        Some(talk) => (talk..talk + 1, MOST_HITS),
        None => (0..shared.catalogue.len(), MOST_OF_ONE),
    };
    let mut best: Vec<Found> = Vec::new();
    let mut told = Instant::now();
    for number in talks {
        if shared.ask.has_newer() {
            return;
        }
        let Some(talk) = ready.get(number, shared) else { continue };
        for hit in find(&talk.words, &query, each) {
            best.push(Found { number, ready: Arc::clone(&talk), hit });
        }
        best.sort_by(better);
        best.truncate(MOST_HITS);
        if told.elapsed() >= BETWEEN_ANSWERS && !best.is_empty() {
            tell(&best, false);
            told = Instant::now();
        }
    }
    tell(&best, true);
}

struct Found {
    number: usize,
    ready: Arc<ReadyTalk>,
    hit: Hit,
}

fn better(a: &Found, b: &Found) -> Ordering {
    b.hit.score.total_cmp(&a.hit.score).then((a.number, a.hit.span).cmp(&(b.number, b.hit.span)))
}

impl Ready {
    fn get(&mut self, number: usize, shared: &Shared) -> Option<Arc<ReadyTalk>> {
        let opened = shared.opened(number);
        let held =
            self.talks.get(&number).or(self.last.as_ref().filter(|(n, _)| *n == number).map(|(_, t)| t));
        // A file that was opened again may have another text by now.
        let same = |held: &&Arc<ReadyTalk>| opened.as_ref().is_none_or(|o| Arc::ptr_eq(&o.talk, &held.talk));
        if let Some(talk) = held.filter(same) {
            return Some(Arc::clone(talk));
        }
        let talk = opened.map_or_else(|| read(number, shared), |opened| Some(opened.talk))?;
        let bytes = talk.text.len();
        let fingerprint = library::fingerprint(&talk.text).0;
        let ready = Arc::new(ReadyTalk { words: Words::of(&talk.text), fingerprint, talk });
        if let Some(old) = self.talks.remove(&number) {
            self.bytes -= old.talk.text.len();
        }
        if self.bytes + bytes <= KEPT_TEXT {
            self.bytes += bytes;
            self.talks.insert(number, Arc::clone(&ready));
        } else {
            self.last = Some((number, Arc::clone(&ready)));
        }
        Some(ready)
    }
}

/// A talk that cannot be read has no hits; the list says why.
fn read(number: usize, shared: &Shared) -> Option<Arc<Talk>> {
    let address = shared.catalogue.get(number)?;
    Some(Arc::new(shared.read(&address).ok()?.talk))
}

/// A hit with what a list needs to show it.
fn found_hit(found: &Found, shared: &Shared) -> FoundHit {
    let Found { number, ready, hit } = found;
    let (talk, at) = (&ready.talk, hit.span.from());
    // The speaker may have been named since the talk was made ready.
    let called =
        |s: &Speaker| shared.names.of(ready.fingerprint, s.label()).unwrap_or_else(|| s.label().to_owned());
    let passage = passage_around(talk, hit.span);
    FoundHit {
        talk: *number,
        title: talk.title.clone(),
        section: talk.section_at(at).map(|s| talk.sections[s].title.clone()),
        speaker: talk.speaker_at(at).map(called),
        time: talk.time_at(at),
        passage: passage.of(&talk.text).to_owned(),
        passage_from: passage.from(),
        sentence: sentence_around(&talk.text, hit.span, SENTENCE),
        hit: hit.clone(),
    }
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
