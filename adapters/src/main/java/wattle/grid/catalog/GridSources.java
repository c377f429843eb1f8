package wattle.grid.catalog;

import wattle.unit.catalog.Sources;

/// What the source keys in this folder's tables stand for, read when first needed.
final class GridSources {

    static final Sources ALL = Sources.read(GridSources.class, "sources.csv");

    private GridSources() {}
}
