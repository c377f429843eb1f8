package wattle.hardware.catalog;

import wattle.unit.catalog.Sources;

/// What the source keys in this folder's tables stand for, read when first needed.
final class HardwareSources {

    static final Sources ALL = Sources.read(HardwareSources.class, "sources.csv");

    private HardwareSources() {}
}
