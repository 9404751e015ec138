//! JSON as a tree that borrows its words from the file: transcripts are lists of a million small objects, and what an
//! object costs decides what a file does.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// What stands in a file.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) enum Value<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    Array(Box<[Value<'a>]>),
    Object(Fields<'a>),
}

/// The fields of an object as they stand in the file.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) struct Fields<'a>(Box<[(&'a str, Value<'a>)]>);

/// What recognisers note of every word and no reader asks for: it is a third of a file, and not kept.
const UNREAD: &[&str] = &[
    "tokens", "chars", "temperature", "avg_logprob", "compression_ratio", "no_speech_prob", "probability",
    "confidence", "score", "seek",
];

impl Value<'_> {
    /// What an object has under a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        if let Self::Object(fields) = self { fields.get(key) } else { None }
    }

    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(is) = self { Some(*is) } else { None }
    }

    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { number.as_f64() } else { None }
    }

    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }
}

impl<'a> Fields<'a> {
    /// What stands under a key; where it stands there twice, the later.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.0.iter().rev().find(|(known, _)| *known == key).map(|(_, value)| value)
    }
}

impl<'a> Fields<'a> {
    /// The fields, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&'a str, &mut Value<'a>)> {
        self.0.iter_mut().map(|(key, value)| (*key, value))
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(is))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::String(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(Key(key)) = object.next_key()? {
            match key.filter(|key| !UNREAD.contains(key)) {
                Some(key) => fields.push((key, object.next_value()?)),
                None => drop(object.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Value::Object(Fields(fields.into())))
    }
}

/// A key as it stands in the file; none where it has escapes, for no key that dictum knows needs them.
struct Key<'a>(Option<&'a str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Plain;
        impl<'de> Visitor<'de> for Plain {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Some(key)))
            }

            fn visit_str<E>(self, _: &str) -> Result<Key<'de>, E> {
                Ok(Key(None))
            }
        }
        deserializer.deserialize_str(Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_borrowed_and_numbers_of_machines_left_out() {
        let text = r#"{"text": "so", "n": [1, -2, 0.5, null, true], "tokens": [1, {"a": 2}], "e": "\n", "text": "on"}"#;
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(matches!(value.get("text"), Some(Value::String(Cow::Borrowed("on")))));
        assert_eq!(value.get("e").and_then(Value::as_str), Some("\n"));
        assert_eq!(
            (value.get("tokens"), value.get("n").and_then(Value::as_array).map(<[_]>::len)),
            (None, Some(5))
        );
        assert_eq!(size_of::<Value>(), 24);
    }

    #[test]
    fn what_breaks_off_is_no_tree() {
        for text in ["", "{", r#"{"a": [1, 2"#, &"[".repeat(100_000)] {
            assert!(serde_json::from_str::<Value>(text).is_err());
        }
    }
}
