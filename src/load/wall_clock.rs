//! Makes times of the clock on the wall, as meeting software saves them, times of the talk.

use super::article::Item;
use super::labels;
use super::name_shapes::could_be_name;
use crate::model::Timestamp;

const HOUR: u32 = 3_600_000;
const DAY: u32 = 24 * HOUR;

/// The hour at which a talk began, where its times are those of the day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WallClock {
    began: Option<Timestamp>,
}

impl WallClock {
    /// Zoom saves `[Ann] 22:10:36` with the hour of the day. What stands like that within the first hour is taken for a
    /// time of the talk.
    pub fn of(items: &[Item]) -> Self {
        let lines = items.iter().flat_map(|item| match item {
            Item::Paragraph(lines) => lines.as_slice(),
            _ => &[],
        });
        let mut times = lines.filter_map(|(_, line)| labels::name_with_hour(&line.text, could_be_name)?.time);
        Self { began: times.next().filter(|first| (HOUR..DAY).contains(&first.ms())) }
    }

    /// How long after the beginning it is; past midnight the clock begins again.
    pub fn since(self, time: Timestamp) -> Timestamp {
        let Some(began) = self.began else { return time };
        // A caption that comes a moment too late is no day late.
        let late = began.ms().saturating_sub(time.ms());
        let ms = if late > HOUR {
            (time.ms() + DAY).saturating_sub(began.ms())
        } else {
            time.ms().saturating_sub(began.ms())
        };
        Timestamp::from_ms(i64::from(ms))
    }

    /// What was done, for `check`.
    pub fn note(self) -> Option<String> {
        self.began
            .map(|began| format!("its times are hours of the day; they are counted from the first, {began}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rich::Rich;

    #[test]
    fn times_count_from_the_first() {
        for (lines, seconds) in [
            (["[Ann] 22:10:36", "[Bo Lee] 22:10:41"], [0, 5]),
            (["[Ann] 23:59:50", "[Bo Lee] 00:00:10"], [0, 20]),
            (["[Ann] 10:00:05", "[Bo Lee] 10:00:04"], [0, 0]),
            (["[Ann] 00:10:36", "[Bo Lee] 00:10:41"], [636, 641]),
        ] {
            let said = lines.map(|line| (1, Rich::from(line)));
            let clock = WallClock::of(&[Item::Paragraph(said.to_vec())]);
            let times = lines.map(|line| labels::name_with_hour(line, could_be_name).unwrap().time.unwrap());
            assert_eq!(times.map(|time| clock.since(time).seconds()), seconds, "{lines:?}");
        }
    }
}
