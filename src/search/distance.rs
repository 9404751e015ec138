//! How many slips of the finger lie between two words.

/// Words of no more letters than this are compared without memory being asked for.
const SHORT: usize = 24;

/// The letters that were left out, added, replaced, or turned with their neighbour; none where there are more than
/// `most`. (Optimal string alignment, the restricted form of Damerau's distance.)
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    if one.is_ascii() && other.is_ascii() {
        return between(one.as_bytes(), other.as_bytes(), most);
    }
    let a: Vec<char> = one.chars().collect();
    let b: Vec<char> = other.chars().collect();
    between(&a, &b, most)
}

fn between<T: PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    if b.len() < SHORT {
        let (mut first, mut second, mut third) = ([0; SHORT], [0; SHORT], [0; SHORT]);
        return in_rows(a, b, most, [&mut first, &mut second, &mut third]);
    }
    let mut rows = [vec![0; b.len() + 1], vec![0; b.len() + 1], vec![0; b.len() + 1]];
    let [first, second, third] = &mut rows;
    in_rows(a, b, most, [first, second, third])
}

fn in_rows<T: PartialEq>(a: &[T], b: &[T], most: usize, rows: [&mut [usize]; 3]) -> Option<usize> {
    let [mut before_last, mut last, mut row] = rows;
    (0..=b.len()).for_each(|j| last[j] = j);
    for i in 1..=a.len() {
        row[0] = i;
        let mut fewest = i;
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut d = (last[j - 1] + usize::from(!same)).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && !same && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
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
