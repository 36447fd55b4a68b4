//! Rates that stand for others after a correction, documented projects that were adopted, and what the payer of a
//! payment published elsewhere.

crate::tables!(
    "ALTER TABLE exchange_rate ADD COLUMN stands_for_id BIGINT REFERENCES exchange_rate (id);
    ALTER TABLE exchange_rate ADD COLUMN event_number BIGINT REFERENCES event (number)
        CONSTRAINT exchange_rate_correction_stands_in_an_event
        CHECK ((stands_for_id IS NULL) = (event_number IS NULL));
    CREATE INDEX exchange_rate_by_first ON exchange_rate (stands_for_id, id);
    ALTER TABLE conversion ADD COLUMN budget_rate_id BIGINT REFERENCES exchange_rate (id);
    CREATE INDEX conversion_by_rate ON conversion (exchange_rate_id);
    CREATE INDEX conversion_by_budget_rate ON conversion (budget_rate_id);
    ALTER TABLE project ADD COLUMN adopted_on DATE
        CONSTRAINT project_adopted_is_registered CHECK (adopted_on IS NULL OR provenance = 'registered');
    CREATE TABLE publication (
        id BIGINT NOT NULL PRIMARY KEY,
        ledger_entry_id BIGINT NOT NULL REFERENCES ledger_entry (id),
        amount_minor BIGINT NOT NULL CONSTRAINT publication_is_positive CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        published_on DATE NOT NULL,
        account_id BIGINT NOT NULL REFERENCES account (id),
        event_number BIGINT NOT NULL CONSTRAINT publication_stands_in_one_event UNIQUE REFERENCES event (number),
        created_at TEXT NOT NULL
    );
    CREATE INDEX publication_by_entry ON publication (ledger_entry_id, id);",
    append_only: [("publication", "id = NEW.id OR event_number = NEW.event_number")]
);
