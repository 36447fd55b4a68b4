//! A pledge at the head of a row of the worklist.

use schemars::JsonSchema;
use serde::Serialize;

use crate::store::pledges::PledgeRow;
use crate::web::guards::Visit;
use crate::web::parts::marks::Link;
use crate::web::parts::targets::pledge_target;
use crate::web::parts::texts::pick;

/// Which pledge it is, with its page in the office, whose it is and what it is for.
#[derive(Serialize, JsonSchema)]
pub(super) struct PledgeHead {
    pub reference: String,
    pub href: String,
    pub organisation: String,
    pub target: Link,
}

impl PledgeHead {
    pub fn of(visit: &Visit<'_>, row: &PledgeRow) -> Self {
        Self {
            reference: row.reference.clone(),
            href: visit.link(&format!("office/pledges/{}", row.reference)),
            organisation: pick(visit.language, &row.organisation_name_es, &row.organisation_name_en).to_owned(),
            target: pledge_target(visit, row).into(),
        }
    }
}
