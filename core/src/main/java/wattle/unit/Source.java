package wattle.unit;

import org.jspecify.annotations.Nullable;

/// Where a figure comes from and on which terms it may be passed on.
///
/// @param name the publisher and data set, or the file, as a reader would look it up
/// @param licence the licence with the attribution it asks for; null where it is not known
public record Source(String name, @Nullable String licence) {}
