//! What is said to the audience beside the talk: words from sponsors, and what to subscribe to.

use super::pieces::Piece;
use crate::outline::words::Words;

/// Between two cues no further apart all is one aside.
const APART: usize = 200;
/// Words behind what opens an aside, or before what closes it, that belong to it whatever they are.
const READ_OUT: usize = 60;

/// Which pieces of a part are asides. One is told by what hardly anybody says of anything else, or where an address
/// stands beside an invitation; what lies between two of them, right behind what opens an aside, and right before what closes
/// one, belongs to it while the same person speaks.
///
/// | said | aside |
/// |---|---|
/// | `This show is brought to you by …`, `a word from our sponsor` | opens one |
/// | `at example dot com slash radio`, `with promo code RADIO` | closes one |
/// | `Visit example.com/radio for a free month` | yes |
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
        let (opens, closes) = (opens(&spoken), closes(&spoken));
        if !opens && !closes && !invites(pieces[at].span.of(text), &spoken) {
            continue;
        }
        found[at] = true;
        let near = last.replace(at).filter(|&last| is_near(&pieces[last..=at]));
        if let Some(last) = near {
            found[last..at].fill(true);
        }
        let here = &pieces[at];
        if opens {
            let near = |piece: &&Piece| {
                piece.speaker == here.speaker && piece.tokens.end - here.tokens.end <= READ_OUT
            };
            let behind = pieces.iter().skip(at + 1).take_while(near).count();
            found[at..=at + behind].fill(true);
        }
        if closes && near.is_none() {
            let near = |piece: &&Piece| {
                piece.speaker == here.speaker && here.tokens.start - piece.tokens.start <= READ_OUT
            };
            let before = pieces.iter().take(at).rev().take_while(near).count();
            found[at - before..at].fill(true);
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

/// Whether an aside ends with these words: where to go, and what to say there.
fn closes(spoken: &[&str]) -> bool {
    let code = spoken.windows(2).any(|said| matches!(said, ["promo" | "coupon" | "discount", "code"]));
    code || spoken.windows(3).any(|said| matches!(said, ["dot", _, "slash"]))
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
    &["for", "free"],
    &["free", "trial"],
    &["free", "account"],
    &["percent", "off"],
    &["off", "your"],
    &["try"],
    &["find", "us"],
    &["follow", "us"],
    &["subscribe"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, SpeakerId, Talk};
    use crate::outline::skim::pieces::Whole;

    /// Which of these sentences are asides; those after a `>` are another's.
    fn found(sentences: &[&str]) -> Vec<bool> {
        found_in("en", sentences)
    }

    fn found_in(language: &str, sentences: &[&str]) -> Vec<bool> {
        let text = sentences.join(" ");
        let talk = Talk { text: text.clone(), language: Some(language.to_owned()), ..Talk::default() };
        let words = Words::of(&talk);
        let (mut from, mut speaker) = (0, 0);
        let mut pieces = Vec::new();
        for sentence in sentences {
            let span = Span::new(from, from + sentence.len());
            from = span.to() + 1;
            speaker += u16::from(sentence.starts_with('>'));
            let (tokens, stems) = (words.within(span), Vec::new());
            let (whole, speaker) = (Whole::Sentence, Some(SpeakerId(speaker)));
            pieces.push(Piece { span, tokens, stems, whole, speaker });
        }
        asides(&text, &words, &pieces)
    }

    #[test]
    fn what_is_said_beside_the_talk_is_told_by_its_words() {
        let check = |said: &str, aside: bool| assert_eq!(found(&[said]), [aside], "{said}");
        check("This episode is brought to you by Larch and Sons.", true);
        check("And now a word from our sponsors.", true);
        check("Today's show is sponsored by the Ferry Line.", true);
        check("Visit ferries.com/radio for a free month.", true);
        check("Go to ferries dot com slash radio.", true);
        check("Head over to ferries dot com and sign up.", true);
        check("If you like it, leave us a review.", true);
        check("Please subscribe to our channel.", true);
        check("The rowers are sponsored by a bank.", false);
        check("We use code to steer the ferry, and a free trial of the chart.", false);
        check("The sponsor of the bill went to the harbour.", false);
        check("Clients subscribe to an event of the lighthouse.", false);
        check("The charts stand on ferries.com since last year.", false);
        check("Larch was brought to us in barges.", false);
    }

    #[test]
    fn what_lies_between_belongs_to_it_while_one_person_speaks() {
        let pitch = "Larch planks last for sixty years in salt water, and they ship anywhere.";
        let talk = "The keeper painted the lantern room, and he wrote of the herons each morning.";
        let check = |said: &[&str], asides: &[bool]| assert_eq!(found(said), asides, "{said:?}");
        let (opens, closes) = ("It is brought to you by Larch and Sons.", "Use promo code FERRY.");
        check(&[talk, opens, pitch, closes, &format!("> {talk}")], &[false, true, true, true, false]);
        check(&[&talk.repeat(4), pitch, closes, talk], &[false, true, true, false]);
        check(&[opens, &format!("> {talk}")], &[true, false]);
        let long = talk.repeat(16);
        check(&[opens, &long, closes], &[true, false, true]);
    }

    #[test]
    fn other_languages_have_no_cues() {
        assert_eq!(found_in("de", &["Our sponsor."]), [false]);
    }
}
