package wattle.unit.catalog;

import java.util.ArrayList;
import java.util.List;

/// Collects the names nearest to one that was not found, for the suggestions of a refusal.
///
/// Not for sharing between threads.
public final class NearMisses {

    private final String sought;
    private final int farthest;
    private final List<Miss> misses = new ArrayList<>();

    /// @param sought the name as [Names#squash] leaves it. One letter of a short name may differ,
    ///   two from five letters on, a third of a long one
    public NearMisses(String sought) {
        this.sought = sought;
        this.farthest = sought.length() < 5 ? 1 : Math.max(2, sought.length() / 3);
    }

    /// Offers a spelling.
    ///
    /// @param squashed the spelling as [Names#squash] leaves it
    /// @param name what to suggest in its place
    public void offer(String squashed, String name) {
        if (Math.abs(squashed.length() - sought.length()) > farthest || squashed.isEmpty()) {
            return;
        }
        int distance = Names.distance(sought, squashed);
        if (distance <= farthest && distance < Math.max(sought.length(), squashed.length())) {
            boolean begins = squashed.startsWith(sought) || sought.startsWith(squashed);
            add(new Miss(name, 2 * distance - (begins ? 1 : 0)));
        }
    }

    /// The nearest names, best first: fewest letters differ, then one begins with the other; equals
    /// in the order they were offered.
    public List<String> nearest() {
        List<String> names = new ArrayList<>();
        for (Miss miss : misses) {
            if (names.size() < Names.SUGGESTIONS && !names.contains(miss.name())) {
                names.add(miss.name());
            }
        }
        return names;
    }

    private void add(Miss miss) {
        int at = 0;
        while (at < misses.size() && misses.get(at).penalty() <= miss.penalty()) {
            at++;
        }
        misses.add(at, miss);
    }

    private record Miss(String name, int penalty) {}
}
