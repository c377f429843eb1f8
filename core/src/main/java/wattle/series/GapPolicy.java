package wattle.series;

import java.time.Duration;

/// What to do with energy that meets no value. Chosen by the caller and recorded in the result.
public sealed interface GapPolicy {

    /// For how long the last value is held beyond its interval; zero where it is not.
    default Duration atMost() {
        return Duration.ZERO;
    }

    /// Refuse: a result needs a value for all energy.
    record Fail() implements GapPolicy {
        @Override
        public String toString() {
            return "fail";
        }
    }

    /// Leave that energy out of the carbon; the coverage says how much.
    record LeaveOut() implements GapPolicy {
        @Override
        public String toString() {
            return "leave-out";
        }
    }

    /// Let the last value hold for at most `atMost` beyond its interval, which is longer than zero;
    /// energy further away from a value is left out.
    record Hold(Duration atMost) implements GapPolicy {
        public Hold {
            if (atMost.isNegative() || atMost.isZero()) {
                throw new IllegalArgumentException(
                        "a value can be held for a time longer than zero only: " + atMost);
            }
        }

        @Override
        public String toString() {
            return "hold:" + atMost;
        }
    }
}
