//! What was written down about a pledge or a direct commitment, line after line, and where it leads when it is read
//! from the beginning.

use std::collections::BTreeMap;

use puente::domain::currency::Currency;
use puente::domain::party::Party;
use time::Date;

use super::lateness::Days;
use super::valuation::{Valuation, part_of};

/// At which level a pledge stands: its own, or a project (by code) to which a part was earmarked.
pub type Level = Option<String>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The first figure, or a revision by the difference, with its worth if it brings money.
    Promise {
        minor: i128,
        usd: Option<i128>,
    },
    /// A part goes to a project, or back.
    Earmark {
        project: String,
        minor: i128,
        back: bool,
    },
    /// All that is open is withdrawn or lapses.
    End,
    Sign(Signed),
    Terminate {
        commitment: i64,
        minor: i128,
        /// On which day, and at whose initiative if that is said.
        back: (Date, Option<Party>),
    },
    Pay(Paid),
    /// The receiver said something.
    Answer {
        disbursement: i64,
        word: Word,
    },
    /// The payer published so much of it elsewhere.
    Publish {
        disbursement: i64,
        currency: Currency,
        minor: i128,
    },
    /// Less arrived, or something came back; it may be paid again only if it reopens the commitment.
    Less {
        disbursement: i64,
        minor: i128,
        reopens: bool,
        /// Of a refund: on which day, and at whose initiative if that is said.
        back: Option<(Date, Option<Party>)>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub id: i64,
    pub level: Level,
    /// What it uses of its pledge; none for a direct commitment.
    pub drawdown: Option<i128>,
    pub valuation: Valuation,
    pub on: Date,
    pub receiver: &'static str,
    /// What it was worth in another budget currency when it was converted.
    pub in_budget: Option<(Currency, i128)>,
    /// The days that it names itself.
    pub days: Days,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    pub id: i64,
    pub commitment: i64,
    pub drawdown: i128,
    pub valuation: Valuation,
    pub on: Date,
    /// Who declared it, by address.
    pub by: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Declared,
    Disputed,
    Received,
}

/// A pledge at one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub pledged: Valuation,
    pub open: Valuation,
    pub ended: Valuation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    pub level: Level,
    pub signed: Valuation,
    pub drawdown: Option<Valuation>,
    pub unpaid: Valuation,
    pub on: Date,
    pub receiver: &'static str,
    first: i128,
    in_budget: Option<(Currency, i128)>,
    /// Each termination, with what was signed before it.
    cuts: Vec<(i128, i128)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disbursement {
    pub commitment: i64,
    /// As it was declared.
    pub first: Valuation,
    pub net: Valuation,
    /// What the payer published of it last.
    pub published: Option<(Currency, i128)>,
    pub drawdown: Valuation,
    /// What it was worth at the signature.
    pub matched: Option<i128>,
    pub word: Word,
    pub on: Date,
    pub by: &'static str,
}

/// Where the rows lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    pub lines: BTreeMap<Level, Line>,
    pub commitments: BTreeMap<i64, Commitment>,
    pub disbursements: BTreeMap<i64, Disbursement>,
    /// Parts that came to a level by earmarking and have no worth yet.
    pub unconverted_parts: usize,
}

impl Line {
    const fn empty(currency: Currency) -> Self {
        let nothing = Valuation::nothing(currency);
        Self {
            pledged: nothing,
            open: nothing,
            ended: nothing,
        }
    }

    fn give(&mut self, more: Valuation) {
        self.pledged.put(more);
        self.open.put(more);
    }

    fn lose(&mut self, minor: i128) -> Valuation {
        let less = self.open.take(minor);
        self.pledged.put(Valuation {
            minor: -less.minor,
            usd: less.usd.map(|usd| -usd),
            ..less
        });
        less
    }
}

impl Disbursement {
    /// What the payer published, at the rate of the payment: dollars as they are, its own currency in proportion.
    pub fn published_valuation(&self) -> Option<Valuation> {
        let (currency, minor) = self.published?;
        let usd = if matches!(currency, Currency::USD | Currency::PAB) {
            Some(minor)
        } else {
            self.first.usd.map(|usd| part_of(usd, minor, self.first.minor))
        };
        Some(Valuation { currency, minor, usd })
    }
}

impl Commitment {
    /// What is signed in a project's budget currency: at face value, or as it was converted; less its terminations.
    pub fn in_budget(&self, currency: Currency) -> Option<i128> {
        let first = if self.signed.currency == currency {
            Some(self.first)
        } else {
            self.in_budget.filter(|(of, _)| *of == currency).map(|(_, minor)| minor)
        };
        let cut = |left, (part, before): &(i128, i128)| left - part_of(left, *part, *before);
        first.map(|first| self.cuts.iter().fold(first, cut))
    }
}

