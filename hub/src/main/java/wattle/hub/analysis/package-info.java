/// What a selection of claims says together: the questions of "Counting Carbon" (Luccioni and
/// Hernández-García 2023, arXiv 2302.08476), for any selection.
///
/// Takes [Row]s, claims under the ids of their models; [Analysis#of] gives all figures, with what
/// each of them left out and why. [AnalysisJson] and [AnalysisCsv] write them. Pure arithmetic: no
/// file, clock or thread, and the same figures to the last bit on any machine, whatever the order
/// of the rows. Logarithms are those of [StrictMath] for that reason, and random numbers those of
/// [SplitMix].
@NullMarked
package wattle.hub.analysis;

import org.jspecify.annotations.NullMarked;
