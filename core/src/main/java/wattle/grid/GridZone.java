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

    @Override
    public String toString() {
        return source + ":" + key;
    }
}
