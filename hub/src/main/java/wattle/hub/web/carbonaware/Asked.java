package wattle.hub.web.carbonaware;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;

/// What a request asks, by the SDK's names. Names are taken in any case, as the SDK takes them;
/// other than the SDK, an unknown one is refused.
///
/// @param values by the SDK's spelling of the name
record Asked(Map<String, List<String>> values) {

    private static final int MOST_LOCATIONS = 50;
    private static final int MOST_MINUTES = 31 * 24 * 60;
    private static final double MOST_KILOWATT_HOURS = 1e12;

    /// Instants that series can hold, with room on both sides.
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2150-01-01T00:00:00Z");

    /// Of a query.
    ///
    /// @param known the names there are
    static Asked of(Map<String, List<String>> query, List<String> known) {
        Map<String, List<String>> values = new java.util.LinkedHashMap<>();
        query.forEach((name, all) -> {
            String spelt = spelt(name, known);
            if (values.putIfAbsent(spelt, all) != null) {
                throw new RefusedException(spelt, spelt + " is given in two spellings");
            }
        });
        return new Asked(values);
    }

    /// Of an element of a batch.
    static Asked of(Json element, List<String> known) {
        if (!(element instanceof Json.Fields fields)) {
            throw new RefusedException("body", "an element of a batch is an object");
        }
        Map<String, List<String>> values = new java.util.LinkedHashMap<>();
        fields.values()
                .forEach((name, value) -> {
                    String text =
                            switch (value) {
                                case Json.Text given -> given.value();
                                case Json.Numeral number -> number.text();
                                case Json.Nothing _ -> "";
                                default ->
                                        throw new RefusedException(
                                                name, name + " is a string or a number");
                            };
                    if (!text.isEmpty()) {
                        values.put(spelt(name, known), List.of(text));
                    }
                });
        return new Asked(values);
    }

    private static String spelt(String name, List<String> known) {
        for (String each : known) {
            if (each.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new RefusedException(
                name, "there is no parameter " + name + "; there are " + String.join(", ", known));
    }

    /// At least one.
    List<String> locations() {
        List<String> locations = new ArrayList<>();
        for (String each : values.getOrDefault("location", List.of())) {
            if (!each.isBlank() && !locations.contains(each.strip())) {
                locations.add(each.strip());
            }
        }
        if (locations.isEmpty()) {
            throw new RefusedException("location", "location is not set");
        }
        if (locations.size() > MOST_LOCATIONS) {
            throw new RefusedException(
                    "location", "there are at most " + MOST_LOCATIONS + " locations at once");
        }
        return locations;
    }

    /// The one there has to be.
    String location() {
        List<String> locations = locations();
        if (locations.size() > 1) {
            throw new RefusedException("location", "there is one location here");
        }
        return locations.getFirst();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// A time with its zone, or a day, which begins in UTC; null where it is not given.
    @Nullable Instant time(String name) {
        String word = one(name);
        if (word == null) {
            return null;
        }
        // A plus sign that was not encoded arrives as a space.
        String text = word.strip().replace(' ', '+');
        Instant time;
        try {
            time =
                    text.length() <= "2022-03-01".length()
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new RefusedException(
                    name, name + " is a time with its zone, such as 2022-03-01T15:30:00Z");
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new RefusedException(name, name + " lies outside of 1990 to 2150");
        }
        return time;
    }

    /// A time that has to be given.
    Instant needed(String name) {
        Instant time = time(name);
        if (time == null) {
            throw new RefusedException(name, name + " is not set");
        }
        return time;
    }

    /// Minutes; zero where it is not given.
    Duration minutes(String name) {
        String word = one(name);
        if (word == null) {
            return Duration.ZERO;
        }
        if (!word.matches("[0-9]{1,6}") || Integer.parseInt(word) > MOST_MINUTES) {
            throw new RefusedException(
                    name, name + " is a whole number of minutes up to " + MOST_MINUTES);
        }
        return Duration.ofMinutes(Integer.parseInt(word));
    }

    /// Null where it is not given.
    @Nullable Double energy() {
        String word = one("energyKwh");
        if (word == null) {
            return null;
        }
        try {
            double energy = Double.parseDouble(word);
            if (energy >= 0 && energy <= MOST_KILOWATT_HOURS) {
                return energy;
            }
        } catch (NumberFormatException wrong) {
            throw noEnergy();
        }
        throw noEnergy();
    }

    private static RefusedException noEnergy() {
        return new RefusedException(
                "energyKwh", "energyKwh is a number of kWh, not negative and at most 1e12");
    }

    private @Nullable String one(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new RefusedException(name, name + " is given twice");
        }
        return all.isEmpty() || all.getFirst().isBlank() ? null : all.getFirst();
    }
}
