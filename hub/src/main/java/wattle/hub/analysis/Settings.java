package wattle.hub.analysis;

/// How the bootstrap draws.
///
/// @param seed of the random numbers; the same seed gives the same figures to the last bit
/// @param resamples how many resamples an interval is read off, 100 to 1,000,000
public record Settings(long seed, int resamples) {

    /// 10,000 resamples, as `wattle.analysis/1` says.
    public static final Settings DEFAULT = new Settings(2023, 10_000);

    public Settings {
        if (resamples < 100 || resamples > 1_000_000) {
            throw new IllegalArgumentException(
                    "resamples must be in 100 to 1,000,000: " + resamples);
        }
    }
}
