package wattle.grid.catalog;

import wattle.unit.catalog.Sources;

/// What the source keys in this folder's tables stand for, and those in the folder of the Open
/// Database License; read when first needed.
final class GridSources {

    static final Sources ALL = Sources.read(GridSources.class, "sources.csv");

    static final Sources OPEN_DATABASE = Sources.read(GridSources.class, "odbl/sources.csv");

    private GridSources() {}
}
