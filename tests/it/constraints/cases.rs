//! For each constraint of the schema, statements that break it and nothing else.

use super::Case;

const LAST_PLEDGE: &str = "id = (SELECT MAX(id) FROM pledge)";
const FIRST_PROJECT: &str = "code = (SELECT MIN(code) FROM project WHERE status = 'seeking_funding')";

/// Every case that is written out.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (table, row, changes) in CHANGES {
        let row = row
            .replace("LAST_PLEDGE", LAST_PLEDGE)
            .replace("FIRST_PROJECT", FIRST_PROJECT);
        cases.extend(changes.iter().map(|(name, columns, change)| {
            Case::new(name, columns, format!("UPDATE {table} SET {change} WHERE {row}"))
        }));
    }
    cases.extend(COPIES.iter().map(|(name, columns, sql)| Case::new(name, columns, *sql)));
    for (name, columns, kind, amount, parent, pledge, event) in ENTRIES {
        cases.push(Case::new(
            name,
            columns,
            entry(kind, "financial", *amount, parent, pledge, event),
        ));
    }
    cases.extend(money());
    cases.extend(waiting());
    cases.extend(acceptances());
    cases.extend([
        Case::new(
            "limit_count_is_not_negative",
            "",
            "INSERT INTO limit_count (code, subject, since, times) VALUES ('a', 'a', '2026-11-23T17:00:00Z', -1)",
        ),
        Case::new("counter_is_not_negative", "", "UPDATE counter SET last = -1"),
        Case::new("outbox_language_is_known", "", letter("fr", "waiting")),
        Case::new("outbox_state_is_known", "", letter("es", "lost")),
        Case::new(
            "probe_is_one_row",
            "",
            "INSERT INTO probe (id, written_at, filler) VALUES (2, '2026-11-23T17:00:00Z', '')",
        ),
    ]);
    cases
}

