package wattle.hub.page.explore;

import java.util.List;
import wattle.hub.page.Chart;

/// A chart, and what it leaves out.
///
/// @param id within the page, and the name of its CSV
/// @param isEmpty whether there is nothing to draw; the chart's takeaway says why
/// @param leftOut how many claims, and why
public record Figure(String id, Chart chart, boolean isEmpty, List<String> leftOut) {

    public Figure {
        leftOut = List.copyOf(leftOut);
    }

    /// @param query of the filter
    static String csv(String id, String query) {
        return "/explore/" + id + ".csv" + (query.isEmpty() ? "" : "?" + query);
    }
}
