package wattle.cli;

import java.util.ArrayList;
import java.util.List;

/// Lists with one element more, and lists as they are said.
final class Lists {

    private static final int MOST_SHOWN = 10;

    private Lists() {}

    static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    /// "a, b, c and 7 more".
    static String some(List<String> all) {
        int shown = Math.min(MOST_SHOWN, all.size());
        return String.join(", ", all.subList(0, shown))
                + (shown < all.size() ? " and " + (all.size() - shown) + " more" : "");
    }
}
