/// Runs while they go on and after, as pages: the list, one run with its power, intensity and
/// carbon over time, when it will end and what a pause would save ([Advice]), and some of them side
/// by side.
///
/// Takes what the API has of them ([wattle.hub.web.runs.Runs]) with the visitor as whom it knows.
/// Each page is whole as it is served; `live.js` fetches it again where the run's events say that
/// something came, and puts in what is different.
@NullMarked
package wattle.hub.page.live;

import org.jspecify.annotations.NullMarked;
