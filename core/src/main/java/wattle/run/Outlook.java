package wattle.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is expected of the intensity at this moment, from whatever is known by now. Asked anew for
/// each plan; a new forecast shows in the next answer.
public interface Outlook {

    /// @param from the beginning of the slot in which is decided
    /// @param count how many slots
    /// @return the mean of each slot in g/kWh, with what its uncertainty adds; null where too
    ///   little is known, for now
    double @Nullable [] from(Instant from, Duration step, int count);
}
