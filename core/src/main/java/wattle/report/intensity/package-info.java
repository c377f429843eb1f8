/// **Showing an intensity**: a carbon intensity over time for the eye.
///
/// Takes a [wattle.grid.IntensitySeries] with what is known of its spread, as an
/// [wattle.report.intensity.IntensityView]; gives means by equal stretches of time and by hour of
/// the day, and draws them on a terminal. The page with the same charts is made in
/// `wattle.report.html`.
@NullMarked
package wattle.report.intensity;

import org.jspecify.annotations.NullMarked;
