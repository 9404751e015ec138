//! What is said to the audience beside the talk: words from sponsors, and what to subscribe to.

use super::pieces::Piece;
use crate::outline::words::Words;

/// Between two cues no further apart all is one aside.
const APART: usize = 200;
/// Words behind one that opens an aside, which belong to it whatever they are.
const READ_OUT: usize = 40;

/// Which pieces of a part are asides. One is told by what hardly anybody says of anything else, or where an address
/// stands beside an invitation; what lies between two of them, and right behind one that opens an aside, is one, too,
/// while the same person speaks.
///
/// | said | aside |
/// |---|---|
/// | `This show is brought to you by …`, `a word from our sponsor` | opens one |
/// | `Go to example dot com slash radio`, `Visit example.com/radio for a free month` | yes |
/// | `Subscribe to the channel`, `leave us a review` | yes |
/// | `Her research is sponsored by a bank`, `a free trial`, `to use code` | no |
pub fn asides(text: &str, words: &Words, pieces: &[Piece]) -> Vec<bool> {
    let mut found = vec![false; pieces.len()];
    if !words.english {
        return found;
    }
    let mut last: Option<usize> = None;
    for at in 0..pieces.len() {
        let spoken: Vec<&str> =
            words.tokens[pieces[at].tokens.clone()].iter().map(|token| words.lower(*token)).collect();
        let opens = opens(&spoken);
        if !opens && !invites(pieces[at].span.of(text), &spoken) {
            continue;
        }
        found[at] = true;
        if let Some(last) = last.filter(|&last| is_near(&pieces[last..=at])) {
            found[last..at].fill(true);
        }
        last = Some(at);
        if opens {
            let behind = pieces.iter().skip(at + 1).take_while(|piece| {
                piece.speaker == pieces[at].speaker && piece.tokens.end - pieces[at].tokens.end <= READ_OUT
            });
            let count = behind.count();
            found[at..=at + count].fill(true);
        }
    }
    found
}

/// Whether one person says all of it within reach.
fn is_near(pieces: &[Piece]) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    pieces.iter().all(|piece| piece.speaker == first.speaker)
        && last.tokens.start.saturating_sub(first.tokens.end) <= APART
}

/// Whether an aside begins with these words, or goes on.
fn opens(spoken: &[&str]) -> bool {
    let has = |phrase: &[&str]| spoken.windows(phrase.len()).any(|said| said == phrase);
    let sponsored =
        spoken.windows(2).position(|said| matches!(said, ["sponsored", "by"] | ["sponsor", "for" | "of"]));
    let of_show = sponsored.is_some_and(|at| {
        spoken
            .iter()
            .take(at)
            .rev()
            .take(6)
            .chain(spoken.iter().skip(at).take(5))
            .any(|word| SHOWS.contains(word))
    });
    of_show || OPENERS.iter().any(|phrase| has(phrase))
}

/// Whether the audience is asked to go somewhere, or to do something for the show.
fn invites(said: &str, spoken: &[&str]) -> bool {
    let has = |phrase: &[&str]| spoken.windows(phrase.len()).any(|said| said == phrase);
    let asked = spoken.windows(3).any(|said| {
        matches!(said, ["subscribe", "to", whose] | ["follow", "us" | "me", whose] if WHOSE.contains(whose))
    });
    let address = has(&["dot", "com"])
        || has(&["dot", "org"])
        || ["com", "org", "io", "fm", "net"].iter().any(|end| names_address(said, end));
    asked
        || PLEAS.iter().any(|phrase| has(phrase))
        || (address && INVITATIONS.iter().any(|phrase| has(phrase)))
}

/// `example.com/radio`, `example.io.`
fn names_address(said: &str, end: &str) -> bool {
    said.split_whitespace().any(|word| {
        let host = word.split('/').next().unwrap_or(word).trim_end_matches(|c: char| !c.is_alphanumeric());
        host.rsplit_once('.').is_some_and(|(name, last)| last.eq_ignore_ascii_case(end) && name.len() > 1)
    })
}

const SHOWS: &[&str] =
    &["episode", "show", "podcast", "video", "portion", "segment", "program", "stream", "channel", "today's"];

const OPENERS: &[&[&str]] = &[
    &["brought", "to", "you", "by"],
    &["brought", "to", "us", "by"],
    &["our", "sponsor"],
    &["our", "sponsors"],
    &["today's", "sponsor"],
    &["today's", "sponsors"],
    &["this", "week's", "sponsor"],
];

const PLEAS: &[&[&str]] = &[
    &["promo", "code"],
    &["coupon", "code"],
    &["discount", "code"],
    &["dot", "com", "slash"],
    &["dot", "org", "slash"],
    &["like", "and", "subscribe"],
    &["leave", "a", "review"],
    &["leave", "us", "a", "review"],
    &["subscribe", "button"],
    &["five", "stars", "on"],
    &["5", "stars", "on"],
    &["support", "this", "podcast"],
    &["support", "the", "podcast"],
    &["support", "this", "show"],
    &["support", "the", "show"],
    &["support", "this", "channel"],
    &["support", "us", "on", "patreon"],
    &["support", "it", "on", "patreon"],
    &["link", "in", "the", "description"],
    &["links", "in", "the", "description"],
    &["link", "in", "the", "show", "notes"],
    &["links", "in", "the", "show", "notes"],
];

/// Whose channel, or where: `subscribe to our`, `follow us on`.
const WHOSE: &[&str] = &["our", "my", "the", "this", "on", "at"];

const INVITATIONS: &[&[&str]] = &[
    &["go", "to"],
    &["head", "to"],
    &["head", "over"],
    &["visit"],
    &["sign", "up"],
    &["check", "out"],
    &["get", "started"],
    &["learn", "more"],
    &["use", "code"],
    &["use", "the", "code"],
    &["free", "trial"],
    &["percent", "off"],
    &["off", "your"],
    &["try"],
    &["find", "us"],
    &["follow", "us"],
    &["subscribe"],
];
