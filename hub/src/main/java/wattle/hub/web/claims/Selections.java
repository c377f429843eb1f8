package wattle.hub.web.claims;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.hub.exchange.Wanted;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Stage;

/// A selection of claims from the query of a request. A parameter that is not known is refused,
/// since one that is passed over gives another answer than was asked for.
public final class Selections {

    private static final Set<String> NAMES =
            Set.of(
                    "source",
                    "model",
                    "task",
                    "dataset",
                    "from_year",
                    "to_year",
                    "country",
                    "energy_source",
                    "stage",
                    "boundary",
                    "basis",
                    "provenance",
                    "state");

    private static final int LONGEST = 200;

    private final Map<String, List<String>> query;

    private Selections(Map<String, List<String>> query) {
        this.query = query;
    }

    /// @param others parameters that mean something else
    /// @throws ProblemException 422 with the parameter
    public static Selection of(Map<String, List<String>> query, Set<String> others) {
        Set<String> known = new HashSet<>(NAMES);
        known.addAll(others);
        only(query, known.toArray(String[]::new));
        return new Selections(query).selection();
    }

    /// As [#of], with the parameters `hardware` and `signal` that only those know who read all
    /// claims that are meant.
    ///
    /// @throws ProblemException 422 with the parameter
    public static Wanted wanted(Map<String, List<String>> query, Set<String> others) {
        Set<String> known = new HashSet<>(others);
        known.add("hardware");
        known.add("signal");
        Selection selection = of(query, known);
        var selections = new Selections(query);
        return new Wanted(
                selection,
                selections.one("hardware"),
                selections.chosen("signal", Signal.values(), Signal::label));
    }

    /// Refuses a parameter that is none of these.
    ///
    /// @throws ProblemException 422
    static void only(Map<String, List<String>> query, String... names) {
        Set<String> known = Set.of(names);
        for (String each : query.keySet()) {
            if (!known.contains(each)) {
                throw refused(
                        each.length() > LONGEST ? "?" : each,
                        "the parameter is not known; "
                                + (known.isEmpty()
                                        ? "there is none here"
                                        : "known are "
                                                + known.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    /// @throws ProblemException 422
    static UUID uuid(String name, String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw refused(name, "it is not an id");
        }
        return UUID.fromString(text);
    }

    private Selection selection() {
        String country = one("country");
        try {
            return new Selection(
                    one("source"),
                    one("model"),
                    one("task"),
                    one("dataset"),
                    year("from_year"),
                    year("to_year"),
                    country == null ? null : country.toUpperCase(Locale.ROOT),
                    one("energy_source"),
                    chosen("stage", Stage.values(), Stage::label),
                    chosen("boundary", EnergyBoundary.values(), EnergyBoundary::label),
                    chosen("basis", CarbonBasis.values(), CarbonBasis::label),
                    chosen("provenance", Provenance.values(), Provenance::label),
                    chosen("state", State.values(), State::label));
        } catch (IllegalArgumentException wrong) {
            throw refused("from_year", String.valueOf(wrong.getMessage()));
        }
    }

    private @Nullable String one(String name) {
        return one(query, name);
    }

    /// The value of a parameter that may be given once.
    ///
    /// @throws ProblemException 422
    public static @Nullable String one(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refused(name, "the parameter is there twice");
        }
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            return null;
        }
        if (values.getFirst().length() > LONGEST) {
            throw refused(name, "the value is longer than " + LONGEST + " characters");
        }
        return values.getFirst();
    }

    /// @throws ProblemException 422
    public static @Nullable Integer whole(
            Map<String, List<String>> query, String name, int low, int high) {
        String text = one(query, name);
        if (text == null) {
            return null;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw refused(name, "it is not a whole number");
        }
        int number = Integer.parseInt(text);
        if (number < low || number > high) {
            throw refused(name, "it is not in " + low + " to " + high);
        }
        return number;
    }

    private @Nullable Integer year(String name) {
        return whole(query, name, 1950, 2200);
    }

    private <E> @Nullable E chosen(String name, E[] values, Function<E, String> label) {
        String text = one(name);
        if (text == null) {
            return null;
        }
        for (E each : values) {
            if (label.apply(each).equals(text)) {
                return each;
            }
        }
        throw refused(
                name,
                "it is none of "
                        + Arrays.stream(values).map(label).collect(Collectors.joining(", ")));
    }

    /// A refusal of one parameter.
    ///
    /// @param why for everybody to read
    public static ProblemException refused(String parameter, String why) {
        return new ProblemException(
                Problem.of(
                        422,
                        "the parameter " + parameter + ": " + why,
                        Problem.Place.inQuery(parameter, "WATTLE-2390", why)));
    }
}
