//! Holds a query against the words of a region: how well it fits, and which words it is.
//!
//! A passage's score is a little more than half (see [`ORDER`]) how much of what was asked stands close together in
//! any order, and for the rest how much of it stands in the order asked; each as a share of all that was asked.

use super::asked::Asked;
use super::shard::{BLOCK, Damaged, Shard};
use super::vocabulary::Term;

/// The share of the order in a score.
pub const ORDER: f32 = 0.45;
/// What a passage loses of its coverage for each word more than were asked.
const SPAN: f32 = 0.003;
/// What an order loses for each word between two that were asked.
const GAP: f32 = 0.012;
/// What an order gains for two words that stand together as they were asked, for what the lesser tells.
const TOGETHER: f32 = 0.15;
/// Passages that have less of what was asked than the one that has most, by this share, are out whatever their order.
const NEARLY: f32 = 0.1;
/// So many of the others are looked at for their order.
const MOST_ORDERED: usize = 8;
/// A region's other passages are told if they are nearly as good as its best.
const WORSE: f32 = 0.7;
/// No region has more passages than this that anyone wants to see.
const MOST_FITS: usize = 16;
/// A word that must not be there must not be within so many words of a passage either.
const NEAR: u32 = 10;
/// Words that are looked at before and behind a region.
const AROUND: usize = BLOCK;

/// A passage of a talk that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub talk: usize,
    /// The first and the last word, counted in the talk.
    pub first: u32,
    pub last: u32,
    pub met: Vec<Met>,
    /// 1.0 for the very words in their order.
    pub score: f32,
}

/// A word that was met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Met {
    /// Where, counted in the talk; `last` is another word where it was written as two.
    pub at: u32,
    pub last: u32,
    /// Which of the asked words it is.
    pub place: u8,
    pub similarity: f32,
    pub term: Term,
}

/// Room that is used again from region to region.
#[derive(Default)]
pub struct Room {
    buffer: Vec<u8>,
    places: Vec<u32>,
    likeness: Vec<f32>,
    orders: Vec<f32>,
    ends: Vec<f32>,
}

/// The passages of a region and what is around it that fit, each apart from the others; the best first.
pub fn align(shard: &Shard, asked: &Asked, block: usize, room: &mut Room) -> Result<Vec<Fit>, Damaged> {
    let talk = shard.talk_of(block);
    let own = shard.blocks_of(talk);
    let around = AROUND.div_ceil(BLOCK);
    let blocks = block.saturating_sub(around).max(own.start)..(block + 2 + around).min(own.end);
    let start = own.start * BLOCK;
    let words = shard.memo.region(block, || {
        let mut words = Vec::with_capacity(blocks.len() * BLOCK);
        let give = |place: usize, term| words.push((u32::try_from(place - start).unwrap_or(u32::MAX), term));
        shard.words(blocks, &mut room.buffer, give).map(|()| words)
    })?;
    let mut met = met(asked, &words);
    if !asked.allows(&mut met) {
        return Ok(Vec::new());
    }
    let nothing = vec![0.0; asked.weights.len()];
    let header = asked.header(talk).unwrap_or(&nothing);
    let mut fits: Vec<Fit> = Vec::new();
    // What is left of the region before and behind a passage may hold another.
    let mut parts = vec![met.as_slice()];
    while let Some(part) = parts.pop() {
        let enough = fits.first().map_or(0.0, |best| best.score * WORSE);
        if fits.len() == MOST_FITS || asked.most_for(most_of(asked, part, header)) < enough {
            continue;
        }
        let Some((score, first, last)) = best(asked, part, header, room) else { continue };
        let from = part.partition_point(|met| met.at < first);
        let to = part.partition_point(|met| met.at <= last);
        let mut own = part[from..to].to_vec();
        if score < enough {
            continue;
        }
        parts.extend([&part[..from], &part[to..]]);
        // Of a phrase that overlaps itself only a part may be left.
        if !asked.allows(&mut own) || own.is_empty() {
            continue;
        }
        if !asked.forbids_any() || !is_forbidden(shard, asked, talk, (first, last), room)? {
            fits.push(Fit { talk, first, last, met: own, score });
        }
    }
    Ok(fits)
}

