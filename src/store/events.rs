//! The chain of events: appending, reading, redacting a text.

use sea_orm::FromQueryResult;

use super::record::{EventLine, EventTextLine};
use super::{Result, Snapshot, Source, StoreError, Tx};
use crate::domain::event::{self, EventKind, NewEvent};
use crate::domain::ids::{OrganisationId, PledgeId, ProjectId};
use crate::domain::timestamp::Timestamp;

/// What an event is about, for the lists of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    pub project: Option<ProjectId>,
    pub pledge: Option<PledgeId>,
    pub organisation: Option<OrganisationId>,
}

/// An event as stored: `public` holds the exact bytes that are hashed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EventRow {
    pub number: i64,
    pub kind: String,
    pub occurred_at: Timestamp,
    pub public: String,
    pub hash: String,
    pub project_code: Option<String>,
    pub project_title_es: Option<String>,
    pub project_title_en: Option<String>,
    pub pledge_reference: Option<String>,
    pub organisation_name_es: Option<String>,
    pub organisation_name_en: Option<String>,
    /// Place of a pledge that is for no project.
    pub place_name: Option<String>,
}

/// A text beside an event; `content` is `None` once it was redacted.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TextRow {
    pub event_number: i64,
    pub field: String,
    pub salt: Option<String>,
    pub content: Option<String>,
    pub redacted_by_event: Option<i64>,
}

const SELECT: &str = "SELECT event.number AS number, event.kind AS kind, event.occurred_at AS occurred_at,
    event.public AS public, event.hash AS hash, project.code AS project_code,
    project.title_es AS project_title_es, project.title_en AS project_title_en,
    pledge.reference AS pledge_reference, organisation.name_es AS organisation_name_es,
    organisation.name_en AS organisation_name_en, place.name AS place_name
    FROM event
    LEFT JOIN project ON project.id = event.project_id
    LEFT JOIN pledge ON pledge.id = event.pledge_id
    LEFT JOIN place ON place.id = pledge.place_id
    LEFT JOIN organisation ON organisation.id = event.organisation_id";

/// An event as the next link of the chain.
pub(super) struct Link {
    /// The exact bytes that are hashed.
    pub public: String,
    pub hash: [u8; 32],
    /// One for each text of the event, in their order.
    pub salts: Vec<String>,
}

/// Makes an event the link that follows `previous`.
///
/// # Errors
/// [`StoreError::Unusable`] when the machine gives no random salt.
pub(super) fn link(number: i64, previous: &[u8; 32], at: Timestamp, event: &NewEvent) -> Result<Link> {
    let salts: Vec<String> = event
        .texts
        .iter()
        .map(|_| crate::secret::token().map_err(StoreError::Unusable))
        .collect::<Result<_>>()?;
    let digests: Vec<(&str, String)> = event
        .texts
        .iter()
        .zip(&salts)
        .map(|(text, salt)| (text.field, event::text_digest(salt, &text.content)))
        .collect();
    let public = event::public_bytes(number, at, event, &digests);
    let hash = event::chain_hash(previous, &public);
    Ok(Link { public, hash, salts })
}

/// Appends an event and gives its number. The chain cannot fork: there is one writer at a time.
///
/// # Errors
/// [`StoreError`].
pub async fn append(tx: &Tx, event: &NewEvent, about: About) -> Result<i64> {
    let heads = tx.heads().await?;
    let number = heads.event + 1;
    let Link { public, hash, salts } = link(number, &heads.hash, tx.now(), event)?;
    let line = EventLine {
        number,
        kind: event.kind,
        occurred_at: tx.now(),
        project_id: about.project,
        pledge_id: about.pledge,
        organisation_id: about.organisation,
        public,
        hash: event::hex(&hash),
    };
    let texts = event.texts.iter().zip(salts).map(|(text, salt)| EventTextLine {
        event_number: number,
        field: text.field,
        salt,
        content: text.content.clone(),
    });
    tx.record(|record| {
        record.event.push(line);
        record.event_text.extend(texts);
    })
    .await?;
    tx.advance(|heads| (heads.event, heads.hash) = (number, hash));
    Ok(number)
}

