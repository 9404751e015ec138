//! How many slips of the finger lie between two words.

/// The letters that were left out, added, replaced, or turned with their neighbour; none where there are more than
/// `most`. (Optimal string alignment, the restricted form of Damerau's distance, in the band that matters.)
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = one.chars().collect();
    let b: Vec<char> = other.chars().collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 1..=a.len() {
        row[0] = i;
        let mut fewest = i;
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut d = (last[j - 1] + usize::from(!same)).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(before_last[j - 2] + 1);
            }
            row[j] = d;
            fewest = fewest.min(d);
        }
        if fewest > most {
            return None;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    (last[b.len()] <= most).then_some(last[b.len()])
}
