/// Runs while they go on, over HTTP: taken from whoever runs them, shown to whoever watches.
///
/// Takes the bytes of a run's record as they are written ([wattle.hub.web.runs.Intake]), each once
/// and in order; keeps what adds up and nothing that tells of the machine
/// ([wattle.meter.journal.Excerpt]); gives what a run came to, its energy over time, and events for
/// those who watch ([wattle.hub.web.runs.Watching]).
@NullMarked
package wattle.hub.web.runs;

import org.jspecify.annotations.NullMarked;
