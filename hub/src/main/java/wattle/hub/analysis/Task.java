package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Models that were judged at one task.
///
/// @param task such as `image_classification`
/// @param models how many
/// @param firstYear in which one was published; null where no year is known
/// @param lastYear the same, of the last
public record Task(
        String task, int models, @Nullable Integer firstYear, @Nullable Integer lastYear) {

    static final String FIGURE = "tasks";

    /// From the one with the most models to the one with the fewest, then by name.
    static List<Task> of(List<Observation> all, Exclusions exclusions) {
        List<Observation> kept =
                exclusions.keep(FIGURE, all, each -> each.task() == null ? Reason.NO_TASK : null);
        List<Task> list = new ArrayList<>();
        Groups.by(Observation::task, kept).forEach((task, group) -> list.add(of(task, group)));
        list.sort(Comparator.comparingInt(Task::models).reversed());
        return List.copyOf(list);
    }

    private static Task of(String task, List<Observation> group) {
        IntSummaryStatistics years =
                group.stream()
                        .map(Observation::year)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .summaryStatistics();
        boolean known = years.getCount() > 0;
        return new Task(
                task, group.size(), known ? years.getMin() : null, known ? years.getMax() : null);
    }
}
