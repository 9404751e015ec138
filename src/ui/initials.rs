//! Two letters for a speaker, where there is no room for a name.

use crate::model::{SpeakerId, Talk};

/// `AB` for Ada Brook; `?1` for who has only a label.
pub fn initials(talk: &Talk, id: SpeakerId) -> String {
    let Some(speaker) = talk.speaker(id) else { return String::new() };
    if speaker.is_unknown() {
        return format!("?{}", id.0 % 10);
    }
    let mut words =
        speaker.name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    words.next().into_iter().chain(words.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Speaker;

    #[test]
    fn the_first_and_the_last_name_count() {
        for (name, anonymous, expected) in [
            ("Ada Brook", false, "AB"),
            ("Ada", false, "A"),
            ("Émile de la Sorg", false, "ÉS"),
            ("“Ada” (Brook)", false, "AB"),
            ("SPEAKER_00", true, "?0"),
            ("…", false, ""),
        ] {
            let speaker = Speaker { name: name.to_owned(), anonymous, label: None };
            let talk = Talk { speakers: vec![speaker], ..Talk::default() };
            assert_eq!(initials(&talk, SpeakerId(0)), expected, "{name}");
        }
        assert_eq!(initials(&Talk::default(), SpeakerId(3)), "");
    }
}
