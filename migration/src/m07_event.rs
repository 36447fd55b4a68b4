//! The public, append-only, hash-chained history. Free texts stand beside it and can be redacted; so can the documents
//! that prove a fact, whose bytes lie among the files, under their digest.

crate::tables!(
    "CREATE TABLE event (
        number BIGINT NOT NULL PRIMARY KEY CONSTRAINT event_numbers_start_at_one CHECK (number >= 1),
        kind TEXT NOT NULL CONSTRAINT event_kind_is_known CHECK (kind IN ({event_kinds})),
        occurred_at {instant},
        project_id BIGINT REFERENCES project (id),
        pledge_id BIGINT REFERENCES pledge (id),
        organisation_id BIGINT REFERENCES organisation (id),
        public TEXT NOT NULL,
        hash TEXT NOT NULL CONSTRAINT event_hash_is_sha256_hex CHECK (length(hash) = 64)
    );
    CREATE INDEX event_by_project_id_and_number ON event (project_id, number);
    CREATE INDEX event_by_pledge_id_and_number ON event (pledge_id, number);
    CREATE INDEX event_by_organisation_id_and_number ON event (organisation_id, number);
    CREATE TABLE event_text (
        event_number BIGINT NOT NULL REFERENCES event (number),
        field TEXT NOT NULL,
        salt TEXT,
        content TEXT,
        redacted_by_event BIGINT REFERENCES event (number),
        PRIMARY KEY (event_number, field),
        CONSTRAINT event_text_stands_or_is_redacted CHECK
            ((salt IS NULL) = (content IS NULL) AND (content IS NULL) = (redacted_by_event IS NOT NULL))
    );
    CREATE TABLE document (
        id {id},
        reference TEXT NOT NULL CONSTRAINT document_reference_is_unique UNIQUE,
        event_number BIGINT NOT NULL CONSTRAINT document_event_number_is_unique UNIQUE REFERENCES event (number),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL CONSTRAINT document_media_type_is_known
            CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
        size_bytes BIGINT NOT NULL CONSTRAINT document_is_not_empty CHECK (size_bytes > 0),
        sha256 TEXT,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at {instant},
        CONSTRAINT document_stands_or_is_erased CHECK ((sha256 IS NULL) = (name = '')),
        CONSTRAINT document_digest_is_sha256_hex CHECK (length(sha256) = 64)
    );
    CREATE INDEX document_by_sha256 ON document (sha256);
    CREATE INDEX document_by_account_id_and_created_at ON document (account_id, created_at);",
    append_only: [("event", "number = NEW.number")]
);
