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

    /// Computed on as many processors as there are.
    public static Analysis of(List<Row> rows, Settings settings) {
        List<Observation> all = Observation.of(rows);
        var sections = new Sections();
        var energySources = sections.add(left -> EnergySource.of(all, left));
        var countries = sections.add(left -> Country.of(all, left));
        var tasks = sections.add(left -> Task.of(all, left));
        var totals = sections.add(left -> Totals.of(all, left));
        var energyAgainstCarbon = sections.add(left -> EnergyAgainstCarbon.of(all, left));
        var byTaskAndYear = sections.add(left -> Evolution.byTaskAndYear(all, settings, left));
        var byYear = sections.add(left -> Evolution.byYear(all, settings, left));
        var boards = sections.add(left -> Board.of(all, left));
        var variance = sections.add(left -> Variance.of(all, left));
        var inconsistencies = sections.add(left -> Inconsistency.of(all, left));
        var composition = sections.add(_ -> Composition.of(all));
        sections.compute();
        return new Analysis(
                all.size(),
                settings,
                energySources.get(),
                countries.get(),
                tasks.get(),
                totals.get(),
                energyAgainstCarbon.get(),
                byTaskAndYear.get(),
                byYear.get(),
                boards.get(),
                variance.get(),
                inconsistencies.get(),
                composition.get(),
                sections.excluded());
    }
}
