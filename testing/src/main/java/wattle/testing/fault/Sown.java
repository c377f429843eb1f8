package wattle.testing.fault;

import java.util.List;
import wattle.grid.RawIntensity;
import wattle.series.Interval;

/// A series with planted faults, and when they are.
public record Sown(RawIntensity rows, List<Interval> faults) {}
