//! The public, append-only, hash-chained history. Free texts stand beside it and can be redacted.

crate::tables!(
    "CREATE TABLE event (
        number BIGINT NOT NULL PRIMARY KEY CONSTRAINT event_numbers_start_at_one CHECK (number >= 1),
        kind TEXT NOT NULL,
        occurred_at TEXT NOT NULL,
        project_id BIGINT REFERENCES project (id),
        pledge_id BIGINT REFERENCES pledge (id),
        organisation_id BIGINT REFERENCES organisation (id),
        public TEXT NOT NULL,
        hash TEXT NOT NULL CONSTRAINT event_hash_is_sha256_hex CHECK (length(hash) = 64)
    );
    CREATE INDEX event_by_project ON event (project_id, number);
    CREATE INDEX event_by_pledge ON event (pledge_id, number);
    CREATE INDEX event_by_organisation ON event (organisation_id, number);
    CREATE TABLE event_text (
        event_number BIGINT NOT NULL REFERENCES event (number),
        field TEXT NOT NULL,
        salt TEXT,
        content TEXT,
        redacted_by_event BIGINT REFERENCES event (number),
        PRIMARY KEY (event_number, field),
        CONSTRAINT event_text_is_whole_or_redacted CHECK
            ((salt IS NULL) = (content IS NULL) AND (content IS NULL) = (redacted_by_event IS NOT NULL))
    );",
    append_only: [("event", "number = NEW.number")]
);