/// Cases of ledger rows, and of what is said about them later.
fn money() -> Vec<Case> {
    let twice = |one: String, other: String| format!("{one}; {other}");
    vec![
        Case::new(
            "ledger_entry_support_is_known",
            "",
            entry("commitment", "gold", 1, "NULL", "NULL", "1"),
        ),
        Case::new(
            "ledger_entry_has_one_target",
            "",
            entry("commitment", "financial", 1, "NULL", "NULL", "1")
                .replace("(id, kind", "(project_id, pillar, id, kind")
                .replace("(1000000,", "((SELECT MIN(id) FROM project), 'jobs', 1000000,"),
        ),
        Case::new(
            "ledger_entry_parent_is_of_its_pledge",
            "",
            entry("withdrawal", "financial", -1, PARENT, "(SELECT MAX(pledge_id) FROM ledger_entry)", "1"),
        ),
        Case::new(
            "ledger_entry_parent_is_of_its_project",
            "",
            "INSERT INTO ledger_entry (id, kind, parent_id, pledge_id, project_id, organisation_id, support, finance_type,
                amount_minor, currency, dated_on, event_number, on_behalf, created_at)
             SELECT 1000000, 'disbursement', id, pledge_id, (SELECT MIN(other.id) FROM project AS other
                    WHERE other.id <> ledger_entry.project_id), organisation_id, support, finance_type,
                1, currency, dated_on, 1, FALSE, created_at
             FROM ledger_entry WHERE kind = 'commitment' ORDER BY id LIMIT 1",
        ),
        Case::new("receipt_kind_is_known", "", receipt(1_000_001, "maybe", 1, "'tax'", 1)),
        Case::new("receipt_is_not_negative", "", receipt(1_000_001, "confirm", -1, "'tax'", 1)),
        Case::new("receipt_cause_is_known", "", receipt(1_000_001, "confirm", 1, "'theft'", 1)),
        Case::new("receipt_cause_needed", "", receipt(1_000_001, "confirm", 1, "NULL", 1)),
        Case::new(
            "receipt_event_number_is_unique",
            "receipt.event_number",
            twice(
                receipt(1_000_001, "confirm", 1, "'tax'", 1),
                receipt(1_000_002, "confirm", 1, "'tax'", 1),
            ),
        ),
        Case::new("publication_is_positive", "", publication(1_000_001, 0, 1)),
        Case::new(
            "publication_event_number_is_unique",
            "publication.event_number",
            twice(publication(1_000_001, 1, 1), publication(1_000_002, 1, 1)),
        ),
    ]
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
            ("proposal_state_is_known", "", "state = 'lost'"),
            ("proposal_is_about_what_its_kind_says", "", "receiver_id = NULL"),
            (
                "proposal_has_its_document",
                "",
                "document_sha256 = NULL, document_name = NULL",
            ),
            ("proposal_document_has_a_name", "", "document_name = NULL"),
            ("proposal_digest_is_sha256_hex", "", "document_sha256 = 'ab'"),
            ("proposal_four_eyes", "", "reviewed_by = entered_by"),
            ("proposal_reviewed_knows_by_whom", "", "state = 'declined'"),
            ("proposal_verified_has_its_row", "", "ledger_entry_id = 1"),
        ],
    ),
    (
        "proposal",
        "kind = 'expenditure' AND state = 'submitted'",
        &[("proposal_kind_is_known", "", "kind = 'gift'")],
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
            "proposal_pending_pledge_id_is_unique",
            "proposal.pledge_id",
            "state = 'submitted', ledger_entry_id = NULL, pledge_id = (SELECT other.pledge_id FROM proposal AS other
                WHERE other.kind = 'revision' AND other.state = 'submitted')",
        )],
    ),
    (
        "proposal",
        "id = (SELECT MAX(id) FROM proposal WHERE state = 'verified')",
        &[(
            "proposal_ledger_entry_id_is_unique",
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
                "proposal_tranche_proposal_id_and_position_is_unique",
                "proposal_tranche.proposal_id, proposal_tranche.position",
                "position = 1",
            ),
        ],
    ),
    (
        "pledge_state",
        "pledge_id > 0",
        &[("pledge_state_outstanding_is_not_negative", "", "outstanding_minor = -1")],
    ),
    (
        "commitment_state",
        "commitment_id > 0",
        &[
            (
                "commitment_state_undisbursed_is_not_negative",
                "",
                "undisbursed_minor = -1",
            ),
            (
                "commitment_state_unconfirmed_is_not_negative",
                "",
                "unconfirmed_minor = -1",
            ),
        ],
    ),
    (
        "pledge_contributor",
        "position = 0",
        &[
            ("pledge_contributor_is_positive", "", "amount_minor = 0"),
            (
                "pledge_contributor_pledge_id_and_organisation_id_is_unique",
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
                "document_event_number_is_unique",
                "document.event_number",
                "event_number = (SELECT event_number FROM document ORDER BY reference DESC LIMIT 1)",
            ),
            ("document_media_type_is_known", "", "media_type = 'text/html'"),
            ("document_is_not_empty", "", "size_bytes = 0"),
            ("document_stands_or_is_erased", "", "sha256 = NULL"),
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
            ("organisation_class_is_known", "", "class = 'bank'"),
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
            ("account_role_is_known", "", "role = 'visitor'"),
            ("account_language_is_known", "", "language = 'fr'"),
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
            ("account_jurisdiction_is_known", "", "jurisdiction = 'CR'"),
            ("account_officer_has_a_jurisdiction", "", "jurisdiction = NULL"),
        ],
    ),
    (
        "place",
        "code = 'co-acandi'",
        &[
            ("place_code_is_unique", "place.code", "code = 'co-unguia'"),
            ("place_kind_is_known", "", "kind = 'village'"),
            ("place_country_is_known", "", "country = 'CR'"),
            ("place_territorial_status_is_known", "", "territorial_status = 'maybe'"),
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
                "project_provenance_is_known",
                "",
                "provenance = 'rumour', requirement_minor = 0, gap_minor = NULL",
            ),
            (
                "project_is_suspended_from_an_open_status",
                "",
                "status = 'suspended', suspended_from = 'draft'",
            ),
            ("project_country_is_known", "", "country = 'CR'"),
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
                "project_place_territorial_status_is_known",
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
            ("documented_project_record_kind_is_known", "", "record_kind = 'double'"),
            (
                "documented_project_source_id_is_unique",
                "documented_project.source_id",
                "source_id = (SELECT MAX(source_id) FROM documented_project)",
            ),
        ],
    ),
    (
        "documented_funding",
        "source_id = (SELECT MIN(source_id) FROM documented_funding)",
        &[
            ("documented_funding_record_kind_is_known", "", "record_kind = 'double'"),
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
                "documented_funding_source_id_is_unique",
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
            ("pledge_kind_is_known", "", "kind = 'gold'"),
            ("pledge_is_positive", "", "amount_minor = 0"),
            (
                "pledge_has_one_target",
                "",
                "pillar = 'jobs', project_id = NULL, place_id = 1",
            ),
            (
                "pledge_has_one_target",
                "",
                "pillar = 'jobs', project_id = 1, place_id = NULL",
            ),
            ("pledge_is_valid_after_it_is_made", "", "valid_until_on = '2000-01-01'"),
            ("pledge_four_eyes", "", "verified_by = entered_by"),
            (
                "pledge_four_eyes",
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
            ("event_text_stands_or_is_redacted", "", "content = NULL"),
            ("event_text_stands_or_is_redacted", "", "salt = NULL, content = NULL"),
            ("event_text_stands_or_is_redacted", "", "redacted_by_event = 1"),
        ],
    ),
    (
        "exchange_rate",
        "id = (SELECT MIN(id) FROM exchange_rate)",
        &[
            ("exchange_rate_kind_is_known", "", "kind = 'weekly'"),
            ("exchange_rate_ends_after_it_starts", "", "valid_to_on = '2000-01-01'"),
            ("exchange_rate_correction_stands_in_an_event", "", "stands_for_id = id"),
        ],
    ),
];

