//! A sentence as it is shown: what its speaker meant to say, without what was only said.

use super::cuts::leaves_open;
use super::fillers::{
    AFTER_LOOSE_LIKE, ALWAYS, APART, BEFORE_LOOSE_LIKE, BEGIN_ANEW, BIND_YOU_KNOW, CLOSERS, DIRECTIONS,
    FOLLOW_I_MEAN, FOLLOW_YOU_KNOW, JOINTS, LEAD_ON, MEASURED, OPENINGS, Opens, PERSONS, PHRASES, PURPOSES,
    SPEAKERS, bare, is,
};
use super::finish::finish;
use super::hangs::reports;
use super::pieces::Piece;
use super::stammers::{drop_cut_off, drop_stammers};
use super::writing::{Capitals, Writing};
use crate::model::{SegmentKind, Span, Talk};

/// The line of a piece, cleaned. It is a quote: where it is not sure that a word says nothing, it stays; and in other
/// languages than English all do.
///
/// | said | shown |
/// |---|---|
/// | `So, um, I think it's good.` | `I think it's good.` |
/// | `and the the river is it is wide` | `The river is it is wide` |
/// | `It was, you know, a bri- a bridge.` | `It was a bridge.` |
pub fn line(talk: &Talk, piece: &Piece, writing: Writing) -> String {
    let said = without_sounds(talk, piece.span);
    let mut said: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    if writing.english {
        drop_cut_off(&mut said);
        drop_closers(&mut said);
        drop_fillers(&mut said, writing.capitals);
        drop_stammers(&mut said, writing.capitals);
        drop_openers(&mut said);
        spell_i(&mut said, writing.capitals);
    }
    finish(&said.join(" "), piece.whole)
}

/// What is said in a range, without what is only heard.
fn without_sounds(talk: &Talk, span: Span) -> String {
    let first = talk.segments.partition_point(|s| s.span.to() <= span.from());
    let here = talk.segments.iter().skip(first).take_while(|s| s.span.from() < span.to());
    let mut said = String::with_capacity(span.len());
    let mut from = span.from();
    for sound in here.filter(|s| s.kind == SegmentKind::Sound) {
        said.push_str(Span::new(from, sound.span.from()).of(&talk.text));
        from = sound.span.to().min(span.to());
    }
    said.push_str(Span::new(from, span.to()).of(&talk.text));
    said
}

fn ends_with_mark(word: &str) -> bool {
    word.ends_with(['.', '!', '?', '…'])
}

/// What is said while thinking.
fn drop_fillers(said: &mut Vec<String>, capitals: Capitals) {
    let marked = said.iter().any(|word| word.ends_with([',', '.', '?', '!']));
    let mut kept: Vec<String> = Vec::with_capacity(said.len());
    let mut at = 0;
    while at < said.len() {
        let count = filler_at(said, at, kept.last().map(String::as_str), marked, capitals);
        if count == 0 {
            kept.push(said[at].clone());
            at += 1;
            continue;
        }
        let first = bare(&said[at]).0.to_lowercase();
        let after = bare(&said[at + count - 1]).1.to_owned();
        at += count;
        if let Some(before) = kept.last_mut() {
            join(before, &first, &after, said.get(at).map_or("", String::as_str), capitals);
        }
    }
    *said = kept;
}

/// Gives the word before a filler the marks that belong there once that is gone: where one thing follows another a comma
/// stays.
fn join(before: &mut String, filler: &str, after: &str, next: &str, capitals: Capitals) {
    let comma = before.ends_with(',');
    if ends_with_mark(after) {
        if comma {
            before.pop();
        }
        if !ends_with_mark(before) {
            before.push_str(after);
        }
    } else if after.starts_with(',') && (comma || before.ends_with(char::is_alphanumeric)) {
        let named = capitals != Capitals::All && next.starts_with(char::is_uppercase);
        // Commas are set beside every `um`, also within `a visual, um, aid`.
        let anew = if is(filler, ALWAYS) {
            is(next, SPEAKERS) || is(next, JOINTS) || is(next, &["a", "an"])
        } else if filler == "like" {
            // `farm animals, like, cows` tells which; `to augment, like, the mind` does not.
            is_plural(before)
        } else {
            is(next, BEGIN_ANEW) || named
        };
        let anew = anew || next.ends_with(',');
        let stays = anew && !next.is_empty() && !is(before, LEAD_ON);
        match (comma, stays) {
            (true, false) => drop(before.pop()),
            (false, true) => before.push(','),
            _ => {}
        }
    }
}

