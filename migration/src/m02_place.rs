//! The gazetteer: the administrative tree, and territories, which are places of their own kind.

crate::tables!(
    "CREATE TABLE place (
        id {id},
        code TEXT NOT NULL CONSTRAINT place_code_is_unique UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CONSTRAINT place_kind_is_known CHECK (kind IN
            ('country', 'department', 'province', 'comarca', 'municipality', 'district', 'corregimiento', 'community')),
        parent_id BIGINT REFERENCES place (id),
        country TEXT NOT NULL CONSTRAINT place_country_is_known CHECK (country IN ('CO', 'PA')),
        official_code TEXT,
        official_code_source TEXT,
        latitude DOUBLE PRECISION,
        longitude DOUBLE PRECISION,
        coordinates_source TEXT,
        is_territory BOOLEAN NOT NULL,
        territorial_status TEXT NOT NULL CONSTRAINT place_territorial_status_is_known
            CHECK (territorial_status IN ('yes', 'no', 'unknown')),
        people TEXT,
        people_source TEXT,
        notes TEXT,
        CONSTRAINT place_only_a_country_has_no_parent CHECK ((kind = 'country') = (parent_id IS NULL)),
        CONSTRAINT place_coordinates_come_in_pairs CHECK ((latitude IS NULL) = (longitude IS NULL))
    );
    CREATE INDEX place_by_parent_id ON place (parent_id);"
);
