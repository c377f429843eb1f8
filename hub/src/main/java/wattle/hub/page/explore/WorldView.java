package wattle.hub.page.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.hub.analysis.Plotted;
import wattle.ledger.claim.Place;
import wattle.report.Figures;

/// Figure 1 as a picture: the world's countries as tiles, with the median carbon intensity as
/// colour and number, the number of claims as size, the main energy source as shape. Each leads to
/// its claims. What no tile can show is counted beside it.
///
/// @param takeaway in one sentence
/// @param places countries with claims
/// @param empty countries without
/// @param kinds the shapes that are there
/// @param beside countries without a tile, and how many claims each
public record WorldView(
        String takeaway,
        List<Tile> places,
        List<Tile> empty,
        List<Kind> kinds,
        List<String> beside) {

    /// Width and height of a tile, in units of the picture.
    public static final int SIZE = 44;

    /// Where one colour ends and the next begins, g/kWh.
    static final List<Integer> STEPS = List.of(50, 100, 200, 300, 400, 500, 700);

    private static final double LARGEST = 12;
    private static final double SMALLEST = 5.5;

    /// Of the most frequent energy sources, in this order.
    private static final List<Mark> MARKS =
            List.of(Mark.SQUARE, Mark.TRIANGLE, Mark.DIAMOND, Mark.CIRCLE);

    private static final String OTHERS = "other, several or not known";

    /// A country.
    ///
    /// @param x of its left edge
    /// @param y of its upper edge
    /// @param words what it says, in full
    /// @param text what stands in it: the code, and the median rounded to g/kWh
    /// @param path of its shape about 0; empty for none
    /// @param shade 0 to 7, or -1 where no intensity was stated
    public record Tile(
            String code,
            int x,
            int y,
            String words,
            String text,
            String path,
            int shade,
            String href) {}

    /// A shape and what it stands for.
    public record Kind(String words, String path) {}

    /// What is known of a country's claims. For one thread.
    private static final class Known {
        private @Nullable String name;
        private int claims;
        private final List<Double> intensities = new ArrayList<>();
        private final Map<String, Integer> sources = new TreeMap<>();

        void add(Plotted each) {
            Place place = each.row().claim().inputs().place();
            claims++;
            if (place.country() != null && (name == null || place.country().compareTo(name) < 0)) {
                name = place.country();
            }
            if (each.intensity() != null) {
                intensities.add(each.intensity());
            }
            if (place.energySource() != null) {
                sources.merge(place.energySource(), 1, Integer::sum);
            }
        }

        @Nullable Double median() {
            int n = intensities.size();
            List<Double> sorted = intensities.stream().sorted().toList();
            return n == 0 ? null : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
        }

        /// The source that most claims have; empty for several, and for none.
        String source() {
            int most = sources.values().stream().mapToInt(each -> each).max().orElse(0);
            List<String> main =
                    sources.entrySet().stream()
                            .filter(each -> each.getValue() == most)
                            .map(Map.Entry::getKey)
                            .toList();
            return main.size() == 1 ? main.getFirst() : "";
        }
    }

    static WorldView of(Explored explored, Filter filter, Choices choices) {
        Map<String, Known> known = new TreeMap<>();
        Map<String, Integer> beside = new TreeMap<>();
        for (Plotted each : explored.plotted()) {
            Place place = each.row().claim().inputs().place();
            String code = place.countryCode();
            if (code != null && Tiles.ALL.containsKey(code)) {
                known.computeIfAbsent(code, _ -> new Known()).add(each);
            } else if (code != null || place.country() != null) {
                String name = place.country() == null ? "" + code : place.country();
                beside.merge(name, 1, Integer::sum);
            }
        }
        List<String> sources =
                choices.energySources().stream()
                        .limit(MARKS.size())
                        .map(Choices.Option::value)
                        .toList();
        List<Tile> places = new ArrayList<>();
        int most = known.values().stream().mapToInt(each -> each.claims).max().orElse(1);
        known.forEach((code, each) -> places.add(tile(code, each, most, sources, filter)));
        List<Tile> empty =
                Tiles.ALL.entrySet().stream()
                        .filter(each -> !known.containsKey(each.getKey()))
                        .map(each -> empty(each.getKey(), each.getValue()))
                        .toList();
        return new WorldView(
                takeaway(known, explored.plotted().size()),
                places,
                empty,
                kinds(known, sources),
                beside.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Integer>comparingByValue(
                                        Comparator.reverseOrder()))
                        .map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .toList());
    }

    private static Mark mark(Known country, List<String> sources) {
        int at = sources.indexOf(country.source());
        return at < 0 ? Mark.HEXAGON : MARKS.get(at);
    }

    private static Tile tile(
            String code, Known country, int most, List<String> sources, Filter filter) {
        Tiles at = place(code);
        Double median = country.median();
        double radius = Math.max(SMALLEST, LARGEST * Math.sqrt((double) country.claims / most));
        return new Tile(
                code,
                SIZE * at.column(),
                SIZE * at.row(),
                words(code, country),
                code + " " + (median == null ? "–" : String.valueOf(Math.round(median))),
                mark(country, sources).path(radius),
                shade(median),
                filter.figuresWith("country", code));
    }

    private static Tiles place(String code) {
        Tiles at = Tiles.ALL.get(code);
        if (at == null) {
            throw new IllegalArgumentException("no tile for " + code);
        }
        return at;
    }

    private static Tile empty(String code, Tiles at) {
        return new Tile(code, SIZE * at.column(), SIZE * at.row(), code, code, "", -1, "");
    }

    /// "France: 4 claims, median 58 g/kWh, mainly nuclear".
    private static String words(String code, Known country) {
        Double median = country.median();
        String source = country.source();
        return (country.name == null ? code : country.name)
                + ": "
                + country.claims
                + (country.claims == 1 ? " claim, " : " claims, ")
                + (median == null
                        ? "carbon intensity not stated"
                        : "median " + Figures.number(median) + " g/kWh")
                + (source.isEmpty()
                        ? ", " + OTHERS + " energy source"
                        : ", mainly " + source.replace('_', ' '));
    }

    static int shade(@Nullable Double median) {
        if (median == null) {
            return -1;
        }
        int shade = 0;
        while (shade < STEPS.size() && median >= STEPS.get(shade)) {
            shade++;
        }
        return shade;
    }

    private static List<Kind> kinds(Map<String, Known> known, List<String> sources) {
        List<Kind> kinds = new ArrayList<>();
        for (Mark each : Mark.values()) {
            if (known.values().stream().anyMatch(country -> mark(country, sources) == each)) {
                String words =
                        each == Mark.HEXAGON
                                ? OTHERS
                                : sources.get(MARKS.indexOf(each)).replace('_', ' ');
                kinds.add(new Kind(words, each.path(7)));
            }
        }
        return kinds;
    }

    private static String takeaway(Map<String, Known> known, int all) {
        if (known.isEmpty()) {
            return "No claim of this selection says in which country the model was trained.";
        }
        int claims = known.values().stream().mapToInt(each -> each.claims).sum();
        long stated = known.values().stream().filter(each -> each.median() != null).count();
        return claims
                + " of "
                + all
                + (all == 1 ? " claim, " : " claims, ")
                + "from "
                + known.size()
                + (known.size() == 1 ? " country" : " countries")
                + "; a carbon intensity is stated for "
                + stated
                + " of them. Choose a country to see its claims alone.";
    }

    public int width() {
        return SIZE * Tiles.COLUMNS;
    }

    public int height() {
        return SIZE * Tiles.ROWS;
    }

    /// The colours in words, the lowest first.
    public List<String> shades() {
        List<String> words = new ArrayList<>();
        words.add("under " + STEPS.getFirst());
        for (int i = 1; i < STEPS.size(); i++) {
            words.add(STEPS.get(i - 1) + " to " + STEPS.get(i));
        }
        words.add("from " + STEPS.getLast());
        return words;
    }
}
