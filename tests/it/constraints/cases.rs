//! For each constraint of the schema, statements that break it and nothing else.

const LAST_PLEDGE: &str = "id = (SELECT MAX(id) FROM pledge)";
const FIRST_PROJECT: &str = "code = (SELECT MIN(code) FROM project WHERE status = 'seeking_funding')";

/// The constraint, how SQLite names it when it is a UNIQUE one, and a statement that breaks this one only.
pub fn cases() -> Vec<(&'static str, &'static str, String)> {
    let mut cases: Vec<(&str, &str, String)> = Vec::new();
    for (table, row, changes) in CHANGES {
        let row = row
            .replace("LAST_PLEDGE", LAST_PLEDGE)
            .replace("FIRST_PROJECT", FIRST_PROJECT);
        cases.extend(
            changes
                .iter()
                .map(|(name, columns, change)| (*name, *columns, format!("UPDATE {table} SET {change} WHERE {row}"))),
        );
    }
    cases.extend(
        COPIES
            .iter()
            .map(|(name, columns, sql)| (*name, *columns, (*sql).to_owned())),
    );
    for (name, columns, kind, amount, parent, pledge, event) in ENTRIES {
        cases.push((name, columns, entry(kind, "financial", *amount, parent, pledge, event)));
    }
    cases.push((
        "ledger_entry_has_a_known_aid",
        "",
        entry("commitment", "gold", 1, "NULL", "NULL", "1"),
    ));
    cases.push((
        "limit_count_is_not_negative",
        "",
        "INSERT INTO limit_count (code, subject, since, times) VALUES ('a', 'a', '2026', -1)".to_owned(),
    ));
    cases.push((
        "receipt_has_a_known_kind",
        "",
        receipt(1_000_001, "maybe", 1, "NULL", 1),
    ));
    cases.push((
        "receipt_is_not_negative",
        "",
        receipt(1_000_001, "confirm", -1, "NULL", 1),
    ));
    cases.push((
        "receipt_has_a_known_cause",
        "",
        receipt(1_000_001, "confirm", 1, "'theft'", 1),
    ));
    let twice = format!(
        "{}; {}",
        receipt(1_000_001, "confirm", 1, "'tax'", 1),
        receipt(1_000_002, "confirm", 1, "NULL", 1)
    );
    cases.push(("receipt_event_number_key", "receipt.event_number", twice));
    cases.push(("publication_is_positive", "", publication(1_000_001, 0, 1)));
    let twice = format!("{}; {}", publication(1_000_001, 1, 1), publication(1_000_002, 1, 1));
    cases.push(("publication_stands_in_one_event", "publication.event_number", twice));
    cases.extend(waiting());
    cases.extend(acceptances());
    cases.push(("outbox_has_a_known_language", "", letter("fr", "waiting")));
    cases.push(("outbox_has_a_known_state", "", letter("es", "lost")));
    let probe = "INSERT INTO probe (id, written_at, filler) VALUES (2, '2026', '')";
    cases.push(("probe_is_one_row", "", probe.to_owned()));
    cases
}