/// Whether a word looks like several things.
fn is_plural(word: &str) -> bool {
    let letters = bare(word).0.to_lowercase();
    let is_other = letters.ends_with("ss") || letters.ends_with("us") || letters.contains(['\'', '’']);
    letters.len() > 3 && letters.ends_with('s') && !is_other && !is(&letters, &["does", "this", "always"])
}

/// How many words of a filler stand at a place.
fn filler_at(said: &[String], at: usize, before: Option<&str>, marked: bool, capitals: Capitals) -> usize {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    // `she said, “Okay, go”`: what is quoted is meant.
    if !word(at).starts_with(char::is_alphanumeric) {
        return 0;
    }
    // What was left out before it had a comma, too.
    let apart =
        before.is_none() || at.checked_sub(1).is_some_and(|at| said[at].ends_with([',', '.', '?', '!']));
    if is(word(at), ALWAYS) || (is(word(at), APART) && apart) {
        return usize::from(!is_name(bare(word(at)).0, apart, capitals));
    }
    let before = before.unwrap_or("");
    let loose_like = word(at).eq_ignore_ascii_case("like")
        && is(before, BEFORE_LOOSE_LIKE)
        && (is(word(at + 1), AFTER_LOOSE_LIKE) || word(at + 1).starts_with(|c: char| c.is_ascii_digit()));
    if loose_like && !marked {
        return 1;
    }
    for &phrase in PHRASES {
        let here = phrase.iter().enumerate().all(|(i, one)| bare(word(at + i)).0.eq_ignore_ascii_case(one));
        let last = at + phrase.len() - 1;
        let is_last = last + 1 == said.len();
        if !here || (phrase == ["right"] && tells_where(said)) || (is_last && answers(&said[..at])) {
            continue;
        }
        let set_off = apart && word(last).ends_with([',', '.', '?', '!']);
        // Where commas are set, one that fills has its own.
        let fills = set_off || (!marked && is_loose(before, word(last), word(last + 1), phrase));
        let next = word(last + 1);
        let puts_right =
            phrase == ["I", "mean"] && !before.is_empty() && !next.is_empty() && !is(next, FOLLOW_I_MEAN);
        if fills && !puts_right {
            return phrase.len();
        }
    }
    0
}

/// `the ER`, `a grade from UM`, `the myth of Er`.
fn is_name(word: &str, apart: bool, capitals: Capitals) -> bool {
    let large = word.chars().filter(|c| c.is_uppercase()).count();
    capitals != Capitals::All && (large > 1 || (large == 1 && !apart))
}

/// `left, right, and back`
fn tells_where(said: &[String]) -> bool {
    said.iter().any(|word| is(word, DIRECTIONS))
}

/// Whether `you know` or `I mean` says nothing although no commas set it off, as in captions.
fn is_loose(before: &str, last: &str, after: &str, phrase: &[&str]) -> bool {
    let is_such = phrase == ["you", "know"] || phrase == ["I", "mean"];
    // A comma after it says already that it is no part of the sentence.
    let bound = match bare(last).1 {
        "," => is(before, &["if", "as", "what", "do", "did"]),
        "" => is(before, BIND_YOU_KNOW) || is(after, FOLLOW_YOU_KNOW),
        _ => true,
    };
    is_such && !bound && !after.is_empty()
}

/// `So, well, I think`: a sentence that stands alone begins with what it says.
fn drop_openers(said: &mut Vec<String>) {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    let mut at = 0;
    loop {
        let (first, second) = (word(at), word(at + 1));
        let set_off = first.ends_with([',', '.']);
        let opens = match OPENINGS.iter().find(|(opening, _)| is(first, &[opening])) {
            Some(("right", _)) if tells_where(said) => false,
            Some(("so", _)) if !set_off && is_so_meant(&said[at..]) => false,
            Some((_, Opens::Unless(unless))) => set_off || !is(second, unless),
            Some((_, Opens::BeforeSpeakers)) => set_off || is(second, SPEAKERS) || is(second, JOINTS),
            Some((_, Opens::SetOff)) => set_off,
            None => false,
        };
        // Something must be left to say.
        if !opens || said.len() < at + 4 {
            break;
        }
        at += 1;
    }
    said.drain(..at);
}

/// `So loud was the bell`, `So they can feed their herds, the farmers cut the hay`
fn is_so_meant(said: &[String]) -> bool {
    let [_, who, third, rest @ ..] = said else { return false };
    // Whatever is no word for how something is.
    let several = who.ends_with('s') && !["ss", "ous"].iter().any(|end| who.ends_with(end));
    let is_thing = several || who.ends_with(',') || who.starts_with(char::is_uppercase);
    let spoken_of = is_thing || [SPEAKERS, BEGIN_ANEW, LEAD_ON].iter().any(|list| is(who, list));
    let goes_on =
        |pair: &[String]| pair[0].ends_with(',') && !is(&pair[1], JOINTS) && !is(&pair[1], &["which"]);
    let purpose = is(who, PERSONS) && is(third, PURPOSES) && rest.windows(2).any(goes_on);
    purpose || (!spoken_of && is(third, MEASURED))
}

