//! Money: what happened (`ledger_entry`), what was said about it later (`receipt`, `conversion`), and rates.

crate::tables!(
    "CREATE TABLE exchange_rate (
        id {id},
        currency TEXT NOT NULL,
        kind TEXT NOT NULL CONSTRAINT exchange_rate_has_a_known_kind CHECK (kind IN ('daily', 'monthly', 'annual')),
        valid_from_on DATE NOT NULL,
        valid_to_on DATE NOT NULL,
        units_per_usd TEXT NOT NULL,
        source TEXT NOT NULL,
        demonstration BOOLEAN NOT NULL,
        created_at TEXT NOT NULL,
        CONSTRAINT exchange_rate_ends_after_it_starts CHECK (valid_to_on >= valid_from_on),
        CONSTRAINT exchange_rate_once UNIQUE (currency, kind, valid_from_on, source)
    );
    CREATE INDEX exchange_rate_by_day ON exchange_rate (currency, valid_from_on);
    CREATE TABLE ledger_entry (
        id BIGINT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL CONSTRAINT ledger_entry_has_a_known_kind CHECK (kind IN
            ('pledge', 'revision', 'withdrawal', 'lapse', 'earmarking', 'commitment', 'termination', 'disbursement',
             'expenditure', 'refund', 'adjustment')),
        parent_id BIGINT REFERENCES ledger_entry (id),
        pledge_id BIGINT REFERENCES pledge (id),
        project_id BIGINT REFERENCES project (id),
        place_id BIGINT REFERENCES place (id),
        pillar TEXT,
        organisation_id BIGINT NOT NULL REFERENCES organisation (id),
        receiver_id BIGINT REFERENCES organisation (id),
        support TEXT NOT NULL CONSTRAINT ledger_entry_has_a_known_aid CHECK (support IN
            ('financial', 'in_kind', 'technical', 'guarantee')),
        finance_type TEXT NOT NULL,
        amount_minor BIGINT NOT NULL CONSTRAINT ledger_entry_is_not_zero CHECK (amount_minor <> 0),
        currency TEXT NOT NULL,
        drawdown_minor BIGINT,
        dated_on DATE NOT NULL,
        event_number BIGINT NOT NULL CONSTRAINT ledger_entry_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL,
        CONSTRAINT ledger_entry_has_the_sign_of_its_kind CHECK (CASE
            WHEN kind IN ('pledge', 'commitment', 'disbursement', 'expenditure') THEN amount_minor > 0
            WHEN kind IN ('withdrawal', 'lapse', 'termination', 'refund') THEN amount_minor < 0
            ELSE amount_minor <> 0 END),
        CONSTRAINT ledger_entry_child_draws_on_its_parent CHECK
            (kind IN ('pledge', 'expenditure') OR parent_id IS NOT NULL OR kind = 'commitment')
    );
    CREATE INDEX ledger_entry_by_project ON ledger_entry (project_id);
    CREATE INDEX ledger_entry_by_pledge ON ledger_entry (pledge_id);
    CREATE INDEX ledger_entry_by_parent ON ledger_entry (parent_id);
    CREATE INDEX ledger_entry_by_organisation ON ledger_entry (organisation_id);
    CREATE UNIQUE INDEX ledger_entry_one_row_per_pledge ON ledger_entry (pledge_id) WHERE kind = 'pledge';
    CREATE TABLE receipt (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        kind TEXT NOT NULL CONSTRAINT receipt_has_a_known_kind CHECK (kind IN ('confirm', 'dispute', 'resolve')),
        amount_minor BIGINT NOT NULL CONSTRAINT receipt_is_not_negative CHECK (amount_minor >= 0),
        currency TEXT NOT NULL,
        received_on DATE,
        cause TEXT CONSTRAINT receipt_has_a_known_cause CHECK (cause IN ('bank_charge', 'tax', 'exchange', 'shortfall')),
        on_document BOOLEAN NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    CREATE INDEX receipt_by_entry ON receipt (ledger_entry_id, id);
    CREATE TABLE conversion (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        exchange_rate_id BIGINT REFERENCES exchange_rate (id),
        usd_minor BIGINT NOT NULL,
        event_number BIGINT NOT NULL REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    CREATE INDEX conversion_by_entry ON conversion (ledger_entry_id, id);",
    append_only: [
        (
            "ledger_entry",
            "id = NEW.id OR event_number = NEW.event_number
                OR (kind = 'pledge' AND NEW.kind = 'pledge' AND pledge_id = NEW.pledge_id)"
        ),
        ("receipt", "id = NEW.id OR event_number = NEW.event_number"),
        ("conversion", "id = NEW.id")
    ]
);