#[derive(FromQueryResult)]
struct AboutRow {
    project_id: Option<ProjectId>,
    pledge_id: Option<PledgeId>,
    organisation_id: Option<OrganisationId>,
}

/// What event `number` is about.
///
/// # Errors
/// [`StoreError`].
pub async fn about(source: &impl Source, number: i64) -> Result<About> {
    let row: Option<AboutRow> = source
        .one(
            "SELECT project_id, pledge_id, organisation_id FROM event WHERE number = $1",
            values![number],
        )
        .await?;
    Ok(row.map_or_else(About::default, |row| About {
        project: row.project_id,
        pledge: row.pledge_id,
        organisation: row.organisation_id,
    }))
}

/// Erases a text and its salt, pointing at the event that says so. False when there is no such text left.
///
/// # Errors
/// [`StoreError`].
pub async fn redact(tx: &Tx, number: i64, field: &str, by_event: i64) -> Result<bool> {
    let erased = tx
        .run(
            "UPDATE event_text SET salt = NULL, content = NULL, redacted_by_event = $1
             WHERE event_number = $2 AND field = $3 AND content IS NOT NULL",
            values![by_event, number, field],
        )
        .await?;
    erase_copies(tx, number, field).await?;
    Ok(erased > 0)
}

/// What stands in a working copy in place of a reason that was erased, because a reason may not be empty. Readers see
/// it in their own words.
pub(super) const ERASED: &str = "[texto retirado]";

/// Empties the working copies of a redacted text: those of its pledge, and the reason of a change of status or state.
async fn erase_copies(tx: &Tx, number: i64, field: &str) -> Result<()> {
    let column = match field {
        "conditions" => "conditions",
        "authorised_by" => "authorised_by",
        "note" => "note",
        "review_reason" => {
            tx.run(
                "UPDATE pledge_change SET reason = $2 WHERE to_state = 'verified'
                    AND pledge_id = (SELECT pledge_id FROM event WHERE number = $1 AND kind = 'pledge_verified')",
                values![number, ERASED],
            )
            .await?;
            tx.run(
                "UPDATE proposal_change SET reason = $2 WHERE to_state = 'verified'
                    AND proposal_id IN (SELECT proposal.id FROM proposal
                        JOIN ledger_entry AS entry ON entry.id = proposal.ledger_entry_id WHERE entry.event_number = $1)",
                values![number, ERASED],
            )
            .await?;
            return Ok(());
        }
        "reason" => {
            tx.run(
                "UPDATE project_status_change SET reason = $2 WHERE event_number = $1",
                values![number, ERASED],
            )
            .await?;
            tx.run(
                "UPDATE pledge_change SET reason = $2 WHERE to_state IN ('withdrawn', 'lapsed')
                    AND pledge_id = (SELECT pledge_id FROM event
                        WHERE number = $1 AND kind IN ('pledge_withdrawn', 'pledge_lapsed'))",
                values![number, ERASED],
            )
            .await?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let sql = format!("UPDATE pledge SET {column} = '' WHERE id = (SELECT pledge_id FROM event WHERE number = $1)");
    tx.run(&sql, values![number]).await?;
    Ok(())
}

/// The newest event's number, which is the data version; 0 before the first.
///
/// # Errors
/// [`StoreError`].
pub async fn data_version(source: &impl Source) -> Result<i64> {
    source
        .number("SELECT COALESCE(MAX(number), 0) AS number FROM event", vec![])
        .await
}

/// Events before `before` (or the newest), newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn newest(source: &impl Source, before: Option<i64>, limit: i64) -> Result<Vec<EventRow>> {
    source
        .all(
            &format!("{SELECT} WHERE event.number < $1 ORDER BY event.number DESC LIMIT $2"),
            values![before.unwrap_or(i64::MAX), limit],
        )
        .await
}

/// Events from `after` on, oldest first: the chain as it is downloaded and checked.
///
/// # Errors
/// [`StoreError`].
pub async fn since(source: &impl Source, after: i64, limit: i64) -> Result<Vec<EventRow>> {
    source
        .all(
            &format!("{SELECT} WHERE event.number > $1 ORDER BY event.number LIMIT $2"),
            values![after, limit],
        )
        .await
}

/// A line of the chain as it is downloaded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LineRow {
    pub number: i64,
    pub kind: EventKind,
    pub hash: String,
    pub public: String,
}

