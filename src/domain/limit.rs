//! How often something may be done within a span of time. People at work never meet these bounds; who does is told
//! when to try again, and loses nothing that was typed.

use super::timestamp::Timestamp;

/// So many times within a window, which begins with the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The stable word under which it is counted.
    pub code: &'static str,
    pub times_max: i64,
    pub window_seconds: i64,
}

/// Sign-ins that fail, for one e-mail address, known or not.
pub const SIGN_IN_BY_ACCOUNT: Limit = Limit {
    code: "sign_in_account",
    times_max: 10,
    window_seconds: 15 * 60,
};
/// Sign-ins that fail, from one network: an office, or the many people behind one address of a telephone company.
pub const SIGN_IN_BY_NETWORK: Limit = Limit {
    code: "sign_in_network",
    times_max: 100,
    window_seconds: 15 * 60,
};
/// Sign-ins that fail, from a device on which the account signed in before; those of others are not counted here.
pub const SIGN_IN_BY_DEVICE: Limit = Limit {
    code: "sign_in_device",
    times_max: 10,
    window_seconds: 15 * 60,
};
/// Old passwords that somebody who is signed in types to choose a new one.
pub const OLD_PASSWORDS: Limit = Limit {
    code: "old_password",
    times_max: 10,
    window_seconds: 15 * 60,
};
/// Invitations by one administrator.
pub const INVITATIONS: Limit = Limit {
    code: "invitation",
    times_max: 30,
    window_seconds: 60 * 60,
};
/// Forms that one person sends.
pub const SUBMISSIONS: Limit = Limit {
    code: "request_record",
    times_max: 60,
    window_seconds: 60,
};
/// Forms with a file that one person sends.
pub const UPLOADS: Limit = Limit {
    code: "upload",
    times_max: 30,
    window_seconds: 60,
};
/// Forms that come from one network without a session; signing in has its own limits.
pub const PUBLIC_SUBMISSIONS: Limit = Limit {
    code: "public_submission",
    times_max: 60,
    window_seconds: 60,
};

/// What was counted of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub times: i64,
    /// When the window began.
    pub since: Timestamp,
}

/// A limit was met: when its window ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too often: {}", .limit.code)]
pub struct TooOften {
    pub limit: Limit,
    pub again_at: Timestamp,
}

impl TooOften {
    /// Seconds until it can be tried again; at least one.
    #[must_use]
    pub fn wait_seconds(&self, now: Timestamp) -> i64 {
        self.again_at.seconds_since(now).max(1)
    }
}

impl Limit {
    /// The first instant of a window that is still open at `now`; an older one is over.
    #[must_use]
    pub fn open_since(&self, now: Timestamp) -> Timestamp {
        now.plus_seconds(1 - self.window_seconds)
    }

    /// Whether a window that began then is over. One that begins long after `now` was stamped by a clock that was wrong.
    #[must_use]
    pub fn is_over(&self, since: Timestamp, now: Timestamp) -> bool {
        since < self.open_since(now) || since > now.plus_seconds(self.window_seconds)
    }

    /// Refuses what is beyond the limit, the one that was just counted being part of `used`.
    ///
    /// # Errors
    /// [`TooOften`].
    pub fn check(&self, used: Used) -> Result<(), TooOften> {
        if used.times > self.times_max {
            return Err(TooOften {
                limit: *self,
                again_at: used.since.plus_seconds(self.window_seconds),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_limit_lets_so_many_pass_until_its_window_ends() {
        let (limit, since) = (SIGN_IN_BY_ACCOUNT, at("2026-11-23T17:00:00Z"));
        assert_eq!(limit.check(Used { times: 10, since }), Ok(()));
        let refused = limit.check(Used { times: 11, since }).unwrap_err();
        assert_eq!(refused.again_at, at("2026-11-23T17:15:00Z"));
        assert_eq!(refused.wait_seconds(at("2026-11-23T17:14:00Z")), 60);
        assert_eq!(refused.wait_seconds(at("2026-11-23T18:00:00Z")), 1);
        for (now, over) in [
            ("2026-11-23T17:14:59Z", false),
            ("2026-11-23T17:15:00Z", true),
            ("2026-11-23T16:45:00Z", false),
            ("2026-11-23T16:44:59Z", true),
        ] {
            assert_eq!(limit.is_over(since, at(now)), over, "{now}");
        }
    }
}