type Change = (&'static str, &'static str, &'static str);

/// Table, row, and the changes of that row that must not be.
const CHANGES: &[(&str, &str, &[Change])] = &[
    (
        "proposal",
        "kind = 'commitment' AND state = 'submitted'",
        &[
            (
                "proposal_reference_is_unique",
                "proposal.reference",
                "reference = (SELECT MIN(other.reference) FROM proposal AS other)",
            ),
            ("proposal_is_positive", "", "amount_minor = 0"),
            ("proposal_has_a_known_state", "", "state = 'lost'"),
            ("proposal_is_about_what_its_kind_says", "", "receiver_id = NULL"),
            (
                "proposal_has_its_document",
                "",
                "document_sha256 = NULL, document_name = NULL",
            ),
            ("proposal_document_has_a_name", "", "document_name = NULL"),
            ("proposal_digest_is_sha256_hex", "", "document_sha256 = 'ab'"),
            ("proposal_needs_four_eyes", "", "reviewed_by = entered_by"),
            ("proposal_reviewed_knows_by_whom", "", "state = 'declined'"),
            ("proposal_verified_has_its_row", "", "ledger_entry_id = 1"),
        ],
    ),
    (
        "proposal",
        "kind = 'expenditure' AND state = 'submitted'",
        &[("proposal_has_a_known_kind", "", "kind = 'gift'")],
    ),
    (
        "proposal",
        "kind = 'revision' AND state = 'submitted'",
        &[("proposal_revises_upwards", "", "present_minor = amount_minor")],
    ),
    (
        "proposal",
        "kind = 'revision' AND state = 'verified'",
        &[(
            "proposal_waits_once_for_a_pledge",
            "proposal.pledge_id",
            "state = 'submitted', ledger_entry_id = NULL, pledge_id = (SELECT other.pledge_id FROM proposal AS other
                WHERE other.kind = 'revision' AND other.state = 'submitted')",
        )],
    ),
    (
        "proposal",
        "id = (SELECT MAX(id) FROM proposal WHERE state = 'verified')",
        &[(
            "proposal_becomes_one_row",
            "proposal.ledger_entry_id",
            "ledger_entry_id = (SELECT MIN(other.ledger_entry_id) FROM proposal AS other)",
        )],
    ),
    (
        "proposal_tranche",
        "position = 0",
        &[
            ("proposal_tranche_is_positive", "", "amount_minor = 0"),
            (
                "proposal_tranche_position_once",
                "proposal_tranche.proposal_id, proposal_tranche.position",
                "position = 1",
            ),
        ],
    ),
    (
        "proposal_change",
        "to_state = 'returned'",
        &[("proposal_change_says_why", "", "reason = 'corto'")],
    ),
    (
        "pledge_contributor",
        "position = 0",
        &[
            ("pledge_contributor_gives_something", "", "amount_minor = 0"),
            (
                "pledge_contributor_once",
                "pledge_contributor.pledge_id, pledge_contributor.organisation_id",
                "organisation_id = (SELECT MAX(other.organisation_id) FROM pledge_contributor AS other
                    WHERE other.pledge_id = pledge_contributor.pledge_id AND other.position = 1)",
            ),
        ],
    ),
    (
        "document",
        "reference = (SELECT MIN(reference) FROM document)",
        &[
            (
                "document_reference_is_unique",
                "document.reference",
                "reference = (SELECT MAX(reference) FROM document)",
            ),
            (
                "document_is_one_per_event",
                "document.event_number",
                "event_number = (SELECT event_number FROM document ORDER BY reference DESC LIMIT 1)",
            ),
            ("document_has_a_known_media_type", "", "media_type = 'text/html'"),
            ("document_is_not_empty", "", "size_bytes = 0"),
            ("document_is_whole_or_erased", "", "sha256 = NULL"),
            ("document_digest_is_sha256_hex", "", "sha256 = 'abc'"),
        ],
    ),
    (
        "organisation",
        "slug = 'banco-demo'",
        &[
            (
                "organisation_slug_is_unique",
                "organisation.slug",
                "slug = 'empresa-demo'",
            ),
            ("organisation_has_a_known_class", "", "class = 'bank'"),
        ],
    ),
    (
        "account",
        "email = 'admin@demo.example'",
        &[
            (
                "account_email_is_unique",
                "account.email",
                "email = 'banco@demo.example'",
            ),
            ("account_has_a_known_role", "", "role = 'visitor'"),
            ("account_has_a_known_language", "", "language = 'fr'"),
            ("account_email_is_lower_case", "", "email = 'Admin@demo.example'"),
        ],
    ),
    (
        "account",
        "email = 'banco@demo.example'",
        &[("account_partner_has_an_organisation", "", "organisation_id = NULL")],
    ),
    (
        "account",
        "email = 'officer@demo.example'",
        &[
            ("account_has_a_known_jurisdiction", "", "jurisdiction = 'CR'"),
            ("account_officer_has_a_jurisdiction", "", "jurisdiction = NULL"),
        ],
    ),
    (
        "place",
        "code = 'co-acandi'",
        &[
            ("place_code_is_unique", "place.code", "code = 'co-unguia'"),
            ("place_has_a_known_kind", "", "kind = 'village'"),
            ("place_has_a_known_country", "", "country = 'CR'"),
            (
                "place_has_a_known_territorial_status",
                "",
                "territorial_status = 'maybe'",
            ),
            ("place_only_a_country_has_no_parent", "", "parent_id = NULL"),
            ("place_coordinates_come_in_pairs", "", "latitude = NULL"),
        ],
    ),
    (
        "project",
        "FIRST_PROJECT",
        &[
            (
                "project_code_is_unique",
                "project.code",
                "code = (SELECT MAX(code) FROM project)",
            ),
            (
                "project_has_a_known_provenance",
                "",
                "provenance = 'rumour', requirement_minor = 0, gap_minor = NULL",
            ),
            ("project_has_a_known_status", "", "status = 'open'"),
            (
                "project_is_suspended_from_an_open_status",
                "",
                "status = 'suspended', suspended_from = 'draft'",
            ),
            ("project_has_a_known_pillar", "", "pillar = 'peace'"),
            ("project_has_a_known_country", "", "country = 'CR'"),
            (
                "project_suspended_knows_where_from",
                "",
                "suspended_from = 'implementation'",
            ),
            ("project_suspended_knows_where_from", "", "status = 'suspended'"),
            ("project_ends_after_it_starts", "", "planned_end_on = '2000-01-01'"),
            (
                "project_ended_after_it_started",
                "",
                "actual_start_on = '2026-01-02', actual_end_on = '2026-01-01'",
            ),
            ("project_requirement_is_not_negative", "", "requirement_minor = -1"),
            ("project_gap_is_never_below_zero", "", "gap_minor = -1"),
            ("project_gap_is_never_below_zero", "", "gap_usd_minor = -1"),
            (
                "project_adopted_is_registered",
                "",
                "provenance = 'documented', requirement_minor = 0, gap_minor = NULL, adopted_on = '2026-01-01'",
            ),
            (
                "project_documented_is_not_in_the_totals",
                "",
                "provenance = 'documented'",
            ),
        ],
    ),
    (
        "project_sector",
        "sector_code = (SELECT MIN(sector_code) FROM project_sector)",
        &[
            ("project_sector_share_is_a_share", "", "share_basis_points = 0"),
            ("project_sector_share_is_a_share", "", "share_basis_points = 10001"),
        ],
    ),
    (
        "project_place",
        "place_id IS NOT NULL AND territorial_status = 'no'",
        &[
            ("project_place_share_is_a_share", "", "share_basis_points = -1"),
            (
                "project_place_has_a_known_territorial_status",
                "",
                "territorial_status = 'maybe'",
            ),
            ("project_place_no_has_a_basis", "", "territorial_basis = 'corto'"),
            ("project_place_no_has_a_basis", "", "territorial_basis = NULL"),
        ],
    ),
    (
        "budget_line",
        "position = 0 OR position = 1",
        &[("budget_line_is_positive", "", "amount_minor = 0")],
    ),
    (
        "documented_project",
        "project_id = (SELECT MIN(project_id) FROM documented_project)",
        &[
            ("documented_project_has_a_known_standing", "", "standing = 'double'"),
            (
                "documented_project_source_id_key",
                "documented_project.source_id",
                "source_id = (SELECT MAX(source_id) FROM documented_project)",
            ),
        ],
    ),
    (
        "documented_funding",
        "source_id = (SELECT MIN(source_id) FROM documented_funding)",
        &[
            ("documented_funding_has_a_known_standing", "", "standing = 'double'"),
            (
                "documented_funding_amount_has_a_currency",
                "",
                "amount_minor = 1, currency = NULL",
            ),
            (
                "documented_funding_amount_has_a_currency",
                "",
                "amount_minor = NULL, currency = 'USD'",
            ),
            (
                "documented_funding_source_id_key",
                "documented_funding.source_id",
                "source_id = (SELECT MAX(source_id) FROM documented_funding)",
            ),
        ],
    ),
    (
        "pledge",
        "LAST_PLEDGE",
        &[
            (
                "pledge_reference_is_unique",
                "pledge.reference",
                "reference = (SELECT MIN(reference) FROM pledge)",
            ),
            (
                "pledge_has_a_known_pillar",
                "",
                "pillar = 'peace', project_id = NULL, place_id = NULL",
            ),
            ("pledge_has_a_known_kind", "", "kind = 'gold'"),
            ("pledge_is_positive", "", "amount_minor = 0"),
            ("pledge_has_a_known_state", "", "state = 'paid'"),
            (
                "pledge_goes_to_one_thing",
                "",
                "pillar = 'jobs', project_id = NULL, place_id = 1",
            ),
            (
                "pledge_goes_to_one_thing",
                "",
                "pillar = 'jobs', project_id = 1, place_id = NULL",
            ),
            ("pledge_is_valid_after_it_is_made", "", "valid_until_on = '2000-01-01'"),
            ("pledge_needs_four_eyes", "", "verified_by = entered_by"),
            (
                "pledge_needs_four_eyes",
                "",
                "submitted_by = entered_by + 1, verified_by = entered_by + 1",
            ),
            (
                "pledge_verified_knows_by_whom",
                "",
                "state = 'verified', verified_by = NULL",
            ),
        ],
    ),
    (
        "tranche",
        "position = 0 OR position = 1",
        &[("tranche_is_positive", "", "amount_minor = 0")],
    ),
    (
        "event_text",
        "event_number = (SELECT MIN(event_number) FROM event_text)",
        &[
            ("event_text_is_whole_or_redacted", "", "content = NULL"),
            ("event_text_is_whole_or_redacted", "", "salt = NULL, content = NULL"),
            ("event_text_is_whole_or_redacted", "", "redacted_by_event = 1"),
        ],
    ),
    (
        "exchange_rate",
        "id = (SELECT MIN(id) FROM exchange_rate)",
        &[
            ("exchange_rate_has_a_known_kind", "", "kind = 'weekly'"),
            ("exchange_rate_ends_after_it_starts", "", "valid_to_on = '2000-01-01'"),
            ("exchange_rate_correction_stands_in_an_event", "", "stands_for_id = id"),
        ],
    ),
];

