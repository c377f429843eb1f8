package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Carbon of the models of one year bin, of one task or of all, in kg CO2eq.
///
/// @param yearBin such as `2012-2016` or `2020`
/// @param task null where it is all tasks
/// @param n models, more than 0
/// @param trimmedMean without the floor(0.01 n) least and as many greatest
/// @param median middle
/// @param interval of the mean, 99 %
public record Evolution(
        String yearBin,
        @Nullable String task,
        int n,
        double trimmedMean,
        double median,
        Bootstrap interval) {

    static final String BY_TASK_AND_YEAR = "by_task_and_year";
    static final String BY_YEAR = "by_year";
    private static final double TRIMMED = 0.01;

    /// By year, then by task.
    static List<Evolution> byTaskAndYear(
            List<Observation> all, Settings settings, Exclusions exclusions) {
        List<Observation> kept =
                exclusions.keep(
                        BY_TASK_AND_YEAR,
                        all,
                        each ->
                                Totals.first(
                                        each.task() == null ? Reason.NO_TASK : null,
                                        against(each)));
        List<Evolution> list = new ArrayList<>();
        Groups.by(Evolution::bin, kept)
                .forEach((bin, ofYear) ->
                        Groups.by(Observation::task, ofYear)
                                .forEach(
                                        (task, group) -> list.add(of(bin, task, group, settings))));
        return List.copyOf(list);
    }

    /// All tasks together.
    static List<Evolution> byYear(List<Observation> all, Settings settings, Exclusions exclusions) {
        List<Observation> kept = exclusions.keep(BY_YEAR, all, Evolution::against);
        List<Evolution> list = new ArrayList<>();
        Groups.by(Evolution::bin, kept)
                .forEach((bin, group) -> list.add(of(bin, null, group, settings)));
        return List.copyOf(list);
    }

    private static @Nullable Reason against(Observation each) {
        return Totals.first(each.year() == null ? Reason.NO_YEAR : null, each.withoutCarbon());
    }

    private static @Nullable YearBin bin(Observation each) {
        Integer year = each.year();
        return year == null ? null : YearBin.of(year);
    }

    /// The seed hangs on the bin's name alone, so that a bin's interval is the same in every
    /// selection that has the same models of it.
    private static Evolution of(
            YearBin bin, @Nullable String task, List<Observation> group, Settings settings) {
        Sample carbon = Sample.of(Observation.values(group, Quantity.CARBON));
        String name = bin + "\n" + (task == null ? "" : task);
        return new Evolution(
                bin.toString(),
                task,
                carbon.size(),
                Objects.requireNonNull(carbon.trimmedMean(TRIMMED)),
                Objects.requireNonNull(carbon.median()),
                Bootstrap.ofMean(
                        carbon, settings.resamples(), SplitMix.seed(settings.seed(), name)));
    }
}
