package wattle.meter;

import java.util.List;

/// Why a meter gives no reading. The first two are answers about a machine, the third is an error.
public sealed interface MeterProblem {

    /// What there is no reading of, and where it was looked for.
    String what();

    /// In one sentence, with what to do about it.
    String text();

    /// In one short sentence, for a run: what to do about it is left to `wattle doctor`.
    default String brief() {
        return text();
    }

    /// There is no such meter here.
    ///
    /// @param hint why that may be so and what may help; empty where there is nothing to say
    record NotPresent(String what, String hint) implements MeterProblem {

        public NotPresent(String what) {
            this(what, "");
        }

        @Override
        public String text() {
            return what + " is not there" + (hint.isEmpty() ? "" : ": " + hint);
        }

        @Override
        public String brief() {
            return what + " is not there";
        }
    }

    /// The meter is there and may not be read; `remedy` says what to do.
    ///
    /// @param parts the ids of what it would have metered, which another source may give; empty
    ///   where they are not known
    record NoPermission(String what, String remedy, List<String> parts) implements MeterProblem {

        public NoPermission {
            parts = List.copyOf(parts);
        }

        public NoPermission(String what, String remedy) {
            this(what, remedy, List.of());
        }

        @Override
        public String text() {
            return what + " may not be read: " + remedy;
        }

        @Override
        public String brief() {
            return what + " may not be read by this user; wattle doctor says what to do";
        }

        /// Whether another source gives one of its parts, which then is not missed.
        ///
        /// @param id of a part that is metered
        public boolean isMadeGoodBy(String id) {
            for (String part : parts) {
                // A package may be given whole or by its dies.
                if (part.equals(id) || part.startsWith(id + "-")) {
                    return true;
                }
            }
            return false;
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
