/// **Reports**: what is said of a footprint, and how: text, CSV, LaTeX, Markdown, a model card, and
/// the filled-in equations.
///
/// Takes a [wattle.footprint.Footprint] with the versions it was made with, [wattle.report.Report],
/// runs that were recorded, [wattle.report.RecordedRun], or a moment of one that goes on,
/// [wattle.report.Readout]; gives text. A page with charts is made in `wattle.report.html`. JSON is
/// left to an adapter, since it needs a library, and so is all that goes to other systems. Rounding
/// happens here and nowhere before.
///
/// Whatever came from outside is escaped for where it goes.
@NullMarked
package wattle.report;

import org.jspecify.annotations.NullMarked;
