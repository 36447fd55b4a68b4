//! The public history: canonical bytes, salted digests of free text, and the hash chain.
//!
//! `hash = SHA-256(32 raw bytes of the previous hash ‖ bytes)`; the first event follows 32 zero bytes.
//! Codes, amounts and dates stand in the bytes plainly; a free text stands as the digest of its salt and
//! itself, so that erasing both leaves the chain whole.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::timestamp::Timestamp;

/// What the first event's hash follows.
pub const GENESIS: [u8; 32] = [0; 32];
/// The largest integer that every JSON reader keeps exact; larger ones are written as strings.
pub const EXACT_INTEGER_MAX: i64 = (1 << 53) - 1;

super::coded! {
    /// What kind of fact an event records.
    pub enum EventKind {
        ProjectDocumented = "project_documented",
        ProjectPublished = "project_published",
        ProjectEdited = "project_edited",
        /// The programme keeps a documented project from now on.
        ProjectAdopted = "project_adopted",
        ProjectStatusChanged = "project_status_changed",
        PledgeVerified = "pledge_verified",
        PledgeWithdrawn = "pledge_withdrawn",
        PledgeLapsed = "pledge_lapsed",
        PledgeRevised = "pledge_revised",
        PledgeEarmarked = "pledge_earmarked",
        CommitmentSigned = "commitment_signed",
        CommitmentTerminated = "commitment_terminated",
        DisbursementDeclared = "disbursement_declared",
        DisbursementConfirmed = "disbursement_confirmed",
        DisbursementDisputed = "disbursement_disputed",
        DisbursementResolved = "disbursement_resolved",
        DisbursementAdjusted = "disbursement_adjusted",
        /// What its payer published of it elsewhere.
        DisbursementPublished = "disbursement_published",
        DisbursementRefunded = "disbursement_refunded",
        ExpenditureReported = "expenditure_reported",
        /// Less was spent than was reported.
        ExpenditureAdjusted = "expenditure_adjusted",
        /// A row gets its worth in US dollars later, or another one after a rate was corrected.
        AmountConverted = "amount_converted",
        /// Another rate stands for one that was wrong.
        RateCorrected = "rate_corrected",
        ConditionStated = "condition_stated",
        ConditionMet = "condition_met",
        /// The provider says why its promise waits.
        ReplyGiven = "reply_given",
        /// An officer accepts goods or technical help for a line of a budget.
        InKindAccepted = "in_kind_accepted",
        InKindTakenBack = "in_kind_taken_back",
        TextRedacted = "text_redacted",
        /// What pages name facts by has grown: organisations, places, sectors, codes, or sourced funding.
        ReferenceAdded = "reference_added",
        /// Rates of exchange that were not known; what they convert has events of its own.
        RatesAdded = "rates_added",
    }
}

impl EventKind {
    /// Whether public pages show a text of such an event: then its content and salt stand in the public download, until
    /// it is erased. Not so who ended a commitment, documents, and what only the office reads; nor a field that nobody
    /// has thought of here.
    #[must_use]
    pub fn shows(self, field: &str) -> bool {
        match field {
            "title_es" | "title_en" | "description_es" | "description_en" | "contact_office" | "conditions"
            | "authorised_by" | "note" | "review_reason" | "own_reference" | "condition" | "reply" | "address"
            | "acceptance_note" | "line_es" | "line_en" => true,
            "reason" => matches!(
                self,
                Self::ProjectPublished
                    | Self::ProjectStatusChanged
                    | Self::PledgeWithdrawn
                    | Self::PledgeLapsed
                    | Self::PledgeRevised
                    | Self::CommitmentTerminated
                    | Self::DisbursementConfirmed
                    | Self::DisbursementDisputed
                    | Self::DisbursementResolved
                    | Self::DisbursementRefunded
                    | Self::ExpenditureReported
                    | Self::ExpenditureAdjusted
                    | Self::InKindTakenBack
            ),
            // The source of the rate that stands is named wherever it converts.
            "source" => self == Self::RateCorrected,
            _ => false,
        }
    }
}

