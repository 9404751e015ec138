//! Earlier searches, gone through in the field as in a shell.

use crate::text::fold;

/// Where among the earlier searches the field stands.
#[derive(Debug, Default)]
pub struct Earlier {
    /// How many steps back; none while what is in the field was typed.
    at: Option<usize>,
    /// What was typed before, to come back to.
    typed: String,
}

impl Earlier {
    /// Whether the field holds an earlier search.
    pub fn is_shown(&self) -> bool {
        self.at.is_some()
    }

    /// The field was changed by hand: what stands there is typed now.
    pub fn forget(&mut self) {
        self.at = None;
    }

    /// One step back (or forth) from what is in the field: the earlier search that is to stand there. `searches` are the
    /// newest first; of them only those count that have what was typed, and not it alone.
    pub fn step<'a>(&mut self, field: &str, back: bool, searches: &'a [String]) -> Option<&'a str>
    where
        Self: 'a,
    {
        if self.at.is_none() {
            field.trim().clone_into(&mut self.typed);
        }
        let typed = fold(&self.typed).text;
        let fits = |search: &&String| {
            let search = fold(search).text;
            search != typed && search.contains(&typed)
        };
        let to = match (self.at, back) {
            (None, true) => 0,
            (Some(at), true) => at + 1,
            (None, false) => return None,
            (Some(at), false) => at.checked_sub(1)?,
        };
        let found = searches.iter().filter(fits).nth(to)?;
        self.at = Some(to);
        Some(found)
    }

    /// Forth from the newest: what was typed before.
    pub fn leave(&mut self) -> Option<String> {
        self.at.take().map(|_| std::mem::take(&mut self.typed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes back (`<`) and forth (`>`) from what is typed, and draws what stands in the field.
    fn check(typed: &str, steps: &str, expected: &str) {
        let searches = ["the light", "a Clock", "light house"].map(str::to_owned);
        let (mut earlier, mut field) = (Earlier::default(), typed.to_owned());
        for step in steps.chars() {
            match earlier.step(&field, step == '<', &searches) {
                Some(search) => search.clone_into(&mut field),
                None if step == '>' => field = earlier.leave().unwrap_or(field),
                None => {}
            }
        }
        assert_eq!(field, expected, "{typed:?} {steps}");
    }

    #[test]
    fn back_and_forth_as_in_a_shell() {
        check("", "<", "the light");
        check("", "<<", "a Clock");
        check("", "<<<<<", "light house");
        check("", "<<>", "the light");
        check("", "<<>>", "");
        check("", ">", "");
        check("li", "<<", "light house");
        check("li", "<<>>", "li");
        check("CLO", "<", "a Clock");
        check("the light", "<", "the light");
        check("zebra", "<", "zebra");
    }
}
