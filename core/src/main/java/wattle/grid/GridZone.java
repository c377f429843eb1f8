package wattle.grid;

/// A zone of the electricity grid as one source draws it, such as `country:FRA` or
/// `electricitymaps:FR`.
///
/// Zones of different sources are never equal: their borders and definitions differ even where the
/// names agree.
///
/// @param source who draws the border, in lower case
/// @param key the zone's key at that source
public record GridZone(String source, String key) {

    public GridZone {
        if (source.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException(
                    "a grid zone needs a source and a key: '" + source + ":" + key + "'");
        }
    }

    /// By hand, as [#hashCode()]: those that a record has by itself cost a fresh JVM some thirty
    /// milliseconds at their first call, and every run and account compares zones.
    @Override
    public boolean equals(Object other) {
        return other instanceof GridZone that && source.equals(that.source) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + key.hashCode();
    }

    @Override
    public String toString() {
        return source + ":" + key;
    }
}
