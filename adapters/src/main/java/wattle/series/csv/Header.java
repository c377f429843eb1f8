package wattle.series.csv;

import java.nio.file.Path;
import java.util.List;

/// The names in a file's first row, and what is wrong with them.
record Header(Path file, List<String> names, long line) {

    /// The first of the known names that the header has.
    String firstOf(List<String> known, String advice) {
        for (String each : known) {
            if (names.contains(each)) {
                if (names.indexOf(each) != names.lastIndexOf(each)) {
                    throw new InvalidFileException(
                            file,
                            line,
                            each,
                            "the column is there twice",
                            "Rename or delete one of them.");
                }
                return each;
            }
        }
        throw missing(known, advice);
    }

    private InvalidFileException missing(List<String> known, String advice) {
        String expected = "expected " + String.join(" or ", known);
        String stranger = names.stream().filter(each -> !isKnown(each)).findFirst().orElse("");
        if (stranger.isEmpty()) {
            return new InvalidFileException(
                    file, line, null, "a column is missing: " + expected, advice);
        }
        boolean otherSeparator = names.size() == 1 && stranger.matches(".*[;\\t|].*");
        return new InvalidFileException(
                file,
                line,
                null,
                "column "
                        + InvalidFileException.shown(stranger)
                        + " is not known here; "
                        + expected,
                otherSeparator ? "Separate the cells by commas." : advice);
    }

    /// Names that mean something in one of the files that Wattle reads as a series.
    private static boolean isKnown(String name) {
        return switch (name) {
            case "", "timestamp_utc", "interval_start_utc" -> true;
            case "g_per_kwh", "energy_joules", "power_watts" -> true;
            default -> false;
        };
    }
}
