//! Chance that is the same for the same number.

/// Draws that follow from a number and from nothing else (SplitMix64).
#[derive(Debug, Clone)]
pub(super) struct Draw(u64);

impl Draw {
    /// The draws of one thing; different `topic`s of it do not depend on each other.
    pub fn of(number: usize, topic: u64) -> Self {
        let mut draw =
            Self((number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ topic.wrapping_mul(0xd134_2543_de82_ef95));
        draw.next();
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is above zero.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = usize::try_from(most - least).unwrap_or(0) + 1;
        least + i64::try_from(self.below(span)).unwrap_or(0)
    }

    /// Whether something happens that happens in `percent` of all cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some things, by their weights. There is at least one.
    pub fn weighted<T: Copy>(&mut self, choices: &[(T, usize)]) -> T {
        let sum: usize = choices.iter().map(|(_, weight)| weight).sum();
        let mut at = self.below(sum);
        for (choice, weight) in choices {
            if at < *weight {
                return *choice;
            }
            at -= weight;
        }
        choices[0].0
    }

    /// One of many things of which a few are chosen often and most seldom, as a position: the weight of a position is
    /// that of its rank, one over two, over three and so on.
    pub fn ranked(&mut self, sums: &RankSums) -> usize {
        let all = sums.0.last().copied().unwrap_or(1);
        let at = self.below(all);
        sums.0.partition_point(|sum| *sum <= at)
    }
}

/// The running sums of the weights of ranks.
#[derive(Debug)]
pub(super) struct RankSums(Vec<usize>);

impl RankSums {
    /// For so many ranks; `even` is the weight that each has besides that of its rank.
    pub fn new(count: usize, even: usize) -> Self {
        let mut sum = 0;
        let weights = (1..=count).map(|rank| {
            sum += 10_000 / rank + even;
            sum
        });
        Self(weights.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_draws_the_same_and_another_one_something_else() {
        let draw = |number| {
            let mut draw = Draw::of(number, 1);
            [draw.below(1_000), draw.below(1_000), draw.below(1_000)]
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn a_few_ranks_are_drawn_often_and_all_of_them_sometimes() {
        let sums = RankSums::new(100, 20);
        let mut times = [0_usize; 100];
        for number in 0..20_000 {
            times[Draw::of(number, 1).ranked(&sums)] += 1;
        }
        assert!(times[0] > 10 * times[50], "{times:?}");
        assert!(times.iter().all(|times| *times > 0), "{times:?}");
    }
}
