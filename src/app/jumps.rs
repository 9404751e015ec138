//! Where the reader jumped from, to go back and forth (`^o ^i`), as vim keeps it.

use super::action::TalkId;

/// A place in a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub talk: TalkId,
    pub at: usize,
    /// The skim was on the screen.
    pub skimmed: bool,
}

/// How many jumps are kept, as in vim.
const KEPT: usize = 100;

#[derive(Debug, Default)]
pub struct Jumps {
    spots: Vec<Spot>,
    /// Where among them the reader stands; at the end when no way back was gone.
    at: usize,
}

impl Jumps {
    /// Before a jump: keeps the place that is left. Going on from the middle keeps what lay ahead, as in vim.
    pub fn leave(&mut self, spot: Spot) {
        self.spots.retain(|&s| s != spot);
        self.spots.push(spot);
        if self.spots.len() > KEPT {
            self.spots.remove(0);
        }
        self.at = self.spots.len();
    }

    /// The way back from `here`.
    pub fn back(&mut self, here: Spot) -> Option<Spot> {
        if self.at == self.spots.len() && self.spots.last() != Some(&here) {
            self.leave(here);
            self.at = self.spots.len() - 1;
        } else if self.at == self.spots.len() {
            self.at = self.at.saturating_sub(1);
        }
        let to = self.at.checked_sub(1)?;
        self.at = to;
        self.spots.get(to).copied()
    }

    /// The way forth again.
    pub fn forward(&mut self) -> Option<Spot> {
        let to = self.at + 1;
        let spot = *self.spots.get(to)?;
        self.at = to;
        Some(spot)
    }

    /// A talk's text is another one from now on: its places mean nothing any more.
    pub fn forget(&mut self, talk: TalkId) {
        self.spots.retain(|spot| spot.talk != talk);
        self.at = self.spots.len();
    }

    /// Whether there is a way forth.
    pub fn can_go_forward(&self) -> bool {
        self.at + 1 < self.spots.len()
    }

    /// Where the last jump began: for `''`.
    pub fn last(&self) -> Option<Spot> {
        self.spots.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(talk: TalkId, at: usize) -> Spot {
        Spot { talk, at, skimmed: false }
    }

    #[test]
    fn back_and_forth() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.back(spot(0, 5)), None, "no jump yet");
        let mut jumps = Jumps::default();
        jumps.leave(spot(0, 10));
        jumps.leave(spot(0, 20));
        assert_eq!(jumps.back(spot(0, 30)), Some(spot(0, 20)));
        assert_eq!(jumps.back(spot(0, 20)), Some(spot(0, 10)));
        assert_eq!(jumps.back(spot(0, 10)), None);
        assert_eq!(jumps.forward(), Some(spot(0, 20)));
        assert_eq!(jumps.forward(), Some(spot(0, 30)));
        assert_eq!(jumps.forward(), None);
        jumps.leave(spot(1, 7));
        jumps.forget(0);
        assert_eq!(jumps.back(spot(1, 9)), Some(spot(1, 7)));
        assert_eq!(jumps.back(spot(1, 7)), None);
    }
}
