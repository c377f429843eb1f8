package wattle.hub.page.explore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import wattle.grid.Signal;
import wattle.hub.exchange.Wanted;
import wattle.hub.page.model.ClaimWords;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.claims.Selections;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Stage;

/// The filter bar: which claims are meant, by the parameters that `/v1/analyses` takes too, so that
/// an address of the page is one of the API's. Immutable.
///
/// @param values what stands in the fields, by name; nothing empty
/// @param wanted what that means; everything where something is wrong
/// @param wrong what is wrong with a field, by its name; a parameter that is none of ours by `""`
/// @param board the name of the one that is shown beside; empty where none was asked for
public record Filter(
        Map<String, String> values, Wanted wanted, Map<String, String> wrong, String board) {

    /// What the page takes beside the filter.
    private static final Set<String> OTHERS = Set.of("board", "cursor");

    private static final int LONGEST = 200;

    private static final List<String> NAMES =
            List.of(
                    "model",
                    "task",
                    "dataset",
                    "from_year",
                    "to_year",
                    "country",
                    "energy_source",
                    "hardware",
                    "stage",
                    "boundary",
                    "basis",
                    "signal",
                    "provenance",
                    "source");

    /// A field of the bar.
    ///
    /// @param options empty where it is free text
    /// @param known of free text: what may be meant
    public record Field(
            String name,
            String label,
            String value,
            String help,
            List<Choices.Option> options,
            List<String> known) {}

    static Filter of(Map<String, List<String>> query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = query.getOrDefault(name, List.of("")).getFirst().strip();
            if (!value.isEmpty()) {
                values.put(name, value.substring(0, Math.min(LONGEST, value.length())));
            }
        }
        String board = query.getOrDefault("board", List.of("")).getFirst();
        try {
            Wanted wanted = Selections.wanted(stripped(query), OTHERS);
            if (wanted.selection().wantedState() != State.PUBLISHED) {
                throw Selections.refused("state", "only what is published is shown here");
            }
            return new Filter(values, wanted, Map.of(), board.length() > 400 ? "" : board);
        } catch (ProblemException refused) {
            Map<String, String> wrong = new LinkedHashMap<>();
            for (Problem.Place each : refused.problem().errors()) {
                String name = each.parameter() == null ? "" : each.parameter();
                wrong.put(
                        NAMES.contains(name) ? name : "",
                        NAMES.contains(name) ? each.detail() : refused.problem().detail());
            }
            return new Filter(values, Wanted.of(Selection.ALL), wrong, "");
        }
    }

    private static Map<String, List<String>> stripped(Map<String, List<String>> query) {
        Map<String, List<String>> stripped = new LinkedHashMap<>();
        query.forEach((name, all) -> stripped.put(name, all.stream().map(String::strip).toList()));
        return stripped;
    }

    /// Whether it lets everything through.
    public boolean isEmpty() {
        return values.isEmpty();
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// The query of an address that says the same, without the question mark; empty for everything.
    public String query() {
        return query(values);
    }

    /// The address of the figures with these values for these fields; the name and the value of
    /// each in turn.
    public String figuresWith(String... namesAndValues) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return figures(changed);
    }

    private String figures(Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        if (!board.isEmpty()) {
            all.put("board", board);
        }
        return all.isEmpty() ? "/explore" : "/explore?" + query(all);
    }

    /// A field that is filled in.
    ///
    /// @param without the address of the figures of everything else
    public record Active(String label, String words, String without) {}

    /// What is filled in, so that each can be let go of.
    public List<Active> active(Choices choices) {
        List<Active> active = new ArrayList<>();
        for (Field each : fields(choices)) {
            if (!each.value().isEmpty()) {
                Map<String, String> others = new LinkedHashMap<>(values);
                others.remove(each.name());
                active.add(new Active(each.label(), words(each), figures(others)));
            }
        }
        return active;
    }

    private static String words(Field field) {
        for (Choices.Option each : field.options()) {
            if (each.value().equals(field.value())) {
                return each.words();
            }
        }
        return field.value();
    }

    private static String query(Map<String, String> values) {
        List<String> parts = new ArrayList<>();
        values.forEach((name, value) -> parts.add(part(name, value)));
        return String.join("&", parts);
    }

    static String part(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// The bar, with what there is to choose from.
    public List<Field> fields(Choices choices) {
        return List.of(
                chosen("task", "Task", choices.tasks()),
                chosen("dataset", "Dataset", choices.datasets()),
                typed("from_year", "From year", "Of publication."),
                typed("to_year", "To year", "Of publication."),
                chosen("country", "Country of training", choices.countries()),
                chosen("energy_source", "Energy source", choices.energySources()),
                new Field(
                        "hardware",
                        "Hardware",
                        value("hardware"),
                        "Part of a name.",
                        List.of(),
                        choices.hardware()),
                chosen("stage", "Stage", options(Stage.values(), Stage::label, ClaimWords::stage)),
                chosen(
                        "boundary",
                        "Energy boundary",
                        options(
                                EnergyBoundary.values(),
                                EnergyBoundary::label,
                                ClaimWords::boundary)),
                chosen(
                        "basis",
                        "Carbon basis",
                        options(CarbonBasis.values(), CarbonBasis::label, ClaimWords::basis)),
                chosen(
                        "signal",
                        "Signal",
                        options(Signal.values(), Signal::label, ClaimWords::signal)),
                chosen(
                        "provenance",
                        "Provenance",
                        options(Provenance.values(), Provenance::label, Provenance::label)),
                chosen("source", "Collection", choices.sources()),
                typed("model", "Model", "Part of a name."));
    }

    private Field typed(String name, String label, String help) {
        return new Field(name, label, value(name), help, List.of(), List.of());
    }

    private Field chosen(String name, String label, List<Choices.Option> options) {
        String value = value(name);
        List<Choices.Option> all = new ArrayList<>();
        all.add(new Choices.Option("", "any"));
        all.addAll(options);
        if (all.stream().noneMatch(each -> each.value().equals(value))) {
            all.add(new Choices.Option(value, value)); // Asked for all the same.
        }
        return new Field(name, label, value, "", List.copyOf(all), List.of());
    }

    private static <E> List<Choices.Option> options(
            E[] values, Function<E, String> label, Function<E, String> words) {
        return Arrays.stream(values)
                .map(each -> new Choices.Option(label.apply(each), words.apply(each)))
                .toList();
    }
}
