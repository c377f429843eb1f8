/// **Reports as a page**: recorded runs, or a carbon intensity over time, as one HTML file that
/// needs nothing else, for a browser, a printer or an attachment.
///
/// Takes [wattle.report.RecordedRun] or [wattle.report.intensity.IntensityView]; gives text. The
/// page asks nobody for anything, which its content security policy makes sure of. That of runs has
/// no script; that of an intensity has one, named by its hash, and says the same without it. Charts
/// are drawn in it, each with a sentence and a table that say the same. It is well-formed XML, too.
/// What came from outside is escaped in one place, [wattle.report.html.Markup].
@NullMarked
package wattle.report.html;

import org.jspecify.annotations.NullMarked;
