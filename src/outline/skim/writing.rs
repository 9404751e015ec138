//! How a talk is written, as far as its lines are cleaned by it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    pub english: bool,
    pub capitals: Capitals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    None,
    Some,
    /// All letters, as in old captions.
    All,
}

impl Capitals {
    /// A few of the others are nothing: what is heard stands in brackets as it likes.
    pub fn of(text: &str) -> Self {
        let count = |are: fn(char) -> bool| text.chars().filter(|c| are(*c)).count();
        let (large, small) = (count(char::is_uppercase), count(char::is_lowercase));
        match () {
            () if small * 10 < large => Self::All,
            () if large * 200 < small || large == 0 => Self::None,
            () => Self::Some,
        }
    }
}
