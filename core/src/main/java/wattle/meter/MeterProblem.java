package wattle.meter;

/// Why a meter gives no reading. The first two are answers about a machine, the third is an error.
public sealed interface MeterProblem {

    /// What there is no reading of, and where it was looked for.
    String what();

    /// In one sentence, with what to do about it.
    String text();

    /// There is no such meter here.
    record NotPresent(String what) implements MeterProblem {
        @Override
        public String text() {
            return what + " is not there";
        }
    }

    /// The meter is there and may not be read; `remedy` says what to do.
    record NoPermission(String what, String remedy) implements MeterProblem {
        @Override
        public String text() {
            return what + " may not be read: " + remedy;
        }
    }

    /// The meter is there and a reading failed.
    record Unreadable(String what, String why) implements MeterProblem {
        @Override
        public String text() {
            return what + " could not be read: " + why;
        }
    }
}
