package wattle.grid.electricitymaps;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.grid.Quality;

/// One value of an answer.
///
/// @param start of its interval
/// @param gramsPerKilowattHour not negative
/// @param quality measured or estimated; unstated where the row does not say
/// @param updatedAt when the service last revised it; null where the row does not say
record Row(
        Instant start, double gramsPerKilowattHour, Quality quality, @Nullable Instant updatedAt) {}
