package wattle.grid.forecast;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/// What was worked out for the weeks that were asked for last, so that it is worked out once. For
/// one thread.
///
/// @param <T> what is kept of a week
final class Recent<T> {

    private final LongFunction<T> maker;
    private final Map<Long, T> kept;

    Recent(int weeks, LongFunction<T> maker) {
        this.maker = maker;
        kept =
                new LinkedHashMap<>(2 * weeks, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                        return size() > weeks;
                    }
                };
    }

    T of(long week) {
        T found = kept.get(week);
        if (found == null) {
            found = maker.apply(week); // May ask for other weeks: no computeIfAbsent here.
            kept.put(week, found);
        }
        return found;
    }
}
