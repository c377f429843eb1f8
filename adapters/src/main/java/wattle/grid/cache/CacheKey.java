package wattle.grid.cache;

import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Observed;

/// What is kept apart: a zone of a source, a kind of intensity, and the model that it was computed
/// by, since another model is another quantity.
///
/// @param model in the words of the source; empty where it has none
public record CacheKey(GridZone zone, Labels labels, String model) {

    /// The model of what a user put there from files. A source is asked as if it were not there.
    public static final String IMPORT = "import";

    static CacheKey of(Observed observed) {
        return new CacheKey(observed.zone(), observed.labels(), observed.model());
    }
}