/// Rows that must not be added.
const COPIES: &[Change] = &[
    (
        "password_request_pending_once",
        "password_request.email",
        "INSERT INTO password_request VALUES ('a@b.example', '2026'), ('a@b.example', '2026')",
    ),
    (
        "sector_code_has_five_digits",
        "",
        "INSERT INTO sector VALUES ('1234', '123', 'a', 'a')",
    ),
    (
        "project_place_once",
        "project_place.project_id, project_place.place_id",
        "INSERT INTO project_place SELECT project_id, 99, place_id, 0, territorial_status, territorial_basis
         FROM project_place WHERE place_id IS NOT NULL",
    ),
    (
        "budget_line_position_once",
        "budget_line.project_id, budget_line.position",
        "INSERT INTO budget_line (project_id, position, name_es, name_en, amount_minor)
         SELECT project_id, position, 'a', 'a', 1 FROM budget_line",
    ),
    (
        "tranche_position_once",
        "tranche.pledge_id, tranche.position",
        "INSERT INTO tranche (pledge_id, position, due_on, amount_minor)
         SELECT pledge_id, position, due_on, 1 FROM tranche",
    ),
    (
        "pledge_change_says_why",
        "",
        "INSERT INTO pledge_change (pledge_id, from_state, to_state, reason, created_at)
         SELECT id, 'submitted', 'declined', 'corto', created_at FROM pledge",
    ),
    (
        "event_numbers_start_at_one",
        "",
        "INSERT INTO event (number, kind, occurred_at, public, hash)
         SELECT 0, kind, occurred_at, public, hash FROM event WHERE number = 1",
    ),
    (
        "project_status_change_says_why",
        "",
        "INSERT INTO project_status_change
            (project_id, from_status, to_status, effective_on, reason, account_id, created_at)
         SELECT project_id, from_status, to_status, effective_on, 'corto', account_id, created_at
         FROM project_status_change",
    ),
    (
        "event_hash_is_sha256_hex",
        "",
        "INSERT INTO event (number, kind, occurred_at, public, hash)
         SELECT 1000000, kind, occurred_at, public, 'abc' FROM event WHERE number = 1",
    ),
    (
        "conversion_budget_worth_has_a_currency",
        "",
        "INSERT INTO conversion (id, ledger_entry_id, usd_minor, budget_minor, event_number, created_at)
         SELECT 1000000, ledger_entry_id, 1, 1, event_number, created_at FROM conversion WHERE id = 1",
    ),
    (
        "exchange_rate_once",
        "exchange_rate.currency, exchange_rate.kind, exchange_rate.valid_from_on, exchange_rate.source",
        "INSERT INTO exchange_rate
            (currency, kind, valid_from_on, valid_to_on, units_per_usd, source, demonstration, created_at)
         SELECT currency, kind, valid_from_on, valid_to_on, '1', source, TRUE, created_at FROM exchange_rate",
    ),
];

