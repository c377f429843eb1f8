/// **The catalog of plans**: jobs and results that were published, from tables shipped with Wattle.
///
/// Gives the eleven jobs of Dodge et al. 2022 as [wattle.plan.Load]s and the savings that the paper
/// prints for them, to be set beside those of `wattle evaluate --protocol dodge-2022`. The tables
/// are described in the `README.md` beside them in `resources/wattle/plan/catalog`.
@NullMarked
package wattle.plan.catalog;

import org.jspecify.annotations.NullMarked;
