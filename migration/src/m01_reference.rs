//! Lists that others keep: IATI code lists and OECD DAC purpose codes.

crate::tables!(
    "CREATE TABLE code_list (
        list TEXT NOT NULL,
        code TEXT NOT NULL,
        name_es TEXT NOT NULL,
        name_en TEXT NOT NULL,
        PRIMARY KEY (list, code)
    );
    CREATE TABLE sector (
        code TEXT NOT NULL PRIMARY KEY CONSTRAINT sector_code_has_five_digits CHECK (length(code) = 5),
        category TEXT NOT NULL,
        name_es TEXT NOT NULL,
        name_en TEXT NOT NULL
    );"
);