type Entry = (
    &'static str,
    &'static str,
    &'static str,
    i64,
    &'static str,
    &'static str,
    &'static str,
);

const PARENT: &str = "(SELECT MIN(id) FROM ledger_entry)";

/// Ledger rows: name, columns, kind, amount, parent, pledge, event. Event 1 belongs to no ledger row.
const ENTRIES: &[Entry] = &[
    ("ledger_entry_has_a_known_kind", "", "gift", 1, PARENT, "NULL", "1"),
    ("ledger_entry_is_not_zero", "", "adjustment", 0, PARENT, "NULL", "1"),
    (
        "ledger_entry_has_the_sign_of_its_kind",
        "",
        "withdrawal",
        1,
        PARENT,
        "NULL",
        "1",
    ),
    (
        "ledger_entry_has_the_sign_of_its_kind",
        "",
        "commitment",
        -1,
        PARENT,
        "NULL",
        "1",
    ),
    (
        "ledger_entry_child_draws_on_its_parent",
        "",
        "withdrawal",
        -1,
        "NULL",
        "NULL",
        "1",
    ),
    (
        "ledger_entry_stands_in_one_event",
        "ledger_entry.event_number",
        "commitment",
        1,
        "NULL",
        "NULL",
        "(SELECT MIN(event_number) FROM ledger_entry)",
    ),
    (
        "ledger_entry_one_row_per_pledge",
        "ledger_entry.pledge_id",
        "pledge",
        1,
        "NULL",
        "(SELECT MIN(pledge_id) FROM ledger_entry)",
        "1",
    ),
];