/// `, right?` and the like at the end ask nothing.
fn drop_closers(said: &mut Vec<String>) {
    for closer in CLOSERS {
        let Some(from) = said.len().checked_sub(closer.len()).filter(|from| *from > 2) else { continue };
        let same = closer.iter().zip(&said[from..]).all(|(one, word)| bare(word).0.eq_ignore_ascii_case(one));
        let meant = *closer == ["right"] && tells_where(said);
        if same && !meant && said[from - 1].ends_with(',') && !answers(&said[..from]) {
            let stopped = said.last().is_some_and(|last| ends_with_mark(last));
            said.truncate(from);
            if let Some(last) = said.last_mut() {
                last.pop();
                last.push_str(if stopped { "." } else { "" });
            }
        }
    }
}

/// Words behind `he answered` in which the answer comes: `he answered the captain, right`.
const ANSWERED: usize = 4;

/// Whether what comes after these words at the end is what they lead to: `the answer is,`, `and he said,`.
fn answers(before: &[String]) -> bool {
    let lower = |word: &String| bare(word).0.to_lowercase();
    let said: Vec<String> = before.iter().rev().take(ANSWERED).map(lower).collect();
    let mere = |at: usize| said.get(at + 1).is_some_and(|who| ["i", "you"].contains(&who.as_str()));
    let told = |at: usize| {
        reports(&said[at]) && !(mere(at) && ["think", "know", "guess", "mean"].contains(&said[at].as_str()))
    };
    said.first().is_some_and(|last| leaves_open(last) || is(last, LEAD_ON)) || (0..said.len()).any(told)
}

