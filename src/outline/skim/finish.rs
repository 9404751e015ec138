//! How a key sentence begins and ends: capital, full stop, ellipsis, quotation marks.

use super::pieces::{Edge, Whole};

/// With a capital where a sentence begins, a full stop where one ends although nobody set it, and an ellipsis where
/// something of it is left out.
pub fn finish(said: &str, whole: Whole) -> String {
    let open = [',', ';', ':', '-', '–', '—', ' '];
    let (starts, ends) = match whole {
        Whole::Sentence | Whole::Line => (Edge::Whole, Edge::Whole),
        Whole::Cut { starts, ends } => (starts, ends),
    };
    let trails_off = whole == Whole::Line && said.ends_with(['-', '–', '—', ',']);
    let said = match whole {
        Whole::Sentence => said.trim(),
        Whole::Line | Whole::Cut { .. } => said.trim_end_matches(open),
    };
    let said = with_both_quotes(said);
    let Some(start) = said.find(char::is_alphanumeric) else { return String::new() };
    let (marks, rest) = said.split_at(start);
    let lead = marks.trim_start_matches(|c: char| open.contains(&c) || matches!(c, '.' | '…'));
    // `-20`, `.5`, `.NET`: such a mark alone is part of the word.
    let last = marks.trim_start_matches(' ');
    let lead = if matches!(last, "-" | "." | "–") { last } else { lead };
    let stopped = rest.ends_with(|c: char| ".!?…。！？।؟".contains(c));
    let cut = matches!(whole, Whole::Cut { .. });
    let end = match ends {
        Edge::Whole if cut && rest.ends_with(|c: char| c.is_ascii_alphanumeric()) => ".",
        Edge::Clause | Edge::Amid if !stopped => " …",
        Edge::Whole if trails_off => " …",
        _ => "",
    };
    match starts {
        Edge::Whole if lead.ends_with(['-', '.', '–', '\'', '’']) => format!("{lead}{rest}{end}"),
        Edge::Whole => format!("{lead}{}{end}", with_capital(rest)),
        Edge::Clause | Edge::Amid => format!("… {lead}{rest}{end}"),
    }
}

/// Not so `iPhone`.
fn with_capital(said: &str) -> String {
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return said.to_owned();
    }
    format!("{}{}", first.to_uppercase(), letters.as_str())
}

/// A quotation mark that has lost its other one, in the sentence before or after, has it again.
fn with_both_quotes(said: &str) -> String {
    let count = |mark: char| said.matches(mark).count();
    let mut whole = said.to_owned();
    if count('“') > count('”') {
        whole.push('”');
    } else if count('”') > count('“') {
        whole.insert(0, '“');
    }
    // Behind a digit it may be inches.
    let inches = said.split('"').any(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    if count('"') % 2 == 1 && !inches {
        // One that opens has a blank before it.
        let at = said.find('"').unwrap_or(0);
        let opens = said.get(..at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '(']));
        if opens { whole.push('"') } else { whole.insert(0, '"') }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_tells_what_is_left_out() {
        let check = |starts, ends, said: &str, shown: &str| {
            assert_eq!(finish(said, Whole::Cut { starts, ends }), shown, "{said}");
        };
        check(Edge::Whole, Edge::Whole, "the ferry crosses at noon", "The ferry crosses at noon.");
        check(Edge::Whole, Edge::Clause, "the ferry crosses at noon,", "The ferry crosses at noon …");
        check(Edge::Clause, Edge::Whole, "we cross at noon.", "… we cross at noon.");
        check(Edge::Amid, Edge::Amid, "- crosses at noon and", "… crosses at noon and …");
        check(Edge::Whole, Edge::Whole, "正午渡河", "正午渡河");
    }
}