impl State {
    /// Reads the rows of a pledge in `currency`; a direct commitment has no use for it.
    pub fn of(currency: Currency, rows: &[Row]) -> Self {
        let mut state = Self::default();
        for row in rows {
            state.read(currency, row);
        }
        state
    }

    fn line(&mut self, level: &Level, currency: Currency) -> &mut Line {
        self.lines.entry(level.clone()).or_insert_with(|| Line::empty(currency))
    }

    fn read(&mut self, currency: Currency, row: &Row) {
        match row {
            Row::Promise { minor, .. } if *minor < 0 => {
                self.line(&None, currency).lose(-minor);
            }
            Row::Promise { minor, usd } => self.line(&None, currency).give(Valuation {
                currency,
                minor: *minor,
                usd: *usd,
            }),
            Row::Earmark { project, minor, back } => {
                let there = Some(project.clone());
                let (from, into) = if *back { (&there, &None) } else { (&None, &there) };
                let part = self.line(from, currency).lose(*minor);
                self.unconverted_parts += usize::from(part.usd.is_none());
                self.line(into, currency).give(part);
            }
            Row::End => {
                for line in self.lines.values_mut() {
                    let rest = line.open.take(line.open.minor);
                    line.ended.put(rest);
                }
            }
            Row::Sign(signed) => self.sign(signed),
            Row::Terminate { commitment, minor, .. } => self.terminate(*commitment, *minor),
            Row::Pay(paid) => {
                let commitment = self.commitments.get_mut(&paid.commitment).expect("a commitment");
                let drawdown = commitment.unpaid.take(paid.drawdown);
                let disbursement = Disbursement {
                    commitment: paid.commitment,
                    first: paid.valuation,
                    net: paid.valuation,
                    published: None,
                    drawdown,
                    matched: drawdown.usd,
                    word: Word::Declared,
                    on: paid.on,
                    by: paid.by,
                };
                self.disbursements.insert(paid.id, disbursement);
            }
            Row::Answer { disbursement, word } => {
                self.disbursements.get_mut(disbursement).expect("a disbursement").word = *word;
            }
            Row::Publish {
                disbursement,
                currency,
                minor,
            } => {
                self.disbursements
                    .get_mut(disbursement)
                    .expect("a disbursement")
                    .published = Some((*currency, *minor));
            }
            Row::Less {
                disbursement,
                minor,
                reopens,
                ..
            } => self.lessen(*disbursement, *minor, *reopens),
        }
    }

    fn sign(&mut self, signed: &Signed) {
        let drawdown = signed.drawdown.map(|minor| {
            let line = self.lines.get_mut(&signed.level).expect("a pledge at that level");
            line.open.take(minor)
        });
        let commitment = Commitment {
            level: signed.level.clone(),
            signed: signed.valuation,
            drawdown,
            unpaid: signed.valuation,
            on: signed.on,
            receiver: signed.receiver,
            first: signed.valuation.minor,
            in_budget: signed.in_budget,
            cuts: Vec::new(),
        };
        self.commitments.insert(signed.id, commitment);
    }

    fn terminate(&mut self, id: i64, minor: i128) {
        let commitment = self.commitments.get_mut(&id).expect("a commitment");
        let before = commitment.signed.minor;
        commitment.unpaid.take(minor);
        commitment.signed.take(minor);
        commitment.cuts.push((minor, before));
        if let Some(drawdown) = &mut commitment.drawdown {
            let back = drawdown.take(part_of(drawdown.minor, minor, before));
            let line = self.lines.get_mut(&commitment.level).expect("a pledge at that level");
            line.open.put(back);
        }
    }

    fn lessen(&mut self, id: i64, minor: i128, reopens: bool) {
        let disbursement = self.disbursements.get_mut(&id).expect("a disbursement");
        let before = disbursement.net.minor;
        disbursement.net.take(minor);
        disbursement.matched = disbursement.matched.map(|usd| usd - part_of(usd, minor, before));
        if reopens {
            let back = disbursement
                .drawdown
                .take(part_of(disbursement.drawdown.minor, minor, before));
            let commitment = self
                .commitments
                .get_mut(&disbursement.commitment)
                .expect("its commitment");
            commitment.unpaid.put(back);
        }
    }

    /// What the pledge comes to at all its levels.
    pub fn pledged(&self) -> i128 {
        self.lines.values().map(|line| line.pledged.minor).sum()
    }

    pub fn open_at(&self, level: &Level) -> i128 {
        self.lines.get(level).map_or(0, |line| line.open.minor)
    }
}
