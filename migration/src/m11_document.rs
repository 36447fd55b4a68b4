//! Documents that prove a fact: a commitment, an act, a receipt. Their bytes lie among the files, under their digest.

crate::tables!(
    "CREATE TABLE document (
        id {id},
        reference TEXT NOT NULL CONSTRAINT document_reference_is_unique UNIQUE,
        event_number BIGINT NOT NULL CONSTRAINT document_is_one_per_event UNIQUE REFERENCES event (number),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL CONSTRAINT document_has_a_known_media_type
            CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
        size_bytes BIGINT NOT NULL CONSTRAINT document_is_not_empty CHECK (size_bytes > 0),
        sha256 TEXT,
        account_id BIGINT NOT NULL REFERENCES account (id),
        created_at TEXT NOT NULL,
        CONSTRAINT document_is_whole_or_erased CHECK ((sha256 IS NULL) = (name = '')),
        CONSTRAINT document_digest_is_sha256_hex CHECK (length(sha256) = 64)
    );
    CREATE INDEX document_by_digest ON document (sha256);"
);
