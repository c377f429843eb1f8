/// **What was fetched of the grid, kept on disk.**
///
/// Takes answers of an [wattle.grid.IntensityHistory] or [wattle.grid.IntensityForecast] and keeps
/// them below one folder by source, zone, signal, factor and model: [wattle.grid.cache.GridCache].
/// [wattle.grid.cache.CachedHistory] and [wattle.grid.cache.CachedForecast] stand in front of a
/// source, ask it for what is missing only, and do without it offline. What is asked again, and
/// when, is one rule: [wattle.grid.cache.Freshness].
///
/// Several processes may use one folder. A file is replaced whole or not at all, under a lock; a
/// file that is damaged is told, set aside and treated as absent, and never stops anything.
@NullMarked
package wattle.grid.cache;

import org.jspecify.annotations.NullMarked;
