package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.page.Chart;

/// Points by what they have in common, each group with a colour and shape of its own: those that
/// are most frequent in the whole hub, so that a group looks the same whatever is selected and in
/// all figures. All others share one. For one thread.
final class Shapes {

    /// Black is for what is made of many points.
    private static final int[] COLOURS = {1, 2, 3, 5};

    private static final int OF_OTHERS = 6;

    private final Map<String, List<Chart.Point>> groups = new LinkedHashMap<>();
    private final List<Chart.Point> others = new ArrayList<>();
    private final String nameOfOthers;
    private final int most;

    /// @param known the most frequent first
    /// @param most groups, at most four
    Shapes(List<Choices.Option> known, int most, String nameOfOthers) {
        this.most = most;
        this.nameOfOthers = nameOfOthers;
        known.stream().limit(most).forEach(each -> groups.put(each.value(), new ArrayList<>()));
    }

    void add(@Nullable String group, Chart.Point point) {
        groups.getOrDefault(group == null ? "" : group, others).add(point);
    }

    /// At most one more than there are groups; none without points.
    List<Chart.Series> series() {
        List<Chart.Series> series = new ArrayList<>(most + 1);
        int at = 0;
        for (Map.Entry<String, List<Chart.Point>> each : groups.entrySet()) {
            add(series, each.getKey().replace('_', ' '), COLOURS[at++], each.getValue());
        }
        add(series, nameOfOthers, OF_OTHERS, others);
        return series;
    }

    private static void add(
            List<Chart.Series> series, String name, int colour, List<Chart.Point> points) {
        if (!points.isEmpty()) {
            series.add(Chart.Series.of(name, Chart.Kind.POINTS, colour, points));
        }
    }
}
