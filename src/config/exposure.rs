//! Settings that would lay a registry open: a secret that can be guessed, a public address without https, letters in
//! plain text across a network.

use std::collections::BTreeSet;
use std::net::IpAddr;

/// Fewest different bytes of a secret. Thirty-two random hexadecimal digits have thirteen or fourteen.
const DIFFERENT_BYTES_MIN: usize = 8;

/// Whether a secret follows a rule that anybody could guess: few letters, one piece again and again, or a row such as
/// `abcdefgh`.
pub(super) fn is_weak(secret: &str) -> bool {
    let bytes = secret.as_bytes();
    let different: BTreeSet<&u8> = bytes.iter().collect();
    let repeats = |period: usize| bytes.iter().zip(&bytes[period..]).all(|(first, later)| first == later);
    let in_a_row = bytes.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) <= 1).count();
    different.len() < DIFFERENT_BYTES_MIN || (1..=bytes.len() / 2).any(repeats) || in_a_row * 2 > bytes.len()
}

/// Why an SMTP address is none that letters may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SmtpError {
    Scheme,
    NoHost,
    UnknownTls,
    /// Without TLS to another machine.
    Plain,
}

impl SmtpError {
    pub fn describe(self) -> &'static str {
        match self {
            Self::Scheme => "must begin with smtp:// or smtps://",
            Self::NoHost => "names no host",
            Self::UnknownTls => "has a tls= that is neither required nor none",
            Self::Plain => "has tls=none, which is for a server on this machine only (localhost)",
        }
    }
}

/// The address as the sender of letters reads it: TLS is required unless `tls=none` is said of a loopback host.
pub(super) fn smtp(address: &str) -> Result<String, SmtpError> {
    let mut url = url::Url::parse(address).map_err(|_| SmtpError::Scheme)?;
    let is_wrapped = match url.scheme() {
        "smtps" => true,
        "smtp" => false,
        _ => return Err(SmtpError::Scheme),
    };
    let host = url
        .host_str()
        .filter(|host| !host.is_empty())
        .ok_or(SmtpError::NoHost)?;
    let is_loopback = is_loopback(host);
    let tls = url.query_pairs().find(|(name, _)| name == "tls");
    let tls = tls.map(|(_, value)| value.to_ascii_lowercase());
    match tls.as_deref() {
        None | Some("required") if is_wrapped => url.set_query(None),
        None | Some("required") => url.set_query(Some("tls=required")),
        Some("none") if is_wrapped => return Err(SmtpError::UnknownTls),
        Some("none") if is_loopback => url.set_query(None),
        Some("none") => return Err(SmtpError::Plain),
        Some(_) => return Err(SmtpError::UnknownTls),
    }
    Ok(url.into())
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_follows_a_rule_is_weak_and_a_random_one_is_not() {
        for secret in [
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "abababababababababababababababababab",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "contraseñacontraseñacontraseña",
            "11112222333344445555666677778888",
        ] {
            assert!(is_weak(secret), "{secret}");
        }
        for secret in [
            "8f14e45fceea167a5a36dedd4bea2543",
            "b0d4ce5d2f1e47c0a1c3f2e6d98a7754b0d4ce5d2f1e47c0",
            "a secret of tests that is long enough",
        ] {
            assert!(!is_weak(secret), "{secret}");
        }
    }

    #[test]
    fn letters_need_tls_unless_they_stay_on_this_machine() {
        let table = [
            ("smtp://u:p@mail.example", Ok("smtp://u:p@mail.example?tls=required")),
            (
                "smtp://mail.example:587?tls=required",
                Ok("smtp://mail.example:587?tls=required"),
            ),
            (
                "SMTP://mail.example:587?tls=REQUIRED",
                Ok("smtp://mail.example:587?tls=required"),
            ),
            ("smtps://mail.example", Ok("smtps://mail.example")),
            ("smtp://localhost:2525?tls=none", Ok("smtp://localhost:2525")),
            ("smtp://127.0.0.1:2525?tls=none", Ok("smtp://127.0.0.1:2525")),
            ("smtp://[::1]:2525?tls=none", Ok("smtp://[::1]:2525")),
            ("smtp://localhost:2525", Ok("smtp://localhost:2525?tls=required")),
            ("smtp://mail.example?tls=none", Err(SmtpError::Plain)),
            ("smtp://127.0.0.1.example?tls=none", Err(SmtpError::Plain)),
            ("smtp://mail.example?tls=opportunistic", Err(SmtpError::UnknownTls)),
            ("smtps://localhost?tls=none", Err(SmtpError::UnknownTls)),
            ("http://mail.example", Err(SmtpError::Scheme)),
            ("smtp://", Err(SmtpError::NoHost)),
        ];
        for (address, outcome) in table {
            assert_eq!(smtp(address), outcome.map(str::to_owned), "{address}");
        }
    }
}
