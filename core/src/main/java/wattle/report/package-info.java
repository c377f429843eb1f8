/// **Reports**: what is said of a footprint, and how: text, CSV, LaTeX, Markdown, a model card, and
/// the filled-in equations.
///
/// Takes a [wattle.footprint.Footprint] with the versions it was made with, [wattle.report.Report];
/// gives text. JSON is left to an adapter, since it needs a library. Rounding happens here and
/// nowhere before.
///
/// Whatever came from outside is escaped for where it goes.
@NullMarked
package wattle.report;

import org.jspecify.annotations.NullMarked;
