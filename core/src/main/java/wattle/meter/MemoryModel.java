package wattle.meter;

import wattle.unit.Power;
import wattle.unit.Range;

/// What memory draws where nothing meters it: its size times watts per gigabyte, used or not.
///
/// @param perGigabyte of 10⁹ bytes
/// @param bytes of the machine
/// @param source of the watts
public record MemoryModel(Range<Power> perGigabyte, long bytes, String source) {}
