package wattle.series.csv;

import org.jspecify.annotations.Nullable;

/// A column of values that a series is made of.
///
/// @param name its name in the header, with the unit at its end
/// @param negativeAdvice what to do about a negative value; null where values may be negative
/// @param missingAdvice what to do where the file has no such column
public record ValueColumn(String name, @Nullable String negativeAdvice, String missingAdvice) {}
