//! Organisations: who promises, who carries out, who answers.

crate::tables!(
    "CREATE TABLE organisation (
        id {id},
        slug TEXT NOT NULL CONSTRAINT organisation_slug_is_unique UNIQUE,
        name_es TEXT NOT NULL,
        name_en TEXT NOT NULL,
        class TEXT NOT NULL CONSTRAINT organisation_class_is_known CHECK (class IN
            ('financial_institution', 'civil_society', 'private_sector', 'cooperation', 'multilateral', 'domestic_public')),
        iati_type {organisation_type},
        iati_ref TEXT,
        country TEXT NOT NULL,
        source TEXT,
        demonstration BOOLEAN NOT NULL
    );"
);
