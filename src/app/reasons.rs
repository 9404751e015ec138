//! Why a search found nothing: a list is never empty without a reason.

use super::action::Scope;
use super::find::Find;
use super::list::{List, State};
use super::reader::Reader;
use crate::model::Card;
use crate::search::{Bar, Query, bars, unmet};

/// Why nothing was found, the most telling first.
///
/// | what is so | what is told |
/// |---|---|
/// | only `-word` or `speaker:` was typed | type words that were said, too |
/// | it is looked for in a part | where, and what `Tab` looks in |
/// | nobody is called so, no talk is, no talk is of that time | that ([`unmet`]) |
/// | there are quotation marks, or a `-word` | what they keep out ([`bars`]) |
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
    let (where_looked, elsewhere) = match find.scope {
        Scope::ThisSection => ("this section".to_owned(), Some("Tab looks in the whole talk")),
        Scope::ThisTalk => ("this talk".to_owned(), many.then_some("Tab looks in all talks")),
        Scope::AllTalks => {
            let known = list.entries.iter().filter(|e| !matches!(e.state, State::Failed(_))).count();
            (counted(known, "talk"), None)
        }
    };
    let cards: Vec<&Card> = match (find.scope, reader) {
        (Scope::ThisSection | Scope::ThisTalk, Some(reader)) => vec![&reader.card],
        _ => list.entries.iter().filter_map(|entry| entry.card()).collect(),
    };
    let unmet = unmet(&query.narrowing, &cards, find.scope != Scope::AllTalks);
    let bars = if unmet.is_empty() { bars(&query) } else { Vec::new() };
    let without = |bar: &Bar| bar.told(&bar.typed, bars.len() == 1, "there may be something");
    let told: Vec<String> = unmet.into_iter().chain(bars.iter().map(without)).collect();
    // Of what is said in other words, or by others, it cannot be told that nothing like it is said.
    if told.is_empty() {
        let elsewhere = elsewhere.map(|tab| format!("; {tab}")).unwrap_or_default();
        reasons.push(format!("Nothing like it is said in {where_looked}{elsewhere}."));
    } else {
        reasons.extend(told.iter().map(|told| sentence(told)));
        reasons.extend(elsewhere.map(sentence));
    }
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

/// What is told in lower case and without a stop, as a sentence.
fn sentence(told: &str) -> String {
    let mut letters = told.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}
