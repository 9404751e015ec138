//! What speaks for a new section at each unit: cues, speakers, questions, pauses, lengths, chains of
//! words; weighed by a logistic model.

use rustc_hash::FxHashMap;

use super::chains;
use super::cues::{CLASSES, CLOSERS, Cues, HEARD, HEARD_BEFORE};
use super::units::{Unit, Units};
use super::weights::Weights;
use super::words::Words;
use crate::model::SpeakerId;

/// What is heard at a unit, by the names that the table of weights has for it.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The byte of the text at which the unit begins.
    pub at: usize,
    pub clues: Vec<(&'static str, f32)>,
    /// Its first words, and the last ones before it.
    pub opening: Vec<u32>,
    pub closing: Vec<u32>,
    /// The speaker announces a new part.
    pub announced: bool,
}

/// Announced parts are hardly ever none.
const ANNOUNCED: f32 = 2.0;
/// A silence of so many milliseconds says as much as a paragraph does.
const PAUSE: f32 = 2_500.0;

/// The evidence at each unit, its first one too.
pub fn evidence(words: &Words, units: &Units) -> Vec<Evidence> {
    let bits: Vec<u128> = words.forms.iter().map(|form| Cues::get().bits(&form.lower)).collect();
    let host = find_host(units);
    let told = chains::told(words, units);
    let hear = |(at, told)| {
        let mut heard = hear(words, units, &bits, host, at);
        heard.clues.extend(chains::NAMES.into_iter().zip(told));
        heard
    };
    told.into_iter().enumerate().map(hear).collect()
}

fn hear(words: &Words, units: &Units, bits: &[u128], host: Option<SpeakerId>, at: usize) -> Evidence {
    let unit = &units.all[at];
    let (opening, closing) = overheard(words, units, at);
    let mut heard = Evidence { at: unit.span.from(), opening, closing, ..Evidence::default() };
    let sets: Vec<u128> = heard.opening.iter().map(|form| bits[*form as usize]).collect();
    let classes = Cues::get().heard(&sets);
    let by_host = host.is_some() && unit.speaker == host;
    for (class, (name, _)) in CLASSES.iter().enumerate() {
        if classes & 1 << class != 0 {
            heard.clues.push((name, 1.0));
            if by_host && let Some(name) = HOST_SAYS.iter().find(|host| host.ends_with(name)) {
                heard.clues.push((name, 1.0));
            }
        }
    }
    heard.announced = classes & 1 << (CLASSES.len() - 1) != 0;
    hear_closing(words, &mut heard);
    hear_turn(units, at, by_host, &mut heard.clues);
    hear_lengths(units, at, &mut heard.clues);
    heard
}

/// Cues that mean more from a host.
const HOST_SAYS: [&str; 5] = ["host: next", "host: move", "host: lets", "host: topic", "host: talkabout"];

/// The first words of a unit and the last ones before it. Where nothing tells sentences apart a cue runs over the ends
/// of lines.
fn overheard(words: &Words, units: &Units, at: usize) -> (Vec<u32>, Vec<u32>) {
    let unit = &units.all[at];
    let mut end = unit.tokens.end;
    for next in units.all.iter().skip(at + 1).take(HEARD) {
        if end - unit.tokens.start >= HEARD || !units.bare || next.speaker != unit.speaker {
            break;
        }
        end = next.tokens.end;
    }
    let forms = |from: usize, to: usize| {
        let tokens = words.tokens.get(from..to.max(from)).unwrap_or(&[]);
        tokens.iter().map(|token| token.form).collect()
    };
    let before = at.checked_sub(1).map_or(unit.tokens.start, |before| units.all[before].tokens.start);
    let closing = forms(before.max(unit.tokens.start.saturating_sub(HEARD_BEFORE)), unit.tokens.start);
    (forms(unit.tokens.start, end.min(unit.tokens.start + HEARD)), closing)
}

fn hear_closing(words: &Words, heard: &mut Evidence) {
    let said = |back: usize| {
        let form = heard.closing.len().checked_sub(back).and_then(|at| heard.closing.get(at));
        form.map_or("", |form| words.forms[*form as usize].lower.as_str())
    };
    let (last, before) = (said(1), said(2));
    let closes = |closer: &str| match closer.split_once(' ') {
        Some((first, second)) => first == before && second == last,
        None => closer == last,
    };
    if !last.is_empty() && CLOSERS.split('/').any(closes) {
        heard.clues.push(("closed", 1.0));
    }
}

fn hear_turn(units: &Units, at: usize, by_host: bool, clues: &mut Vec<(&'static str, f32)>) {
    let unit = &units.all[at];
    let before = at.checked_sub(1).and_then(|before| units.all.get(before));
    let turned = before.is_some_and(|before| before.speaker != unit.speaker);
    let mut clue = |name, is: bool| {
        if is {
            clues.push((name, 1.0));
        }
    };
    clue("turn", turned);
    clue("host", by_host);
    clue("turn to host", by_host && turned);
    clue("host asks", by_host && unit.asks);
    clue("no speakers", unit.speaker.is_none());
    clue("asks", unit.asks);
    clue("asked before", before.is_some_and(|before| before.asks));
    clue("bare", units.bare);
    if unit.pause > 0 {
        clues.push(("pause", (unit.pause as f32 / PAUSE).min(2.0)));
    }
}

fn hear_lengths(units: &Units, at: usize, clues: &mut Vec<(&'static str, f32)>) {
    let length = |at: Option<usize>| {
        let unit: Option<&Unit> = at.and_then(|at| units.all.get(at));
        unit.map_or(0.0, |unit| (unit.tokens.len() as f32).ln_1p())
    };
    clues.push(("length", length(Some(at))));
    clues.push(("length before", length(at.checked_sub(1))));
    clues.push(("length two before", length(at.checked_sub(2))));
    clues.push(("length after", length(Some(at + 1))));
}

/// Who asks most for what they say, and says at least a tenth of the turns.
fn find_host(units: &Units) -> Option<SpeakerId> {
    let mut spoke: FxHashMap<SpeakerId, (usize, usize, usize)> = FxHashMap::default();
    for unit in &units.all {
        let Some(speaker) = unit.speaker else { continue };
        let (turns, asked, words) = spoke.entry(speaker).or_default();
        *turns += 1;
        *asked += usize::from(unit.asks);
        *words += unit.tokens.len();
    }
    let turns: usize = spoke.values().map(|(turns, ..)| turns).sum();
    let mut hosts: Vec<_> = spoke.iter().filter(|(_, said)| said.0 * 10 >= turns && said.1 > 0).collect();
    // The order of a map tells nothing; of two who ask alike the first to speak is the host.
    hosts.sort_by_key(|(speaker, _)| **speaker);
    let rate = |said: &(usize, usize, usize)| said.1 * 1_000_000 / said.2.max(1);
    let most = hosts.iter().map(|(_, said)| rate(said)).max()?;
    (spoke.len() > 1).then_some(())?;
    hosts.iter().find(|(_, said)| rate(said) == most).map(|(speaker, _)| **speaker)
}

/// How much speaks for a section at each unit: the logarithm of its odds, but for a constant.
pub fn weigh(words: &Words, units: &Units, weights: &Weights) -> Vec<f32> {
    let heard = evidence(words, units);
    let known = weights.know(words);
    let score = |heard: &Evidence| {
        let clues: f32 = heard.clues.iter().map(|(name, much)| weights.clue(name) * much).sum();
        let phrases = weights.phrases(&known, &heard.opening, &heard.closing);
        clues + phrases + if heard.announced { ANNOUNCED } else { 0.0 }
    };
    heard.iter().map(score).collect()
}
