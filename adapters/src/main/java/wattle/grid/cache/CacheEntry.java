package wattle.grid.cache;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.series.Interval;

/// What the cache has of one key, or one forecast, for a list.
///
/// @param key zone, kind and model
/// @param kind `history` or `forecast`
/// @param span from the first value to the last; null where there is no value
/// @param values how many there are
/// @param gaps how many runs of missing intervals lie between them
/// @param oldest when the oldest of it was retrieved; for a forecast when it was issued
/// @param newest when the newest of it was retrieved; for a forecast when it was issued
/// @param bytes of the file
/// @param file where it lies
public record CacheEntry(
        CacheKey key,
        String kind,
        @Nullable Interval span,
        int values,
        int gaps,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        long bytes,
        Path file) {}