fn entry(kind: &str, support: &str, amount: i64, parent: &str, pledge: &str, event: &str) -> String {
    format!(
        "INSERT INTO ledger_entry (id, kind, parent_id, pledge_id, organisation_id, support, finance_type, amount_minor,
            currency, dated_on, event_number, created_at)
         VALUES (1000000, '{kind}', {parent}, {pledge}, (SELECT MIN(id) FROM organisation), '{support}', '110', {amount},
            'USD', '2026-11-23', {event}, '2026-11-23T17:00:00Z')"
    )
}

pub fn receipt(id: i64, kind: &str, amount: i64, cause: &str, event: i64) -> String {
    format!(
        "INSERT INTO receipt (id, ledger_entry_id, kind, amount_minor, currency, cause, on_document, account_id,
            event_number, created_at)
         VALUES ({id}, {PARENT}, '{kind}', {amount}, 'USD', {cause}, FALSE, (SELECT MIN(id) FROM account), {event},
            '2026-11-23T17:00:00Z')"
    )
}

pub fn publication(id: i64, amount: i64, event: i64) -> String {
    format!(
        "INSERT INTO publication (id, ledger_entry_id, amount_minor, currency, published_on, account_id, event_number,
            created_at)
         VALUES ({id}, {PARENT}, {amount}, 'USD', '2026-11-23', (SELECT MIN(id) FROM account), {event},
            '2026-11-23T17:00:00Z')"
    )
}

