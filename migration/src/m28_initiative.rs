//! At whose initiative money went back: a commitment ended, a payment was refunded. Beside the row of the ledger, which
//! never changes, and only where it is said.

crate::tables!(
    "CREATE TABLE ledger_initiative (
        ledger_entry_id BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_entry (id),
        party TEXT NOT NULL CONSTRAINT ledger_initiative_has_a_known_party CHECK (party IN
            ('provider', 'implementer', 'government', 'community'))
    );",
    append_only: [("ledger_initiative", "ledger_entry_id = NEW.ledger_entry_id")]
);
