/// How claims come in: every format that is read, the claims that ship with Wattle, and what the
/// plausibility rules go by.
///
/// Takes files of others ([SurveyFile], [TrainingRunsFile], CodeCarbon's, Wattle's own, model
/// cards, BoAmps), gives [wattle.ledger.claim.Claim]s under keys that stay the same, so that the
/// same file imported again adds nothing.
@NullMarked
package wattle.hub.submission;

import org.jspecify.annotations.NullMarked;
