package wattle.hub.analysis;

import java.util.List;

/// What a selection of claims says together: `wattle.analysis/1`. Immutable.
///
/// ```java
/// Analysis analysis = Analysis.of(rows, Settings.DEFAULT);
/// analysis.totals().carbon() // kg CO2eq, or null where no claim states any
/// ```
///
/// @param models claims in the selection
/// @param settings what the bootstrap drew with
/// @param byYear all tasks together
/// @param excluded what the figures left out, and why
public record Analysis(
        int models,
        Settings settings,
        List<EnergySource> energySources,
        List<Country> countries,
        List<Task> tasks,
        Totals totals,
        EnergyAgainstCarbon energyAgainstCarbon,
        List<Evolution> byTaskAndYear,
        List<Evolution> byYear,
        List<Board> boards,
        Variance variance,
        List<Inconsistency> inconsistencies,
        Composition composition,
        List<Excluded> excluded) {

    public static Analysis of(List<Row> rows, Settings settings) {
        List<Observation> all = Observation.of(rows);
        var exclusions = new Exclusions();
        return new Analysis(
                all.size(),
                settings,
                EnergySource.of(all, exclusions),
                Country.of(all, exclusions),
                Task.of(all, exclusions),
                Totals.of(all, exclusions),
                EnergyAgainstCarbon.of(all, exclusions),
                Evolution.byTaskAndYear(all, settings, exclusions),
                Evolution.byYear(all, settings, exclusions),
                Board.of(all, exclusions),
                Variance.of(all, exclusions),
                Inconsistency.of(all, exclusions),
                Composition.of(all),
                exclusions.list());
    }
}