/// Whether a word that must not be there is in a passage of a talk, or near it.
fn is_forbidden(
    shard: &Shard,
    asked: &Asked,
    talk: usize,
    (first, last): (u32, u32),
    room: &mut Room,
) -> Result<bool, Damaged> {
    let own = shard.blocks_of(talk);
    let near = first.saturating_sub(NEAR) as usize..=last.saturating_add(NEAR) as usize;
    let blocks = own.start + near.start() / BLOCK..(own.start + near.end() / BLOCK + 1).min(own.end);
    let mut is_there = false;
    shard.words(blocks, &mut room.buffer, |place, term| {
        is_there |= asked.forbids(term) && near.contains(&(place - own.start * BLOCK));
    })?;
    Ok(is_there)
}

/// What is met at most of what was asked.
fn most_of(asked: &Asked, met: &[Met], header: &[f32]) -> f32 {
    let mut likest = header.to_vec();
    for met in met {
        let likest = &mut likest[usize::from(met.place)];
        *likest = likest.max(met.similarity);
    }
    likest.iter().zip(&asked.weights).map(|(similarity, weight)| similarity * weight).sum()
}

/// The words that were asked, where they stand.
fn met(asked: &Asked, words: &[(u32, Term)]) -> Vec<Met> {
    let mut all = Vec::new();
    for (n, &(at, term)) in words.iter().enumerate() {
        all.extend(asked.meant(term).map(|(place, similarity)| Met {
            at,
            last: at,
            place,
            similarity,
            term,
        }));
        if let Some(&(_, next)) = words.get(n + 1) {
            let two = asked.meant_by_two(term, next);
            all.extend(two.map(|(place, similarity)| Met { at, last: at + 1, place, similarity, term }));
        }
    }
    all
}

/// The best passage among these words: its score, its first and its last word.
///
/// Of the passages that have most of what was asked, that in whose order it stands best.
fn best(asked: &Asked, met: &[Met], header: &[f32], room: &mut Room) -> Option<(f32, u32, u32)> {
    let mut covers = covers(asked, met, header);
    covers.sort_by(|a, b| {
        b.is_as_asked.cmp(&a.is_as_asked).then(b.worth.total_cmp(&a.worth)).then(a.first.cmp(&b.first))
    });
    let least = covers.first()?.worth - NEARLY * asked.total();
    let mut best: Option<(f32, u32, u32)> = None;
    let looked_at = covers.iter().take(MOST_ORDERED).take_while(|cover| cover.worth >= least);
    for &Cover { worth: covered, first, last, .. } in looked_at {
        // As if all that it has stood in order.
        let had = (covered + SPAN * asked.total() * (last - first + 1) as f32).min(asked.total());
        if best.is_some_and(|best| asked.most_for(had) <= best.0) {
            continue;
        }
        let from = met.partition_point(|met| met.at < first);
        let to = met.partition_point(|met| met.at <= last);
        let order = order(asked, &met[from..to], room);
        let score = ORDER * order + (1.0 - ORDER) * covered / asked.total();
        if best.is_none_or(|best| score > best.0) {
            best = Some((score, first, last));
        }
    }
    best
}

/// A passage and how much of what was asked it has.
struct Cover {
    worth: f32,
    first: u32,
    last: u32,
    /// It is the very words in their order; where a few words are said again and again, many others have them all too.
    is_as_asked: bool,
}

