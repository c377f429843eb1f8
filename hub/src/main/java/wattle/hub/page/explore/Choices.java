package wattle.hub.page.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.Published;
import wattle.hub.page.model.ClaimWords;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.Selection;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Place;

/// What the filter bar has to choose from: what the published claims say, the most frequent first.
/// Immutable.
///
/// @param all how many claims are published
public record Choices(
        int all,
        List<Option> tasks,
        List<Option> datasets,
        List<Option> countries,
        List<Option> energySources,
        List<String> hardware,
        List<Option> sources) {

    /// Of one field; more would be of no use to anybody who has to choose.
    private static final int MOST = 200;

    /// @param value in the address
    /// @param words for the reader
    public record Option(String value, String words) {}

    /// Counts all claims again only when the ledger has grown. Threads share it.
    static final class Reader {

        private final Ledger ledger;
        private final Published published;
        private volatile @Nullable Known known;

        private record Known(LogHead head, Choices choices) {}

        Reader(Ledger ledger, Published published) {
            this.ledger = ledger;
            this.published = published;
        }

        Choices read() throws LedgerException {
            LogHead head = ledger.head();
            Known before = known;
            if (before != null && before.head().equals(head)) {
                return before.choices();
            }
            Choices read = Choices.of(published);
            known = new Known(head, read);
            return read;
        }
    }

    /// Counts values of one field.
    private static final class Counter {

        private final Map<String, Integer> counts = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();

        void add(@Nullable String value, @Nullable String name) {
            if (value != null && !value.isBlank()) {
                counts.merge(value, 1, Integer::sum);
                // The first by name, whatever the order in which they come.
                names.merge(
                        value,
                        name == null ? value : name,
                        (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }

        List<Option> options() {
            return counts.entrySet().stream()
                    .sorted(
                            Map.Entry.<String, Integer>comparingByValue()
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                    .limit(MOST)
                    .map(each ->
                            new Option(
                                    each.getKey(),
                                    Objects.requireNonNull(names.get(each.getKey()))
                                                    .replace('_', ' ')
                                            + " ("
                                            + each.getValue()
                                            + ")"))
                    .toList();
        }
    }

    private static Choices of(Published published) throws LedgerException {
        var tasks = new Counter();
        var datasets = new Counter();
        var countries = new Counter();
        var energySources = new Counter();
        var hardware = new Counter();
        var sources = new Counter();
        int all = 0;
        for (Entry each : published.of(Selection.ALL)) {
            Claim claim = each.claim();
            if (claim == null) {
                continue;
            }
            all++;
            Place place = claim.inputs().place();
            tasks.add(claim.subject().task(), null);
            datasets.add(claim.subject().dataset(), null);
            countries.add(place.countryCode(), place.country());
            energySources.add(place.energySource(), null);
            hardware.add(claim.inputs().accelerator(), null);
            sources.add(ClaimWords.source(each.key()), null);
        }
        return new Choices(
                all,
                tasks.options(),
                datasets.options(),
                countries.options(),
                energySources.options(),
                hardware.options().stream().map(Option::value).toList(),
                sources.options());
    }
}
