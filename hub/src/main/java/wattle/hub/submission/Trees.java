package wattle.hub.submission;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.series.csv.InvalidFileException;

/// A document of maps, lists and scalars, as YAML and JSON are read into, asked for what may be
/// there or not. What is there in another shape is refused by its name.
record Trees(Path file, Map<?, ?> root) {

    private static final int LONGEST_TEXT = 1000;

    Trees map(String key) {
        return root.get(key) instanceof Map<?, ?> map
                ? new Trees(file, map)
                : new Trees(file, Map.of());
    }

    /// The maps in a list; a map alone counts as a list of it.
    List<Trees> list(String key) {
        Object value = root.get(key);
        if (value instanceof Map<?, ?> map) {
            return List.of(new Trees(file, map));
        }
        return value instanceof Collection<?> all
                ? all.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> new Trees(file, (Map<?, ?>) each))
                        .toList()
                : List.of();
    }

    @Nullable String text(String key) {
        Object value = root.get(key);
        if (value == null || value instanceof Map<?, ?> || value instanceof Collection<?>) {
            return null;
        }
        String text = value.toString().strip();
        if (text.length() > LONGEST_TEXT) {
            throw refused(key, "it is longer than " + LONGEST_TEXT + " characters", "Shorten it.");
        }
        return text.isEmpty() ? null : text;
    }

    @Nullable Double number(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        double number = wattle.series.csv.Decimals.parse(text.toCharArray(), 0, text.length());
        if (Double.isNaN(number)) {
            throw refused(
                    key,
                    InvalidFileException.quoted(text) + " is not a finite number",
                    "Write a number.");
        }
        return number;
    }

    InvalidFileException refused(String key, String problem, String advice) {
        return new InvalidFileException(
                file, 0, null, "cannot be taken: " + key + ": " + problem, advice);
    }
}
