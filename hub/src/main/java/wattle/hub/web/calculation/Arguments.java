package wattle.hub.web.calculation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import wattle.hub.web.Json;

/// The command line of a request. Every word of the user's is the value of one option, behind an
/// equals sign, or stands behind `--`: it can neither be an option nor name a file.
final class Arguments {

    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_TEXTS = 100;
    private static final int MOST_SERIES = 100;
    private static final String ENERGY = "energy.csv";

    // The names of series have no dot.
    private static final String JOBS = "jobs.table.csv";
    private static final String STARTS = "starts.table.txt";
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,60}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Calculation calculation;
    private final Workspace files;
    private final List<String> arguments;
    private final List<String> words = new ArrayList<>();

    private Arguments(Calculation calculation, Workspace files) {
        this.calculation = calculation;
        this.files = files;
        arguments = new ArrayList<>(calculation.command());
    }

    /// @param request by name, as it was sent
    /// @param files where its series are put
    /// @throws wattle.hub.web.ProblemException 422 where it is something else than its fields take
    static List<String> of(Calculation calculation, Map<String, Json> request, Workspace files) {
        var line = new Arguments(calculation, files);
        line.refuseUnknown(request);
        for (Field each : calculation.fields()) {
            Json value = request.get(each.name());
            if (value != null && !(value instanceof Json.Nothing)) {
                line.add(each, value);
            }
        }
        if (!line.words.isEmpty()) {
            line.arguments.add("--");
            line.arguments.addAll(line.words);
        }
        return List.copyOf(line.arguments);
    }

    private void refuseUnknown(Map<String, Json> request) {
        List<String> known = calculation.fields().stream().map(Field::name).toList();
        for (String each : request.keySet()) {
            if (!known.contains(each)) {
                throw refused(
                        "/" + Tables.escaped(each),
                        "WATTLE-2385",
                        "there is no field \"" + each + "\"." + Tables.meant(each, known));
            }
        }
    }

    private void add(Field field, Json value) {
        String at = "/" + field.name();
        switch (field.kind()) {
            case TEXT -> option(field, text(field, value, at));
            case WORD -> option(field, word(field, value, at));
            case NUMBER -> option(field, number(field, value, at));
            case WHOLE -> option(field, whole(field, value, at));
            case FLAG -> flag(field, value, at);
            case TEXTS -> {
                for (String each : texts(field, value, at)) {
                    option(field, each);
                }
            }
            case WORDS -> words.add(text(field, value, at));
            case ENERGY -> option(field, energy(field, value, ENERGY, at));
            case INTENSITY -> {
                if (value instanceof Json.Numeral number) {
                    option(field, number.text());
                } else {
                    intensities("--intensity-file", field, value, at);
                }
            }
            case INTENSITIES -> intensities(field.option(), field, value, at);
            case JOBS -> jobs(field, value, at);
            case STARTS -> starts(field, value, at);
        }
    }

    private void option(Field field, String value) {
        arguments.add(field.option() + "=" + value);
    }

    private String text(Field field, Json value, String at) {
        if (!(value instanceof Json.Text text)) {
            throw wrong(field, value, at);
        }
        String said = text.value();
        if (said.length() > LONGEST_TEXT || said.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    at,
                    "WATTLE-2389",
                    field.name()
                            + " has at most "
                            + LONGEST_TEXT
                            + " characters and no control characters");
        }
        return said;
    }

    private String word(Field field, Json value, String at) {
        String said = text(field, value, at);
        if (!WORD.matcher(said).matches()) {
            throw wrong(field, value, at);
        }
        return said;
    }

    private String number(Field field, Json value, String at) {
        if (value instanceof Json.Numeral number) {
            return number.text();
        }
        throw wrong(field, value, at);
    }

    private String whole(Field field, Json value, String at) {
        if (value instanceof Json.Numeral number && WHOLE.matcher(number.text()).matches()) {
            return number.text();
        }
        throw wrong(field, value, at);
    }

    private void flag(Field field, Json value, String at) {
        if (!(value instanceof Json.Flag flag)) {
            throw wrong(field, value, at);
        }
        if (flag.value()) {
            arguments.add(field.option());
        }
    }

    private List<String> texts(Field field, Json value, String at) {
        if (!(value instanceof Json.Items items)) {
            return List.of(text(field, value, at));
        }
        List<String> texts = new ArrayList<>();
        for (Json each : few(field, items, MOST_TEXTS, at)) {
            texts.add(text(field, each, at + "/" + texts.size()));
        }
        return texts;
    }

    private List<Json> few(Field field, Json.Items items, int most, String at) {
        if (items.values().size() > most) {
            throw refused(at, "WATTLE-2388", field.name() + " has at most " + most + " values");
        }
        return items.values();
    }

    private String energy(Field field, Json value, String file, String at) {
        if (!(value instanceof Json.Fields fields)) {
            throw wrong(field, value, at);
        }
        return files.write(file, Tables.series(fields.values(), Tables.ENERGY, List.of(), at), at);
    }

    private void intensities(String option, Field field, Json value, String at) {
        if (value instanceof Json.Items items) {
            int i = 0;
            for (Json each : few(field, items, MOST_SERIES, at)) {
                arguments.add(option + "=" + intensity(field, each, at + "/" + i++));
            }
        } else {
            arguments.add(option + "=" + intensity(field, value, at));
        }
    }

    /// Its file has the name of the series, which plans and evaluations know the zone by.
    private String intensity(Field field, Json value, String at) {
        if (!(value instanceof Json.Fields fields)) {
            throw wrong(field, value, at);
        }
        String name = "intensity";
        Json given = fields.values().get("name");
        if (given != null) {
            name = given instanceof Json.Text text ? text.value() : "";
            if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("regions")) {
                throw refused(
                        at + "/name",
                        "WATTLE-2390",
                        "the name of a series has 1 to 60 letters, digits, dashes and underscores");
            }
        }
        String csv = Tables.series(fields.values(), Tables.INTENSITY, List.of("name"), at);
        String file = name + ".csv";
        for (int more = 2; files.has(file) || file.equals(ENERGY); more++) {
            file = name + "-" + more + ".csv";
        }
        return files.write(file, csv, at);
    }

    private void jobs(Field field, Json value, String at) {
        if (!(value instanceof Json.Items items)) {
            throw wrong(field, value, at);
        }
        List<String> columns = new ArrayList<>(Tables.JOBS);
        columns.add("energy");
        List<Map<String, Json>> rows = new ArrayList<>();
        for (Map<String, Json> row : Tables.rows(items, columns, at)) {
            Map<String, Json> written = new LinkedHashMap<>(row);
            Json energy = written.remove("energy");
            if (energy != null) {
                String file = "job." + (rows.size() + 1) + ".csv";
                energy(field, energy, file, at + "/" + rows.size() + "/energy");
                written.put("energy_file", new Json.Text(file));
            }
            rows.add(written);
        }
        List<String> header = new ArrayList<>(Tables.JOBS);
        header.add("energy_file");
        option(field, files.write(JOBS, Tables.csv(rows, header), at));
    }

    private void starts(Field field, Json value, String at) {
        if (!(value instanceof Json.Items items)) {
            option(field, word(field, value, at));
            return;
        }
        var lines = new StringBuilder();
        int i = 0;
        for (Json each : items.values()) {
            lines.append(text(field, each, at + "/" + i++)).append('\n');
        }
        option(field, files.write(STARTS, lines.toString(), at));
    }

    private RuntimeException wrong(Field field, Json value, String at) {
        return refused(
                at,
                "WATTLE-2386",
                field.name() + " takes " + field.kind().words() + ", not " + value.kind());
    }

    private RuntimeException refused(String at, String code, String detail) {
        return Invalid.at(calculation.posted(), at, code, detail);
    }
}
