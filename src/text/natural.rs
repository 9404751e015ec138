//! The order of names that people expect: talk 2 before talk 10.

/// By this names are sorted: their letters in lower case, and their numbers as numbers.
pub fn natural_key(name: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (words, after) = rest.split_at(letters);
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        // A name without words before its number sorts by the number alone.
        key.push((0, words.to_lowercase()));
        if !number.is_empty() {
            key.push((number.parse().unwrap_or(u64::MAX), String::new()));
        }
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numbers() {
        let mut names =
            ["talk 10.txt", "Talk 2.txt", "talk 1b.txt", "a", "10", "9", "", "99999999999999999999999"];
        names.sort_by_key(|name| natural_key(name));
        assert_eq!(
            names,
            ["", "9", "10", "99999999999999999999999", "a", "talk 1b.txt", "Talk 2.txt", "talk 10.txt"]
        );
    }
}