/// Lines read at a time.
const LINES: i64 = 500;

/// Hands every line of the chain to `each`, with the texts beside it, oldest first, as one snapshot has them. Ends at the
/// first that fails.
///
/// # Errors
/// Whatever `each` returns, or [`StoreError`].
pub async fn chain<E: From<StoreError>>(
    snapshot: &Snapshot,
    mut each: impl FnMut(LineRow, Vec<TextRow>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut last = 0;
    loop {
        let sql = "SELECT number, kind, hash, public FROM event WHERE number > $1 ORDER BY number LIMIT $2";
        let lines: Vec<LineRow> = snapshot.all(sql, values![last, LINES]).await?;
        let (Some(first), Some(newest)) = (lines.first(), lines.last()) else {
            return Ok(());
        };
        last = newest.number;
        let mut texts = texts(snapshot, first.number, last).await?.into_iter().peekable();
        for line in lines {
            let beside = std::iter::from_fn(|| texts.next_if(|text| text.event_number == line.number));
            let beside = beside.collect();
            each(line, beside)?;
        }
    }
}

/// The event with this number.
///
/// # Errors
/// [`StoreError`].
pub async fn get(source: &impl Source, number: i64) -> Result<Option<EventRow>> {
    source
        .one(&format!("{SELECT} WHERE event.number = $1"), values![number])
        .await
}

/// The events with these numbers, newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn numbered(source: &impl Source, numbers: &[i64]) -> Result<Vec<EventRow>> {
    // Asked also for none, so that a page takes the same number of statements whatever it shows.
    let wanted = if numbers.is_empty() {
        "NULL".to_owned()
    } else {
        super::placeholders(1, numbers.len())
    };
    source
        .all(
            &format!("{SELECT} WHERE event.number IN ({wanted}) ORDER BY event.number DESC"),
            numbers.iter().map(|number| (*number).into()).collect(),
        )
        .await
}

/// The newest events of a project.
///
/// # Errors
/// [`StoreError`].
pub async fn of_project(source: &impl Source, project: ProjectId, limit: i64) -> Result<Vec<EventRow>> {
    source
        .all(
            &format!("{SELECT} WHERE event.project_id = $1 ORDER BY event.number DESC LIMIT $2"),
            values![project, limit],
        )
        .await
}

/// The newest events of a pledge.
///
/// # Errors
/// [`StoreError`].
pub async fn of_pledge(source: &impl Source, pledge: PledgeId, limit: i64) -> Result<Vec<EventRow>> {
    source
        .all(
            &format!("{SELECT} WHERE event.pledge_id = $1 ORDER BY event.number DESC LIMIT $2"),
            values![pledge, limit],
        )
        .await
}

/// What a promise says of itself, and why it ended: the texts of the events of both, however much happened between.
///
/// # Errors
/// [`StoreError`].
pub async fn words_of_pledge(source: &impl Source, pledge: PledgeId) -> Result<Vec<TextRow>> {
    source
        .all(
            "SELECT event_number, field, salt, content, redacted_by_event FROM event_text
             WHERE event_number IN (SELECT number FROM event WHERE pledge_id = $1
                AND kind IN ('pledge_verified', 'pledge_withdrawn', 'pledge_lapsed'))
             ORDER BY event_number, field",
            values![pledge],
        )
        .await
}

/// The texts beside the events `from..=to`.
///
/// # Errors
/// [`StoreError`].
pub async fn texts(source: &impl Source, from: i64, to: i64) -> Result<Vec<TextRow>> {
    source
        .all(
            "SELECT event_number, field, salt, content, redacted_by_event FROM event_text
             WHERE event_number BETWEEN $1 AND $2 ORDER BY event_number, field LIMIT 5000",
            values![from, to],
        )
        .await
}
