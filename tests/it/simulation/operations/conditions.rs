//! Stating conditions and meeting them, the days of plans, and the comparison of what is late.

use std::collections::BTreeSet;

use puente::actions;
use puente::actions::conditions::PendingSubject;
use puente::domain::fulfilment::PendingReason;
use puente::domain::ids::{ConditionId, LedgerEntryId};
use puente::domain::lateness::Overdue as Found;
use puente::domain::party::Party;
use puente::store::plans::{self, Scope};
use puente::store::{Source as _, fulfilments, pledges};
use time::{Date, Duration};

use super::super::cast::{ORGANISATIONS, by_slug};
use super::super::model::lateness::{Condition, Days, Overdue};
use super::super::model::refusals::Reasons;
use super::super::model::{Home, Subject};
use super::super::play::Simulation;
use super::REASON;

/// Most conditions of one pledge or commitment.
const CONDITIONS: usize = 6;

fn shown(found: &Found) -> Overdue {
    let by = found.why.back().map(|(by, _)| by);
    (
        found.commitment.map(|id| id.0),
        found.why.code(),
        by,
        found.since_on,
        found.days,
        i128::from(found.open.minor()),
        found.stopped_by,
    )
}

impl Simulation<'_> {
    /// When a pledge is to be paid, if it says so: days after it, and thousandths of it.
    pub(super) fn planned_days(&mut self) -> Vec<(i64, i128)> {
        let mut planned = Vec::new();
        let mut left = 1_000;
        while planned.len() < 4 && left > 0 && !self.random.one_in(3) {
            let part = self.random.number(1, left);
            left -= part;
            planned.push((self.random.number(0, 500), i128::from(part)));
        }
        planned
    }

    /// The days that a commitment names itself, if it names any.
    pub(super) fn schedule(&mut self, minor: i128, on: Date) -> Days {
        let mut days = Days::new();
        let mut left = minor.clamp(0, 1_000_000_000_000);
        while days.len() < 3 && left > 0 && self.random.one_in(2) {
            let part = self.some_of(left);
            left -= part;
            days.push((on + Duration::days(self.random.number(0, 200)), part));
        }
        days
    }

    /// At whose initiative money goes back, where that is said.
    pub(super) fn initiative(&mut self) -> Option<Party> {
        self.random.one_in(2).then(|| self.random.pick(Party::ALL))
    }

    /// A condition is stated, of a pledge as a whole or of a commitment, or one of them is met.
    pub(super) async fn state_or_meet(&mut self) -> bool {
        let mut found = Vec::new();
        for home in self.homes() {
            let commitments = self
                .model
                .state(&home)
                .commitments
                .keys()
                .map(|id| (home.clone(), Some(*id)));
            found.extend(commitments);
            if matches!(&home, Home::Pledge(reference) if self.model.pledges[reference].is_public()) {
                found.push((home, None));
            }
        }
        let Some((home, commitment)) = self.one_of(&found) else {
            return false;
        };
        let slug = self.model.giving(&home).lead.slug;
        let email = by_slug(slug).email.unwrap_or("officer@demo.example");
        let who = self.people[email];
        let today = self.today();
        let reference = match &home {
            Home::Pledge(reference) => reference.clone(),
            Home::Direct(_) => String::new(),
        };
        let subject_of_wait = match commitment {
            Some(id) => PendingSubject::Commitment(id),
            None => PendingSubject::Pledge(&reference),
        };
        let open = |one: &&mut Condition| one.commitment == commitment && one.met_on.is_none();
        let ctx = self.ctx();
        let conditions = self.model.conditions_mut(&home);
        let count = conditions.len();
        if let Some(known) = conditions.iter_mut().find(open) {
            known.met_on = Some(today);
            let (id, stated) = (known.id, known.stated_on);
            self.report("state or meet condition", &(&home, commitment, id), &Reasons::default());
            let done = actions::conditions::meet(ctx, &who, subject_of_wait, ConditionId(id)).await;
            self.judge(&Reasons::default(), done);
            if stated < today {
                self.saw("clock stopped for a while");
            }
        } else if count < CONDITIONS {
            let party = self.random.pick(Party::ALL);
            self.report(
                "state or meet condition",
                &(&home, commitment, party),
                &Reasons::default(),
            );
            let request = self.world.request_id();
            let done =
                actions::conditions::state(ctx.numbered(&who, &request), &who, subject_of_wait, party, REASON).await;
            self.judge(&Reasons::default(), done);
            let newest = "SELECT MAX(id) AS number FROM waiting_condition";
            let id = self.world.db().primary().number(newest, vec![]).await.expect("read");
            self.model.conditions_mut(&home).push(Condition {
                id,
                commitment,
                party,
                stated_on: today,
                met_on: None,
            });
        } else {
            return false;
        }
        self.touch_home(&home);
        true
    }

    fn saw_late(&mut self, home: &Home, late: &[Overdue]) {
        for (commitment, why, by, _, _, _, stopped) in late {
            let inherits = |id: &i64| matches!(home, Home::Pledge(_)) && self.model.names_no_days(home, *id);
            let sight = match (commitment, *why) {
                (None, "planned") => "late by its promise",
                (Some(id), "planned") if inherits(id) => "late by its pledge's days",
                (Some(_), "planned") => "late by its commitment",
                (_, "refund") => "open after a refund",
                _ => "open after an end",
            };
            self.saw(sight);
            if stopped.is_some() && *by != Some(Party::Provider) {
                self.saw("clock stopped");
            }
        }
    }

    /// Compares what is late of the subjects of an action.
    pub async fn compare_late(&mut self, subjects: &BTreeSet<Subject>) {
        let mut homes = BTreeSet::new();
        for subject in subjects {
            match subject {
                Subject::Project(code) => homes.extend(self.model.projects[code].homes.iter().cloned()),
                Subject::Pledge(reference) => {
                    homes.insert(Home::Pledge(reference.clone()));
                }
            }
        }
        homes.retain(|home| !self.model.rows(home).is_empty());
        let (mut references, mut direct) = (Vec::new(), Vec::new());
        for home in &homes {
            match home {
                Home::Pledge(reference) => references.push(reference.clone()),
                Home::Direct(id) => direct.push(LedgerEntryId(*id)),
            }
        }
        let mut keys = Vec::new();
        for reference in &references {
            let row = pledges::by_reference(self.world.db().primary(), reference)
                .await
                .expect("read");
            keys.push(row.expect("the pledge").key());
        }
        let known = fulfilments::of_accounts(self.world.db().primary(), &keys, &direct)
            .await
            .expect("read");
        let today = self.today();
        let all_direct = known.dues(None, None, today).overdue();
        for home in &homes {
            let mut found: Vec<Overdue> = match home {
                Home::Pledge(reference) => {
                    let at = references.iter().position(|one| one == reference).expect("listed");
                    let until = self.model.pledges[reference].valid_until;
                    let dues = known.dues(Some(keys[at]), until, today);
                    dues.overdue().iter().map(shown).collect()
                }
                Home::Direct(id) => {
                    let own = all_direct
                        .iter()
                        .filter(|one| one.commitment == Some(LedgerEntryId(*id)));
                    own.map(shown).collect()
                }
            };
            found.sort_unstable();
            let must = self.model.overdue(home, today);
            assert_eq!(found, must, "what is late of {home:?} on {today}");
            self.saw_late(home, &must);
        }
    }

    /// Compares the lists of what is late, of each organisation and of all, with the model.
    pub async fn compare_late_lists(&mut self) {
        let today = self.today();
        let mut scopes = vec![(None, Scope::Late(None))];
        scopes.extend(ORGANISATIONS.iter().map(|one| {
            let id = self.organisations[one.slug];
            (Some(one.slug), Scope::LateOf(id))
        }));
        for (slug, scope) in scopes {
            let listed = plans::open(self.world.db().primary(), &scope, today)
                .await
                .expect("read");
            let mut found = BTreeSet::new();
            for row in &listed.rows {
                let home = match (&row.pledge_reference, row.commitment_id) {
                    (Some(reference), _) => Home::Pledge(reference.clone()),
                    (None, id) => Home::Direct(id.expect("a direct commitment").0),
                };
                for wait in row.pending(&listed.known, today) {
                    if let PendingReason::Overdue(overdue) = &wait {
                        found.insert((home.clone(), shown(overdue)));
                    }
                }
            }
            let homes = self.model.pledges.keys().cloned().map(Home::Pledge);
            let homes = homes.chain(self.model.directs.keys().copied().map(Home::Direct));
            let mut must = BTreeSet::new();
            for home in homes.filter(|home| slug.is_none_or(|slug| self.model.giving(home).lead.slug == slug)) {
                let late = self.model.overdue(&home, today);
                must.extend(late.into_iter().map(|one| (home.clone(), one)));
            }
            if listed.cut {
                assert!(found.is_subset(&must), "{scope:?} on {today}");
            } else {
                assert_eq!(found, must, "{scope:?} on {today}");
                if !must.is_empty() {
                    self.saw("late, found in the lists");
                }
            }
        }
    }
}
