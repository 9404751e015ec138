//! Why a search found nothing: a list is never empty without a reason.

use super::action::Scope;
use super::find::Find;
use super::list::{List, State};
use super::reader::Reader;
use crate::model::Card;
use crate::search::{Narrowing, Query};

/// Why nothing was found, the most telling first.
///
/// | what is so | what is told |
/// |---|---|
/// | only `-word` or `speaker:` was typed | type words that were said, too |
/// | it is looked for in a part | where, and what `Tab` looks in |
/// | nobody is called so, no talk is, no talk is of that time | that |
/// | talks are still being read, or cannot be read | how many |
pub fn reasons(find: &Find, list: &List, reader: Option<&Reader>) -> Vec<String> {
    let query = Query::new(find.input.value(), true);
    let mut reasons = Vec::new();
    if query.is_empty() {
        reasons.push("Type words that were said.".to_owned());
        if !query.narrowing.is_wide() || !find.problems.is_empty() {
            reasons.push("speaker:, title:, before: and after: only say where to look for them.".to_owned());
        }
        return reasons;
    }
    let many = list.entries.len() > 1;
    reasons.push(match find.scope {
        Scope::ThisSection => {
            "Nothing like it is said in this section; Tab looks in the whole talk.".to_owned()
        }
        Scope::ThisTalk if many => "Nothing like it is said in this talk; Tab looks in all talks.".to_owned(),
        Scope::ThisTalk => "Nothing like it is said in this talk.".to_owned(),
        Scope::AllTalks => {
            let known = list.entries.iter().filter(|e| !matches!(e.state, State::Failed(_))).count();
            format!("Nothing like it is said in {}.", counted(known, "talk"))
        }
    });
    let cards: Vec<&Card> = match (find.scope, reader) {
        (Scope::ThisSection | Scope::ThisTalk, Some(reader)) => vec![&reader.card],
        _ => list.entries.iter().filter_map(|entry| entry.card()).collect(),
    };
    reasons.extend(narrowed(&query.narrowing, &cards, find.scope != Scope::AllTalks));
    if find.scope == Scope::AllTalks {
        if !list.complete {
            reasons.push("Talks are still being looked for.".to_owned());
        }
        let failed = list.entries.iter().filter(|e| matches!(e.state, State::Failed(_))).count();
        if failed > 0 {
            reasons.push(format!("{} cannot be read; the list says why.", counted(failed, "talk")));
        }
    }
    reasons
}

/// What it is narrowed by that lets no talk through; where each does by itself, that all of it together does not.
fn narrowed(narrowing: &Narrowing, cards: &[&Card], here: bool) -> Vec<String> {
    if narrowing.is_wide() {
        return Vec::new();
    }
    let takes = |narrowing: &Narrowing| {
        let takes =
            |card: &&Card| narrowing.takes(&card.title, card.date, card.speakers.iter().map(String::as_str));
        cards.iter().any(takes)
    };
    let wide = Narrowing::default();
    let mut told = Vec::new();
    let mut check = |only: Narrowing, what: String| {
        if !only.is_wide() && !takes(&only) {
            told.push(what);
        }
    };
    let (talks, no_talk) =
        if here { ("this talk", "This talk is not") } else { ("these talks", "No talk is") };
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    check(
        Narrowing { speaker: narrowing.speaker.clone(), ..wide.clone() },
        format!("Nobody called “{}” speaks in {talks}.", name(&narrowing.speaker)),
    );
    check(
        Narrowing { title: narrowing.title.clone(), ..wide.clone() },
        format!("{no_talk} called “{}”.", name(&narrowing.title)),
    );
    for (day, word) in [(narrowing.before, "before"), (narrowing.after, "after")] {
        let only = match word {
            "before" => Narrowing { before: day, ..wide.clone() },
            _ => Narrowing { after: day, ..wide.clone() },
        };
        let from = if word == "before" { "before" } else { "of" };
        let later = if word == "before" { "" } else { " or later" };
        if let Some(day) = day {
            check(only, format!("{no_talk} {from} {day}{later}, or its day is not known."));
        }
    }
    if told.is_empty() && !takes(narrowing) {
        told.push(format!("{no_talk} all of that at once."));
    }
    told
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}
