//! What would move a public figure beyond what an officer verified: it stands here until somebody else verifies it, and
//! only then becomes a row of the ledger. What became public stands in its event alone, so a verified proposal keeps
//! neither its texts nor its document.

crate::tables!(
    "CREATE TABLE proposal (
        id {id},
        reference TEXT NOT NULL CONSTRAINT proposal_reference_is_unique UNIQUE,
        kind TEXT NOT NULL CONSTRAINT proposal_kind_is_known CHECK (kind IN ('revision', 'commitment', 'expenditure')),
        pledge_id BIGINT REFERENCES pledge (id),
        project_id BIGINT REFERENCES project (id),
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        receiver_id BIGINT REFERENCES organisation (id),
        finance_type {finance_type?},
        amount_minor BIGINT NOT NULL CONSTRAINT proposal_is_positive CHECK (amount_minor > 0),
        currency {currency},
        present_minor BIGINT,
        dated_on DATE NOT NULL,
        own_reference TEXT NOT NULL,
        note TEXT NOT NULL,
        document_name TEXT,
        document_sha256 TEXT,
        state TEXT NOT NULL CONSTRAINT proposal_state_is_known CHECK (state IN
            ('submitted', 'returned', 'declined', 'verified', 'withdrawn')),
        on_behalf BOOLEAN NOT NULL,
        entered_by BIGINT NOT NULL REFERENCES account (id),
        submitted_by BIGINT NOT NULL REFERENCES account (id),
        submitted_at {instant},
        reviewed_by BIGINT REFERENCES account (id),
        reviewed_at {instant?},
        ledger_entry_id BIGINT CONSTRAINT proposal_ledger_entry_id_is_unique UNIQUE REFERENCES ledger_entry (id),
        created_at {instant},
        changed_at {instant},
        version BIGINT NOT NULL,
        CONSTRAINT proposal_is_about_what_its_kind_says CHECK (
            (kind = 'revision') = (pledge_id IS NOT NULL) AND (kind = 'revision') = (project_id IS NULL)
            AND (kind = 'revision') = (present_minor IS NOT NULL)
            AND (kind = 'commitment') = (receiver_id IS NOT NULL)
            AND (kind = 'commitment') = (finance_type IS NOT NULL)),
        CONSTRAINT proposal_revises_upwards CHECK (present_minor IS NULL OR amount_minor > present_minor),
        CONSTRAINT proposal_has_its_document CHECK
            (kind = 'revision' OR state = 'verified' OR document_sha256 IS NOT NULL),
        CONSTRAINT proposal_document_has_a_name CHECK ((document_sha256 IS NULL) = (document_name IS NULL)),
        CONSTRAINT proposal_digest_is_sha256_hex CHECK (length(document_sha256) = 64),
        CONSTRAINT proposal_four_eyes CHECK
            (reviewed_by IS NULL OR (reviewed_by <> entered_by AND reviewed_by <> submitted_by)),
        CONSTRAINT proposal_reviewed_knows_by_whom CHECK
            (state NOT IN ('returned', 'declined', 'verified') OR reviewed_by IS NOT NULL),
        CONSTRAINT proposal_verified_has_its_row CHECK ((state = 'verified') = (ledger_entry_id IS NOT NULL))
    );
    CREATE INDEX proposal_by_organisation_id_and_id ON proposal (organisation_id, id);
    CREATE INDEX proposal_by_state_and_submitted_at ON proposal (state, submitted_at);
    CREATE INDEX proposal_by_document_sha256 ON proposal (document_sha256);
    CREATE UNIQUE INDEX proposal_pending_pledge_id_is_unique ON proposal (pledge_id)
        WHERE pledge_id IS NOT NULL AND state IN ('submitted', 'returned');
    CREATE TABLE proposal_tranche (
        id {id},
        proposal_id BIGINT NOT NULL REFERENCES proposal (id),
        position BIGINT NOT NULL,
        due_on DATE NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT proposal_tranche_is_positive CHECK (amount_minor > 0),
        CONSTRAINT proposal_tranche_proposal_id_and_position_is_unique UNIQUE (proposal_id, position)
    );
    CREATE TABLE proposal_change (
        id {id},
        proposal_id BIGINT NOT NULL REFERENCES proposal (id),
        to_state TEXT NOT NULL CONSTRAINT proposal_change_to_state_is_known CHECK (to_state IN
            ('submitted', 'returned', 'declined', 'verified', 'withdrawn')),
        reason TEXT NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at {instant},
        CONSTRAINT proposal_change_reason_too_short CHECK
            (to_state NOT IN ('returned', 'declined') OR length(reason) >= 10)
    );
    CREATE INDEX proposal_change_by_proposal_id_and_id ON proposal_change (proposal_id, id);",
    append_only_but_reason: [(
        "proposal_change",
        "id = NEW.id",
        "id, proposal_id, to_state, account_id, created_at"
    )]
);
