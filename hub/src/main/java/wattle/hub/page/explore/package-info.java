/// Explore: what the published claims say together, in the four figures of *Counting Carbon*, and
/// the list of the claims behind them.
///
/// [Filter] reads the address, which is the page's only memory; [Explored] reads the ledger;
/// [CountryFigure], [EnergyFigure], [YearFigure] and [ScoreFigure] draw what a
/// [wattle.hub.analysis.Analysis] says, each with what it leaves out.
@NullMarked
package wattle.hub.page.explore;

import org.jspecify.annotations.NullMarked;
