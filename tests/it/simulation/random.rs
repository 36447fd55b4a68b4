//! Random numbers of a seed.

/// xorshift64*: small, fast, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from((self.next() >> 33) % u64::try_from(end.max(1)).expect("fits")).expect("fits")
    }

    pub fn number(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).expect("a range"))).expect("fits")
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Shares of at least one hundredth of a percent that add to 100 %.
    pub fn shares(&mut self, parts: usize) -> Vec<u32> {
        let mut cuts: Vec<u32> = (1..parts)
            .map(|_| u32::try_from(self.number(1, 9_999)).expect("small"))
            .collect();
        cuts.extend([0, 10_000]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}
