package wattle.hub.analysis;

/// Claims that a figure leaves out. A claim counts once for each figure, by the first reason that
/// holds, so what a figure rests on and what it leaves out are the whole selection.
///
/// @param figure which one, by its name in `wattle.analysis/1`
/// @param reason why
/// @param models how many, more than 0
public record Excluded(String figure, Reason reason, int models) {}
