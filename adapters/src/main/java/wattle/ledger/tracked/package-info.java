/// **Runs that trackers report as they go**, kept beside the ledger in its
/// [wattle.ledger.sql.Database]: organizations have projects, these have experiments, these have
/// runs, and a run has emissions, each of which says what came since the one before it
/// ([TrackedRuns], [TrackedProjects]). Projects hand out tokens ([ProjectTokens]).
///
/// What a tracker said is kept as it came, byte for byte, with the few columns that it is found by;
/// nothing is added up here. It is left to `wattle.hub.web.codecarbon` to read it, and nothing of
/// it becomes a claim by itself.
@NullMarked
package wattle.ledger.tracked;

import org.jspecify.annotations.NullMarked;
