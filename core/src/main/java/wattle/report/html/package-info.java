/// **Reports as a page**: recorded runs as one HTML file that needs nothing else, for a browser, a
/// printer or an attachment.
///
/// Takes [wattle.report.RecordedRun]; gives text. The page has no script and asks nobody for
/// anything, which its content security policy makes sure of; its charts are drawn in it, each with
/// a sentence and a table that say the same. It is well-formed XML, too. What came from outside is
/// escaped in one place, [wattle.report.html.Markup].
@NullMarked
package wattle.report.html;

import org.jspecify.annotations.NullMarked;