/// Cases of what is planned, waited for and explained.
fn waiting() -> Vec<(&'static str, &'static str, String)> {
    let tranche = |id: i64, minor: i64| {
        format!(
            "INSERT INTO commitment_tranche (id, commitment_id, position, due_on, amount_minor)
             VALUES ({id}, {PARENT}, 100, '2026-11-23', {minor})"
        )
    };
    let condition = |id: i64, party: &str, meets: &str, event: i64| {
        format!(
            "INSERT INTO waiting_condition (id, ledger_entry_id, party, meets_id, account_id, on_behalf, event_number,
                created_at) VALUES ({id}, {PARENT}, '{party}', {meets}, (SELECT MIN(id) FROM account), FALSE, {event},
                '2026-11-23T17:00:00Z')"
        )
    };
    let reply = |id: i64, wait: &str, event: i64| {
        format!(
            "INSERT INTO reply (id, ledger_entry_id, wait, account_id, on_behalf, event_number, created_at)
             VALUES ({id}, {PARENT}, '{wait}', (SELECT MIN(id) FROM account), FALSE, {event},
                '2026-11-23T17:00:00Z')"
        )
    };
    let (one, two, three) = (1_000_001, 1_000_002, 1_000_003);
    let first = condition(one, "provider", "NULL", 1);
    let met = condition(two, "provider", "1000001", 2);
    vec![
        ("commitment_tranche_is_positive", "", tranche(one, 0)),
        (
            "commitment_tranche_position_once",
            "commitment_tranche.commitment_id, commitment_tranche.position",
            format!("{}; {}", tranche(one, 1), tranche(two, 1)),
        ),
        (
            "waiting_condition_has_a_known_party",
            "",
            condition(one, "nobody", "NULL", 1),
        ),
        (
            "waiting_condition_meets_another",
            "",
            condition(one, "provider", "1000001", 1),
        ),
        (
            "waiting_condition_is_met_once",
            "waiting_condition.meets_id",
            format!("{first}; {met}; {}", condition(three, "provider", "1000001", 3)),
        ),
        (
            "waiting_condition_stands_in_one_event",
            "waiting_condition.event_number",
            format!("{first}; {}", condition(two, "provider", "NULL", 1)),
        ),
        (
            "ledger_initiative_has_a_known_party",
            "",
            format!("INSERT INTO ledger_initiative (ledger_entry_id, party) VALUES ({PARENT}, 'nobody')"),
        ),
        ("explanation_is_about_a_known_wait", "", reply(one, "weather", 1)),
        (
            "explanation_stands_in_one_event",
            "reply.event_number",
            format!("{}; {}", reply(one, "late", 1), reply(two, "late", 1)),
        ),
    ]
}

/// Cases of what is accepted in kind.
fn acceptances() -> Vec<(&'static str, &'static str, String)> {
    let acceptance = |id: i64, line: i64, minor: i64, budget: i64, back: &str, event: i64| {
        format!(
            "INSERT INTO in_kind_acceptance (id, pledge_id, project_id, line_position, amount_minor, currency, budget_minor,
                budget_currency, accepted_on, takes_back_id, account_id, event_number, created_at)
             VALUES ({id}, (SELECT MIN(id) FROM pledge), (SELECT MIN(id) FROM project), {line}, {minor}, 'USD',
                {budget}, 'USD', '2026-11-23', {back}, (SELECT MIN(id) FROM account), {event},
                '2026-11-23T17:00:00Z')"
        )
    };
    let (one, two, three) = (1_000_001, 1_000_002, 1_000_003);
    let first = acceptance(one, 0, 5, 5, "NULL", 1);
    vec![
        ("in_kind_cover_is_for_a_line", "", acceptance(one, -1, 5, 5, "NULL", 1)),
        (
            "in_kind_cover_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, 0, 0, "NULL", 1),
        ),
        (
            "in_kind_cover_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, -5, -5, "NULL", 1),
        ),
        (
            "in_kind_cover_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, 5, 5, "(SELECT MIN(id) FROM in_kind_acceptance)", 1),
        ),
        (
            "in_kind_cover_takes_back_another",
            "",
            acceptance(one, 0, -5, -5, "1000001", 1),
        ),
        (
            "in_kind_cover_is_at_face_value_in_its_currency",
            "",
            acceptance(one, 0, 5, 6, "NULL", 1),
        ),
        (
            "in_kind_cover_is_taken_back_once",
            "in_kind_acceptance.takes_back_id",
            format!(
                "{first}; {}; {}",
                acceptance(two, 0, -5, -5, "1000001", 2),
                acceptance(three, 0, -5, -5, "1000001", 3)
            ),
        ),
        (
            "in_kind_cover_stands_in_one_event",
            "in_kind_acceptance.event_number",
            format!(
                "{}; {}",
                acceptance(1_000_011, 0, 5, 5, "NULL", 4),
                acceptance(1_000_012, 0, 5, 5, "NULL", 4)
            ),
        ),
    ]
}

fn letter(language: &str, state: &str) -> String {
    format!(
        "INSERT INTO outbox (template, recipient, language, subject, body, about, state, attempts, due_at, created_at)
         VALUES ('a', 'a', '{language}', 'a', 'a', '', '{state}', 0, '2026', '2026')"
    )
}
