//! What the payer of a payment published of it elsewhere: the third statement (DESIGN.md §3, rule 4).

use super::currency::Currency;
use super::money::Money;

/// Most characters of an address.
pub const ADDRESS_LENGTH_MAX: usize = 500;

/// How many times what was declared a publication of a payment may be worth: more is not about this payment, and would
/// move a public total on one party's word.
pub const DECLARED_TIMES_MAX: i64 = 2;

super::coded! {
    /// Why something is no publication of a payment.
    pub enum PublicationError {
        /// Not the address of a page that begins with `https://`.
        NotAnAddress = "not_an_address",
        AddressTooLong = "address_too_long",
        /// Neither the payment's currency nor dollars: no rate of the payment explains it.
        OtherCurrency = "other_currency",
        /// More than [`DECLARED_TIMES_MAX`] times what was declared.
        FarAboveDeclared = "far_above_declared",
    }
}

/// The currencies in which a publication of a payment can be compared and counted: the payment's own, and dollars.
#[must_use]
pub fn currencies(disbursement: Currency) -> Vec<Currency> {
    let mut known = vec![disbursement];
    known.extend(
        [Currency::USD, Currency::PAB]
            .into_iter()
            .filter(|dollar| *dollar != disbursement),
    );
    known
}

/// Whether what was published can be about a payment, which is worth `declared` in the same currency.
///
/// # Errors
/// [`PublicationError::FarAboveDeclared`].
pub fn check_amount(published: Money, declared: Money) -> Result<(), PublicationError> {
    let most = declared.minor().saturating_mul(DECLARED_TIMES_MAX);
    if published.minor() > most {
        return Err(PublicationError::FarAboveDeclared);
    }
    Ok(())
}

/// Whether a text is the address of a page.
///
/// # Errors
/// [`PublicationError`].
pub fn check_address(text: &str) -> Result<(), PublicationError> {
    if text.chars().count() > ADDRESS_LENGTH_MAX {
        return Err(PublicationError::AddressTooLong);
    }
    let rest = text.strip_prefix("https://").ok_or(PublicationError::NotAnAddress)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let is_name = name.contains('.')
        && name
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let is_port = host
        .split_once(':')
        .is_none_or(|(_, port)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_plain = !rest
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    if is_name && is_port && is_plain {
        Ok(())
    } else {
        Err(PublicationError::NotAnAddress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_a_page_and_begins_with_https() {
        for good in [
            "https://datos.ejemplo.org/pagos/12?año=2026#fila",
            "https://ejemplo.org",
            "https://ejemplo.org:8443/a",
        ] {
            assert_eq!(check_address(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "ejemplo.org/pagos",
            "http://ejemplo.org",
            "javascript:alert(1)",
            "https://",
            "https://ejemplo",
            "https://.org",
            "https://user@ejemplo.org",
            "https://ejemplo.org:x/",
            "https://ejemplo.org/a b",
            "https://ejemplo.org/<script>",
        ] {
            assert_eq!(check_address(bad), Err(PublicationError::NotAnAddress), "{bad}");
        }
        let long = format!("https://ejemplo.org/{}", "a".repeat(ADDRESS_LENGTH_MAX));
        assert_eq!(check_address(&long), Err(PublicationError::AddressTooLong));
        let most = &long[..ADDRESS_LENGTH_MAX];
        assert_eq!(check_address(most), Ok(()));
    }

    #[test]
    fn a_disbursement_is_published_in_its_own_currency_or_in_dollars() {
        assert_eq!(currencies(Currency::COP), [Currency::COP, Currency::USD, Currency::PAB]);
        assert_eq!(currencies(Currency::USD), [Currency::USD, Currency::PAB]);
    }
}