/// Captions write `i`. Where there are capitals it is a letter, and so it is in `for i in range`.
fn spell_i(said: &mut [String], capitals: Capitals) {
    for at in 0..said.len() {
        let next = said.get(at + 1).map_or("", String::as_str);
        let rest = said[at].strip_prefix('i');
        let is_letter =
            capitals != Capitals::None || is(next, &["in", "is", "equals", "plus", "minus", "times", "goes"]);
        let is_i = rest.is_some_and(|rest| {
            rest.starts_with(['\'', '’']) || (!is_letter && (rest.is_empty() || rest.starts_with(',')))
        });
        if is_i {
            said[at].replace_range(0..1, "I");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Whole;
    use super::*;

    fn cleaned(said: &str, english: bool) -> String {
        let talk = Talk { text: said.to_owned(), ..Talk::default() };
        let whole = if ends_with_mark(said) { Whole::Sentence } else { Whole::Line };
        let span = Span::new(0, said.len());
        let piece = Piece { span, tokens: 0..0, stems: Vec::new(), whole, speaker: None };
        line(&talk, &piece, Writing { english, capitals: Capitals::of(said) })
    }

    #[track_caller]
    fn check(said: &str, shown: &str) {
        assert_eq!(cleaned(said, true), shown, "{said}");
    }

    #[track_caller]
    fn stays(said: &str) {
        check(said, said);
    }

    #[test]
    fn fillers_and_stammers_go() {
        check("So, um, I think it's, uh, good.", "I think it's good.");
        check("It was, you know, a bri- a bridge.", "It was a bridge.");
        check("and the the river is is wide", "The river is wide");
        check("I went I went home with, like, two of them.", "I went home with two of them.");
        check("we know what you know about tides", "We know what you know about tides");
        check("I told them you know the ferry had left", "I told them the ferry had left");
        check("The tide, I mean, was out, right?", "The tide was out.");
        check("boats for like two weeks", "Boats for two weeks");
        check("um, you know, so I, I think it floats", "I think it floats");
        check("So we, we went to the, to the weir and, and saw it.", "We went to the weir and saw it.");
        check("It is, kind of, you know, fine.", "It is fine.");
        check("I THINK THE TIDE, UM, WAS OUT.", "I THINK THE TIDE WAS OUT.");
        check("Mm, so the the tide was in in the morning.", "The tide was in in the morning.");
        check("They were the… the ferries of that time.", "They were the ferries of that time.");
    }

    #[test]
    fn what_is_meant_stays() {
        check("I know that that boat is very, very old.", "I know that that boat is very, very old.");
        check("So far the herons like it.", "So far the herons like it.");
        check(
            "Well-known ferries are the kind of thing I mean.",
            "Well-known ferries are the kind of thing I mean.",
        );
        check("You know what it costs.", "You know what it costs.");
        check("iPhones float.", "iPhones float.");
        check("Like Ada said, the tide turns.", "Like Ada said, the tide turns.");
        check("The votes- both of them- are in.", "The votes- both of them- are in.");
        check("The queue would grow and grow and never end.", "The queue would grow and grow and never end.");
        check("Some keep to this, this idea of a tide.", "Some keep to this, this idea of a tide.");
        check("I told you you can swim here.", "I told you you can swim here.");
        check("There's smoke, you know somebody is in.", "There's smoke, you know somebody is in.");
        check("She thought, “Okay, I can row.”", "She thought, “Okay, I can row.”");
        check("Turn it left, right, and left again.", "Turn it left, right, and left again.");
        check("No, the ferry had left.", "No, the ferry had left.");
        check("Or you take the ferry.", "Or you take the ferry.");
        check("Oh Jay was a ferryman.", "Oh Jay was a ferryman.");
        check("Yes, so.", "Yes, so.");
    }

    #[test]
    fn where_one_thing_follows_another_a_comma_stays() {
        check("They keep farm animals, like, cows and sheep.", "They keep farm animals, cows and sheep.");
        check("It can augment, like, the mind of a ferryman.", "It can augment the mind of a ferryman.");
        check("We, the people, you know, the voters, decide.", "We, the people, the voters, decide.");
        check("The ferries um, the barges left.", "The ferries, the barges left.");
        check("The tide, you know, was out.", "The tide was out.");
        check("It was a visual, um, aid.", "It was a visual aid.");
    }

    #[test]
    fn other_languages_lose_no_words() {
        let stays = |said: &str| assert_eq!(cleaned(said, false), said);
        stays("Gestern ging er um acht Uhr zum Hafen.");
        stays("Ele viu um barco e um homem.");
        stays("So, und and so I, I um.");
        assert_eq!(cleaned("und um  acht\nUhr,", false), "Und um acht Uhr …");
    }

    #[test]
    fn figures_and_names_stay() {
        stays("-20 degrees were measured");
        stays(".5 percent of it is salt");
        stays(".NET is what they built it with");
        stays("The bolt is 5 mm wide and 30 mm long.");
        stays("The bolt is five mm, or six mm, wide.");
        stays("He was taken to the ER at night.");
        stays("The plank is 12\" wide.");
        stays("The short- and long-term tides differ.");
        stays("The short- and shorter-term tides differ.");
        stays("The The is a band");
        stays("It begins with a b");
        check("for i in range, and i is the index", "For i in range, and i is the index");
        stays("For i and j, i goes first.");
        check("-- we measured -20 degrees,", "We measured -20 degrees …");
    }

    #[test]
    fn openings_that_say_something_stay() {
        stays("But for the captain we would all have drowned.");
        stays("So they can feed their herds, the farmers cut the hay.");
        stays("So help me God.");
        stays("So great was the tide that it took the bridge.");
        stays("So that we could cross, they lowered the bridge.");
        stays("Right, left, and then right again.");
        for answer in ["Yes", "Sure", "Exactly", "Now", "Again"] {
            stays(&format!("{answer}, the ferry had left."));
        }
        stays("So loud a bell was never heard.");
        check("So they left the harbour.", "They left the harbour.");
        check("So we could see it, and then we left.", "We could see it, and then we left.");
        check("So ferries cross at noon.", "Ferries cross at noon.");
    }

    #[test]
    fn what_is_put_right_stays() {
        stays("The ferry leaves on Monday, I mean, Tuesday.");
        check("no I mean yes", "No I mean yes");
        check("the boat I mean the ship sank", "The boat I mean the ship sank");
        stays("The ferry sank, I guess.");
    }

    #[test]
    fn an_answer_stays() {
        stays("The answer to the miller is, yeah.");
        stays("We asked the miller and he answered, right.");
        stays("I asked, and she said to the miller, okay.");
        stays("The word for it was, okay.");
        stays("He denied it, you know.");
        check("The mill burned down, you know.", "The mill burned down.");
        check("I think the mill burned down, right?", "I think the mill burned down.");
    }

    #[test]
    fn like_stays_where_it_compares() {
        check("they pay like work with like wages", "They pay like work with like wages");
        check("many have like views", "Many have like views");
        check("press the like button", "Press the like button");
    }

    #[test]
    fn a_line_begins_and_ends_well() {
        check("and i'm sure i said,", "I'm sure I said …");
        check("it floats,\" she said.", "\"It floats,\" she said.");
        check("He said “it floats.", "He said “it floats.”");
        check("“Herons,” he said.", "“Herons,” he said.");
        check("", "");
        check("...", "");
    }
}
