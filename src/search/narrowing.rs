//! What a query is narrowed by: who speaks, what a talk is called, when it was given.

use crate::model::Date;
use crate::text;

/// What a query is narrowed by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Part of the name of who speaks.
    pub speaker: Option<String>,
    /// Part of the talk's title.
    pub title: Option<String>,
    /// The talk is of an earlier day.
    pub before: Option<Date>,
    /// The talk is of this day or a later one.
    pub after: Option<Date>,
}

/// What stands before the colon.
pub(super) const KEYS: [&str; 4] = ["speaker", "title", "before", "after"];

impl Narrowing {
    /// Takes `key:value`; none where `part` is none of the keys, an error where the value makes no sense.
    pub(super) fn take(&mut self, part: &str, value: Option<&str>) -> Option<Result<(), String>> {
        let (key, value) = (part.split_once(':')?.0.to_lowercase(), value.unwrap_or("").trim());
        match key.as_str() {
            "speaker" | "title" if value.is_empty() => {
                return Some(Err(format!(
                    "{key}: a name stands right behind it, as {key}:{}",
                    if key == "title" { "rain" } else { "ada" }
                )));
            }
            "speaker" => self.speaker = Some(value.to_owned()),
            "title" => self.title = Some(value.to_owned()),
            "before" | "after" => {
                let Some(day) = first_day(value) else {
                    return Some(Err(format!("{key}:{value} is no day: 2024, 2024-05 or 2024-05-01")));
                };
                *(if key == "before" { &mut self.before } else { &mut self.after }) = Some(day);
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// Whether all talks are meant.
    pub fn is_wide(&self) -> bool {
        *self == Self::default()
    }

    /// Whether nothing but who speaks is told.
    pub(super) fn is_by_speaker_alone(&self) -> bool {
        self.speaker.is_some() && Self { speaker: None, ..self.clone() }.is_wide()
    }

    /// As it can be typed.
    pub(super) fn as_typed(&self) -> String {
        let name = |key: &str, name: &String| {
            let mark = if name.contains(char::is_whitespace) { "\"" } else { "" };
            format!("{key}:{mark}{name}{mark}")
        };
        let day = |key: &str, day: Date| format!("{key}:{day}");
        let parts = [
            self.speaker.as_ref().map(|it| name("speaker", it)),
            self.title.as_ref().map(|it| name("title", it)),
            self.after.map(|it| day("after", it)),
            self.before.map(|it| day("before", it)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether only what certain people say is wanted.
    pub fn asks_for_a_speaker(&self) -> bool {
        self.speaker.is_some()
    }

    /// Whether a talk of this title, day and these speakers is meant. A talk of no known day is of none.
    pub fn takes<'a>(
        &self,
        title: &str,
        date: Option<Date>,
        speakers: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        self.title.as_ref().is_none_or(|wanted| holds(title, wanted))
            && self.before.is_none_or(|day| date.is_some_and(|date| date < day))
            && self.after.is_none_or(|day| date.is_some_and(|date| date >= day))
            && (self.speaker.is_none() || speakers.into_iter().any(|name| self.is_said_by(Some(name))))
    }

    /// Whether what somebody of this name says is meant.
    pub fn is_said_by(&self, name: Option<&str>) -> bool {
        self.speaker.as_ref().is_none_or(|wanted| name.is_some_and(|name| holds(name, wanted)))
    }
}

fn holds(name: &str, wanted: &str) -> bool {
    text::fold(name).text.contains(text::fold(wanted).text.trim())
}

/// The first day of a year, a month, or the day itself.
fn first_day(typed: &str) -> Option<Date> {
    let mut parts = typed.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(1), |part| part.parse().ok());
    let (month, day) = (next()?, next()?);
    parts.next().is_none().then(|| Date::new(year, month, day))?
}
