//! While many write, each answer is the whole of one data version and of no other: every figure on it equals a new count
//! of the public history up to the event that it names.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use puente::actions::money::{NewCommitment, NewDisbursement};
use puente::actions::pledges::Intent;
use puente::actions::{self, Context};
use puente::domain::currency::Currency;
use puente::domain::money::Money;
use puente::domain::pledge::Decision;
use puente::domain::project::Status;
use puente::store::events;
use rocket::futures::future::join_all;
use rocket::tokio::join;
use rocket::tokio::time::sleep;
use serde_json::Value;

use super::Served;
use crate::harness::World;

const WRITERS: usize = 16;
/// Answers that each reader compares while the writers write.
const READS: usize = 250;

/// Promised, signed and declared, in US cents.
type Figures = [i64; 3];

/// The figures of the public history up to each event, by its number.
async fn counted(world: &World) -> BTreeMap<i64, Figures> {
    let mut all = BTreeMap::from([(0, [0; 3])]);
    let mut figures = [0; 3];
    let mut last = 0;
    loop {
        let rows = events::since(world.db().primary(), last, 500).await.expect("events");
        let Some(newest) = rows.last() else { return all };
        last = newest.number;
        for row in rows {
            let at = match row.kind.as_str() {
                "pledge_verified" => Some(0),
                "commitment_signed" => Some(1),
                "disbursement_declared" => Some(2),
                _ => None,
            };
            if let Some(at) = at {
                let public: Value = serde_json::from_str(&row.public).expect("JSON");
                figures[at] += public["entry"]["amount_minor"].as_i64().expect("an amount");
            }
            all.insert(row.number, figures);
        }
    }
}

/// The figures of a JSON view with its version.
fn shown(json: &Value) -> (i64, Figures) {
    let totals = &json["item"]["totals"];
    let figures = ["pledged", "committed", "declared"].map(|name| {
        let amount = totals[name]["amount"].as_str().expect("an amount");
        Money::parse_plain(amount, Currency::USD).expect("an amount").minor()
    });
    (json["as_of"].as_i64().expect("a version"), figures)
}

/// Promises, which an officer verifies, signs a part, and pays a part of that, for as long as somebody reads.
async fn write(world: &World, served: &Served, project: &str, reading: &Cell<usize>) {
    let ctx = Context {
        db: &served.db,
        ..world.ctx()
    };
    let bank = world.actor("banco@demo.example").await;
    let officer = world.actor("officer@demo.example").await;
    let today = world.now().local_date();
    let usd = |minor| Money::new(minor, Currency::USD);
    while reading.get() > 0 {
        let mut terms = world.terms(project).await;
        terms.amount = usd(1_000_00);
        let id = world.request_id();
        let reference = actions::pledges::create(ctx.numbered(&bank, &id), &bank, &terms, Intent::Submit).await;
        let reference = reference.expect("a pledge");
        actions::pledges::review(ctx, &officer, &reference, None, Decision::Verify, "Se revisó")
            .await
            .expect("verified");
        let new_commitment = NewCommitment {
            amount: usd(700_00),
            drawdown: None,
            receiver: None,
            signed_on: today,
            own_reference: "C-1",
            document: None,
            tranches: &[],
        };
        let id = world.request_id();
        let commitment = actions::money::sign(ctx.numbered(&bank, &id), &bank, &reference, None, new_commitment).await;
        let new_disbursement = NewDisbursement {
            amount: usd(300_00),
            drawdown: None,
            paid_on: today,
            bank_reference: "T-1",
        };
        let id = world.request_id();
        actions::money::pay(
            ctx.numbered(&bank, &id),
            &bank,
            commitment.expect("a commitment"),
            new_disbursement,
        )
        .await
        .expect("a disbursement");
    }
}

#[rocket::async_test]
async fn every_answer_equals_a_new_count_at_its_own_version_while_sixteen_writers_write() {
    let world = World::new().await;
    let served = Served::of(&world).await;
    let project = world.project("CO", Status::SeekingFunding).await;
    served.db.follow().await.expect("the version");
    let paths = [
        format!("/es/projects/{project}.json"),
        "/en/summary.json".to_owned(),
        "/es/partners/banco-demo.json".to_owned(),
        format!("/en/totals/project/{project}.json"),
    ];
    let reading = Cell::new(paths.len());
    let writers = join_all((0..WRITERS).map(async |_| write(&world, &served, &project, &reading).await));
    let readers = join_all(paths.iter().map(async |path| {
        let mut read = Vec::new();
        while read.len() < READS {
            let known = served.db.version();
            let answer = served.get(path, &[]).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            let (version, figures) = shown(&answer.json());
            assert!(version >= known, "{path} shows {version} when {known} was written");
            read.push((path, version, figures));
            // What is read next is of another version.
            while served.db.version() == version {
                sleep(Duration::from_millis(1)).await;
            }
        }
        reading.set(reading.get() - 1);
        read
    }));
    let (_, read) = join!(writers, readers);
    let counted = counted(&world).await;
    let read: Vec<_> = read.into_iter().flatten().collect();
    for (path, version, figures) in &read {
        assert_eq!(*figures, counted[version], "{path} as of {version}");
    }
    let versions: BTreeSet<i64> = read.iter().map(|(_, version, _)| *version).collect();
    assert_eq!(read.len(), paths.len() * READS);
    assert!(versions.len() >= READS, "{versions:?}");
    assert_eq!(Some(&served.db.version()), counted.keys().max());
    served.db.close().await;
}