/// A free text that enters an event as a digest only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeText {
    /// What the text is, as a key of the event: `reason`, `title_es`.
    pub field: &'static str,
    pub content: String,
}

/// A fact on its way into the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    pub kind: EventKind,
    /// Codes, amounts and dates; keys are the words of the glossary.
    pub facts: Map<String, Value>,
    pub texts: Vec<FreeText>,
}

/// Canonical JSON: keys sorted by their bytes, no spaces, integers beyond 2⁵³ as strings, no floats
/// (a float has no place in a ledger and is written as null).
#[must_use]
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write_canonical(value, &mut out);
    out
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write_canonical(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::String(text) => write_string(text, out),
        Value::Number(number) => match number.as_i64() {
            Some(n) if n.unsigned_abs() <= EXACT_INTEGER_MAX.unsigned_abs() => out.push_str(&n.to_string()),
            Some(n) => write_string(&n.to_string(), out),
            None => out.push_str("null"),
        },
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Value::Null => out.push_str("null"),
    }
}

fn write_string(text: &str, out: &mut String) {
    out.push_str(&Value::String(text.to_owned()).to_string());
}

/// The digest by which a free text stands in an event: lower-case hex of SHA-256(salt ‖ text).
#[must_use]
pub fn text_digest(salt: &str, content: &str) -> String {
    hex(&Sha256::new()
        .chain_update(salt.as_bytes())
        .chain_update(content.as_bytes())
        .finalize())
}

/// The exact bytes of event `number`: its facts, with number, time, kind and the digests of its texts.
#[must_use]
pub fn public_bytes(number: i64, at: Timestamp, event: &NewEvent, digests: &[(&str, String)]) -> String {
    let mut public = event.facts.clone();
    public.insert("number".into(), number.into());
    public.insert("at".into(), at.to_string().into());
    public.insert("kind".into(), event.kind.code().into());
    if !digests.is_empty() {
        let texts: Map<String, Value> = digests
            .iter()
            .map(|(field, digest)| ((*field).to_owned(), digest.as_str().into()))
            .collect();
        public.insert("texts".into(), Value::Object(texts));
    }
    canonical(&Value::Object(public))
}

/// The hash of an event that follows `previous`.
#[must_use]
pub fn chain_hash(previous: &[u8; 32], public: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(previous)
        .chain_update(public.as_bytes())
        .finalize()
        .into()
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// Reads a hash back; `None` unless it is 64 hex digits.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn canonical_json_sorts_keys_and_writes_large_integers_as_strings() {
        let value =
            json!({"b": 9_007_199_254_740_992_i64, "a": [1, true, null, "ñ\n"], "c": -9_007_199_254_740_991_i64});
        assert_eq!(
            canonical(&value),
            r#"{"a":[1,true,null,"ñ\n"],"b":"9007199254740992","c":-9007199254740991}"#
        );
    }

    #[test]
    fn the_chain_starts_at_32_zero_bytes() {
        // printf '%064d' 0 | xxd -r -p | cat - <(printf '{}') | sha256sum
        let hash = hex(&chain_hash(&GENESIS, "{}"));
        assert_eq!(hash.len(), 64);
        assert_eq!(unhex(&hash).map(|bytes| hex(&bytes)), Some(hash));
    }

    #[test]
    fn the_same_text_under_another_salt_has_another_digest() {
        assert_ne!(text_digest("a", "motivo"), text_digest("b", "motivo"));
    }

    #[test]
    fn a_free_text_never_stands_in_the_bytes() {
        let event = NewEvent {
            kind: EventKind::PledgeLapsed,
            facts: Map::new(),
            texts: vec![FreeText {
                field: "reason",
                content: "un motivo privado".into(),
            }],
        };
        let at = Timestamp::parse("2026-11-23T00:00:00Z").unwrap();
        let bytes = public_bytes(1, at, &event, &[("reason", text_digest("s", "un motivo privado"))]);
        assert!(!bytes.contains("privado"));
        assert!(bytes.contains(r#""number":1"#));
    }
}
