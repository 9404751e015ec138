//! How titles write the words of a talk: as it does within its sentences, and in the plural what a section has many of.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::phrases::{Phrase, is_close};
use super::words::{Form, Words};
use crate::model::{Span, Talk};
use crate::text::clean_line;

/// The plural must be at least so much of what a section says of both.
const PLURAL: f32 = 0.4;

/// How each word of a talk is written.
pub struct Written<'a> {
    talk: &'a Talk,
    words: &'a Words,
    /// How a form is written within sentences: the commonest way.
    forms: FxHashMap<u32, String>,
    /// The plurals of forms.
    plurals: FxHashMap<u32, (u32, String)>,
}

impl<'a> Written<'a> {
    pub fn of(talk: &'a Talk, words: &'a Words) -> Self {
        let forms = forms(talk, words);
        let plurals = plurals(words, &forms);
        Self { talk, words, forms, plurals }
    }

    /// A phrase of a section that says its forms so often. What there are many of is called by its plural, if the section
    /// says that, too.
    pub fn phrase(&self, phrase: &Phrase, said: &FxHashMap<u32, u32>) -> String {
        let title = self.tokens(phrase.first, phrase.last);
        let plural = self.words.tokens.get(phrase.last).and_then(|token| {
            let (plural, written) = self.plurals.get(&token.form)?;
            let count = |form: &u32| said.get(form).copied().unwrap_or(0) as f32;
            (count(plural) >= PLURAL * (count(plural) + count(&token.form))).then_some(written)
        });
        match plural.filter(|_| !phrase.linked) {
            Some(plural) => {
                let head = title.rsplit_once([' ', '-']).map_or(0, |(head, _)| head.len() + 1);
                format!("{}{plural}", title.get(..head).unwrap_or(""))
            }
            None => title,
        }
    }

    /// Tokens, with what stands between them.
    fn tokens(&self, first: usize, last: usize) -> String {
        let mut title = String::new();
        let mut before = None;
        for token in self.words.tokens.get(first..=last).unwrap_or(&[]) {
            if let Some(before) = before {
                let between = Span::new(before, token.span.from()).of(&self.talk.text);
                title.push_str(if between == "\n" { " " } else { between });
            }
            before = Some(token.span.to());
            let own = token.span.of(&self.talk.text);
            title.push_str(self.forms.get(&token.form).map_or(own, String::as_str));
        }
        clean_line(&title)
    }
}

/// How each form is written where no sentence begins.
fn forms(talk: &Talk, words: &Words) -> FxHashMap<u32, String> {
    let mut counts: FxHashMap<(u32, &str), (u32, usize)> = FxHashMap::default();
    let mut before = 0;
    for (at, token) in words.tokens.iter().enumerate() {
        if is_close(talk, before, token.span) {
            counts.entry((token.form, token.span.of(&talk.text))).or_insert((0, at)).0 += 1;
        }
        before = token.span.to();
    }
    let mut best: FxHashMap<u32, (u32, usize, &str)> = FxHashMap::default();
    for ((form, own), (count, at)) in counts {
        let known = best.entry(form).or_insert((count, at, own));
        if (count, Reverse(at)) > (known.0, Reverse(known.1)) {
            *known = (count, at, own);
        }
    }
    best.into_iter().map(|(form, (_, _, own))| (form, own.to_owned())).collect()
}

/// The plurals of forms that have one in the talk, and how they are written.
fn plurals(words: &Words, written: &FxHashMap<u32, String>) -> FxHashMap<u32, (u32, String)> {
    if !words.english {
        return FxHashMap::default();
    }
    let singulars: FxHashMap<&str, u32> =
        words.forms.iter().zip(0..).map(|(form, number)| (form.lower.as_str(), number)).collect();
    let plural = |(form, number): (&Form, u32)| {
        let singular = *singulars.get(form.lower.strip_suffix('s')?)?;
        // `this` is no plural of a `thi`.
        words.forms.get(singular as usize).filter(|one| one.stem.is_some() && one.stem == form.stem)?;
        Some((singular, (number, written.get(&number)?.clone())))
    };
    words.forms.iter().zip(0..).filter_map(plural).collect()
}
