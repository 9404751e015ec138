//! Finds names that stand on lines of their own: above what is said in a caption, and in strong letters in Markdown.

use std::collections::HashMap;

use super::article::Item;
use super::cues::Cue;
use super::name_shapes::could_be_name;
use super::rich::Rich;
use super::speakers::folded_name;
use crate::model::Style;

/// Fewer captions show no habit.
const FEWEST_CUES: usize = 4;

/// Takes names off the first lines of cues, as older Teams writes them, where nearly all cues begin with one that comes
/// back. `is_habit` is whether that was so in an earlier portion of the file, or is so from now on.
pub(super) fn take_from_cues(cues: &mut [Cue], is_habit: &mut bool) {
    let nameless = cues.iter().filter(|cue| name_above(cue).is_none()).take(cues.len() / 5 + 1).count();
    if !*is_habit && nameless * 5 > cues.len() {
        return;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, _) in cues.iter().filter_map(name_above) {
        *counts.entry(folded_name(name)).or_default() += 1;
    }
    let returning: usize = counts.values().filter(|times| **times >= 2).sum();
    *is_habit |= cues.len() >= FEWEST_CUES && returning * 10 >= cues.len() * 8;
    for cue in cues.iter_mut().filter(|_| *is_habit) {
        if let Some((name, said)) = name_above(cue) {
            (cue.speaker, cue.text) = (Some(name.to_owned()), said.to_owned());
        }
    }
}

fn name_above(cue: &Cue) -> Option<(&str, &str)> {
    let (name, said) = cue.text.trim_start().split_once('\n')?;
    let is_name = name.starts_with(char::is_uppercase) && could_be_name(name);
    (is_name && !said.trim().is_empty()).then(|| (name.trim(), said))
}

/// Makes labels of strong names on lines of their own, `**Tim**`, and paragraphs of the list that one says, where two
/// such names come back. What is strong once is a heading of sorts.
pub(super) fn label(items: &mut [Item]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in items.iter().filter_map(strong_item) {
        *counts.entry(folded_name(&name.text)).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let returning: Vec<usize> = counts.into_values().filter(|times| *times >= 2).collect();
    if returning.len() < 2 || returning.iter().sum::<usize>() * 10 < all * 6 {
        return;
    }
    let mut says = false;
    for item in items {
        if strong_item(item).is_some() {
            says = true;
            if let Item::Paragraph(lines) = item {
                for (_, name) in lines {
                    name.push(":", None);
                }
            }
        } else if let Item::List { text, line, .. } = item {
            if says {
                *item = Item::Paragraph(vec![(*line, std::mem::take(text))]);
            }
        } else {
            says &= matches!(item, Item::Paragraph(_));
        }
    }
}

fn strong_item(item: &Item) -> Option<&Rich> {
    let Item::Paragraph(lines) = item else { return None };
    let [(_, line)] = lines.as_slice() else { return None };
    is_strong_name(line).then_some(line)
}

/// Whether a line is nothing but a name in strong letters.
fn is_strong_name(line: &Rich) -> bool {
    let strong: usize =
        line.styles.iter().filter(|(_, style)| *style == Style::Strong).map(|(range, _)| range.len()).sum();
    strong > 0 && strong >= line.text.trim().len() && could_be_name(&line.text)
}

/// Joins the lines of a quote. A strong name on a line of its own begins a paragraph: `Ann: what she says`.
pub(super) fn join_quote(text: &Rich) -> Rich {
    let mut joined = Rich::default();
    let mut joint = "";
    for line in text.lines() {
        let named = is_strong_name(&line);
        joined.push(if named && !joint.is_empty() { "\n" } else { joint }, None);
        joined.append(&line);
        joint = if named { ": " } else { " " };
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(texts: &[&str]) -> Vec<Cue> {
        texts.iter().map(|text| Cue { text: (*text).to_owned(), ..Cue::default() }).collect()
    }

    #[test]
    fn names_above_captions_are_speakers_where_they_are_the_custom() {
        let mut said =
            cues(&["Ida Lund\nIt rains.", "Mo\nDoes it?", "Ida Lund\nIt does.", "Mo\nSo it\ndoes."]);
        take_from_cues(&mut said, &mut false);
        let names: Vec<_> = said.iter().filter_map(|cue| cue.speaker.as_deref()).collect();
        assert_eq!(
            (names, said[3].text.as_str()),
            (vec!["Ida Lund", "Mo", "Ida Lund", "Mo"], "So it\ndoes.")
        );
        let mut last = cues(&["Cy\nI see."]);
        take_from_cues(&mut last, &mut true);
        assert_eq!(last[0].speaker.as_deref(), Some("Cy"));
        for texts in [
            &["Rain\nfalls", "Snow\nfalls", "Hail\nfalls", "Fog\nrolls"][..],
            &["It rains.\nOn us", "so\nit does", "It rains.\nStill", "so\nit does"],
        ] {
            let mut said = cues(texts);
            take_from_cues(&mut said, &mut false);
            assert!(said.iter().all(|cue| cue.speaker.is_none()));
        }
    }

    fn strong(name: &str) -> Rich {
        let mut rich = Rich::default();
        rich.push(name, Some(Style::Strong));
        rich
    }

    #[test]
    fn strong_names_that_come_back_are_labels() {
        let name = |name: &str| Item::Paragraph(vec![(1, strong(name))]);
        let list =
            |text: &str| Item::List { depth: 0, number: None, text: text.into(), line: 1, end_line: 1 };
        let said = |text: &str| Item::Paragraph(vec![(1, text.into())]);
        let mut items =
            vec![name("Tim"), list("so"), name("Ida"), list("no"), name("Tim"), said("yes"), name("Ida")];
        label(&mut items);
        let lines: Vec<String> = items
            .iter()
            .filter_map(
                |item| if let Item::Paragraph(lines) = item { Some(lines[0].1.text.clone()) } else { None },
            )
            .collect();
        assert_eq!(lines, ["Tim:", "so", "Ida:", "no", "Tim:", "yes", "Ida:"]);
        let heads = vec![name("Rain"), list("so"), name("Snow"), list("no"), name("Rain"), list("yes")];
        let mut same = heads.clone();
        label(&mut same);
        assert_eq!(same, heads);
    }

    #[test]
    fn names_in_quotes_stand_before_what_they_say() {
        let mut quote = strong("Bo Ek");
        quote.push("\nGlue holds,\nand dries.\n", None);
        quote.push("Ida", Some(Style::Strong));
        quote.push("\nDoes it?", None);
        assert_eq!(join_quote(&quote).text, "Bo Ek: Glue holds, and dries.\nIda: Does it?");
    }
}
