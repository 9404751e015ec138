//! How a quote leaves: the words, and where they come from.

use crate::model::{Span, Talk, TitleFrom};

/// Bytes of a quote: the source comes after it, and terminals cut off what is too long for them.
const LONGEST: usize = 3_000;

/// A passage with its source below it. A talk without a title of its own goes by `name`, its file's; one that is there in
/// several languages is told with the `language` that was read, `On Engines (de)`:
///
/// ```text
/// “The words that were said.”
/// — Ada Lovelace, On Engines, 2024-05-14, 12:31, https://…&t=751
/// ```
pub fn quote(talk: &Talk, span: Span, name: &str, language: Option<&str>) -> String {
    // Rows become one line; blanks within them stay, where an author uses two of them for a full stop.
    let lines = span.of(&talk.text).lines().map(str::trim).filter(|line| !line.is_empty());
    let words = lines.collect::<Vec<_>>().join(" ");
    format!("“{}”\n— {}", shortened(&words), source(talk, span, name, language))
}

/// Who said it, where, and when.
pub fn source(talk: &Talk, span: Span, name: &str, language: Option<&str>) -> String {
    let at = span.from();
    let time = talk.time_at(at);
    let speaker = talk.speaker_at(at).filter(|s| !s.is_unknown()).map(|s| s.name.clone());
    let title = if talk.title_from == TitleFrom::OpeningWords { name } else { &talk.title };
    let parts = [
        speaker,
        Some(language.map_or_else(|| title.to_owned(), |code| format!("{title} ({code})"))),
        talk.date.map(|d| d.to_string()),
        time.map(|t| t.to_string()),
        talk.link_at(time),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The beginning of a passage that is too long, to the end of a word.
fn shortened(words: &str) -> String {
    if words.len() <= LONGEST {
        return words.to_owned();
    }
    let letters = words.char_indices().take_while(|(at, _)| *at <= LONGEST);
    let (mut cut, mut blank) = (0, 0);
    for (at, letter) in letters {
        cut = at;
        if letter == ' ' {
            blank = at;
        }
    }
    // Scripts without blanks are cut at a letter.
    let end = if blank > LONGEST / 2 { blank } else { cut };
    format!("{} …", words.get(..end).unwrap_or_default().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn a_quote_is_never_without_its_source() {
        let mut talk = Talk { title: "On rain".into(), text: "word  word ".repeat(2_000), ..Talk::default() };
        talk.date = Date::new(2024, 5, 14);
        let long = quote(&talk, Span::new(0, talk.text.len()), "rain.txt", None);
        assert!(long.len() < LONGEST + 100 && long.ends_with("word …”\n— On rain, 2024-05-14"), "{long}");
        talk.title_from = TitleFrom::OpeningWords;
        assert_eq!(quote(&talk, Span::new(0, 10), "rain.txt", None), "“word  word”\n— rain.txt, 2024-05-14");
        talk.title_from = TitleFrom::FileName;
        let hindi = quote(&talk, Span::new(0, 10), "rain.hi.txt", Some("hi"));
        assert_eq!(hindi, "“word  word”\n— On rain (hi), 2024-05-14");
    }
}
