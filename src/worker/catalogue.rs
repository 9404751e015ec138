//! The talks that were found, by their numbers; shared by those who open them.

use std::sync::{PoisonError, RwLock};

use crate::library::Address;

/// Grows while folders are walked; a number once given stays with its talk.
#[derive(Debug, Default)]
pub struct Catalogue(RwLock<Vec<Address>>);

impl Catalogue {
    pub fn add(&self, more: Vec<Address>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).extend(more);
    }

    pub fn get(&self, talk: usize) -> Option<Address> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(talk).cloned()
    }

    /// The number of one talk more.
    pub fn add_one(&self, address: Address) -> usize {
        let mut addresses = self.0.write().unwrap_or_else(PoisonError::into_inner);
        addresses.push(address);
        addresses.len() - 1
    }

    /// A talk's number leads elsewhere from now on.
    pub fn change(&self, talk: usize, address: Address) {
        if let Some(known) = self.0.write().unwrap_or_else(PoisonError::into_inner).get_mut(talk) {
            *known = address;
        }
    }

    pub fn len(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}