/// For each word that was met, the passage from there on that has most of what was asked for its length.
fn covers(asked: &Asked, met: &[Met], header: &[f32]) -> Vec<Cover> {
    let cost = SPAN * asked.total();
    let known: f32 = header.iter().zip(&asked.weights).map(|(similarity, weight)| similarity * weight).sum();
    let mut all = Vec::new();
    let mut had = vec![0f32; header.len()];
    let mut met_at = vec![None; header.len()];
    let mut before = None;
    for (n, first) in met.iter().enumerate() {
        if before == Some(first.at) {
            continue;
        }
        before = Some(first.at);
        had.copy_from_slice(header);
        met_at.fill(None);
        let (mut worth, mut best) = (known, (f32::MIN, first.at, first.at));
        for last in met.iter().skip(n) {
            let place = usize::from(last.place);
            // A word that was asked twice has to be said twice.
            let first_place = asked.first_places[place];
            if last.similarity > had[place] && met_at[first_place] != Some(last.at) {
                met_at[first_place] = Some(last.at);
                worth += (last.similarity - had[place]) * asked.weights[place];
                had[place] = last.similarity;
            }
            let more = ((last.at - first.at + 1) as usize).saturating_sub(asked.weights.len());
            let value = worth - cost * more as f32;
            if value > best.0 {
                best = (value, first.at, last.at);
            }
        }
        let (worth, first, last) = best;
        all.push(Cover { worth, first, last, is_as_asked: begins_as_asked(asked, &met[n..]) });
    }
    all
}

/// Whether the first of these words are the very words that were asked, in their order.
fn begins_as_asked(asked: &Asked, met: &[Met]) -> bool {
    let Some(first) = met.first() else { return false };
    let mut next = 0;
    for met in met {
        if met.at > first.at + next {
            break;
        }
        if met.at == first.at + next && u32::from(met.place) == next && met.similarity >= 1.0 {
            next += 1;
        }
    }
    next as usize == asked.weights.len()
}

/// How much of what was asked stands in the order asked, of 1. (Local alignment, Smith and Waterman, 1981, with
/// linear gaps, no cost for an asked word that is missing, and a bonus for words that stand together.) There is a column
/// for each place where something was met; what lies between two costs its gaps.
fn order(asked: &Asked, met: &[Met], room: &mut Room) -> f32 {
    room.places.clear();
    room.places.extend(met.iter().map(|met| met.at));
    room.places.dedup();
    let (asked_words, length) = (asked.weights.len(), room.places.len());
    let (columns, total) = (length + 1, asked.total());
    room.likeness.clear();
    room.likeness.resize(asked_words * length, 0.0);
    let mut column = 0;
    for met in met {
        while room.places[column] != met.at {
            column += 1;
        }
        let cell = &mut room.likeness[usize::from(met.place) * length + column];
        *cell = cell.max(met.similarity);
    }
    for table in [&mut room.orders, &mut room.ends] {
        table.clear();
        table.resize((asked_words + 1) * columns, 0.0);
    }
    let (mut best, gap) = (0f32, GAP * total);
    for place in 0..asked_words {
        let weight = asked.weights[place];
        let together =
            TOGETHER * place.checked_sub(1).map_or(weight, |before| asked.weights[before].min(weight));
        let (above, row) = (place * columns, (place + 1) * columns);
        for at in 0..length {
            let step = at.checked_sub(1).map_or(1, |before| room.places[at] - room.places[before]);
            let similarity = room.likeness[place * length + at];
            let mut value = room.orders[above + at + 1].max(room.orders[row + at] - gap * step as f32);
            if similarity > 0.0 {
                let gain = similarity * weight;
                let before = if step == 1 { room.ends[above + at] } else { 0.0 };
                let mut end = (room.orders[above + at] - gap * (step - 1) as f32).max(0.0) + gain;
                if before > 0.0 {
                    end = end.max(before + gain + together);
                }
                room.ends[row + at + 1] = end;
                value = value.max(end);
            }
            room.orders[row + at + 1] = value;
            best = best.max(value);
        }
    }
    best / (total + together(&asked.weights))
}

/// What it is worth that all asked words stand together.
pub fn together(weights: &[f32]) -> f32 {
    weights.windows(2).map(|pair| TOGETHER * pair[0].min(pair[1])).sum()
}
