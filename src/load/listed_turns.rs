//! Finds turns that are set as lists or as quotes: `- **Ann:** text`.

use super::article::Item;
use super::names;
use super::rich::Rich;

/// Makes paragraphs of the items of lists, and of quotes, where people speak by turns in nearly all of them.
pub(super) fn unlist(items: &mut [Item]) {
    for is_such in [is_list, is_quote] {
        let texts: Vec<&str> = items.iter().filter(|item| is_such(item)).filter_map(text).collect();
        let lines = texts.len();
        let are_turns = names::in_lines(texts.into_iter())
            .is_some_and(|called| called.people >= 2 && called.times * 10 >= lines * 7);
        for item in items.iter_mut().filter(|item| are_turns && is_such(item)) {
            if let Item::List { text, line, .. } | Item::Quote { text, line, .. } = item {
                let (text, first) = (std::mem::take(text), *line);
                *item = Item::Paragraph((first..).zip(text.into_lines()).collect());
            }
        }
    }
}

fn is_list(item: &Item) -> bool {
    matches!(item, Item::List { .. })
}

fn is_quote(item: &Item) -> bool {
    matches!(item, Item::Quote { .. })
}

fn text(item: &Item) -> Option<&str> {
    match item {
        Item::List { text: Rich { text, .. }, .. } | Item::Quote { text: Rich { text, .. }, .. } => {
            Some(text)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_quotes_of_turns_are_turns() {
        let list =
            |text: &str| Item::List { depth: 0, number: None, text: text.into(), line: 1, end_line: 1 };
        let quote = |text: &str| Item::Quote { text: text.into(), line: 1, end_line: 1 };
        for (texts, turns) in [
            (&["Ida: So.", "Mo: No.", "Ida: Yes."][..], true),
            (&["Host: So.", "Guest: No.", "Host: Yes.", "Guest: Ah."], true),
            (&["Rain: it falls.", "Snow: it lies.", "Hail: it hurts."], false),
            (&["Ida: So.", "rain", "Mo: No.", "snow", "Ida: Yes.", "hail"], false),
            (&["rain", "snow"], false),
        ] {
            for item in [list as fn(&str) -> Item, quote] {
                let mut items: Vec<Item> = texts.iter().map(|text| item(text)).collect();
                unlist(&mut items);
                let all = items.iter().all(|item| matches!(item, Item::Paragraph(_)));
                assert_eq!(all, turns, "{texts:?}");
            }
        }
    }
}
