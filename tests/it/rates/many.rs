//! More rows than are read at once.

use puente::actions;
use puente::actions::rates::{Correcting, changes, seen};
use puente::domain::currency::Currency;
use puente::domain::ids::LedgerEntryId;
use puente::domain::project::Status;
use puente::exchange::rates::RateFormat;
use puente::store::{projects, rates};
use rust_decimal::Decimal;
use time::macros::date;

use super::{file, pledge_of_2023};
use crate::harness::World;

const YEAR: &[u8] = b"currency,kind,valid_from_on,valid_to_on,units_per_usd,source\nCOP,annual,2023-01-01,,4000,Test\n";

/// As many further revisions of the one pledge, each of COP 4 000 000 and converted with its rate.
async fn revised(world: &World, count: i64) {
    let rows = format!("WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {count})");
    for sql in [
        format!(
            "INSERT INTO event (number, kind, occurred_at, project_id, pledge_id, organisation_id, public, hash)
             {rows} SELECT 10000 + n, 'pledge_revised', occurred_at, project_id, pledge_id, organisation_id, '{{}}', hash
             FROM many JOIN event ON number = (SELECT event_number FROM ledger_entry WHERE kind = 'pledge')"
        ),
        format!(
            "INSERT INTO ledger_entry (id, kind, parent_id, pledge_id, organisation_id, support, finance_type, amount_minor,
                currency, dated_on, event_number, on_behalf, created_at)
             {rows} SELECT 10000 + n, 'revision', id, pledge_id, organisation_id, support, finance_type, 400000000,
                currency, dated_on, 10000 + n, FALSE, created_at FROM many JOIN ledger_entry ON kind = 'pledge'"
        ),
        format!(
            "INSERT INTO conversion (id, ledger_entry_id, exchange_rate_id, usd_minor, event_number, created_at,
                units_per_usd)
             {rows} SELECT 10000 + n, 10000 + n, exchange_rate_id, 100000, 10000 + n, created_at, units_per_usd
             FROM many JOIN conversion ON id = 1"
        ),
    ] {
        world.sql(&sql).await.expect("rows");
    }
}

#[rocket::async_test]
async fn a_corrected_rate_converts_all_that_rests_on_it_however_much_it_is() {
    let world = World::new().await;
    pledge_of_2023(&world).await;
    actions::rates::import(
        world.ctx(),
        None,
        &file(YEAR, RateFormat::Plain),
        actions::rates::Taking::IN,
    )
    .await
    .expect("an import");
    revised(&world, 1_500).await;
    let wrong = rates::list(world.db().primary(), rates::Filter::default(), 1).await;
    let wrong = wrong.expect("rates").remove(0);
    let units = Decimal::from(5000);
    let all = changes(world.db().primary(), &wrong, units).await.expect("changes");
    assert_eq!(all.len(), 1_501);
    assert!(
        all.iter()
            .skip(1)
            .all(|one| one.before.is_some() && one.after.usd.minor() == 800_00)
    );
    let correcting = Correcting {
        units_per_usd: units,
        source: "Otra lectura",
        reason: "El archivo traía el número de otro año",
        seen: &seen(&all),
    };
    let admin = world.actor("admin@demo.example").await;
    let done = actions::rates::correct(world.ctx(), &admin, wrong.id.0, correcting).await;
    assert_eq!(done.expect("corrected"), 1_501);
    let left = rates::uses(
        world.db().primary(),
        wrong.key(),
        LedgerEntryId(0),
        LedgerEntryId(i64::MAX),
    )
    .await;
    assert_eq!(left.expect("read"), [], "nothing rests on the wrong rate any longer");
}

#[rocket::async_test]
async fn a_cost_converts_behind_more_costs_without_a_rate_than_are_read_at_once() {
    let world = World::new().await;
    world.project("CO", Status::Draft).await;
    world
        .sql(
            "INSERT INTO project (code, provenance, status, title_es, title_en, description_es, description_en, pillar,
                country, budget_currency, budget_on, contact_office, requirement_minor, search, demonstration,
                created_at, changed_at, version)
             WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 1200)
             SELECT 'T-' || n, provenance, status, title_es, title_en, description_es, description_en, pillar, country,
                'EUR', budget_on, contact_office, 100, search, demonstration, created_at, changed_at, version
             FROM many JOIN project ON project.provenance = 'registered'",
        )
        .await
        .expect("projects");
    let mut facts = world.facts("CO").await;
    facts.budget_currency = Currency::COP;
    facts.budget_on = Some(date!(2023 - 05 - 10));
    let officer = world.actor("officer@demo.example").await;
    let code = actions::projects::create(world.ctx().numbered(&officer, &world.request_id()), &officer, &facts).await;
    let done = actions::rates::import(
        world.ctx(),
        None,
        &file(YEAR, RateFormat::Plain),
        actions::rates::Taking::IN,
    )
    .await;
    assert_eq!(done.expect("an import").converted, 1);
    let row = projects::by_code(world.db().primary(), &code.expect("a draft"))
        .await
        .expect("read");
    assert_eq!(row.expect("the draft").requirement_usd_minor, Some(250_00));
}
