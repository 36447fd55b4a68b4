//! Money: what happened (`ledger_entry`), what was said about it later (`receipt`, `conversion`, `publication`), what a
//! signed commitment plans to pay and when, at whose initiative money went back, and rates. Where each commitment stands
//! is derived from these and from its conditions whenever one of them moves.

crate::tables!(
    "CREATE TABLE exchange_rate (
        id {id},
        currency {currency},
        kind TEXT NOT NULL CONSTRAINT exchange_rate_kind_is_known CHECK (kind IN ('daily', 'monthly', 'annual')),
        valid_from_on DATE NOT NULL,
        valid_to_on DATE NOT NULL,
        units_per_usd {rate},
        source TEXT NOT NULL,
        demonstration BOOLEAN NOT NULL,
        stands_for_id BIGINT REFERENCES exchange_rate (id),
        event_number BIGINT REFERENCES event (number),
        created_at {instant},
        CONSTRAINT exchange_rate_ends_after_it_starts CHECK (valid_to_on >= valid_from_on),
        CONSTRAINT exchange_rate_correction_stands_in_an_event CHECK ((stands_for_id IS NULL) = (event_number IS NULL)),
        CONSTRAINT exchange_rate_is_known_once UNIQUE (currency, kind, valid_from_on, source)
    );
    CREATE INDEX exchange_rate_by_currency_and_valid_from_on ON exchange_rate (currency, valid_from_on);
    CREATE INDEX exchange_rate_by_stands_for_id_and_id ON exchange_rate (stands_for_id, id);
    CREATE TABLE ledger_entry (
        id BIGINT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CONSTRAINT ledger_entry_kind_is_known CHECK (kind IN
            ('pledge', 'revision', 'withdrawal', 'lapse', 'earmarking', 'commitment', 'termination', 'disbursement',
             'expenditure', 'refund', 'adjustment')),
        parent_id BIGINT REFERENCES ledger_entry (id),
        pledge_id BIGINT REFERENCES pledge (id),
        project_id BIGINT REFERENCES project (id),
        place_id BIGINT REFERENCES place (id),
        pillar {pillar?},
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        receiver_id BIGINT REFERENCES organisation (id),
        support TEXT NOT NULL CONSTRAINT ledger_entry_support_is_known CHECK (support IN
            ('financial', 'in_kind', 'technical', 'guarantee')),
        finance_type {finance_type},
        amount_minor BIGINT NOT NULL CONSTRAINT ledger_entry_is_not_zero CHECK (amount_minor <> 0),
        currency {currency},
        drawdown_minor BIGINT,
        dated_on DATE NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT ledger_entry_event_number_is_unique UNIQUE REFERENCES event (number),
        account_id BIGINT REFERENCES account (id),
        on_behalf BOOLEAN NOT NULL,
        created_at {instant},
        CONSTRAINT ledger_entry_has_the_sign_of_its_kind CHECK (CASE
            WHEN kind IN ('pledge', 'commitment', 'disbursement', 'expenditure') THEN amount_minor > 0
            WHEN kind IN ('withdrawal', 'lapse', 'termination', 'refund') THEN amount_minor < 0
            ELSE amount_minor <> 0 END),
        CONSTRAINT ledger_entry_has_one_target CHECK
            ((CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END)
             + (CASE WHEN pillar IS NULL THEN 0 ELSE 1 END) <= 1),
        CONSTRAINT ledger_entry_child_has_a_parent CHECK
            (kind IN ('pledge', 'expenditure') OR parent_id IS NOT NULL OR kind = 'commitment')
    );
    CREATE INDEX ledger_entry_by_project_id ON ledger_entry (project_id);
    CREATE INDEX ledger_entry_by_pledge_id ON ledger_entry (pledge_id);
    CREATE INDEX ledger_entry_by_parent_id ON ledger_entry (parent_id);
    CREATE INDEX ledger_entry_by_organisation_id ON ledger_entry (organisation_id);
    CREATE INDEX ledger_entry_by_receiver_id ON ledger_entry (receiver_id);
    CREATE UNIQUE INDEX ledger_entry_pledge_id_is_unique ON ledger_entry (pledge_id) WHERE kind = 'pledge';
    CREATE TABLE ledger_initiative (
        ledger_entry_id BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_entry (id),
        party TEXT NOT NULL CONSTRAINT ledger_initiative_party_is_known CHECK (party IN
            ('provider', 'implementer', 'government', 'community'))
    );
    CREATE TABLE commitment_tranche (
        id BIGINT NOT NULL PRIMARY KEY,
        commitment_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        position BIGINT NOT NULL,
        due_on DATE NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT commitment_tranche_is_positive CHECK (amount_minor > 0),
        CONSTRAINT commitment_tranche_commitment_id_and_position_is_unique UNIQUE (commitment_id, position)
    );
    CREATE INDEX commitment_tranche_by_due_on_and_commitment_id ON commitment_tranche (due_on, commitment_id);
    CREATE TABLE receipt (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        kind TEXT NOT NULL CONSTRAINT receipt_kind_is_known CHECK (kind IN ('confirm', 'dispute', 'resolve')),
        amount_minor BIGINT NOT NULL CONSTRAINT receipt_is_not_negative CHECK (amount_minor >= 0),
        currency {currency},
        received_on DATE,
        cause TEXT CONSTRAINT receipt_cause_is_known CHECK (cause IN ('bank_charge', 'tax', 'exchange', 'shortfall')),
        on_document BOOLEAN NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT receipt_event_number_is_unique UNIQUE REFERENCES event (number),
        created_at {instant}
    );
    CREATE INDEX receipt_by_ledger_entry_id_and_id ON receipt (ledger_entry_id, id);
    CREATE TABLE conversion (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        exchange_rate_id BIGINT REFERENCES exchange_rate (id),
        units_per_usd {rate?},
        usd_minor BIGINT NOT NULL,
        budget_rate_id BIGINT REFERENCES exchange_rate (id),
        budget_minor BIGINT,
        budget_currency {currency?},
        event_number BIGINT NOT NULL REFERENCES event (number),
        created_at {instant},
        CONSTRAINT conversion_budget_has_a_currency CHECK ((budget_minor IS NULL) = (budget_currency IS NULL))
    );
    CREATE INDEX conversion_by_ledger_entry_id_and_id ON conversion (ledger_entry_id, id);
    CREATE INDEX conversion_by_exchange_rate_id ON conversion (exchange_rate_id);
    CREATE INDEX conversion_by_budget_rate_id ON conversion (budget_rate_id);
    CREATE TABLE publication (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        amount_minor BIGINT NOT NULL CONSTRAINT publication_is_positive CHECK (amount_minor > 0),
        currency {currency},
        published_on DATE NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT publication_event_number_is_unique UNIQUE REFERENCES event (number),
        created_at {instant}
    );
    CREATE INDEX publication_by_ledger_entry_id_and_id ON publication (ledger_entry_id, id);
    CREATE TABLE commitment_state (
        commitment_id BIGINT NOT NULL PRIMARY KEY REFERENCES ledger_entry (id),
        undisbursed_minor BIGINT NOT NULL CONSTRAINT commitment_state_undisbursed_is_not_negative
            CHECK (undisbursed_minor >= 0),
        unconfirmed_minor BIGINT NOT NULL CONSTRAINT commitment_state_unconfirmed_is_not_negative
            CHECK (unconfirmed_minor >= 0),
        next_due_on DATE,
        overdue_from_on DATE,
        unanswered_since_on DATE,
        unsettled_since_on DATE,
        condition_since_on DATE
    );
    CREATE INDEX commitment_state_by_overdue_from_on ON commitment_state (overdue_from_on);
    CREATE INDEX commitment_state_by_unsettled_since_on ON commitment_state (unsettled_since_on)
        WHERE unsettled_since_on IS NOT NULL;",
    append_only: [
        (
            "ledger_entry",
            "id = NEW.id OR event_number = NEW.event_number
                OR (kind = 'pledge' AND NEW.kind = 'pledge' AND pledge_id = NEW.pledge_id)"
        ),
        ("ledger_initiative", "ledger_entry_id = NEW.ledger_entry_id"),
        (
            "commitment_tranche",
            "id = NEW.id OR (commitment_id = NEW.commitment_id AND position = NEW.position)"
        ),
        ("receipt", "id = NEW.id OR event_number = NEW.event_number"),
        ("conversion", "id = NEW.id"),
        ("publication", "id = NEW.id OR event_number = NEW.event_number")
    ],
    refused: [
        (
            "ledger_entry",
            "ledger_entry_parent_is_of_its_pledge",
            "NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry AS parent
                WHERE parent.id = NEW.parent_id
                    AND COALESCE(parent.pledge_id, 0) = COALESCE(NEW.pledge_id, 0))"
        ),
        (
            "ledger_entry",
            "ledger_entry_parent_is_of_its_project",
            "NEW.parent_id IS NOT NULL AND NEW.kind IN ('disbursement', 'termination', 'refund', 'adjustment')
                AND NOT EXISTS (SELECT 1 FROM ledger_entry AS parent WHERE parent.id = NEW.parent_id
                    AND COALESCE(parent.project_id, 0) = COALESCE(NEW.project_id, 0))"
        ),
        (
            "receipt",
            "receipt_cause_needed",
            "NEW.kind <> 'dispute' AND NEW.cause IS NULL AND NEW.amount_minor
                < (SELECT amount_minor FROM ledger_entry WHERE id = NEW.ledger_entry_id)"
        )
    ]
);