/// Rows that must not be added.
const COPIES: &[Change] = &[
    (
        "password_request_email_is_unique",
        "password_request.email",
        "INSERT INTO password_request VALUES ('a@b.example', '2026-11-23T17:00:00Z'), ('a@b.example', '2026-11-23T17:00:00Z')",
    ),
    (
        "sector_code_has_five_digits",
        "",
        "INSERT INTO sector VALUES ('1234', '123', 'a', 'a')",
    ),
    (
        "project_place_project_id_and_place_id_is_unique",
        "project_place.project_id, project_place.place_id",
        "INSERT INTO project_place SELECT project_id, 99, place_id, 0, territorial_status, territorial_basis
         FROM project_place WHERE place_id IS NOT NULL",
    ),
    (
        "budget_line_project_id_and_position_is_unique",
        "budget_line.project_id, budget_line.position",
        "INSERT INTO budget_line (project_id, position, name_es, name_en, amount_minor)
         SELECT project_id, position, 'a', 'a', 1 FROM budget_line",
    ),
    (
        "tranche_pledge_id_and_position_is_unique",
        "tranche.pledge_id, tranche.position",
        "INSERT INTO tranche (pledge_id, position, due_on, amount_minor)
         SELECT pledge_id, position, due_on, 1 FROM tranche",
    ),
    (
        "pledge_change_reason_too_short",
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
        "project_status_change_reason_too_short",
        "",
        "INSERT INTO project_status_change
            (project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at)
         SELECT project_id, from_status, to_status, effective_on, 'corto', account_id, 1000000, created_at
         FROM project_status_change",
    ),
    (
        "event_kind_is_known",
        "",
        "INSERT INTO event (number, kind, occurred_at, public, hash)
         SELECT 1000000, 'gift', occurred_at, public, hash FROM event WHERE number = 1",
    ),
    (
        "project_status_change_changes_it",
        "",
        "INSERT INTO project_status_change
            (project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at)
         SELECT project_id, from_status, from_status, effective_on, reason, account_id, 1000000, created_at
         FROM project_status_change",
    ),
    (
        "project_status_change_event_number_is_unique",
        "project_status_change.event_number",
        "INSERT INTO project_status_change
            (project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at)
         SELECT project_id, from_status, to_status, effective_on, reason, account_id, event_number, created_at
         FROM project_status_change",
    ),
    (
        "pledge_change_changes_it",
        "",
        "INSERT INTO pledge_change (pledge_id, from_state, to_state, reason, created_at)
         SELECT id, 'submitted', 'submitted', '', created_at FROM pledge",
    ),
    (
        "proposal_change_reason_too_short",
        "",
        "INSERT INTO proposal_change (proposal_id, to_state, reason, account_id, created_at)
         SELECT proposal_id, 'returned', 'corto', account_id, created_at FROM proposal_change",
    ),
    (
        "proposal_change_to_state_is_known",
        "",
        "INSERT INTO proposal_change (proposal_id, to_state, reason, account_id, created_at)
         SELECT proposal_id, 'lost', reason, account_id, created_at FROM proposal_change",
    ),
    (
        "event_hash_is_sha256_hex",
        "",
        "INSERT INTO event (number, kind, occurred_at, public, hash)
         SELECT 1000000, kind, occurred_at, public, 'abc' FROM event WHERE number = 1",
    ),
    (
        "conversion_budget_has_a_currency",
        "",
        "INSERT INTO conversion (id, ledger_entry_id, usd_minor, budget_minor, event_number, created_at)
         SELECT 1000000, ledger_entry_id, 1, 1, event_number, created_at FROM conversion WHERE id = 1",
    ),
    (
        "exchange_rate_is_known_once",
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
/// The pledge of [`PARENT`].
const PLEDGE: &str = "(SELECT pledge_id FROM ledger_entry ORDER BY id LIMIT 1)";

/// Ledger rows: name, columns, kind, amount, parent, pledge, event. Event 1 belongs to no ledger row.
const ENTRIES: &[Entry] = &[
    ("ledger_entry_kind_is_known", "", "gift", 1, PARENT, PLEDGE, "1"),
    ("ledger_entry_is_not_zero", "", "revision", 0, PARENT, PLEDGE, "1"),
    (
        "ledger_entry_has_the_sign_of_its_kind",
        "",
        "withdrawal",
        1,
        PARENT,
        PLEDGE,
        "1",
    ),
    (
        "ledger_entry_has_the_sign_of_its_kind",
        "",
        "commitment",
        -1,
        PARENT,
        PLEDGE,
        "1",
    ),
    (
        "ledger_entry_child_has_a_parent",
        "",
        "withdrawal",
        -1,
        "NULL",
        "NULL",
        "1",
    ),
    (
        "ledger_entry_event_number_is_unique",
        "ledger_entry.event_number",
        "commitment",
        1,
        "NULL",
        "NULL",
        "(SELECT MIN(event_number) FROM ledger_entry)",
    ),
    (
        "ledger_entry_pledge_id_is_unique",
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
            currency, dated_on, event_number, on_behalf, created_at)
         VALUES (1000000, '{kind}', {parent}, {pledge}, (SELECT MIN(id) FROM organisation), '{support}', '110', {amount},
            'USD', '2026-11-23', {event}, FALSE, '2026-11-23T17:00:00Z')"
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
fn waiting() -> Vec<Case> {
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
        Case::new("commitment_tranche_is_positive", "", tranche(one, 0)),
        Case::new(
            "commitment_tranche_commitment_id_and_position_is_unique",
            "commitment_tranche.commitment_id, commitment_tranche.position",
            format!("{}; {}", tranche(one, 1), tranche(two, 1)),
        ),
        Case::new(
            "waiting_condition_party_is_known",
            "",
            condition(one, "nobody", "NULL", 1),
        ),
        Case::new(
            "waiting_condition_meets_another",
            "",
            condition(one, "provider", "1000001", 1),
        ),
        Case::new(
            "waiting_condition_meets_id_is_unique",
            "waiting_condition.meets_id",
            format!("{first}; {met}; {}", condition(three, "provider", "1000001", 3)),
        ),
        Case::new(
            "waiting_condition_event_number_is_unique",
            "waiting_condition.event_number",
            format!("{first}; {}", condition(two, "provider", "NULL", 1)),
        ),
        Case::new(
            "ledger_initiative_party_is_known",
            "",
            format!("INSERT INTO ledger_initiative (ledger_entry_id, party) VALUES ({PARENT}, 'nobody')"),
        ),
        Case::new("reply_wait_is_known", "", reply(one, "weather", 1)),
        Case::new(
            "reply_event_number_is_unique",
            "reply.event_number",
            format!("{}; {}", reply(one, "late", 1), reply(two, "late", 1)),
        ),
    ]
}

/// Cases of what is accepted in kind.
fn acceptances() -> Vec<Case> {
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
        Case::new(
            "in_kind_acceptance_is_for_a_line",
            "",
            acceptance(one, -1, 5, 5, "NULL", 1),
        ),
        Case::new(
            "in_kind_acceptance_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, 0, 0, "NULL", 1),
        ),
        Case::new(
            "in_kind_acceptance_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, -5, -5, "NULL", 1),
        ),
        Case::new(
            "in_kind_acceptance_has_the_sign_of_its_action",
            "",
            acceptance(one, 0, 5, 5, "(SELECT MIN(id) FROM in_kind_acceptance)", 1),
        ),
        Case::new(
            "in_kind_acceptance_takes_back_another",
            "",
            acceptance(one, 0, -5, -5, "1000001", 1),
        ),
        Case::new(
            "in_kind_acceptance_is_at_face_value_in_its_currency",
            "",
            acceptance(one, 0, 5, 6, "NULL", 1),
        ),
        Case::new(
            "in_kind_acceptance_takes_back_id_is_unique",
            "in_kind_acceptance.takes_back_id",
            format!(
                "{first}; {}; {}",
                acceptance(two, 0, -5, -5, "1000001", 2),
                acceptance(three, 0, -5, -5, "1000001", 3)
            ),
        ),
        Case::new(
            "in_kind_acceptance_event_number_is_unique",
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
         VALUES ('a', 'a', '{language}', 'a', 'a', '', '{state}', 0, '2026-11-23T17:00:00Z', '2026-11-23T17:00:00Z')"
    )
}
