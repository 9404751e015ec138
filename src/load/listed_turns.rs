//! Finds turns that are set as lists or as quotes: `- **Ann:** text`.

use super::article::Item;
use super::divide::ends_sentence;
use super::labels;
use super::names;
use super::rich::Rich;

/// Makes paragraphs of the items of a list, or of quotes, that follow one another, where people speak by turns in nearly
/// all of them.
pub(super) fn unlist(items: &mut [Item]) {
    for run in
        items.chunk_by_mut(|one, next| is_list(one) && is_list(next) || is_quote(one) && is_quote(next))
    {
        if !are_turns(run) {
            continue;
        }
        for item in run {
            if let Item::List { text, line, .. } | Item::Quote { text, line, .. } = item {
                let (text, first) = (std::mem::take(text), *line);
                *item = Item::Paragraph((first..).zip(text.into_lines()).collect());
            }
        }
    }
}

/// Whether items are turns: names stand before nearly all, and these are strong, or have times, or come back again and again
/// before whole sentences. Other words before colons are what plain lists consist of: `Food: bread`.
fn are_turns(run: &[Item]) -> bool {
    let texts: Vec<&Rich> = run.iter().filter_map(text).collect();
    let Some(called) = names::in_lines(texts.iter().map(|rich| rich.text.as_str())) else { return false };
    let nearly_all = |some: usize| some * 10 >= texts.len() * 7;
    let strong = |rich: &&&Rich| {
        let name = labels::read_any(&rich.text).and_then(|label| label.name);
        name.is_some_and(|name| names::is_strong(rich, name))
    };
    let whole = |rich: &&&Rich| rich.text.split_whitespace().next_back().is_some_and(ends_sentence);
    let come_again = || called.times >= called.people * 3 && nearly_all(texts.iter().filter(whole).count());
    called.people >= 2
        && nearly_all(called.times)
        && (nearly_all(called.timed) || nearly_all(texts.iter().filter(strong).count()) || come_again())
}

fn is_list(item: &Item) -> bool {
    matches!(item, Item::List { .. })
}

fn is_quote(item: &Item) -> bool {
    matches!(item, Item::Quote { .. })
}

fn text(item: &Item) -> Option<&Rich> {
    match item {
        Item::List { text, .. } | Item::Quote { text, .. } => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Style;

    #[test]
    fn lists_and_quotes_of_turns_are_turns() {
        let list = |text: Rich| Item::List { depth: 0, number: None, text, line: 1, end_line: 1 };
        let quote = |text: Rich| Item::Quote { text, line: 1, end_line: 1 };
        for (texts, turns) in [
            (&["*Ida: So", "*Mo: No", "*Ida: Yes"][..], true),
            (&["Ida (0:01): So", "Mo (0:04): No", "Ida (0:09): Yes"], true),
            (&["Host: So.", "Guest: No.", "Host: Yes.", "Guest: Ah.", "Host: Oh!", "Guest: So?"], true),
            (&["Host: So", "Guest: No", "Host: Yes", "Guest: Ah", "Host: Oh", "Guest: So"], false),
            (&["Food: bread", "Drinks: water", "Food: apples", "Drinks: milk"], false),
            (&["Ida: So.", "Mo: No.", "Ida: Yes."], false),
            (&["Rain: it falls.", "Snow: it lies.", "Hail: it hurts."], false),
            (&["*Ida: So.", "rain", "*Mo: No.", "snow", "*Ida: Yes.", "hail"], false),
            (&["rain", "snow"], false),
        ] {
            for item in [list as fn(Rich) -> Item, quote] {
                let mut items: Vec<Item> = texts.iter().map(|text| item(rich(text))).collect();
                unlist(&mut items);
                let all = items.iter().all(|item| matches!(item, Item::Paragraph(_)));
                assert_eq!(all, turns, "{texts:?}");
            }
        }
    }

    #[test]
    fn a_list_is_judged_by_itself() {
        let item = |text: &str| Item::List { depth: 0, number: None, text: rich(text), line: 1, end_line: 1 };
        let mut items: Vec<Item> = ["*Ida: So", "*Mo: No", "*Ida: Yes"].map(item).into();
        items.push(Item::Paragraph(vec![(4, "It rains.".into())]));
        items.extend(["Food: bread", "apples"].map(item));
        unlist(&mut items);
        let lists: Vec<bool> = items.iter().map(is_list).collect();
        assert_eq!(lists, [false, false, false, false, true, true]);
    }

    /// A text, of which the name is strong behind `*`.
    fn rich(text: &str) -> Rich {
        let Some(said) = text.strip_prefix('*') else { return text.into() };
        let end = said.find(':').unwrap_or_default();
        Rich { styles: vec![(0..end, Style::Strong)], ..said.into() }
    }
}
