package wattle.cli;

import java.util.ArrayList;
import java.util.List;

/// Lists with one element more.
final class Lists {

    private Lists() {}

    static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
