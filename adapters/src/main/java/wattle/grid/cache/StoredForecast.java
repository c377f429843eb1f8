package wattle.grid.cache;

import java.time.Duration;
import java.time.Instant;
import wattle.grid.Decision;
import wattle.grid.Forecast;

/// A forecast that was fetched, and for which decisions it is known to be the latest.
///
/// @param latestUntil the latest decision that the source answered with it
/// @param horizon how far ahead it was asked for
/// @param archived whether it was asked for by a decision in the past, as tests of plans do, and is
///   kept for good
record StoredForecast(
        Forecast forecast, Instant latestUntil, Duration horizon, boolean archived) {

    /// Whether the source would answer with this one: it was issued before the decision, and still
    /// the latest at a later one.
    boolean isLatestFor(Decision decision, Duration wanted) {
        return forecast.isUsableFor(decision)
                && !decision.at().isAfter(latestUntil)
                && horizon.compareTo(wanted) >= 0;
    }

    /// The same forecast, asked for again.
    StoredForecast with(StoredForecast again) {
        return new StoredForecast(
                again.horizon.compareTo(horizon) >= 0 ? again.forecast : forecast,
                again.latestUntil.isAfter(latestUntil) ? again.latestUntil : latestUntil,
                again.horizon.compareTo(horizon) >= 0 ? again.horizon : horizon,
                archived || again.archived);
    }
}
